/** bzip2 compression. The choices that the format leaves open are made as bzip2 1.0 makes them, so that the bytes are the same. */
import { BitWriter } from './bits.ts';
import { sortedRotations } from './burrows-wheeler.ts';
import { BZIP2_CRC } from './checksums.ts';
import { codesOf, huffmanLengths } from './huffman.ts';

const GROUP = 50;
const ROUNDS = 4;
const LONGEST_CODE = 17;
const [RUN_A, RUN_B] = [0, 1];

/** `level` hundred thousand bytes make a block. */
export async function* bzip2Encoded(
  source: AsyncIterable<Uint8Array>,
  level: number,
  tick: () => unknown,
): AsyncGenerator<Uint8Array> {
  const bits = new BitWriter();
  for (const byte of [0x42, 0x5a, 0x68, 0x30 + level]) bits.write(8, byte);
  const block = new PackedBlock(level * 100_000 - 19);
  let combined = 0;
  // A run that is open when a block is full goes to the next one.
  const close = async () => {
    if (block.size === 0) return;
    combined = ((combined << 1) | (combined >>> 31)) ^ block.crc;
    await writeBlock(bits, block, tick);
    block.clear();
  };
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length;) {
      at = block.add(bytes, at);
      if (at < bytes.length) {
        await close();
        yield bits.take();
      }
    }
    await tick();
  }
  block.finish();
  await close();
  bits.write(24, 0x177245);
  bits.write(24, 0x385090);
  bits.word(combined >>> 0);
  bits.align();
  yield bits.take();
}

/** A block while it fills: of runs, four bytes and a count of the others are kept. */
class PackedBlock {
  readonly #bytes: Uint8Array;
  size = 0;
  #crc = 0xffffffff;
  #byte = -1;
  #run = 0;

  constructor(private readonly capacity: number) {
    this.#bytes = new Uint8Array(capacity + 19);
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }
  get crc(): number {
    return ~this.#crc >>> 0;
  }

