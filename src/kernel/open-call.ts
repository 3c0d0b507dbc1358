/** open(2). */
import { after } from './awaitable.ts';
import { openDevice } from './devices.ts';
import { SysError } from './errno.ts';
import { makeIn } from './path-calls.ts';
import { openFifo } from './pipe.ts';
import { describe, Description } from './process/file-table.ts';
import type { Process } from './process/process.ts';
import { startOf } from './process/start.ts';
import { type Awaitable, O } from './sys.ts';
import type { Inode, OpenFile } from './vfs/filesystem.ts';
import { type Location, pathOf } from './vfs/location.ts';
import { READ, require, type Rights, rightsOf, WRITE } from './vfs/permissions.ts';
import { RegularFile } from './vfs/regular-file.ts';
import { walk, walkEntry } from './vfs/walk.ts';

export function open(process: Process, path: string, flags: number, mode: number): Awaitable<number> {
  return after(openFile(process, path, flags, mode), (file) => {
    const description = file instanceof RegularFile ? new Description(file) : describe(file);
    const fd = process.files.add(description);
    if (flags & O.CLOEXEC) process.files.setCloexec(fd, true);
    return fd;
  });
}

function openFile(process: Process, path: string, flags: number, mode: number): Awaitable<OpenFile> {
  const exclusive = (flags & O.CREAT) !== 0 && (flags & O.EXCL) !== 0;
  const follow = !(flags & O.NOFOLLOW) && !exclusive;
  if (!(flags & O.CREAT)) {
    return after(walk(startOf(process), path, { follow }), (place) => openFound(process, place, flags));
  }
  return after(walkEntry(startOf(process), path, { follow }), (entry) => {
    const { found, slash } = entry;
    if (found) {
      if (exclusive) throw new SysError('EEXIST');
      if (found.inode.type === 'directory') throw new SysError('EISDIR');
      if (slash) throw new SysError('ENOTDIR');
      return openFound(process, found, flags);
    }
    if (slash) throw new SysError('EISDIR');
    return after(makeIn(process, entry, { type: 'file', mode }), (inode: Inode) =>
      regular(inode, flags, () => pathOf({ ...entry.directory, parent: entry.directory, name: entry.name })),
    );
  });
}

function openFound(process: Process, place: Location, flags: number): Awaitable<OpenFile> {
  const { inode } = place;
  if (inode.type === 'symlink') throw new SysError(flags & O.DIRECTORY ? 'ENOTDIR' : 'ELOOP');
  if (flags & O.DIRECTORY && inode.type !== 'directory') throw new SysError('ENOTDIR');
  return after(rightsOf(inode), (rights) => openPermitted(process, place, flags, rights));
}

function openPermitted(process: Process, place: Location, flags: number, rights: Rights): Awaitable<OpenFile> {
  const { inode, mount } = place;
  const access = flags & 3;
  const writes = access !== O.RDONLY || (flags & O.TRUNC) !== 0;
  if (inode.type === 'directory' && writes) throw new SysError('EISDIR');
  require(rights, process, (access === O.WRONLY ? 0 : READ) | (writes ? WRITE : 0));
  if (inode.type === 'file' && writes && mount.readonly) throw new SysError('EROFS');
  const special = inode.open?.(flags);
  if (special) return after(special, (file) => file ?? openPlain(process, place, flags));
  return openPlain(process, place, flags);
}

function openPlain(process: Process, place: Location, flags: number): Awaitable<OpenFile> {
  const { inode } = place;
  if (inode.type === 'fifo') return openFifo(inode, flags, process, process.namespace.machine.clock.now());
  if (inode.type === 'socket') throw new SysError('ENXIO');
  const path = () => pathOf(place);
  if (inode.type === 'char' || inode.type === 'block')
    return after(inode.stat(), (stat) => openDevice(process, inode, stat, flags, path));
  if (!(flags & O.TRUNC) || inode.type !== 'file') return regular(inode, flags, path);
  return after(inode.setAttributes({ size: 0 }), () => regular(inode, flags, path));
}

function regular(inode: Inode, flags: number, path: () => string): OpenFile {
  return new RegularFile(inode, flags & ~(O.CREAT | O.EXCL | O.TRUNC), path);
}
