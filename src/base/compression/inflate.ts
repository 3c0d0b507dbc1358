/**
 * DEFLATE read (RFC 1951). The platform's own streams refuse what follows a first member, lose output before a fault, and tell
 * neither where the data ended nor why they gave up: gzip has to know all of that.
 */
import { ZEROS_BYTES, zeroPieces } from '../zeros.ts';
import { CompressionError, type Feed } from './feed.ts';

const WINDOW = 32_768;
/** How much is read ahead. */
const AHEAD = 65_536;
/** Output is handed on when about so much has come. */
const PIECE = ZEROS_BYTES;
/** So many zeros are told apart from what is around them. */
const ZERO_RUN = 8_192;
/** No symbol with all that belongs to it takes more bytes: while so many are at hand, input cannot run out. */
const SLACK = 16;

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]; // prettier-ignore
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;
const LONGEST = 15;

const LONGEST_MATCH = 258;
/** Nearly all codes are shorter than this, and a table of them is soon made and stays close to the processor. */
const LOOKUP = 10;

/** Canonical codes: the short ones by lookup of the next bits, the others bit by bit. An entry is symbol and length in one number; 0 is none. */
class Codes {
  readonly table: Uint16Array;
  /** Selects the bits that are looked up. */
  readonly mask: number;
  readonly #count = new Uint16Array(LONGEST + 1);
  /** Symbols by their codes. */
  readonly #sorted: Uint16Array;

  constructor(lengths: ArrayLike<number>) {
    const count = this.#count;
    for (let i = 0; i < lengths.length; i++) (count[lengths[i] as number] as number)++;
    count[0] = 0;
    const place = new Uint16Array(LONGEST + 2);
    let [left, longest] = [1, 1];
    for (let length = 1; length <= LONGEST; length++) {
      const those = count[length] as number;
      place[length + 1] = (place[length] as number) + those;
      if (those > 0) longest = length;
      left = left * 2 - those;
      if (left < 0) throw new CompressionError('data');
    }
    const sorted = (this.#sorted = new Uint16Array(place[LONGEST + 1] as number));
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] as number;
      if (length > 0) sorted[(place[length] as number)++] = symbol;
    }
    const table = (this.table = new Uint16Array(1 << Math.min(longest, LOOKUP)));
    this.mask = table.length - 1;
    // One code after the other, its highest bit the lowest as they are read: so counting carries towards the lower bits.
    for (let [length, index, code] = [1, 0, 0]; length <= LOOKUP; length++) {
      for (let n = count[length] as number; n > 0; n--) {
        const entry = ((sorted[index++] as number) << 4) | length;
        for (let at = code; at < table.length; at += 1 << length) table[at] = entry;
        let bit = 1 << (length - 1);
        for (; code & bit; bit >>= 1) code ^= bit;
        code |= bit;
      }
    }
  }

  /** The entry of the code that `held` begins with, which is not in the table. */
  long(held: number): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= LONGEST; length++) {
      code |= (held >>> (length - 1)) & 1;
      const those = this.#count[length] as number;
      if (code - first < those) return ((this.#sorted[index + code - first] as number) << 4) | length;
      index += those;
      first = (first + those) << 1;
      code <<= 1;
    }
    throw new CompressionError('data');
  }

  read(bits: Bits): number {
    bits.need(LONGEST);
    const entry = this.table[bits.held & this.mask] || this.long(bits.held);
    bits.drop(entry & 15);
    return entry >> 4;
  }
}

/** Bits, the lowest of a byte first. Beyond the last byte zeros are lent; taking one of them is `end`. */
class Bits {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  /** Bits taken from `bytes` and not used yet, and how many. */
  held = 0;
  count = 0;
  /** Nothing comes behind `bytes`. */
  final = false;

  constructor(private readonly feed: Feed) {}

  /** Whole bytes that were taken from `bytes`. */
  get passed(): number {
    return this.at - (this.count >> 3);
  }

  /** Waits for `size` bytes, or the end. */
  async refill(size: number): Promise<void> {
    this.leave();
    this.final = !(await this.feed.has(size + AHEAD));
    this.bytes = this.feed.window;
  }
  /** The feed goes on behind what was used. */
  leave(): void {
    const { passed } = this;
    this.feed.skip(passed);
    this.at -= passed;
  }
  /** Fewer than `size` bytes are at hand, and there may be more. */
  low(size: number): boolean {
    return !this.final && this.bytes.length - this.at < size;
  }

