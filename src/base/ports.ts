/** What is outside: time, chance and identity. Taken as ports, so that tests and replay bring their own. */
import { macrotask } from './macrotask.ts';

export interface Clock {
  /** Milliseconds since the epoch; fractions are microseconds. */
  now(): number;
  /** Calls `fire` once after `ms`; the answer cancels it. */
  after(ms: number, fire: () => void): () => void;
}

export interface Random {
  bytes(size: number): Uint8Array;
}

export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
}

const { timeOrigin } = performance;

/** A platform's timer of more fires at once; this is 24 days. */
const LONGEST_MS = 0x7fff_ffff;

export const systemClock: Clock = {
  now: () => timeOrigin + performance.now(),
  after: (ms, fire) => {
    if (ms <= 0) return inNextTurn(fire);
    const timer = setTimeout(fire, Math.min(ms, LONGEST_MS));
    return () => clearTimeout(timer);
  },
};

/** Platforms let a timer of no time wait all the same: Node a millisecond, browsers four when one timer sets the next. */
function inNextTurn(fire: () => void): () => void {
  let wanted = true;
  macrotask(() => wanted && fire());
  return () => void (wanted = false);
}

/** The system's clock as it is now, for where the global functions will be others'. */
export function keptClock(): Clock {
  const { setTimeout, clearTimeout, performance } = globalThis;
  return {
    now: () => performance.timeOrigin + performance.now(),
    after: (ms, fire) => {
      const timer = setTimeout(fire, Math.min(ms, LONGEST_MS));
      return () => clearTimeout(timer);
    },
  };
}

const POOL_BYTES = 4096;

export const systemRandom: Random = { bytes: fromPool() };

/** The platform is asked for many bytes at once: a call costs it as much as a few thousand of them. */
function fromPool(): Random['bytes'] {
  const pool = new Uint8Array(POOL_BYTES);
  let used = pool.length;
  return (size) => {
    if (size > pool.length) return crypto.getRandomValues(new Uint8Array(size));
    if (used + size > pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += size;
    return pool.slice(used - size, used);
  };
}
