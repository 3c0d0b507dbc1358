/** A request's answer by Apache, in the order of its hooks: rewriting, proxies, redirects and aliases, access, sections, content. */
import { EMPTY } from '../../../base/bytes.ts';
import type { HttpRequest, HttpResponse } from '../../../base/http/exchange.ts';
import { sourceOf } from '../../../base/streams.ts';
import { withoutDots } from '../lib/uri-path.ts';
import { checkAccess } from './access.ts';
import { readAccessFile } from './access-file.ts';
import { type ApacheConfig, last, type VirtualHost } from './config.ts';
import { ApacheConfigError } from './config-parser.ts';
import { checkLinks, fileAnswer, folderAnswer, statOf } from './content.ts';
import { deflated } from './deflate.ts';
import { errorAnswer, movedTo } from './error-answer.ts';
import { type ApacheContext, type ApacheRequest, Exchange, Refused } from './exchange.ts';
import { withHeaders } from './header-rules.ts';
import { levelsFor } from './levels.ts';
import { proxyTarget } from './proxy-pass.ts';
import { proxied } from './proxy.ts';
import { aliasOf, redirectOf } from './redirects.ts';
import { rewriteInFolder, rewriteInServer } from './rewrite.ts';

export interface Answered {
  readonly response: HttpResponse;
  readonly host: VirtualHost | undefined;
  readonly user: string;
}

