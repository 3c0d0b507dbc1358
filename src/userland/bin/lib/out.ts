/** Buffered writing to a descriptor: whole blocks to pipes and files, whole lines to terminals. */
import { concat } from '../../../base/bytes.ts';
import type { Awaitable, Sys } from '../../../kernel/sys.ts';
import { fromText, toBytes } from './byte-string.ts';

/** As C programs have it by their library: a reader that leaves early stops a writer soon. */
const BLOCK = 4096;

export class Out {
  #pending = '';
  readonly #interactive: boolean;

  constructor(
    readonly sys: Sys,
    readonly fd: number,
  ) {
    this.#interactive = sys.isatty(fd);
  }

  /** Writes a byte string. */
  raw(bytes: string): Awaitable<void> {
    this.#pending += bytes;
    if (this.#pending.length >= BLOCK || (this.#interactive && bytes.includes('\n'))) return this.flush();
  }

  /** Writes text, as UTF-8. */
  text(value: string): Awaitable<void> {
    return this.raw(fromText(value));
  }

  line(value: string): Awaitable<void> {
    return this.raw(fromText(value) + '\n');
  }

  /** Writes bytes that will not change any more. */
  async bytes(bytes: Uint8Array): Promise<void> {
    if (this.#pending) {
      const before = toBytes(this.#pending);
      this.#pending = '';
      if (bytes.length < BLOCK) await this.sys.write(this.fd, concat([before, bytes]));
      else {
        await this.sys.write(this.fd, before);
        await this.sys.write(this.fd, bytes);
      }
    } else await this.sys.write(this.fd, bytes);
  }

  flush(): Awaitable<void> {
    if (!this.#pending) return;
    const bytes = toBytes(this.#pending);
    this.#pending = '';
    const done = this.sys.write(this.fd, bytes);
    if (done instanceof Promise) return done.then(ignore);
  }

  /** Forgets what waits: the reader is gone. */
  drop(): void {
    this.#pending = '';
  }
}

function ignore(): void {}
