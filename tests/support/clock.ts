import { systemClock, type Clock, type Random } from '../../src/base/ports.ts';

export interface VirtualClock extends Clock {
  /** Moves time on, firing what is due on the way, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
}

/** A clock that stands still until it is told to move. */
export function virtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  let timers: { readonly at: number; readonly fire: () => void }[] = [];
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    now: () => now,
    after: (ms, fire) => {
      const timer = { at: now + ms, fire };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: async (ms) => {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.fire();
        await settle();
      }
      now = end;
    },
  };
}

/** The system's clock, whose waits are a hundredth as long. */
export const hurriedClock: Clock = {
  now: () => systemClock.now(),
  after: (ms, fire) => systemClock.after(ms / 100, fire),
};

/** The same bytes in every run. */
export function seededRandom(seed = 1): Random {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state & 0xff;
  };
  return { bytes: (size) => Uint8Array.from({ length: size }, next) };
}
