import { describe, expect, test } from 'vitest';
import { utf8 } from '../base/bytes.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import type { Digest } from '../oci/digest-types.ts';
import type { LayerEntry } from '../oci/layer.ts';
import type { Blob } from '../store/store.ts';
import { applyLayer, EMPTY_ROOT } from './image-tree.ts';
import { withInitLayer } from './init-layer.ts';

const blob: Blob = {
  digest: 'sha256:0' as Digest,
  size: 10,
  read: async (offset, length) => utf8('0123456789').subarray(offset, offset + length),
  source: async function* () {},
};
const tar = () => Promise.resolve(blob);

const base = { mode: 0o644, uid: 0, gid: 0, mtime: 0, size: 0, offset: 0 };
const dir = (path: string): LayerEntry => ({ ...base, path, type: 'directory', mode: 0o755 });
const file = (path: string, change: Partial<LayerEntry> = {}): LayerEntry => ({
  ...base,
  path,
  type: 'file',
  ...change,
});

/** Paths of a tree, directories with a slash. */
function paths(node: TreeNode, at = ''): string[] {
  return [...(node.children ?? [])].flatMap(([name, child]) =>
    child.type === 'directory' ? [`${at}${name}/`, ...paths(child, `${at}${name}/`)] : [`${at}${name}`],
  );
}

const lower = applyLayer(
  EMPTY_ROOT,
  [dir('a'), file('a/x'), file('a/y'), dir('b'), file('b/z', { size: 3, offset: 2 })],
  tar,
);

describe('applyLayer', () => {
  test('reads a file where it lies in the tar', async () => {
    const node = lower.children?.get('b')?.children?.get('z');
    expect(node?.content?.size).toBe(3);
    expect(await node?.content?.read(1, 100)).toEqual(utf8('34'));
  });

  test('whiteouts hide what is below, wherever they stand', () => {
    const tree = applyLayer(lower, [file('a/.wh.x'), file('a/n'), file('.wh.b')], tar);
    expect(paths(tree)).toEqual(['a/', 'a/y', 'a/n']);
  });

  test('an opaque whiteout hides a directory but not its own layer', () => {
    const tree = applyLayer(lower, [dir('a'), file('a/new'), file('a/.wh..wh..opq'), file('a/.wh..wh.plnk')], tar);
    expect(paths(tree)).toEqual(['a/', 'a/new', 'b/', 'b/z']);
  });

  test('a file replaces a directory and back; unchanged parts are the same nodes', () => {
    const tree = applyLayer(lower, [file('a')], tar);
    expect(tree.children?.get('a')?.type).toBe('file');
    expect(tree.children?.get('b')).toBe(lower.children?.get('b'));
    expect(paths(applyLayer(tree, [dir('a'), file('a/q')], tar))).toEqual(['a/', 'a/q', 'b/', 'b/z']);
  });

  test('hard links are one node; a parent left out is made', () => {
    const tree = applyLayer(EMPTY_ROOT, [file('d/one'), { ...file('d/two'), type: 'hardlink', link: 'd/one' }], tar);
    const directory = tree.children?.get('d');
    expect(directory?.children?.get('one')).toBe(directory?.children?.get('two'));
  });
});

describe('directories of several layers', () => {
  test('are merged where a layer names them or goes through them, and only there', () => {
    const below = applyLayer(EMPTY_ROOT, [dir('a'), dir('b'), dir('c'), file('c/below')], tar);
    const tree = applyLayer(below, [dir('a'), file('c/above'), dir('d'), file('d/one'), file('e/one')], tar);
    const merged = ['a', 'b', 'c', 'd', 'e'].filter((name) => tree.children?.get(name)?.merged);
    expect(merged).toEqual(['a', 'c']);
  });

  test('are not merged for being named after what is in them, and then no whiteout of the layer hides them', () => {
    for (const below of [EMPTY_ROOT, lower]) {
      const tree = applyLayer(below, [file('d/one'), dir('d'), file('e/one'), file('.wh.e')], tar);
      expect([tree.children?.get('d')?.merged, tree.children?.get('e')?.type]).toEqual([undefined, 'directory']);
    }
  });
});

describe('withInitLayer', () => {
  test('adds what is missing and keeps what is there', () => {
    const image = applyLayer(EMPTY_ROOT, [dir('etc'), file('etc/hosts', { size: 1 })], tar);
    const root = withInitLayer(image);
    expect(paths(root).sort()).toEqual(
      [
        '.dockerenv',
        'dev/',
        'dev/console',
        'dev/pts/',
        'dev/shm/',
        'etc/',
        'etc/hostname',
        'etc/hosts',
        'etc/mtab',
        'etc/resolv.conf',
        'proc/',
        'sys/',
      ].sort(),
    );
    const etc = root.children?.get('etc');
    expect(etc?.children?.get('hosts')?.content?.size).toBe(1);
    const made = ['hostname', 'resolv.conf'].map((name) => etc?.children?.get(name));
    expect(
      new Set([...made, root.children?.get('.dockerenv'), root.children?.get('dev'), root.children?.get('proc')]).size,
    ).toBe(5);
    // Its time is the container's from now on, the image's file keeps its own.
    expect([root.initial, etc?.initial, etc?.children?.get('hosts')?.initial]).toEqual([true, true, undefined]);
  });
});
