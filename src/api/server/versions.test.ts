import { expect, test } from 'vitest';
import { currentQuery, versionedAnswer } from './versions.ts';

const none = new Map<string, readonly string[]>();

test.each<[string | undefined, boolean, boolean]>([
  ['1.24', true, true],
  ['1.43', true, true],
  ['1.44', false, true],
  ['1.45', false, false],
  [undefined, false, false],
])('an image inspected by version %s', (version, virtual, container) => {
  const answer = versionedAnswer('imageInspect', version, { Container: 'c', Size: 5, Data: 1 }) as object;
  expect('VirtualSize' in answer).toBe(virtual);
  expect('Container' in answer).toBe(container);
});

test('a field of old stands where Go’s type has it', () => {
  const answer = versionedAnswer('imageInspect', '1.43', { Size: 5, Data: 1 }) as object;
  expect(Object.keys(answer)).toEqual(['Size', 'VirtualSize', 'Data']);
});

test('the parameter filter of old is the filter reference', () => {
  const parameters = new Map([['filter', ['busybox']]]);
  const old = currentQuery('imageList', '1.40', {}, parameters);
  expect(JSON.parse(String(old['filters']))).toHaveProperty('reference');
  expect(currentQuery('imageList', '1.41', {}, parameters)).toEqual({});
});

test('before 1.42 volumes with names are pruned too', () => {
  const { filters } = currentQuery('volumePrune', '1.41', {}, none);
  expect(JSON.parse(String(filters))).toHaveProperty('all');
  expect(currentQuery('volumePrune', '1.42', {}, none)).toEqual({});
});

test('an operation without changes is let alone', () => {
  const answer = { Id: 'x' };
  expect(versionedAnswer('containerUpdate', '1.24', answer)).toBe(answer);
});
