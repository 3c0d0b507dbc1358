/**
 * The site without a network. The build's own files are kept when the worker is installed, under the build's name; the
 * teaching images are kept as they are fetched: what has a digest in its address never changes, everything else of the
 * tree is asked for again while there is a network. The runtimes of languages have their version in their address.
 */

const SITE = 'drydock-site-';
const HUB = 'drydock-hub';
const LANGUAGES = 'drydock-languages';

export interface Build {
  readonly version: string;
  /** Paths below the base. */
  readonly files: readonly string[];
}

export async function keepSite({ version, files }: Build, base: string): Promise<void> {
  const cache = await caches.open(SITE + version);
  await cache.addAll(files.map((file) => base + file));
}

/** Drops what older builds kept. */
export async function dropOlder({ version }: Build): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(SITE) && name !== SITE + version).map((n) => caches.delete(n)),
  );
}

/** The answer to a GET or HEAD of the site, or undefined when it is left to the browser. */
export function answerSite(request: Request, path: string, build: Build): Promise<Response> | undefined {
  if (request.method === 'HEAD') return path.startsWith('hub/') ? headOf(request) : undefined;
  if (path.startsWith('hub/'))
    return /sha256:[0-9a-f]{64}$/.test(path) ? forEver(request, HUB) : freshIfPossible(request);
  if (path.startsWith('languages/')) return forEver(request, LANGUAGES);
  const file = path === '' ? 'index.html' : path;
  return build.files.includes(file) ? kept(request, file, build) : undefined;
}

async function kept(request: Request, file: string, { version }: Build): Promise<Response> {
  const cache = await caches.open(SITE + version);
  return (await cache.match(new URL(file, baseOf(request, file)).href)) ?? fetch(request);
}

/** The address of the site's base: the request's own, without the file. */
function baseOf(request: Request, file: string): string {
  const url = new URL(request.url);
  url.search = url.hash = '';
  return file === 'index.html' && !url.pathname.endsWith('index.html')
    ? url.href
    : url.href.slice(0, url.href.length - file.length);
}

/** What is kept has its size; what is not is asked for. */
async function headOf(request: Request): Promise<Response> {
  const known = await (await caches.open(HUB)).match(request.url);
  return known ? new Response(null, { headers: known.headers }) : fetch(request);
}

async function forEver(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(name);
  const known = await cache.match(request.url);
  return known ?? keepAnswer(cache, request, await fetch(request));
}

async function freshIfPossible(request: Request): Promise<Response> {
  const cache = await caches.open(HUB);
  try {
    return await keepAnswer(cache, request, await fetch(request));
  } catch (error) {
    const known = await cache.match(request.url);
    if (known) return known;
    throw error;
  }
}

/** A full store costs only the convenience. */
async function keepAnswer(cache: Cache, request: Request, response: Response): Promise<Response> {
  if (response.status === 200) await cache.put(request.url, response.clone()).catch(() => undefined);
  return response;
}
