import { expect, test } from 'vitest';
import type { TarHeader } from './tar/header.ts';
import { Unpack } from './unpack.ts';

type Given = Pick<TarHeader, 'name' | 'type'> & Partial<TarHeader>;
const header = (given: Given): TarHeader => ({ mode: 0o644, uid: 0, gid: 0, mtime: 0, size: 0, ...given });
const file = (name: string, size = 0): Given => ({ name, type: 'file', size });
const directory = (name: string): Given => ({ name, type: 'directory' });
const symlink = (name: string, link: string): Given => ({ name, type: 'symlink', link });
const hardlink = (name: string, link: string): Given => ({ name, type: 'hardlink', link });

function unpacked(...given: readonly Given[]): { unpack: Unpack; paths: (string | undefined)[] } {
  const unpack = new Unpack('layer');
  return { unpack, paths: given.map((entry) => unpack.add(header(entry), 0)?.path) };
}
const refusal = (...given: readonly Given[]) => {
  try {
    return unpacked(...given).paths;
  } catch (error) {
    return (error as Error).message;
  }
};

// Texts and sizes of real Docker 26.1.5, asked with archives made for it.
test('a file counts once, a symbolic link by its target, the rest not at all', () => {
  const layer = [
    ...[directory('etc/'), file('etc/.wh.group'), file('f', 6), hardlink('g', 'f'), hardlink('h', 'g')],
    ...[{ name: 'n', type: 'char' } as const, { name: 'p', type: 'fifo' } as const, symlink('s', 'abc')],
  ];
  expect(unpacked(...layer).unpack.size).toBe(9);
  expect(unpacked(symlink('é', 'ü/é')).unpack.size).toBe(5);
});

test('names end at the root, links on the way are followed within it', () => {
  const climbing = [file('../up'), file('a/../../b'), file('/abs/c'), directory('..'), directory('./')];
  expect(unpacked(...climbing).paths).toEqual(['up', 'b', 'abs/c', '', undefined]);
  const inside = [directory('d/e'), symlink('s', '/d/../d/e'), file('s/f', 3), symlink('d/up', '..'), file('d/up/g')];
  expect(unpacked(...inside).paths).toEqual(['d/e', 's', 'd/e/f', 'd/up', 'g']);
  expect(unpacked(symlink('s', '../../../etc/passwd'), symlink('t', '/etc')).paths).toEqual(['s', 't']);
  const { unpack } = unpacked(file('d/f'), symlink('l', '../../d'), hardlink('h', '/l/f'));
  expect(unpack.add(header(hardlink('i', 'h')), 0)).toMatchObject({ path: 'i', link: 'h' });
  expect([unpack.resolve('l/f'), unpack.resolve('l'), unpack.resolve('l/no')]).toEqual([
    { path: 'd/f', type: 'file' },
    { path: 'd', type: 'directory' },
    { path: 'd/no', type: undefined },
  ]);
});

test('what cannot be unpacked is refused in the words of the call that fails', () => {
  const long = 'n'.repeat(256);
  expect(refusal(symlink('s', '/tmp'), file('s/evil'))).toBe('open /s/evil: no such file or directory');
  expect(refusal(symlink('s', 's'), file('s/evil'))).toBe('open /s/evil: too many levels of symbolic links');
  expect(refusal(file('a'), file('a/b'))).toBe('open /a/b: not a directory');
  expect(refusal(file('a'), directory('a/b'))).toBe('mkdir /a/b: not a directory');
  expect(refusal(file(long))).toBe(`open /${long}: file name too long`);
  expect(refusal(file('d/'.repeat(2100) + 'f'))).toMatch(/^open \/d\/.*\/f: file name too long$/);
  expect(refusal(hardlink('h', '../../etc/passwd'))).toBe('link /etc/passwd /h: no such file or directory');
  expect(refusal(directory('d'), hardlink('h', 'd'))).toBe('link /d /h: operation not permitted');
  expect(refusal(file('a'), file('a'))).toBe('duplicates of file paths not supported');
  expect(refusal(file('a'), directory('a/'))).toBe('duplicates of file paths not supported');
  expect(refusal(file('a'), file('.wh.a'))).toBe('failed to mknod("/a", S_IFCHR, 0): file exists');
  expect(refusal(file('.wh.'))).toBe('failed to mknod("/", S_IFCHR, 0): file exists');
  expect(refusal(file('.wh...'))).toBe('failed to mknod("/", S_IFCHR, 0): file exists');
});

test('what stands in the way goes, with all that is in it', () => {
  expect(unpacked(file('.wh.a'), file('a', 7)).unpack.size).toBe(7);
  expect(unpacked(directory('d'), file('d/f', 5), file('/d', 1), hardlink('e', 'd')).unpack.size).toBe(1);
  const twice = new Unpack('archive');
  for (const size of [5, 7]) twice.add(header(file('a', size)), 0);
  expect(twice.size).toBe(7);
});
