/** Files and folders as Apache answers with them: index files, listings, conditions, ranges, types. */
import { EMPTY } from '../../../base/bytes.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Stat } from '../../../kernel/sys.ts';
import { fileSource } from '../lib/files.ts';
import { rangeCounts, rangesOf, rangeText, tagged, unmet } from '../lib/ranges.ts';
import { textAnswer } from '../lib/text-answer.ts';
import { signatureOf } from './error-answer.ts';
import { type Exchange, Refused } from './exchange.ts';
import { expiry } from './header-rules.ts';
import { listing } from './pages.ts';

/** Undefined when there is nothing; Refused when it cannot be looked at. */
export async function statOf(exchange: Exchange, path: string): Promise<Stat | undefined> {
  try {
    return await exchange.context.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno !== 'EACCES') return undefined;
    await exchange.error(
      'core',
      `(13)Permission denied: AH00035: access to ${exchange.uri} denied (filesystem path '${path}') because search permissions are missing on a component of the path`,
    );
    throw new Refused(403);
  }
}

/** Links are followed where Options have it so. */
export async function checkLinks(exchange: Exchange, path: string): Promise<void> {
  const options = exchange.options();
  if (options.has('followsymlinks') || options.has('symlinksifownermatch')) return;
  try {
    if ((await exchange.context.sys.lstat(path.replace(/(?<=.)\/$/, ''))).type !== 'symlink') return;
  } catch (error) {
    if (error instanceof SysError) return;
    throw error;
  }
  await exchange.error('core', `AH00037: Symbolic link not allowed or link target not accessible: ${path}`);
  throw new Refused(403);
}

/** `path` ends in a slash. A folder's file, or what is in it. */
export async function folderAnswer(exchange: Exchange, path: string): Promise<HttpResponse> {
  const { sys } = exchange.context;
  const given = exchange.settings.filter(({ name }) => name === 'DirectoryIndex').at(-1)?.args ?? ['index.html'];
  const names = given.length === 1 && given[0] === 'disabled' ? [] : given;
  for (const name of names) {
    const stat = await statOf(exchange, path + name);
    if (stat?.type === 'file') return fileAnswer(exchange, path + name, stat);
  }
  if (!exchange.options().has('indexes')) {
    await exchange.error(
      'autoindex',
      `AH01276: Cannot serve directory ${path}: No matching DirectoryIndex (${names.join(',') || 'none'}) found, and server-generated directory index forbidden by Options directive`,
    );
    throw new Refused(403);
  }
  const fancy = exchange.settings.some(
    ({ name, args }) => name === 'IndexOptions' && args.some((arg) => /^fancyindexing$/i.test(arg)),
  );
  const folder = path.replace(/(?<=.)\/$/, '');
  return textAnswer(
    200,
    'text/html;charset=UTF-8',
    await listing(sys, folder, exchange.uri, fancy, signatureOf(exchange)),
  );
}

export async function fileAnswer(exchange: Exchange, path: string, stat: Stat): Promise<HttpResponse> {
  const { sys } = exchange.context;
  const { headers } = exchange.about.request;
  let fd: number;
  try {
    fd = await sys.open(path, O.RDONLY);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await exchange.error('core', `(13)Permission denied: AH00132: file permissions deny server access: ${path}`);
    throw new Refused(403);
  }
  const modified = new Date(Math.floor(stat.mtime / 1000) * 1000).toUTCString();
  const weak = sys.now() - stat.mtime < 1000 ? 'W/' : '';
  const etag = `${weak}"${stat.size.toString(16)}-${Math.floor(stat.mtime * 1000).toString(16)}"`;
  const validators = { 'last-modified': modified, etag, 'accept-ranges': 'bytes' };
  const early = unmet(headers, modified, etag) ? 412 : unchanged(headers, modified, etag, sys.now()) ? 304 : 0;
  const ranges = early || !rangeCounts(headers, modified, etag) ? [] : rangesOf(headers['range'], stat.size);
  if (early || ranges === 'unsatisfiable') await sys.close(fd);
  if (early === 412) throw new Refused(412);
  if (early === 304) return { status: 304, headers: validators, body: sourceOf(EMPTY) };
  if (ranges === 'unsatisfiable') throw new Refused(416);
  // Several ranges are answered by the whole, which RFC 9110 allows.
  const range = ranges.length === 1 ? ranges[0] : undefined;
  const { start, end } = range ?? { start: 0, end: stat.size - 1 };
  const size = Math.max(0, end - start + 1);
  const type = typeOf(exchange, path);
  const fields: Record<string, string> = { ...validators, 'content-length': String(size) };
  if (range) fields['content-range'] = rangeText(range, stat.size);
  if (type !== undefined) fields['content-type'] = type;
  Object.assign(fields, expiry(exchange.settings, type, sys.now(), stat.mtime));
  return { status: range ? 206 : 200, headers: fields, body: fileSource(sys, fd, start, size) };
}

function typeOf(exchange: Exchange, path: string): string | undefined {
  const forced = exchange.forcedType ?? exchange.last('ForceType');
  if (forced !== undefined) return forced;
  const parts = path
    .slice(path.lastIndexOf('/') + 1)
    .split('.')
    .slice(1);
  const added = exchange.settings.filter(({ name }) => name === 'AddType');
  for (const extension of parts.reverse()) {
    const own = added.findLast(({ args }) => args.slice(1).some((arg) => arg.replace(/^\./, '') === extension))
      ?.args[0];
    const type = own ?? exchange.context.config.types.get(extension.toLowerCase());
    const charset = exchange.last('AddDefaultCharset');
    if (type !== undefined)
      return charset !== undefined && !/^off$/i.test(charset) && /^text\/(html|plain)$/.test(type)
        ? `${type}; charset=${charset}`
        : type;
  }
  return undefined;
}

/** A date that is still to come says nothing. */
function unchanged(headers: Readonly<Record<string, string>>, modified: string, etag: string, now: number): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tagged(tags, etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return since >= Date.parse(modified) && since <= now;
}
