/** Files of LZMA's older form (`.lzma`): a header of 13 bytes, then one code without checks. */
import { concat } from '../bytes.ts';
import { CompressionError, type Feed } from './feed.ts';
import { decodeSymbols, History, RangeDecoder } from './lzma-decode.ts';
import { encodeEnd, encodeSymbol, MatchFinder, RangeEncoder } from './lzma-encode.ts';
import { DEFAULT_PROPERTIES, LzmaModel, propertiesByte, propertiesOf } from './lzma-model.ts';
import { littleEndian } from './xz-checks.ts';
import { effortOf } from './xz-encode.ts';

const PIECE = 1 << 16;

/** Whether the bytes may begin such a file, which has no magic number: its dictionary's size is a round one, and its content's believable. */
export function looksLikeLzma(head: Uint8Array): boolean {
  if (head.length < 13 || !propertiesOf(head[0] as number)) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  const dictionary = view.getUint32(1, true);
  const content = view.getUint32(5, true) + view.getUint32(9, true) * 2 ** 32;
  const bits = 31 - Math.clz32(dictionary);
  const round = dictionary === 2 ** bits || dictionary === 2 ** bits + 2 ** (bits - 1) || dictionary === 0xffffffff;
  return dictionary > 0 && round && (content < 2 ** 38 || view.getUint32(9, true) === 0xffffffff);
}

/** The code has no parts to read it by: it is gathered whole. */
export async function* lzmaDecoded(feed: Feed, hold: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  if (!(await feed.has(13)) || !looksLikeLzma(feed.window)) throw new CompressionError('magic');
  for (let wanted = PIECE; await feed.has(wanted); wanted += PIECE) hold(wanted);
  const bytes = feed.window;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const properties = propertiesOf(bytes[0] as number);
  if (!properties) throw new CompressionError('magic');
  const known = view.getUint32(9, true) !== 0xffffffff;
  let left = known ? view.getUint32(5, true) + view.getUint32(9, true) * 2 ** 32 : Infinity;
  const history = new History(view.getUint32(1, true), hold);
  const model = new LzmaModel(properties);
  const range = new RangeDecoder(bytes.subarray(13));
  while (left > 0) {
    history.reserve(PIECE + 300);
    const from = history.size;
    const end = decodePiece(range, model, history, Math.min(left, PIECE));
    const made = history.since(from);
    left -= made.length;
    yield made;
    if (end === 'marked') {
      if (known && left > 0) throw new CompressionError('data');
      return;
    }
  }
}

/** A piece ends where a symbol does, so that it may be some bytes longer than `limit`. */
function decodePiece(range: RangeDecoder, model: LzmaModel, history: History, limit: number): 'full' | 'marked' {
  const from = history.size;
  while (history.size - from < limit) if (decodeSymbols(range, model, history, 1, true) === 'marked') return 'marked';
  return 'full';
}

export async function* lzmaEncoded(
  source: AsyncIterable<Uint8Array>,
  level: number,
  tick: () => unknown,
): AsyncGenerator<Uint8Array> {
  const { reach, depth } = effortOf(level);
  yield concat([Uint8Array.of(propertiesByte(DEFAULT_PROPERTIES)), littleEndian(reach), new Uint8Array(8).fill(0xff)]);
  const finder = new MatchFinder(reach, depth);
  const range = new RangeEncoder();
  const model = new LzmaModel(DEFAULT_PROPERTIES);
  let [position, total] = [0, 0];
  const encodeUpTo = (limit: number) => {
    while (position < limit) {
      const length = encodeSymbol(range, model, finder, position, total);
      position += length;
      total += length;
    }
  };
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += PIECE) {
      if (finder.room < PIECE) position -= finder.slide(position);
      finder.append(bytes.subarray(at, at + PIECE));
      encodeUpTo(finder.size - 300);
      yield range.take();
      await tick();
    }
  }
  encodeUpTo(finder.size);
  encodeEnd(range, model, total);
  yield range.finish();
}
