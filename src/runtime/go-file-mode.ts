/** Go's os.FileMode, which the Engine API sends for paths (docker-format facts: directory bit 1<<31). */
import type { FileType } from '../kernel/sys.ts';

const TYPE_BITS: Readonly<Record<FileType, number>> = {
  file: 0,
  directory: 2 ** 31,
  symlink: 2 ** 27,
  block: 2 ** 26,
  fifo: 2 ** 25,
  socket: 2 ** 24,
  char: 2 ** 26 + 2 ** 21,
};

/** `mode` is POSIX's twelve permission bits. */
export function goFileMode(type: FileType, mode: number): number {
  const special = (mode & 0o4000 ? 2 ** 23 : 0) + (mode & 0o2000 ? 2 ** 22 : 0) + (mode & 0o1000 ? 2 ** 20 : 0);
  return TYPE_BITS[type] + special + (mode & 0o777);
}
