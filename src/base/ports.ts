/** What is outside: time, chance and identity. Taken as ports, so that tests and replay bring their own. */
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

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, fire) => {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = {
  bytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
};
