/**
 * A web site of plain files: what the site that serves the sandbox has below `internet/<host>/`, made when it was built.
 * Directories are listed where the real site lists them (their `index.json` says what is in them).
 */
import { text } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { storedPath } from '../base/stored-path.ts';
import { collect, fromReadable } from '../base/streams.ts';
import type { HostRequest, FetchHandler } from './host.ts';
import { plainAnswer } from './answers.ts';

/** `fetch` of the serving site's files, by path below its root: `internet/example.com/index.html`. */
export type SiteFetch = (path: string, init?: { readonly method?: 'GET' | 'HEAD' }) => Promise<Response>;

export interface StaticSiteOptions {
  readonly fetch: SiteFetch;
  /** Folder below `internet/`. */
  readonly folder: string;
  /** The header `Server`. */
  readonly server: string;
  /** RFC 9110 date, for files that do not say how old they are. */
  readonly lastModified: string;
}

/** A directory as the build lists it. */
export interface ListedFile {
  /** With a slash at the end for a directory. */
  readonly name: string;
  readonly size: number;
}

export function staticSite(options: StaticSiteOptions): FetchHandler {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405, 'Method Not Allowed\n');
    const { pathname } = new URL(request.url);
    const path = decodeURIComponent(pathname);
    if (path.split('/').includes('..')) return plainAnswer(400, 'Bad Request\n');
    const headers = { Server: options.server, 'Last-Modified': options.lastModified };
    if (path.endsWith('/')) return directory(options, path, headers);
    return file(options, path, request, headers);
  };
}

async function file(
  { fetch, folder, lastModified }: StaticSiteOptions,
  path: string,
  request: HostRequest,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const found = await siteFile(fetch, `internet/${folder}${path}`, request.method === 'HEAD' ? 'HEAD' : 'GET');
  if (!found) {
    const listed = await siteFile(fetch, `internet/${folder}${path}/index.json`, 'HEAD');
    if (listed) return plainAnswer(301, '', { ...headers, Location: `${new URL(request.url).pathname}/` });
    return notFound(path);
  }
  if (/\/(In)?Release$/.test(path) && found.body) return release(found, request, headers);
  if (request.headers.get('if-modified-since') === lastModified) {
    await found.body?.cancel();
    return new Response(null, { status: 304, statusText: 'Not Modified', headers });
  }
  const length = found.headers.get('content-encoding') === null ? found.headers.get('content-length') : null;
  const all = { ...headers, 'Content-Type': mediaType(path), ...(length !== null && { 'Content-Length': length }) };
  return new Response(request.method === 'HEAD' ? null : found.body, { status: 200, statusText: 'OK', headers: all });
}

/** An archive's Release file is as old as it says: that is how apt tells whether anything is new. */
async function release(
  found: Response,
  request: HostRequest,
  given: Readonly<Record<string, string>>,
): Promise<Response> {
  const content = text(await collect(fromReadable(found.body as ReadableStream<Uint8Array>), LIMITS.requestBodyBytes));
  const date = /^Date: (.+)$/m.exec(content)?.[1]?.replace(/ UTC$/, ' GMT');
  const headers = { ...given, ...(date !== undefined && { 'Last-Modified': date }) };
  if (date !== undefined && request.headers.get('if-modified-since') === date) {
    return new Response(null, { status: 304, statusText: 'Not Modified', headers });
  }
  return plainAnswer(200, content, headers);
}

async function directory(
  { fetch, folder }: StaticSiteOptions,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const page = await siteFile(fetch, `internet/${folder}${path}index.html`, 'GET');
  if (page) {
    return new Response(page.body, {
      status: 200,
      statusText: 'OK',
      headers: { ...headers, 'Content-Type': 'text/html' },
    });
  }
  const listed = await siteFile(fetch, `internet/${folder}${path}index.json`, 'GET');
  if (!listed?.body) return notFound(path);
  const files = JSON.parse(text(await collect(fromReadable(listed.body), LIMITS.requestBodyBytes))) as ListedFile[];
  return plainAnswer(200, listing(path, files), { ...headers, 'Content-Type': 'text/html;charset=UTF-8' });
}

/** Undefined when the site has no such file. Servers of single pages answer with their start page instead of 404. */
export async function siteFile(fetch: SiteFetch, path: string, method: 'GET' | 'HEAD'): Promise<Response | undefined> {
  const response = await fetch(storedPath(path), { method });
  const startPage = (response.headers.get('content-type') ?? '').startsWith('text/html') && !path.endsWith('.html');
  if (response.ok && !startPage) return response;
  await response.body?.cancel();
  return undefined;
}

function listing(path: string, files: readonly ListedFile[]): string {
  const rows = files.map(
    ({ name, size }) =>
      `<a href="${name}">${name}</a>${' '.repeat(Math.max(1, 60 - name.length))}${name.endsWith('/') ? '-' : size}`,
  );
  return `<html>\n<head><title>Index of ${path}</title></head>\n<body>\n<h1>Index of ${path}</h1>\n<pre><a href="../">../</a>\n${rows.join('\n')}\n</pre>\n</body>\n</html>\n`;
}

function notFound(path: string): Response {
  const body = `<html>\n<head><title>404 Not Found</title></head>\n<body>\n<h1>Not Found</h1>\n<p>The requested URL ${path} was not found on this server.</p>\n</body>\n</html>\n`;
  return plainAnswer(404, body, { 'Content-Type': 'text/html; charset=iso-8859-1' });
}

function mediaType(path: string): string {
  const ending = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? '';
  return MEDIA[ending] ?? (path.includes('.') ? 'application/octet-stream' : 'text/plain');
}

const MEDIA: Readonly<Record<string, string>> = {
  html: 'text/html',
  txt: 'text/plain',
  xml: 'application/xml',
  gz: 'application/x-gzip',
  deb: 'application/x-debian-package',
  rpm: 'application/x-rpm',
  json: 'application/json',
  sh: 'text/plain',
};
