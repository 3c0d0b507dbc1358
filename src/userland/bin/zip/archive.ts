/** The file format zip, without its 64-bit and encrypted forms. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
import { concat, utf8 } from '../../../base/bytes.ts';
import { crc32 } from '../../../base/crc32.ts';
import { fromReadable, sourceOf, toReadable } from '../../../base/streams.ts';
import { fromBytes, toText } from '../lib/byte-string.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Made on Unix, by version 3.0 of the format. */
const MADE_BY = 0x031e;

export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  readonly packed: Uint8Array;
  readonly size: number;
  /** Milliseconds since 1970, to two seconds; `local` is how it is told where there is no exact time. */
  readonly mtime: number;
  /** Type and permission bits as of Unix; 0 when it was made elsewhere. */
  readonly mode: number;
  /** Told of it: its content is text. */
  readonly text: boolean;
  /** Without the exact time and its like. */
  readonly bare: boolean;
}

export class ZipError extends Error {
  override name = 'ZipError';
  constructor(readonly reason: 'none' | 'damaged' | 'unsupported') {
    super(reason);
  }
}

/** The entries as its directory lists them. `none` when it is no zip file. */
export function readZip(bytes: Uint8Array): ZipEntry[] {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && data.getUint32(end, true) !== END) end--;
  if (end < 0) throw new ZipError('none');
  const entries: ZipEntry[] = [];
  try {
    let at = data.getUint32(end + 16, true);
    for (let left = data.getUint16(end + 10, true); left > 0; left--) {
      const [entry, next] = readEntry(bytes, data, at);
      entries.push(entry);
      at = next;
    }
  } catch (error) {
    if (error instanceof RangeError) throw new ZipError('damaged');
    throw error;
  }
  return entries;
}

function readEntry(bytes: Uint8Array, data: DataView, at: number): readonly [ZipEntry, number] {
  if (data.getUint32(at, true) !== CENTRAL) throw new ZipError('damaged');
  const method = data.getUint16(at + 10, true);
  if ((method !== 0 && method !== 8) || data.getUint16(at + 8, true) & 1) throw new ZipError('unsupported');
  const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => data.getUint16(at + offset, true)) as [
    number,
    number,
    number,
  ];
  const name = toText(fromBytes(bytes.subarray(at + 46, at + 46 + nameSize)));
  const local = data.getUint32(at + 42, true);
  const from = local + 30 + data.getUint16(local + 26, true) + data.getUint16(local + 28, true);
  const packedSize = data.getUint32(at + 20, true);
  if (data.getUint32(local, true) !== LOCAL || from + packedSize > bytes.length) throw new ZipError('damaged');
  const exact = unixTime(data, local + 30 + data.getUint16(local + 26, true), from);
  const unix = data.getUint16(at + 4, true) >> 8 === 3;
  const entry: ZipEntry = {
    name,
    method: method === 8 ? 'deflated' : 'stored',
    crc: data.getUint32(at + 16, true),
    packed: bytes.subarray(from, from + packedSize),
    size: data.getUint32(at + 24, true),
    mtime: exact ?? fromDos(data.getUint16(at + 14, true), data.getUint16(at + 12, true)),
    mode: unix ? data.getUint32(at + 38, true) >>> 16 : 0,
    text: (data.getUint16(at + 36, true) & 1) === 1,
    bare: extraSize === 0,
  };
  return [entry, at + 46 + nameSize + extraSize + commentSize];
}

/** The extended timestamp among a header's extra fields. */
function unixTime(data: DataView, from: number, to: number): number | undefined {
  for (let at = from; at + 4 <= to; at += 4 + data.getUint16(at + 2, true))
    if (data.getUint16(at, true) === 0x5455 && data.getUint8(at + 4) & 1) return data.getInt32(at + 5, true) * 1000;
  return undefined;
}

function fromDos(date: number, time: number): number {
  const day = Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31);
  return day + (((time >> 11) * 60 + ((time >> 5) & 63)) * 60 + (time & 31) * 2) * 1000;
}

