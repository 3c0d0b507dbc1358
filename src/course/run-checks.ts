/** Judges a step: runs its checks on the learner's machine and says what is missing. State counts, not keystrokes. */
import type { Localised, Step } from './lesson.ts';

/** Runs a script in a hidden shell on the learner's machine. */
export type ScriptRunner = (script: string, signal?: AbortSignal) => Promise<{ readonly status: number }>;

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  /** Why not, when it did not pass. */
  readonly message: Localised | undefined;
}

export async function runChecks(step: Step, run: ScriptRunner, signal?: AbortSignal): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of step.checks) {
    const passed = (await run(check.run, signal)).status === 0;
    let message: Localised | undefined;
    if (!passed) {
      message = check.message;
      for (const miss of check.explain) {
        if ((await run(miss.run, signal)).status !== 0) continue;
        message = miss.message;
        break;
      }
    }
    results.push({ name: check.name, passed, message });
  }
  return results;
}
