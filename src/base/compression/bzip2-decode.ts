/** bzip2 decompression: blocks of Huffman codes over a move-to-front list over the Burrows-Wheeler transform. */
import { BitReader } from './bits.ts';
import { BZIP2_CRC } from './checksums.ts';
import { CompressionError, Feed } from './feed.ts';

const GROUP = 50;
const LEAST_READ = 64 * 1024;

/** The content of one file: streams one after another. `magic` when it is none, `end` when cut off, `data` when damaged. */
export async function* bzip2Decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const feed = new Feed(source);
  for (let first = true; await feed.has(1); first = false) {
    const head = await feed.take(4);
    if (!head) throw new CompressionError(first ? 'magic' : 'end');
    const level = (head[3] as number) - 0x30;
    if (head[0] !== 0x42 || head[1] !== 0x5a || head[2] !== 0x68 || level < 1 || level > 9) {
      // Garbage after a stream is not the stream's fault.
      if (!first) return;
      throw new CompressionError('magic');
    }
    yield* stream(feed, level * 100_000);
  }
}

async function* stream(feed: Feed, capacity: number): AsyncGenerator<Uint8Array> {
  let combined = 0;
  let offset = 0;
  for (let wanted = LEAST_READ; ;) {
    // How long a block is shows only when it has been read: a block that is cut off is tried again with more.
    const whole = await feed.has(wanted);
    let found: Block | undefined;
    const reader = new BitReader(feed.window, offset);
    try {
      found = readBlock(reader, capacity);
    } catch (error) {
      if (!(error instanceof CompressionError) || error.reason !== 'end' || !whole) throw error;
      wanted = feed.window.length * 2;
      continue;
    }
    const end = reader.offset;
    if (!found) {
      if (reader.word() !== combined >>> 0) throw new CompressionError('data');
      feed.skip(Math.ceil(reader.offset / 8));
      return;
    }
    feed.skip(end >> 3);
    offset = end & 7;
    wanted = LEAST_READ;
    yield found.bytes;
    combined = ((combined << 1) | (combined >>> 31)) ^ found.crc;
  }
}

interface Block {
  readonly bytes: Uint8Array;
  readonly crc: number;
}

/** In Go's words, which have more to say than bzip2's. */
const BAD_BLOCK = 'bad magic value found';

/** Undefined at the mark that ends a stream. */
function readBlock(bits: BitReader, capacity: number): Block | undefined {
  const [high, low] = [bits.read(24), bits.read(24)];
  if (high === 0x177245 && low === 0x385090) return undefined;
  if (high !== 0x314159 || low !== 0x265359) throw new CompressionError('data', BAD_BLOCK);
  const crc = bits.word();
  if (bits.read(1)) throw new CompressionError('options', 'randomised blocks are not simulated in Drydock');
  const origin = bits.read(24);
  const { bytes, counts } = movedBack(bits, capacity);
  if (origin >= bytes.length) throw new CompressionError('data');
  const content = withRuns(untransformed(bytes, counts, origin));
  if (content.crc !== crc) throw new CompressionError('data');
  return content;
}

/** What the Huffman codes and the move-to-front list spell: the last column of the transform. */
function movedBack(bits: BitReader, capacity: number): { bytes: Uint8Array; counts: Int32Array } {
  const recent = usedBytes(bits);
  const symbols = recent.length + 2;
  const groups = bits.read(3);
  const selectors = readSelectors(bits, groups);
  const tables = Array.from({ length: groups }, () => new HuffmanTable(readLengths(bits, symbols)));
  const bytes = new Uint8Array(capacity);
  const counts = new Int32Array(256);
  let [size, run, unit, at, left] = [0, 0, 1, 0, 0];
  let table = tables[0] as HuffmanTable;
  for (;;) {
    if (left-- === 0) {
      const next = tables[selectors[at++] as number];
      if (!next) throw new CompressionError('data');
      table = next;
      left = GROUP - 1;
    }
    const symbol = table.read(bits);
    if (symbol <= 1) {
      run += unit << symbol;
      unit <<= 1;
      if (run > capacity) throw new CompressionError('data');
      continue;
    }
    if (run) {
      const byte = recent[0] as number;
      if (size + run > capacity) throw new CompressionError('data');
      bytes.fill(byte, size, size + run);
      counts[byte] = (counts[byte] as number) + run;
      size += run;
      [run, unit] = [0, 1];
    }
    if (symbol === symbols - 1) return { bytes: bytes.subarray(0, size), counts };
    if (size === capacity) throw new CompressionError('data');
    const byte = recent[symbol - 1] as number;
    recent.copyWithin(1, 0, symbol - 1);
    recent[0] = byte;
    bytes[size++] = byte;
    counts[byte] = (counts[byte] as number) + 1;
  }
}

