/** The kind of a file as `st_mode` has it (inode(7)). */
import type { FileType } from './sys.ts';

export const TYPE_BITS: Readonly<Record<FileType, number>> = {
  fifo: 0o010000,
  char: 0o020000,
  directory: 0o040000,
  block: 0o060000,
  file: 0o100000,
  symlink: 0o120000,
  socket: 0o140000,
};
/** The bits of `st_mode` that tell the kind. */
export const FORMAT = 0o170000;
