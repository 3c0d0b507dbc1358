/** Commands that do the same to each of their arguments: what failed is told after what worked. */
import { errorText } from './errors.ts';
import { CliFailure } from './failure.ts';
import { ConnectionFailure } from './connection.ts';

/** As many as Docker's client has under way; each needs a connection. */
const AT_ONCE = 50;

type Outcome = { readonly error: unknown } | undefined;

/** Side by side: what became of each, in the order given. None of the promises rejects. */
export function sideBySide(
  names: readonly string[],
  act: (name: string) => Promise<unknown>,
): readonly Promise<Outcome>[] {
  const running: Promise<Outcome>[] = [];
  for (const [i, name] of names.entries()) {
    const begun = (running[i - AT_ONCE] ?? Promise.resolve()).then(() => act(name));
    running.push(
      begun.then(
        () => undefined,
        (error: unknown) => ({ error }),
      ),
    );
  }
  return running;
}

/** Side by side, told in the order given: results to `tell`, failures together at the end. */
export async function forEachName(
  names: readonly string[],
  act: (name: string) => Promise<unknown>,
  tell: (name: string) => Promise<void>,
): Promise<void> {
  const failures: string[] = [];
  const running = sideBySide(names, act);
  for (const [i, name] of names.entries()) {
    const failed = await running[i];
    if (failed) failures.push(errorText(failed.error));
    else await tell(name);
  }
  if (failures.length) throw new CliFailure(failures.join('\n'));
}

/** One after the other. */
export async function oneByOne(
  names: readonly string[],
  act: (name: string) => Promise<unknown>,
  tell: (name: string) => Promise<void>,
): Promise<void> {
  const failures: string[] = [];
  for (const name of names) {
    try {
      await act(name);
      await tell(name);
    } catch (error) {
      if (error instanceof ConnectionFailure && names.length === 1) throw error;
      failures.push(errorText(error));
    }
  }
  if (failures.length) throw new CliFailure(failures.join('\n'));
}
