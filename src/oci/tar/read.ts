/** Reading a tar archive entry by entry, in one pass. */
import { FailureError } from '../../base/errors.ts';
import type { ByteSource } from '../../base/streams.ts';
import type { TarHeader } from './header.ts';
import { TarScanner } from './scanner.ts';
import type { TarEvent } from './scanner.ts';

export interface TarEntry {
  readonly header: TarHeader;
  /** Where the content begins in the archive. */
  readonly offset: number;
  /** The content; consume it before asking for the next entry, or leave it and it is skipped. */
  readonly body: ByteSource;
}

/**
 * The entries of an archive, in order. Fails with `invalid`: `unexpected EOF` when cut off, `archive/tar: invalid tar
 * header` when corrupt. What follows the end of the archive is read and dropped, so that the sender can finish.
 */
export async function* readTar(source: ByteSource): AsyncGenerator<TarEntry> {
  const events = new Events(source);
  try {
    for (;;) {
      const event = await events.next();
      if (!event) return;
      if (event.kind === 'body') continue;
      const { header, offset } = event;
      const entry = { live: true };
      yield { header, offset, body: bodyOf(events, header.size, entry) };
      entry.live = false;
    }
  } finally {
    await events.close();
  }
}

async function* bodyOf(events: Events, size: number, entry: { live: boolean }): AsyncGenerator<Uint8Array> {
  let missing = size;
  while (missing > 0) {
    if (!entry.live) throw new FailureError('system', 'the content of an earlier tar entry was read too late');
    const event = await events.next();
    if (event?.kind !== 'body') throw new FailureError('system', 'the content of a tar entry was read twice');
    missing -= event.bytes.length;
    yield event.bytes;
  }
}

class Events {
  readonly #scanner = new TarScanner();
  readonly #chunks: AsyncIterator<Uint8Array>;
  #current: Generator<TarEvent> | undefined;

  constructor(source: ByteSource) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async next(): Promise<TarEvent | undefined> {
    for (;;) {
      const event = this.#current?.next();
      if (event && !event.done) return event.value;
      const chunk = await this.#next();
      if (!chunk || chunk.done) {
        this.#scanner.finish();
        return undefined;
      }
      this.#current = this.#scanner.push(chunk.value);
    }
  }

  /** What is wrong behind the end of the archive (a compressor's checksum, say) is nobody's concern: Go stops there. */
  async #next(): Promise<IteratorResult<Uint8Array> | undefined> {
    try {
      return await this.#chunks.next();
    } catch (error) {
      if (this.#scanner.ended) return undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
