/** Reads what `BodyWriter` wrote: any range, or everything from front to back. */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { BodyRecord } from './body-writer.ts';
import type { StorageDriver } from './driver.ts';
import { bodyPrefix, chunkKey } from './keys.ts';
import { Lru } from './lru.ts';

const PIECE = LIMITS.holeBytes;
const CHUNK = LIMITS.chunkBytes;
/** Small reads fetch this much, because the next one is often near. */
const PAGE = 2 * PIECE;
const ZEROS = new Uint8Array(16 * PIECE);

interface Segment {
  /** Where in the body. */
  readonly at: number;
  readonly length: number;
  /** Undefined: a hole. */
  readonly chunk: { readonly n: number; readonly offset: number } | undefined;
}

export class Bodies {
  readonly #pages = new Lru<Promise<Uint8Array>>(LIMITS.chunkCacheBytes);

  constructor(private readonly driver: StorageDriver) {}

  /** A copy of the bytes in a range, which ends with the body. */
  async read(body: BodyRecord, offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(body.size, offset + length);
    if (end <= offset) return new Uint8Array(0);
    const out = new Uint8Array(end - offset);
    for (const { at, length: size, chunk } of segments(body, offset, end)) {
      if (!chunk) continue;
      await this.#copy(chunkKey(body.id, chunk.n), chunk.offset, out.subarray(at - offset, at - offset + size));
    }
    return out;
  }

  /** The whole body in pieces of up to a chunk, reading one ahead. The pieces are views: don't change them. */
  async *source(body: BodyRecord): AsyncGenerator<Uint8Array> {
    let ahead: Promise<Uint8Array> | undefined;
    let waiting: Segment | undefined;
    for (const segment of segments(body, 0, body.size)) {
      const next =
        segment.chunk && this.#chunk(chunkKey(body.id, segment.chunk.n), segment.chunk.offset, segment.length);
      next?.catch(() => undefined); // shown when its turn comes
      if (waiting) yield* pieces(waiting, await ahead);
      [ahead, waiting] = [next, segment];
    }
    if (waiting) yield* pieces(waiting, await ahead);
  }

  /** Forgets what is cached of a body that is gone. */
  forget(id: string): void {
    this.#pages.deletePrefix(bodyPrefix(id));
  }

  async #chunk(key: string, offset: number, length: number): Promise<Uint8Array> {
    const bytes = await this.driver.readChunk(key, offset, length);
    if (bytes?.length === length) return bytes;
    const fault = bytes ? 'is too short' : 'is missing';
    throw new FailureError('system', `stored content is damaged: chunk ${key} ${fault}`);
  }

  async #copy(key: string, offset: number, out: Uint8Array): Promise<void> {
    if (out.length >= PAGE) return out.set(await this.#chunk(key, offset, out.length));
    for (let done = 0; done < out.length;) {
      const page = Math.floor((offset + done) / PAGE);
      const bytes = await this.#page(key, page);
      const from = offset + done - page * PAGE;
      const part = bytes.subarray(from, from + out.length - done);
      if (part.length === 0) throw new FailureError('system', `stored content is damaged: chunk ${key} is too short`);
      out.set(part, done);
      done += part.length;
    }
  }

  #page(key: string, page: number): Promise<Uint8Array> {
    const name = `${key}/${page}`;
    const cached = this.#pages.get(name);
    if (cached) return cached;
    const reading = this.driver.readChunk(key, page * PAGE, PAGE).then((bytes) => {
      if (bytes) return bytes;
      throw new FailureError('system', `stored content is damaged: chunk ${key} is missing`);
    });
    reading.catch(() => this.#pages.delete(name));
    this.#pages.set(name, reading, PAGE);
    return reading;
  }
}

function* pieces({ length }: Segment, bytes: Uint8Array | undefined): Generator<Uint8Array> {
  if (bytes) yield bytes;
  else for (let at = 0; at < length; at += ZEROS.length) yield ZEROS.subarray(0, length - at);
}

/** The parts of a range, each in one chunk or in a hole, in order. */
function* segments({ size, runs }: BodyRecord, from: number, to: number): Generator<Segment> {
  let at = from;
  let stored = 0;
  for (let i = 0; i < runs.length && at < to; i += 2) {
    const start = (runs[i] as number) * PIECE;
    const count = runs[i + 1] as number;
    const end = Math.min(size, start + count * PIECE);
    if (end > at) {
      if (start > at) {
        const hole = Math.min(start, to) - at;
        yield { at, length: hole, chunk: undefined };
        at += hole;
      }
      while (at < end && at < to) {
        const physical = stored * PIECE + at - start;
        const offset = physical % CHUNK;
        const length = Math.min(end, to, at + CHUNK - offset) - at;
        yield { at, length, chunk: { n: Math.floor(physical / CHUNK), offset } };
        at += length;
      }
    }
    stored += count;
  }
  if (at < to) yield { at, length: to - at, chunk: undefined };
}
