import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compressInLargePieces } from '../compression-streams.ts';
import { skippingClock } from './skipping-clock.ts';

const MINUTE = 60_000;

test('a minute without work passes in less than a second', async () => {
  const clock = skippingClock();
  const started = { real: performance.now(), here: clock.now() };
  await new Promise<void>((resolve) => clock.after(MINUTE, resolve));
  expect(clock.now() - started.here).toBeGreaterThanOrEqual(MINUTE);
  expect(performance.now() - started.real).toBeLessThan(MINUTE / 10);
});

test('things happen in the order of their times, and what was cancelled never', async () => {
  const clock = skippingClock();
  const heard: string[] = [];
  clock.after(3000, () => heard.push('late'));
  clock.after(1000, () => {
    heard.push('early');
    clock.after(1000, () => heard.push('between'));
  });
  clock.after(2500, () => heard.push('never'))();
  await new Promise<void>((resolve) => clock.after(4000, resolve));
  expect(heard).toEqual(['early', 'between', 'late']);
});

test('what only waits for the thread pool does not seem to take long', async () => {
  compressInLargePieces();
  const clock = skippingClock();
  clock.after(60 * MINUTE, () => undefined);
  const started = clock.now();
  const zeros = new Blob([new Uint8Array(50_000_000)]).stream();
  const packed = await new Response(zeros.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  for (let i = 0; i < 20; i++) await readFile(import.meta.filename);
  expect(packed.byteLength).toBeLessThan(100_000);
  expect(clock.now() - started).toBeLessThan(MINUTE);
});
