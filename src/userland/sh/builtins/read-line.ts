/**
 * Reading one line without taking more than it from a descriptor that others read as well: by bytes from pipes, in
 * larger pieces from files, where the surplus is given back by seeking.
 */
import { SysError } from '../../../kernel/errno.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import type { Shell } from '../shell.ts';
import { decodeText } from '../text-bytes.ts';

export interface LineRead {
  /** Without the delimiter; with backslashes where `raw` or escaped for the caller. */
  readonly text: string;
  /** The input ended before the delimiter. */
  readonly ended: boolean;
  /** Time ran out. */
  readonly late?: boolean;
}

export interface ReadLineOptions {
  readonly raw: boolean;
  /** Undefined: only the limit or the end of the input ends it. */
  readonly delimiter: string | undefined;
  /** Stop after this many characters; a backslash that escapes, and what it joins, count for none. */
  readonly limit?: number | undefined;
  /** When to stop waiting, in milliseconds of the system's clock. */
  readonly deadline?: number | undefined;
  /** A backslash has joined the line to come. */
  readonly joined?: (() => Awaitable<void>) | undefined;
}

export async function readLine(sh: Shell, fd: number, options: ReadLineOptions): Promise<LineRead> {
  const { raw, limit } = options;
  const seekable = limit === undefined && (await canSeek(sh, fd));
  const delimiter = options.delimiter === undefined ? -1 : options.delimiter.charCodeAt(0) || 0;
  const bytes: number[] = [];
  let escaped = false;
  let size = 0;
  for (;;) {
    if (options.deadline !== undefined && !(await isReady(sh, fd, options.deadline - sh.sys.now()))) {
      return { text: decodeText(Uint8Array.from(bytes)), ended: true, late: true };
    }
    const chunk = await sh.sys.read(fd, seekable ? 4096 : 1);
    if (chunk.length === 0) return { text: decodeText(Uint8Array.from(bytes)), ended: true };
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (byte === delimiter && (!escaped || raw)) {
        if (seekable && i + 1 < chunk.length) await sh.sys.seek(fd, i + 1 - chunk.length, 'current');
        return { text: decodeText(Uint8Array.from(bytes)), ended: false };
      }
      if (byte !== 0) bytes.push(byte);
      const joins = escaped && byte === 10;
      if (joins) await options.joined?.();
      escaped = !raw && byte === 0x5c && !escaped;
      if (limit === undefined || escaped || joins || byte === 0) continue;
      // A character counts with its first byte and is whole when none of its bytes is missing.
      if ((byte & 0xc0) !== 0x80) size++;
      if (size >= limit && missingBytes(bytes) === 0) {
        return { text: decodeText(Uint8Array.from(bytes)), ended: false };
      }
    }
  }
}

export async function isReady(sh: Shell, fd: number, timeoutMs: number): Promise<boolean> {
  const ready = await sh.sys.poll([{ fd, events: 'read' }], Math.max(0, timeoutMs));
  return ready.length > 0;
}

/** How many bytes the UTF-8 sequence at the end still lacks. */
function missingBytes(bytes: readonly number[]): number {
  let at = bytes.length - 1;
  while (at > 0 && bytes.length - at < 4 && ((bytes[at] as number) & 0xc0) === 0x80) at--;
  const lead = bytes[at] as number;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return Math.max(0, size - (bytes.length - at));
}

async function canSeek(sh: Shell, fd: number): Promise<boolean> {
  try {
    if ((await sh.sys.fstat(fd)).type !== 'file') return false;
    await sh.sys.seek(fd, 0, 'current');
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
