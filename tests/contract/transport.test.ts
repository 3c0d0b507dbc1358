import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portTransport, serveTransport } from '../../src/api/port/port-transport.ts';
import { httpTransport } from '../../src/api/transport/http-transport.ts';
import { serveConnection } from '../../src/base/http/server.ts';
import { duplexPair } from '../../src/base/duplex.ts';
import { createMux, type MessagePortLike } from '../../src/base/mux.ts';
import { listen } from '../../src/node/http-server.ts';
import { socketTransport } from '../../src/node/socket-transport.ts';
import { transportSuite } from './transport-suite.ts';

transportSuite('in process', (server) => ({ transport: server, close: () => undefined }));

for (const transfer of [true, false]) {
  transportSuite(`message port (transfer: ${transfer})`, (server) => {
    const { port1, port2 } = new MessageChannel();
    serveTransport(createMux(portLike(port1), { transfer }), 'engine', server);
    const transport = portTransport(createMux(portLike(port2), { transfer }), 'engine');
    return { transport, close: () => port1.close() };
  });
}

transportSuite('HTTP in memory', (server) => {
  const dial = async () => {
    const [ours, theirs] = duplexPair();
    void serveConnection(server, theirs);
    return ours;
  };
  return { transport: httpTransport(dial, { host: 'docker' }), close: () => undefined };
});

transportSuite('Unix socket', async (server) => {
  const directory = mkdtempSync(join(tmpdir(), 'drydock-transport-'));
  const listening = await listen(server, { unix: join(directory, 'engine.sock') });
  const close = async () => {
    await listening.close();
    rmSync(directory, { recursive: true });
  };
  return { transport: socketTransport(listening.address), close };
});

transportSuite('TCP', async (server) => {
  const listening = await listen(server, { host: '127.0.0.1', port: 0 });
  return { transport: socketTransport(listening.address), close: () => listening.close() };
});

function portLike(port: MessagePort): MessagePortLike {
  const like: MessagePortLike = {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    onmessage: undefined,
  };
  port.onmessage = ({ data }) => like.onmessage?.(data);
  return like;
}
