/** Inodes that are made on the fly: what /proc, /sys and /dev/pts consist of. Nothing in them can be changed. */
import { utf8 } from '../../base/bytes.ts';
import { after } from '../awaitable.ts';
import { SysError } from '../errno.ts';
import { type Awaitable, type DirectoryEntry, type FileType, O, type Stat, type StatFs } from '../sys.ts';
import type { AttributeChange, Filesystem, Inode, OpenFile } from './filesystem.ts';
import { RegularFile } from './regular-file.ts';

export interface SyntheticOptions {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly ino?: number;
  readonly major?: number;
  readonly minor?: number;
  /** EROFS for whoever would write it: it is on a part that is mounted read-only. */
  readonly sealed?: boolean;
}

/** A file system whose root is made when it is first asked for. */
export class SyntheticFilesystem implements Filesystem {
  #root: Inode | undefined;
  readonly device: number;

  constructor(
    readonly type: string,
    device: number,
    readonly now: () => number,
    private readonly makeRoot: (fs: SyntheticFilesystem) => Inode,
  ) {
    this.device = device;
  }

  get root(): Inode {
    return (this.#root ??= this.makeRoot(this));
  }

  statfs(): StatFs {
    return { type: this.type, blockSize: 4096, blocks: 0, free: 0 };
  }
}

abstract class SyntheticInode implements Inode {
  abstract readonly type: FileType;

  constructor(
    readonly fs: SyntheticFilesystem,
    protected readonly options: SyntheticOptions,
  ) {}

  protected abstract get defaultMode(): number;

  stat(): Stat {
    const { mode = this.defaultMode, uid = 0, gid = 0, ino = 1, major = 0, minor = 0 } = this.options;
    const time = this.fs.now();
    const times = { atime: time, mtime: time, ctime: time };
    const nlink = this.type === 'directory' ? 2 : 1;
    return {
      ...times,
      dev: this.fs.device,
      ino,
      type: this.type,
      mode,
      nlink,
      uid,
      gid,
      major,
      minor,
      size: 0,
      blocks: 0,
    };
  }

  setAttributes(_change: AttributeChange): Awaitable<void> {
    throw new SysError('EPERM');
  }
  lookup(_name: string): Awaitable<Inode | undefined> {
    throw new SysError('ENOTDIR');
  }
  readdir(): Awaitable<readonly DirectoryEntry[]> {
    throw new SysError('ENOTDIR');
  }
  create(): never {
    throw new SysError(this.fs.type === 'proc' ? 'ENOENT' : 'EPERM');
  }
  link(): never {
    throw new SysError('EPERM');
  }
  unlink(): never {
    throw new SysError('EPERM');
  }
  rmdir(): never {
    throw new SysError('EPERM');
  }
  rename(): never {
    throw new SysError('EPERM');
  }
  readlink(_pid?: number): string {
    throw new SysError('EINVAL');
  }
  read(_offset: number, _length: number): Awaitable<Uint8Array> {
    throw new SysError('EISDIR');
  }
  write(_offset: number, _bytes: Uint8Array): Awaitable<number> {
    throw new SysError('EACCES');
  }
}

export class SyntheticDirectory extends SyntheticInode {
  readonly type = 'directory';
  protected override get defaultMode(): number {
    return 0o555;
  }

  constructor(
    fs: SyntheticFilesystem,
    private readonly names: () => Iterable<string>,
    private readonly child: (name: string) => Inode | undefined,
    options: SyntheticOptions = {},
  ) {
    super(fs, options);
  }

  override lookup(name: string): Inode | undefined {
    return this.child(name);
  }

  override readdir(): readonly DirectoryEntry[] {
    const entries: DirectoryEntry[] = [];
    for (const name of this.names()) {
      const inode = this.child(name);
      if (inode) entries.push({ name, ino: (inode.stat() as Stat).ino, type: inode.type });
    }
    return entries;
  }
}

/** A directory that is there at once, and whose contents come when it is first looked into. */
export class LaterDirectory extends SyntheticInode {
  readonly type = 'directory';
  #directory: Awaitable<SyntheticDirectory> | undefined;
  protected override get defaultMode(): number {
    return 0o555;
  }

  constructor(
    fs: SyntheticFilesystem,
    private readonly make: () => Awaitable<SyntheticDirectory>,
  ) {
    super(fs, {});
  }

