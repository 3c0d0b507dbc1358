/**
 * Writes the bytes of a blob or layer as chunks, leaving out aligned runs of zeros, so that images of realistic sizes
 * cost what is really in them:
 *
 *     logical   | data | zero | zero | data | data |     pieces of LIMITS.holeBytes
 *     stored    | data | data | data |                   cut into chunks of LIMITS.chunkBytes
 *     runs      [0, 1, 3, 2]                             (first piece, pieces) of each run that is stored
 *
 * Chunks go to the driver several at a time while the next ones fill; nothing shows them before a record names them.
 */
import { isZero } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import type { Mutation, StorageDriver } from './driver.ts';
import { after, bodyPrefix, chunkKey, recordKey } from './keys.ts';

/** What a record keeps of a body. */
export interface BodyRecord {
  readonly id: string;
  /** Logical bytes, holes included. */
  readonly size: number;
  readonly runs: readonly number[];
}

const PIECE = LIMITS.holeBytes;
const CHUNK = LIMITS.chunkBytes;

export class BodyWriter {
  #size = 0;
  readonly #runs: number[] = [];
  #buffer = new Uint8Array(PIECE);
  /** Bytes in the buffer, and where the piece that is being filled begins there. */
  #used = 0;
  #pieceStart = 0;
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
    let at = 0;
    while (at < bytes.length) {
      const filled = this.#used - this.#pieceStart;
      if (filled === 0 && bytes.length - at >= PIECE && bytes[at] === 0 && isZero(bytes.subarray(at, at + PIECE))) {
        at += PIECE;
        this.#size += PIECE;
        continue;
      }
      const part = bytes.subarray(at, at + PIECE - filled);
      this.#reserve(part.length);
      this.#buffer.set(part, this.#used);
      this.#used += part.length;
      this.#size += part.length;
      at += part.length;
      if (this.#used - this.#pieceStart === PIECE) this.#endPiece();
    }
    if (this.#pending.length >= LIMITS.chunksPerCommit) return this.#flush();
  }

  /** The body's record, and what is left to commit together with whatever makes it visible. */
  async finish(): Promise<{ readonly body: BodyRecord; readonly batch: readonly Mutation[] }> {
    if (this.#used > this.#pieceStart) this.#endPiece();
    if (this.#used > 0) this.#endChunk(this.#buffer.slice(0, this.#used));
    await this.#flight;
    const batch = [...this.#pending, ...(this.#marked ? [this.#unmark()] : [])];
    return { body: { id: this.id, size: this.#size, runs: this.#runs }, batch };
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

  #reserve(length: number): void {
    if (this.#used + length <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.min(CHUNK, Math.max(this.#buffer.length * 4, PIECE)));
    larger.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = larger;
  }

  #endPiece(): void {
    if (this.#buffer[this.#pieceStart] === 0 && isZero(this.#buffer.subarray(this.#pieceStart, this.#used))) {
      this.#used = this.#pieceStart;
      return;
    }
    const piece = Math.ceil(this.#size / PIECE) - 1;
    const runs = this.#runs;
    if (runs.length && (runs.at(-2) as number) + (runs.at(-1) as number) === piece) (runs[runs.length - 1] as number)++;
    else runs.push(piece, 1);
    this.#pieceStart = this.#used;
    if (this.#used < CHUNK) return;
    this.#endChunk(this.#buffer);
    this.#buffer = new Uint8Array(CHUNK);
    this.#used = this.#pieceStart = 0;
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

export function removeBody(id: string): Mutation[] {
  return [{ table: 'chunks', deleteFrom: bodyPrefix(id), deleteBefore: after(bodyPrefix(id)) }];
}
