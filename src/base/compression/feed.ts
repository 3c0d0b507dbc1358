/** Compressed bytes that a decoder reads ahead of: what has come, from where it stands. */
import { concat } from '../bytes.ts';

export class Feed {
  #parts: Uint8Array[] = [];
  #window: Uint8Array = new Uint8Array(0);
  #waiting = 0;
  #ended = false;
  /** Bytes that were skipped or taken so far. */
  passed = 0;

  readonly #source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Everything that has come and was not skipped. */
  get window(): Uint8Array {
    if (this.#parts.length) {
      this.#window = concat([this.#window, ...this.#parts]);
      this.#parts = [];
      this.#waiting = 0;
    }
    return this.#window;
  }

  /** Waits until the window has `size` bytes; false when the input ends before. */
  async has(size: number): Promise<boolean> {
    while (!this.#ended && this.#window.length + this.#waiting < size) {
      const { done, value } = await this.#source.next();
      if (done) this.#ended = true;
      else {
        this.#parts.push(value);
        this.#waiting += value.length;
      }
    }
    return this.#window.length + this.#waiting >= size;
  }

  /** Drops `size` bytes from the front. */
  skip(size: number): void {
    this.#window = this.window.subarray(size);
    this.passed += size;
  }

  /** The next `size` bytes, or undefined when the input ends before. */
  async take(size: number): Promise<Uint8Array | undefined> {
    if (!(await this.has(size))) return undefined;
    const bytes = this.window.subarray(0, size);
    this.skip(size);
    return bytes;
  }

  /** Tells the source that nothing more is wanted of it. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  /** Everything, from where it stands. */
  async *all(): AsyncGenerator<Uint8Array> {
    while (await this.has(1)) {
      const bytes = this.window;
      this.skip(bytes.length);
      yield bytes;
    }
  }
}

/** What a decoder says of its input. */
export class CompressionError extends Error {
  override name = 'CompressionError';
  constructor(
    /** `magic`: the input is of another format; `end`: it is cut off; `data`: it contradicts itself; `options`: nobody here decodes it. */
    readonly reason: 'magic' | 'end' | 'data' | 'options',
    message: string = reason,
  ) {
    super(message);
  }
}
