/** Puts one member of a package into the file system, as root unpacking it would leave it. */
import { isZero } from '../../base/bytes.ts';
import { knownZero } from '../../base/zeros.ts';
import { SysError } from '../../kernel/errno.ts';
import { O, type FileType, type Sys } from '../../kernel/sys.ts';
import { lstatIfAny, makeDirectories } from './files.ts';

export interface Member {
  /** Absolute. */
  readonly path: string;
  readonly type: FileType | 'hardlink';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  /** Target of a symbolic link; absolute path of a hard link's file. */
  readonly link: string;
}

/** Next bytes of the member's content, at most `max`. */
export type Take = (max: number) => Promise<Uint8Array>;

const PIECE = 256 * 1024;

/**
 * Files are written beside their place and renamed into it. A directory that is there already is left as it is, also
 * when it is a link to one: that is how a merged /usr takes packages of old.
 */
export async function placeFile(sys: Sys, member: Member, take: Take, suffix: string): Promise<void> {
  const { path, type } = member;
  if (type === 'directory') return placeDirectory(sys, member);
  await makeDirectories(sys, path.slice(0, path.lastIndexOf('/')));
  const fresh = `${path}${suffix}`;
  if (await lstatIfAny(sys, fresh)) await sys.unlink(fresh);
  if (type === 'symlink') {
    if ((await lstatIfAny(sys, path))?.type === 'directory') return;
    await sys.symlink(member.link, fresh);
    await sys.chown(fresh, member.uid, member.gid, { followLink: false });
  } else if (type === 'hardlink') {
    await sys.link(member.link, fresh);
  } else if (type === 'file') {
    await writeSparse(sys, fresh, member, take);
  } else {
    await sys.mknod(fresh, type as 'fifo', member.mode);
  }
  await sys.rename(fresh, path);
}

async function placeDirectory(sys: Sys, { path, mode, uid, gid, mtime }: Member): Promise<void> {
  try {
    await sys.mkdir(path, mode);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT') {
      await makeDirectories(sys, path);
    } else if (error instanceof SysError && error.errno === 'EEXIST') return;
    else throw error;
  }
  await sys.chmod(path, mode);
  await sys.chown(path, uid, gid);
  await sys.utimes(path, mtime, mtime);
}

/** Pieces of zeros become holes: binaries of realistic size cost nothing. */
async function writeSparse(sys: Sys, path: string, member: Member, take: Take): Promise<void> {
  const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o600);
  try {
    for (let left = member.size; left > 0;) {
      const taken = await take(Math.min(left, PIECE));
      // A copy of its own: zeros are looked for word by word, and not where a piece happens to begin.
      const bytes = knownZero(taken) ? taken : taken.slice();
      if (bytes.length === 0) throw new SysError('EIO');
      left -= bytes.length;
      if (isZero(bytes)) await sys.seek(fd, bytes.length, 'current');
      else await sys.write(fd, bytes);
      const turn = sys.tick();
      if (turn instanceof Promise) await turn;
    }
    await sys.truncate(fd, member.size);
  } finally {
    await sys.close(fd);
  }
  await sys.chown(path, member.uid, member.gid);
  await sys.chmod(path, member.mode);
  await sys.utimes(path, member.mtime, member.mtime);
}
