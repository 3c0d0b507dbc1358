/** System calls on names: making, removing, moving and changing files. */
import { after } from './awaitable.ts';
import { SysError } from './errno.ts';
import type { Process } from './process/process.ts';
import { startOf } from './process/start.ts';
import type { Awaitable, DirectoryEntry, Stat } from './sys.ts';
import type { AttributeChange, NewNode } from './vfs/filesystem.ts';
import { isWithin, type Location, pathOf } from './vfs/location.ts';
import {
  capable,
  EXECUTE,
  inGroup,
  permitted,
  READ,
  require,
  requireOwner,
  requireRemovable,
  type Rights,
  rightsOf,
  WRITE,
} from './vfs/permissions.ts';
import { type Entry, walk, walkEntry } from './vfs/walk.ts';

export function statPath(process: Process, path: string, follow: boolean): Awaitable<Stat> {
  return after(walk(startOf(process), path, { follow }), ({ inode }) => inode.stat());
}

export function chdir(process: Process, path: string): Awaitable<void> {
  return after(walk(startOf(process), path), (place) => {
    if (place.inode.type !== 'directory') throw new SysError('ENOTDIR');
    return after(rightsOf(place.inode), (rights) => {
      require(rights, process, EXECUTE);
      process.cwd = place;
    });
  });
}

/** EPERM without CAP_SYS_CHROOT. The working directory stays where it is. */
export function chroot(process: Process, path: string): Awaitable<void> {
  return after(walk(startOf(process), path), (place) => {
    if (place.inode.type !== 'directory') throw new SysError('ENOTDIR');
    return after(rightsOf(place.inode), (rights) => {
      require(rights, process, EXECUTE);
      if (!capable(process, 'SYS_CHROOT')) throw new SysError('EPERM');
      process.root = place;
    });
  });
}

export function readdir(process: Process, path: string): Awaitable<readonly DirectoryEntry[]> {
  return after(walk(startOf(process), path), ({ inode }) => {
    if (inode.type !== 'directory') throw new SysError('ENOTDIR');
    return after(rightsOf(inode), (rights) => {
      require(rights, process, READ);
      return inode.readdir();
    });
  });
}

export function readlink(process: Process, path: string): Awaitable<string> {
  const start = startOf(process);
  return after(walk(start, path, { follow: false }), ({ inode }) => {
    if (inode.type !== 'symlink') throw new SysError('EINVAL');
    return inode.readlink(start.pid);
  });
}

export function realpath(process: Process, path: string): Awaitable<string> {
  return after(walk(startOf(process), path), (place) => pathOf(place, process.root));
}

