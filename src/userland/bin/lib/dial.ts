/** Connecting to an address, with a limit on the time. */
import { SysError } from '../../../kernel/errno.ts';
import type { SocketAddress, Sys } from '../../../kernel/sys.ts';
import { uninterrupted } from './socket-duplex.ts';

/** Answers the descriptor. SysError as connect(2); ETIMEDOUT after `timeoutMs` too. */
export async function dial(sys: Sys, address: SocketAddress, timeoutMs?: number): Promise<number> {
  const fd = await sys.socket('path' in address ? 'unix' : 'inet', 'stream');
  try {
    const connecting = (async () => sys.connect(fd, address))();
    if ((await within(sys, timeoutMs, connecting)) === 'late') throw new SysError('ETIMEDOUT');
    return fd;
  } catch (error) {
    await sys.close(fd);
    throw error;
  }
}

/** What the work answers, or `late` when it is not done in time; it goes on then, and its outcome is dropped. */
export async function within<T>(sys: Sys, ms: number | undefined, work: Promise<T>): Promise<T | 'late'> {
  if (ms === undefined) return work;
  work.catch(() => undefined);
  return Promise.race([work, late(sys, ms)]);
}

async function late(sys: Sys, ms: number): Promise<'late'> {
  const deadline = sys.now() + ms;
  await uninterrupted(() => sys.sleep(Math.max(0, deadline - sys.now())));
  return 'late';
}
