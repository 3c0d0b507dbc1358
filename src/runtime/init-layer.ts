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

/** By name; an object is a directory with what is in it. */
interface Additions {
  readonly [name: string]: Additions | TreeNode;
}

const LAYER: Additions = {
  dev: { pts: {}, shm: {}, console: EMPTY_FILE },
  etc: { hostname: EMPTY_FILE, hosts: EMPTY_FILE, 'resolv.conf': EMPTY_FILE, mtab: MTAB },
  proc: {},
  sys: {},
  '.dockerenv': EMPTY_FILE,
};

/**
 * The image's root with the init layer on top; names the image has already keep what they are. It is the same for all
 * containers of the image: what it makes has the time of the container (`initial`). A node for each name, since one node
 * under several is a hard link.
 */
export function withInitLayer(image: TreeNode): TreeNode {
  return add(image, LAYER);
}

function add(directory: TreeNode, additions: Additions): TreeNode {
  const changed: [string, TreeNode][] = [];
  for (const [name, addition] of Object.entries(additions)) {
    const before = directory.children?.get(name);
    if (isNode(addition)) {
      if (!before) changed.push([name, { ...addition }]);
      continue;
    }
    // A link in the way (an image whose /etc is one) is left alone: the mount follows it.
    if (before && before.type !== 'directory') continue;
    const child = add(before ?? { ...EMPTY_ROOT }, addition);
    if (child !== before) changed.push([name, child]);
  }
  if (changed.length === 0) return directory;
  const children = new Map(directory.children);
  for (const [name, child] of changed) children.set(name, child);
  return { ...directory, initial: true, merged: true, children };
}

const isNode = (addition: Additions | TreeNode): addition is TreeNode => addition === EMPTY_FILE || addition === MTAB;
