/** Standard output as C's stdio keeps it: to a terminal at once, elsewhere in blocks, so that it comes after what standard error got meanwhile. */
import { concat } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';

const BLOCK = 4096;

export class StandardOutput {
  #kept: Uint8Array[] = [];
  #size = 0;

  constructor(
    private readonly sys: Sys,
    private readonly unbuffered: boolean,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    this.#kept.push(bytes.slice());
    this.#size += bytes.length;
    if (this.unbuffered || this.#size >= BLOCK || this.sys.isatty(1)) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = concat(this.#kept);
    this.#kept = [];
    this.#size = 0;
    if (bytes.length > 0) await this.sys.write(1, bytes);
  }

  /** What cannot be written at the end is lost without a word. */
  async finish(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
}
