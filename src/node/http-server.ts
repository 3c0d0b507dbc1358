/** The Engine API on a Unix socket or a TCP port. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { lstatSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { serveConnection } from '../base/http/server.ts';
import type { Transport } from '../api/transport.ts';
import { systemClock } from '../base/ports.ts';
import { socketDuplex } from './socket-duplex.ts';

export type ListenAddress = { readonly unix: string } | { readonly host: string; readonly port: number };

/** Less than real Docker needs to start a process, and enough for a client to have read what came before. */
const HIJACK_PAUSE_MS = 15;

export interface Listening {
  /** As DOCKER_HOST names it, with the port that was given out. */
  readonly address: string;
  /** Stops listening and breaks off what is under way. */
  close(): Promise<void>;
}

/** A socket file that no one answers on is replaced; one that answers is an error, as is a port in use. */
export async function listen(transport: Transport, address: ListenAddress): Promise<Listening> {
  if ('unix' in address) await removeStaleSocket(address.unix);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    void serveConnection(transport, socketDuplex(socket), { clock: systemClock, hijackPauseMs: HIJACK_PAUSE_MS });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if ('unix' in address) server.listen({ path: address.unix }, resolve);
    else server.listen({ host: address.host, port: address.port }, resolve);
  });
  return {
    address: nameOf(address, server.address()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function nameOf(address: ListenAddress, bound: string | AddressInfo | null): string {
  if ('unix' in address) return `unix://${address.unix}`;
  return `tcp://${address.host}:${(bound as AddressInfo).port}`;
}

async function removeStaleSocket(path: string): Promise<void> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSocket()) return;
  const answers = await new Promise<boolean>((resolve) => {
    const probe = connect({ path });
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });
  if (answers) throw new Error(`another engine answers on unix://${path}`);
  unlinkSync(path);
}
