import { expect, test } from 'vitest';
import { normalPath, resolveWithin, whiteoutOf } from './changeset.ts';

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

test('symbolic links that lead out of the root are seen', () => {
  const links = new Map([
    ['out', '../../etc'],
    ['absolute', '/etc'],
    ['in', 'a/../b'],
    ['loop', 'loop'],
    ['b/up', '..'],
  ]);
  const at = (path: string) => resolveWithin(path, (link) => links.get(link));
  expect(['out', 'out/x', 'absolute/x', 'in/x', 'loop/x', 'b/up/y', 'b/up/../y'].map(at)).toEqual([
    ...['out', undefined, undefined, 'b/x', undefined, 'y', undefined],
  ]);
});
