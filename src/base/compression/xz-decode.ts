/** xz decompression: streams one after another, with what they promise of themselves held to. */
import { crc32 } from '../crc32.ts';
import { CompressionError, type Feed } from './feed.ts';
import { lzma2Decoded } from './lzma2.ts';
import { checkOf, checkSize } from './xz-checks.ts';
import { LZMA2_ID, XZ_END, XZ_MAGIC } from './xz-encode.ts';

type Sizes = readonly [unpadded: number, content: number];

/** `magic` when the input is no xz file. `hold` is told how much memory the dictionary takes. */
export async function* xzDecoded(feed: Feed, hold: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  if (!(await feed.has(1))) throw new CompressionError('end');
  for (let first = true; await feed.has(1); first = false) {
    // Streams may be followed by zeros, four at a time.
    if (!first && feed.window[0] === 0) {
      const zeros = await taken(feed, 4);
      if (zeros.some((byte) => byte !== 0)) throw new CompressionError('data');
      continue;
    }
    const known = Math.min(6, (await feed.has(6)) ? 6 : feed.window.length);
    if (!startsWith(feed.window, XZ_MAGIC.subarray(0, known))) throw new CompressionError(first ? 'magic' : 'data');
    yield* stream(feed, hold);
  }
}

async function* stream(feed: Feed, hold: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const head = await taken(feed, 12);
  if (crc32(head.subarray(6, 8)) !== word(head, 8)) throw new CompressionError('data');
  const id = head[7] as number;
  if (head[6] !== 0 || id > 15) throw new CompressionError('options');
  const blocks: Sizes[] = [];
  for (;;) {
    const size = (await taken(feed, 1))[0] as number;
    if (size === 0) break;
    blocks.push(yield* block(feed, (size + 1) * 4, id, hold));
  }
  const indexSize = await checkIndex(feed, blocks);
  const foot = await taken(feed, 12);
  if (!startsWith(foot.subarray(10), XZ_END) || crc32(foot.subarray(4, 10)) !== word(foot, 0))
    throw new CompressionError('data');
  if ((word(foot, 4) + 1) * 4 !== indexSize || foot[8] !== 0 || foot[9] !== id) throw new CompressionError('data');
}

/** `headSize` includes the byte that told it, which is taken. */
async function* block(
  feed: Feed,
  headSize: number,
  checkId: number,
  hold: (bytes: number) => void,
): AsyncGenerator<Uint8Array, Sizes> {
  const rest = await taken(feed, headSize - 1);
  const head = new Uint8Array(headSize - 4);
  head[0] = headSize / 4 - 1;
  head.set(rest.subarray(0, headSize - 5), 1);
  if (crc32(head) !== word(rest, headSize - 5)) throw new CompressionError('data');
  const dictionary = dictionaryOf(head);
  const check = await checkOf(checkId);
  const from = feed.passed;
  let content = 0;
  for await (const bytes of lzma2Decoded(feed, dictionary, hold)) {
    content += bytes.length;
    check?.update(bytes);
    yield bytes;
  }
  const packed = feed.passed - from;
  const padding = await taken(feed, -packed & 3);
  const sum = await taken(feed, checkSize(checkId));
  if (padding.some((byte) => byte !== 0) || (check && !startsWith(sum, check.digest())))
    throw new CompressionError('data');
  return [headSize + packed + checkSize(checkId), content];
}

/** The dictionary's size by a block's header, whose only filter has to be LZMA2. */
function dictionaryOf(head: Uint8Array): number {
  const flags = head[1] as number;
  const numbers = numbersIn(head, 2);
  if (flags & 0x3c) throw new CompressionError('options');
  if (flags & 0x40) numbers.next();
  if (flags & 0x80) numbers.next();
  const filter = numbers.next().value;
  const size = numbers.next().value;
  const bits = numbers.next().value ?? 41;
  if ((flags & 3) !== 0 || filter !== LZMA2_ID || size !== 1 || bits > 40) throw new CompressionError('options');
  return bits === 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
}

function* numbersIn(bytes: Uint8Array, from: number): Generator<number, undefined> {
  for (let at = from; at < bytes.length;) {
    let [value, unit] = [0, 1];
    for (; at < bytes.length; unit *= 0x80) {
      const byte = bytes[at++] as number;
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) break;
    }
    yield value;
  }
}

/** The index has to tell the blocks that there were; answers its size. */
async function checkIndex(feed: Feed, blocks: readonly Sizes[]): Promise<number> {
  const bytes = [0];
  const next = async () => {
    const byte = (await taken(feed, 1))[0] as number;
    bytes.push(byte);
    return byte;
  };
  const number = async () => {
    let [value, unit] = [0, 1];
    for (;;) {
      const byte = await next();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
      if (unit > 2 ** 56) throw new CompressionError('data');
    }
  };
  if ((await number()) !== blocks.length) throw new CompressionError('data');
  for (const [unpadded, content] of blocks)
    if ((await number()) !== unpadded || (await number()) !== content) throw new CompressionError('data');
  while (bytes.length & 3) if ((await next()) !== 0) throw new CompressionError('data');
  if (crc32(Uint8Array.from(bytes)) !== word(await taken(feed, 4), 0)) throw new CompressionError('data');
  return bytes.length + 4;
}

async function taken(feed: Feed, size: number): Promise<Uint8Array> {
  const bytes = await feed.take(size);
  if (!bytes) throw new CompressionError('end');
  return bytes;
}

function word(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}

function startsWith(bytes: Uint8Array, wanted: Uint8Array): boolean {
  return wanted.every((byte, i) => bytes[i] === byte);
}
