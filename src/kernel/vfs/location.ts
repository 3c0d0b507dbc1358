/** A place in a namespace's tree of names: how a path came to an inode. `..` and `pwd` go back along `parent`. */
import type { Filesystem, Inode, Mount } from './filesystem.ts';

export interface MountPoint {
  readonly mount: Mount;
  readonly fs: Filesystem;
  readonly root: Inode;
  readonly readonly: boolean;
  /** Where it lies; undefined for the namespace's root. */
  readonly parent: MountPoint | undefined;
  /** What is mounted on inodes of this mount; the last one mounted shows. */
  covered: Map<Inode, MountPoint> | undefined;
}

export interface Location {
  readonly inode: Inode;
  readonly mount: MountPoint;
  /** The directory it is in, across mounts; undefined at the namespace's root. */
  readonly parent: Location | undefined;
  readonly name: string;
}

/** `root`: of the process that asks, when it is not the namespace's (chroot(2)). */
export function pathOf(location: Location, root?: Location): string {
  let path = '';
  for (let at = location; at.parent && at.inode !== root?.inode; at = at.parent) path = `/${at.name}${path}`;
  return path || '/';
}

/** Whether `location` is `ancestor` or lies below it. */
export function isWithin(location: Location, ancestor: Inode): boolean {
  for (let at: Location | undefined = location; at; at = at.parent) if (at.inode === ancestor) return true;
  return false;
}
