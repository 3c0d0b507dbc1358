/**
 * DEFLATE read (RFC 1951). The platform's own streams refuse what follows a first member, lose output before a fault, and tell
 * neither where the data ended nor why they gave up: gzip has to know all of that.
 */
import { ZEROS_BYTES, zeros } from '../zeros.ts';
import { CompressionError, type Feed } from './feed.ts';

const WINDOW = 32_768;
/** Output is handed on in pieces of about this size. */
const PIECE = 65_536;
/** No symbol with all that belongs to it takes more bytes: while so many are at hand, no check is needed. */
const SLACK = 16;

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]; // prettier-ignore
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;
const LONGEST = 15;

/** Canonical codes by lookup of the next 15 bits (or fewer): symbol and length in one number; 0 where there is no code. */
class Codes {
  readonly #table: Uint16Array;
  readonly #bits: number;

  constructor(lengths: ArrayLike<number>) {
    const count = new Uint16Array(LONGEST + 1);
    for (let i = 0; i < lengths.length; i++) (count[lengths[i] as number] as number)++;
    count[0] = 0;
    let longest = LONGEST;
    while (longest > 1 && count[longest] === 0) longest--;
    const next = new Uint16Array(LONGEST + 2);
    for (let length = 1; length <= LONGEST; length++)
      next[length + 1] = ((next[length] as number) + (count[length] as number)) << 1;
    let left = 1;
    for (let length = 1; length <= LONGEST; length++) {
      left = left * 2 - (count[length] as number);
      if (left < 0) throw new CompressionError('data');
    }
    this.#bits = longest;
    this.#table = new Uint16Array(1 << longest);
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] as number;
      if (length === 0) continue;
      const code = next[length] as number;
      next[length] = code + 1;
      for (let at = reversed(code, length); at < this.#table.length; at += 1 << length)
        this.#table[at] = (symbol << 4) | length;
    }
  }

  read(bits: Bits): number {
    bits.need(this.#bits);
    const entry = this.#table[bits.peek(this.#bits)] as number;
    if (entry === 0) throw new CompressionError('data');
    bits.drop(entry & 15);
    return entry >> 4;
  }
}

function reversed(code: number, length: number): number {
  let out = 0;
  for (let i = 0; i < length; i++) out |= ((code >> i) & 1) << (length - 1 - i);
  return out;
}

/** Bits, the lowest of a byte first. Beyond the last byte zeros are lent; taking one of them is `end`. */
class Bits {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  #held = 0;
  #count = 0;

