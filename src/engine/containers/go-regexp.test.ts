import { expect, it } from 'vitest';
import { regexpProblem } from './go-regexp.ts';

it('says of a broken expression what Go says', () => {
  const said = (pattern: string) => regexpProblem(pattern)?.replace('error parsing regexp: ', '');
  expect(said('a[bc')).toBe('missing closing ]: `[bc`');
  expect(said('a(b')).toBe('missing closing ): `a(b`');
  expect(said('a)')).toBe('unexpected ): `a)`');
  expect(said('+a')).toBe('missing argument to repetition operator: `+`');
  expect(said('a**')).toBe('invalid nested repetition operator: `**`');
  expect(said('\\')).toBe('trailing backslash at end of expression: ``');
});

it('has nothing to say of a good one', () => {
  for (const good of ['^com\\.example', 'a*?b+', '[]a]', '[[:alpha:]]{2,3}', '(a|b)?c', 'a\\(']) {
    expect(regexpProblem(good)).toBeUndefined();
  }
});
