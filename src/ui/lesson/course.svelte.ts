/** The course as the page knows it: its map, what the learner has done of it, and the lesson that is open. */
import { loadLesson, parts } from 'virtual:lessons';
import type { Lesson } from '../../course/lesson.ts';
import { withLesson, type LessonProgress, type Progress } from '../../course/progress.ts';
import type { RenderedLesson } from '../../course/render.ts';
import type { LessonSummary, PartSummary } from '../../course/summary.ts';
import type { Connection } from '../state/connection.svelte.ts';
import { loadProgress, newProgress, saveProgress } from '../state/progress.ts';

export type Standing = 'new' | 'started' | 'done';

const SAVE_MS = 250;

export class CourseState {
  readonly parts: readonly PartSummary[] = parts;
  readonly lessons: readonly LessonSummary[] = parts.flatMap(({ lessons }) => lessons);
  progress = $state.raw<Progress | undefined>();

  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly connection: Connection) {}

  async start(): Promise<void> {
    this.progress = await loadProgress(this.connection);
  }

  startWithout(): void {
    this.progress ??= newProgress();
  }

  standing(id: string): Standing {
    const lesson = this.progress?.lessons[id];
    return lesson === undefined ? 'new' : lesson.done ? 'done' : 'started';
  }

  stepsDone(id: string): number {
    return Object.values(this.progress?.lessons[id]?.steps ?? {}).filter(({ done }) => done).length;
  }

  /** The lesson to go on with: one that is begun, else the first that is not done. */
  get next(): LessonSummary | undefined {
    const { lessons } = this;
    return (
      lessons.find(({ id }) => this.standing(id) === 'started') ??
      lessons.find(({ id }) => this.standing(id) !== 'done')
    );
  }

  neighbours(id: string): { readonly before: LessonSummary | undefined; readonly after: LessonSummary | undefined } {
    const at = this.lessons.findIndex((lesson) => lesson.id === id);
    return { before: this.lessons[at - 1], after: at < 0 ? undefined : this.lessons[at + 1] };
  }

  partOf(id: string): { readonly part: PartSummary; readonly number: number } | undefined {
    const at = this.parts.findIndex(({ lessons }) => lessons.some((lesson) => lesson.id === id));
    const part = this.parts[at];
    return part && { part, number: at + 1 };
  }

  load(id: string): Promise<RenderedLesson> {
    return loadLesson(id);
  }

  /** The lessons whose end states one builds on, first one first. */
  async bases(lesson: Lesson): Promise<readonly Lesson[]> {
    const chain: Lesson[] = [];
    for (let id = lesson.base; id !== undefined && !chain.some((found) => found.id === id);) {
      const found: Lesson = await loadLesson(id);
      chain.unshift(found);
      id = found.base;
    }
    return chain;
  }

  record(id: string, lesson: LessonProgress): void {
    if (!this.progress) return;
    this.replace(withLesson(this.progress, id, lesson));
  }

  forget(id: string): void {
    if (!this.progress) return;
    const { [id]: _, ...lessons } = this.progress.lessons;
    this.replace({ ...this.progress, lessons });
  }

  replace(progress: Progress): void {
    this.progress = progress;
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      void saveProgress(this.connection, progress).catch(() => undefined);
    }, SAVE_MS);
  }
}
