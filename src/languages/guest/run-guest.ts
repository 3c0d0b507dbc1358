/** What runs in a worker: waits for its start, then is the program until the worker is ended. */
import { messageOf } from '../../base/errors.ts';
import type { KernelMessage } from '../protocol.ts';
import { Guest, type GuestPort } from './guest.ts';

export function serveGuest(port: GuestPort): void {
  port.onmessage = (message: KernelMessage) => {
    if (message.kind !== 'start') return;
    const guest = new Guest(message.start, port);
    void runtimeOf(guest).catch((error: unknown) => port.post({ kind: 'broken', message: messageOf(error) }));
  };
}

async function runtimeOf(guest: Guest): Promise<void> {
  switch (guest.start.runtime) {
    case 'node':
      return (await import('../node/run-node.ts')).runNode(guest);
    case 'python':
      return (await import('../python/run-python.ts')).runPython(guest);
    case 'postgres':
      return (await import('../postgres/run-postgres.ts')).runPostgres(guest);
  }
}
