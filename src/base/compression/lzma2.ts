/** LZMA2: chunks of LZMA, or of bytes as they are where LZMA makes them longer. */
import { concat } from '../bytes.ts';
import { CompressionError, type Feed } from './feed.ts';
import { decodeSymbols, History, RangeDecoder } from './lzma-decode.ts';
import { encodeSymbol, MatchFinder, RangeEncoder } from './lzma-encode.ts';
import { DEFAULT_PROPERTIES, LONGEST, LzmaModel, propertiesByte, propertiesOf } from './lzma-model.ts';

const MOST_PLAIN = 1 << 16;
const MOST_CONTENT = 1 << 21;
/** A chunk's code is at most 64 kB long; a symbol and the end of the coder need less than this. */
const MOST_CODE = (1 << 16) - 64;

/** Takes LZMA2 from the feed, its end mark included. */
export async function* lzma2Decoded(
  feed: Feed,
  dictionary: number,
  hold: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const history = new History(dictionary, hold);
  let model: LzmaModel | undefined;
  for (let first = true; ; first = false) {
    const control = ((await feed.take(1)) ?? cut())[0] as number;
    if (control === 0) return;
    if (control === 1 || control >= 0xe0) history.reset();
    else if (first) throw new CompressionError('data');
    if (control < 0x80) {
      if (control > 2) throw new CompressionError('data');
      const size = number((await feed.take(2)) ?? cut()) + 1;
      const bytes = (await feed.take(size)) ?? cut();
      history.add(bytes);
      yield bytes;
      continue;
    }
    const sizes = (await feed.take(4)) ?? cut();
    const content = ((control & 0x1f) << 16) + number(sizes.subarray(0, 2)) + 1;
    const size = number(sizes.subarray(2)) + 1;
    if (control >= 0xc0) {
      const properties = propertiesOf(((await feed.take(1)) ?? cut())[0] as number);
      if (!properties || properties.lc + properties.lp > 4) throw new CompressionError('data');
      model = new LzmaModel(properties);
    } else if (!model) throw new CompressionError('data');
    else if (control >= 0xa0) model = new LzmaModel(model.properties);
    yield decodeChunk((await feed.take(size)) ?? cut(), model, history, content);
  }
}

function decodeChunk(code: Uint8Array, model: LzmaModel, history: History, content: number): Uint8Array {
  const range = new RangeDecoder(code);
  history.reserve(content);
  const from = history.size;
  try {
    if (decodeSymbols(range, model, history, content) === 'marked') throw new CompressionError('data');
    range.settle();
  } catch (error) {
    // The chunk is whole: what it lacks is not to come.
    if (error instanceof CompressionError && error.reason === 'end') {
      if (history.size - from === content) return history.since(from);
      throw new CompressionError('data');
    }
    throw error;
  }
  if (!range.finished) throw new CompressionError('data');
  return history.since(from);
}

function number(bytes: Uint8Array): number {
  return ((bytes[0] as number) << 8) | (bytes[1] as number);
}

function cut(): never {
  throw new CompressionError('end');
}

export interface Effort {
  /** How far back matches may lie, and how many candidates for one are looked at. */
  readonly reach: number;
  readonly depth: number;
}

/** The content as LZMA2, end mark included. */
export async function* lzma2Encoded(
  source: AsyncIterable<Uint8Array>,
  effort: Effort,
  tick: () => unknown,
): AsyncGenerator<Uint8Array> {
  const encoder = new ChunkEncoder(effort);
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += encoder.step) {
      encoder.append(bytes.subarray(at, at + encoder.step));
      for (let chunk = encoder.chunk(false); chunk; chunk = encoder.chunk(false)) {
        yield chunk;
        await tick();
      }
    }
  }
  for (let chunk = encoder.chunk(true); chunk; chunk = encoder.chunk(true)) {
    yield chunk;
    await tick();
  }
  yield Uint8Array.of(0);
}

class ChunkEncoder {
  readonly #finder: MatchFinder;
  readonly #range = new RangeEncoder();
  #model = new LzmaModel(DEFAULT_PROPERTIES);
  #position = 0;
  #total = 0;
  /** What the next chunk has to make new: all, the model and its properties, or nothing. */
  #renew: 'all' | 'properties' | 'nothing' = 'all';
  #start = 0;

  constructor(effort: Effort) {
    this.#finder = new MatchFinder(effort.reach, effort.depth);
  }

  /** Bytes that may be appended at once. */
  get step(): number {
    return 65_536;
  }

  append(bytes: Uint8Array): void {
    if (this.#finder.room < bytes.length) {
      const by = this.#finder.slide(this.#start);
      this.#position -= by;
      this.#start -= by;
    }
    this.#finder.append(bytes);
  }

  /** The next chunk, or undefined until it is full; `last` takes what there is. */
  chunk(last: boolean): Uint8Array | undefined {
    const finder = this.#finder;
    const limit = last ? finder.size : finder.size - LONGEST - 2;
    const most = Math.min(MOST_CONTENT, finder.bytes.length >> 2) - LONGEST;
    while (this.#position < limit && this.#position - this.#start < most && this.#range.size < MOST_CODE) {
      const length = encodeSymbol(this.#range, this.#model, finder, this.#position, this.#total);
      this.#position += length;
      this.#total += length;
    }
    const size = this.#position - this.#start;
    if (size === 0 || (this.#position >= limit && !last && size < most && this.#range.size < MOST_CODE))
      return undefined;
    const code = this.#range.finish();
    const content = finder.bytes.slice(this.#start, this.#position);
    this.#start = this.#position;
    return code.length + 2 >= content.length ? this.#plain(content) : this.#coded(code, content.length);
  }

  #coded(code: Uint8Array, content: number): Uint8Array {
    const control = { all: 0xe0, properties: 0xc0, nothing: 0x80 }[this.#renew];
    const head = [control | ((content - 1) >> 16), ((content - 1) >> 8) & 0xff, (content - 1) & 0xff];
    head.push((code.length - 1) >> 8, (code.length - 1) & 0xff);
    if (this.#renew !== 'nothing') head.push(propertiesByte(DEFAULT_PROPERTIES));
    this.#renew = 'nothing';
    return concat([Uint8Array.from(head), code]);
  }

  #plain(content: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let at = 0; at < content.length; at += MOST_PLAIN) {
      const part = content.subarray(at, at + MOST_PLAIN);
      parts.push(Uint8Array.of(this.#renew === 'all' ? 1 : 2, (part.length - 1) >> 8, (part.length - 1) & 0xff), part);
      this.#renew = 'properties';
    }
    this.#model = new LzmaModel(DEFAULT_PROPERTIES);
    return concat(parts);
  }
}