export function hostFor(config: ApacheConfig, request: HttpRequest, port: number): VirtualHost | undefined {
  const asked = (request.headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const candidates = config.hosts.filter((host) => host.port === undefined || host.port === port);
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.toLowerCase().replace(/\./g, '\\.').replaceAll('*', '.*')}$`).test(asked);
  return (
    candidates.find(({ name, aliases }) => name?.replace(/:\d+$/, '').toLowerCase() === asked || aliases.some(fits)) ??
    candidates[0]
  );
}

export async function answer(context: ApacheContext, about: ApacheRequest): Promise<Answered> {
  const host = hostFor(context.config, about.request, about.local[1]);
  const exchange = new Exchange(context, about, host);
  return { response: decorated(exchange, await anyAnswer(exchange)), host, user: exchange.user };
}

async function anyAnswer(exchange: Exchange): Promise<HttpResponse> {
  const { request } = exchange.about;
  const [raw = '/', query] = request.target.replace(/^https?:\/\/[^/]*/, '').split(/\?(.*)/s);
  try {
    const uri = decoded(raw);
    if (uri === undefined) {
      await exchange.error('core', `AH10244: invalid URI path (${raw})`);
      throw new Refused(400, { connection: 'close' });
    }
    if (request.headers['host'] === undefined && request.protocol === 'HTTP/1.1') {
      exchange.uri = uri;
      throw new Refused(400, { connection: 'close' });
    }
    return await followed(exchange, uri, query);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return errorAnswer(exchange, error, (page) => errorDocument(exchange, page));
  }
}

function decoded(path: string): string | undefined {
  try {
    const text = decodeURIComponent(path);
    return text.includes('\0') ? undefined : withoutDots(text);
  } catch {
    return undefined;
  }
}

/** Undefined when the page of an error cannot be had either. */
async function errorDocument(exchange: Exchange, page: string): Promise<HttpResponse | undefined> {
  try {
    const [uri = '/', query] = page.split(/\?(.*)/s);
    const found = await followed(exchange, uri, query);
    return found.status < 300 ? found : undefined;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** What a module has looked up anew within the server: ap_internal_redirect. */
export interface Elsewhere {
  readonly uri: string;
  readonly query: string | undefined;
}

const MOST_REDIRECTS = 10;

async function followed(exchange: Exchange, uri: string, query: string | undefined): Promise<HttpResponse> {
  let place: Elsewhere = { uri, query };
  for (let round = 0; round <= MOST_REDIRECTS; round++) {
    exchange.uri = place.uri;
    exchange.query = place.query;
    const found = await content(exchange);
    if ('status' in found) return found;
    place = found;
  }
  await exchange.error(
    'core',
    `AH00124: Request exceeded the limit of ${MOST_REDIRECTS} internal redirects due to probable configuration error. Use 'LimitInternalRecursion' to increase the limit if necessary. Use 'LogLevel debug' to get a backtrace.`,
  );
  throw new Refused(500, { connection: 'close' });
}

async function content(exchange: Exchange): Promise<HttpResponse | Elsewhere> {
  const rewritten = await rewriteInServer(exchange);
  if (rewritten && 'response' in rewritten) return rewritten.response;
  if (rewritten && 'uri' in rewritten) exchange.uri = rewritten.uri;
  const target = (rewritten && 'proxy' in rewritten ? rewritten.proxy : undefined) ?? proxyTarget(exchange);
  if (target !== undefined) {
    await settle(exchange, undefined, target);
    await checkAccess(exchange, `proxy:${target}`);
    await checkLimits(exchange);
    return proxied(exchange, target);
  }
  const path = rewritten && 'path' in rewritten ? rewritten.path : undefined;
  if (path === undefined) {
    const moved = redirectOf(exchange, exchange.ofServer);
    if (moved) return moved;
  }
  return local(exchange, path ?? translate(exchange, exchange.uri));
}

/** DocumentRoot, or an Alias whose URL part is replaced. */
function translate(exchange: Exchange, uri: string): string {
  return aliasOf(exchange, uri)?.path ?? exchange.documentRoot() + uri;
}

async function local(exchange: Exchange, path: string): Promise<HttpResponse | Elsewhere> {
  const { method } = exchange.about.request;
  await settle(exchange, path);
  await checkAccess(exchange, path);
  const rewritten = await rewriteInFolder(exchange, path);
  if (rewritten && 'response' in rewritten) return rewritten.response;
  if (rewritten && 'proxy' in rewritten) return proxied(exchange, rewritten.proxy);
  if (rewritten && 'uri' in rewritten) return { uri: rewritten.uri, query: exchange.query };
  const sections = exchange.levels.slice(2).reverse();
  const moved = redirectOf(
    exchange,
    sections.flatMap(({ directives }) => directives),
  );
  if (moved) return moved;
  await checkLimits(exchange);
  if (method === 'OPTIONS')
    return { status: 200, headers: { allow: ALLOWED, 'content-length': '0' }, body: sourceOf(EMPTY) };
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw new Refused(405, { allow: ALLOWED });
  await checkLinks(exchange, path);
  const stat = await statOf(exchange, path);
  if (!stat) return fallback(exchange);
  if (stat.type !== 'directory') return fileAnswer(exchange, path, stat);
  if (!exchange.uri.endsWith('/')) {
    const query = exchange.query === undefined ? '' : `?${exchange.query}`;
    return movedTo(exchange, 301, `${encodeURI(exchange.uri)}/${query}`);
  }
  return folderAnswer(exchange, path.endsWith('/') ? path : `${path}/`);
}

/** FallbackResource answers for what is not there. */
function fallback(exchange: Exchange): Elsewhere {
  const uri = exchange.last('FallbackResource');
  if (uri === undefined || uri === 'disabled' || uri === exchange.uri) throw new Refused(404);
  return { uri, query: exchange.query };
}

/** Finds the settings of a path or of what is asked by proxy, those of .htaccess files among them. */
async function settle(exchange: Exchange, path: string | undefined, proxy?: string): Promise<void> {
  const { context, host, uri } = exchange;
  const { sys, config, version, program } = context;
  const options = { sys, root: config.root, defines: new Set<string>(), version, program };
  try {
    const levels = await levelsFor(config, host, { path, uri, proxy }, (file, allowed) =>
      readAccessFile(file, allowed, options, config.modules),
    );
    exchange.take(levels);
  } catch (error) {
    if (!(error instanceof ApacheConfigError)) throw error;
    const [address, port] = exchange.about.client;
    await context.error('alert', 'core', `[client ${address}:${port}] ${error.message}`, host);
    throw new Refused(500, { connection: 'close' });
  }
}

async function checkLimits(exchange: Exchange): Promise<void> {
  const length = exchange.about.request.headers['content-length'];
  const most = Number(exchange.last('LimitRequestBody') ?? 0);
  if (most === 0 || Number(length ?? 0) <= most) return;
  await exchange.error(
    'core',
    `AH00588: Requested content-length of ${length} is larger than the configured limit of ${most}`,
  );
  throw new Refused(413, { connection: 'close' });
}

const ALLOWED = 'HEAD,GET,POST,OPTIONS';

function decorated(exchange: Exchange, response: HttpResponse): HttpResponse {
  const { config } = exchange.context;
  const { settings, cookies } = exchange;
  const noted = cookies.length > 0 && { 'set-cookie': cookies.join(', ') };
  const whole = deflated(exchange, { ...response, headers: { ...response.headers, ...noted } });
  const now = exchange.context.sys.now();
  const facts = { env: exchange.environment(), startedMs: exchange.startedMs, now };
  const headed = config.modules.has('headers_module') ? withHeaders(whole, settings, facts, exchange.failed) : whole;
  const once = /^off$/i.test(last(settings, 'KeepAlive') ?? 'on');
  return once ? { ...headed, headers: { ...headed.headers, connection: 'close' } } : headed;
}
