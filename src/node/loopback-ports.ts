/** Published ports of the headless engine: sockets on the real machine's loopback, whatever address was asked for. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { joinDuplexes } from '../base/duplex.ts';
import type { OuterPorts, PortInside } from '../runtime/published-ports.ts';
import { socketDuplex } from './socket-duplex.ts';

export const loopbackPorts: OuterPorts = {
  listen: async ({ protocol, hostAddress, hostPort }, inside) => {
    const host = loopbackOf(hostAddress);
    if (!host) return undefined;
    try {
      return await (protocol === 'tcp' ? listenTcp : listenUdp)(host, hostPort, inside);
    } catch (error) {
      // A machine without IPv6: real Docker leaves that half out as well.
      const { code = '' } = error as { code?: string };
      if (host === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(code)) return undefined;
      throw error;
    }
  },
};

/** Undefined for addresses that other machines reach. */
function loopbackOf(address: string): string | undefined {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::' || address === '::1') return '::1';
  return address.startsWith('127.') ? address : undefined;
}

async function listenTcp(host: string, port: number, { dial }: PortInside): Promise<{ close(): void }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const outside = socketDuplex(socket);
    dial().then(
      (connection) => joinDuplexes(outside, connection),
      () => socket.resetAndDestroy(),
    );
  });
  server.listen({ host, port, ipv6Only: host === '::1' });
  await once(server, 'listening');
  return {
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** As docker-proxy: a client that was silent for so long is forgotten. */
const IDLE_MS = 90_000;

async function listenUdp(host: string, port: number, { datagrams }: PortInside): Promise<{ close(): void }> {
  const flows = new Map<string, { send(bytes: Uint8Array): void; close(): void; timer: NodeJS.Timeout }>();
  const socket = createSocket({ type: host === '::1' ? 'udp6' : 'udp4', ipv6Only: host === '::1' });
  const forget = (key: string) => {
    const flow = flows.get(key);
    flows.delete(key);
    clearTimeout(flow?.timer);
    flow?.close();
  };
  const open = (key: string, from: RemoteInfo) => {
    const way = datagrams((bytes) => socket.send(bytes, from.port, from.address));
    const flow = { ...way, timer: setTimeout(() => forget(key), IDLE_MS).unref() };
    flows.set(key, flow);
    return flow;
  };
  socket.on('message', (bytes, from) => {
    const key = `${from.address} ${from.port}`;
    const flow = flows.get(key) ?? open(key, from);
    flow.timer.refresh();
    flow.send(new Uint8Array(bytes));
  });
  socket.bind({ address: host, port });
  await once(socket, 'listening');
  return {
    close: () => {
      for (const key of [...flows.keys()]) forget(key);
      socket.close();
    },
  };
}
