import { constants, gzipSync, type ZlibOptions } from 'node:zlib';
import { expect, test } from 'vitest';
import { concat } from '../bytes.ts';
import { sourceOf } from '../streams.ts';
import { knownZero } from '../zeros.ts';
import { gunzipped } from './gzip-decode.ts';

async function pieces(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const piece of gunzipped(sourceOf(gzipSync(bytes)))) found.push(piece);
  return found;
}

test('a long run of zeros comes as zeros that take no memory, and what is around it as it was', async () => {
  const bytes = concat([Uint8Array.of(1, 2, 3), new Uint8Array(1_000_000), Uint8Array.of(4, 0, 0, 5)]);
  const found = await pieces(bytes);
  expect(concat(found.filter(knownZero)).length).toBeGreaterThan(990_000);
  expect(found.length).toBeLessThan(10);
  expect(Buffer.compare(concat(found), bytes)).toBe(0);
});

test.each([1, 2, 3, 40, 300])('what repeats every %i bytes is put together again', async (period) => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i % period) * 7 + 1);
  const found = await pieces(bytes);
  expect(found.some(knownZero)).toBe(false);
  expect(Buffer.compare(concat(found), bytes)).toBe(0);
});

/** Skewed, so that the codes of what is seldom are longer than what is looked up at once. */
const skewed = Uint8Array.from(
  { length: 400_000 },
  (_, i) => Math.clz32((Math.imul(i, 0x9e3779b1) ^ (i >> 7)) | 1) * 9,
);

test.each<ZlibOptions>([
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE },
  { strategy: constants.Z_FIXED },
])('what zlib writes with %j is read, in whatever pieces it comes', async (options) => {
  const bytes = concat([skewed, new Uint8Array(300_000), skewed.subarray(0, 1000)]);
  const packed = gzipSync(bytes, options);
  const parts = Array.from({ length: Math.ceil(packed.length / 777) }, (_, i) =>
    packed.subarray(i * 777, i * 777 + 777),
  );
  const found: Uint8Array[] = [];
  for await (const piece of gunzipped(sourceOf(...parts))) found.push(piece);
  expect(Buffer.compare(concat(found), bytes)).toBe(0);
});

test('of what is cut off anywhere, all that can be known comes before the failure', async () => {
  const bytes = concat([skewed.subarray(0, 300), new Uint8Array(2000), skewed.subarray(0, 50)]);
  const packed = gzipSync(bytes);
  let before = 0;
  for (let size = 11; size < packed.length; size++) {
    const found: Uint8Array[] = [];
    const read = async () => {
      for await (const piece of gunzipped(sourceOf(packed.subarray(0, size)))) found.push(piece);
    };
    await expect(read()).rejects.toThrow('unexpected end of file');
    const got = concat(found);
    expect(Buffer.compare(got, bytes.subarray(0, got.length))).toBe(0);
    expect(got.length).toBeGreaterThanOrEqual(before);
    before = got.length;
  }
  expect(before).toBe(bytes.length);
});

test('gzip loses what came right before bytes that are wrong, and nothing before an end', async () => {
  const whole = gzipSync(skewed.subarray(0, 1000));
  const stored = Uint8Array.of(0, 5, 0, 0xfa, 0xff, 104, 101, 108, 108, 111);
  const read = async (...tail: number[]) => {
    const found: Uint8Array[] = [];
    try {
      for await (const piece of gunzipped(sourceOf(concat([whole.subarray(0, 10), stored, Uint8Array.from(tail)])))) {
        found.push(piece);
      }
    } catch (error) {
      return [found.length ? Buffer.from(concat(found)).toString() : '', (error as Error).message];
    }
    return undefined;
  };
  expect(await read()).toEqual(['hello', 'unexpected end of file']);
  expect(await read(5)).toEqual(['hello', 'unexpected end of file']);
  expect(await read(7)).toEqual(['', 'invalid compressed data--format violated']);
});
