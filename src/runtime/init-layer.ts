/**
 * What Docker puts between an image and a container's writable layer (moby daemon/initlayer): mount points and
 * placeholders that `docker diff` and `commit` never show.
 */
import { EMPTY } from '../base/bytes.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import { EMPTY_ROOT } from './image-tree.ts';

const emptyFile = (mtime: number): TreeNode => ({
  type: 'file',
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtime,
  content: { size: 0, read: () => EMPTY },
});
const directory = (mtime: number): TreeNode => ({ ...EMPTY_ROOT, mtime, children: new Map() });

const FILES = ['.dockerenv', 'etc/hostname', 'etc/hosts', 'etc/resolv.conf', 'dev/console'];
const DIRECTORIES = ['dev', 'dev/pts', 'dev/shm', 'etc', 'proc', 'sys'];

/** The image's root with the init layer on top; names the image has already keep what they are. */
export function withInitLayer(image: TreeNode, mtime: number): TreeNode {
  let root = image;
  for (const path of DIRECTORIES) root = add(root, path.split('/'), directory(mtime), mtime);
  for (const path of FILES) root = add(root, path.split('/'), emptyFile(mtime), mtime);
  return add(
    root,
    ['etc', 'mtab'],
    { type: 'symlink', mode: 0o777, uid: 0, gid: 0, mtime, target: '/proc/mounts' },
    mtime,
  );
}

function add(parent: TreeNode, path: readonly string[], node: TreeNode, mtime: number): TreeNode {
  const [name, ...rest] = path as [string, ...string[]];
  const before = parent.children?.get(name);
  if (rest.length === 0 && before) return parent;
  // A link in the way (an image whose /etc is one) is left alone: the mount follows it.
  if (rest.length && before && before.type !== 'directory') return parent;
  const child = rest.length ? add(before ?? directory(mtime), rest, node, mtime) : node;
  if (child === before) return parent;
  return { ...parent, children: new Map(parent.children).set(name, child) };
}
