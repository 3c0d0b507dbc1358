import { expect, test } from 'vitest';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import { text } from '../base/bytes.ts';
import { executableOf } from '../base/program-file.ts';
import { bareTree } from './bare-tree.ts';

const OWNER = { uid: 0, gid: 0, mtime: 1 };
const directory = (children: Readonly<Record<string, TreeNode>>): TreeNode => ({
  ...OWNER,
  type: 'directory',
  mode: 0o755,
  children: new Map(Object.entries(children)),
});
const file = (content: string): TreeNode => {
  const bytes = new TextEncoder().encode(content);
  return {
    ...OWNER,
    type: 'file',
    mode: 0o644,
    content: { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) },
  };
};

/** As newer distributions have it: /bin is a link. */
const BASE = directory({
  bin: { ...OWNER, type: 'symlink', mode: 0o777, target: 'usr/bin' },
  etc: directory({ passwd: file('root:x:0:0:root:/root:/bin/bash\n'), kept: directory({}) }),
  usr: directory({ bin: directory({ bash: file('own') }), share: directory({ doc: directory({}) }) }),
});

function at(root: TreeNode, path: string): TreeNode | undefined {
  return path.split('/').reduce<TreeNode | undefined>((node, name) => node?.children?.get(name), root);
}

async function contentAt(root: TreeNode, path: string): Promise<Uint8Array> {
  return (await at(root, path)?.content?.read(0, 256)) ?? new Uint8Array(0);
}

test('a machine is its image with changes, and the image is as it was', async () => {
  const tree = await bareTree(BASE, 'ubuntu-14.04-bare', ['ls']);
  expect(text(await contentAt(tree, 'etc/passwd'))).toMatch(/^root:.*\nlearner:/s);
  expect(executableOf(await contentAt(tree, 'usr/bin/ls'))).toEqual({ kind: 'program', name: 'ls' });
  expect(text(await contentAt(tree, 'usr/bin/bash'))).toBe('own');
  expect(at(tree, 'home/learner')).toMatchObject({ type: 'directory', uid: 1000 });
  expect(text(await contentAt(BASE, 'etc/passwd'))).toBe('root:x:0:0:root:/root:/bin/bash\n');
  expect([...(at(BASE, 'usr/bin')?.children?.keys() ?? [])]).toEqual(['bash']);
});

test('directories in which nothing changes are those of the image', async () => {
  const tree = await bareTree(BASE, 'ubuntu-14.04-bare', []);
  for (const path of ['usr/share', 'etc/kept']) expect(at(tree, path)).toBe(at(BASE, path));
});
