import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { collect, sourceOf } from '../base/streams.ts';
import { decompress } from '../oci/compression.ts';
import { gzipFiles } from './gzip-files.ts';

const ZEROS = new Uint8Array(64 * 1024);
const mixed = [Uint8Array.of(1, 2, 3), ZEROS, ZEROS, Uint8Array.of(4), ZEROS.subarray(0, 100), ZEROS, Uint8Array.of(5)];

test.each([[[]], [[ZEROS]], [mixed], [[new Uint8Array(3_000_000).fill(7)]]])(
  'is undone by zlib and by browsers',
  async (chunks) => {
    const plain = Buffer.concat(chunks);
    const zipped = await collect(gzipFiles(sourceOf(...chunks)), 1e6);
    expect(gunzipSync(zipped).equals(plain)).toBe(true);
    expect(Buffer.from(await collect(decompress(sourceOf(zipped)), 1e8)).equals(plain)).toBe(true);
  },
);

test('zeros cost next to nothing', async () => {
  const zipped = await collect(gzipFiles(sourceOf(...Array.from({ length: 1000 }, () => ZEROS))), 1e6);
  expect(zipped.length).toBeLessThan(100_000);
});
