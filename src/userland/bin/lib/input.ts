/** Streaming input from a descriptor: chunks, or records ended by a byte. */
import type { Awaitable, Sys } from '../../../kernel/sys.ts';
import { HeldMemory } from '../../held-memory.ts';
import { fromBytes } from './byte-string.ts';
import type { Out } from './out.ts';

export const CHUNK = 64 * 1024;

export class Input {
  #buffer = '';
  #at = 0;
  /** What came before the buffer of a record whose end is not read yet. */
  #parts: string[] = [];
  #partsSize = 0;
  #ended = false;
  readonly #held: HeldMemory;
  /** Whether the record last read had its end mark. */
  terminated = true;

  /** `out` is flushed before a read that waits, so that a slow pipe shows what there is. */
  constructor(
    readonly sys: Sys,
    readonly fd: number,
    readonly out?: Out,
  ) {
    this.#held = new HeldMemory(sys);
  }

  /** The next bytes; empty at the end. */
  chunk(max = CHUNK): Awaitable<Uint8Array> {
    const bytes = this.sys.read(this.fd, max);
    if (!(bytes instanceof Promise) || !this.out) return bytes;
    // When the flush ends the process, the read that it leaves behind fails unheard.
    bytes.catch(() => undefined);
    return Promise.resolve(this.out.flush()).then(() => bytes);
  }

  /** The next line without its end, as a byte string; undefined at the end. `mark` is one byte. */
  line(mark = '\n'): Awaitable<string | undefined> {
    const end = this.#buffer.indexOf(mark, this.#at);
    if (end < 0) return this.#more(mark);
    const line = this.#joined(this.#buffer.slice(this.#at, end));
    this.#at = end + 1;
    this.terminated = true;
    return line;
  }

  #more(mark: string): Awaitable<string | undefined> {
    for (;;) {
      if (this.#ended) return this.#last();
      const bytes = this.chunk();
      if (bytes instanceof Promise) return bytes.then((got) => this.#append(got, mark));
      this.#take(bytes);
      if (bytes.length && this.#buffer.includes(mark)) return this.line(mark);
      const turn = this.sys.tick();
      if (turn instanceof Promise) return turn.then(() => this.#more(mark));
    }
  }

  #append(bytes: Uint8Array, mark: string): Awaitable<string | undefined> {
    this.#take(bytes);
    return this.line(mark);
  }

  #take(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      this.#ended = true;
      return;
    }
    if (this.#at < this.#buffer.length) {
      const rest = this.#buffer.slice(this.#at);
      this.#parts.push(rest);
      this.#partsSize += rest.length;
    }
    this.#buffer = fromBytes(bytes);
    this.#at = 0;
    this.hold(this.#partsSize + this.#buffer.length);
  }

  #joined(end: string): string {
    if (this.#parts.length === 0) return end;
    const whole = this.#parts.join('') + end;
    this.#parts = [];
    this.#partsSize = 0;
    return whole;
  }

  #last(): string | undefined {
    const line = this.#joined(this.#buffer.slice(this.#at));
    this.#buffer = '';
    this.#at = 0;
    if (line === '') return undefined;
    this.terminated = false;
    return line;
  }

  /** Whether what is read already, and not yet given out, holds a byte. */
  ahead(byte: string): boolean {
    return this.#buffer.includes(byte, this.#at);
  }

  /**
   * Passes over whole records of what is read already, up to the one in which `find` finds something, or to where the next would have
   * to be read on; returns them.
   */
  pass(find: (bytes: string, from: number) => number, mark: string): string {
    const from = this.#at;
    const end = this.#parts.length ? -1 : this.#buffer.lastIndexOf(mark) + 1;
    if (end <= from) return '';
    const found = find(this.#buffer, from);
    this.#at =
      found < 0 || found >= end ? end : found === 0 ? 0 : Math.max(from, this.#buffer.lastIndexOf(mark, found - 1) + 1);
    return this.#buffer.slice(from, this.#at);
  }

  /** Everything that is left, as a byte string. */
  async rest(): Promise<string> {
    const parts = [this.#joined(this.#buffer.slice(this.#at))];
    let size = parts[0]?.length ?? 0;
    this.#buffer = '';
    this.#at = 0;
    while (!this.#ended) {
      const bytes = await this.chunk();
      if (bytes.length === 0) this.#ended = true;
      else parts.push(fromBytes(bytes));
      this.hold((size += bytes.length));
      const turn = this.sys.tick();
      if (turn instanceof Promise) await turn;
    }
    return parts.join('');
  }

  /** Tells the kernel of a buffer that grows large, a piece at a time. */
  hold(size: number): void {
    this.#held.grown(size);
  }
}
