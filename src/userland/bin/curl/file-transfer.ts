/** curl's file: protocol: a file that is read, or written by -T, as if it came from a server. */
import { text, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Stat, type Sys } from '../../../kernel/sys.ts';
import { strftime } from '../lib/strftime.ts';
import { CurlError } from './errors.ts';

export interface FileRequest {
  readonly path: string;
  /** What -T sends. */
  readonly upload: Uint8Array | undefined;
  readonly range: string | undefined;
  readonly headOnly: boolean;
  /** The fields of a head, which curl makes up, a line each. */
  readonly onHead: (text: string) => Promise<void>;
  readonly onBody: (bytes: Uint8Array) => Promise<void>;
  /** How many bytes are coming. */
  readonly expects: (size: number) => void;
}

const PIECE = 16 * 1024;

export async function transferFile(sys: Sys, request: FileRequest): Promise<void> {
  const { path, upload } = request;
  if (upload) return sendFile(sys, path, upload);
  let fd: number;
  let stat: Stat;
  try {
    fd = await sys.open(path, O.RDONLY);
    stat = await sys.fstat(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new CurlError(37, `Couldn't open file ${path}`);
  }
  try {
    await request.onHead(headOf(stat) + (request.headOnly ? '' : '\r\n'));
    if (request.headOnly || stat.type === 'directory') return;
    const [from, to] = extentOf(request.range, stat.size);
    request.expects(to - from);
    await sys.seek(fd, from, 'set');
    for (let left = to - from; left > 0;) {
      const bytes = await sys.read(fd, Math.min(left, PIECE));
      if (bytes.length === 0) return;
      left -= bytes.length;
      await request.onBody(bytes);
    }
  } finally {
    await sys.close(fd);
  }
}

function headOf({ size, mtime }: Stat): string {
  const modified = strftime('%a, %d %b %Y %H:%M:%S GMT', mtime);
  return `Content-Length: ${size}\r\nAccept-ranges: bytes\r\nLast-Modified: ${modified}\r\n`;
}

/** The bytes of `2-3`, `4-` and `-5`. */
function extentOf(range: string | undefined, size: number): [from: number, to: number] {
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (!first) return [last ? Math.max(0, size - Number(last)) : 0, size];
  if (Number(first) > size) throw new CurlError(36, 'failed to resume file:// transfer');
  return [Number(first), last ? Math.min(size, Number(last) + 1) : size];
}

async function sendFile(sys: Sys, path: string, bytes: Uint8Array): Promise<void> {
  try {
    const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    await sys.write(fd, bytes);
    await sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new CurlError(23, `Can't open ${path} for writing`);
  }
}

/** The path of a file: URL, whose host can only be this one. */
export function pathOfFileUrl(rest: string): string {
  const [, host = '', path = ''] = /^(?:\/\/([^/]*))?(\/[^?#]*)?/.exec(rest) ?? [];
  if (!path || !/^(?:|localhost|127\.0\.0\.1)$/i.test(host))
    throw new CurlError(3, 'URL using bad/illegal format or missing URL');
  const parts = path.split(/(%[0-9a-fA-F]{2})/);
  return text(
    Uint8Array.from(parts.flatMap((part) => (/^%..$/.test(part) ? [parseInt(part.slice(1), 16)] : [...utf8(part)]))),
  );
}
