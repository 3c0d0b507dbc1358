/**
 * A two-way byte stream that either side may half-close: what a hijacked HTTP connection, a terminal session and a
 * socket are between rooms. Reading ends when the other side has closed its writing side.
 */
import type { ByteSource } from './streams.ts';
import { LIMITS } from './limits.ts';
import { Queue } from './queue.ts';

export interface Duplex {
  /** What the other side sends; consumed once. */
  readonly source: ByteSource;
  /** Sends bytes; settles when there is room for more. False when the other side no longer reads. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** Half-close: no more will be written; reading goes on. */
  closeWrite(): void;
  /** Ends both directions at once. */
  close(): void;
}

/** One end of a connection in memory, which knows what the other end has read. */
export interface MemoryDuplex extends Duplex {
  /** Settles once the other side has taken all that was written, or takes nothing more. */
  drained(): Promise<void>;
}

export function duplexPair(): [MemoryDuplex, MemoryDuplex] {
  const queue = () => new Queue<Uint8Array>(LIMITS.streamBufferBytes, (chunk) => chunk.length);
  const there = queue();
  const back = queue();
  return [end(back, there), end(there, back)];
}

function end(incoming: Queue<Uint8Array>, outgoing: Queue<Uint8Array>): MemoryDuplex {
  return {
    source: incoming,
    write: async (bytes) => (bytes.length === 0 ? !outgoing.closed : outgoing.push(bytes)),
    drained: () => outgoing.drained(),
    closeWrite: () => outgoing.end(),
    close: () => {
      outgoing.end();
      incoming.cancel();
    },
  };
}

/** Passes everything on between two connections, half-closes included, until both have ended. */
export async function joinDuplexes(a: Duplex, b: Duplex): Promise<void> {
  await Promise.all([pass(a, b), pass(b, a)]);
  a.close();
  b.close();
}

async function pass(from: Duplex, to: Duplex): Promise<void> {
  try {
    for await (const chunk of from.source) if (!(await to.write(chunk))) break;
    to.closeWrite();
  } catch {
    // The connection broke on that side: it does on this one too.
    to.close();
  }
}
