/**
 * A lesson being done: prepares the machine, judges the current step after every command, goes on when it passes, shows
 * hints, takes predictions, goes back to where a step began. The page draws `state`; the headless proof reads it.
 *
 * Life: `start` once (or `resume` on a machine that has it all already), then calls in any order, then `close`. What is
 * asked for while something else runs waits for it; judgements that wait become one.
 */
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Clock } from '../../base/ports.ts';
import type { TypedCommand } from '../history.ts';
import {
  passed,
  runChecks,
  scriptOptions,
  truthOf,
  type ChecksOptions,
  type ScriptContext,
  type ScriptOptions,
  type ScriptRunner,
} from '../judge.ts';
import type { Lesson, Question, Step } from '../lesson.ts';
import { filesScript } from '../preparation.ts';
import type { LessonProgress } from '../progress.ts';
import type { Values } from '../variables.ts';
import * as states from './run-state.ts';
import type { RunState } from './run-state.ts';
import { startsService } from './starts-service.ts';

/**
 * After a command that starts something in the background the first judgement waits for this long, which nobody notices; when
 * something is still missing then, the step is looked at again, after each of these.
 */
const SETTLING_MS = 300;
const LATER_LOOKS_MS: readonly number[] = [700, 1500, 3000];
/** All of them together, and a little more. */
export const SETTLED_MS = LATER_LOOKS_MS.reduce((sum, ms) => sum + ms, 2 * SETTLING_MS);

/** The sandbox as a whole, kept and put back: whoever owns the store has it. */
export interface Checkpoints {
  /** Keeps everything as it is now under a name; an older one of that name is replaced. */
  take(name: string): Promise<void>;
  /** Puts everything back, which ends every process. FailureError `notFound`: there is none of that name. */
  restore(name: string): Promise<void>;
}

export interface LessonRunOptions extends Pick<ChecksOptions, 'until'> {
  readonly lesson: Lesson;
  readonly values: Values;
  readonly scripts: ScriptRunner;
  readonly clock: Pick<Clock, 'after'>;
  /** Absent: a step cannot be reset. */
  readonly checkpoints?: Checkpoints;
  /** What was done before. */
  readonly saved?: LessonProgress;
  /** After every change. */
  readonly onChange?: (state: RunState) => void;
}

export interface LessonRun {
  readonly lesson: Lesson;
  readonly state: RunState;
  readonly canReset: boolean;
  /** Puts files and setup in place, keeps the state, and judges the first step. */
  start(): Promise<void>;
  /** The machine is as the learner left it: nothing is put in place. */
  resume(): Promise<void>;
  /**
   * A command typed at any prompt has ended. Resolves once the step was judged; what the command has started in the background is
   * given a moment before.
   */
  commandEnded(command: TypedCommand): Promise<void>;
  /** Something else has changed the machine. */
  look(): Promise<void>;
  /** The next rung of the current step's ladder. */
  hint(): void;
  /** FailureError `invalid` for what is no answer to the question, `conflict` while the machine cannot tell yet. */
  answer(step: number, question: string, given: string): Promise<void>;
  /** Back to where the step began. */
  reset(step: number): Promise<void>;
  /** What the machine would answer now; for proofs, which have nothing to predict. */
  truth(step: number, question: string): Promise<string | undefined>;
  progress(): LessonProgress;
  close(): void;
}

export function createLessonRun(options: LessonRunOptions): LessonRun {
  return new Run(options);
}

class Run implements LessonRun {
  #state: RunState;
  #closed = new AbortController();
  /** The end of all that was asked for so far. */
  #tail: Promise<unknown> = Promise.resolve();
  #waiting: { promise: Promise<void>; byCommand: boolean } | undefined;
  /** Something was started a moment ago: whoever wants a judgement waits for this one. */
  #settling: Promise<void> | undefined;
  #stopLooking = () => {};

  constructor(private readonly options: LessonRunOptions) {
    this.#state = states.initialState(options.lesson, options.saved);
  }

  get lesson(): Lesson {
    return this.options.lesson;
  }

  get state(): RunState {
    return this.#state;
  }

  get canReset(): boolean {
    return this.options.checkpoints !== undefined;
  }

