/** setTimeout and its kin, as Node has them: objects that can let the program end. */
import { guestClock } from '../guest/clock.ts';
import type { EventLoop } from './event-loop.ts';

type Callback = (...args: readonly unknown[]) => void;

const MAX_MS = 2 ** 31 - 1;

export class Timeout {
  static #last = 0;
  readonly #id = ++Timeout.#last;
  #cancel: (() => void) | undefined;
  #release: (() => void) | undefined;
  #referenced = true;

  constructor(
    private readonly loop: EventLoop,
    private readonly callback: () => void,
    private readonly ms: number,
    private readonly repeats: boolean,
  ) {
    this.#arm();
  }

  ref(): this {
    this.#referenced = true;
    if (this.#cancel) this.#release ??= this.loop.hold();
    return this;
  }

  unref(): this {
    this.#referenced = false;
    this.#release?.();
    this.#release = undefined;
    return this;
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  refresh(): this {
    this.#cancel?.();
    this.#arm();
    return this;
  }

  close(): this {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#release?.();
    this.#release = undefined;
    return this;
  }

  [Symbol.toPrimitive](): number {
    TIMERS.set(this.#id, this);
    return this.#id;
  }

  #arm(): void {
    if (this.#referenced) this.#release ??= this.loop.hold();
    this.#cancel = guestClock.after(this.ms, () => {
      if (this.repeats) this.#arm();
      else this.close();
      this.loop.run(this.callback);
    });
  }
}

/** Those whose number was asked for. */
const TIMERS = new Map<number, Timeout>();

export class Immediate {
  constructor(readonly cancel: () => void) {}
}

export function timerFunctions(loop: EventLoop) {
  const start = (repeats: boolean) => {
    return (callback: unknown, delay?: unknown, ...args: readonly unknown[]): Timeout => {
      requireFunction(callback);
      const given = Number(delay);
      const ms = given >= 1 && given <= MAX_MS ? Math.trunc(given) : 1;
      return new Timeout(loop, () => callback(...args), ms, repeats);
    };
  };
  const clear = (timer: unknown): void => {
    const found = timer instanceof Timeout ? timer : TIMERS.get(Number(timer));
    found?.close();
  };
  return {
    setTimeout: start(false),
    setInterval: start(true),
    setImmediate: (callback: unknown, ...args: readonly unknown[]): Immediate => {
      requireFunction(callback);
      return new Immediate(loop.immediate(() => callback(...args)));
    },
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: (immediate: unknown): void => {
      if (immediate instanceof Immediate) immediate.cancel();
    },
  };
}

export type TimerFunctions = ReturnType<typeof timerFunctions>;

/** `timers/promises`. */
export function timerPromises({ setTimeout, setImmediate }: TimerFunctions) {
  return {
    setTimeout: (ms?: number, value?: unknown) => new Promise((resolve) => setTimeout(() => resolve(value), ms)),
    setImmediate: (value?: unknown) => new Promise((resolve) => setImmediate(() => resolve(value))),
    setInterval: async function* (ms?: number, value?: unknown) {
      for (;;) {
        await new Promise<void>((resolve) => setTimeout(() => resolve(), ms));
        yield value;
      }
    },
  };
}

function requireFunction(callback: unknown): asserts callback is Callback {
  if (typeof callback === 'function') return;
  throw Object.assign(
    new TypeError(
      `The "callback" argument must be of type function. Received ${callback === null ? 'null' : typeof callback}`,
    ),
    { code: 'ERR_INVALID_ARG_TYPE' },
  );
}
