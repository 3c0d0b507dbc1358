/**
 * An inode of a writable file system over a read-only tree. A node stands for a node of the tree until it is changed;
 * its own attributes and bytes are made then (copy-up). A directory remembers only the names that were looked up or
 * changed; a name it knows as `null` hides the tree's (whiteout).
 *
 *     names:  hosts -> node(own)   motd -> null        what is in neither is the tree's
 *     lower:  hosts    passwd      motd
 */
import { SysError } from '../errno.ts';
import type { DirectoryEntry, FileType, Stat } from '../sys.ts';
import { FileData } from './file-data.ts';
import type { AttributeChange, Inode, NewNode } from './filesystem.ts';
import { lowerInode, lowerLinks } from './lower-tree.ts';
import type { OverlayFilesystem } from './overlay.ts';
import type { Rights } from './permissions.ts';
import type { TreeNode } from './tree.ts';

/** Attributes of a node that was changed or made here. */
export interface OwnAttributes {
  mode: number;
  uid: number;
  gid: number;
  atime: number;
  mtime: number;
  ctime: number;
  nlink: number;
  readonly ino: number;
  readonly xattrs?: ReadonlyMap<string, Uint8Array> | undefined;
}

/** What a directory of a tmpfs says each of its entries takes, `.` and `..` among them. */
const TMPFS_ENTRY_BYTES = 20;

export class OverlayNode implements Inode {
  own: OwnAttributes | undefined = undefined;
  names: Map<string, OverlayNode | null> | undefined = undefined;
  data: FileData | undefined = undefined;
  target: string | undefined = undefined;
  device: { readonly major: number; readonly minor: number } | undefined = undefined;
  /** A directory that was removed while somebody is in it. */
  removed = false;

  constructor(
    readonly fs: OverlayFilesystem,
    readonly type: FileType,
    /** The node of the tree that this one comes from, wherever it was moved to. */
    readonly lower: TreeNode | undefined,
  ) {}

  get contentIdentity(): object | undefined {
    return this.data?.changed ? undefined : this.lower?.content;
  }

  stat(): Stat {
    const { own, lower } = this;
    const { mode, uid, gid } = own ?? (lower as TreeNode);
    const device = this.device ?? lower;
    const lowerTime = own ? 0 : this.#lowerTime();
    return {
      dev: this.fs.device,
      ino: own?.ino ?? lowerInode(lower as TreeNode),
      type: this.type,
      mode,
      nlink: this.#links(),
      uid,
      gid,
      major: device?.major ?? 0,
      minor: device?.minor ?? 0,
      size: this.size,
      blocks: this.#blocks(),
      atime: own?.atime ?? lowerTime,
      mtime: own?.mtime ?? lowerTime,
      ctime: own?.ctime ?? lowerTime,
    };
  }

  get rights(): Rights {
    const { mode, uid, gid } = this.own ?? (this.lower as TreeNode);
    return { type: this.type, mode, uid, gid };
  }

  get size(): number {
    if (this.type === 'file') return this.data?.size ?? this.lower?.content?.size ?? 0;
    if (this.type === 'symlink') return byteLength(this.readlink());
    if (this.type !== 'directory') return 0;
    return this.fs.inMemory ? TMPFS_ENTRY_BYTES * (2 + this.readdir().length) : 4096;
  }

