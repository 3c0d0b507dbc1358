/** xz compression: one stream of one block. https://tukaani.org/xz/xz-file-format.txt */
import { concat } from '../bytes.ts';
import { crc32 } from '../crc32.ts';
import { type Effort, lzma2Encoded } from './lzma2.ts';
import { checkOf, checkSize, littleEndian, variable } from './xz-checks.ts';

export const XZ_MAGIC = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0);
export const XZ_END = Uint8Array.of(0x59, 0x5a);
export const LZMA2_ID = 0x21;

/** By level, the bits of the dictionary's size, as xz's presets have it. */
const DICTIONARY_BITS = [18, 20, 21, 22, 22, 23, 23, 24, 25, 26];
/** No more of it is kept here: less memory, and a little more output for content that repeats itself over millions of bytes. */
const MOST_REACH = 1 << 22;

export function effortOf(level: number): Effort {
  const reach = Math.min(MOST_REACH, 1 << (DICTIONARY_BITS[level] as number));
  return { reach, depth: level < 4 ? 8 << level : 64 };
}

export async function* xzEncoded(
  source: AsyncIterable<Uint8Array>,
  options: { readonly level: number; readonly check: number; readonly tick: () => unknown },
): AsyncGenerator<Uint8Array> {
  const { level, check: id, tick } = options;
  const flags = Uint8Array.of(0, id);
  yield concat([XZ_MAGIC, flags, littleEndian(crc32(flags))]);
  const check = await checkOf(id);
  if (!check) throw new RangeError(`no check has the number ${id}`);
  let [packed, content] = [0, 0];
  const counted = (async function* () {
    for await (const bytes of source) {
      content += bytes.length;
      check.update(bytes);
      yield bytes;
    }
  })();
  const head = blockHeader(DICTIONARY_BITS[level] as number);
  const pieces = lzma2Encoded(counted, effortOf(level), tick);
  // Nothing at all makes no block.
  for await (const piece of pieces) {
    if (packed === 0) {
      if (content === 0) break;
      yield head;
    }
    packed += piece.length;
    yield piece;
  }
  if (content > 0) yield concat([new Uint8Array(-packed & 3), check.digest()]);
  const index = indexOf(content > 0 ? [[head.length + packed + checkSize(id), content]] : []);
  yield index;
  const back = concat([littleEndian(index.length / 4 - 1), flags]);
  yield concat([littleEndian(crc32(back)), back, XZ_END]);
}

function blockHeader(bits: number): Uint8Array {
  const head = new Uint8Array(8);
  head.set([2, 0, LZMA2_ID, 1, (bits - 12) * 2]);
  return concat([head, littleEndian(crc32(head))]);
}

function indexOf(records: readonly (readonly [unpadded: number, content: number])[]): Uint8Array {
  const body = concat([
    Uint8Array.of(0),
    variable(records.length),
    ...records.flatMap(([unpadded, content]) => [variable(unpadded), variable(content)]),
  ]);
  const padded = concat([body, new Uint8Array(-body.length & 3)]);
  return concat([padded, littleEndian(crc32(padded))]);
}
