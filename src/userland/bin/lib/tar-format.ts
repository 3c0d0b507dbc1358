/** tar archives: headers of ustar with GNU's long names and pax records, read (POSIX.1 pax, GNU tar manual). */
import { isZero, text } from '../../../base/bytes.ts';
import type { FileType } from '../../../kernel/sys.ts';

export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  readonly type: FileType | 'hardlink';
  /** No file, but what the archive is called. */
  readonly label?: boolean;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  readonly link: string;
  readonly user: string;
  readonly group: string;
  readonly major: number;
  readonly minor: number;
}

/** The flag of a label, which GNU alone has. */
export const LABEL = 'V';
const TYPE: Record<string, TarHeader['type']> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'char',
  '4': 'block',
  '5': 'directory',
  '6': 'fifo',
};

export function padding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

export class TarError extends Error {
  override name = 'TarError';
  constructor(readonly kind: 'short' | 'magic') {
    super(kind);
  }
}

function field(bytes: Uint8Array, at: number, size: number): string {
  const part = bytes.subarray(at, at + size);
  const end = part.indexOf(0);
  return text(end < 0 ? part : part.subarray(0, end));
}

function number(bytes: Uint8Array, at: number, size: number): number {
  const first = bytes[at] as number;
  if (first & 0x80) {
    let value = first & 0x7f;
    for (let i = 1; i < size; i++) value = value * 256 + (bytes[at + i] as number);
    return value;
  }
  return parseInt(field(bytes, at, size).trim() || '0', 8) || 0;
}

/** The sum of a header's bytes, its own eight taken as spaces. */
function checksumOf(header: Uint8Array): number {
  let sum = 8 * 32;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] as number;
  return sum;
}

/** What reads exact amounts: fewer bytes only at the end. */
export interface ExactReader {
  readFully(size: number): Promise<Uint8Array>;
}

/** The next header, its extensions taken in; undefined at the end of the archive. */
export async function readHeader(reader: ExactReader, ignoreZeros = false): Promise<TarHeader | undefined> {
  const over: { name?: string; link?: string; size?: number; mtime?: number; uid?: number; gid?: number } = {};
  for (let zeros = 0; ;) {
    const bytes = await reader.readFully(BLOCK);
    if (bytes.length === 0) return undefined;
    if (bytes.length < BLOCK) throw new TarError('short');
    if (bytes[0] === 0 && isZero(bytes)) {
      if (++zeros === 2 && !ignoreZeros) return undefined;
      continue;
    }
    zeros = 0;
    if (checksumOf(bytes) !== number(bytes, 148, 8)) throw new TarError('magic');
    const flag = String.fromCharCode(bytes[156] as number);
    const size = number(bytes, 124, 12);
    if ('LKxg'.includes(flag)) {
      const content = await reader.readFully(size);
      await reader.readFully(padding(size).length);
      if (flag === 'L') over.name = text(content).replace(/\0.*$/s, '');
      else if (flag === 'K') over.link = text(content).replace(/\0.*$/s, '');
      else if (flag === 'x') Object.assign(over, paxRecords(content));
      continue;
    }
    const prefix = text(bytes.subarray(257, 263)) === 'ustar\0' ? field(bytes, 345, 155) : '';
    const name = field(bytes, 0, 100);
    return {
      name: over.name ?? (prefix ? `${prefix}/${name}` : name),
      type: TYPE[flag] ?? 'file',
      label: flag === LABEL,
      mode: number(bytes, 100, 8) & 0o7777,
      uid: over.uid ?? number(bytes, 108, 8),
      gid: over.gid ?? number(bytes, 116, 8),
      size: over.size ?? size,
      mtime: over.mtime ?? number(bytes, 136, 12) * 1000,
      link: over.link ?? field(bytes, 157, 100),
      user: field(bytes, 265, 32),
      group: field(bytes, 297, 32),
      major: number(bytes, 329, 8),
      minor: number(bytes, 337, 8),
    };
  }
}

function paxRecords(content: Uint8Array): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at);
    const size = Number(text(content.subarray(at, space)));
    if (!size || space < 0) break;
    const record = text(content.subarray(space + 1, at + size - 1));
    const equals = record.indexOf('=');
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    if (key === 'path') out.name = value;
    else if (key === 'linkpath') out.link = value;
    else if (key === 'size' || key === 'uid' || key === 'gid') out[key] = Number(value);
    else if (key === 'mtime') out.mtime = Number(value) * 1000;
    at += size;
  }
  return out;
}
