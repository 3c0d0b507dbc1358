/**
 * Writing tar archives byte for byte as Go's archive/tar does for Docker, which asks for its PAX format: a plain ustar
 * header where everything fits, preceded by PAX records where something does not; whole seconds; 1,024 zeros at the end.
 */
import { concat, EMPTY, utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { sourceOf } from '../../base/streams.ts';
import type { ByteSource } from '../../base/streams.ts';
import type { LayerEntryType } from '../layer.ts';
import { BLOCK, FIELD, fieldTooLong, paddingOf, TRAILER_BYTES, XATTR_RECORD } from './header.ts';
import type { TarHeader } from './header.ts';
import { formatPax } from './pax.ts';

export interface TarInput {
  readonly header: TarHeader;
  /** Exactly `header.size` bytes. */
  readonly body?: ByteSource | Uint8Array;
}

/** The end of every archive. */
export const TRAILER: Uint8Array = new Uint8Array(TRAILER_BYTES);
const ZEROS = new Uint8Array(BLOCK);

/** The type flag of each kind of entry (POSIX.1 ustar). */
export const TYPE_FLAGS: Readonly<Record<LayerEntryType, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  char: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};

/** An archive of entries, made while it is read. Fails when a body is not as long as its header says. */
export async function* writeTar(entries: AsyncIterable<TarInput> | Iterable<TarInput>): AsyncGenerator<Uint8Array> {
  for await (const { header, body } of entries) {
    yield encodeHeader(header);
    const size = header.type === 'file' ? header.size : 0;
    let missing = size;
    for await (const chunk of body instanceof Uint8Array ? sourceOf(body) : (body ?? sourceOf())) {
      missing -= chunk.length;
      if (missing < 0) throw new FailureError('system', 'archive/tar: write too long');
      if (chunk.length) yield chunk;
    }
    if (missing > 0) throw new FailureError('system', `archive/tar: missed writing ${missing} bytes`);
    const padding = paddingOf(size);
    if (padding) yield ZEROS.subarray(0, padding);
  }
  yield TRAILER;
}

/** A small archive in memory. */
export function encodeTar(entries: readonly { readonly header: TarHeader; readonly body?: Uint8Array }[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { header, body = EMPTY } of entries) {
    if (header.type === 'file' && header.size !== body.length) {
      throw new FailureError('system', `archive/tar: ${header.name} has ${body.length} bytes, not ${header.size}`);
    }
    parts.push(encodeHeader(header), body, ZEROS.subarray(0, paddingOf(body.length)));
  }
  return concat([...parts, TRAILER]);
}

/** The header blocks of one entry: the PAX records that it needs, then the ustar header. */
export function encodeHeader(given: TarHeader): Uint8Array {
  const header = normal(given);
  const records = paxRecords(header);
  const main = new Block();
  main.string(FIELD.name, header.name);
  main.string(FIELD.link, header.link ?? '');
  main.numbers(header.mode, header.uid, header.gid, header.size, Math.floor(header.mtime / 1000));
  main.string(FIELD.uname, header.uname ?? '');
  main.string(FIELD.gname, header.gname ?? '');
  main.octal(FIELD.major, header.major ?? 0);
  main.octal(FIELD.minor, header.minor ?? 0);
  const last = main.finish(TYPE_FLAGS[header.type]);
  if (records.size === 0) return last;
  const content = formatPax(records);
  if (content.length > LIMITS.tarHeaderBytes) throw fieldTooLong();
  return concat([paxHeader(header.name, content.length), content, ZEROS.subarray(0, paddingOf(content.length)), last]);
}

function normal(header: TarHeader): TarHeader {
  const slash = header.type === 'directory' && !header.name.endsWith('/');
  return { ...header, name: slash ? `${header.name}/` : header.name, size: header.type === 'file' ? header.size : 0 };
}

