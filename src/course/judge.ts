/** Judges a step: runs its checks on the learner's machine and says what is missing. State counts, not keystrokes. */
import { historyText, type TypedCommand } from './history.ts';
import type { Check, Localised, Question, Step } from './lesson.ts';
import type { Values } from './variables.ts';

export interface ScriptOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ScriptOptions {
  /** In the environment of the shell, beside what is always there. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Runs a script in a hidden shell on the learner's machine, as the learner. */
export type ScriptRunner = (script: string, options?: ScriptOptions) => Promise<ScriptOutcome>;

/** What scripts may read beside the machine itself. */
export interface ScriptContext {
  readonly values: Values;
  readonly history: readonly TypedCommand[];
}

export interface Miss {
  /** `check`, or `check/explanation`. */
  readonly name: string;
  readonly message: Localised;
  /** What stands for `{found}` in the message: output of the machine, not markup. */
  readonly found: string;
}

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  /** Of the first check that did not pass: what fails first is often why the rest fails. */
  readonly miss: Miss | undefined;
}

export const passed = (results: readonly CheckResult[]): boolean => results.every((result) => result.passed);

export interface ChecksOptions {
  readonly signal?: AbortSignal;
  /**
   * How far to go when a check does not pass. `all`: the rest is judged too. `message`: the results end with it, and with what it
   * says. `verdict`: they end with it, and nobody asks which near miss it was.
   */
  readonly until?: 'all' | 'message' | 'verdict';
}

export async function runChecks(
  step: Pick<Step, 'checks'>,
  run: ScriptRunner,
  context: ScriptContext,
  { signal, until = 'all' }: ChecksOptions = {},
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  const options = scriptOptions(context, signal);
  for (const check of step.checks) {
    const { status, stdout } = await run(check.run, options);
    const first = status !== 0 && passed(results);
    const miss = first
      ? await missOf(until === 'verdict' ? { ...check, explain: [] } : check, stdout, run, options)
      : undefined;
    results.push({ name: check.name, passed: status === 0, miss });
    if (first && until !== 'all') break;
  }
  return results;
}

async function missOf(check: Check, stdout: string, run: ScriptRunner, options: ScriptOptions): Promise<Miss> {
  for (const near of check.explain) {
    const outcome = await run(near.run, options);
    if (outcome.status !== 0) continue;
    return { name: `${check.name}/${near.name}`, message: near.message, found: firstLine(outcome.stdout) };
  }
  return { name: check.name, message: check.message, found: firstLine(stdout) };
}

/** What the machine answers to a question: the first line its script prints. Undefined when it cannot tell yet. */
export async function truthOf(
  question: Question,
  run: ScriptRunner,
  context: ScriptContext,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { status, stdout } = await run(question.answer, scriptOptions(context, signal));
  return status === 0 ? firstLine(stdout) || undefined : undefined;
}

export function isRight(question: Question, given: string, truth: string): boolean {
  return question.kind === 'number' ? Number(given) === Number(truth) : given === truth;
}

const FOUND_CHARACTERS = 160;

function firstLine(output: string): string {
  return (output.split('\n', 1)[0] as string).trim().slice(0, FOUND_CHARACTERS);
}

/** The context stands in the environment and not in the text: a script is the same text each time, which a shell has parsed once then. */
export function scriptOptions({ values, history }: ScriptContext, signal?: AbortSignal): ScriptOptions {
  return { variables: { ...values, HISTORY: historyText(history) }, ...(signal && { signal }) };
}

/** A message with what was found put in; `escape` makes it safe where the message is HTML. */
export function messageText(miss: Miss, escape: (text: string) => string = (text) => text): Localised {
  const put = (text: string) => text.replaceAll('{found}', escape(miss.found));
  return { en: put(miss.message.en), 'zh-TW': put(miss.message['zh-TW']) };
}
