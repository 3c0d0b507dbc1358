/** Every sleep of the machine over one timer of the host: a heap by time, equal times in the order they were set. */
import type { Clock } from '../base/ports.ts';

/** The longest a host timer takes; later ones are set in steps. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Fired in one turn at most: whom they wake computes in the same turn, and input and messages wait for its end. */
const TURN_TIMERS = 16;

interface Timer {
  readonly at: number;
  readonly order: number;
  fire: (() => void) | undefined;
}

export class Timers {
  #heap: Timer[] = [];
  #order = 0;
  #cancelled = 0;
  #host: { readonly at: number; cancel(): void } | undefined;

  constructor(
    private readonly clock: Clock,
    /** Called before timers fire. */
    private readonly woken: () => void,
    /** Calls back in a turn of its own. */
    private readonly later: (resume: () => void) => void,
  ) {}

  /** Calls `fire` once after `ms`, never for Infinity; the answer cancels it. */
  after(ms: number, fire: () => void): () => void {
    if (ms === Number.POSITIVE_INFINITY) return () => undefined;
    const timer: Timer = { at: this.clock.now() + Math.max(0, ms), order: this.#order++, fire };
    this.#push(timer);
    this.#arm();
    return () => this.#cancel(timer);
  }

  #cancel(timer: Timer): void {
    if (!timer.fire) return;
    timer.fire = undefined;
    if (++this.#cancelled > 64 && this.#cancelled > this.#heap.length / 2) {
      const live = this.#heap.filter(({ fire }) => fire);
      this.#heap = [];
      this.#cancelled = 0;
      for (const other of live) this.#push(other);
    }
    while (this.#heap[0] && !this.#heap[0].fire) {
      this.#pop();
      this.#cancelled--;
    }
    this.#arm();
  }

  #arm(): void {
    const next = this.#heap[0];
    if (next && this.#host && this.#host.at <= next.at) return;
    this.#host?.cancel();
    this.#host = undefined;
    if (!next) return;
    const delay = Math.min(MAX_DELAY_MS, Math.max(0, next.at - this.clock.now()));
    this.#host = { at: next.at, cancel: this.clock.after(delay, () => this.#fire()) };
  }

  #fire(): void {
    this.#host = undefined;
    this.woken();
    const now = this.clock.now();
    let fired = 0;
    for (let next = this.#heap[0]; next && (next.at <= now + 0.5 || !next.fire); next = this.#heap[0]) {
      if (fired++ === TURN_TIMERS) return this.#goOnLater();
      this.#pop();
      const { fire } = next;
      next.fire = undefined;
      if (fire) fire();
      else this.#cancelled--;
    }
    this.#arm();
  }

  #goOnLater(): void {
    this.#host = { at: -Infinity, cancel: () => undefined };
    this.later(() => this.#fire());
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let i = heap.length;
    heap.push(timer);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as Timer;
      if (!before(timer, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timer;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child++;
      if (!before(heap[child] as Timer, last)) break;
      heap[i] = heap[child] as Timer;
      i = child;
    }
    heap[i] = last;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
