/** A request's way through nginx: server, rewrites, location, access, content, error pages. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { SysError } from '../../../kernel/errno.ts';
import { textAnswer } from '../lib/text-answer.ts';
import { access } from './access.ts';
import { addHeaders } from './added-headers.ts';
import { type AnswerContext, proxyContext } from './answer-context.ts';
import { filterBody } from './body-filters.ts';
import { type Location, Scope } from './config.ts';
import { sizeOf, timeOf } from './config-parser.ts';
import { staticContent } from './file-content.ts';
import { filePath } from './file-path.ts';
import { findLocation, normalise, splitTarget } from './find-server.ts';
import { closingFields, pageAnswer } from './pages.ts';
import { common, hostNote, proxy } from './proxy.ts';
import { redirect } from './redirect.ts';
import { limitRequests } from './request-limit.ts';
import { rewrites } from './rewrite.ts';
import { StatusError } from './static.ts';
import { expand, type Exchange } from './variables.ts';

/** Internal redirects and rewrites of one request, as nginx limits them. */
const REWRITES = 10;

export async function answer(context: AnswerContext, exchange: Exchange): Promise<HttpResponse> {
  const { request } = exchange;
  const [path = '', query] = splitTarget(request.target);
  const uri = normalise(path);
  if (uri === undefined || (request.headers['host'] === undefined && exchange.line().endsWith('HTTP/1.1'))) {
    return pageAnswer(400, context.software);
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
  const filtered = await filterBody(exchange, addHeaders(context, exchange, response));
  const scope = exchange.location?.scope ?? exchange.server.scope;
  const once = timeOf(scope.value('keepalive_timeout') ?? '75s') === 0;
  return once ? { ...filtered, headers: { ...filtered.headers, connection: 'close' } } : filtered;
}

async function route(context: AnswerContext, exchange: Exchange): Promise<HttpResponse> {
  const early = await rewrites(context, exchange, exchange.server.scope, true);
  if (early && early !== 'again') return early;
  for (let round = 0; round < REWRITES; round++) {
    const location = findLocation(exchange.server.locations, exchange);
    exchange.location = location;
    const scope = location?.scope ?? exchange.server.scope;
    if (location && location.scope.own('internal').length > 0 && !exchange.internal) throw new StatusError(404);
    const rewritten = location ? await rewrites(context, exchange, location.scope, false) : undefined;
    if (rewritten === 'again') continue;
    if (rewritten) return rewritten;
    const redirected = await contentOf(context, exchange, scope, location);
    if (redirected !== 'again') return redirected;
  }
  throw new StatusError(500, {
    level: 'error',
    text: 'rewrite or internal redirection cycle while processing "' + exchange.uri + '"',
  });
}

async function contentOf(
  context: AnswerContext,
  exchange: Exchange,
  scope: Scope,
  location: Location | undefined,
): Promise<HttpResponse | 'again'> {
  await limitRequests(context, exchange, scope);
  await access(context, exchange, accessScope(scope, exchange.request.method));
  await authRequest(context, exchange, scope);
  const limit = sizeOf(scope.value('client_max_body_size') ?? '1m');
  const size = Number(exchange.request.headers['content-length'] ?? 0);
  if (limit > 0 && size > limit) {
    const text = `client intended to send too large body: ${size} bytes`;
    throw new StatusError(413, { level: 'error', text });
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
  if (location && location.scope.own('stub_status').length > 0) return textAnswer(200, 'text/plain', context.status());
  return staticContent(context, exchange, scope);
}

/** limit_except has rules of its own for all methods but those that it names; who may GET may HEAD. */
function accessScope(scope: Scope, method: string): Scope {
  const [limit] = scope.own('limit_except');
  const excepted = limit && (limit.args.includes(method) || (method === 'HEAD' && limit.args.includes('GET')));
  return limit && !excepted ? new Scope(limit.block ?? [], scope) : scope;
}

/** auth_request: another location says by its status whether the request may come in. */
async function authRequest(context: AnswerContext, exchange: Exchange, scope: Scope): Promise<void> {
  const uri = scope.value('auth_request');
  if (uri === undefined || uri === 'off' || exchange.authorising) return;
  const { target: _, body: __, ...request } = exchange.request;
  const inner: Exchange = {
    ...exchange,
    request: { ...request, method: 'GET', target: uri },
    location: undefined,
    uri,
    args: '',
    internal: true,
    authorising: true,
  };
  let status: number;
  let headers: Readonly<Record<string, string>>;
  try {
    ({ status, headers } = await route(context, inner));
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    ({ status, headers } = error);
  }
  if (status >= 200 && status < 300) return;
  const challenge = headers['www-authenticate'];
  if (status === 401) throw new StatusError(401, undefined, challenge ? { 'www-authenticate': challenge } : {});
  if (status === 403) throw new StatusError(403);
  throw new StatusError(500, { level: 'error', text: `auth request unexpected status: ${status}` });
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
      const status = changed === undefined ? error.status : changed === '' ? response.status : Number(changed);
      const { 'accept-ranges': _, 'last-modified': __, ...headers } = response.headers;
      const kept = status === 200 ? response.headers : headers;
      return { ...response, status, headers: { ...kept, ...error.headers, ...closingFields(error.status) } };
    } catch (again) {
      if (!(again instanceof StatusError)) throw again;
      await logError(context, exchange, again, scope);
      return pageAnswer(again.status, context.software, again);
    }
  }
  return pageAnswer(error.status, context.software, error);
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
