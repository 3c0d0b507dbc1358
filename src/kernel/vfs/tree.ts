/**
 * Read-only file trees: what the layers of an image merge to. Nodes are plain immutable data made outside of the
 * kernel; hard links are one node under several names. An overlay file system copies nodes up when they change.
 */
import type { Awaitable, FileType } from '../sys.ts';

export interface FileContent {
  readonly size: number;
  /** The bytes from `offset`, exactly `length` of them unless the file ends before. Never written to. */
  read(offset: number, length: number): Awaitable<Uint8Array>;
}

export interface TreeNode {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  /** Of regular files. */
  readonly content?: FileContent;
  /** A directory that several layers have: overlayfs counts one link of it. */
  readonly merged?: boolean;
  /** Made or changed when the file system over the tree was: its times are those of that, whatever `mtime` says. */
  readonly initial?: boolean;
  /** Of directories. */
  readonly children?: ReadonlyMap<string, TreeNode>;
  /** Of symbolic links. */
  readonly target?: string;
  /** Of device files. */
  readonly major?: number;
  readonly minor?: number;
  readonly xattrs?: ReadonlyMap<string, Uint8Array>;
}

/**
 * One entry of a writable (upper) layer, as plain data: what a snapshot stores, `diff` lists and `commit` packs.
 * Ordered so that a directory precedes what it holds. `content` of a hard link's second name is absent and `linkTo`
 * names the first.
 */
export type UpperEntry =
  | { readonly kind: 'whiteout'; readonly path: string }
  | {
      readonly kind: 'node';
      /** Absolute, normal form; `/` is the root. */
      readonly path: string;
      readonly node: Omit<TreeNode, 'children'>;
      /** Of a directory: hides everything of the layers below. */
      readonly opaque?: boolean;
      readonly linkTo?: string;
      /** For a regular file: its bytes are those of the layer below, only its metadata changed. */
      readonly contentFromLower?: boolean;
    };

/** `docker diff`'s kinds, in the Engine API's numbers. */
export const CHANGE = { modified: 0, added: 1, deleted: 2 } as const;

export interface Change {
  readonly path: string;
  readonly kind: (typeof CHANGE)[keyof typeof CHANGE];
}
