/**
 * One-way byte streams. A `ByteSource` is consumed once, from front to back; whoever consumes it may stop early
 * (leaving a `for await` loop calls `return()`), which releases what is behind it. A source fails by throwing.
 */
import { concat, EMPTY } from './bytes.ts';
import { FailureError } from './errors.ts';

export type ByteSource = AsyncIterable<Uint8Array>;

export async function* sourceOf(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** Reads a source to its end. Fails with `invalid` past `limit` bytes, so that no caller buffers without a bound. */
export async function collect(source: ByteSource, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit) throw new FailureError('invalid', `more than ${limit} bytes`);
    parts.push(chunk);
  }
  return parts.length ? concat(parts) : EMPTY;
}

export async function* fromReadable(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

export function toReadable(source: ByteSource): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** Pulls exact amounts out of a source, keeping what is left over for the next call. */
export class ByteReader {
  #iterator: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = EMPTY;
  #ended = false;

  constructor(source: ByteSource) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The next bytes, at most `max`; empty at the end. */
  async read(max: number): Promise<Uint8Array> {
    while (this.#rest.length === 0 && !this.#ended) await this.#fill();
    const taken = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  /** Exactly `size` bytes, or fewer when the source ends before. */
  async readFully(size: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = size;
    while (missing > 0) {
      const part = await this.read(missing);
      if (part.length === 0) break;
      parts.push(part);
      missing -= part.length;
    }
    return parts.length ? concat(parts) : EMPTY;
  }

  /** Passes over `size` bytes; answers how many there were. */
  async skip(size: number): Promise<number> {
    let missing = size;
    while (missing > 0) {
      const part = await this.read(missing);
      if (part.length === 0) break;
      missing -= part.length;
    }
    return size - missing;
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const part = await this.read(Number.MAX_SAFE_INTEGER);
      if (part.length === 0) return;
      yield part;
    }
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.#rest = EMPTY;
    await this.#iterator.return?.();
  }

  async #fill(): Promise<void> {
    const { done, value } = await this.#iterator.next();
    if (done) this.#ended = true;
    else this.#rest = value;
  }
}
