import { expect, test } from 'vitest';
import { goDuration, goQuote, goQuoteList, goQuoteRune } from './go-format.ts';

test('values as Go prints them', () => {
  expect([0, 1, 1500, 2e6, 1.5e9, 90e9, 3600e9, 3661e9].map(goDuration)).toEqual([
    '0s',
    '1ns',
    '1.5µs',
    '2ms',
    '1.5s',
    '1m30s',
    '1h0m0s',
    '1h1m1s',
  ]);
  expect(goQuote('a\t"é"\\\x1b\u200b')).toBe('"a\\t\\"é\\"\\\\\\x1b\\u200b"');
  expect(goQuoteList(['a', 'b c'])).toBe('["a" "b c"]');
  expect(goQuoteList(null)).toBe('[]');
  expect([0, 2, 10, 39, 65].map(goQuoteRune)).toEqual(["'\\x00'", "'\\x02'", "'\\n'", "'\\''", "'A'"]);
});
