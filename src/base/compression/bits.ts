/** Bits, the highest of a byte first, as bzip2 packs them. */
import { CompressionError } from './feed.ts';

export class BitReader {
  #held = 0;
  #count = 0;
  #at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    bitOffset = 0,
  ) {
    this.#at = bitOffset >> 3;
    if (bitOffset & 7) this.read(bitOffset & 7);
  }

  /** Where the next bit is. */
  get offset(): number {
    return this.#at * 8 - this.#count;
  }

  /** Up to 24 bits. Fails with `end` where there are no more. */
  read(size: number): number {
    while (this.#count < size) {
      const byte = this.bytes[this.#at];
      if (byte === undefined) throw new CompressionError('end');
      this.#held = ((this.#held << 8) | byte) & 0xffffffff;
      this.#at++;
      this.#count += 8;
    }
    this.#count -= size;
    return (this.#held >>> this.#count) & ((1 << size) - 1);
  }

  /** 32 bits, unsigned. */
  word(): number {
    return ((this.read(16) << 16) | this.read(16)) >>> 0;
  }
}

export class BitWriter {
  #bytes = new Uint8Array(65_536);
  #size = 0;
  #held = 0;
  #count = 0;

  /** Up to 24 bits. */
  write(size: number, value: number): void {
    this.#held = (this.#held << size) | value;
    this.#count += size;
    while (this.#count >= 8) {
      this.#count -= 8;
      if (this.#size === this.#bytes.length) this.#grow();
      this.#bytes[this.#size++] = (this.#held >>> this.#count) & 0xff;
    }
    this.#held &= (1 << this.#count) - 1;
  }

  word(value: number): void {
    this.write(16, value >>> 16);
    this.write(16, value & 0xffff);
  }

  /** The whole bytes so far; bits of an unfinished one stay. */
  take(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#size);
    this.#size = 0;
    return bytes;
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.#count) this.write(8 - this.#count, 0);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
