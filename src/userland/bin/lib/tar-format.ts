/** tar archives: headers of ustar with GNU's long names and pax records, read and written (POSIX.1 pax, GNU tar manual). */
import { concat, text, utf8 } from '../../../base/bytes.ts';
import type { FileType } from '../../../kernel/sys.ts';

export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  readonly type: FileType | 'hardlink';
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

const FLAG: Record<TarHeader['type'], string> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  char: '3',
  block: '4',
  directory: '5',
  fifo: '6',
  socket: '0',
};
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

function octal(value: number, size: number): Uint8Array {
  const digits = Math.floor(value).toString(8);
  if (digits.length < size) return utf8(`${digits.padStart(size - 1, '0')}\0`);
  const out = new Uint8Array(size);
  for (let i = size - 1, rest = value; i > 0; i--, rest = Math.floor(rest / 256)) out[i] = rest % 256;
  out[0] = 0x80;
  return out;
}

function block(header: TarHeader, flag: string, name: Uint8Array, link: Uint8Array): Uint8Array {
  const out = new Uint8Array(BLOCK);
  out.set(name.subarray(0, 100), 0);
  out.set(octal(header.mode, 8), 100);
  out.set(octal(header.uid, 8), 108);
  out.set(octal(header.gid, 8), 116);
  out.set(octal(header.size, 12), 124);
  out.set(octal(Math.max(0, header.mtime / 1000), 12), 136);
  out.fill(32, 148, 156);
  out.set(utf8(flag), 156);
  out.set(link.subarray(0, 100), 157);
  out.set(utf8('ustar  \0'), 257);
  out.set(utf8(header.user).subarray(0, 31), 265);
  out.set(utf8(header.group).subarray(0, 31), 297);
  if (header.type === 'char' || header.type === 'block') {
    out.set(octal(header.major, 8), 329);
    out.set(octal(header.minor, 8), 337);
  }
  const sum = out.reduce((total, byte) => total + byte, 0);
  out.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return out;
}

export function padding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

/** The blocks before an entry's content, in GNU's format. */
export function writeHeader(header: TarHeader): Uint8Array {
  const [name, link] = [utf8(header.name), utf8(header.link)];
  const parts: Uint8Array[] = [];
  for (const [flag, long] of [
    ['K', link],
    ['L', name],
  ] as const) {
    if (long.length <= 100) continue;
    const content = concat([long, new Uint8Array(1)]);
    const root: TarHeader = {
      ...header,
      type: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: 0,
      size: content.length,
      user: 'root',
      group: 'root',
    };
    parts.push(block(root, flag, utf8('././@LongLink'), new Uint8Array(0)), content, padding(content.length));
  }
  parts.push(block(header, FLAG[header.type], name, link));
  return concat(parts);
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

/** What reads exact amounts: fewer bytes only at the end. */
export interface ExactReader {
  readFully(size: number): Promise<Uint8Array>;
}

/** The next header, its extensions taken in; undefined at the end of the archive. */
export async function readHeader(reader: ExactReader): Promise<TarHeader | undefined> {
  const over: { name?: string; link?: string; size?: number; mtime?: number; uid?: number; gid?: number } = {};
  for (let zeros = 0; ;) {
    const bytes = await reader.readFully(BLOCK);
    if (bytes.length === 0) return undefined;
    if (bytes.length < BLOCK) throw new TarError('short');
    if (bytes.every((byte) => byte === 0)) {
      if (++zeros === 2) return undefined;
      continue;
    }
    zeros = 0;
    const sum = bytes.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    if (sum !== number(bytes, 148, 8)) throw new TarError('magic');
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
