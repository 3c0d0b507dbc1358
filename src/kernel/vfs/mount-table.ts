/** The mounts of one namespace, as a tree: each mount knows what lies over its own inodes. */
import { SysError } from '../errno.ts';
import type { Awaitable, MountInfo } from '../sys.ts';
import type { Inode, Mount } from './filesystem.ts';
import type { Location, MountPoint } from './location.ts';
import { walk } from './walk.ts';

const ROOT = { euid: 0, egid: 0, groups: [] };

export class MountTable {
  #points: MountPoint[] = [];
  #root: Location | undefined;

  get root(): Location {
    if (!this.#root) throw new SysError('ENOENT');
    return this.#root;
  }

  add(mount: Mount): Awaitable<void> {
    const inode = mountedInode(mount);
    if (inode instanceof Promise) return inode.then((root) => this.#addInode(mount, root));
    return this.#addInode(mount, inode);
  }

  list(): MountInfo[] {
    return this.#points.map(({ mount, fs, root, readonly }) => ({
      source: mount.source ?? fs.type,
      target: mount.target,
      type: fs.type,
      options: [readonly ? 'ro' : 'rw', ...(mount.flags ?? ['relatime'])].join(','),
      root: mount.root ?? mount.subpath,
      device: deviceOf(root),
    }));
  }

  /** Takes the last mount at a path away. EINVAL when there is none, EBUSY for the root. */
  remove(target: string): void {
    const at = this.#points.findLastIndex(({ mount }) => mount.target === target);
    if (at === 0) throw new SysError('EBUSY');
    if (at < 0) throw new SysError('EINVAL');
    const [point] = this.#points.splice(at, 1) as [MountPoint];
    for (const [inode, over] of point.parent?.covered ?? []) if (over === point) point.parent?.covered?.delete(inode);
  }

  #addInode(mount: Mount, inode: Inode): Awaitable<void> {
    if (!this.#root) {
      const point = pointOf(mount, inode, undefined);
      this.#points.push(point);
      this.#root = { inode, mount: point, parent: undefined, name: '' };
      return;
    }
    const { root } = this;
    const place = walk({ root, cwd: root, who: ROOT }, mount.target);
    return place instanceof Promise
      ? place.then((at) => this.#cover(mount, inode, at))
      : this.#cover(mount, inode, place);
  }

  #cover(mount: Mount, inode: Inode, place: Location): void {
    const isDirectory = inode.type === 'directory';
    if (isDirectory !== (place.inode.type === 'directory')) throw new SysError('ENOTDIR');
    const point = pointOf(mount, inode, place.mount);
    (place.mount.covered ??= new Map()).set(place.inode, point);
    this.#points.push(point);
  }
}

/** Of files of a real machine the number is not known here. */
function deviceOf(root: Inode): number {
  const stat = root.stat();
  return stat instanceof Promise ? 0 : stat.dev;
}

function pointOf(mount: Mount, root: Inode, parent: MountPoint | undefined): MountPoint {
  return { mount, fs: mount.fs, root, readonly: mount.readonly ?? false, parent, covered: undefined };
}

/** Symbolic links in a bind's subpath stay within the file system. */
function mountedInode(mount: Mount): Awaitable<Inode> {
  const { fs, subpath } = mount;
  if (!subpath) return fs.root;
  const point = pointOf({ target: '/', fs }, fs.root, undefined);
  const root: Location = { inode: fs.root, mount: point, parent: undefined, name: '' };
  const place = walk({ root, cwd: root, who: ROOT }, subpath);
  return place instanceof Promise ? place.then(({ inode }) => inode) : place.inode;
}
