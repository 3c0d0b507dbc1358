import { expect, test } from 'vitest';
import { fromText } from '../lib/byte-string.ts';
import { bytesExpression, finder } from './bytes.ts';

test('what stands for one text is found in bytes, beyond ASCII too', () => {
  expect(finder(['a\\.b'], false)?.('xx a.b', 0)).toBe(3);
  expect(finder(['é'], false)?.(fromText('aé'), 0)).toBe(1);
  expect(finder(['a', 'b'], false)?.('xxbxxa', 3)).toBe(5);
  expect(finder(['Ab'], true)?.('xaB', 0)).toBe(1);
});

test('other expressions are not looked for ahead', () => {
  for (const source of ['a.b', 'a*', '^a', 'a\\b', '(?:a)', '']) expect(finder([source], false)).toBeUndefined();
  expect(finder(['a', 'b*'], false)).toBeUndefined();
  expect(finder(['é'], true)).toBeUndefined();
  expect(finder([], false)).toBeUndefined();
});

test('an expression is tried on bytes only when no part of it may match a character of several', () => {
  for (const source of ['[0-9]+x', '^a$', '\\.', 'a|b', '\\ba'])
    expect(bytesExpression(new RegExp(source))).toBeDefined();
  for (const source of ['.', '[^a]', '\\W', 'é', '\\s']) expect(bytesExpression(new RegExp(source))).toBeUndefined();
});
