import { expect, test } from 'vitest';
import { compareVersions, satisfies } from './version.ts';

/** Each pair was compared by `dpkg --compare-versions A lt B`. */
test.each([
  ['1.0', '1.1'],
  ['1.9', '1.10'],
  ['1.0~rc1', '1.0'],
  ['1.0', '1:0.1'],
  ['1.0-1', '1.0-1ubuntu1'],
  ['1.9.3.484-2ubuntu1', '1:1.9.3.4'],
  ['2.0', '2.0a'],
  ['2.0a', '2.0+b'],
  ['1.0-1~bpo', '1.0-1'],
])('%s is older than %s', (older, newer) => {
  expect(Math.sign(compareVersions(older, newer))).toBe(-1);
  expect(Math.sign(compareVersions(newer, older))).toBe(1);
});

test('leading zeros and an absent revision make no difference', () => {
  expect(compareVersions('1.01', '1.1')).toBe(0);
  expect(satisfies('0:1.2', '>=', '1.2')).toBe(true);
  expect(satisfies('1.2', '>>', '1.2')).toBe(false);
});
