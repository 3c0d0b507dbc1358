/** LZMA: symbols of the range coder to bytes. */
import { CompressionError } from './feed.ts';
import type { LzmaModel } from './lzma-model.ts';
import { type LengthModel, SHORTEST } from './lzma-model.ts';

/** Reads bits whose probabilities are known from a number that was made of all of them. */
export class RangeDecoder {
  #range = 0xffffffff;
  #code = 0;
  #at = 5;

  /** Fails with `data` when the five bytes of its beginning are none. */
  constructor(private readonly bytes: Uint8Array) {
    if (bytes.length < 5) throw new CompressionError('end');
    if (bytes[0] !== 0) throw new CompressionError('data');
    for (let i = 1; i < 5; i++) this.#code = ((this.#code << 8) | (bytes[i] as number)) >>> 0;
  }

  /** The end of a chunk: all bytes are used and nothing is left over. */
  get finished(): boolean {
    return this.#at === this.bytes.length && this.#code === 0;
  }
  /** As far as it has read. */
  get position(): number {
    return this.#at;
  }

  bit(probabilities: Uint16Array, at: number): number {
    if (this.#range < 0x1000000) this.#more();
    const probability = probabilities[at] as number;
    const bound = (this.#range >>> 11) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      probabilities[at] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    probabilities[at] = probability - (probability >> 5);
    return 1;
  }

  /** Bits as likely as not. */
  direct(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if (this.#range < 0x1000000) this.#more();
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit) this.#code -= this.#range;
      value = value * 2 + bit;
    }
    return value;
  }

  /** Bits from the highest, by a tree of probabilities that begins at `from`. */
  tree(probabilities: Uint16Array, from: number, bits: number): number {
    let node = 1;
    for (let i = 0; i < bits; i++) node = (node << 1) | this.bit(probabilities, from + node);
    return node - (1 << bits);
  }

  reverseTree(probabilities: Uint16Array, from: number, bits: number): number {
    let [node, value] = [1, 0];
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(probabilities, from + node);
      node = (node << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  /** Takes up a last byte that is due, as at the end of a stream. */
  settle(): void {
    if (this.#range < 0x1000000) this.#more();
  }

  #more(): void {
    if (this.#at >= this.bytes.length) throw new CompressionError('end');
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.bytes[this.#at++] as number)) >>> 0;
  }
}

/** What has come out, as far as distances may reach back. */
export class History {
  #bytes = new Uint8Array(64 * 1024);
  size = 0;
  /** Bytes since the dictionary was new. */
  total = 0;

  /** `hold` is told how large it is. */
  constructor(
    private readonly reach: number,
    private readonly hold: (bytes: number) => void,
  ) {}

  reset(): void {
    this.total = 0;
  }

  /** Makes room for `more` bytes; what is out of reach goes. */
  reserve(more: number): void {
    if (this.size + more <= this.#bytes.length) return;
    const kept = Math.min(this.size, this.reach);
    const room = kept + more;
    const target =
      room * 2 <= this.#bytes.length ? this.#bytes : new Uint8Array(Math.max(room + more, 2 * this.#bytes.length));
    target.set(this.#bytes.subarray(this.size - kept, this.size));
    this.#bytes = target;
    this.size = kept;
    this.hold(target.length);
  }

  put(byte: number): void {
    this.#bytes[this.size++] = byte;
    this.total++;
  }

  add(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.#bytes.set(bytes, this.size);
    this.size += bytes.length;
    this.total += bytes.length;
  }

  /** The byte `distance` back; the last one is 1 back. */
  back(distance: number): number {
    return this.#bytes[this.size - distance] as number;
  }

  repeat(distance: number, length: number): void {
    if (distance > this.total || distance > this.reach) throw new CompressionError('data');
    for (let i = 0; i < length; i++) this.put(this.back(distance));
  }

  since(size: number): Uint8Array {
    return this.#bytes.slice(size, this.size);
  }
}

/** Decodes `limit` bytes; `beyond`: the last symbol may stand for more. */
export function decodeSymbols(
  range: RangeDecoder,
  model: LzmaModel,
  history: History,
  limit: number,
  beyond = false,
): 'full' | 'marked' {
  const places = (1 << model.properties.pb) - 1;
  for (let left = limit; left > 0;) {
    const place = history.total & places;
    if (!range.bit(model.isMatch, (model.state << 4) + place)) {
      literal(range, model, history);
      left--;
      continue;
    }
    const length = range.bit(model.isRecent, model.state)
      ? recentMatch(range, model, history, place)
      : match(range, model, place);
    if (length === 0) return 'marked';
    if (length > left && !beyond) throw new CompressionError('data');
    history.repeat((model.recent[0] as number) + 1, length);
    left -= length;
  }
  return 'full';
}

function literal(range: RangeDecoder, model: LzmaModel, history: History): void {
  const before = history.total > 0 ? history.back(1) : 0;
  const from = model.literalAt(history.total, before);
  let symbol = 1;
  if (model.state >= 7) {
    const distance = (model.recent[0] as number) + 1;
    if (distance > history.total) throw new CompressionError('data');
    let like = history.back(distance);
    while (symbol < 0x100) {
      const likely = (like >> 7) & 1;
      like <<= 1;
      const bit = range.bit(model.literals, from + ((1 + likely) << 8) + symbol);
      symbol = (symbol << 1) | bit;
      if (bit !== likely) break;
    }
  }
  while (symbol < 0x100) symbol = (symbol << 1) | range.bit(model.literals, from + symbol);
  history.put(symbol & 0xff);
  model.afterLiteral();
}

/** The length of a match at one of the last four distances, which becomes the first of them. */
function recentMatch(range: RangeDecoder, model: LzmaModel, history: History, place: number): number {
  const { recent, state } = model;
  if (history.total === 0) throw new CompressionError('data');
  if (!range.bit(model.isOlder, state)) {
    if (!range.bit(model.isLong, (state << 4) + place)) {
      model.afterShort();
      return 1;
    }
  } else {
    const which = !range.bit(model.isOlder2, state) ? 1 : !range.bit(model.isOlder3, state) ? 2 : 3;
    const distance = recent[which] as number;
    recent.copyWithin(1, 0, which);
    recent[0] = distance;
  }
  model.afterRecent();
  return lengthOf(range, model.recentLength, place);
}

/** 0 is the mark of the end. */
function match(range: RangeDecoder, model: LzmaModel, place: number): number {
  const length = lengthOf(range, model.length, place);
  model.recent.copyWithin(1, 0, 3);
  const slot = range.tree(model.slots, Math.min(length - SHORTEST, 3) << 6, 6);
  model.recent[0] = distanceOf(range, model, slot);
  model.afterMatch();
  return model.recent[0] === -1 ? 0 : length;
}

function distanceOf(range: RangeDecoder, model: LzmaModel, slot: number): number {
  if (slot < 4) return slot;
  const bits = (slot >> 1) - 1;
  const base = (2 | (slot & 1)) * 2 ** bits;
  if (slot < 14) return base + range.reverseTree(model.special, base - slot, bits);
  const high = range.direct(bits - 4) * 16;
  return (base + high + range.reverseTree(model.align, 0, 4)) | 0;
}

function lengthOf(range: RangeDecoder, lengths: LengthModel, place: number): number {
  if (!range.bit(lengths.choice, 0)) return SHORTEST + range.tree(lengths.low, place << 3, 3);
  if (!range.bit(lengths.choice, 1)) return SHORTEST + 8 + range.tree(lengths.middle, place << 3, 3);
  return SHORTEST + 16 + range.tree(lengths.high, 0, 8);
}