  override lookup(name: string): Awaitable<Inode | undefined> {
    return after(this.#made(), (directory) => directory.lookup(name));
  }

  override readdir(): Awaitable<readonly DirectoryEntry[]> {
    return after(this.#made(), (directory) => directory.readdir());
  }

  #made(): Awaitable<SyntheticDirectory> {
    return after((this.#directory ??= this.make()), (directory) => (this.#directory = directory));
  }
}

/** A directory with a fixed list of names; inodes are made once, when they are asked for. */
export function fixedDirectory(
  fs: SyntheticFilesystem,
  table: Readonly<Record<string, () => Inode>>,
  options?: SyntheticOptions,
): SyntheticDirectory {
  const made = new Map<string, Inode>();
  const child = (name: string) => {
    if (!Object.hasOwn(table, name)) return undefined;
    let inode = made.get(name);
    if (!inode) made.set(name, (inode = table[name]?.() as Inode));
    return inode;
  };
  return new SyntheticDirectory(fs, () => Object.keys(table), child, options);
}

/** A text that is made when the file is opened, so that its readers see one moment. */
export class SyntheticFile extends SyntheticInode {
  readonly type = 'file';
  protected override get defaultMode(): number {
    return 0o444;
  }

  constructor(
    fs: SyntheticFilesystem,
    private readonly content: () => Awaitable<string | Uint8Array>,
    options: SyntheticOptions = {},
    private readonly store?: (text: Uint8Array) => void,
  ) {
    super(fs, options);
  }

  override read(offset: number, length: number): Awaitable<Uint8Array> {
    return after(this.#bytes(), (bytes) => bytes.subarray(offset, offset + length));
  }

  override write(_offset: number, bytes: Uint8Array): number {
    if (!this.store) throw new SysError('EACCES');
    this.store(bytes);
    return bytes.length;
  }

  override setAttributes(change: AttributeChange): void {
    if (change.size === undefined || !this.store) throw new SysError('EPERM');
  }

  open(flags: number): Awaitable<OpenFile> {
    if (this.options.sealed && flags & (O.WRONLY | O.RDWR)) throw new SysError('EROFS');
    return after(this.#bytes(), (bytes) => new RegularFile(new Moment(this, bytes), flags));
  }

  #bytes(): Awaitable<Uint8Array> {
    return after(this.content(), (content) => (typeof content === 'string' ? utf8(content) : content));
  }
}

/** A synthetic file as it was when it was opened. */
class Moment extends SyntheticInode {
  readonly type = 'file';
  protected override get defaultMode(): number {
    return 0o444;
  }

  constructor(
    private readonly file: SyntheticFile,
    private readonly bytes: Uint8Array,
  ) {
    super(file.fs, {});
  }

  override stat(): Stat {
    return this.file.stat();
  }

  override setAttributes(change: AttributeChange): void {
    this.file.setAttributes(change);
  }

  override read(offset: number, length: number): Uint8Array {
    return this.bytes.subarray(offset, offset + length);
  }

  override write(offset: number, bytes: Uint8Array): number {
    return this.file.write(offset, bytes);
  }
}

export class SyntheticLink extends SyntheticInode {
  readonly type = 'symlink';
  protected override get defaultMode(): number {
    return 0o777;
  }

  constructor(
    fs: SyntheticFilesystem,
    private readonly target: (pid: number) => string,
    private readonly leads?: () => Inode | undefined,
    options: SyntheticOptions = {},
  ) {
    super(fs, options);
  }

  override readlink(pid = 0): string {
    return this.target(pid);
  }

  follow(): Inode | undefined {
    return this.leads?.();
  }
}

/** A character device by its numbers; the kernel opens it. */
export class SyntheticDevice extends SyntheticInode {
  readonly type = 'char';
  protected override get defaultMode(): number {
    return 0o666;
  }
}

/** Stands for an open description that has no inode: opening it gives the same description again. */
export class DescriptionInode extends SyntheticInode {
  readonly type: FileType;
  protected override get defaultMode(): number {
    return 0o600;
  }

  constructor(
    fs: SyntheticFilesystem,
    private readonly file: OpenFile,
    private readonly known: Stat,
  ) {
    super(fs, {});
    this.type = known.type;
  }

  override stat(): Stat {
    return this.known;
  }

  open(flags: number): OpenFile {
    return this.file.reopen?.(flags) ?? this.file;
  }
}
