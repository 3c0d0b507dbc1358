/**
 * How busy the machine is: the load averages of /proc/loadavg (proc(5)). Linux looks every five seconds at how many
 * processes run or wait to; here it is the time in which any computed, since the last reading.
 */

/** Milliseconds over which each of the three fades. */
const SPANS = [60_000, 300_000, 900_000];

export class LoadAverage {
  #loads: readonly number[] = SPANS.map(() => 0);
  #at: number;
  #cpuMs = 0;

  constructor(booted: number) {
    this.#at = booted;
  }

  /** `cpuMs`: what all processes have computed since the machine booted. */
  read(now: number, cpuMs: number): readonly number[] {
    const passed = now - this.#at;
    if (passed > 0) {
      const busy = (cpuMs - this.#cpuMs) / passed;
      this.#loads = this.#loads.map((load, i) => {
        const kept = Math.exp(-passed / (SPANS[i] as number));
        return load * kept + busy * (1 - kept);
      });
      this.#at = now;
      this.#cpuMs = cpuMs;
    }
    return this.#loads;
  }
}
