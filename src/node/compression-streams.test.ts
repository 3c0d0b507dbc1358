import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressInLargePieces } from './compression-streams.ts';
import { isWaitingForOutsideWork } from './outside-work.ts';

test('a stream that is read no further is no work under way, and is again once it is read', async () => {
  compressInLargePieces();
  const size = 8 * 1024 * 1024;
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  void writer.write(gzipSync(new Uint8Array(size)));
  void writer.close();
  const reader = stream.readable.getReader();
  let read = (await reader.read()).value?.length ?? 0;
  await expect.poll(isWaitingForOutsideWork).toBe(false);
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) read += piece.value.length;
  expect(read).toBe(size);
  expect(isWaitingForOutsideWork()).toBe(false);
});
