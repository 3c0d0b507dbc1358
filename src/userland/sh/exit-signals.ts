/** A script of bash that a signal ends runs its EXIT trap first: which signals those are, and minding them. */
import type { Signal } from '../../kernel/signals.ts';
import type { Shell } from './shell.ts';

/** As sig.c of bash lists them. */
const ENDING: ReadonlySet<Signal> = new Set(
  'HUP INT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM TERM XCPU XFSZ VTALRM PROF SYS'.split(' ') as Signal[],
);

/** Whether the signal, which has no trap of its own, ends the shell by way of the EXIT trap. */
export function endsByExitTrap(sh: Shell, signal: Signal): boolean {
  return sh.dialect === 'bash' && !sh.interactive && sh.traps.has('EXIT') && ENDING.has(signal);
}

/** After a change of the EXIT trap. */
export function watchEnd(sh: Shell): void {
  if (sh.dialect !== 'bash' || sh.interactive) return;
  for (const signal of ENDING) {
    if (sh.traps.has(signal)) continue;
    // What was ignored when the shell began stays so.
    if (sh.sys.signal(signal, 'default') === 'ignore') sh.sys.signal(signal, 'ignore');
    else sh.restoreSignal(signal);
  }
}

/** The signal that is to end the shell: one that came and has no trap. */
export function deadlySignal(sh: Shell): Signal | undefined {
  return sh.interactive ? undefined : sh.pending.find((signal) => !sh.traps.has(signal));
}
