/**
 * Sharing one thread. Programs run until they wait; one that computes or that always finds its data ready gives way
 * after a time slice. Also accounts, roughly, whose the time was.
 */
import type { Clock } from '../base/ports.ts';
import { LIMITS } from '../base/limits.ts';
import { macrotask } from '../base/macrotask.ts';

export interface Timed {
  cpuMs: number;
}

/** Looks at the clock once in so many calls at most. */
const MAX_STRIDE = 32;
/** With a clock that stands still, a slice ends after this many calls. */
const SLICE_CALLS = 20_000;
/** Computing without any call is not counted beyond this: it may as well have been waiting outside of the kernel. */
const MAX_BURST_MS = 50;
/** Programs started within one another's start before one is put off, so that the stack stays small. */
const MAX_DEPTH = 24;

export class Scheduler {
  depth = 0;
  #current: Timed | undefined;
  #since: number;
  #sliceStart: number;
  #calls = 0;
  #stride = 1;
  #countdown = 1;
  #lastLook: number;
  #foreground: (() => void)[] = [];
  #background: (() => void)[] = [];
  #foregroundNext = true;
  #running = false;

  constructor(private readonly clock: Clock) {
    this.#since = this.#sliceStart = this.#lastLook = clock.now();
  }

  /** `timed` computes from now on; what was before goes to who computed then. */
  enter(timed: Timed | undefined): void {
    const now = this.clock.now();
    if (this.#current) this.#current.cpuMs += Math.min(now - this.#since, MAX_BURST_MS);
    this.#current = timed;
    this.#since = now;
  }

  /** Back to who computed before: when nobody does, what little has passed since is taken for its own. */
  back(timed: Timed | undefined): void {
    if (this.#current) this.enter(timed);
    else this.#current = timed;
  }

  get current(): Timed | undefined {
    return this.#current;
  }

  /** Whether the time slice is used up. Cheap enough for inner loops. */
  exhausted(): boolean {
    if (--this.#countdown > 0) return false;
    this.#calls += this.#stride;
    const now = this.clock.now();
    const step = now - this.#lastLook;
    this.#lastLook = now;
    this.#stride = step > 0.2 ? 1 : Math.min(MAX_STRIDE, this.#stride * 2);
    this.#countdown = this.#stride;
    return now - this.#sliceStart >= LIMITS.sliceMs || this.#calls >= SLICE_CALLS;
  }

  /** A fresh slice: the event loop has just had its turn. */
  refresh(): void {
    this.#sliceStart = this.#lastLook = this.clock.now();
    this.#calls = 0;
    this.#countdown = this.#stride = 1;
  }

  /**
   * Runs `resume` in a turn of its own, after those that came before. What somebody waits for has every other turn, however
   * many others there are.
   */
  later(resume: () => void, foreground = false): void {
    (foreground ? this.#foreground : this.#background).push(resume);
    if (!this.#running) this.#turn();
  }

  /** Starts a program now, or in a while when too many are being started within one another. */
  start(run: () => void): void {
    if (this.depth >= MAX_DEPTH) {
      queueMicrotask(() => this.start(run));
      return;
    }
    this.depth++;
    try {
      run();
    } finally {
      this.depth--;
    }
  }

  #turn(): void {
    this.#running = true;
    macrotask(() => {
      this.refresh();
      this.#next()?.();
      if (this.#foreground.length > 0 || this.#background.length > 0) this.#turn();
      else this.#running = false;
    });
  }

  #next(): (() => void) | undefined {
    const [first, second] = this.#foregroundNext
      ? [this.#foreground, this.#background]
      : [this.#background, this.#foreground];
    this.#foregroundNext = !this.#foregroundNext;
    return first.shift() ?? second.shift();
  }
}
