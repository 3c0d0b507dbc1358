import { gzipSync } from 'node:zlib';
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
  expect(found.filter(knownZero).length).toBeGreaterThan(10);
  expect(Buffer.compare(concat(found), bytes)).toBe(0);
});

test.each([1, 2, 3, 40, 300])('what repeats every %i bytes is put together again', async (period) => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i % period) * 7 + 1);
  const found = await pieces(bytes);
  expect(found.some(knownZero)).toBe(false);
  expect(Buffer.compare(concat(found), bytes)).toBe(0);
});
