/**
 * The index of one layer: every entry of its uncompressed tar in the tar's order, and where each file's bytes lie in
 * that tar, so that one file is read without the rest (image-spec, layer.md).
 */
export type LayerEntryType = 'file' | 'directory' | 'symlink' | 'hardlink' | 'fifo' | 'char' | 'block';

export interface LayerEntry {
  /** Normal form: no leading `/` or `./`, no trailing `/`; the root is the empty string. */
  readonly path: string;
  readonly type: LayerEntryType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  /** Bytes of a file's content; 0 for everything else. */
  readonly size: number;
  /** Where the content begins in the uncompressed tar. */
  readonly offset: number;
  /** A symlink's target, or a hard link's path (normal form). */
  readonly link?: string;
  readonly major?: number;
  readonly minor?: number;
  readonly xattrs?: Readonly<Record<string, Uint8Array>>;
}

/** Names of image-spec layer.md. */
export const WHITEOUT_PREFIX = '.wh.';
export const OPAQUE_WHITEOUT = '.wh..wh..opq';
/** aufs metadata that readers ignore. */
export const WHITEOUT_META_PREFIX = '.wh..wh.';
