/** tar archives: headers as each format writes them (POSIX.1 pax, GNU tar manual). */
import { concat, utf8 } from '../../../base/bytes.ts';
import { BLOCK, LABEL, padding, type TarHeader } from './tar-format.ts';

export type TarFormat = 'gnu' | 'v7' | 'ustar' | 'pax';

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

/** A member that the format has no words for. */
export class UnwritableError extends Error {
  override name = 'UnwritableError';
}

/** The longest name and link that a header itself holds. */
const SHORT = 100;
const LONGEST_PREFIX = 155;
/** Old readers want a zero behind a name. */
const V7_SHORT = SHORT - 1;
const MAGIC: Readonly<Record<TarFormat, string>> = {
  gnu: 'ustar  \0',
  v7: '',
  ustar: 'ustar\x0000',
  pax: 'ustar\x0000',
};

/** The blocks before an entry's content. Throws UnwritableError. */
export function writeHeader(header: TarHeader, format: TarFormat = 'gnu'): Uint8Array {
  return WRITERS[format](header);
}

const WRITERS: Readonly<Record<TarFormat, (header: TarHeader) => Uint8Array>> = { gnu, v7, ustar, pax };

function flagOf(header: TarHeader): string {
  return header.label ? LABEL : FLAG[header.type];
}

/** Long names and links stand in members of their own before the one that has them. */
function gnu(header: TarHeader): Uint8Array {
  const [name, link] = [utf8(header.name), utf8(header.link)];
  const parts: Uint8Array[] = [];
  for (const [flag, long] of [
    ['K', link],
    ['L', name],
  ] as const) {
    if (long.length <= SHORT) continue;
    const content = concat([long, new Uint8Array(1)]);
    const root = { ...EXTENSION, size: content.length, user: 'root', group: 'root' };
    parts.push(block(root, 'gnu', flag, utf8('././@LongLink')), content, padding(content.length));
  }
  parts.push(block(header, 'gnu', flagOf(header), name, link));
  return concat(parts);
}

const EXTENSION: TarHeader = {
  name: '', type: 'file', mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0, link: '', user: '', group: '', major: 0, minor: 0,
}; // prettier-ignore

function v7(header: TarHeader): Uint8Array {
  const { name, link, type } = header;
  if (!['file', 'directory', 'symlink', 'hardlink'].includes(type))
    throw new UnwritableError('Unknown file type; file ignored');
  const [path, target] = [utf8(name), utf8(link)];
  if (path.length > V7_SHORT) throw new UnwritableError(`file name is too long (max ${V7_SHORT}); not dumped`);
  if (target.length > SHORT) throw new UnwritableError('link name is too long; not dumped');
  // A directory is known by the slash behind its name.
  return block(header, 'v7', type === 'directory' ? '\0' : type === 'file' ? '\0' : FLAG[type], path, target);
}

function ustar(header: TarHeader): Uint8Array {
  const [name, link] = [utf8(header.name), utf8(header.link)];
  if (link.length > SHORT) throw new UnwritableError('link name is too long; not dumped');
  const [prefix, rest] = split(name) ?? [];
  if (!prefix || !rest) {
    const most = name.length > LONGEST_PREFIX + SHORT + 1 ? `max ${LONGEST_PREFIX + SHORT + 1}` : 'cannot be split';
    throw new UnwritableError(`file name is too long (${most}); not dumped`);
  }
  return block(header, 'ustar', flagOf(header), rest, link, prefix);
}

/** What of a name goes before, and what into the header's own field; undefined when no slash parts it well. */
function split(name: Uint8Array): [prefix: Uint8Array, rest: Uint8Array] | undefined {
  if (name.length <= SHORT) return [new Uint8Array(0), name];
  for (let at = Math.min(LONGEST_PREFIX, name.length - 2); at > 0; at--)
    if (name[at] === SLASH && name.length - at - 1 <= SHORT) return [name.subarray(0, at), name.subarray(at + 1)];
  return undefined;
}

const SLASH = 47;

/** What the header cannot hold stands in records of a member before it. */
function pax(header: TarHeader): Uint8Array {
  const [name, link] = [utf8(header.name), utf8(header.link)];
  const seconds = header.mtime / 1000;
  const records = [
    link.length > SHORT ? record('linkpath', header.link) : '',
    name.length > SHORT ? record('path', header.name) : '',
    Number.isInteger(seconds) ? '' : record('mtime', String(seconds)),
  ].join('');
  const own = block(header, 'pax', flagOf(header), name, link);
  if (!records) return own;
  const content = utf8(records);
  const [directory, base] = [
    /^(.*)\/[^/]+\/?$/.exec(header.name)?.[1] ?? '.',
    /[^/]*\/?$/.exec(header.name)?.[0] ?? '',
  ];
  const before = { ...EXTENSION, size: content.length, mtime: header.mtime };
  const place = utf8(`${directory}/PaxHeaders/${base.replace(/\/$/, '')}`);
  return concat([block(before, 'pax', 'x', place), content, padding(content.length), own]);
}

/** `LENGTH KEY=VALUE`, the length its own digits included. */
function record(key: string, value: string): string {
  const rest = utf8(` ${key}=${value}\n`).length;
  let size = rest + String(rest).length;
  if (String(size).length + rest !== size) size = rest + String(size).length;
  return `${size} ${key}=${value}\n`;
}

function octal(value: number, size: number): Uint8Array {
  const digits = Math.floor(value).toString(8);
  if (digits.length < size) return utf8(`${digits.padStart(size - 1, '0')}\0`);
  const out = new Uint8Array(size);
  for (let i = size - 1, rest = value; i > 0; i--, rest = Math.floor(rest / 256)) out[i] = rest % 256;
  out[0] = 0x80;
  return out;
}

function block(
  header: TarHeader,
  format: TarFormat,
  flag: string,
  name: Uint8Array,
  link: Uint8Array = new Uint8Array(0),
  prefix: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const out = new Uint8Array(BLOCK);
  out.set(name.subarray(0, SHORT), 0);
  out.set(octal(header.mode, 8), 100);
  out.set(octal(header.uid, 8), 108);
  out.set(octal(header.gid, 8), 116);
  out.set(octal(header.size, 12), 124);
  out.set(octal(Math.max(0, header.mtime / 1000), 12), 136);
  out.fill(32, 148, 156);
  out.set(utf8(flag), 156);
  out.set(link.subarray(0, SHORT), 157);
  out.set(utf8(MAGIC[format]), 257);
  if (format !== 'v7') {
    out.set(utf8(header.user).subarray(0, 31), 265);
    out.set(utf8(header.group).subarray(0, 31), 297);
  }
  // POSIX wants the numbers of devices in every header.
  if (header.type === 'char' || header.type === 'block' || MAGIC[format].endsWith('00')) {
    out.set(octal(header.major, 8), 329);
    out.set(octal(header.minor, 8), 337);
  }
  out.set(prefix, 345);
  const sum = out.reduce((total, byte) => total + byte, 0);
  out.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return out;
}
