/**
 * Some lines of a container's log, packed: a line costs the bytes that it has and a head, in memory as in the store.
 *
 *     time, float64 | stream, uint8 | length, uint32 | bytes
 */
export interface LogEntry {
  /** Milliseconds since the epoch, fractions are microseconds. */
  readonly time: number;
  readonly stream: 'stdout' | 'stderr';
  /** With its newline, if it has one. */
  readonly bytes: Uint8Array;
}

const HEAD_BYTES = 13;
const FIRST_BYTES = 64;

export class LogPiece {
  #bytes: Uint8Array<ArrayBuffer>;
  #used: number;
  #lineBytes = 0;
  /** Something is not in the store yet. */
  dirty = false;

  /** `packed`: what `packed` of an earlier one answered. */
  constructor(
    readonly number: number,
    packed: Uint8Array = new Uint8Array(0),
  ) {
    this.#bytes = new Uint8Array(packed);
    this.#used = packed.length;
    for (const { bytes } of this.entries()) this.#lineBytes += bytes.length;
  }

  /** Bytes that it takes. */
  get size(): number {
    return this.#used;
  }

  /** Bytes of its lines. */
  get lineBytes(): number {
    return this.#lineBytes;
  }

  add({ time, stream, bytes }: LogEntry): void {
    const end = this.#used + HEAD_BYTES + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, FIRST_BYTES, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const head = new DataView(this.#bytes.buffer, this.#used);
    head.setFloat64(0, time);
    head.setUint8(8, stream === 'stdout' ? 1 : 2);
    head.setUint32(9, bytes.length);
    this.#bytes.set(bytes, this.#used + HEAD_BYTES);
    this.#used = end;
    this.#lineBytes += bytes.length;
    this.dirty = true;
  }

  *entries(): Generator<LogEntry> {
    for (let at = 0; at < this.#used;) {
      const head = new DataView(this.#bytes.buffer, at);
      const from = at + HEAD_BYTES;
      at = from + head.getUint32(9);
      const stream = head.getUint8(8) === 1 ? 'stdout' : 'stderr';
      yield { time: head.getFloat64(0), stream, bytes: this.#bytes.slice(from, at) };
    }
  }

  packed(): Uint8Array {
    return this.#bytes.slice(0, this.#used);
  }
}
