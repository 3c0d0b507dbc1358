/** Between sockets and what is outside of the kernel: a connected socket is a duplex stream, and the other way round. */
import type { Duplex } from '../../base/duplex.ts';
import { SysError } from '../errno.ts';
import { hostWait } from '../host-wait.ts';
import type { StreamSocket } from './stream-socket.ts';

const READ_BYTES = 64 * 1024;

/** The connection as its owner outside of any process has it. */
export function duplexOf(socket: StreamSocket): Duplex {
  return {
    source: bytesOf(socket),
    write: async (bytes) => {
      if (bytes.length === 0) return !socket.closed;
      try {
        await socket.write(bytes, hostWait);
        return true;
      } catch (error) {
        if (error instanceof SysError) return false;
        throw error;
      }
    },
    closeWrite: () => {
      if (!socket.closed) socket.shutdown('write');
    },
    close: () => socket.close(),
  };
}

/** What arrives, to its end; fails with SysError ECONNRESET. */
async function* bytesOf(socket: StreamSocket): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const bytes = await socket.read(READ_BYTES, hostWait);
      if (bytes.length === 0) return;
      yield bytes;
    }
  } finally {
    if (!socket.finished.received) socket.close();
  }
}

/** Lets a duplex stream be what is behind `socket`, until both directions have ended. */
export function joinDuplex(socket: StreamSocket, duplex: Duplex): void {
  const directions = [toDuplex(socket, duplex), fromDuplex(duplex, socket)];
  void Promise.all(directions).then(() => {
    socket.close();
    duplex.close();
  });
}

async function toDuplex(socket: StreamSocket, duplex: Duplex): Promise<void> {
  try {
    for (let wanted = true; ;) {
      const bytes = await socket.read(READ_BYTES, hostWait);
      if (bytes.length === 0) return duplex.closeWrite();
      if (wanted) wanted = await duplex.write(bytes);
    }
  } catch {
    // The near side has reset the connection.
    duplex.close();
  }
}

async function fromDuplex(duplex: Duplex, socket: StreamSocket): Promise<void> {
  try {
    for await (const bytes of duplex.source) await socket.write(bytes, hostWait);
    if (!socket.closed) socket.shutdown('write');
  } catch {
    // Either side has gone: the far one broke off, or the near one no longer reads.
    socket.reset();
    duplex.close();
  }
}
