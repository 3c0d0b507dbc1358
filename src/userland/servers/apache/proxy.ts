/** mod_proxy_http: a request is passed on to another server, and its answer handed back; mod_proxy_balancer: to one of several. */
import { FailureError } from '../../../base/errors.ts';
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { canonicalName } from '../../../base/http/message.ts';
import { ERRNO, SysError } from '../../../kernel/errno.ts';
import { dial } from '../../bin/lib/dial.ts';
import { resolveHost, ResolveError } from '../../bin/lib/resolve.ts';
import { socketDuplex } from '../../bin/lib/socket-duplex.ts';
import { askUpstream, collectBody, HOP_FIELDS, Late } from '../lib/upstream-request.ts';
import { last } from './config.ts';
import { type Exchange, Refused } from './exchange.ts';
import { requestHeaders } from './header-rules.ts';
import { balancerMembers, reversed } from './proxy-pass.ts';
import { nextWorker, type Worker, workersOf } from './workers.ts';

const CLOSE = { connection: 'close' };
const TIMEOUT_SECONDS = 60;

/** `target`: the URL with its query. */
export async function proxied(exchange: Exchange, target: string): Promise<HttpResponse> {
  const scheme = /^(\w+):/.exec(target)?.[1] ?? '';
  const { config, sys } = exchange.context;
  const needs = scheme === 'balancer' ? 'proxy_balancer_module' : 'proxy_http_module';
  if (!/^(http|balancer)$/.test(scheme) || !config.modules.has(needs)) {
    await exchange.error(
      'proxy',
      `AH01144: No protocol handler was valid for the URL ${exchange.uri} (scheme '${scheme}'). If you are using a DSO version of mod_proxy, make sure the proxy submodules are included in the configuration using LoadModule.`,
      'warn',
    );
    throw new Refused(500, CLOSE);
  }
  const body = await collectBody(exchange.about.request.body);
  if (scheme !== 'balancer') {
    const [, url = '', uri] = /^(http:\/\/[^/?]*)(.*)$/s.exec(target) ?? [];
    const settings = { name: 'ProxyPass', args: [url], block: undefined, file: '', line: 0 };
    const [worker] = workersOf(config, url, [settings]) as readonly [Worker];
    const answer = await attempt(exchange, worker, uri || '/', body);
    if (!answer) throw new Refused(503, CLOSE);
    return handedBack(exchange, answer);
  }
  const [, name = '', uri = ''] = /^(balancer:\/\/[^/?]*)(.*)$/s.exec(target) ?? [];
  const workers = workersOf(config, name, balancerMembers([...config.main, ...exchange.ofServer], name));
  for (let worker = nextWorker(workers, sys.now()); worker; worker = nextWorker(workers, sys.now())) {
    const [, origin = '', folder = ''] = /^(http:\/\/[^/]*)(.*)$/.exec(worker.url) ?? [];
    const answer = await attempt(exchange, worker, `${folder}${uri}` || '/', body, origin);
    if (answer) return handedBack(exchange, answer);
  }
  await exchange.context.error(
    'error',
    'proxy_balancer',
    `AH01167: ${name}: All workers are in error state`,
    exchange.host,
  );
  throw new Refused(503, CLOSE);
}

const hostOf = (url: string) => url.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '');

/** Undefined when nobody could be reached. Refused when the answer is none. */
async function attempt(
  exchange: Exchange,
  worker: Worker,
  uri: string,
  body: readonly Uint8Array[],
  origin = worker.url,
): Promise<HttpResponse | undefined> {
  const { sys } = exchange.context;
  const host = hostOf(origin);
  const port = Number(/:(\d+)$/.exec(origin)?.[1] ?? 80);
  const seconds = Number(exchange.last('ProxyTimeout') ?? exchange.last('Timeout') ?? TIMEOUT_SECONDS);
  const fd = await connected(exchange, worker, host, port, seconds * 1000);
  if (fd === undefined) return undefined;
  const { method, headers } = exchange.about.request;
  const has = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  const fields = passedOn(exchange, origin.replace('http://', ''));
  const request = { method, uri, version: '1.1', fields, body: has ? body : undefined };
  try {
    return await askUpstream(sys, socketDuplex(sys, fd), request, seconds * 1000);
  } catch (error) {
    if (!(error instanceof Late || error instanceof FailureError || error instanceof SysError)) throw error;
    const late = error instanceof Late;
    await exchange.error(
      'proxy_http',
      `${late ? '(70007)The timeout specified has expired' : '(20014)Internal error (specific information not available)'}: AH01102: error reading status line from remote server ${host}:${port}`,
    );
    throw late ? new Refused(504, CLOSE) : new Refused(502, CLOSE, 'Error reading from remote server');
  }
}

