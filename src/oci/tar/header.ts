/** One entry's metadata in a tar archive, however the archive spells it (POSIX pax, "tar Interchange Format"). */
import { FailureError } from '../../base/errors.ts';
import type { LayerEntryType } from '../layer.ts';

export interface TarHeader {
  /** As in the archive: may be absolute, begin with `./`, or end in `/` for a directory. */
  readonly name: string;
  readonly type: LayerEntryType;
  /** Permission bits with setuid, setgid and sticky; no file type. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  /** Bytes of content that follow; 0 for all but files. */
  readonly size: number;
  /** A symbolic link's target, or the archive name a hard link means. */
  readonly link?: string;
  readonly uname?: string;
  readonly gname?: string;
  readonly major?: number;
  readonly minor?: number;
  readonly xattrs?: Readonly<Record<string, Uint8Array>>;
}

export const BLOCK = 512;
/** What ends an archive: two blocks of zeros. */
export const TRAILER_BYTES = 2 * BLOCK;

/** Zero bytes between content of `size` and the next header. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** Where a header's fields lie: offset and length. */
export const FIELD = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  link: [157, 100],
  magic: [257, 8],
  uname: [265, 32],
  gname: [297, 32],
  major: [329, 8],
  minor: [337, 8],
  prefix: [345, 155],
  starPrefix: [345, 131],
} as const;

export const XATTR_RECORD = 'SCHILY.xattr.';

// The texts are those of Go's archive/tar, which Docker passes on.
export const invalidHeader = () => new FailureError('invalid', 'archive/tar: invalid tar header');
export const unexpectedEof = () => new FailureError('invalid', 'unexpected EOF');
export const fieldTooLong = () => new FailureError('invalid', 'archive/tar: header field too long');
