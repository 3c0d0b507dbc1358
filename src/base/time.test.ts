import { expect, test } from 'vitest';
import { humanDuration, rfc3339Nano } from './time.ts';

test('the fraction of a time has no trailing zeros, and none at all when it is nought', () => {
  expect([rfc3339Nano(1_790_000_000_661.25), rfc3339Nano(1_790_000_000_000)]).toEqual([
    '2026-09-21T14:13:20.66125Z',
    '2026-09-21T14:13:20Z',
  ]);
});

test.each([
  [500, 'Less than a second'],
  [1000, '1 second'],
  [59_000, '59 seconds'],
  [61_000, 'About a minute'],
  [3_599_000, '59 minutes'],
  [5_400_000, '2 hours'],
  [3_600_000, 'About an hour'],
  [48 * 3_600_000, '2 days'],
  [15 * 86_400_000, '2 weeks'],
  [61 * 86_400_000, '2 months'],
  [800 * 86_400_000, '2 years'],
])('%d ms are %s', (ms, text) => {
  expect(humanDuration(ms)).toBe(text);
});
