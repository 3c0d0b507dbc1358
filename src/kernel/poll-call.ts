/** poll(2). */
import type { Process } from './process/process.ts';
import type { Awaitable } from './sys.ts';

export interface PollFd {
  readonly fd: number;
  readonly events: 'read' | 'write';
}

export function poll(process: Process, fds: readonly PollFd[], timeoutMs?: number): Awaitable<readonly number[]> {
  const files = fds.map(({ fd, events }) => ({ fd, events, file: process.files.get(fd).file }));
  const ready = () => files.filter(({ file, events }) => file.ready?.(events) ?? true).map(({ fd }) => fd);
  const now = ready();
  if (now.length > 0 || timeoutMs === 0) return now;
  return wait();

  async function wait(): Promise<readonly number[]> {
    const { clock, timers } = process.namespace.machine;
    const deadline = timeoutMs === undefined || timeoutMs < 0 ? Number.POSITIVE_INFINITY : clock.now() + timeoutMs;
    for (;;) {
      const inTime = await process.block<boolean>((resolve) => {
        const undo = files.map(({ file }) => file.onReady?.(() => wake(true)));
        const cancel = timers.after(deadline - clock.now(), () => wake(false));
        const release = () => {
          for (const take of undo) take?.();
          cancel();
        };
        const wake = (changed: boolean) => {
          release();
          resolve(changed);
        };
        return release;
      });
      const changed = ready();
      if (changed.length > 0 || !inTime) return changed;
    }
  }
}
