/** One 512-byte header block to fields: v7, ustar, star and GNU, with octal and base-256 numbers. */
import { text } from '../../base/bytes.ts';
import { BLOCK, FIELD, invalidHeader } from './header.ts';

export interface RawHeader {
  readonly name: string;
  /** The type flag as a character; `\0` for v7's regular file. */
  readonly flag: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  readonly link: string;
  readonly uname: string;
  readonly gname: string;
  readonly major: number;
  readonly minor: number;
}

type Field = readonly [offset: number, length: number];

/** Parses a block that is not all zeros. Fails as Go's archive/tar when the checksum or a number is wrong. */
export function parseHeader(block: Uint8Array): RawHeader {
  if (!checksumFits(block)) throw invalidHeader();
  const format = formatOf(block);
  const named = format !== 'v7';
  const prefix =
    format === 'ustar' ? string(block, FIELD.prefix) : format === 'star' ? string(block, FIELD.starPrefix) : '';
  const name = string(block, FIELD.name);
  return {
    name: prefix ? `${prefix}/${name}` : name,
    flag: String.fromCharCode(block[FIELD.type[0]] as number),
    mode: number(block, FIELD.mode),
    uid: number(block, FIELD.uid),
    gid: number(block, FIELD.gid),
    size: number(block, FIELD.size),
    mtime: number(block, FIELD.mtime),
    link: string(block, FIELD.link),
    uname: named ? string(block, FIELD.uname) : '',
    gname: named ? string(block, FIELD.gname) : '',
    major: named ? number(block, FIELD.major) : 0,
    minor: named ? number(block, FIELD.minor) : 0,
  };
}

function formatOf(block: Uint8Array): 'v7' | 'ustar' | 'star' | 'gnu' {
  const magic = latin(block, 257, 8);
  if (magic.startsWith('ustar\0')) return latin(block, 508, 4) === 'tar\0' ? 'star' : 'ustar';
  return magic === 'ustar  \0' ? 'gnu' : 'v7';
}

const latin = (block: Uint8Array, offset: number, length: number) =>
  String.fromCharCode(...block.subarray(offset, offset + length));

/** The sum of all bytes with the checksum's own taken as spaces; old writers summed them as signed. */
function checksumFits(block: Uint8Array): boolean {
  const given = number(block, FIELD.checksum);
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < BLOCK; i++) {
    const byte = i >= 148 && i < 156 ? 32 : (block[i] as number);
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return given === unsigned || given === signed;
}

function string(block: Uint8Array, [offset, length]: Field): string {
  let end = offset;
  while (end < offset + length && block[end] !== 0) end++;
  if (end === offset) return '';
  let out = '';
  for (let i = offset; i < end; i++) {
    const byte = block[i] as number;
    if (byte >= 0x80) return text(block.subarray(offset, end));
    out += String.fromCharCode(byte);
  }
  return out;
}

function number(block: Uint8Array, field: Field): number {
  const [offset, length] = field;
  return (block[offset] as number) & 0x80 ? base256(block, field) : octal(block, offset, offset + length);
}

/** Two's complement, big endian, with the top bit as a marker (GNU). */
function base256(block: Uint8Array, [offset, length]: Field): number {
  const negative = ((block[offset] as number) & 0x40) !== 0;
  let value = 0;
  for (let i = 0; i < length; i++) {
    let byte = block[offset + i] as number;
    if (negative) byte ^= 0xff;
    if (i === 0) byte &= 0x7f;
    value = value * 256 + byte;
    if (value > Number.MAX_SAFE_INTEGER) throw invalidHeader();
  }
  return negative ? -value - 1 : value;
}

/** Octal digits among leading and trailing spaces and NULs; nothing at all is zero. */
function octal(block: Uint8Array, start: number, end: number): number {
  while (start < end && (block[start] === 0x20 || block[start] === 0)) start++;
  while (end > start && (block[end - 1] === 0x20 || block[end - 1] === 0)) end--;
  let value = 0;
  for (let i = start; i < end; i++) {
    const byte = block[i] as number;
    if (byte === 0) break;
    if (byte < 0x30 || byte > 0x37) throw invalidHeader();
    value = value * 8 + byte - 0x30;
  }
  return value;
}
