/** Datagrams that wait to be received. A full queue loses what comes, as a full socket buffer does. */
import { LIMITS } from '../../base/limits.ts';
import { type Errno, SysError } from '../errno.ts';
import type { Awaitable } from '../sys.ts';
import type { Wait } from '../vfs/filesystem.ts';
import type { Wakers } from '../wakers.ts';
import type { Datagram } from './socket.ts';

/** What a datagram takes besides its bytes. */
const OVERHEAD_BYTES = 256;

export class DatagramQueue {
  #waiting: Datagram[] = [];
  #bytes = 0;
  #failure: Errno | undefined;

  constructor(private readonly changed: Wakers) {}

  get size(): number {
    return this.#bytes;
  }

  get ready(): boolean {
    return this.#waiting.length > 0 || this.#failure !== undefined;
  }

  put(datagram: Datagram): void {
    const size = datagram.bytes.length + OVERHEAD_BYTES;
    if (this.#bytes + size > LIMITS.datagramQueueBytes) return;
    this.#bytes += size;
    this.#waiting.push(datagram);
    this.changed.wake();
  }

  /** An ICMP error has come back: the next call fails with it, once. */
  fail(errno: Errno): void {
    this.#failure = errno;
    this.changed.wake();
  }

  throwFailure(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw new SysError(failure);
  }

  /** The next datagram, cut to `max` bytes. */
  take(max: number, wait: Wait): Awaitable<Datagram> {
    this.throwFailure();
    const next = this.#waiting.shift();
    return next ? this.#cut(next, max) : this.#takeLater(max, wait);
  }

  async #takeLater(max: number, wait: Wait): Promise<Datagram> {
    for (;;) {
      await wait.block<void>((resolve) => this.changed.add(resolve));
      this.throwFailure();
      const next = this.#waiting.shift();
      if (next) return this.#cut(next, max);
    }
  }

  #cut(datagram: Datagram, max: number): Datagram {
    this.#bytes -= datagram.bytes.length + OVERHEAD_BYTES;
    return datagram.bytes.length <= max ? datagram : { ...datagram, bytes: datagram.bytes.subarray(0, max) };
  }
}
