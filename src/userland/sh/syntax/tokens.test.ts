import { expect, test } from 'vitest';
import { bashVerdict } from './bash-grammar.ts';
import { dashVerdict } from './dash-grammar.ts';

test.each(['\r', '\v', '\f', '\u00a0'])('%j is of a word, as in files from elsewhere', (blank) => {
  const text = `if true; then${blank}\necho a\nfi\n`;
  expect(bashVerdict(text, 1, false).refusal).toMatchObject({ kind: 'token', token: 'fi', line: 3 });
  expect(dashVerdict(text, 1).refusal).toMatchObject({ token: '"fi"', line: 3, expecting: '"then"' });
  expect(bashVerdict(`echo a${blank}\n`, 1, false).refusal).toBeUndefined();
  expect(dashVerdict(`echo a${blank}\n`, 1).refusal).toBeUndefined();
});