  /** Whole bytes that were taken from `bytes`. */
  get passed(): number {
    return this.at - (this.#count >> 3);
  }
  get left(): number {
    return this.bytes.length - this.at;
  }

  need(size: number): void {
    while (this.#count < size) {
      this.#held |= (this.bytes[this.at++] ?? 0) << this.#count;
      this.#count += 8;
    }
  }
  peek(size: number): number {
    return this.#held & ((1 << size) - 1);
  }
  drop(size: number): void {
    this.#held >>>= size;
    this.#count -= size;
    if (this.at - (this.#count >> 3) > this.bytes.length) throw new CompressionError('end');
  }
  read(size: number): number {
    if (size === 0) return 0;
    this.need(size);
    const value = this.peek(size);
    this.drop(size);
    return value;
  }
  /** To the next whole byte. */
  align(): void {
    this.drop(this.#count & 7);
    this.at -= this.#count >> 3;
    this.#held = this.#count = 0;
  }
}

const FIXED_LENGTHS = Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
const FIXED_DISTANCES = new Uint8Array(30).fill(5);

/** Reads one stream and leaves the feed right behind it. Throws CompressionError: `end` when cut off, `data` when wrong. */
export async function* inflate(feed: Feed): AsyncGenerator<Uint8Array> {
  const bits = new Bits();
  const out = new Output();
  const refill = async (size: number) => {
    if (bits.left >= size) return;
    await feed.has(bits.passed + size + PIECE);
    bits.bytes = feed.window;
  };
  for (let last = false; !last;) {
    await refill(1024);
    last = bits.read(1) === 1;
    const kind = bits.read(2);
    if (kind === 3) throw new CompressionError('data');
    if (kind === 0) {
      bits.align();
      const size = bits.read(16);
      if ((bits.read(16) ^ size) !== 0xffff) throw new CompressionError('data');
      bits.align();
      await refill(size);
      const available = bits.bytes.subarray(bits.at, bits.at + size);
      for (const byte of available) out.literal(byte);
      bits.at += available.length;
      if (available.length < size) {
        yield out.taken();
        throw new CompressionError('end');
      }
    } else {
      const [literals, distances] =
        kind === 1 ? [new Codes(FIXED_LENGTHS), new Codes(FIXED_DISTANCES)] : dynamicCodes(bits);
      for (;;) {
        let ended: boolean;
        try {
          ended = symbols(bits, out, literals, distances);
        } catch (error) {
          yield out.taken();
          throw error;
        }
        if (ended) break;
        if (out.waiting >= PIECE) yield out.taken();
        await refill(SLACK * 2);
      }
    }
    if (out.waiting >= PIECE) yield out.taken();
    if (bits.passed > PIECE) {
      feed.skip(bits.passed);
      bits.at -= bits.passed;
      bits.bytes = feed.window;
    }
  }
  yield out.taken();
  bits.align();
  feed.skip(bits.at);
}

function dynamicCodes(bits: Bits): readonly [Codes, Codes] {
  const [literals, distances, given] = [bits.read(5) + 257, bits.read(5) + 1, bits.read(4) + 4];
  const own = new Uint8Array(19);
  for (let i = 0; i < given; i++) own[LENGTH_ORDER[i] as number] = bits.read(3);
  const codes = new Codes(own);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length;) {
    const symbol = codes.read(bits);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new CompressionError('data');
    const value = symbol === 16 ? (lengths[at - 1] as number) : 0;
    const times = symbol === 16 ? 3 + bits.read(2) : symbol === 17 ? 3 + bits.read(3) : 11 + bits.read(7);
    if (at + times > lengths.length) throw new CompressionError('data');
    lengths.fill(value, at, at + times);
    at += times;
  }
  return [new Codes(lengths.subarray(0, literals)), new Codes(lengths.subarray(literals))];
}

/** Goes on until the block ends (true), or input runs low or enough came out (false). */
function symbols(bits: Bits, out: Output, literals: Codes, distances: Codes): boolean {
  // At the end of the input the last symbols lie within the slack: one at a time then, as long as there are bytes.
  do {
    const symbol = literals.read(bits);
    if (symbol < END_OF_BLOCK) {
      out.literal(symbol);
      continue;
    }
    if (symbol === END_OF_BLOCK) return true;
    const at = symbol - END_OF_BLOCK - 1;
    if (at >= LENGTH_BASE.length) throw new CompressionError('data');
    const length = (LENGTH_BASE[at] as number) + bits.read(LENGTH_EXTRA[at] as number);
    const code = distances.read(bits);
    if (code >= DISTANCE_BASE.length) throw new CompressionError('data');
    const distance = (DISTANCE_BASE[code] as number) + bits.read(code < 2 ? 0 : (code >> 1) - 1);
    out.copy(distance, length);
  } while (bits.left > SLACK && out.waiting < PIECE);
  return false;
}

/** What came out, with the last 32 kB kept to copy from. */
class Output {
  #bytes = new Uint8Array(WINDOW + PIECE * 2);
  #end = 0;
  /** Where what was not taken begins. */
  #from = 0;

  /** All that came out and was not taken, in one: 0 as long as nothing but zeros did. */
  #seen = 0;

  get waiting(): number {
    return this.#end - this.#from;
  }

  literal(byte: number): void {
    if (this.#end === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#end++] = byte;
    this.#seen |= byte;
  }

  copy(distance: number, length: number): void {
    if (distance > this.#end) throw new CompressionError('data');
    if (this.#end + length > this.#bytes.length) this.#grow(length);
    const [bytes, end] = [this.#bytes, this.#end];
    this.#end = end + length;
    // A run of one byte, and a long piece, are the platform's to copy; what is short is sooner done than said.
    if (distance === 1) {
      const byte = bytes[end - 1] as number;
      this.#seen |= byte;
      bytes.fill(byte, end, this.#end);
      return;
    }
    this.#seen = 1;
    if (length > 32 && distance >= length) bytes.copyWithin(end, end - distance, end - distance + length);
    else for (let i = end; i < end + length; i++) bytes[i] = bytes[i - distance] as number;
  }

  taken(): Uint8Array {
    const zero = this.#seen === 0 && this.waiting <= ZEROS_BYTES;
    const piece = zero ? zeros(this.waiting) : this.#bytes.slice(this.#from, this.#end);
    this.#seen = 0;
    const kept = Math.min(WINDOW, this.#end);
    this.#bytes.copyWithin(0, this.#end - kept, this.#end);
    this.#end = this.#from = kept;
    return piece;
  }

  #grow(size: number): void {
    const larger = new Uint8Array(this.#bytes.length * 2 + size);
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}
