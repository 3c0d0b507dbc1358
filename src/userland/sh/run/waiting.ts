/** Waiting for children and telling how they ended. */
import { SIGNALS, signalNumber } from '../../../kernel/signals.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { WaitStatus } from '../../../kernel/sys.ts';
import { deadlySignal } from '../exit-signals.ts';
import { ExitFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';

export function exitStatusOf(status: WaitStatus): number {
  switch (status.kind) {
    case 'exited':
      return status.status;
    case 'signaled':
    case 'stopped':
      return 128 + signalNumber(status.signal);
    case 'continued':
      return 0;
  }
}

/** What the shell says of a child that a signal ended; undefined when it says nothing. */
export function deathText(status: WaitStatus): string | undefined {
  if (status.kind !== 'signaled' || status.signal === 'INT' || status.signal === 'PIPE') return undefined;
  const { text } = SIGNALS[status.signal];
  return status.core ? `${text} (core dumped)` : text;
}

/** The status of one child at its end; 127 when it is not there. */
export async function waitFor(sh: Shell, pid: number): Promise<number> {
  const status = await waitStatus(sh, pid, false);
  return status ? exitStatusOf(status) : 127;
}

/**
 * Waits for one child; undefined when there is none. `untraced` also answers at a stop. How others end meanwhile is kept for who asks
 * for them: nobody stays a zombie while a program runs in front.
 */
export async function waitStatus(sh: Shell, pid: number, untraced: boolean): Promise<WaitStatus | undefined> {
  for (;;) {
    const known = sh.jobs.ended.get(pid);
    if (known) {
      sh.jobs.ended.delete(pid);
      return known;
    }
    try {
      const result = await sh.sys.wait(-1, { untraced });
      if (result?.pid === pid && result.status.kind !== 'continued') return result.status;
      sh.jobs.note(result);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno !== 'EINTR') return undefined;
      const signal = deadlySignal(sh);
      if (signal) throw new ExitFlow(sh.status, signal);
    }
  }
}
