/** A request's way through nginx: server, rewrites, location, access, content, error pages. */
import type { HttpRequest, HttpResponse } from '../../../base/http/exchange.ts';
import { EMPTY } from '../../../base/bytes.ts';
import { sourceOf } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { htpasswdMatches } from '../lib/htpasswd.ts';
import { readFile } from '../lib/files.ts';
import { compile, type Listener, type Location, type NginxConfig, Scope, type ServerBlock } from './config.ts';
import { sizeOf, timeOf, type Directive } from './config-parser.ts';
import { answerText, page } from './pages.ts';
import { common, hostNote, proxy, type ProxyContext } from './proxy.ts';
import { fileError, listing, serveFile, StatusError } from './static.ts';
import { expand, hostOf, type Exchange } from './variables.ts';

export interface AnswerContext extends Omit<ProxyContext, 'error'> {
  readonly sys: Sys;
  readonly config: NginxConfig;
  readonly prefix: string;
  readonly software: string;
  status(): string;
  log(level: string, text: string, scope: Scope): Promise<void>;
}

/** Internal redirects and rewrites of one request, as nginx limits them. */
const REWRITES = 10;

export function serverFor(listener: Listener, request: HttpRequest): ServerBlock {
  const host = (request.headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const matches = (test: (name: string) => boolean) => listener.servers.find(({ names }) => names.some(test));
  const longest = (test: (name: string) => boolean) => {
    const found = listener.servers.flatMap((server) => server.names.filter(test).map((name) => ({ server, name })));
    return found.sort((a, b) => b.name.length - a.name.length)[0]?.server;
  };
  return (
    matches((name) => name === host && name !== '') ??
    longest(
      (name) =>
        (name.startsWith('*.') && host.endsWith(name.slice(1))) || (name.startsWith('.') && `.${host}`.endsWith(name)),
    ) ??
    longest((name) => name.endsWith('.*') && host.startsWith(name.slice(0, -1))) ??
    matches((name) => name.startsWith('~') && new RegExp(name.slice(1)).test(host)) ??
    (host === '' ? matches((name) => name === '') : undefined) ??
    (listener.servers[0] as ServerBlock)
  );
}

export async function answer(context: AnswerContext, exchange: Exchange): Promise<HttpResponse> {
  const { request } = exchange;
  const [path = '', query] = splitTarget(request.target);
  const uri = normalise(path);
  if (uri === undefined || (request.headers['host'] === undefined && exchange.line().endsWith('HTTP/1.1'))) {
    const text = page(400, context.software);
    return {
      ...answerText(400, 'text/html', text),
      headers: { 'content-type': 'text/html', 'content-length': String(text.length), connection: 'close' },
    };
  }
  exchange.uri = uri;
  exchange.args = query ?? '';
  let response: HttpResponse;
  try {
    response = await route(context, exchange);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    response = await errorAnswer(context, exchange, error);
  }
  return addHeaders(context, exchange, response);
}

function splitTarget(target: string): [string, string | undefined] {
  const path = target.replace(/^https?:\/\/[^/]*/, '') || '/';
  const mark = path.indexOf('?');
  return mark < 0 ? [path, undefined] : [path.slice(0, mark), path.slice(mark + 1)];
}

/** Decoded, without doubled slashes and dots; undefined when it leads out of the root. */
function normalise(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path.replace(/#.*$/, ''));
  } catch {
    decoded = path;
  }
  if (!decoded.startsWith('/')) return undefined;
  const parts: string[] = [];
  const words = decoded.split('/').slice(1);
  for (const [i, word] of words.entries()) {
    const last = i === words.length - 1;
    if (word === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (word !== '' && word !== '.') parts.push(word);
    if (last && (word === '' || word === '.' || word === '..')) return parts.length > 0 ? `/${parts.join('/')}/` : '/';
  }
  return `/${parts.join('/')}`;
}

async function route(context: AnswerContext, exchange: Exchange): Promise<HttpResponse> {
  const early = await rewrites(context, exchange, exchange.server.scope, true);
  if (early && early !== 'again') return early;
  for (let round = 0; round < REWRITES; round++) {
    const location = findLocation(exchange.server.locations, exchange);
    exchange.location = location;
    const scope = location?.scope ?? exchange.server.scope;
    const rewritten = location ? await rewrites(context, exchange, location.scope, false) : undefined;
    if (rewritten === 'again') continue;
    if (rewritten) return rewritten;
    if (location && location.scope.own('internal').length > 0 && !exchange.internal) throw new StatusError(404);
    const redirected = await contentOf(context, exchange, scope, location);
    if (redirected !== 'again') return redirected;
  }
  throw new StatusError(500, {
    level: 'error',
    text: 'rewrite or internal redirection cycle while processing "' + exchange.uri + '"',
  });
}

function findLocation(locations: readonly Location[], exchange: Exchange): Location | undefined {
  const { uri } = exchange;
  let best: Location | undefined;
  for (const location of locations) {
    if (location.kind === '=' && location.pattern === uri) return location;
    const prefix = location.kind === 'prefix' || location.kind === '^~';
    if (prefix && uri.startsWith(location.pattern) && location.pattern.length > (best?.pattern.length ?? -1))
      best = location;
  }
  const nested = best && findLocation(best.nested, exchange);
  if (nested && nested.kind !== 'regex') return nested;
  if (best?.kind !== '^~') {
    for (const location of [...(best?.nested ?? []), ...locations]) {
      const match = location.expression?.exec(uri);
      if (match) {
        exchange.captures = [...match];
        return location;
      }
    }
  }
  return best;
}

/** The directives of the rewrite module, in order. `again`: the URI changed, look for a location anew. */
async function rewrites(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
  ofServer: boolean,
): Promise<HttpResponse | 'again' | undefined> {
  let changed = false;
  for (const directive of scope.directives) {
    const { name, args } = directive;
    if (name === 'break') return undefined;
    if (name === 'set') exchange.set.set((args[0] as string).slice(1), expand(args[1] as string, exchange));
    if (name === 'return') return returned(exchange, args, context);
    if (name === 'if' && (await condition(context.sys, exchange, args))) {
      const inner = await rewrites(context, exchange, new Scope(directive.block ?? [], scope), ofServer);
      if (inner) return inner;
      const proxied = (directive.block ?? []).some((entry) => entry.name === 'proxy_pass');
      if (proxied) return contentInIf(context, exchange, directive, scope);
    }
    if (name !== 'rewrite') continue;
    const match = compile(args[0] as string, '', '').exec(exchange.uri);
    if (!match) continue;
    exchange.captures = [...match];
    const target = expand(args[1] as string, exchange);
    const flag = args[2];
    if (flag === 'redirect' || flag === 'permanent' || /^(https?:\/\/|\$scheme)/.test(target)) {
      const query = exchange.args && !target.endsWith('?') ? `${target.includes('?') ? '&' : '?'}${exchange.args}` : '';
      return redirect(flag === 'permanent' ? 301 : 302, target.replace(/\?$/, '') + query, exchange, context);
    }
    const [path = '', query] = target.split('?');
    exchange.uri = path;
    if (query !== undefined) exchange.args = query + (exchange.args && query ? `&${exchange.args}` : '');
    exchange.internal = true;
    if (flag === 'break') return undefined;
    if (flag === 'last') return ofServer ? undefined : 'again';
    changed = true;
  }
  return changed && !ofServer ? 'again' : undefined;
}

async function contentInIf(
  context: AnswerContext,
  exchange: Exchange,
  directive: Directive,
  parent: Scope,
): Promise<HttpResponse> {
  const scope = new Scope(directive.block ?? [], parent);
  return proxy(proxyContext(context, exchange), exchange, scope, undefined);
}

async function condition(sys: Sys, exchange: Exchange, args: readonly string[]): Promise<boolean> {
  const words = args
    .join(' ')
    .replace(/^\(\s*/, '')
    .replace(/\s*\)$/, '')
    .split(/\s+/);
  const [left = '', operator, ...rest] = words;
  const right = rest.join(' ').replace(/^["']|["']$/g, '');
  if (operator === undefined) {
    const value = expand(left, exchange);
    return value !== '' && value !== '0';
  }
  if (/^!?-[fdex]$/.test(left)) {
    const found = await fileTest(sys, left.slice(-1), expand(operator, exchange));
    return left.startsWith('!') ? !found : found;
  }
  const value = expand(left, exchange);
  if (operator === '=' || operator === '!=') return (value === expand(right, exchange)) === (operator === '=');
  const match = new RegExp(right, operator.endsWith('*') ? 'i' : '').exec(value);
  if (match) exchange.captures = [...match];
  return operator.startsWith('!') ? !match : match !== null;
}

async function fileTest(sys: Sys, kind: string, path: string): Promise<boolean> {
  try {
    const { type, mode } = await sys.stat(path);
    if (kind === 'f') return type === 'file';
    if (kind === 'd') return type === 'directory';
    return kind === 'e' || (mode & 0o111) !== 0;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function returned(exchange: Exchange, args: readonly string[], context: AnswerContext): HttpResponse {
  const [first = '', second] = args;
  const code = /^\d{3}$/.test(first) ? Number(first) : 302;
  const text = expand((/^\d{3}$/.test(first) ? second : first) ?? '', exchange);
  if ([301, 302, 303, 307, 308].includes(code) && text !== '') return redirect(code, text, exchange, context);
  if (code === 204) return { status: 204, headers: {}, body: sourceOf(EMPTY) };
  if (second === undefined && code >= 300) throw new StatusError(code);
  const scope = exchange.location?.scope ?? exchange.server.scope;
  return answerText(code, scope.value('default_type') ?? 'text/plain', text);
}

/** An address on this server is made absolute; another server's stands where other fields stand. */
function redirect(code: number, target: string, exchange: Exchange, context: AnswerContext): HttpResponse {
  const text = page(code, context.software);
  const local = target.startsWith('/');
  return answerText(code, 'text/html', text, local ? { location: origin(exchange) + target } : { Location: target });
}

function origin(exchange: Exchange): string {
  const { listener, local, request } = exchange;
  const port = local[1];
  const name = hostOf(exchange) || local[0];
  const scheme = listener.tls ? 'https' : 'http';
  const shown = port === (listener.tls ? 443 : 80) ? '' : `:${port}`;
  return request.headers['host'] === undefined && !name ? '' : `${scheme}://${name}${shown}`;
}

async function contentOf(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
  location: Location | undefined,
): Promise<HttpResponse | 'again'> {
  await access(context, exchange, scope);
  const limit = sizeOf(scope.value('client_max_body_size') ?? '1m');
  const size = Number(exchange.request.headers['content-length'] ?? 0);
  if (limit > 0 && size > limit) {
    const text = `client intended to send too large body: ${size} bytes`;
    throw new StatusError(413, { level: 'error', text }, { connection: 'close' });
  }
  const [tries] = scope.all('try_files');
  if (tries && (location?.scope.own('try_files').length || exchange.server.scope.own('try_files').length)) {
    const outcome = await tryFiles(context, exchange, scope, tries.args);
    if (outcome) return outcome;
  }
  if (location && location.scope.own('proxy_pass').length > 0) {
    const prefix = location.kind === 'regex' || location.kind === 'named' ? undefined : location.pattern;
    return proxy(proxyContext(context, exchange), exchange, location.scope, prefix);
  }
  if (location && location.scope.own('stub_status').length > 0) return answerText(200, 'text/plain', context.status());
  return staticContent(context, exchange, scope);
}

function proxyContext(context: AnswerContext, exchange: Exchange): ProxyContext {
  const scope = exchange.location?.scope ?? exchange.server.scope;
  return { ...context, error: (text) => context.log('error', `*${exchange.connection.number} ${text}`, scope) };
}

async function access(context: AnswerContext, exchange: Exchange, scope: Scope): Promise<void> {
  const rules = scope.directives.some(({ name }) => name === 'allow' || name === 'deny') ? scope : scope.parent;
  const list = rules?.directives.filter(({ name }) => name === 'allow' || name === 'deny') ?? [];
  for (const { name, args } of list) {
    if (!inNetwork(exchange.client[0], args[0] as string)) continue;
    if (name === 'deny') throw new StatusError(403, { level: 'error', text: 'access forbidden by rule' });
    break;
  }
  const realm = scope.value('auth_basic');
  if (realm === undefined || realm === 'off') return;
  const challenge = { 'www-authenticate': `Basic realm="${realm}"` };
  const credentials = /^Basic\s+(.*)$/i.exec(exchange.request.headers['authorization'] ?? '')?.[1];
  if (credentials === undefined) throw new StatusError(401, undefined, challenge);
  const [user = '', password = ''] = splitOnce(atob(credentials), ':');
  exchange.user = user;
  const path = absolutePath(scope.value('auth_basic_user_file') ?? '', context.prefix);
  let file: string;
  try {
    file = await readFile(context.sys, path);
  } catch (error) {
    if (error instanceof SysError) throw new StatusError(403, fileError(error, 'open', path).log);
    throw error;
  }
  const known = file.split('\n').some((line) => line.startsWith(`${user}:`));
  if (!known)
    throw new StatusError(401, { level: 'error', text: `user "${user}" was not found in "${path}"` }, challenge);
  if (!(await htpasswdMatches(file, user, password)))
    throw new StatusError(401, { level: 'error', text: `user "${user}": password mismatch` }, challenge);
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `all`, an address, or an address with a prefix length. */
function inNetwork(address: string, network: string): boolean {
  if (network === 'all') return true;
  const [base = '', bits = '32'] = network.split('/');
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}

function absolutePath(path: string, prefix: string): string {
  return path.startsWith('/') ? path : `${prefix}/${path}`;
}

/** Where a URI lies in the file system: below the root, or below an alias without the location's part. */
function filePath(context: AnswerContext, exchange: Exchange, scope: Scope, uri = exchange.uri): string {
  const { location } = exchange;
  const alias = location?.scope.own('alias')[0]?.args[0];
  if (alias !== undefined && location) {
    const base = absolutePath(expand(alias, exchange), context.prefix);
    return location.kind === 'regex' ? base : base + uri.slice(location.pattern.length);
  }
  const root = absolutePath(expand(scope.value('root') ?? 'html', exchange), context.prefix);
  return root.replace(/\/$/, '') + uri;
}

async function tryFiles(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
  args: readonly string[],
): Promise<HttpResponse | 'again' | undefined> {
  const last = args.at(-1) as string;
  for (const candidate of args.slice(0, -1)) {
    const uri = expand(candidate, exchange);
    const wantsFolder = uri.endsWith('/');
    const path = filePath(context, exchange, scope, uri);
    try {
      const { type } = await context.sys.stat(path);
      if ((type === 'directory') !== wantsFolder) continue;
      exchange.uri = wantsFolder && !exchange.uri.endsWith('/') && candidate === '$uri/' ? exchange.uri + '/' : uri;
      if (candidate === '$uri/' && !exchange.uri.endsWith('/')) exchange.uri += '/';
      return undefined;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  if (/^=\d{3}$/.test(last)) throw new StatusError(Number(last.slice(1)));
  exchange.internal = true;
  if (last.startsWith('@')) return toNamed(context, exchange, last);
  const [path = '', query] = expand(last, exchange).split('?');
  if (path === exchange.uri) return undefined;
  exchange.uri = path;
  if (query !== undefined) exchange.args = query;
  return 'again';
}

async function toNamed(context: AnswerContext, exchange: Exchange, name: string): Promise<HttpResponse> {
  const location = exchange.server.locations.find(({ kind, pattern }) => kind === 'named' && pattern === name);
  if (!location) throw new StatusError(500, { level: 'error', text: `could not find named location "${name}"` });
  exchange.location = location;
  exchange.internal = true;
  const rewritten = await rewrites(context, exchange, location.scope, false);
  if (rewritten && rewritten !== 'again') return rewritten;
  const content = await contentOf(context, exchange, location.scope, location);
  if (content === 'again') throw new StatusError(500);
  return content;
}

async function staticContent(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
): Promise<HttpResponse | 'again'> {
  const { sys } = context;
  const { method } = exchange.request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw new StatusError(405);
  const path = filePath(context, exchange, scope);
  if (exchange.uri.endsWith('/')) return directoryContent(context, exchange, scope, path);
  exchange.file = path;
  try {
    if ((await sys.stat(path)).type === 'directory') {
      const query = exchange.args && `?${exchange.args}`;
      return redirect(301, `${encodeURI(exchange.uri)}/${query}`, exchange, context);
    }
  } catch (error) {
    if (error instanceof SysError) throw fileError(error, 'open', path);
    throw error;
  }
  return serveFile(sys, path, { method, headers: exchange.request.headers, type: typeOf(context, scope, path) });
}

async function directoryContent(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
  path: string,
): Promise<HttpResponse | 'again'> {
  const { sys } = context;
  const names = scope.all('index').at(-1)?.args ?? ['index.html'];
  for (const name of names) {
    try {
      const file = name.startsWith('/') ? filePath(context, exchange, scope, name) : path + name;
      if ((await sys.stat(file)).type !== 'file') continue;
      exchange.uri = name.startsWith('/') ? name : exchange.uri + name;
      exchange.internal = true;
      return 'again';
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  try {
    if ((await sys.stat(path)).type !== 'directory') throw new StatusError(404);
  } catch (error) {
    if (error instanceof SysError) throw fileError(error, 'opendir', path);
    throw error;
  }
  if (!scope.flag('autoindex', false)) {
    const text = `directory index of "${path}" is forbidden`;
    throw new StatusError(403, { level: 'error', text });
  }
  const html = await listing(sys, path.replace(/\/$/, ''), exchange.uri, scope.flag('autoindex_exact_size', true));
  const { body } = answerText(200, 'text/html', html);
  return { status: 200, headers: { 'content-type': 'text/html' }, body };
}

function typeOf(context: AnswerContext, scope: Scope, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  const type = context.config.types.get(extension) ?? scope.value('default_type') ?? 'text/plain';
  const charset = scope.value('charset');
  return charset !== undefined && charset !== 'off' && /^text\/|javascript|xml/.test(type)
    ? `${type}; charset=${charset}`
    : type;
}

/** The configured page of a status, or nginx's own. */
async function errorAnswer(context: AnswerContext, exchange: Exchange, error: StatusError): Promise<HttpResponse> {
  const scope = exchange.location?.scope ?? exchange.server.scope;
  await logError(context, exchange, error, scope);
  const custom = scope.all('error_page').find(({ args }) => args.slice(0, -1).includes(String(error.status)));
  if (custom) {
    const target = custom.args.at(-1) as string;
    const changed = custom.args.find((word) => word.startsWith('='))?.slice(1);
    if (/^https?:\/\//.test(target)) return redirect(302, expand(target, exchange), exchange, context);
    try {
      exchange.internal = true;
      exchange.uri = expand(target, exchange);
      const response = target.startsWith('@')
        ? await toNamed(context, exchange, target)
        : await route(context, exchange);
      const { 'accept-ranges': _, etag, 'last-modified': modified, ...headers } = response.headers;
      const kept = { ...headers, ...(modified && { 'last-modified': modified }), ...(etag && { etag }) };
      const status = changed === undefined ? error.status : changed === '' ? response.status : Number(changed);
      return { ...response, status, headers: { ...kept, ...error.headers } };
    } catch (again) {
      if (!(again instanceof StatusError)) throw again;
      await logError(context, exchange, again, scope);
      return answerText(again.status, 'text/html', page(again.status, context.software), again.headers);
    }
  }
  return answerText(error.status, 'text/html', page(error.status, context.software, error.note), error.headers);
}

async function logError(context: AnswerContext, exchange: Exchange, error: StatusError, scope: Scope): Promise<void> {
  if (!error.log) return;
  if (error.status === 404 && !scope.flag('log_not_found', true)) return;
  const upstream = exchange.upstream
    ? `, upstream: "http://${exchange.upstream.address}${exchange.request.target}"`
    : '';
  const about = `client: ${exchange.client[0]}, ${common(exchange)}${upstream}${hostNote(exchange)}`;
  await context.log(error.log.level, `*${exchange.connection.number} ${error.log.text}, ${about}`, scope);
}

/** add_header only decorates what went well, unless it says `always`. */
const DECORATED = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

function addHeaders(context: AnswerContext, exchange: Exchange, response: HttpResponse): HttpResponse {
  const scope = exchange.location?.scope ?? exchange.server.scope;
  const headers: Record<string, string> = { ...response.headers };
  const good = DECORATED.has(response.status);
  const expires = scope.value('expires');
  if (expires !== undefined && good) Object.assign(headers, expiry(expires, context.sys.now()));
  for (const { args } of scope.all('add_header')) {
    const [name = '', value = '', always] = args;
    if (good || always === 'always') headers[name] = expand(value, exchange);
  }
  return { ...response, headers };
}

function expiry(value: string, now: number): Record<string, string> {
  if (value === 'off') return {};
  if (value === 'epoch') return { Expires: 'Thu, 01 Jan 1970 00:00:01 GMT', 'Cache-Control': 'no-cache' };
  if (value === 'max') return { Expires: 'Thu, 31 Dec 2037 23:55:55 GMT', 'Cache-Control': 'max-age=315360000' };
  const ms = timeOf(value.replace(/^-/, '')) * (value.startsWith('-') ? -1 : 1);
  const cache = ms < 0 ? 'no-cache' : `max-age=${ms / 1000}`;
  return { Expires: new Date(now + ms).toUTCString(), 'Cache-Control': cache };
}
