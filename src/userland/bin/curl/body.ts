/** What curl sends: the data of `-d` and its kin, a form of `-F`, or a file of `-T`. */
import { concat, EMPTY, hex, text, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { readAll } from '../../read-all.ts';
import { basename } from '../lib/path.ts';
import { CurlError } from './errors.ts';
import { type CurlArguments, has, UsageError, valueOf, valuesOf } from './options.ts';

export interface RequestBody {
  readonly bytes: Uint8Array;
  readonly method: 'POST' | 'PUT';
  /** Undefined for a plain upload. */
  readonly type: string | undefined;
  /** `Expect: 100-continue` is sent. */
  readonly expects: boolean;
  /** Its length is not known when the head is sent. */
  readonly chunked?: boolean;
}

/** Above this a POST asks first, as libcurl does (EXPECT_100_THRESHOLD). */
const EXPECT_BYTES = 1024 * 1024;

const DATA = new Set(['d', 'data-binary', 'data-raw', 'data-urlencode', 'json']);

/** Undefined when nothing is sent. */
export async function requestBody(sys: Sys, args: CurlArguments): Promise<RequestBody | undefined> {
  const upload = valueOf(args, 'T');
  if (upload !== undefined) {
    const piped = upload === '-' || upload === '.';
    const bytes = await readInput(sys, piped ? undefined : upload);
    if (!bytes) throw new UploadMissing(upload);
    return { bytes, method: 'PUT', type: undefined, expects: true, chunked: piped && !has(args, '0') };
  }
  if (args.given.some(([key]) => key === 'F' || key === 'form-string')) return form(sys, args);
  const data = await joinedData(sys, args);
  if (!data) return undefined;
  const json = has(args, 'json');
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
  const chunked = valuesOf(args, 'H').some((field) => /^transfer-encoding:\s*chunked/i.test(field));
  return { bytes: data, method: 'POST', type, expects: data.length > EXPECT_BYTES, chunked };
}

/** A field of `-F` that has no value. */
export class MalformedField extends UsageError {
  override name = 'MalformedField';
  constructor() {
    super('option -F: is badly used here');
  }
}

/** The file of `-T` cannot be opened: said in two lines. */
export class UploadMissing extends CurlError {
  constructor(readonly path: string) {
    super(26, 'Failed to open/read local data from file/application');
  }
}

/** All data options joined by `&`, JSON without; undefined when there is none. */
export async function joinedData(sys: Sys, args: CurlArguments): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  for (const [key, value] of args.given) {
    if (!DATA.has(key)) continue;
    if (parts.length > 0 && key !== 'json') parts.push(utf8('&'));
    parts.push(await dataOf(sys, key, value));
  }
  return parts.length > 0 ? concat(parts) : undefined;
}

async function dataOf(sys: Sys, key: string, value: string): Promise<Uint8Array> {
  if (key === 'data-raw') return utf8(value);
  if (key === 'data-urlencode') return urlEncoded(sys, value);
  if (!value.startsWith('@')) return utf8(value);
  const bytes = (await readInput(sys, value === '@-' ? undefined : value.slice(1))) ?? new Uint8Array();
  return key === 'd' ? bytes.filter((byte) => byte !== 10 && byte !== 13 && byte !== 0) : bytes;
}

/** `content`, `=content`, `name=content`, `@file` and `name@file`. */
async function urlEncoded(sys: Sys, value: string): Promise<Uint8Array> {
  const [, name = '', sign = '', content = ''] = /^([^=@]*)([=@])([^]*)$/.exec(value) ?? ['', '', '=', value];
  const bytes = sign === '@' ? await readInput(sys, content) : utf8(content);
  if (!bytes) return EMPTY;
  return utf8((name ? `${name}=` : '') + urlEncode(bytes));
}

/** What `--url-query` adds: as `--data-urlencode` does, or after a plus as it is. */
export async function queryParts(sys: Sys, args: CurlArguments): Promise<string[]> {
  const parts: string[] = [];
  for (const [key, value] of args.given) {
    if (key !== 'url-query') continue;
    parts.push(value.startsWith('+') ? value.slice(1) : text(await urlEncoded(sys, value)));
  }
  return parts;
}

/** The fields of `-H`, those of a file that `@` names too. */
export async function headerFields(sys: Sys, args: CurlArguments): Promise<string[]> {
  const fields: string[] = [];
  for (const [key, value] of args.given) {
    if (key !== 'H') continue;
    if (!value.startsWith('@')) fields.push(value);
    else {
      const lines = ((await readText(sys, value === '@-' ? '/dev/stdin' : value.slice(1))) ?? '').split(/\r?\n/);
      fields.push(...lines.filter((line) => line !== ''));
    }
  }
  return fields;
}

function urlEncode(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9._~-]/.test(char)) out += char;
    else out += byte === 0x20 ? '+' : `%${hex(new Uint8Array([byte])).toUpperCase()}`;
  }
  return out;
}

/** multipart/form-data (RFC 7578). */
async function form(sys: Sys, args: CurlArguments): Promise<RequestBody> {
  const boundary = `------------------------${hex(sys.random(8))}`;
  const parts: Uint8Array[] = [];
  for (const [key, value] of args.given) {
    if (key !== 'F' && key !== 'form-string') continue;
    const equals = value.indexOf('=');
    if (equals <= 0) throw new MalformedField();
    const { head, bytes } = await field(sys, key, value.slice(0, equals), value.slice(equals + 1));
    parts.push(utf8(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), bytes, utf8('\r\n'));
  }
  parts.push(utf8(`--${boundary}--\r\n`));
  const bytes = concat(parts);
  return {
    bytes,
    method: 'POST',
    type: `multipart/form-data; boundary=${boundary}`,
    expects: bytes.length > EXPECT_BYTES,
  };
}

async function field(
  sys: Sys,
  key: string,
  name: string,
  value: string,
): Promise<{ readonly head: string; readonly bytes: Uint8Array }> {
  const plain = key === 'form-string' || !/^[@<]/.test(value);
  const [content = '', ...settings] = key === 'form-string' ? [value] : value.split(';');
  const setting = (wanted: string) =>
    settings.find((word) => word.trim().startsWith(`${wanted}=`))?.replace(/^[^=]*=/, '');
  const type = setting('type');
  if (plain) return { head: `name="${name}"${type ? `\r\nContent-Type: ${type}` : ''}`, bytes: utf8(content) };
  const path = content.slice(1);
  const bytes = await readInput(sys, path === '-' ? undefined : path);
  if (!bytes) throw new CurlError(26, 'Failed to open/read local data from file/application');
  if (content.startsWith('<')) return { head: `name="${name}"`, bytes };
  const file = setting('filename') ?? basename(path);
  return { head: `name="${name}"; filename="${file}"\r\nContent-Type: ${type ?? mimeOf(file)}`, bytes };
}

const MIME: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
};

function mimeOf(name: string): string {
  return MIME[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}

/** Standard input without a path; undefined when the file cannot be read. */
export async function readInput(sys: Sys, path: string | undefined): Promise<Uint8Array | undefined> {
  let fd = 0;
  try {
    if (path !== undefined) fd = await sys.open(path, O.RDONLY);
    return await readAll(sys, fd);
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  } finally {
    if (fd > 0) await sys.close(fd);
  }
}

export async function readText(sys: Sys, path: string): Promise<string | undefined> {
  const bytes = await readInput(sys, path);
  return bytes && text(bytes);
}