function usedBytes(bits: BitReader): Uint8Array {
  const ranges = bits.read(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (!(ranges & (0x8000 >> range))) continue;
    const members = bits.read(16);
    for (let bit = 0; bit < 16; bit++) if (members & (0x8000 >> bit)) used.push(range * 16 + bit);
  }
  if (used.length === 0) throw new CompressionError('data');
  return Uint8Array.from(used);
}

function readSelectors(bits: BitReader, groups: number): Uint8Array {
  const count = bits.read(15);
  if (groups < 2 || groups > 6 || count === 0) throw new CompressionError('data');
  const recent = Array.from({ length: groups }, (_, i) => i);
  return Uint8Array.from({ length: count }, () => {
    let index = 0;
    while (bits.read(1)) if (++index >= groups) throw new CompressionError('data');
    const [table] = recent.splice(index, 1) as [number];
    recent.unshift(table);
    return table;
  });
}

function readLengths(bits: BitReader, symbols: number): Uint8Array {
  let length = bits.read(5);
  return Uint8Array.from({ length: symbols }, () => {
    for (;;) {
      if (length < 1 || length > 20) throw new CompressionError('data');
      if (!bits.read(1)) return length;
      length += bits.read(1) ? -1 : 1;
    }
  });
}

/** Canonical codes: those of a length follow one another, in the order of their symbols. */
class HuffmanTable {
  /** By length: the first code, how many there are, and where their symbols begin. */
  readonly #first = new Int32Array(22);
  readonly #count = new Int32Array(22);
  readonly #start = new Int32Array(22);
  readonly #symbols: Uint16Array;

  constructor(lengths: Uint8Array) {
    this.#symbols = new Uint16Array(lengths.length);
    for (const length of lengths) this.#count[length] = (this.#count[length] as number) + 1;
    let [code, start] = [0, 0];
    for (let length = 1; length <= 20; length++) {
      this.#first[length] = code;
      this.#start[length] = start;
      lengths.forEach((own, symbol) => {
        if (own === length) this.#symbols[start++] = symbol;
      });
      code = (code + (this.#count[length] as number)) << 1;
    }
  }

  read(bits: BitReader): number {
    let code = 0;
    for (let length = 1; length <= 20; length++) {
      code = (code << 1) | bits.read(1);
      const index = code - (this.#first[length] as number);
      if (index < (this.#count[length] as number)) {
        if (index < 0) break;
        return this.#symbols[(this.#start[length] as number) + index] as number;
      }
    }
    throw new CompressionError('data');
  }
}

/** From the last column back to the text: each byte leads to the one before it in the order of the first column. */
function untransformed(last: Uint8Array, counts: Int32Array, origin: number): Uint8Array {
  const next = new Int32Array(last.length);
  const place = new Int32Array(256);
  for (let byte = 1; byte < 256; byte++) place[byte] = (place[byte - 1] as number) + (counts[byte - 1] as number);
  for (let i = 0; i < last.length; i++) {
    const byte = last[i] as number;
    const at = place[byte] as number;
    next[at] = i;
    place[byte] = at + 1;
  }
  const out = new Uint8Array(last.length);
  for (let i = 0, at = next[origin] as number; i < out.length; i++, at = next[at] as number)
    out[i] = last[at] as number;
  return out;
}

/** Four equal bytes are followed by how many more there are. */
function withRuns(packed: Uint8Array): Block {
  let size = 0;
  for (let i = 0, equal = 0; i < packed.length; i++) {
    equal = i > 0 && equal > 0 && packed[i] === packed[i - 1] ? equal + 1 : 1;
    size++;
    if (equal < 4 || i + 1 >= packed.length) continue;
    size += packed[++i] as number;
    equal = 0;
  }
  const bytes = new Uint8Array(size);
  let [at, crc] = [0, 0xffffffff];
  const put = (byte: number) => {
    bytes[at++] = byte;
    crc = (crc << 8) ^ (BZIP2_CRC[(crc >>> 24) ^ byte] as number);
  };
  for (let i = 0, equal = 0; i < packed.length; i++) {
    const byte = packed[i] as number;
    equal = i > 0 && equal > 0 && byte === packed[i - 1] ? equal + 1 : 1;
    put(byte);
    if (equal < 4 || i + 1 >= packed.length) continue;
    for (let more = packed[++i] as number; more > 0; more--) put(byte);
    equal = 0;
  }
  return { bytes, crc: ~crc >>> 0 };
}