  #lowerTime(): number {
    const { initial, mtime } = this.lower as TreeNode;
    return initial ? this.fs.made : mtime;
  }

  setAttributes(change: AttributeChange): void | Promise<void> {
    const own = this.copyUp();
    if (change.mode !== undefined) own.mode = change.mode & 0o7777;
    if (change.uid !== undefined) own.uid = change.uid;
    if (change.gid !== undefined) own.gid = change.gid;
    own.ctime = this.fs.clock.now();
    if (change.size !== undefined) {
      if (this.type === 'directory') throw new SysError('EISDIR');
      if (this.type !== 'file') throw new SysError('EINVAL');
      const done = this.#file().resize(change.size);
      own.mtime = own.ctime;
      if (done instanceof Promise) return done.then(() => this.fs.touched());
    }
    if (change.atime !== undefined) own.atime = change.atime;
    if (change.mtime !== undefined) own.mtime = change.mtime;
    this.fs.touched();
  }

  lookup(name: string): OverlayNode | undefined {
    if (this.type !== 'directory') throw new SysError('ENOTDIR');
    const known = this.names?.get(name);
    if (known !== undefined) return known ?? undefined;
    const below = this.lower?.children?.get(name);
    if (!below) return undefined;
    const node = new OverlayNode(this.fs, below.type, below);
    (this.names ??= new Map()).set(name, node);
    return node;
  }

  readdir(): readonly DirectoryEntry[] {
    if (this.type !== 'directory') throw new SysError('ENOTDIR');
    const entries: DirectoryEntry[] = [];
    for (const [name, node] of this.lower?.children ?? []) {
      if (this.names?.get(name) === undefined) entries.push({ name, ino: lowerInode(node), type: node.type });
    }
    for (const [name, node] of this.names ?? []) {
      if (node) entries.push({ name, ino: node.own?.ino ?? lowerInode(node.lower as TreeNode), type: node.type });
    }
    return entries;
  }

  create(name: string, node: NewNode): OverlayNode {
    this.#free(name);
    const made = this.fs.make(node.type, node);
    this.#enter(name, made);
    return made;
  }

  link(name: string, inode: Inode): void {
    const node = this.#same(inode);
    if (node.type === 'directory') throw new SysError('EPERM');
    this.#free(name);
    node.copyUp().nlink++;
    this.#enter(name, node);
  }

  unlink(name: string): void {
    const node = this.#present(name);
    if (node.type === 'directory') throw new SysError('EISDIR');
    this.#leave(name);
    node.dropped();
  }

  rmdir(name: string): void {
    const node = this.#present(name);
    if (node.type !== 'directory') throw new SysError('ENOTDIR');
    if (!node.isEmpty()) throw new SysError('ENOTEMPTY');
    this.#leave(name);
    node.dropped();
  }

  rename(name: string, to: Inode, toName: string): void {
    const target = this.#same(to);
    const node = this.#present(name);
    const replaced = target.lookup(toName);
    if (replaced === node) return;
    target.writableDirectory();
    // Without redirect_dir, as Docker mounts it: whoever moves it has to copy.
    if (node.type === 'directory' && node.lower && this.fs.layered) throw new SysError('EXDEV');
    if (replaced) {
      if (replaced.type === 'directory' && node.type !== 'directory') throw new SysError('EISDIR');
      if (replaced.type !== 'directory' && node.type === 'directory') throw new SysError('ENOTDIR');
      if (replaced.type === 'directory' && !replaced.isEmpty()) throw new SysError('ENOTEMPTY');
      target.#leave(toName);
      replaced.dropped();
    }
    node.copyUp().ctime = this.fs.clock.now();
    this.#leave(name);
    target.#enter(toName, node);
  }

  readlink(): string {
    const target = this.target ?? this.lower?.target;
    if (this.type !== 'symlink' || target === undefined) throw new SysError('EINVAL');
    return target;
  }

  read(offset: number, length: number): Uint8Array | Promise<Uint8Array> {
    if (this.type === 'directory') throw new SysError('EISDIR');
    return this.data
      ? this.data.read(offset, length)
      : (this.lower?.content?.read(offset, length) ?? new Uint8Array(0));
  }

  write(offset: number, bytes: Uint8Array): number | Promise<number> {
    const own = this.copyUp();
    const written = this.#file().write(offset, bytes);
    own.mtime = own.ctime = this.fs.clock.now();
    this.fs.touched();
    return written instanceof Promise ? written.then((size) => (this.fs.touched(), size)) : written;
  }

  /** Whether anything below or at this directory was looked up in a way that made it differ from the tree. */
  isEmpty(): boolean {
    for (const node of this.names?.values() ?? []) if (node) return false;
    for (const name of this.lower?.children?.keys() ?? []) if (this.names?.get(name) === undefined) return false;
    return true;
  }

  /** The node's own attributes, made when it is changed for the first time. EROFS on a read-only file system. */
  copyUp(): OwnAttributes {
    if (this.fs.readonly) throw new SysError('EROFS');
    if (this.own) return this.own;
    const { mode, uid, gid, xattrs } = this.lower as TreeNode;
    const mtime = this.#lowerTime();
    const ino = this.type === 'directory' ? lowerInode(this.lower as TreeNode) : this.fs.inode();
    this.own = { mode, uid, gid, atime: mtime, mtime, ctime: mtime, nlink: 1, ino, xattrs };
    return this.own;
  }

  /** The bytes as something that can be written. */
  #file(): FileData {
    if (this.type !== 'file') throw new SysError(this.type === 'directory' ? 'EISDIR' : 'EINVAL');
    return (this.data ??= new FileData(this.fs, this.lower?.content));
  }

  /** One name less: gives the bytes back with the last one. Descriptors that are open go on reading. */
  dropped(): void {
    if (this.own) this.own.nlink--;
    if (this.type === 'directory') this.removed = true;
    else if (this.own?.nlink === 0) this.fs.orphaned(this);
  }

  #links(): number {
    if (this.type !== 'directory') return this.own?.nlink ?? lowerLinks(this.fs.lower, this.lower as TreeNode);
    if (this.removed) return 0;
    if ((this.own && this.lower && this.fs.layered) || this.lower?.merged) return 1;
    let count = 2 + (this.lower ? subdirectoriesOf(this.lower) : 0);
    for (const [name, node] of this.names ?? []) {
      if (this.lower?.children?.get(name)?.type === 'directory') count--;
      if (node?.type === 'directory') count++;
    }
    return count;
  }

  #blocks(): number {
    if (this.type === 'directory') return this.fs.inMemory ? 0 : 8;
    if (this.type !== 'file') return 0;
    return this.data ? this.data.blocks : Math.ceil(this.size / 4096) * 8;
  }

  #same(inode: Inode): OverlayNode {
    if (!(inode instanceof OverlayNode) || inode.fs !== this.fs) throw new SysError('EXDEV');
    return inode;
  }

  #free(name: string): void {
    this.writableDirectory();
    if (this.lookup(name)) throw new SysError('EEXIST');
  }

  #present(name: string): OverlayNode {
    const node = this.lookup(name);
    if (!node) throw new SysError('ENOENT');
    this.writableDirectory();
    return node;
  }

  writableDirectory(): void {
    if (this.type !== 'directory') throw new SysError('ENOTDIR');
    if (this.removed) throw new SysError('ENOENT');
    if (this.fs.readonly) throw new SysError('EROFS');
  }

  #enter(name: string, node: OverlayNode): void {
    (this.names ??= new Map()).set(name, node);
    this.#modified();
  }

  #leave(name: string): void {
    const names = (this.names ??= new Map());
    if (this.lower?.children?.has(name)) names.set(name, null);
    else names.delete(name);
    this.#modified();
  }

  #modified(): void {
    const own = this.copyUp();
    own.mtime = own.ctime = this.fs.clock.now();
    this.fs.touched();
  }
}

function byteLength(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xdc00 ? (i++, 4) : 3;
  }
  return bytes;
}

/** Of a node of a tree, which never changes: every `stat` of a directory asks. */
function subdirectoriesOf(node: TreeNode): number {
  const known = SUBDIRECTORIES.get(node);
  if (known !== undefined) return known;
  let count = 0;
  for (const child of node.children?.values() ?? []) if (child.type === 'directory') count++;
  SUBDIRECTORIES.set(node, count);
  return count;
}

const SUBDIRECTORIES = new WeakMap<TreeNode, number>();