function dosTime(mtime: number): readonly [date: number, time: number] {
  const at = new Date(Math.max(mtime, Date.UTC(1980, 0, 1)) + 1000);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [date, (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)];
}

/** The content of an entry. Fails with `damaged` where it is not what it should be. */
export async function contentOf(entry: ZipEntry): Promise<Uint8Array> {
  const bytes =
    entry.method === 'stored' ? entry.packed : await through(entry.packed, new DecompressionStream('deflate-raw'));
  if (crc32(bytes) !== entry.crc) throw new ZipError('damaged');
  return bytes;
}

/** An entry of content; it is stored as it is where deflating makes it no shorter. */
export async function entryOf(
  name: string,
  bytes: Uint8Array,
  about: { readonly mtime: number; readonly mode: number; readonly deflate: boolean; readonly bare: boolean },
): Promise<ZipEntry> {
  const deflated = about.deflate && bytes.length ? await through(bytes, new CompressionStream('deflate-raw')) : bytes;
  const smaller = deflated.length < bytes.length;
  return {
    name,
    method: smaller ? 'deflated' : 'stored',
    crc: crc32(bytes),
    packed: smaller ? deflated : bytes,
    size: bytes.length,
    mtime: about.mtime,
    mode: about.mode,
    // What is only copied is not looked at.
    text: about.deflate && isText(bytes),
    bare: about.bare,
  };
}

/** As zlib tells it: no control characters but those of text, and something else. */
function isText(bytes: Uint8Array): boolean {
  const binary = (byte: number) => byte <= 6 || (byte >= 14 && byte <= 25) || (byte >= 28 && byte <= 31);
  return bytes.length > 0 && !bytes.some(binary);
}

async function through(bytes: Uint8Array, by: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of fromReadable(toReadable(sourceOf(bytes)).pipeThrough(by))) parts.push(part);
  } catch (error) {
    // Browsers throw a TypeError, Node an Error with zlib's code.
    if (error instanceof TypeError || /^(Z_|ERR_)/.test(String((error as { code?: unknown }).code)))
      throw new ZipError('damaged');
    throw error;
  }
  return concat(parts);
}

export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = utf8(entry.name);
    const common = commonFields(entry, name);
    const seconds = new Uint8Array(4);
    new DataView(seconds.buffer).setInt32(0, Math.floor(entry.mtime / 1000), true);
    const extra = entry.bare ? new Uint8Array() : concat([Uint8Array.of(0x55, 0x54, 5, 0, 1), seconds]);
    const local = concat([fields([LOCAL, 4]), common, fields([extra.length, 2]), name, extra, entry.packed]);
    parts.push(local);
    const outside = fields([0, 2], [0, 2], [entry.text ? 1 : 0, 2], [(entry.mode << 16) >>> 0, 4], [offset, 4]);
    directory.push(
      concat([fields([CENTRAL, 4], [MADE_BY, 2]), common, fields([extra.length, 2]), outside, name, extra]),
    );
    offset += local.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = entries.length;
  const end = fields([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
  return concat([...parts, ...directory, end]);
}

/** From the version needed to the length of the name: what both headers have alike. */
function commonFields(entry: ZipEntry, name: Uint8Array): Uint8Array {
  const [date, time] = dosTime(entry.mtime);
  const plain = name.every((byte) => byte < 0x80);
  return fields(
    [entry.method === 'deflated' || entry.name.endsWith('/') ? 20 : 10, 2],
    [plain ? 0 : 0x800, 2],
    [entry.method === 'deflated' ? 8 : 0, 2],
    [time, 2],
    [date, 2],
    [entry.crc, 4],
    [entry.packed.length, 4],
    [entry.size, 4],
    [name.length, 2],
  );
}

/** Numbers of so many bytes, the lowest first. */
function fields(...numbers: readonly (readonly [value: number, size: 2 | 4])[]): Uint8Array {
  const bytes = new Uint8Array(numbers.reduce((sum, [, size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, size] of numbers) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}
