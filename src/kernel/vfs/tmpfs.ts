import type { Clock } from '../../base/ports.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import type { TreeNode } from './tree.ts';

export interface TmpfsOptions {
  readonly clock: Clock;
  /** Of the root; default 0o1777. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** ENOSPC when the files' bytes would be more. */
  readonly maxBytes?: number;
}

/** A file system in memory: a writable layer over an empty directory. */
export function createTmpfs({ clock, mode = 0o1777, uid = 0, gid = 0, maxBytes }: TmpfsOptions): Overlay {
  const lower: TreeNode = { type: 'directory', mode, uid, gid, mtime: 0, initial: true, children: new Map() };
  return createOverlay({ lower, clock, type: 'tmpfs', ...(maxBytes !== undefined && { maxBytes }) });
}
