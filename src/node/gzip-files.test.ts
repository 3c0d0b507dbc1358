import { deflateRawSync, gunzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { collect, sourceOf } from '../base/streams.ts';
import { zeros, ZEROS_BYTES, zeroPieces } from '../base/zeros.ts';
import { decompress } from '../oci/compression.ts';
import { gzipFiles } from './gzip-files.ts';

vi.mock(import('node:zlib'), async (real) => {
  const zlib = await real();
  return { ...zlib, deflateRawSync: vi.fn(zlib.deflateRawSync) };
});
const compress = vi.mocked(deflateRawSync);

const ZEROS = zeros(ZEROS_BYTES);
const mixed = [Uint8Array.of(1, 2, 3), ZEROS, zeros(100_000), Uint8Array.of(4), zeros(100), ZEROS, Uint8Array.of(5)];

test.each([[[]], [[ZEROS]], [mixed], [[new Uint8Array(3_000_000).fill(7)]]])(
  'is undone by zlib and by browsers',
  async (chunks) => {
    const plain = Buffer.concat(chunks);
    const zipped = await collect(gzipFiles(sourceOf(...chunks)), 1e6);
    expect(gunzipSync(zipped).equals(plain)).toBe(true);
    expect(Buffer.from(await collect(decompress(sourceOf(zipped)), 1e8)).equals(plain)).toBe(true);
  },
);

test('zeros as recipes hand them on are compressed once', async () => {
  compress.mockClear();
  await collect(gzipFiles(sourceOf(Uint8Array.of(1), ...zeroPieces(500_000_001))), 1e6);
  const bytes = compress.mock.calls.reduce((sum, [data]) => sum + (data as Uint8Array).length, 0);
  expect(bytes).toBeLessThan(1_000_000);
});
