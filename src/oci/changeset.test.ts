import { expect, test } from 'vitest';
import { goClean, normalPath, whiteoutOf } from './changeset.ts';

test('names become paths in the root', () => {
  const names = ['a', '/a/b', './a/', 'a//b', 'a/./b/../c', '.', '/', '../x', 'a/../../x', '/..', '..a/.b'];
  expect(names.map(normalPath)).toEqual([
    ...['a', 'a/b', 'a', 'a/b', 'a/c', '', ''],
    ...[undefined, undefined, undefined, '..a/.b'],
  ]);
});

test('whiteouts', () => {
  expect(['d/.wh.x', '.wh.x', 'd/.wh..wh..opq', '.wh..wh..opq', '.wh..wh.aufs', 'x.wh.'].map(whiteoutOf)).toEqual([
    { kind: 'removed', path: 'd/x' },
    { kind: 'removed', path: 'x' },
    { kind: 'opaque', path: 'd' },
    { kind: 'opaque', path: '' },
    { kind: 'metadata' },
    undefined,
  ]);
});

test("names as Go's filepath.Clean leaves them", () => {
  const names = ['', '.', 'a/', './a//b/.', '/', '/..', '/../x', '../x', 'a/../../x', '../../x/..', '..a', 'a/..'];
  expect(names.map(goClean)).toEqual([...['.', '.', 'a', 'a/b', '/', '/', '/x', '../x', '../x', '../..', '..a', '.']]);
});
