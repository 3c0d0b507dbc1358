/** Published ports of the headless engine: TCP servers on the real machine's loopback, whatever address was asked for. */
import { createServer } from 'node:net';
import { joinDuplexes } from '../base/duplex.ts';
import type { OuterPorts } from '../runtime/published-ports.ts';
import { socketDuplex } from './socket-duplex.ts';

export const loopbackPorts: OuterPorts = {
  listen: async ({ protocol, hostAddress, hostPort }, dial) => {
    const host = loopbackOf(hostAddress);
    if (protocol !== 'tcp' || !host) return undefined;
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      const outside = socketDuplex(socket);
      dial().then(
        (inside) => joinDuplexes(outside, inside),
        () => socket.resetAndDestroy(),
      );
    });
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host, port: hostPort, ipv6Only: host === '::1' }, resolve);
      });
    } catch (error) {
      // A machine without IPv6: real Docker leaves that half out as well.
      if (host === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as { code?: string }).code ?? '')) {
        return undefined;
      }
      throw error;
    }
    const sockets = new Set<{ destroy(): void }>();
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    return {
      close: () => {
        server.close();
        for (const socket of sockets) socket.destroy();
      },
    };
  },
};

/** Undefined for addresses that other machines reach. */
function loopbackOf(address: string): string | undefined {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::' || address === '::1') return '::1';
  return address.startsWith('127.') ? address : undefined;
}
