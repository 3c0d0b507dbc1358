/** The recorder's server as a program of the simulated machine. */
import { socketDuplex } from '../../../src/userland/bin/lib/socket-duplex.ts';
import type { Duplex } from '../../../src/base/duplex.ts';
import type { Sys } from '../../../src/kernel/sys.ts';
import { server } from './answers.mjs';

/** `listens` is called once it does. */
export async function recorderServer(sys: Sys, listens: () => void): Promise<number> {
  const answers = server();
  const listener = await sys.socket('inet', 'stream');
  await sys.bind(listener, { address: '127.0.0.1', port: 8000 });
  sys.listen(listener, 8);
  listens();
  for (;;) void converse(socketDuplex(sys, await sys.accept(listener)), answers);
}

async function converse(stream: Duplex, answers: ReturnType<typeof server>): Promise<void> {
  let ended = false;
  let sent = Promise.resolve(true);
  const take = answers(
    (bytes) => (sent = sent.then(() => stream.write(Buffer.from(bytes, 'latin1')))),
    () => (ended = true),
  );
  try {
    for await (const bytes of stream.source) {
      take(Buffer.from(bytes).toString('latin1'));
      await sent;
      if (ended) break;
    }
  } catch {
    // The other side reset the connection.
  }
  stream.close();
}