export function access(
  process: Process,
  path: string,
  mode: { read?: boolean; write?: boolean; execute?: boolean },
): Awaitable<boolean> {
  const wanted = (mode.read ? READ : 0) | (mode.write ? WRITE : 0) | (mode.execute ? EXECUTE : 0);
  const real = { euid: process.uid, egid: process.gid, groups: process.groups };
  try {
    const answer = after(walk({ ...startOf(process), who: real }, path), ({ inode, mount }) => {
      const writable = !mode.write || !mount.readonly || inode.type === 'char' || inode.type === 'fifo';
      return after(rightsOf(inode), (rights) => writable && permitted(rights, real, wanted));
    });
    return answer instanceof Promise ? answer.catch(refused) : answer;
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): false {
  if (error instanceof SysError) return false;
  throw error;
}

/** Makes what is not there yet, with the creator's ids and the file mode creation mask. */
export function make(process: Process, path: string, node: Omit<NewNode, 'uid' | 'gid'>): Awaitable<void> {
  return after(walkEntry(startOf(process), path), (entry) => {
    if (entry.found) throw new SysError('EEXIST');
    if (entry.slash && node.type !== 'directory') throw new SysError('ENOENT');
    return after(makeIn(process, entry, node), () => undefined);
  });
}

export function makeIn(process: Process, { directory, name }: Entry, node: Omit<NewNode, 'uid' | 'gid'>) {
  return after(directoryForChange(process, directory), (above) => {
    const inherits = (above.mode & 0o2000) !== 0;
    const masked = node.type === 'symlink' ? node.mode : node.mode & ~process.umask & 0o7777;
    const mode = inherits && node.type === 'directory' ? masked | 0o2000 : masked;
    return directory.inode.create(name, {
      ...node,
      mode,
      uid: process.euid,
      gid: inherits ? above.gid : process.egid,
    });
  });
}

/** The directory's rights; fails unless the process may change its names. */
function directoryForChange(process: Process, directory: Location): Awaitable<Rights> {
  requireWritableMount(directory);
  return after(rightsOf(directory.inode), (rights) => {
    require(rights, process, WRITE | EXECUTE);
    return rights;
  });
}

export function requireWritableMount({ mount }: Location): void {
  if (mount.readonly) throw new SysError('EROFS');
}

export function unlink(process: Process, path: string): Awaitable<void> {
  return remove(process, path, (entry) => {
    if (entry.slash) throw new SysError('ENOTDIR');
    return entry.directory.inode.unlink(entry.name);
  });
}

export function rmdir(process: Process, path: string): Awaitable<void> {
  if (/(^|\/)\.\/*$/.test(path)) throw new SysError('EINVAL');
  if (/(^|\/)\.\.\/*$/.test(path)) throw new SysError('ENOTEMPTY');
  return remove(process, path, (entry) => entry.directory.inode.rmdir(entry.name));
}

function remove(process: Process, path: string, act: (entry: Entry) => Awaitable<void>): Awaitable<void> {
  return after(walkEntry(startOf(process), path), (entry) => {
    const { found, directory } = entry;
    if (!found) throw new SysError('ENOENT');
    if (isMountRoot(found)) throw new SysError('EBUSY');
    return after(removable(process, directory, found), () => act(entry));
  });
}

function removable(process: Process, directory: Location, found: Location): Awaitable<void> {
  return after(directoryForChange(process, directory), (above) =>
    after(rightsOf(found.inode), (file) => requireRemovable(above, file, process)),
  );
}

function isMountRoot({ inode, mount }: Location): boolean {
  return mount.root === inode;
}

export function rename(process: Process, from: string, to: string): Awaitable<void> {
  const start = startOf(process);
  return after(walkEntry(start, from), (source) =>
    after(walkEntry(start, to), (target) => renameEntries(process, source, target)),
  );
}

function renameEntries(process: Process, source: Entry, target: Entry): Awaitable<void> {
  const { found } = source;
  if (!found) throw new SysError('ENOENT');
  if (source.slash && found.inode.type !== 'directory') throw new SysError('ENOTDIR');
  if (target.slash && found.inode.type !== 'directory') throw new SysError('ENOTDIR');
  if (source.directory.mount !== target.directory.mount) throw new SysError('EXDEV');
  if (isMountRoot(found) || (target.found && isMountRoot(target.found))) throw new SysError('EBUSY');
  if (found.inode.type === 'directory' && isWithin(target.directory, found.inode)) throw new SysError('EINVAL');
  if (target.found && isWithin(source.directory, target.found.inode)) throw new SysError('ENOTEMPTY');
  return after(removable(process, source.directory, found), () => {
    const replaced = target.found;
    const allowed = replaced
      ? removable(process, target.directory, replaced)
      : after(directoryForChange(process, target.directory), () => undefined);
    return after(allowed, () => source.directory.inode.rename(source.name, target.directory.inode, target.name));
  });
}

export function link(process: Process, existing: string, path: string): Awaitable<void> {
  const start = startOf(process);
  return after(walk(start, existing, { follow: false }), (place) =>
    after(walkEntry(start, path), (entry) => {
      if (entry.found) throw new SysError('EEXIST');
      if (entry.slash) throw new SysError('ENOENT');
      if (place.inode.type === 'directory') throw new SysError('EPERM');
      if (place.mount !== entry.directory.mount) throw new SysError('EXDEV');
      return after(directoryForChange(process, entry.directory), () =>
        entry.directory.inode.link(entry.name, place.inode),
      );
    }),
  );
}

export function chmod(process: Process, path: string, mode: number): Awaitable<void> {
  return change(process, path, true, (stat) => {
    requireOwner(stat, process);
    const keepsGroup = capable(process, 'FSETID') || inGroup(process, stat.gid) || stat.type === 'directory';
    return { mode: mode & (keepsGroup ? 0o7777 : 0o5777) };
  });
}

/** Ids of -1 stay. */
export function chown(process: Process, path: string, uid: number, gid: number, follow: boolean): Awaitable<void> {
  return change(process, path, follow, (stat) => {
    const newUid = uid < 0 ? stat.uid : uid;
    const newGid = gid < 0 ? stat.gid : gid;
    if (!capable(process, 'CHOWN')) {
      if (process.euid !== stat.uid || newUid !== stat.uid) throw new SysError('EPERM');
      if (newGid !== stat.gid && !inGroup(process, newGid)) throw new SysError('EPERM');
    }
    const mode = stat.type === 'directory' || !(stat.mode & 0o111) ? stat.mode : stat.mode & 0o1777;
    return { uid: newUid, gid: newGid, ...(stat.type !== 'symlink' && { mode }) };
  });
}

export function utimes(process: Process, path: string, atime: number, mtime: number, follow: boolean): Awaitable<void> {
  if (!Number.isFinite(atime) || !Number.isFinite(mtime)) throw new SysError('EINVAL');
  return change(process, path, follow, (stat) => {
    if (!capable(process, 'FOWNER') && process.euid !== stat.uid) require(stat, process, WRITE);
    return { atime, mtime };
  });
}

function change(
  process: Process,
  path: string,
  follow: boolean,
  decide: (stat: Stat) => AttributeChange,
): Awaitable<void> {
  return after(walk(startOf(process), path, { follow }), (place) =>
    after(place.inode.stat(), (stat) => {
      const wanted = decide(stat);
      requireWritableMount(place);
      return place.inode.setAttributes(wanted);
    }),
  );
}
