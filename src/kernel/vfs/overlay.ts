/**
 * The writable file system of a container: an upper layer of changes over the read-only tree of its image, after
 * overlayfs. Nothing of the tree is copied before it changes, so that thousands of containers may lie over one tree.
 *
 * Saving: `checkpoint()` answers what the store's FileStore takes (plain index, changed pieces of files by number,
 * numbers that are gone); `saved` brings it back, and bytes are fetched when they are read.
 */
import type { Clock } from '../../base/ports.ts';
import { SysError } from '../errno.ts';
import type { Awaitable, FileType, StatFs } from '../sys.ts';
import type { ExtentOwner } from './file-data.ts';
import type { Filesystem, NewNode } from './filesystem.ts';
import { type Checkpoint, restoreCheckpoint, takeCheckpoint } from './overlay-checkpoint.ts';
import { OverlayNode } from './overlay-node.ts';
import type { TreeNode } from './tree.ts';

export interface OverlayOptions {
  readonly lower: TreeNode;
  /** A checkpoint of an earlier overlay over the same tree, and how to read its numbered pieces. */
  readonly saved?: {
    readonly index: unknown;
    read(file: number, offset: number, length: number): Awaitable<Uint8Array>;
  };
  readonly clock: Clock;
  /** When it was made, in milliseconds since the epoch; default now. */
  readonly made?: number;
  /** Called after every change: there is something to save. */
  readonly onDirty?: () => void;
  readonly readonly?: boolean;
  /** ENOSPC when the files' bytes would be more. */
  readonly maxBytes?: number;
  /** As in /proc/mounts; default `overlay`. */
  readonly type?: string;
  /**
   * Layers as overlayfs merges them: a directory that a lower layer has counts one link and cannot be renamed. Default: by the
   * type. A disk that is kept as an overlay is none to those who look.
   */
  readonly layered?: boolean;
}

export interface Overlay extends Filesystem {
  readonly root: OverlayNode;
  /** What it lies over: overlay-changes.ts and overlay-entries.ts tell what is different now. */
  readonly lower: TreeNode;
  /** What `docker ps --size` counts in the upper layer: files, each once, and the targets of symbolic links. */
  usedBytes(): number;
  checkpoint(): Checkpoint;
}

export function createOverlay(options: OverlayOptions): Overlay {
  return new OverlayFilesystem(options);
}

let nextDevice = 40;

export class OverlayFilesystem implements Overlay, ExtentOwner {
  readonly type: string;
  readonly device = ++nextDevice;
  readonly lower: TreeNode;
  readonly clock: Clock;
  readonly made: number;
  /** A tmpfs: its directories take no blocks. */
  readonly inMemory: boolean;
  readonly layered: boolean;
  readonly root: OverlayNode;
  readonly readonly: boolean;
  /** Numbers of saved pieces that are gone since the last checkpoint. */
  removed: number[] = [];
  #nextInode = 1;
  #nextNumber = 1;
  #bytes = 0;
  readonly #maxBytes: number;
  readonly #onDirty: (() => void) | undefined;
  readonly #saved: OverlayOptions['saved'];

  constructor(options: OverlayOptions) {
    this.type = options.type ?? 'overlay';
    this.inMemory = this.type === 'tmpfs';
    this.layered = options.layered ?? this.type === 'overlay';
    this.lower = options.lower;
    this.clock = options.clock;
    this.made = options.made ?? options.clock.now();
    this.#maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
    this.#saved = options.saved;
    this.root = new OverlayNode(this, 'directory', options.lower);
    this.readonly = false;
    if (options.saved) this.#nextNumber = restoreCheckpoint(this, options.saved.index);
    this.readonly = options.readonly ?? false;
    this.#onDirty = options.onDirty;
  }

  usedBytes(): number {
    const counted = new Set<OverlayNode>();
    let bytes = 0;
    const visit = (directory: OverlayNode) => {
      for (const node of directory.names?.values() ?? []) {
        if (!node) continue;
        if (node.type === 'directory') visit(node);
        else if (node.own && !counted.has(node)) {
          counted.add(node);
          bytes += node.size;
        }
      }
    };
    visit(this.root);
    return bytes;
  }

  checkpoint(): Checkpoint {
    return takeCheckpoint(this, () => this.#nextNumber++);
  }

  statfs(): StatFs {
    const size = Number.isFinite(this.#maxBytes) ? this.#maxBytes : 64 * 1024 ** 3;
    const blocks = Math.floor(size / 4096);
    return { type: this.type, blockSize: 4096, blocks, free: Math.max(0, blocks - Math.ceil(this.#bytes / 4096)) };
  }

  // --- what nodes ask of their file system

  inode(): number {
    return this.#nextInode++;
  }

  touched(): void {
    this.#onDirty?.();
  }

  make(type: FileType, node: NewNode): OverlayNode {
    const made = new OverlayNode(this, type, undefined);
    const now = this.clock.now();
    const { mode, uid, gid } = node;
    made.own = { mode, uid, gid, atime: now, mtime: now, ctime: now, nlink: 1, ino: this.inode() };
    if (node.target !== undefined) made.target = node.target;
    if (type === 'char' || type === 'block') made.device = { major: node.major ?? 0, minor: node.minor ?? 0 };
    return made;
  }

  orphaned(node: OverlayNode): void {
    node.data?.detach();
  }

  charge(bytes: number): void {
    if (bytes > 0 && this.#bytes + bytes > this.#maxBytes) throw new SysError('ENOSPC');
    this.#bytes += bytes;
  }

  load(number: number, length: number): Awaitable<Uint8Array> {
    if (!this.#saved) throw new SysError('EIO');
    return this.#saved.read(number, 0, length);
  }

  forget(number: number): void {
    this.removed.push(number);
  }
}
