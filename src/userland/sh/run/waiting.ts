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

/** Waits for one child to its end; signals do not cut it short. 127 when it is not there. */
export async function waitFor(sh: Shell, pid: number): Promise<number> {
  for (;;) {
    try {
      const result = await sh.sys.wait(pid);
      if (result) return exitStatusOf(result.status);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'EINTR') continue;
      return 127;
    }
  }
}

/** The same, with the whole status; undefined when there is no such child. `untraced` also answers at a stop. */
export async function waitStatus(sh: Shell, pid: number, untraced: boolean): Promise<WaitStatus | undefined> {
  for (;;) {
    try {
      const result = await sh.sys.wait(pid, { untraced });
      if (result && result.status.kind !== 'continued') return result.status;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'EINTR') {
        const signal = deadlySignal(sh);
        if (signal) throw new ExitFlow(sh.status, signal);
        continue;
      }
      return undefined;
    }
  }
}
