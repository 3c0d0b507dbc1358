/** Tells the kernel of a buffer that grows without a bound, a piece at a time, so that what has no end meets the limit of memory. */
import type { Sys } from '../kernel/sys.ts';

const STEP_BYTES = 1024 * 1024;

export class HeldMemory {
  #held = 0;

  constructor(private readonly sys: Pick<Sys, 'brk'>) {}

  /** The buffer has `size` bytes by now. */
  grown(size: number): void {
    if (size < this.#held + STEP_BYTES) return;
    this.#held = size;
    this.sys.brk(size);
  }

  /** The buffer is no more. */
  release(): void {
    if (this.#held > 0) this.sys.brk(0);
    this.#held = 0;
  }
}