  start(): Promise<void> {
    return this.#inTurn(async () => {
      const { lesson } = this;
      for (const script of [filesScript(lesson.files), lesson.setup]) {
        if (!script) continue;
        const { status, stderr } = await this.#run(script, scriptOptions(this.#context([])));
        if (status === 0) continue;
        this.#set(states.failed(this.#state, stderr.trim() || `the setup ended with status ${status}`));
        return;
      }
      await this.options.checkpoints?.take(this.#checkpoint(0));
      this.#set(states.prepared(this.#state));
      await this.#judge(false);
    });
  }

  resume(): Promise<void> {
    return this.#inTurn(async () => {
      this.#set(states.prepared(this.#state));
      await this.#judge(false);
    });
  }

  commandEnded(command: TypedCommand): Promise<void> {
    this.#set(states.typed(this.#state, command));
    this.#stopLooking();
    if (this.#settling) return this.#settling;
    if (!startsService(command.command)) return this.#judgeSoon(true);
    this.#settling = this.#settle();
    return this.#settling;
  }

  look(): Promise<void> {
    return this.#settling ?? this.#judgeSoon(false);
  }

  hint(): void {
    this.#set(states.hinted(this.#state));
  }

  answer(index: number, id: string, given: string): Promise<void> {
    return this.#inTurn(async () => {
      const question = this.#question(index, id);
      if (!isAnswer(question, given)) throw new FailureError('invalid', `'${given}' is no answer to ${id}`);
      // What was foretold cannot be told again once it has been seen.
      if (this.#state.steps[index]?.done) throw new FailureError('conflict', `the step of ${id} is done`);
      const truth = question.when === 'now' ? await this.#truth(question) : undefined;
      if (question.when === 'now' && truth === undefined) {
        throw new FailureError('conflict', `the machine cannot answer ${id} yet`);
      }
      this.#set(states.answeredWith(this.#state, index, question, given, truth));
      // What is foretold keeps no step open, and neither does anything close one but the right answer.
      const counts = this.#state.steps[index]?.answers[id]?.right === true;
      if (counts && index === this.#state.current && this.#state.phase === 'open') await this.#judge(false);
    });
  }

  reset(index: number): Promise<void> {
    return this.#inTurn(async () => {
      const { checkpoints } = this.options;
      if (!checkpoints) throw new FailureError('notImplemented', 'this sandbox keeps no checkpoints');
      await checkpoints.restore(this.#checkpoint(index));
      this.#set(states.prepared(states.reopened(this.#state, index)));
      await this.#judge(false);
    });
  }

  truth(index: number, id: string): Promise<string | undefined> {
    return this.#truth(this.#question(index, id));
  }

  progress(): LessonProgress {
    return states.progressOf(this.lesson, this.#state);
  }

  close(): void {
    this.#stopLooking();
    this.#closed.abort();
  }

  async #settle(): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.options.clock.after(SETTLING_MS, resolve);
      this.#closed.signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
    this.#settling = undefined;
    await this.#judgeSoon(true);
    this.#lookLater(LATER_LOOKS_MS, this.#state.current);
  }

  /** Until the step is done, or something else is typed. */
  #lookLater([pause, ...rest]: readonly number[], step: number): void {
    if (pause === undefined || this.#state.current !== step || this.#state.phase !== 'open') return;
    this.#stopLooking = this.options.clock.after(pause, () => {
      void this.#judgeSoon(false).then(
        () => this.#lookLater(rest, step),
        () => undefined,
      );
    });
  }

  /** Judgements that wait for their turn are one judgement. */
  #judgeSoon(byCommand: boolean): Promise<void> {
    if (this.#waiting) {
      this.#waiting.byCommand ||= byCommand;
      return this.#waiting.promise;
    }
    const waiting = { byCommand, promise: Promise.resolve() };
    waiting.promise = this.#inTurn(async () => {
      this.#waiting = undefined;
      await this.#judge(waiting.byCommand);
    });
    this.#waiting = waiting;
    return waiting.promise;
  }

  /** Judges the current step, and the next as long as they pass: a learner may be ahead of the text. */
  async #judge(byCommand: boolean): Promise<void> {
    while (this.#state.phase === 'open' && !this.#closed.signal.aborted) {
      const { current, history } = this.#state;
      const step = this.lesson.steps[current] as Step;
      const context = this.#context(history);
      const results = await runChecks(step, (script, given) => this.#run(script, given), context, this.options);
      const truths: Record<string, string> = {};
      if (passed(results)) {
        for (const question of step.questions.filter(({ when }) => when === 'after')) {
          const truth = await this.#truth(question);
          if (truth !== undefined) truths[question.id] = truth;
        }
      }
      this.#set(states.judged(this.#state, step, { results, byCommand, truths, seen: history.length }));
      if (this.#state.current === current) return;
      byCommand = false;
      await this.options.checkpoints?.take(this.#checkpoint(this.#state.current));
    }
  }

  #question(index: number, id: string): Question {
    const question = this.lesson.steps[index]?.questions.find((candidate) => candidate.id === id);
    if (!question) throw new FailureError('notFound', `step ${index} has no question ${id}`);
    return question;
  }

  #truth(question: Question): Promise<string | undefined> {
    return truthOf(question, (script, given) => this.#run(script, given), this.#context(this.#state.history));
  }

  #context(history: readonly TypedCommand[]): ScriptContext {
    return { values: this.options.values, history };
  }

  /** A script that does not come to an end is ended. */
  async #run(script: string, options?: ScriptOptions): ReturnType<ScriptRunner> {
    const stop = new AbortController();
    const end = () => stop.abort();
    const cancel = this.options.clock.after(LIMITS.lessonScriptMs, end);
    this.#closed.signal.addEventListener('abort', end);
    try {
      return await this.options.scripts(script, { ...options, signal: stop.signal });
    } finally {
      cancel();
      this.#closed.signal.removeEventListener('abort', end);
    }
  }

  #checkpoint(step: number): string {
    return `lesson/${this.lesson.id}/${step}`;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#tail.then(async () => {
      if (this.#closed.signal.aborted) return;
      try {
        await work();
      } catch (error) {
        if (!this.#closed.signal.aborted) throw error;
      }
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  #set(state: RunState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.options.onChange?.(state);
  }
}

function isAnswer(question: Question, given: string): boolean {
  if (question.kind === 'number') return /^-?\d+(\.\d+)?$/.test(given.trim());
  return question.options.some(({ id }) => id === given);
}
