/** Signals as `docker kill` and `--stop-signal` name them (moby's `signal` package for Linux). */
import { FailureError } from '../base/errors.ts';

const NAMES =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  );
const NUMBERS = new Map(NAMES.map((name, i) => [name, i + 1]));
for (const [alias, number] of [
  ['IOT', 6],
  ['CLD', 17],
  ['POLL', 29],
] as const)
  NUMBERS.set(alias, number);
for (let i = 0; i <= 15; i++) NUMBERS.set(i ? `RTMIN+${i}` : 'RTMIN', 34 + i);
for (let i = 0; i <= 14; i++) NUMBERS.set(i ? `RTMAX-${i}` : 'RTMAX', 64 - i);

/** `9`, `KILL`, `sigkill` to 9. Fails with `invalid` as moby's ParseSignal does. */
export function parseSignal(word: string): number {
  if (/^-?\d+$/.test(word)) {
    if (Number(word) === 0) throw new FailureError('invalid', `invalid signal: ${word}`);
    return Number(word);
  }
  const number = NUMBERS.get(word.toUpperCase().replace(/^SIG/, ''));
  if (number === undefined) throw new FailureError('invalid', `invalid signal: ${word}`);
  return number;
}

/** The name without SIG that the runtime takes; undefined when Linux has no such signal. */
export function signalName(number: number): string | undefined {
  return NAMES[number - 1] ?? [...NUMBERS].find(([, n]) => n === number)?.[0];
}
