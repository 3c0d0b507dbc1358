/**
 * What Docker puts between an image and a container's writable layer (moby daemon/initlayer): mount points and
 * placeholders that `docker diff` and `commit` never show.
 */
import { EMPTY } from '../base/bytes.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import { EMPTY_ROOT } from './image-tree.ts';

const made = { uid: 0, gid: 0, mtime: 0, initial: true } as const;
const EMPTY_FILE: TreeNode = { ...made, type: 'file', mode: 0o755, content: { size: 0, read: () => EMPTY } };
const MTAB: TreeNode = { ...made, type: 'symlink', mode: 0o777, target: '/proc/mounts' };

const FILES = ['.dockerenv', 'etc/hostname', 'etc/hosts', 'etc/resolv.conf', 'dev/console'];
const DIRECTORIES = ['dev', 'dev/pts', 'dev/shm', 'etc', 'proc', 'sys'];

/**
 * The image's root with the init layer on top; names the image has already keep what they are. It is the same for all
 * containers of the image: what it makes has the time of the container (`initial`). A node for each name, since one node
 * under several is a hard link.
 */
export function withInitLayer(image: TreeNode): TreeNode {
  let root = image;
  for (const path of DIRECTORIES) root = add(root, path.split('/'), { ...EMPTY_ROOT });
  for (const path of FILES) root = add(root, path.split('/'), { ...EMPTY_FILE });
  return add(root, ['etc', 'mtab'], MTAB);
}

function add(parent: TreeNode, path: readonly string[], node: TreeNode): TreeNode {
  const [name, ...rest] = path as [string, ...string[]];
  const before = parent.children?.get(name);
  if (rest.length === 0 && before) return parent;
  // A link in the way (an image whose /etc is one) is left alone: the mount follows it.
  if (rest.length && before && before.type !== 'directory') return parent;
  const child = rest.length ? add(before ?? { ...EMPTY_ROOT }, rest, node) : node;
  if (child === before) return parent;
  return { ...parent, initial: true, merged: true, children: new Map(parent.children).set(name, child) };
}
