import { expect, test } from 'vitest';
import { parseBytes, parseCpus, parseDuration } from './numbers.ts';

test.each([
  ['64m', 67108864],
  ['1g', 1073741824],
  ['1.5KiB', 1536],
  ['100', 100],
  ['2 GB', 2147483648],
])('%s is %d bytes', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.each([
  ['1h2m3.5s', 3723.5e9],
  ['-5ms', -5e6],
  ['0', 0],
])('%s is %d nanoseconds', (text, ns) => {
  expect(parseDuration(text)).toBe(ns);
});

test.each([
  ['abc', 'time: invalid duration "abc"'],
  ['1', 'time: missing unit in duration "1"'],
  ['5x', 'time: unknown unit "x" in duration "5x"'],
])('duration %s: %s', (text, message) => {
  expect(() => parseDuration(text)).toThrow(message);
});

test('cpus are billionths, no finer', () => {
  expect(parseCpus('0.5')).toBe(500000000);
  expect(() => parseCpus('x')).toThrow('failed to parse x as a rational number');
  expect(() => parseCpus('0.0000000001')).toThrow('value is too precise');
});
