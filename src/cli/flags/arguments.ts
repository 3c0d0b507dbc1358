/** How many arguments a command takes, and docker's words when they are too many or too few. */
import { CliFailure } from '../failure.ts';

/** `path` begins with `docker`. */
export function checkArguments(rule: string, count: number, path: string, useLine: string): void {
  const [kind, first = '0', second = '0'] = rule.split(' ');
  const low = Number(first);
  const high = Number(second);
  const plural = (n: number) => (n === 1 ? 'argument' : 'arguments');
  const fail = (what: string, hint: string) =>
    new CliFailure(`docker: '${path}' ${what}\n\nUsage:  ${useLine}\n\n${hint} '${path} --help' for more information`);
  switch (kind) {
    case 'none':
      if (count > 0) throw fail('accepts no arguments', 'Run');
      return;
    case 'exact':
      if (count !== low) throw fail(`requires ${low} ${plural(low)}`, 'Run');
      return;
    case 'min':
      if (count < low) throw fail(`requires at least ${low} ${plural(low)}`, 'See');
      return;
    case 'max':
      // Docker 28 really says "SRun" here.
      if (count > low) throw fail(`requires at most ${low} ${plural(low)}`, 'SRun');
      return;
    case 'range':
      if (count < low || count > high)
        throw fail(`requires at least ${low} and at most ${high} ${plural(high)}`, 'Run');
      return;
    case 'cobra':
      if (count !== low) throw new CliFailure(`accepts ${low} arg(s), received ${count}`);
      return;
    default:
  }
}
