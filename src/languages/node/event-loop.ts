/**
 * Node's event loop, as far as a program can see it: ticks before promises, timers before immediates, and an end when
 * nothing is left to wait for. The worker's own loop turns underneath, and never ends by itself.
 */
import { guestClock } from '../guest/clock.ts';

type Work = () => void;

export class EventLoop {
  /** Told when nothing holds the program any more. */
  onIdle: (() => void) | undefined;
  /** Told of what a callback threw. */
  onThrow: (error: unknown) => void = (error) => {
    throw error;
  };
  #holds = 0;
  #ticks: Work[] = [];
  #immediates = new Set<Work>();
  #draining = false;
  #checking = false;
  #turning = false;

  /** Keeps the program alive until the answer is called. */
  hold(): () => void {
    this.#holds++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#holds--;
      this.check();
    };
  }

  /** Keeps the program alive as long as a promise is open. */
  async during<T>(promise: Promise<T>): Promise<T> {
    const release = this.hold();
    try {
      return await promise;
    } finally {
      // What waits for the promise goes first.
      guestClock.after(0, release);
    }
  }

  /** Runs a callback of the program as a turn of the loop: its ticks come right after it. */
  run(work: Work): void {
    try {
      work();
    } catch (error) {
      this.onThrow(error);
    }
    this.#drain();
    this.check();
  }

  nextTick(work: Work): void {
    this.#ticks.push(work);
    if (this.#ticks.length === 1) queueMicrotask(() => this.#drain());
  }

  immediate(work: Work): Work {
    const release = this.hold();
    const entry = () => {
      release();
      work();
    };
    this.#immediates.add(entry);
    // After timers that are due already.
    if (!this.#turning) {
      this.#turning = true;
      guestClock.after(1, () => this.#turn());
    }
    return () => {
      release();
      this.#immediates.delete(entry);
    };
  }

  /** Asks, once the current turn is over, whether anything is left. */
  check(): void {
    if (this.#checking || this.#holds > 0) return;
    this.#checking = true;
    guestClock.after(0, () => {
      this.#checking = false;
      if (this.#holds === 0 && this.#ticks.length === 0) this.onIdle?.();
    });
  }

  #turn(): void {
    this.#turning = false;
    const due = [...this.#immediates];
    this.#immediates.clear();
    for (const work of due) this.run(work);
  }

  #drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    try {
      for (let tick = this.#ticks.shift(); tick; tick = this.#ticks.shift()) {
        try {
          tick();
        } catch (error) {
          this.onThrow(error);
        }
      }
    } finally {
      this.#draining = false;
    }
  }
}
