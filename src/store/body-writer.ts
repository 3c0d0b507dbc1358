/**
 * Writes the bytes of a blob, a layer or a writable file as chunks, leaving out runs of zeros, so that images of
 * realistic sizes cost what is really in them:
 *
 *     logical   | data | zeros ... | data | data |     in units of LIMITS.holeUnitBytes
 *     stored    | data | data | data |                 cut into chunks of LIMITS.chunkBytes
 *     runs      [0, 1, 12, 2]                          (first unit, units) of each run that is stored
 *
 * A tar is made of such units, so a file's header and its first bytes are all that an empty file of any size takes.
 * Chunks go to the driver several at a time while the next ones fill; nothing shows them before a record names them.
 */
import { isZero } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { knownZero, zeros } from '../base/zeros.ts';
import type { Mutation, StorageDriver } from './driver.ts';
import { after, bodyPrefix, chunkKey, recordKey } from './keys.ts';

/** What a record keeps of a body. */
export interface BodyRecord {
  readonly id: string;
  /** Logical bytes, holes included. */
  readonly size: number;
  readonly runs: Uint32Array;
}

const UNIT = LIMITS.holeUnitBytes;
/** Units of zeros that are worth a hole. */
const HOLE = LIMITS.holeBytes / UNIT;
const CHUNK = LIMITS.chunkBytes;
/** Buffers grow to a chunk from here. */
const FIRST_BUFFER_BYTES = 4 * 1024;

export class BodyWriter {
  #size = 0;
  readonly #runs: number[] = [];
  /** Units that were decided about, as data or hole; `#zeros` more of zeros are not. */
  #units = 0;
  #zeros = 0;
  /** The unit that is not complete yet. */
  readonly #partial = new Uint8Array(UNIT);
  #partialBytes = 0;
  #buffer = new Uint8Array(0);
  #used = 0;
  #chunks = 0;
  #pending: Mutation[] = [];
  #flight: Promise<void> | undefined;
  #marked = false;

  constructor(
    private readonly driver: StorageDriver,
    readonly id: string,
  ) {}

  get size(): number {
    return this.#size;
  }

  /** Copies the bytes. A promise when the driver must keep up first. */
  write(bytes: Uint8Array): void | Promise<void> {
    this.#size += bytes.length;
    let at = 0;
    if (this.#partialBytes > 0) {
      at = Math.min(bytes.length, UNIT - this.#partialBytes);
      this.#partial.set(bytes.subarray(0, at), this.#partialBytes);
      this.#partialBytes += at;
      if (this.#partialBytes < UNIT) return;
      this.#partialBytes = 0;
      this.#take(this.#partial);
    }
    const whole = bytes.length - ((bytes.length - at) % UNIT);
    this.#take(bytes.subarray(at, whole));
    this.#partialBytes = bytes.length - whole;
    this.#partial.set(bytes.subarray(whole));
    if (this.#pending.length >= LIMITS.chunksPerCommit) return this.#flush();
  }

  /** The body's record, and what is left to commit together with whatever makes it visible. */
  async finish(): Promise<{ readonly body: BodyRecord; readonly batch: readonly Mutation[] }> {
    const last = this.#partial.subarray(0, this.#partialBytes);
    if (last.length > 0 && !isZero(last)) this.#data(last, 1);
    if (this.#used > 0) this.#endChunk(this.#buffer.slice(0, this.#used));
    await this.#flight;
    const batch = [...this.#pending, ...(this.#marked ? [this.#unmark()] : [])];
    return { body: { id: this.id, size: this.#size, runs: Uint32Array.from(this.#runs) }, batch };
  }

  /** Removes what the driver has of it. */
  async abort(): Promise<void> {
    await this.#flight?.catch(() => undefined);
    this.#pending = [];
    this.#buffer = new Uint8Array(0);
    if (this.#marked) await this.driver.commit([...removeBody(this.id), this.#unmark()]);
  }

  #unmark(): Mutation {
    return { table: 'records', delete: recordKey.ingest(this.id) };
  }

  /** Whole units, in spans of zeros and of anything else. */
  #take(bytes: Uint8Array): void {
    if (knownZero(bytes)) {
      this.#zeros += bytes.length / UNIT;
      return;
    }
    const words = wordsOf(bytes);
    for (let at = 0; at < bytes.length;) {
      const start = at;
      const zero = isZeroUnit(bytes, words, at);
      do at += UNIT;
      while (at < bytes.length && isZeroUnit(bytes, words, at) === zero);
      if (zero) this.#zeros += (at - start) / UNIT;
      else this.#data(bytes.subarray(start, at), (at - start) / UNIT);
    }
  }

  /** Data, behind the zeros that wait: too few of them become data too. */
  #data(bytes: Uint8Array, units: number): void {
    const waiting = this.#zeros;
    this.#zeros = 0;
    const runs = this.#runs;
    if (waiting >= HOLE || runs.length === 0) {
      this.#units += waiting;
      runs.push(this.#units, 0);
    } else if (waiting > 0) {
      this.#append(zeros(waiting * UNIT));
      this.#units += waiting;
      runs[runs.length - 1]! += waiting;
    }
    this.#append(bytes);
    this.#units += units;
    runs[runs.length - 1]! += units;
  }

  #append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + CHUNK - this.#used);
      this.#reserve(this.#used + part.length);
      this.#buffer.set(part, this.#used);
      this.#used += part.length;
      at += part.length;
      if (this.#used < CHUNK) return;
      this.#endChunk(this.#buffer);
      this.#buffer = new Uint8Array(CHUNK);
      this.#used = 0;
    }
  }

  #reserve(length: number): void {
    if (length <= this.#buffer.length) return;
    const room = Math.max(length, this.#buffer.length * 4, FIRST_BUFFER_BYTES);
    const larger = new Uint8Array(Math.min(CHUNK, room));
    larger.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = larger;
  }

  #endChunk(bytes: Uint8Array): void {
    this.#pending.push({ table: 'chunks', key: chunkKey(this.id, this.#chunks++), put: bytes });
  }

  async #flush(): Promise<void> {
    const batch = this.#pending;
    this.#pending = [];
    const previous = this.#flight;
    if (!this.#marked) {
      batch.unshift({ table: 'records', key: recordKey.ingest(this.id), put: {} });
      this.#marked = true;
    }
    await previous;
    this.#flight = this.driver.commit(batch);
    this.#flight.catch(() => undefined); // shown by the next write, or by finish
  }
}

/** Four bytes at a time; none where they do not lie at a multiple of four. */
function wordsOf(bytes: Uint8Array): Uint32Array | undefined {
  return bytes.byteOffset % 4 === 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : undefined;
}

/** The first byte decides nearly always; asking it first costs nothing. No view for each unit: a layer has a million of them. */
function isZeroUnit(bytes: Uint8Array, words: Uint32Array | undefined, at: number): boolean {
  if (bytes[at] !== 0 || bytes[at + UNIT - 1] !== 0) return false;
  if (!words) return isZero(bytes.subarray(at, at + UNIT));
  const end = (at + UNIT) >> 2;
  for (let i = at >> 2; i < end; i += 4) {
    if ((words[i]! | words[i + 1]! | words[i + 2]! | words[i + 3]!) !== 0) return false;
  }
  return true;
}

export function removeBody(id: string): Mutation[] {
  return [{ table: 'chunks', deleteFrom: bodyPrefix(id), deleteBefore: after(bodyPrefix(id)) }];
}
