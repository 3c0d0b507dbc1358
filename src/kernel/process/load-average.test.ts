import { expect, test } from 'vitest';
import { LoadAverage } from './load-average.ts';

test('an idle machine has no load, a busy one comes near one, and it fades', () => {
  const load = new LoadAverage(1000);
  const text = (now: number, cpuMs: number) =>
    load
      .read(now, cpuMs)
      .map((value) => value.toFixed(2))
      .join(' ');
  expect(text(61_000, 0)).toBe('0.00 0.00 0.00');
  // A minute of computing: 1 - 1/e of one for the first.
  expect(text(121_000, 60_000)).toBe('0.63 0.18 0.06');
  expect(text(721_000, 660_000)).toBe('1.00 0.89 0.52');
  expect(text(781_000, 660_000)).toBe('0.37 0.73 0.49');
});

test('reading twice in a moment changes nothing', () => {
  const load = new LoadAverage(0);
  const first = load.read(30_000, 30_000);
  expect(load.read(30_000, 30_000)).toEqual(first);
});
