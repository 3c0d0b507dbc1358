/**
 * A real directory as a file system of the simulated kernel: what a bind mount reaches when the engine runs headless.
 * Calls are synchronous; a real errno becomes the kernel's. Owners are shown as the real ones; a chown that the real
 * machine forbids fails as it does there.
 */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { FailureError } from '../base/errors.ts';
import type { BindPort } from '../sandbox/binds.ts';
import { ERRNO, SysError, type Errno } from '../kernel/errno.ts';
import type { DirectoryEntry, FileType, Stat, StatFs } from '../kernel/sys.ts';
import type { AttributeChange, Filesystem, Inode, NewNode } from '../kernel/vfs/filesystem.ts';

/** Bind mounts of real paths below the allowed folders. Links are followed first, so that none leads out. */
export function realBinds(allowed: readonly string[]): BindPort {
  const roots = allowed.map((path) => fs.realpathSync(path));
  const check = (path: string): void => {
    const parent = existingParent(path);
    if (roots.some((root) => parent === root || parent.startsWith(root === '/' ? '/' : `${root}/`))) return;
    const places = allowed.join(', ');
    throw new FailureError(
      'forbidden',
      `bind mount of ${path}: only paths below ${places} may be mounted (--allow-path)`,
    );
  };
  return {
    resolve: async (source) => {
      check(source);
      const real = fs.realpathSync(source);
      if (fs.statSync(real).isDirectory()) return { fs: new RealFilesystem(real) };
      const cut = real.lastIndexOf('/');
      return { fs: new RealFilesystem(real.slice(0, cut) || '/'), subpath: real.slice(cut) };
    },
    kind: async (path) => {
      const info = fs.statSync(path, { throwIfNoEntry: false });
      return info && (info.isDirectory() ? 'directory' : 'file');
    },
    makeDirectory: async (path) => {
      check(path);
      fs.mkdirSync(path, { recursive: true });
    },
  };
}

/** The real path of the nearest ancestor that exists. */
function existingParent(path: string): string {
  let at = path;
  while (!fs.existsSync(at)) at = join(at, '..');
  return fs.realpathSync(at);
}

/** Calls what it was given once nobody holds an inode any more. */
const forgotten = new FinalizationRegistry<() => void>((forget) => forget());

class RealFilesystem implements Filesystem {
  readonly type = 'ext4';
  readonly root: Inode;
  /** A path has one inode for as long as someone holds it: what is mounted over it is found by its identity. */
  readonly #inodes = new Map<string, WeakRef<RealInode>>();

  constructor(path: string) {
    this.root = new RealInode(this, path, 'directory');
  }

  inode(path: string, type: FileType): Inode {
    const known = this.#inodes.get(path)?.deref();
    if (known?.type === type) return known;
    const inode = new RealInode(this, path, type);
    this.#inodes.set(path, new WeakRef(inode));
    forgotten.register(inode, () => {
      if (this.#inodes.get(path)?.deref() === undefined) this.#inodes.delete(path);
    });
    return inode;
  }

  statfs(): StatFs {
    const { bsize, blocks, bfree } = call(() => fs.statfsSync((this.root as RealInode).path));
    return { type: this.type, blockSize: bsize, blocks, free: bfree };
  }
}

function call<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = (error as { code?: string }).code;
    throw new SysError(code && code in ERRNO ? (code as Errno) : 'EIO');
  }
}

function typeOf(info: fs.Stats | fs.Dirent): FileType {
  if (info.isDirectory()) return 'directory';
  if (info.isSymbolicLink()) return 'symlink';
  if (info.isFIFO()) return 'fifo';
  if (info.isSocket()) return 'socket';
  if (info.isBlockDevice()) return 'block';
  return info.isCharacterDevice() ? 'char' : 'file';
}

class RealInode implements Inode {
  constructor(
    readonly fs: RealFilesystem,
    readonly path: string,
    readonly type: FileType,
  ) {}

  stat(): Stat {
    const info = call(() => fs.lstatSync(this.path));
    return {
      dev: info.dev,
      ino: info.ino,
      type: typeOf(info),
      mode: info.mode & 0o7777,
      nlink: info.nlink,
      uid: info.uid,
      gid: info.gid,
      major: info.rdev >> 8,
      minor: info.rdev & 0xff,
      size: info.size,
      blocks: info.blocks,
      atime: info.atimeMs,
      mtime: info.mtimeMs,
      ctime: info.ctimeMs,
    };
  }

  setAttributes(change: AttributeChange): void {
    call(() => {
      if (change.size !== undefined) fs.truncateSync(this.path, change.size);
      if (change.uid !== undefined || change.gid !== undefined) {
        const now = this.stat();
        fs.lchownSync(this.path, change.uid ?? now.uid, change.gid ?? now.gid);
      }
      if (change.mode !== undefined && this.type !== 'symlink') fs.chmodSync(this.path, change.mode);
      if (change.atime !== undefined || change.mtime !== undefined) {
        const now = this.stat();
        fs.lutimesSync(this.path, (change.atime ?? now.atime) / 1000, (change.mtime ?? now.mtime) / 1000);
      }
    });
  }

  lookup(name: string): Inode | undefined {
    const path = join(this.path, name);
    const info = fs.lstatSync(path, { throwIfNoEntry: false });
    return info && this.fs.inode(path, typeOf(info));
  }

  readdir(): readonly DirectoryEntry[] {
    return call(() =>
      fs.readdirSync(this.path, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        ino: fs.lstatSync(join(this.path, entry.name), { throwIfNoEntry: false })?.ino ?? 0,
        type: typeOf(entry),
      })),
    );
  }

  create(name: string, node: NewNode): Inode {
    const path = join(this.path, name);
    call(() => {
      if (node.type === 'directory') fs.mkdirSync(path, node.mode);
      else if (node.type === 'symlink') fs.symlinkSync(node.target ?? '', path);
      else if (node.type === 'file') fs.closeSync(fs.openSync(path, 'wx', node.mode));
      else throw Object.assign(new Error(), { code: 'EPERM' });
      // A new owner takes set-user-ID away, so that the mode comes last.
      if (process.getuid?.() === 0) fs.lchownSync(path, node.uid, node.gid);
      if (node.type !== 'symlink') fs.chmodSync(path, node.mode);
    });
    return this.fs.inode(path, node.type);
  }

  link(name: string, inode: Inode): void {
    call(() => fs.linkSync((inode as RealInode).path, join(this.path, name)));
  }

  unlink(name: string): void {
    call(() => fs.unlinkSync(join(this.path, name)));
  }

  rmdir(name: string): void {
    call(() => fs.rmdirSync(join(this.path, name)));
  }

  rename(name: string, to: Inode, toName: string): void {
    call(() => fs.renameSync(join(this.path, name), join((to as RealInode).path, toName)));
  }

  readlink(): string {
    return call(() => fs.readlinkSync(this.path));
  }

  read(offset: number, length: number): Uint8Array {
    return this.#withFile('r', (fd) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, fs.readSync(fd, bytes, 0, length, offset));
    });
  }

  write(offset: number, bytes: Uint8Array): number {
    return this.#withFile('r+', (fd) => fs.writeSync(fd, bytes, 0, bytes.length, offset));
  }

  #withFile<T>(flags: string, work: (fd: number) => T): T {
    return call(() => {
      const fd = fs.openSync(this.path, flags);
      try {
        return work(fd);
      } finally {
        fs.closeSync(fd);
      }
    });
  }
}