function paxHeader(name: string, size: number): Uint8Array {
  const block = new Block();
  const cut = name.lastIndexOf('/') + 1;
  const joined = cleanJoin(name.slice(0, cut), 'PaxHeaders.0', name.slice(cut));
  block.string(FIELD.name, ascii(joined).slice(0, FIELD.name[1]).replace(/\/+$/, ''));
  block.numbers(0, 0, 0, size, 0);
  return block.finish('x');
}

/** Go's path.Join, for the few forms that names take. */
function cleanJoin(...parts: readonly string[]): string {
  const whole = parts.filter(Boolean).join('/');
  const kept: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length && kept.at(-1) !== '..') kept.pop();
    else if (part !== '..' || !whole.startsWith('/')) kept.push(part);
  }
  return (whole.startsWith('/') ? '/' : '') + kept.join('/');
}

function paxRecords(header: TarHeader): Map<string, Uint8Array> {
  const records = new Map<string, Uint8Array>();
  const texts = [
    ['path', header.name, FIELD.name[1]],
    ['linkpath', header.link ?? '', FIELD.link[1]],
    ['uname', header.uname ?? '', FIELD.uname[1]],
    ['gname', header.gname ?? '', FIELD.gname[1]],
  ] as const;
  for (const [key, value, size] of texts) {
    if (value.includes('\0')) throw new FailureError('invalid', `archive/tar: cannot encode header: ${key} has a NUL`);
    if (value !== ascii(value) || value.length > size) records.set(key, utf8(value));
  }
  const numbers = [
    ['size', header.size, FIELD.size],
    ['uid', header.uid, FIELD.uid],
    ['gid', header.gid, FIELD.gid],
    ['mtime', Math.floor(header.mtime / 1000), FIELD.mtime],
  ] as const;
  for (const [key, value, field] of numbers) {
    if (!fitsOctal(value, field[1])) records.set(key, utf8(String(value)));
  }
  for (const [name, value] of Object.entries(header.xattrs ?? {})) records.set(XATTR_RECORD + name, value);
  return records;
}

const fitsOctal = (value: number, length: number) => value >= 0 && value < 8 ** (length - 1);

/** Text without what ustar cannot say. */
const ascii = (value: string) => value.replace(/[^\x01-\x7f]/g, '');

type Field = readonly [offset: number, length: number];

class Block {
  readonly #bytes = new Uint8Array(BLOCK);

  string([offset, length]: Field, value: string): void {
    const plain = ascii(value);
    const kept = Math.min(plain.length, length);
    for (let i = 0; i < kept; i++) this.#bytes[offset + i] = plain.charCodeAt(i);
    // A name cut right after a slash would look like a directory to some readers; Go ends it before the slash.
    if (plain.length > length && plain[length - 1] === '/') {
      this.#bytes[offset + plain.slice(0, length - 1).replace(/\/+$/, '').length] = 0;
    }
  }

  octal([offset, length]: Field, value: number): void {
    const digits = (fitsOctal(value, length) ? value : 0).toString(8).padStart(length - 1, '0');
    for (let i = 0; i < digits.length; i++) this.#bytes[offset + i] = digits.charCodeAt(i);
  }

  numbers(mode: number, uid: number, gid: number, size: number, mtime: number): void {
    this.octal(FIELD.mode, mode);
    this.octal(FIELD.uid, uid);
    this.octal(FIELD.gid, gid);
    this.octal(FIELD.size, size);
    this.octal(FIELD.mtime, mtime);
  }

  finish(flag: string): Uint8Array {
    const bytes = this.#bytes;
    bytes[FIELD.type[0]] = flag.charCodeAt(0);
    bytes.set(utf8('ustar\x0000'), FIELD.magic[0]);
    bytes.fill(0x20, 148, 156);
    let sum = 0;
    for (let i = 0; i < BLOCK; i++) sum += bytes[i] as number;
    this.octal([148, 7], sum);
    bytes[154] = 0;
    bytes[155] = 0x20;
    return bytes;
  }
}
