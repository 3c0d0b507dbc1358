/** Files below a root: validators, ranges, and what goes wrong. */
import { EMPTY, utf8 } from '../../../base/bytes.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { ERRNO, SysError } from '../../../kernel/errno.ts';
import { O, type Stat, type Sys } from '../../../kernel/sys.ts';
import { fileSource } from '../lib/files.ts';
import { type Range, rangeCounts, rangesOf, rangeText, tagged, unmet } from '../lib/ranges.ts';

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
  const file = { ...validators, size: stat.size, type: request.type };
  const early = unmet(request.headers, modified, etag) ? 412 : unchanged(request.headers, modified, etag) ? 304 : 0;
  const ranges =
    early || !rangeCounts(request.headers, modified, etag) ? [] : rangesOf(request.headers['range'], stat.size);
  if (early || ranges === 'unsatisfiable') await sys.close(fd);
  if (early === 412) throw new StatusError(412);
  if (early === 304) return { status: 304, headers: validators, body: sourceOf(EMPTY) };
  if (ranges === 'unsatisfiable') throw new StatusError(416, undefined, { 'content-range': `bytes */${stat.size}` });
  if (ranges.length > 1) return partsAnswer(sys, fd, file, ranges);
  const [range] = ranges;
  const { start, end } = range ?? { start: 0, end: stat.size - 1 };
  const size = Math.max(0, end - start + 1);
  const more: Record<string, string> = range
    ? { 'content-range': rangeText(range, stat.size) }
    : { 'accept-ranges': 'bytes' };
  return {
    status: range ? 206 : 200,
    headers: { 'content-type': request.type, 'content-length': String(size), ...validators, ...more },
    body: fileSource(sys, fd, start, size),
  };
}

let boundaries = 0;

/** Several ranges: each a part with a head of its own (RFC 9110, section 14.6). */
function partsAnswer(
  sys: Sys,
  fd: number,
  file: { readonly etag: string; readonly 'last-modified': string; readonly size: number; readonly type: string },
  ranges: readonly Range[],
): HttpResponse {
  const { size, type, etag, 'last-modified': modified } = file;
  const boundary = String(++boundaries).padStart(20, '0');
  const head = (range: Range) =>
    utf8(`\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${rangeText(range, size)}\r\n\r\n`);
  const end = utf8(`\r\n--${boundary}--\r\n`);
  const length = ranges.reduce((sum, range) => sum + head(range).length + range.end - range.start + 1, end.length);
  async function* body() {
    try {
      for (const range of ranges) {
        yield head(range);
        await sys.seek(fd, range.start, 'set');
        yield* fileSource(sys, sys.dup(fd), 0, range.end - range.start + 1);
      }
      yield end;
    } finally {
      await sys.close(fd);
    }
  }
  return {
    status: 206,
    headers: {
      'content-type': `multipart/byteranges; boundary=${boundary}`,
      'content-length': String(length),
      'last-modified': modified,
      etag,
    },
    body: body(),
  };
}

type Headers = Readonly<Record<string, string>>;

function unchanged(headers: Headers, modified: string, etag: string): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tagged(tags, etag);
  // `if_modified_since exact`, nginx's default.
  return headers['if-modified-since'] === modified;
}