async function connected(
  exchange: Exchange,
  worker: Worker,
  host: string,
  port: number,
  timeoutMs: number,
): Promise<number | undefined> {
  const { sys, error } = exchange.context;
  let addresses: readonly string[];
  try {
    addresses = await resolveHost(sys, host);
  } catch (failure) {
    if (!(failure instanceof ResolveError)) throw failure;
    await exchange.error('proxy', `AH00898: DNS lookup failure for: ${host} returned by ${exchange.uri}`);
    throw new Refused(500, CLOSE, `DNS lookup failure for: ${host}`);
  }
  for (const address of addresses) {
    try {
      return await dial(sys, { address, port }, timeoutMs);
    } catch (failure) {
      if (!(failure instanceof SysError)) throw failure;
      const [number] = ERRNO[failure.errno];
      const text = `(${number})${failure.message}: AH00957: http: attempt to connect to ${address}:${port} (${host}:${port}) failed`;
      await error('error', 'proxy', text, exchange.host);
    }
  }
  worker.downUntil = sys.now() + worker.retryMs;
  await exchange.error('proxy_http', `AH01114: HTTP: failed to make connection to backend: ${host}`);
  return undefined;
}

/** The fields of the request towards the server behind. */
function passedOn(exchange: Exchange, place: string): readonly (readonly [string, string])[] {
  const { request, client } = exchange.about;
  const { startedMs } = exchange;
  const facts = { env: exchange.environment(), startedMs, now: exchange.context.sys.now() };
  const changed = exchange.context.config.modules.has('headers_module')
    ? requestHeaders(request.headers, exchange.settings, facts)
    : request.headers;
  const { host = '', 'content-length': _, 'transfer-encoding': __, ...rest } = changed;
  const fields: Record<string, string> = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !HOP_FIELDS.has(name)),
  );
  const add = (name: string, value: string) => (fields[name] = fields[name] ? `${fields[name]}, ${value}` : value);
  if (!/^off$/i.test(exchange.last('ProxyAddHeaders') ?? 'on')) {
    add('x-forwarded-for', client[0]);
    if (host !== '') add('x-forwarded-host', host);
    add('x-forwarded-server', exchange.last('ServerName') ?? exchange.serverName());
  }
  if (/^(on|full)$/i.test(exchange.last('ProxyVia') ?? 'off')) add('via', viaText(exchange));
  const named = Object.entries(fields).map(([name, value]) => [canonicalName(name), value] as const);
  return [['Host', exchange.flag('ProxyPreserveHost') ? host : place], ...named, ['Connection', 'close']];
}

function viaText(exchange: Exchange): string {
  const { request } = exchange.about;
  return `${(request.protocol ?? 'HTTP/1.1').slice(5)} ${last(exchange.settings, 'ServerName') ?? exchange.serverName()}`;
}

const HIDDEN = new Set([...HOP_FIELDS, 'transfer-encoding']);

function handedBack(exchange: Exchange, answer: HttpResponse): HttpResponse {
  if (answer.status >= 400 && exchange.flag('ProxyErrorOverride')) {
    void answer.body[Symbol.asyncIterator]().return?.();
    throw new Refused(answer.status);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (HIDDEN.has(name)) continue;
    headers[name] = /^(location|content-location|uri)$/.test(name) ? reversed(exchange, value) : value;
  }
  if (/^(on|full)$/i.test(exchange.last('ProxyVia') ?? 'off')) headers['Via'] = viaText(exchange);
  return { ...answer, headers };
}
