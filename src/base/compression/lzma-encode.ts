/** LZMA: bytes to symbols of the range coder. Matches are found by chains of equal hashes and taken as they come, or a byte later where that is longer. */
import type { LzmaModel } from './lzma-model.ts';
import { type LengthModel, LONGEST, SHORTEST } from './lzma-model.ts';

export class RangeEncoder {
  #bytes = new Uint8Array(70_000);
  #size = 0;
  /** Below 2^40: the carry is its bit 32. */
  #low = 0;
  #range = 0xffffffff;
  #cache = 0;
  #pending = 1;

  get size(): number {
    return this.#size + this.#pending + 4;
  }

  bit(probabilities: Uint16Array, at: number, bit: number): void {
    const probability = probabilities[at] as number;
    const bound = (this.#range >>> 11) * probability;
    if (bit === 0) {
      this.#range = bound;
      probabilities[at] = probability + ((2048 - probability) >> 5);
    } else {
      this.#low += bound;
      this.#range -= bound;
      probabilities[at] = probability - (probability >> 5);
    }
    while (this.#range < 0x1000000) this.#shift();
  }

  direct(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) {
      this.#range >>>= 1;
      if ((value >>> i) & 1) this.#low += this.#range;
      while (this.#range < 0x1000000) this.#shift();
    }
  }

  tree(probabilities: Uint16Array, from: number, bits: number, value: number): void {
    let node = 1;
    for (let i = bits - 1; i >= 0; i--) {
      const bit = (value >> i) & 1;
      this.bit(probabilities, from + node, bit);
      node = (node << 1) | bit;
    }
  }

  reverseTree(probabilities: Uint16Array, from: number, bits: number, value: number): void {
    let node = 1;
    for (let i = 0; i < bits; i++) {
      const bit = (value >> i) & 1;
      this.bit(probabilities, from + node, bit);
      node = (node << 1) | bit;
    }
  }

  /** The bytes that are certain so far. */
  take(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#size);
    this.#size = 0;
    return bytes;
  }

  /** All bytes of the number; the coder begins anew. */
  finish(): Uint8Array {
    for (let i = 0; i < 5; i++) this.#shift(true);
    const bytes = this.#bytes.slice(0, this.#size);
    [this.#size, this.#low, this.#range, this.#cache, this.#pending] = [0, 0, 0xffffffff, 0, 1];
    return bytes;
  }

  #shift(flush = false): void {
    if (this.#low < 0xff000000 || this.#low >= 0x100000000) {
      const carry = this.#low >= 0x100000000 ? 1 : 0;
      for (let byte = this.#cache; this.#pending > 0; this.#pending--, byte = 0xff) this.#put((byte + carry) & 0xff);
      this.#cache = Math.floor(this.#low / 0x1000000) & 0xff;
    }
    this.#pending++;
    this.#low = (this.#low % 0x1000000) * 0x100;
    if (!flush) this.#range = (this.#range << 8) >>> 0;
  }

  #put(byte: number): void {
    if (this.#size === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#size++] = byte;
  }
}

const HASH_BITS = 16;

/** The bytes to code, and those before them as far as matches reach; positions are indexes of `bytes`. */
export class MatchFinder {
  readonly #heads = new Int32Array(1 << HASH_BITS).fill(-1);
  readonly #chain: Int32Array;
  #known = 0;
  readonly bytes: Uint8Array;
  size = 0;
  distance = 0;

  constructor(
    private readonly reach: number,
    private readonly depth: number,
  ) {
    this.bytes = new Uint8Array(reach * 2);
    this.#chain = new Int32Array(reach * 2);
  }

  get room(): number {
    return this.bytes.length - this.size;
  }

  append(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.size);
    this.size += bytes.length;
  }

  /** Drops what lies further before `position` than matches reach; answers by how much positions became smaller. */
  slide(position: number): number {
    const by = position - this.reach;
    if (by <= 0) return 0;
    this.bytes.copyWithin(0, by, this.size);
    this.size -= by;
    this.#chain.copyWithin(0, by, this.#known);
    this.#known -= by;
    for (let i = 0; i < this.#heads.length; i++) this.#heads[i] = Math.max(-1, (this.#heads[i] as number) - by);
    for (let i = 0; i < this.#known; i++) this.#chain[i] = Math.max(-1, (this.#chain[i] as number) - by);
    return by;
  }

  /** How long the bytes at `position` equal those `distance` before. */
  equal(position: number, distance: number): number {
    const { bytes } = this;
    if (distance > position) return 0;
    const end = Math.min(this.size, position + LONGEST);
    let at = position;
    while (at < end && bytes[at] === bytes[at - distance]) at++;
    return at - position;
  }

  /** The longest match at `position`, at least three bytes; 0 without one. Its distance is in `distance`. */
  longest(position: number): number {
    this.#learn(position);
    if (this.size - position < 3) return 0;
    let best = 2;
    let candidate = this.#heads[this.#hash(position)] as number;
    for (let tries = this.depth; candidate >= 0 && tries > 0; tries--) {
      const distance = position - candidate;
      if (distance > this.reach) break;
      if (this.bytes[candidate + best] === this.bytes[position + best]) {
        const length = this.equal(position, distance);
        if (length > best) {
          best = length;
          this.distance = distance;
          if (length === LONGEST) break;
        }
      }
      candidate = this.#chain[candidate] as number;
    }
    return best > 2 ? best : 0;
  }

  /** Enters the positions before `position`. */
  #learn(position: number): void {
    for (const end = Math.min(position, this.size - 2); this.#known < end; this.#known++) {
      const hash = this.#hash(this.#known);
      this.#chain[this.#known] = this.#heads[hash] as number;
      this.#heads[hash] = this.#known;
    }
  }

  #hash(at: number): number {
    const { bytes } = this;
    const value = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
    return Math.imul(value, 0x9e3779b1) >>> (32 - HASH_BITS);
  }
}

/** Codes one symbol at `position` (`total` bytes after the dictionary was new); answers how many bytes it stands for. */
export function encodeSymbol(
  range: RangeEncoder,
  model: LzmaModel,
  finder: MatchFinder,
  position: number,
  total: number,
): number {
  const place = total & ((1 << model.properties.pb) - 1);
  let [recentLength, which] = [0, 0];
  for (let i = 0; i < 4; i++) {
    const length = finder.equal(position, (model.recent[i] as number) + 1);
    if (length > recentLength) [recentLength, which] = [length, i];
  }
  const length = finder.longest(position);
  const { distance } = finder;
  if (recentLength >= SHORTEST && recentLength + 1 >= length) {
    encodeRecent(range, model, place, which, recentLength);
    return recentLength;
  }
  if (length > 0 && worthwhile(length, distance) && !(length < 32 && finder.longest(position + 1) > length + 1)) {
    encodeMatch(range, model, place, distance - 1, length);
    return length;
  }
  range.bit(model.isMatch, (model.state << 4) + place, 0);
  encodeLiteral(range, model, finder, position, total);
  return 1;
}

/** A far distance costs more than a few literals. */
function worthwhile(length: number, distance: number): boolean {
  return length > 4 || distance < (length === 3 ? 1 << 11 : 1 << 17);
}

function encodeLiteral(
  range: RangeEncoder,
  model: LzmaModel,
  finder: MatchFinder,
  position: number,
  total: number,
): void {
  const { bytes } = finder;
  const from = model.literalAt(total, total > 0 ? (bytes[position - 1] as number) : 0);
  const byte = bytes[position] as number;
  let symbol = 1;
  let alike = model.state >= 7;
  const like = alike ? (bytes[position - (model.recent[0] as number) - 1] as number) : 0;
  for (let i = 7; i >= 0; i--) {
    const bit = (byte >> i) & 1;
    const likely = (like >> i) & 1;
    range.bit(model.literals, from + (alike ? (1 + likely) << 8 : 0) + symbol, bit);
    if (bit !== likely) alike = false;
    symbol = (symbol << 1) | bit;
  }
  model.afterLiteral();
}

function encodeRecent(range: RangeEncoder, model: LzmaModel, place: number, which: number, length: number): void {
  const { state, recent } = model;
  range.bit(model.isMatch, (state << 4) + place, 1);
  range.bit(model.isRecent, state, 1);
  range.bit(model.isOlder, state, which === 0 ? 0 : 1);
  if (which === 0) range.bit(model.isLong, (state << 4) + place, 1);
  else {
    range.bit(model.isOlder2, state, which === 1 ? 0 : 1);
    if (which > 1) range.bit(model.isOlder3, state, which === 2 ? 0 : 1);
    const distance = recent[which] as number;
    recent.copyWithin(1, 0, which);
    recent[0] = distance;
  }
  model.afterRecent();
  encodeLength(range, model.recentLength, place, length);
}

function encodeMatch(range: RangeEncoder, model: LzmaModel, place: number, distance: number, length: number): void {
  range.bit(model.isMatch, (model.state << 4) + place, 1);
  range.bit(model.isRecent, model.state, 0);
  encodeLength(range, model.length, place, length);
  encodeDistance(range, model, distance, length);
  model.recent.copyWithin(1, 0, 3);
  model.recent[0] = distance;
  model.afterMatch();
}

function encodeDistance(range: RangeEncoder, model: LzmaModel, distance: number, length: number): void {
  const high = 31 - Math.clz32(distance);
  const slot = distance >>> 0 < 4 ? distance : high * 2 + ((distance >>> (high - 1)) & 1);
  range.tree(model.slots, Math.min(length - SHORTEST, 3) << 6, 6, slot);
  if (slot < 4) return;
  const bits = (slot >> 1) - 1;
  const base = ((2 | (slot & 1)) << bits) >>> 0;
  const rest = (distance >>> 0) - base;
  if (slot < 14) return range.reverseTree(model.special, base - slot, bits, rest);
  range.direct(rest >>> 4, bits - 4);
  range.reverseTree(model.align, 0, 4, rest & 15);
}

/** The mark of the end: a distance that no match has. */
export function encodeEnd(range: RangeEncoder, model: LzmaModel, total: number): void {
  encodeMatch(range, model, total & ((1 << model.properties.pb) - 1), -1, SHORTEST);
}

function encodeLength(range: RangeEncoder, lengths: LengthModel, place: number, length: number): void {
  const value = length - SHORTEST;
  range.bit(lengths.choice, 0, value < 8 ? 0 : 1);
  if (value < 8) return range.tree(lengths.low, place << 3, 3, value);
  range.bit(lengths.choice, 1, value < 16 ? 0 : 1);
  if (value < 16) range.tree(lengths.middle, place << 3, 3, value - 8);
  else range.tree(lengths.high, 0, 8, value - 16);
}
