/** proxy_pass: one request to an upstream's server over HTTP/1.0 or 1.1, the next server when one does not answer. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { FailureError } from '../../../base/errors.ts';
import { ERRNO, SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { resolveHost, ResolveError } from '../../bin/lib/resolve.ts';
import { dial } from '../../bin/lib/dial.ts';
import { socketDuplex } from '../../bin/lib/socket-duplex.ts';
import { askUpstream, collectBody, HOP_FIELDS, Late } from '../lib/upstream-request.ts';
import { timeOf } from './config-parser.ts';
import type { NginxConfig, Scope } from './config.ts';
import { PLAIN_SERVER, ROUND_ROBIN, type Upstream } from './upstream.ts';
import { localPlace } from './redirect.ts';
import { StatusError } from './static.ts';
import { noteFailure, placeOf, serversInTurn, type UpstreamMemory } from './upstream-choice.ts';
import { expand, type Exchange } from './variables.ts';

export interface ProxyContext extends UpstreamMemory {
  readonly sys: Sys;
  readonly config: NginxConfig;
  error(text: string): Promise<void>;
}

export async function proxy(
  context: ProxyContext,
  exchange: Exchange,
  scope: Scope,
  prefix: string | undefined,
): Promise<HttpResponse> {
  const { sys } = context;
  const target = expand(scope.value('proxy_pass') as string, exchange);
  const [, scheme = 'http', place = '', path] = /^(https?):\/\/([^/]*)(\/.*)?$/.exec(target) ?? [];
  if (place === '') throw new StatusError(500, { level: 'error', text: `invalid URL prefix in "${target}"` });
  const variables = (scope.value('proxy_pass') as string).includes('$');
  const uri = upstreamUri(exchange, variables ? path : path, prefix, variables);
  exchange.set.set(' proxy_host', place);
  const upstream = context.config.upstreams.get(place) ?? (await lookUp(sys, place, scheme));
  const { method, headers: given } = exchange.request;
  const hasBody = given['content-length'] !== undefined || given['transfer-encoding'] !== undefined;
  const version = scope.value('proxy_http_version') ?? '1.0';
  const fields = requestFields(exchange, scope, place);
  const connectMs = timeOf(scope.value('proxy_connect_timeout') ?? '60s');
  const readMs = timeOf(scope.value('proxy_read_timeout') ?? '60s');
  let body: readonly Uint8Array[] | undefined;
  const say = (where: string, text: string) =>
    context.error(
      `${text}, client: ${exchange.client[0]}, ${common(exchange)}, upstream: "${scheme}://${where}${uri}"${hostNote(exchange)}`,
    );
  const servers = serversInTurn(upstream, exchange, context, sys.now());
  if (servers.length === 0) await say(upstream.name, 'no live upstreams while connecting to upstream');
  for (const server of servers) {
    const where = placeOf(server);
    const started = sys.now();
    try {
      body ??= await collectBody(exchange.request.body);
      const stream = socketDuplex(sys, await dial(sys, { address: server.address, port: server.port }, connectMs));
      const request = { method, uri, version, fields, body: hasBody ? body : undefined };
      const answer = await askUpstream(sys, stream, request, readMs);
      exchange.upstream = { address: where, status: answer.status, ms: sys.now() - started };
      const error = intercepted(answer, scope);
      if (error) {
        stream.close();
        throw error;
      }
      const shown = shownHeaders(answer.headers, scope);
      return { ...answer, headers: rewriteLocation(shown, exchange, scope, target, prefix) };
    } catch (error) {
      const late = error instanceof Late || (error instanceof SysError && error.errno === 'ETIMEDOUT');
      if (!(error instanceof SysError || error instanceof FailureError || error instanceof Late)) throw error;
      exchange.upstream = { address: where, status: late ? 504 : 502, ms: sys.now() - started };
      noteFailure(context, upstream, server, sys.now());
      await say(where, whatHappened(error));
      if (late) throw new StatusError(504);
    }
  }
  throw new StatusError(502);
}

function whatHappened(error: SysError | FailureError | Late): string {
  if (error instanceof Late)
    return 'upstream timed out (110: Connection timed out) while reading response header from upstream';
  if (error instanceof SysError) {
    const { errno, message } = error;
    if (errno === 'ETIMEDOUT') return 'upstream timed out (110: Connection timed out) while connecting to upstream';
    return `connect() failed (${ERRNO[errno][0]}: ${message}) while connecting to upstream`;
  }
  return error.message.startsWith('malformed')
    ? 'upstream sent no valid HTTP/1.0 header while reading response header from upstream'
    : 'upstream prematurely closed connection while reading response header from upstream';
}

export function common(exchange: Exchange): string {
  return `server: ${exchange.server.names[0] ?? ''}, request: "${exchange.line()}"`;
}

export function hostNote({ request }: Exchange): string {
  const { host, referer } = request.headers;
  return `${host === undefined ? '' : `, host: "${host}"`}${referer === undefined ? '' : `, referrer: "${referer}"`}`;
}

async function lookUp(sys: Sys, place: string, scheme: string): Promise<Upstream> {
  const [host = '', port = scheme === 'https' ? '443' : '80'] = place.split(':');
  try {
    const addresses = await resolveHost(sys, host);
    return {
      name: place,
      servers: addresses.map((address) => ({ ...PLAIN_SERVER, address, port: Number(port) })),
      balance: ROUND_ROBIN,
    };
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    throw new StatusError(502, { level: 'error', text: `${host} could not be resolved (3: Host not found)` });
  }
}

/** With a path in proxy_pass the part that the location matched is replaced by it. */
function upstreamUri(
  exchange: Exchange,
  path: string | undefined,
  prefix: string | undefined,
  variables: boolean,
): string {
  const query = exchange.args ? `?${exchange.args}` : '';
  if (path === undefined) return exchange.internal ? encodeURI(exchange.uri) + query : exchange.request.target;
  if (variables || prefix === undefined) return path.includes('?') ? path : path + (variables ? '' : query);
  return encodeURI(path + exchange.uri.slice(prefix.length)) + query;
}