  /** Adds from `bytes` until it is full; answers how far it came. */
  add(bytes: Uint8Array, from: number): number {
    let at = from;
    for (; at < bytes.length && this.size < this.capacity; at++) {
      const byte = bytes[at] as number;
      if (byte === this.#byte && this.#run < 255) this.#run++;
      else {
        this.finish();
        this.#byte = byte;
        this.#run = 1;
      }
    }
    return at;
  }

  /** The run at the end becomes part of the block. */
  finish(): void {
    const byte = this.#byte;
    for (let i = 0; i < this.#run; i++) this.#crc = (this.#crc << 8) ^ (BZIP2_CRC[(this.#crc >>> 24) ^ byte] as number);
    for (let i = 0; i < Math.min(4, this.#run); i++) this.#bytes[this.size++] = byte;
    if (this.#run >= 4) this.#bytes[this.size++] = this.#run - 4;
    [this.#byte, this.#run] = [-1, 0];
  }

  clear(): void {
    this.size = 0;
    this.#crc = 0xffffffff;
  }
}

async function writeBlock(bits: BitWriter, block: PackedBlock, tick: () => unknown): Promise<void> {
  const { bytes } = block;
  const order = await sortedRotations(bytes, tick);
  bits.write(24, 0x314159);
  bits.write(24, 0x265359);
  bits.word(block.crc);
  bits.write(1, 0);
  bits.write(24, order.indexOf(0));
  const used = writeUsed(bits, bytes);
  writeSymbols(bits, movedToFront(bytes, order, used), used.length + 2);
}

/** Which bytes there are, as a map of maps. */
function writeUsed(bits: BitWriter, bytes: Uint8Array): readonly number[] {
  const present = new Uint8Array(256);
  for (const byte of bytes) present[byte] = 1;
  const range = (from: number) => present.subarray(from, from + 16).reduce((map, bit) => (map << 1) | bit, 0);
  const ranges = Array.from({ length: 16 }, (_, i) => range(i * 16));
  bits.write(
    16,
    ranges.reduce((map, members) => (map << 1) | (members ? 1 : 0), 0),
  );
  for (const members of ranges) if (members) bits.write(16, members);
  return [...present.keys()].filter((byte) => present[byte]);
}

/** The last column of the rotations as places in a list whose head is what came last; runs of its head are counted. */
function movedToFront(bytes: Uint8Array, order: Int32Array, used: readonly number[]): Uint16Array {
  const recent = Uint8Array.from(used);
  const symbols = new Uint16Array(bytes.length + 1);
  let [size, run] = [0, 0];
  const endRun = () => {
    for (; run > 0; run = (run - 1) >> 1) symbols[size++] = run & 1 ? RUN_A : RUN_B;
  };
  for (let i = 0; i < order.length; i++) {
    const at = order[i] as number;
    const byte = bytes[at === 0 ? bytes.length - 1 : at - 1] as number;
    if (byte === recent[0]) {
      run++;
      continue;
    }
    endRun();
    const place = recent.indexOf(byte);
    recent.copyWithin(1, 0, place);
    recent[0] = byte;
    symbols[size++] = place + 1;
  }
  endRun();
  symbols[size++] = used.length + 1;
  return symbols.subarray(0, size);
}

function tablesFor(count: number): number {
  return count < 200 ? 2 : count < 600 ? 3 : count < 1200 ? 4 : count < 2400 ? 5 : 6;
}

function writeSymbols(bits: BitWriter, symbols: Uint16Array, alphabet: number): void {
  const lengths = firstLengths(symbols, alphabet);
  let selectors: number[] = [];
  for (let round = 0; round < ROUNDS; round++) selectors = refine(symbols, alphabet, lengths);
  bits.write(3, lengths.length);
  bits.write(15, selectors.length);
  const recent = lengths.map((_, i) => i);
  for (const selector of selectors) {
    const place = recent.indexOf(selector);
    recent.splice(place, 1);
    recent.unshift(selector);
    for (let i = 0; i < place; i++) bits.write(1, 1);
    bits.write(1, 0);
  }
  for (const table of lengths) writeLengths(bits, table);
  const codes = lengths.map(codesOf);
  for (let at = 0; at < symbols.length; at++) {
    const table = selectors[Math.floor(at / GROUP)] as number;
    const symbol = symbols[at] as number;
    bits.write((lengths[table] as Uint8Array)[symbol] as number, (codes[table] as Int32Array)[symbol] as number);
  }
}

function writeLengths(bits: BitWriter, table: Uint8Array): void {
  let length = table[0] as number;
  bits.write(5, length);
  for (const wanted of table) {
    for (; length < wanted; length++) bits.write(2, 2);
    for (; length > wanted; length--) bits.write(2, 3);
    bits.write(1, 0);
  }
}

/** To begin with, each table is good at a range of symbols, all ranges about as frequent. */
function firstLengths(symbols: Uint16Array, alphabet: number): Uint8Array[] {
  const frequency = new Int32Array(alphabet);
  for (const symbol of symbols) frequency[symbol] = (frequency[symbol] as number) + 1;
  const count = tablesFor(symbols.length);
  const tables: Uint8Array[] = [];
  let [left, from] = [symbols.length, 0];
  for (let part = count; part > 0; part--) {
    const wanted = Math.floor(left / part);
    let [end, sum] = [from - 1, 0];
    while (sum < wanted && end < alphabet - 1) sum += frequency[++end] as number;
    if (end > from && part !== count && part !== 1 && (count - part) % 2 === 1) sum -= frequency[end--] as number;
    tables[part - 1] = Uint8Array.from({ length: alphabet }, (_, symbol) => (symbol >= from && symbol <= end ? 0 : 15));
    from = end + 1;
    left -= sum;
  }
  return tables;
}

/** Gives each group of symbols the table that spells it shortest, then makes the tables anew from what they were given. */
function refine(symbols: Uint16Array, alphabet: number, lengths: Uint8Array[]): number[] {
  const frequencies = lengths.map(() => new Int32Array(alphabet));
  const selectors: number[] = [];
  for (let from = 0; from < symbols.length; from += GROUP) {
    const end = Math.min(from + GROUP, symbols.length);
    let [best, least] = [0, Infinity];
    lengths.forEach((table, i) => {
      let cost = 0;
      for (let at = from; at < end; at++) cost += table[symbols[at] as number] as number;
      if (cost < least) [best, least] = [i, cost];
    });
    selectors.push(best);
    const frequency = frequencies[best] as Int32Array;
    for (let at = from; at < end; at++) {
      const symbol = symbols[at] as number;
      frequency[symbol] = (frequency[symbol] as number) + 1;
    }
  }
  frequencies.forEach((frequency, i) => (lengths[i] = huffmanLengths(frequency, LONGEST_CODE)));
  return selectors;
}
