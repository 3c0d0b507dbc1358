import { UsageError } from '../usage-error.ts';

/** `drydock lesson check`: not there yet, and says so. */
export async function lesson(args: readonly string[]): Promise<number> {
  if (args[0] !== 'check') throw new UsageError(`'${args[0] ?? ''}' is not known; there is: check`);
  process.stderr.write('drydock lesson check: not there yet; `npm run unit -- tests/lessons` proves the lessons\n');
  return 1;
}
