/** Files below a root: media types, validators, ranges, listings. */
import { EMPTY } from '../../../base/bytes.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { ERRNO, SysError } from '../../../kernel/errno.ts';
import { O, type Stat, type Sys } from '../../../kernel/sys.ts';
import { fileSource } from '../lib/files.ts';
import { localTime } from './variables.ts';

/** The answer is this status' page; `log` goes to the error log first. */
export class StatusError extends Error {
  override name = 'StatusError';
  constructor(
    readonly status: number,
    readonly log?: { readonly level: 'error' | 'crit' | 'info'; readonly text: string },
    readonly headers: Readonly<Record<string, string>> = {},
    readonly note = '',
  ) {
    super(String(status));
  }
}

export function fileError(error: SysError, call: string, path: string): StatusError {
  const { errno, message } = error;
  const status =
    errno === 'ENOENT' || errno === 'ENOTDIR' || errno === 'ENAMETOOLONG' ? 404 : errno === 'EACCES' ? 403 : 500;
  return new StatusError(status, {
    level: status === 500 ? 'crit' : 'error',
    text: `${call}() "${path}" failed (${ERRNO[errno][0]}: ${message})`,
  });
}

export interface StaticRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly type: string;
}

export async function serveFile(sys: Sys, path: string, request: StaticRequest): Promise<HttpResponse> {
  if (request.method === 'POST') throw new StatusError(405);
  let fd: number;
  let stat: Stat;
  try {
    fd = await sys.open(path, O.RDONLY);
    stat = await sys.fstat(fd);
  } catch (error) {
    if (error instanceof SysError) throw fileError(error, 'open', path);
    throw error;
  }
  const seconds = Math.floor(stat.mtime / 1000);
  const modified = new Date(seconds * 1000).toUTCString();
  const etag = `"${seconds.toString(16)}-${stat.size.toString(16)}"`;
  const validators = { 'last-modified': modified, etag };
  if (unchanged(request.headers, modified, etag)) {
    await sys.close(fd);
    return { status: 304, headers: validators, body: sourceOf(EMPTY) };
  }
  const range = rangeOf(request.headers['range'], stat.size);
  const part = range ?? { start: 0, end: stat.size - 1 };
  if (range === 'unsatisfiable') {
    await sys.close(fd);
    throw new StatusError(416, undefined, { 'content-range': `bytes */${stat.size}` });
  }
  const { start, end } = part as { start: number; end: number };
  const size = Math.max(0, end - start + 1);
  const more: Record<string, string> = range
    ? { 'content-range': `bytes ${start}-${end}/${stat.size}` }
    : { 'accept-ranges': 'bytes' };
  return {
    status: range ? 206 : 200,
    headers: { 'content-type': request.type, 'content-length': String(size), ...validators, ...more },
    body: fileSource(sys, fd, start, size),
  };
}

function unchanged(headers: Readonly<Record<string, string>>, modified: string, etag: string): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags === '*' || tags.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);
  // `if_modified_since exact`, nginx's default.
  return headers['if-modified-since'] === modified;
}

/** One range; several are answered by the whole, which RFC 9110 allows. */
function rangeOf(
  value: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(value ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return Number(to) === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start >= size || start > end ? 'unsatisfiable' : { start, end };
}

const NAME_WIDTH = 50;

/** `autoindex on`. */
export async function listing(sys: Sys, directory: string, uri: string, exact: boolean): Promise<string> {
  const entries = [];
  for (const { name } of await sys.readdir(directory)) {
    if (name.startsWith('.')) continue;
    try {
      entries.push({ name, stat: await sys.stat(`${directory}/${name}`) });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  const folder = ({ stat }: { stat: Stat }) => Number(stat.type === 'directory');
  entries.sort((a, b) => folder(b) - folder(a) || (a.name < b.name ? -1 : 1));
  const title = `Index of ${escapeHtml(uri)}`;
  const lines = entries.map(({ name, stat }) => {
    const slash = stat.type === 'directory' ? '/' : '';
    const shown = name.length + slash.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 3)}..>` : name + slash;
    const [, day, time] = /^(.*?):(\d\d:\d\d)/.exec(localTime(stat.mtime)) as RegExpExecArray;
    const size = slash ? '-' : exact ? String(stat.size) : human(stat.size);
    const pad = ' '.repeat(Math.max(1, NAME_WIDTH + 1 - shown.length));
    const link = `<a href="${encodeURIComponent(name)}${slash}">${escapeHtml(shown)}</a>`;
    return `${link}${pad}${(day as string).replaceAll('/', '-')} ${time} ${size.padStart(exact ? 19 : 7)}\r\n`;
  });
  return (
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre>` +
    `<a href="../">../</a>\r\n${lines.join('')}</pre><hr></body>\r\n</html>\r\n`
  );
}

function human(size: number): string {
  for (const [unit, bytes] of [
    ['G', 1024 ** 3],
    ['M', 1024 ** 2],
    ['K', 1024],
  ] as const) {
    if (size >= bytes) return `${Math.round(size / bytes)}${unit}`;
  }
  return String(size);
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
