import { expect, test } from 'vitest';
import { bytesSize, ellipsis, humanSize } from './units.ts';
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
