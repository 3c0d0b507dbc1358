/** A descriptor of a connected socket as a Duplex, for code that speaks a protocol over any stream. */
import type { Duplex } from '../../../base/duplex.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Awaitable, Sys } from '../../../kernel/sys.ts';

const READ_BYTES = 64 * 1024;

/** Closing the Duplex closes the descriptor. A connection that was reset fails its reads with SysError. */
export function socketDuplex(sys: Sys, fd: number): Duplex {
  let open = true;
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const value = open ? await uninterrupted(() => sys.read(fd, READ_BYTES)) : undefined;
    return value && value.length > 0 ? { done: false, value } : { done: true, value: undefined };
  };
  return {
    source: { [Symbol.asyncIterator]: () => ({ next, return: async () => ({ done: true, value: undefined }) }) },
    write: async (bytes) => {
      if (!open) return false;
      try {
        await uninterrupted(() => sys.write(fd, bytes));
        return true;
      } catch (error) {
        if (error instanceof SysError) return false;
        throw error;
      }
    },
    closeWrite: () => {
      if (open) quietly(() => sys.shutdown(fd, 'write'));
    },
    close: () => {
      if (open) quietly(() => sys.close(fd));
      open = false;
    },
  };
}

/** Repeats a call that a handled signal broke off (SA_RESTART). */
export async function uninterrupted<T>(call: () => Awaitable<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EINTR')) throw error;
    }
  }
}

/** Where nothing can be done about a failure: the other side has gone, or the process has. */
function quietly(call: () => Awaitable<void>): void {
  void (async () => call())().catch(() => undefined);
}
