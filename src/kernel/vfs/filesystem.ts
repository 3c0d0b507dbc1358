/**
 * The seam between path walk and file systems. A file system is a tree of inodes; the kernel walks paths, checks
 * permissions, follows links and crosses mounts, so that an inode only does what its name says. Calls may answer
 * promises (a real directory, content still in the store); memory-backed ones never do for metadata.
 * Failures are `SysError`.
 */
import type { Awaitable, DirectoryEntry, FileType, Stat, StatFs } from '../sys.ts';
import type { Rights } from './permissions.ts';

export interface Filesystem {
  /** As in /proc/mounts: overlay, tmpfs, proc, devtmpfs, ext4. */
  readonly type: string;
  readonly root: Inode;
  statfs(): Awaitable<StatFs>;
}

export interface NewNode {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target?: string;
  readonly major?: number;
  readonly minor?: number;
}

export interface AttributeChange {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly atime?: number;
  readonly mtime?: number;
  readonly size?: number;
}

export interface Inode {
  readonly fs: Filesystem;
  readonly type: FileType;
  stat(): Awaitable<Stat>;
  /** What every directory on a path is asked for, where that is known without the rest of `stat`. */
  readonly rights?: Rights;
  setAttributes(change: AttributeChange): Awaitable<void>;

  // directories
  lookup(name: string): Awaitable<Inode | undefined>;
  readdir(): Awaitable<readonly DirectoryEntry[]>;
  /** EEXIST when the name is taken. */
  create(name: string, node: NewNode): Awaitable<Inode>;
  link(name: string, inode: Inode): Awaitable<void>;
  unlink(name: string): Awaitable<void>;
  rmdir(name: string): Awaitable<void>;
  /** Replaces what `toName` was, by rename(2)'s rules. Both directories are of this file system. */
  rename(name: string, to: Inode, toName: string): Awaitable<void>;

  // symbolic links
  /** `pid` is the caller's in its namespace, for /proc/self. */
  readlink(pid?: number): Awaitable<string>;

  // regular files
  read(offset: number, length: number): Awaitable<Uint8Array>;
  write(offset: number, bytes: Uint8Array): Awaitable<number>;

  /**
   * Special behaviour on open: files of /proc made on the fly, devices. Undefined: the kernel's regular open file
   * description on `read` and `write`.
   */
  open?(flags: number): Awaitable<OpenFile | undefined>;

  /** A magic link of /proc: where following it leads, when that is no path. Undefined: its text is a path. */
  follow?(): Inode | undefined;

  /** Of a file whose bytes never changed: an object that stands for them, so that what was learnt of them is shared. */
  readonly contentIdentity?: object | undefined;
}

/** An open file description: shared by the descriptors that were duplicated from one another. */
export interface OpenFile {
  /** For fstat. */
  readonly inode: Inode | undefined;
  readonly flags: number;
  read(max: number, wait: Wait): Awaitable<Uint8Array>;
  write(bytes: Uint8Array, wait: Wait): Awaitable<number>;
  seek?(offset: number, whence: 'set' | 'current' | 'end'): Awaitable<number>;
  truncate?(size: number): Awaitable<void>;
  stat(): Awaitable<Stat>;
  /** Whether a read (or write) would not wait; and a subscription to the next change of that. */
  ready?(events: 'read' | 'write'): boolean;
  onReady?(wake: () => void): () => void;
  /** Opened anew by its name below /proc/self/fd; absent: that is the same file once more. */
  reopen?(flags: number): OpenFile;
  /** The last descriptor is gone. */
  close(): Awaitable<void>;
}

/**
 * How a blocking call waits on behalf of its process: register what undoes the wait; a signal then rejects with EINTR
 * (or unwinds a killed process). With `restart`, handlers run and the wait goes on, as SA_RESTART.
 */
export interface Wait {
  block<T>(
    start: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
    options?: { readonly restart?: boolean },
  ): Promise<T>;
}

export interface Mount {
  /** Absolute path in the mount namespace. */
  readonly target: string;
  readonly fs: Filesystem;
  /** Path inside `fs` that appears at the target; default its root. May be a file. */
  readonly subpath?: string;
  readonly readonly?: boolean;
  /** For /proc/mounts. */
  readonly source?: string;
  /** What /proc/PID/mountinfo tells as the path inside the file system; default `subpath`. */
  readonly root?: string;
  /** Options that /proc/mounts shows after `rw` or `ro`; default `relatime`. */
  readonly flags?: readonly string[];
}
