/** What a learner has done, as plain data: kept by the page, carried from machine to machine, read by a teacher. */
import { FailureError } from '../base/errors.ts';

export interface StepProgress {
  readonly done: boolean;
  /** Rungs of the hint ladder that were shown: 0 to 3. Recorded, never held against anyone. */
  readonly hints: number;
  /** Commands after which the checks did not pass. */
  readonly attempts: number;
  /** By question id. */
  readonly answers: Readonly<Record<string, AnswerProgress>>;
  /** The directory in which it was begun; undefined: home, or nobody noted it. */
  readonly cwd?: string | undefined;
}

export interface AnswerProgress {
  /** As first given; undefined: the truth came before any answer. */
  readonly given: string | undefined;
  /** Whether that was right. */
  readonly right: boolean | undefined;
  /** What the machine said, once the learner may know: it may say something else by now. */
  readonly truth: string | undefined;
}

export interface LessonProgress {
  readonly steps: Readonly<Record<string, StepProgress>>;
  readonly done: boolean;
  /** The directory in which the learner's shell stood last; undefined: home, or nobody noted it. */
  readonly cwd?: string | undefined;
}

export interface Progress {
  readonly version: 1;
  /** Chooses the learner's words (`variables.ts`). */
  readonly seed: string;
  /** By lesson id. */
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

/** Where progress lies. Whoever owns the place decides how: the page beside the sandbox, a test in memory. */
export interface ProgressStore {
  load(): Promise<Progress | undefined>;
  save(progress: Progress): Promise<void>;
}

export function emptyProgress(seed: string): Progress {
  return { version: 1, seed, lessons: {} };
}

export function withLesson(progress: Progress, id: string, lesson: LessonProgress): Progress {
  return { ...progress, lessons: { ...progress.lessons, [id]: lesson } };
}

/** Progress from a file or a store that anyone may have written. FailureError `invalid` says what is wrong with it. */
export function readProgress(value: unknown): Progress {
  const root = record(value, 'progress');
  if (root.version !== 1) throw invalid(`the version of this progress is ${String(root.version)}; 1 is known`);
  if (typeof root.seed !== 'string' || !/^[\w-]{1,64}$/.test(root.seed)) throw invalid('seed should be a short word');
  return { version: 1, seed: root.seed, lessons: mapOf(root.lessons, 'lessons', readLessonProgress) };
}

function readLessonProgress(value: unknown, at: string): LessonProgress {
  const { done, steps, cwd } = record(value, at);
  return {
    cwd: optional(text, cwd, `${at}.cwd`),
    done: boolean(done, `${at}.done`),
    steps: mapOf(steps, `${at}.steps`, (step, place): StepProgress => {
      const { hints, attempts, answers, ...rest } = record(step, place);
      return {
        done: boolean(rest.done, `${place}.done`),
        hints: count(hints, `${place}.hints`),
        attempts: count(attempts, `${place}.attempts`),
        cwd: optional(text, rest.cwd, `${place}.cwd`),
        answers: mapOf(answers, `${place}.answers`, (answer, where): AnswerProgress => {
          const { given, right, truth } = record(answer, where);
          return {
            given: optional(text, given, `${where}.given`),
            right: optional(boolean, right, `${where}.right`),
            truth: optional(text, truth, `${where}.truth`),
          };
        }),
      };
    }),
  };
}

const invalid = (message: string) => new FailureError('invalid', `progress cannot be read: ${message}`);

function record(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw invalid(`${at} should be an object`);
}

function mapOf<T>(value: unknown, at: string, read: (value: unknown, at: string) => T): Readonly<Record<string, T>> {
  const entries = Object.entries(record(value, at));
  return Object.fromEntries(entries.map(([key, item]) => [key, read(item, `${at}.${key}`)]));
}

function boolean(value: unknown, at: string): boolean {
  if (typeof value === 'boolean') return value;
  throw invalid(`${at} should be true or false`);
}

function text(value: unknown, at: string): string {
  if (typeof value === 'string') return value;
  throw invalid(`${at} should be text`);
}

function optional<T>(read: (value: unknown, at: string) => T, value: unknown, at: string): T | undefined {
  return value === undefined ? undefined : read(value, at);
}

function count(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw invalid(`${at} should be a whole number`);
}
