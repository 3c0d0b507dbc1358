/** A Node socket as a Duplex: half-closed either way, paused while nobody reads. */
import type { Socket } from 'node:net';
import type { Duplex } from '../base/duplex.ts';
import { LIMITS } from '../base/limits.ts';
import { Queue } from '../base/queue.ts';

/** The socket has to allow half-open connections. Its errors end both directions; they are never thrown. */
export function socketDuplex(socket: Socket): Duplex {
  const incoming = new Queue<Uint8Array>(LIMITS.streamBufferBytes, (chunk) => chunk.length);
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resume of [...waiting]) resume();
    waiting.clear();
  };
  socket.on('data', (chunk: Buffer) => {
    const room = incoming.push(chunk);
    if (typeof room === 'boolean') return;
    socket.pause();
    void room.then(() => socket.resume());
  });
  socket.on('end', () => incoming.end());
  socket.on('error', () => socket.destroy());
  socket.on('drain', wake);
  socket.on('close', () => {
    incoming.end();
    wake();
  });
  return {
    source: incoming,
    write: async (bytes) => {
      if (!socket.writable) return false;
      if (bytes.length === 0) return true;
      // Node writes later: bytes that their owner may use again are copied by the kernel only then.
      if (!socket.write(bytes)) await new Promise<void>((resolve) => waiting.add(resolve));
      return socket.writable;
    },
    closeWrite: () => {
      if (socket.writable) socket.end();
    },
    close: () => {
      incoming.cancel();
      socket.resume();
      socket.destroySoon();
    },
  };
}
