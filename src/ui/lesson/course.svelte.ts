/** The course as the page knows it: its own lessons and those from packs, and what the learner has done of them. */
import { loadLesson, parts } from 'virtual:lessons';
import type { Lesson } from '../../course/lesson.ts';
import { withLesson, type LessonProgress, type Progress } from '../../course/progress.ts';
import type { RenderedLesson } from '../../course/render.ts';
import type { LessonSummary, PartSummary } from '../../course/summary.ts';
import { messageOf } from '../../base/errors.ts';
import { dropPack, keepPack, keptPacks } from '../packs/kept-packs.ts';
import type { Pack, PackFile } from '../packs/open-pack.ts';
import type { Connection } from '../state/connection.svelte.ts';
import { loadProgress, newProgress, saveProgress } from '../state/progress.ts';

export type Standing = 'new' | 'started' | 'done';

/** A pack that was kept, and cannot be read any more. */
export interface BrokenPack {
  readonly source: string;
  readonly reason: string;
}

export class CourseState {
  readonly parts: readonly PartSummary[] = parts;
  packs = $state.raw<readonly Pack[]>([]);
  broken = $state.raw<readonly BrokenPack[]>([]);
  /** The kept packs are open: what is not there now does not come. */
  complete = $state(false);
  progress = $state.raw<Progress | undefined>();

  #saving = false;

  constructor(private readonly connection: Connection) {}

  async start(): Promise<void> {
    this.progress = await loadProgress(this.connection);
    const kept = await keptPacks(this.connection).catch(() => []);
    for (const file of kept) await this.#open(file);
    this.complete = true;
  }

  startWithout(): void {
    this.progress ??= newProgress();
    this.complete = true;
  }

  /** The site's own. */
  get lessons(): readonly LessonSummary[] {
    return lessonsOf(this.parts);
  }

  find(id: string): LessonSummary | undefined {
    return this.#groupOf(id)
      .flatMap(({ lessons }) => lessons)
      .find((lesson) => lesson.id === id);
  }

  packOf(id: string): Pack | undefined {
    return this.packs.find(({ lessons }) => lessons.some((lesson) => lesson.id === id));
  }

  /** From now on it is there whenever the page is opened. */
  async add(pack: Pack, file: PackFile): Promise<void> {
    await keepPack(this.connection, file);
    this.#replacePack(pack);
  }

  async remove(source: string): Promise<void> {
    await dropPack(this.connection, source);
    this.packs = this.packs.filter((pack) => pack.source !== source);
    this.broken = this.broken.filter((pack) => pack.source !== source);
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
    const lessons = lessonsOf(this.#groupOf(id));
    const at = lessons.findIndex((lesson) => lesson.id === id);
    return { before: lessons[at - 1], after: at < 0 ? undefined : lessons[at + 1] };
  }

  partOf(id: string): PartSummary | undefined {
    return this.#groupOf(id).find(({ lessons }) => lessons.some((lesson) => lesson.id === id));
  }

  async load(id: string): Promise<RenderedLesson> {
    return this.packOf(id)?.lessons.find((lesson) => lesson.id === id) ?? loadLesson(id);
  }

  /** The lessons whose end states one builds on, first one first. */
  async bases(lesson: Lesson): Promise<readonly Lesson[]> {
    const chain: Lesson[] = [];
    for (let id = lesson.base; id !== undefined && !chain.some((found) => found.id === id);) {
      const found: Lesson = await this.load(id);
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
    void this.#save();
  }

  /** At once, for the tab may be closed in a moment; what changes meanwhile is saved when that is done. */
  async #save(): Promise<void> {
    if (this.#saving) return;
    this.#saving = true;
    try {
      for (let saved: Progress | undefined; saved !== this.progress && this.progress;) {
        saved = this.progress;
        await saveProgress(this.connection, saved);
      }
    } catch {
      // The line was lost; the next change is saved with all before it.
    } finally {
      this.#saving = false;
    }
  }

  #groupOf(id: string): readonly PartSummary[] {
    return this.packOf(id)?.parts ?? this.parts;
  }

  #replacePack(pack: Pack): void {
    this.packs = [...this.packs.filter(({ source }) => source !== pack.source), pack];
    this.broken = this.broken.filter(({ source }) => source !== pack.source);
  }

  async #open(file: PackFile): Promise<void> {
    try {
      const { openPack } = await import('../packs/open-pack.ts');
      this.#replacePack(await openPack(file));
    } catch (error) {
      this.broken = [...this.broken, { source: file.source, reason: messageOf(error) }];
    }
  }
}

function lessonsOf(parts: readonly PartSummary[]): readonly LessonSummary[] {
  return parts.flatMap(({ lessons }) => lessons);
}
