/**
 * Proves that a lesson can be done: each step is open when it begins, stays open after every wrong attempt and earns its
 * message, and is done after its solution; and that judging changes nothing. It plays the lesson through the same run
 * that the page uses.
 */
import type { Clock } from '../../base/ports.ts';
import { createLessonRun, SETTLED_MS, type LessonRun } from '../run/lesson-run.ts';
import { startsService } from '../run/starts-service.ts';
import type { TypedCommand } from '../history.ts';
import type { Lesson, Question, Step } from '../lesson.ts';
import type { ScriptRunner } from '../judge.ts';
import type { Places } from '../parse-lesson.ts';
import { valuesFor, type Values } from '../variables.ts';
import { runTyped, type TypedOutcome } from './typed-script.ts';

export interface ProofMachine {
  readonly scripts: ScriptRunner;
  readonly clock: Pick<Clock, 'after'>;
  /** All that a check could change, as text; absent: not looked at. */
  fingerprint?(): Promise<string>;
}

export const PROOF_SEED = 'proof';

/** Between looks at whether a step is done that needs time. */
const LOOK_MS = 100;

/** Problems, each as `file:line: what`; none when all is proven. The machine is left as the lesson ends. */
export async function proveSteps(lesson: Lesson, places: Places, machine: ProofMachine): Promise<readonly string[]> {
  const values = valuesFor(lesson, PROOF_SEED);
  const run = createLessonRun({ lesson, values, scripts: machine.scripts, clock: machine.clock, until: 'message' });
  const problems: string[] = [];
  try {
    await run.start();
    if (run.state.phase === 'failed') return [`${lesson.path}/setup.sh:1: ${run.state.failure}`];
    for (const [index, step] of lesson.steps.entries()) {
      const proof = new StepProof({ run, index, step, places, machine, values });
      problems.push(...(await proof.prove()));
      // What comes after a step that cannot be done says nothing.
      if (run.state.current <= index) break;
    }
  } finally {
    run.close();
  }
  return problems;
}

interface StepProofOptions {
  readonly run: LessonRun;
  readonly index: number;
  readonly step: Step;
  readonly places: Places;
  readonly machine: ProofMachine;
  readonly values: Values;
}

class StepProof {
  readonly #problems: string[] = [];
  /** Has been typed, and is judged together with what is typed next. */
  #unjudged: readonly TypedCommand[] = [];
  /** A judgement was seen that changed nothing. */
  #seenUnchanging = false;

  constructor(private readonly given: StepProofOptions) {}

  async prove(): Promise<readonly string[]> {
    const { run, index, step, places } = this.given;
    if (run.state.current > index) {
      this.#tell(places.yaml(['steps', index]), `step ${step.id} is done before anything was typed`);
      return this.#problems;
    }
    await this.#wrongAttempts();
    if (this.#passed) return this.#problems;
    await this.#judgingChangesNothing();
    await this.#answerWrongly();
    const outcome = await this.#type(step.solution);
    for (const { command, status } of outcome.surprises) {
      const why = outcome.stderr.trim().split('\n').slice(-3).join(' / ');
      this.#tell(places.solution(step.id), `step ${step.id}: '${command}' ended with status ${status}: ${why}`);
    }
    await this.#answerRightly();
    if (startsService(step.solution)) await this.#giveTime();
    if (!this.#passed) {
      const miss = run.state.steps[index]?.results.find((result) => result.miss)?.miss;
      const what = miss
        ? `says ${miss.name}: ${miss.message.en.replaceAll('{found}', miss.found)}`
        : 'waits for an answer';
      this.#tell(places.solution(step.id), `step ${step.id} is not done after its solution: it ${what}`);
    }
    return this.#problems;
  }

  /** The run looks again by itself, as it does for a learner. */
  async #giveTime(): Promise<void> {
    for (let waited = 0; waited < SETTLED_MS && !this.#passed; waited += LOOK_MS) {
      await new Promise<void>((resolve) => this.given.machine.clock.after(LOOK_MS, resolve));
    }
  }

