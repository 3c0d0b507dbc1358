/** Reads what `BodyWriter` wrote: any range, or everything from front to back. */
import { EMPTY } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { zeroPieces } from '../base/zeros.ts';
import type { BodyRecord } from './body-writer.ts';
import type { StorageDriver } from './driver.ts';
import { bodyPrefix, chunkKey } from './keys.ts';
import { Lru } from './lru.ts';

const UNIT = LIMITS.holeUnitBytes;
const CHUNK = LIMITS.chunkBytes;
/** Small reads fetch this much, because the next one is often near. */
const PAGE = 128 * 1024;
/** What is shorter is put together before it is handed on: every piece costs its reader a turn. */
const SHORT = 32 * 1024;

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

  /** The whole body in pieces of up to a chunk, reading one chunk ahead. The pieces may be views: don't change them. */
  async *source(body: BodyRecord): AsyncGenerator<Uint8Array> {
    const stored = storedBytes(body);
    const fetch = (n: number): Promise<Uint8Array> | undefined => {
      if (n * CHUNK >= stored) return undefined;
      const bytes = this.#chunk(chunkKey(body.id, n), 0, Math.min(CHUNK, stored - n * CHUNK));
      bytes.catch(() => undefined); // shown when its turn comes
      return bytes;
    };
    let current = -1;
    let bytes: Uint8Array = EMPTY;
    let ahead = fetch(0);
    const joiner = new Joiner();
    for (const { chunk, length } of segments(body, 0, body.size)) {
      if (!chunk) {
        yield* joiner.hole(length);
        continue;
      }
      if (chunk.n !== current) {
        bytes = (await ahead) as Uint8Array;
        current = chunk.n;
        ahead = fetch(current + 1);
      }
      yield* joiner.data(bytes.subarray(chunk.offset, chunk.offset + length));
    }
    yield* joiner.end();
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

/** Hands long pieces on as they are, and short ones together. */
class Joiner {
  #buffer = new Uint8Array(0);
  #used = 0;

  *data(bytes: Uint8Array): Generator<Uint8Array> {
    if (bytes.length >= SHORT) {
      yield* this.end();
      yield bytes;
      return;
    }
    yield* this.#room(bytes.length);
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  *hole(length: number): Generator<Uint8Array> {
    if (length >= SHORT) {
      yield* this.end();
      yield* zeroPieces(length);
      return;
    }
    yield* this.#room(length);
    this.#used += length; // a new buffer is zeros
  }

  *end(): Generator<Uint8Array> {
    if (this.#used > 0) yield this.#buffer.subarray(0, this.#used);
    this.#buffer = new Uint8Array(0);
    this.#used = 0;
  }

  *#room(length: number): Generator<Uint8Array> {
    if (this.#used + length <= this.#buffer.length) return;
    yield* this.end();
    this.#buffer = new Uint8Array(4 * SHORT);
  }
}

/** Units that are stored before each run. */
const storedBefore = new WeakMap<BodyRecord, Uint32Array>();

function positions(body: BodyRecord): Uint32Array {
  let before = storedBefore.get(body);
  if (!before) {
    const { runs } = body;
    before = new Uint32Array(runs.length / 2 + 1);
    for (let i = 0; i < runs.length; i += 2) before[i / 2 + 1] = (before[i / 2] as number) + (runs[i + 1] as number);
    storedBefore.set(body, before);
  }
  return before;
}

function storedBytes(body: BodyRecord): number {
  const { runs, size } = body;
  const units = positions(body)[runs.length / 2] as number;
  const end = ((runs.at(-2) ?? 0) + (runs.at(-1) ?? 0)) * UNIT;
  return units * UNIT - Math.max(0, end - size);
}

/** How many chunks a body has. */
export const chunkCount = (body: BodyRecord): number => Math.ceil(storedBytes(body) / CHUNK);

/** The first run that ends behind `offset`. */
function runAt({ runs }: BodyRecord, offset: number): number {
  let low = 0;
  let high = runs.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = ((runs[2 * middle] as number) + (runs[2 * middle + 1] as number)) * UNIT;
    if (end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The parts of a range, each in one chunk or in a hole, in order. */
function* segments(body: BodyRecord, from: number, to: number): Generator<Segment> {
  const { size, runs } = body;
  const before = positions(body);
  let at = from;
  for (let run = runAt(body, from); run < runs.length / 2 && at < to; run++) {
    const start = (runs[2 * run] as number) * UNIT;
    const end = Math.min(size, start + (runs[2 * run + 1] as number) * UNIT);
    if (start > at) {
      const hole = Math.min(start, to) - at;
      yield { at, length: hole, chunk: undefined };
      at += hole;
    }
    while (at < end && at < to) {
      const stored = (before[run] as number) * UNIT + at - start;
      const offset = stored % CHUNK;
      const length = Math.min(end, to, at + CHUNK - offset) - at;
      yield { at, length, chunk: { n: Math.floor(stored / CHUNK), offset } };
      at += length;
    }
  }
  if (at < to) yield { at, length: to - at, chunk: undefined };
}
