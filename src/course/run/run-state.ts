/** The state of a lesson that is being done, and how it changes: pure, so that page and headless runner tell the same story. */
import { passed, type CheckResult } from '../judge.ts';
import type { TypedCommand } from '../history.ts';
import { HINTS, type Lesson, type Question, type Step } from '../lesson.ts';
import type { AnswerProgress, LessonProgress, StepProgress } from '../progress.ts';

export interface AnswerState {
  /** What the learner said last; undefined: nothing yet, the truth came first. */
  readonly given: string | undefined;
  /** What was said first: that is the prediction. */
  readonly first: string | undefined;
  /** What the machine says. Unknown until it has been asked; of a wrong answer that may be tried again it is kept back. */
  readonly truth: string | undefined;
  readonly right: boolean | undefined;
}

export interface StepState {
  readonly done: boolean;
  /** Rungs of the hint ladder shown, 0 to 3. */
  readonly hints: number;
  readonly attempts: number;
  /** A command has ended since the step became the current one: now its misses help, before they would nag. */
  readonly tried: boolean;
  readonly results: readonly CheckResult[];
  /** By question id. */
  readonly answers: Readonly<Record<string, AnswerState>>;
  /** The directory in which the learner began it; undefined: at home. */
  readonly cwd?: string | undefined;
}

export interface RunState {
  /** `preparing`: files and setup are being put in place. `failed`: they could not be; see `failure`. */
  readonly phase: 'preparing' | 'open' | 'done' | 'failed';
  readonly failure: string | undefined;
  /** Index of the step to do; the number of steps once all are done. */
  readonly current: number;
  readonly steps: readonly StepState[];
  /** What was typed in the current step. */
  readonly history: readonly TypedCommand[];
  /** The directory in which the learner's shell stood last; undefined: at home. A shell that begins anew does so at home. */
  readonly cwd: string | undefined;
}

const EMPTY: StepState = { done: false, hints: 0, attempts: 0, tried: false, results: [], answers: {} };

export function initialState(lesson: Lesson, saved?: LessonProgress): RunState {
  const steps = lesson.steps.map(({ id, questions }): StepState => {
    const step = saved?.steps[id];
    if (!step) return EMPTY;
    const answers = questions.flatMap((question) => {
      const answer = step.answers[question.id];
      return answer ? [[question.id, answeredBefore(question, answer)] as const] : [];
    });
    const { done, hints, attempts, cwd } = step;
    return { ...EMPTY, done, hints, attempts, answers: Object.fromEntries(answers), cwd };
  });
  return settle({ phase: 'preparing', failure: undefined, current: 0, steps, history: [], cwd: saved?.cwd });
}

/** What is graded at once tells its truth only to the right answer: that was the last one. */
function answeredBefore({ when }: Question, { given, right, truth }: AnswerProgress): AnswerState {
  const found = when === 'now' && truth !== undefined;
  return { given: found ? truth : given, first: given, truth, right: found || right };
}

/** The first step that is open is the current one. */
function settle(state: RunState): RunState {
  const open = state.steps.findIndex(({ done }) => !done);
  const current = open < 0 ? state.steps.length : open;
  const phase = state.phase === 'open' || state.phase === 'done' ? (open < 0 ? 'done' : 'open') : state.phase;
  return { ...state, current, phase };
}

export function prepared(state: RunState): RunState {
  return settle({ ...state, phase: 'open', failure: undefined });
}

export function failed(state: RunState, failure: string): RunState {
  return { ...state, phase: 'failed', failure };
}

export function typed(state: RunState, command: TypedCommand): RunState {
  const cwd = command.prompt === '$' ? (command.cwd ?? state.cwd) : state.cwd;
  return { ...state, history: [...state.history, command], cwd };
}

export interface Judgement {
  readonly results: readonly CheckResult[];
  /** It came after something was typed. */
  readonly byCommand: boolean;
  /** What the machine says to the questions of a step that passed. */
  readonly truths: Readonly<Record<string, string>>;
  /** Commands that were typed before it began; those typed meanwhile belong to what comes next. */
  readonly seen: number;
}

/** The current step was judged. */
export function judged(state: RunState, step: Step, { results, byCommand, truths, seen }: Judgement): RunState {
  const before = state.steps[state.current] as StepState;
  const done = passed(results) && answered(step, before);
  if (!done) {
    const missed = byCommand && !passed(results);
    return change(state, state.current, {
      results,
      tried: before.tried || byCommand,
      attempts: before.attempts + (missed ? 1 : 0),
    });
  }
  const answers = { ...before.answers };
  for (const question of step.questions) {
    const truth = truths[question.id];
    if (question.when !== 'after' || truth === undefined) continue;
    const { given, first } = answers[question.id] ?? { given: undefined, first: undefined };
    answers[question.id] = {
      given,
      first,
      truth,
      right: given === undefined ? undefined : same(question, given, truth),
    };
  }
  const next = settle({
    ...change(state, state.current, { results, done, answers }),
    history: state.history.slice(seen),
  });
  return change(next, next.current, { cwd: state.cwd });
}

function same(question: Question, given: string, truth: string): boolean {
  return question.kind === 'number' ? Number(given) === Number(truth) : given === truth;
}

/** Whether nothing that a step asks at once is left open. */
export function answered(step: Step, state: StepState): boolean {
  return step.questions.every(({ id, when }) => when === 'after' || state.answers[id]?.right === true);
}

/** An answer was given; `truth` when it is graded at once. */
export function answeredWith(
  state: RunState,
  index: number,
  question: Question,
  given: string,
  truth: string | undefined,
): RunState {
  const step = state.steps[index] as StepState;
  const right = truth === undefined ? undefined : same(question, given, truth);
  const first = step.answers[question.id]?.first ?? given;
  const answer = { given, first, right, truth: right ? truth : undefined };
  return change(state, index, {
    answers: { ...step.answers, [question.id]: answer },
    attempts: step.attempts + (right === false ? 1 : 0),
  });
}

export function hinted(state: RunState): RunState {
  const step = state.steps[state.current];
  return step ? change(state, state.current, { hints: Math.min(step.hints + 1, HINTS.length) }) : state;
}

/** A step and all after it are open again. What was shown and tried stays on record. */
export function reopened(state: RunState, index: number): RunState {
  const steps = state.steps.map((step, i) =>
    i < index ? step : { ...EMPTY, hints: i === index ? step.hints : 0, attempts: step.attempts, cwd: step.cwd },
  );
  return settle({ ...state, steps, history: [], cwd: steps[index]?.cwd });
}

function change(state: RunState, index: number, to: Partial<StepState>): RunState {
  return { ...state, steps: state.steps.map((step, i) => (i === index ? { ...step, ...to } : step)) };
}

export function progressOf(lesson: Lesson, state: RunState): LessonProgress {
  const steps = lesson.steps.map(({ id, questions }, i): readonly [string, StepProgress] => {
    const { done, hints, attempts, answers, cwd } = state.steps[i] as StepState;
    const given = questions.flatMap((question): (readonly [string, AnswerProgress])[] => {
      const answer = answers[question.id];
      if (!answer) return [];
      const { first, truth, right } = answer;
      const known = first !== undefined && truth !== undefined;
      return [[question.id, { given: first, right: known ? same(question, first, truth) : right, truth }]];
    });
    return [id, { done, hints, attempts, answers: Object.fromEntries(given), cwd }];
  });
  return { steps: Object.fromEntries(steps), done: state.phase === 'done', cwd: state.cwd };
}