  need(size: number): void {
    while (this.count < size) {
      this.held |= (this.bytes[this.at++] as number) << this.count;
      this.count += 8;
    }
  }
  drop(size: number): void {
    this.held >>>= size;
    this.count -= size;
    if (this.at - (this.count >> 3) > this.bytes.length) throw new CompressionError('end');
  }
  /** Whole bytes, where no bits are held. */
  skip(size: number): void {
    this.at += size;
    this.drop(0);
  }
  read(size: number): number {
    this.need(size);
    const value = this.held & ((1 << size) - 1);
    this.drop(size);
    return value;
  }
  /** To the next whole byte. */
  align(): void {
    this.drop(this.count & 7);
    this.at = this.passed;
    this.held = this.count = 0;
  }
}

let fixed: readonly [Codes, Codes] | undefined;

function fixedCodes(): readonly [Codes, Codes] {
  return (fixed ??= [
    new Codes(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
    new Codes(new Uint8Array(30).fill(5)),
  ]);
}

/**
 * Reads one stream and leaves the feed right behind it. Throws CompressionError: `end` when cut off, after all that could be read;
 * `data` when wrong, and what came right before is lost, as gzip loses its last window.
 */
export async function* inflate(feed: Feed): AsyncGenerator<Uint8Array> {
  const bits = new Bits(feed);
  const out = new Output();
  try {
    for (let last = false; !last;) {
      if (bits.low(1024)) await bits.refill(1024);
      last = bits.read(1) === 1;
      const kind = bits.read(2);
      if (kind === 3) throw new CompressionError('data');
      if (kind === 0) {
        bits.align();
        const size = bits.read(16);
        if ((bits.read(16) ^ size) !== 0xffff) throw new CompressionError('data');
        bits.align();
        if (bits.low(size)) await bits.refill(size);
        out.append(bits.bytes.subarray(bits.at, bits.at + size));
        bits.skip(size);
      } else {
        const [literals, distances] = kind === 1 ? fixedCodes() : dynamicCodes(bits);
        while (!symbols(bits, out, literals, distances)) {
          if (out.full) yield* out.taken();
          if (bits.low(SLACK * 2)) await bits.refill(SLACK * 2);
        }
      }
      if (out.full) yield* out.taken();
    }
  } catch (error) {
    if (error instanceof CompressionError && error.reason === 'end') yield* out.taken();
    throw error;
  }
  yield* out.taken();
  bits.align();
  bits.leave();
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

/**
 * Goes on until the block ends (true), or input runs low or enough came out (false). This is where the time goes, so what `bits`
 * and `out` hold is in variables of its own meanwhile, and two bytes are taken whenever fewer than 16 bits are held: no code takes more.
 */
function symbols(bits: Bits, out: Output, literals: Codes, distances: Codes): boolean {
  const { bytes } = bits;
  const lastAt = bits.final ? bytes.length + SLACK : bytes.length - SLACK;
  const { into, stop } = out.room();
  let { at, held, count } = bits;
  let { end } = out;
  let state: 'on' | 'ended' | 'cut' = 'on';
  do {
    if (count < 16) {
      held |= ((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) << count;
      at += 2;
      count += 16;
    }
    const before = held;
    const used = at * 8 - count;
    const literal = literals.table[held & literals.mask] || literals.long(held);
    held >>>= literal & 15;
    count -= literal & 15;
    const symbol = literal >> 4;
    if (at - (count >> 3) > bytes.length) {
      state = 'cut';
      break;
    }
    if (symbol < END_OF_BLOCK) {
      into[end++] = symbol;
      continue;
    }
    if (symbol === END_OF_BLOCK) {
      state = 'ended';
      break;
    }
    const which = symbol - END_OF_BLOCK - 1;
    if (which >= LENGTH_BASE.length) throw new CompressionError('data');
    if (count < 16) {
      held |= ((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) << count;
      at += 2;
      count += 16;
    }
    const lengthBits = LENGTH_EXTRA[which] as number;
    const length = (LENGTH_BASE[which] as number) + (held & ((1 << lengthBits) - 1));
    held >>>= lengthBits;
    count -= lengthBits;
    if (count < 16) {
      held |= ((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) << count;
      at += 2;
      count += 16;
    }
    const code = distances.table[held & distances.mask] || distances.long(held);
    held >>>= code & 15;
    count -= code & 15;
    const far = code >> 4;
    if (far >= DISTANCE_BASE.length) throw new CompressionError('data');
    const distanceBits = far < 2 ? 0 : (far >> 1) - 1;
    if (count < 16) {
      held |= ((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) << count;
      at += 2;
      count += 16;
    }
    const distance = (DISTANCE_BASE[far] as number) + (held & ((1 << distanceBits) - 1));
    held >>>= distanceBits;
    count -= distanceBits;
    if (at - (count >> 3) > bytes.length) {
      state = 'cut';
      break;
    }
    if (distance > end) throw new CompressionError('data');
    if (distance === 1) {
      const byte = into[end - 1] as number;
      // A long run is one match again and again: the same bits.
      const size = at * 8 - count - used;
      const most = size > 16 ? 0 : stop - end;
      const mask = (1 << size) - 1;
      let run = length;
      while (run < most && at <= lastAt) {
        if (count < 16) {
          held |= ((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) << count;
          at += 2;
          count += 16;
        }
        if (at > bytes.length || ((held ^ before) & mask) !== 0) break;
        held >>>= size;
        count -= size;
        run += length;
      }
      into.fill(byte, end, end + run);
      if (byte === 0) out.zerosAt(end, end + run);
      end += run;
    } else {
      // A long piece is the platform's to copy; a short one is sooner done than said.
      if (length > 32 && distance >= length) into.copyWithin(end, end - distance, end - distance + length);
      else for (let i = end; i < end + length; i++) into[i] = into[i - distance] as number;
      end += length;
    }
  } while (at <= lastAt && end <= stop);
  bits.at = at;
  bits.held = held;
  bits.count = count;
  out.end = end;
  if (state === 'cut') throw new CompressionError('end');
  return state === 'ended';
}

/** What came out, with the last 32 kB kept to copy from. */
class Output {
  #bytes = new Uint8Array(WINDOW);
  /** Where what was not taken begins. */
  #from = 0;
  end = 0;
  /** Runs of zeros in what was not taken. */
  #zeros: { readonly start: number; readonly end: number }[] = [];

  /** No match fits into the piece any more. */
  get full(): boolean {
    return this.end > this.#from + PIECE - LONGEST_MATCH;
  }

  /** Where to write from `end` on, and up to where a match may begin: there is room for one behind that. */
  room(): { readonly into: Uint8Array; readonly stop: number } {
    this.#reserve(LONGEST_MATCH);
    return { into: this.#bytes, stop: Math.min(this.#from + PIECE, this.#bytes.length) - LONGEST_MATCH };
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** A match made zeros here. Those before it may have come as literals. */
  zerosAt(start: number, end: number): void {
    const last = this.#zeros.at(-1);
    const lowest = Math.max(last?.end ?? this.#from, start - LONGEST_MATCH);
    let at = start;
    while (at > lowest && this.#bytes[at - 1] === 0) at--;
    if (last && at === last.end) this.#zeros.splice(-1, 1, { start: last.start, end });
    else if (end - at >= ZERO_RUN) this.#zeros.push({ start: at, end });
  }

  *taken(): Generator<Uint8Array> {
    for (const { start, end } of this.#zeros) {
      if (start > this.#from) yield this.#bytes.slice(this.#from, start);
      yield* zeroPieces(end - start);
      this.#from = end;
    }
    if (this.end > this.#from) yield this.#bytes.slice(this.#from, this.end);
    this.#zeros = [];
    const kept = Math.min(WINDOW, this.end);
    this.#bytes.copyWithin(0, this.end - kept, this.end);
    this.end = this.#from = kept;
  }

  #reserve(size: number): void {
    const needed = this.end + size;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, Math.min(this.#bytes.length * 2, WINDOW + PIECE)));
    larger.set(this.#bytes.subarray(0, this.end));
    this.#bytes = larger;
  }
}
