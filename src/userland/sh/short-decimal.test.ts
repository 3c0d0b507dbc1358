import { expect, test } from 'vitest';
import { shortDecimal } from './short-decimal.ts';

test.each([
  ['0', 0],
  ['007', 7],
  ['999999999999999', 999_999_999_999_999],
  ['1000000000000000', undefined],
  ['', undefined],
  ['-1', undefined],
  ['1 ', undefined],
  ['0x1', undefined],
  ['٣', undefined],
])('%j is %s', (text, value) => expect(shortDecimal(text)).toBe(value));
