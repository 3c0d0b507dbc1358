import { expect, test } from 'vitest';
import { bytesSize, ellipsis, humanDuration, humanSize } from './units.ts';
import { alignTabs } from './tabwriter.ts';

test.each([
  [0, '0B'],
  [999, '999B'],
  [1024, '1.02kB'],
  [12345, '12.3kB'],
  [99950, '100kB'],
  [999500, '1e+03kB'],
  [1982256, '1.98MB'],
])('%d bytes are %s', (size, text) => {
  expect(humanSize(size, 3)).toBe(text);
});

test('memory counts in powers of two', () => {
  expect([bytesSize(339968), bytesSize(25275457536)]).toEqual(['332KiB', '23.54GiB']);
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

test('text is cut to columns, the last an ellipsis', () => {
  expect([ellipsis('sleep 100', 20), ellipsis("sh -c 'while true; do'", 20)]).toEqual([
    'sleep 100',
    "sh -c 'while true; …",
  ]);
});

test('columns are at least ten wide, three apart, and end where a line has no such cell', () => {
  expect(alignTabs('ID\tPORTS\tNAMES\nabc\t\tx\n\nlonger than ten\ty\n')).toBe(
    'ID        PORTS     NAMES\nabc                 x\n\nlonger than ten   y\n',
  );
});
