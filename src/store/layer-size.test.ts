import { expect, test } from 'vitest';
import type { LayerEntry } from '../oci/layer.ts';
import { layerSize } from './layer-size.ts';

const entry = (path: string, type: LayerEntry['type'], rest: Partial<LayerEntry> = {}): LayerEntry => ({
  path,
  type,
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  size: 0,
  offset: 0,
  ...rest,
});

// Real Docker counts 9 bytes in a layer of a six-byte file with three names, a link to `abc`, a device and a whiteout.
test('a file counts once, a symbolic link by its target, the rest not at all', () => {
  const entries = [
    entry('etc', 'directory'),
    entry('etc/.wh.group', 'file'),
    entry('f', 'file', { size: 6 }),
    entry('g', 'hardlink', { link: 'f' }),
    entry('h', 'hardlink', { link: 'g' }),
    entry('n', 'char', { major: 1, minor: 3 }),
    entry('p', 'fifo'),
    entry('s', 'symlink', { link: 'abc' }),
  ];
  expect(layerSize(entries)).toBe(9);
  expect(layerSize([entry('é', 'symlink', { link: 'ü/é' })])).toBe(5);
});

test('a later entry replaces an earlier one of its name', () => {
  const twice = [
    entry('a', 'file', { size: 5 }),
    entry('b', 'hardlink', { link: 'a' }),
    entry('a', 'file', { size: 7 }),
  ];
  expect(layerSize(twice)).toBe(12);
  const replaced = [entry('d', 'directory'), entry('d/f', 'file', { size: 5 }), entry('d', 'file', { size: 1 })];
  expect(layerSize(replaced)).toBe(1);
});