  get #passed(): boolean {
    return this.given.run.state.current > this.given.index;
  }

  /** Once more by itself, unless that was seen at a wrong attempt: beside a container that ends just then, it says nothing. */
  async #judgingChangesNothing(): Promise<void> {
    const { run, index, step, places } = this.given;
    if (this.#seenUnchanging) return;
    const change = await this.#changeBy(() => run.look());
    if (change) this.#tell(places.yaml(['steps', index, 'checks']), `the checks of step ${step.id} change ${change}`);
  }

  /** What is different afterwards; undefined: nothing, or nobody can tell. */
  async #changeBy(judge: () => Promise<unknown>): Promise<string | undefined> {
    const { machine } = this.given;
    const before = await machine.fingerprint?.();
    await judge();
    const after = await machine.fingerprint?.();
    return before === undefined || after === undefined || before === after ? undefined : differenceOf(before, after);
  }

  async #wrongAttempts(): Promise<void> {
    const { run, index, step, places } = this.given;
    const earned = new Set<string>();
    for (const [i, attempt] of step.wrong.entries()) {
      const outcome = await this.#type(attempt.commands);
      const miss = run.state.steps[index]?.results.find((result) => result.miss)?.miss;
      earned.add(miss?.name ?? '');
      if (this.#passed) {
        this.#tell(places.wrong(step.id, i), `step ${step.id} is done after a wrong attempt`);
        return;
      }
      if (miss?.name !== attempt.earns) {
        const got = miss ? `${miss.name}: ${miss.message.en.replaceAll('{found}', miss.found)}` : 'no message';
        const why = outcome.surprises[0]
          ? ` ('${outcome.surprises[0].command}' ended with ${outcome.surprises[0].status})`
          : '';
        this.#tell(places.wrong(step.id, i), `step ${step.id}: this earns ${got}, and not ${attempt.earns}${why}`);
      }
      if (miss?.message.en.includes('{found}') && !miss.found) {
        this.#tell(
          places.wrong(step.id, i),
          `step ${step.id}: the message ${miss.name} has {found}, and its script prints nothing`,
        );
      }
      if (attempt.undo) {
        const { surprises } = await this.#undo(attempt.undo);
        for (const { command, status } of surprises) {
          this.#tell(places.wrong(step.id, i), `step ${step.id}: undo: '${command}' ended with status ${status}`);
        }
      }
    }
    step.checks.forEach((check, c) => {
      check.explain.forEach((near, e) => {
        if (step.wrong.some(({ earns }) => earns === `${check.name}/${near.name}`)) return;
        this.#tell(
          places.yaml(['steps', index, 'checks', c, 'explain', e]),
          `no attempt in wrong.sh earns ${check.name}/${near.name}`,
        );
      });
    });
  }

  /** What an answer does is judged before the right one is given. */
  async #answerWrongly(): Promise<void> {
    const { run, index, step, places } = this.given;
    for (const [q, question] of step.questions.entries()) {
      if (question.when === 'after') {
        await run.answer(index, question.id, guessOf(question));
        continue;
      }
      const truth = await run.truth(index, question.id);
      if (truth === undefined) continue;
      const wrong =
        question.kind === 'number' ? String(Number(truth) + 1) : question.options.find(({ id }) => id !== truth)?.id;
      await run.answer(index, question.id, wrong as string);
      if (run.state.steps[index]?.answers[question.id]?.right) {
        this.#tell(places.yaml(['steps', index, 'questions', q]), `'${wrong}' is taken for right`);
      }
    }
  }

  async #answerRightly(): Promise<void> {
    const { run, index, step, places } = this.given;
    for (const [q, question] of step.questions.entries()) {
      const at = places.yaml(['steps', index, 'questions', q]);
      const truth =
        question.when === 'now'
          ? await run.truth(index, question.id)
          : run.state.steps[index]?.answers[question.id]?.truth;
      const known =
        question.kind === 'number'
          ? /^-?\d+(\.\d+)?$/
          : { test: (id: string) => question.options.some((option) => option.id === id) };
      if (truth === undefined || !known.test(truth)) {
        this.#tell(
          at,
          `the script of question ${question.id} prints ${truth === undefined ? 'nothing' : `'${truth}'`}, which is no answer to it`,
        );
      } else if (question.when === 'now') await run.answer(index, question.id, truth);
    }
  }

  /** Types commands; they are judged when all have ended, with those that were undone before. */
  async #type(commands: string): Promise<TypedOutcome> {
    const { run } = this.given;
    const outcome = await this.#run(commands);
    const typed = [...this.#unjudged, ...outcome.history];
    this.#unjudged = [];
    const judge = () => Promise.all(typed.map((command) => run.commandEnded(command)));
    // What was started in the background goes on changing things.
    if (this.#seenUnchanging || typed.some(({ command }) => startsService(command))) await judge();
    else this.#seenUnchanging = (await this.#changeBy(judge)) === undefined;
    return outcome;
  }

  /** Nobody looks at a step between what is undone and what is tried next. */
  async #undo(commands: string): Promise<TypedOutcome> {
    const outcome = await this.#run(commands);
    this.#unjudged = outcome.history;
    return outcome;
  }

  #run(commands: string): Promise<TypedOutcome> {
    const { machine, values } = this.given;
    return runTyped(commands, machine.scripts, { values, history: [] });
  }

  #tell(at: string, what: string): void {
    this.#problems.push(`${at}: ${what}`);
  }
}

function guessOf(question: Question): string {
  return question.kind === 'number' ? '0' : (question.options[0]?.id as string);
}

function differenceOf(before: string, after: string): string {
  const [old, now] = [before, after].map((text) => new Set(text.split('\n'))) as [Set<string>, Set<string>];
  const line = [...now].find((candidate) => !old.has(candidate)) ?? [...old].find((candidate) => !now.has(candidate));
  return (line ?? 'something').slice(0, 200);
}
