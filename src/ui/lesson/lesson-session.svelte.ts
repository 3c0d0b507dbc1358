/** A lesson that is open in the page: the run of it, joined to the machine, and what the learner has unfolded. */
import { FailureError, messageOf, type FailureKind } from '../../base/errors.ts';
import { systemClock } from '../../base/ports.ts';
import { passed, runChecks, scriptOptions, type ScriptRunner } from '../../course/judge.ts';
import type { Lesson } from '../../course/lesson.ts';
import { filesScript } from '../../course/preparation.ts';
import type { RenderedLesson } from '../../course/render.ts';
import { createLessonRun, type LessonRun } from '../../course/run/lesson-run.ts';
import type { RunState } from '../../course/run/run-state.ts';
import { fillTexts } from '../../course/texts.ts';
import { fill, valuesFor, type Values } from '../../course/variables.ts';
import { SERVICE, type CommandEnded } from '../../worker/protocol.ts';
import type { PageState } from '../state/page.svelte.ts';
import { lessonCheckpoints } from '../state/checkpoints.ts';
import { sitAt } from '../state/machine.ts';
import { ask, runScript } from '../state/scripts.ts';
import type { CourseState } from './course.svelte.ts';
import { changeDirectory, type Walk } from './change-directory.ts';

export interface Failure {
  readonly kind: FailureKind | undefined;
  readonly words: string;
}

function failureOf(error: unknown): Failure {
  return { kind: error instanceof FailureError ? error.kind : undefined, words: messageOf(error) };
}

export class LessonSession {
  readonly lesson: RenderedLesson;
  readonly values: Values;
  state = $state.raw<RunState>() as RunState;
  /** The machine is prepared or was, and checks run. */
  begun = $state(false);
  /** A failure's own words, which are English; where the page has better ones, it goes by the kind. */
  failure = $state.raw<Failure>();
  /** The machine is being put back, or exchanged. */
  switching = $state(false);
  /** Something was typed for the learner at the beginning, and the focus went to the prompt. */
  cameHome = false;
  /** Steps that the learner folded or unfolded against the rule. */
  folded = $state<Record<number, boolean>>({});

  readonly #run: LessonRun;
  readonly #scripts: ScriptRunner;
  /** The `cd` that was typed for the learner: no attempt at a step. */
  #typed: string | undefined;
  readonly #walk: Walk;

  constructor(
    private readonly page: PageState,
    private readonly course: CourseState,
    /** As it was loaded, without this learner's words. */
    readonly given: RenderedLesson,
  ) {
    this.values = valuesFor(given, course.progress?.seed ?? '');
    const lesson = fillTexts(given, this.values) as RenderedLesson;
    this.lesson = lesson;
    this.#scripts = (script, options) => runScript(page.connection, script, options);
    const saved = course.progress?.lessons[given.id];
    this.#walk = {
      scripts: this.#scripts,
      type: (command) => {
        this.#typed = command;
        page.type(`${command}\r`);
      },
    };
    this.#run = createLessonRun({
      lesson,
      values: this.values,
      scripts: this.#scripts,
      clock: systemClock,
      checkpoints: lessonCheckpoints(page.connection, `lesson/${lesson.id}/`),
      ...(saved && { saved }),
      onChange: (state) => {
        this.state = state;
        if (this.begun) course.record(lesson.id, this.#run.progress());
      },
    });
    this.state = this.#run.state;
    if (saved) void this.#resume();
  }

  get done(): boolean {
    return this.state.phase === 'done' || (!this.begun && this.course.standing(this.lesson.id) === 'done');
  }

  /** Prepares the machine: what earlier lessons leave behind, unless it is there, then this lesson's own files. */
  async start(): Promise<void> {
    await this.#begin(async () => {
      this.cameHome = await changeDirectory(this.#walk);
      await sitAt(this.page.connection, this.lesson.machine);
      for (const base of await this.course.bases(this.lesson)) await this.#bring(base);
      await this.#run.start();
    });
  }

  commandEnded(command: CommandEnded): void {
    const typed = this.#typed;
    this.#typed = undefined;
    if (this.begun && command.command.trim() !== typed) void this.#run.commandEnded(command).catch(() => undefined);
  }

  look(): void {
    if (this.begun) void this.#run.look().catch(() => undefined);
  }

  hint(): void {
    this.#run.hint();
  }

  async answer(step: number, question: string, given: string): Promise<Failure | undefined> {
    try {
      await this.#run.answer(step, question, given);
      return undefined;
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Back to where a step began, machine and all. */
  async reset(step: number): Promise<void> {
    [this.failure, this.switching] = [undefined, true];
    try {
      await this.#run.reset(step);
      this.folded = {};
      await changeDirectory(this.#walk, this.state.cwd);
    } catch (error) {
      this.failure = failureOf(error);
    } finally {
      this.switching = false;
    }
  }

  /** To where the current step began, or the last one of a lesson that is done. */
  undo(): Promise<void> {
    return this.reset(Math.min(this.state.current, this.lesson.steps.length - 1));
  }

  /** The lesson anew on a machine as it was delivered. */
  async startFresh(): Promise<void> {
    this.switching = true;
    this.course.forget(this.lesson.id);
    await this.page.connection.powerCycle(() => ask(this.page.connection, SERVICE.reset));
  }

  solution(step: number): string {
    const text = this.lesson.steps[step]?.solution ?? '';
    return fill(text, this.values).replace(/[ \t]+# fails$/gm, '');
  }

  /** The step to do, and the one before it: its last commands may be still to run, and its answers to be read. */
  unfolded(step: number): boolean {
    const { current } = this.state;
    return this.folded[step] ?? (step === current || step === current - 1);
  }

  fold(step: number): void {
    this.folded[step] = !this.unfolded(step);
  }

  close(): void {
    this.#run.close();
  }

  /** A lesson that is done is only read: the learner stays at the machine there is. */
  #resume(): Promise<void> {
    return this.#begin(async () => {
      if (this.state.phase !== 'done') await sitAt(this.page.connection, this.lesson.machine);
      await this.#run.resume();
      if (this.state.phase === 'open' && this.state.cwd !== undefined)
        await changeDirectory(this.#walk, this.state.cwd);
    });
  }

  async #begin(work: () => Promise<void>): Promise<void> {
    this.begun = true;
    this.failure = undefined;
    try {
      await work();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** Brings the machine to where a lesson ends, if it is not there. */
  async #bring(lesson: Lesson): Promise<void> {
    const values = valuesFor(lesson, this.course.progress?.seed ?? '');
    const context = { values, history: [] };
    const last = lesson.steps.at(-1);
    if (last?.checks.length && passed(await runChecks(last, this.#scripts, context))) return;
    for (const script of [filesScript(lesson.files), lesson.setup, ...lesson.steps.map(({ solution }) => solution)]) {
      if (script.trim() !== '') await this.#scripts(script, scriptOptions(context));
    }
    this.page.changes += 1;
  }
}
