/**
 * Reading one line without taking more than it from a descriptor that others read as well: by bytes from pipes, in
 * larger pieces from files, where the surplus is given back by seeking.
 */
import { SysError } from '../../../kernel/errno.ts';
import type { Shell } from '../shell.ts';
import { decodeText } from '../text-bytes.ts';

export interface LineRead {
  /** Without the delimiter; with backslashes where `raw` or escaped for the caller. */
  readonly text: string;
  /** The input ended before the delimiter. */
  readonly ended: boolean;
}

export interface ReadLineOptions {
  readonly raw: boolean;
  readonly delimiter: string;
  /** Stop after this many characters. */
  readonly limit?: number;
}

export async function readLine(sh: Shell, fd: number, options: ReadLineOptions): Promise<LineRead> {
  const seekable = options.limit === undefined && (await canSeek(sh, fd));
  const delimiter = options.delimiter.charCodeAt(0) || 0;
  const bytes: number[] = [];
  let escaped = false;
  for (;;) {
    const chunk = await sh.sys.read(fd, seekable ? 4096 : 1);
    if (chunk.length === 0) return { text: decodeText(Uint8Array.from(bytes)), ended: true };
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (byte === delimiter && (!escaped || options.raw)) {
        if (seekable && i + 1 < chunk.length) await sh.sys.seek(fd, i + 1 - chunk.length, 'current');
        return { text: decodeText(Uint8Array.from(bytes)), ended: false };
      }
      escaped = byte === 0x5c && !escaped;
      if (byte !== 0) bytes.push(byte);
      if (options.limit !== undefined && decodeText(Uint8Array.from(bytes)).length >= options.limit) {
        return { text: decodeText(Uint8Array.from(bytes)), ended: false };
      }
    }
  }
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
