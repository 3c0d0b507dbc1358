/** A connection to a port of the learner's machine, as curl on it would make one. */
import type { Duplex } from '../../base/duplex.ts';
import type { ByteSource } from '../../base/streams.ts';
import { SERVICE, type DialParams } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';

/** Settles when the connection stands; rejects with the worker's failure when nothing listens. */
export async function dialPort(connection: Connection, port: number): Promise<Duplex> {
  const channel = (await connection.mux()).open(SERVICE.dial, { port } satisfies DialParams);
  const iterator = channel.messages[Symbol.asyncIterator]();
  // The first message says that it stands.
  await iterator.next();
  return {
    source: { [Symbol.asyncIterator]: () => iterator } as ByteSource,
    write: (bytes) => channel.send(bytes),
    closeWrite: () => channel.end(),
    close: () => channel.close(),
  };
}
