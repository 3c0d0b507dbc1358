/** What the sockets of datagrams have in common: a queue of what has come, read one datagram at a time. */
import type { Awaitable } from '../sys.ts';
import type { Wait } from '../vfs/filesystem.ts';
import { DatagramQueue } from './datagram-queue.ts';
import { type Datagram, Socket } from './socket.ts';

export abstract class DatagramSocket extends Socket {
  protected readonly queue = new DatagramQueue(this.changed);

  override recvfrom(max: number, wait: Wait): Awaitable<Datagram> {
    return this.queue.take(max, wait);
  }

  override read(max: number, wait: Wait): Awaitable<Uint8Array> {
    const datagram = this.queue.take(max, wait);
    return datagram instanceof Promise ? datagram.then(({ bytes }) => bytes) : datagram.bytes;
  }

  /** Sending never waits: what has no room is lost. */
  override ready(events: 'read' | 'write'): boolean {
    return events === 'write' || this.queue.ready;
  }
}