function requestFields(exchange: Exchange, scope: Scope, place: string): readonly (readonly [string, string])[] {
  const given = scope
    .all('proxy_set_header')
    .map(({ args }) => [args[0] as string, expand(args[1] as string, exchange)] as const);
  const named = new Set(given.map(([name]) => name.toLowerCase()));
  const fields = given.filter(([, value]) => value !== '');
  if (!named.has('host')) fields.push(['Host', place]);
  if (!named.has('connection')) fields.push(['Connection', 'close']);
  for (const [name, value] of Object.entries(exchange.request.headers)) {
    if (!named.has(name) && !HOP_FIELDS.has(name) && !OWN_FIELDS.has(name)) fields.push([capital(name), value]);
  }
  return fields;
}

const OWN_FIELDS = new Set(['host', 'content-length', 'transfer-encoding']);

function capital(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

const HIDDEN = ['date', 'server', 'x-pad', 'x-accel-expires', 'x-accel-redirect'];

/** proxy_redirect: the beginning of `Location` is replaced; by default the upstream's own address by the location's. */
function rewriteLocation(
  headers: Readonly<Record<string, string>>,
  exchange: Exchange,
  scope: Scope,
  target: string,
  prefix: string | undefined,
): Readonly<Record<string, string>> {
  const { location } = headers;
  if (location === undefined) return headers;
  const byDefault = prefix === undefined ? [] : [[target, prefix] as const];
  const given = scope.all('proxy_redirect').map(({ args }) => args);
  const rules = (given.length > 0 ? given : [['default']]).flatMap(([from = '', to = '']) =>
    from === 'off' ? [] : from === 'default' ? byDefault : [[expand(from, exchange), expand(to, exchange)] as const],
  );
  const rule = rules.find(([from]) => location.startsWith(from));
  if (!rule) return headers;
  const [from, to] = rule;
  const moved = to + location.slice(from.length);
  return { ...headers, location: moved.startsWith('/') ? localPlace(moved, exchange, scope) : moved };
}

/** What is not to be told to the client, and what is all the same. */
function shownHeaders(headers: Readonly<Record<string, string>>, scope: Scope): Readonly<Record<string, string>> {
  const names = (directive: string) => scope.all(directive).map(({ args }) => (args[0] as string).toLowerCase());
  const passed = new Set(names('proxy_pass_header'));
  const hidden = new Set([...HIDDEN, ...names('proxy_hide_header')].filter((name) => !passed.has(name)));
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !hidden.has(name) && !HOP_FIELDS.has(name) && name !== 'transfer-encoding',
    ),
  );
}

/** proxy_intercept_errors: an error that there is a page for is answered by it. */
function intercepted({ status, headers }: HttpResponse, scope: Scope): StatusError | undefined {
  const paged = scope.all('error_page').some(({ args }) => args.slice(0, -1).includes(String(status)));
  if (!scope.flag('proxy_intercept_errors', false) || status < 300 || !paged) return undefined;
  const challenge = headers['www-authenticate'];
  return new StatusError(status, undefined, challenge === undefined ? {} : { 'www-authenticate': challenge });
}
