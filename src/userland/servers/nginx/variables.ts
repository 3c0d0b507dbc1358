/** nginx's variables: what `$name` stands for while a request is answered. */
import type { HttpRequest } from '../../../base/http/exchange.ts';
import type { Listener, Location, ServerBlock } from './config.ts';
import type { MappedVariable } from './mapped-variables.ts';

/** A request on its way through nginx; what is found out is kept here. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly line: () => string;
  readonly connection: { readonly number: number; requests: number };
  readonly client: readonly [address: string, port: number];
  readonly local: readonly [address: string, port: number];
  readonly listener: Listener;
  readonly startedMs: number;
  server: ServerBlock;
  location: Location | undefined;
  /** Decoded, and changed by rewrites. */
  uri: string;
  args: string;
  /** Groups of the last regular expression that matched. */
  captures: readonly string[];
  readonly set: Map<string, string>;
  readonly mapped: ReadonlyMap<string, MappedVariable>;
  internal: boolean;
  /** It only asks whether another may come in. */
  authorising: boolean;
  upstream: { readonly address: string; readonly status: number; readonly ms: number } | undefined;
  file: string;
  answer: { status: number; bodyBytes: number; bytes: number; headers: Readonly<Record<string, string>> } | undefined;
  nowMs: number;
  hostname: string;
  pid: number;
  version: string;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (n: number) => String(n).padStart(2, '0');

/** `28/Nov/2026:12:15:32 +0000`: servers in containers keep UTC. */
export function localTime(ms: number): string {
  const at = new Date(ms);
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

type Getter = (exchange: Exchange) => string;

const upstreamOr =
  (value: (upstream: NonNullable<Exchange['upstream']>) => string): Getter =>
  (exchange) =>
    exchange.upstream ? value(exchange.upstream) : '-';

const VARIABLES: Readonly<Record<string, Getter>> = {
  args: ({ args }) => args,
  query_string: ({ args }) => args,
  binary_remote_addr: ({ client }) => client[0],
  body_bytes_sent: ({ answer }) => String(answer?.bodyBytes ?? 0),
  bytes_sent: ({ answer }) => String(answer?.bytes ?? 0),
  connection: ({ connection }) => String(connection.number),
  connection_requests: ({ connection }) => String(connection.requests),
  content_length: ({ request }) => request.headers['content-length'] ?? '',
  content_type: ({ request }) => request.headers['content-type'] ?? '',
  document_root: ({ location, server }) => (location?.scope ?? server.scope).value('root') ?? '',
  document_uri: ({ uri }) => uri,
  host: (exchange) => hostOf(exchange),
  hostname: ({ hostname }) => hostname,
  https: ({ listener }) => (listener.tls ? 'on' : ''),
  is_args: ({ args }) => (args ? '?' : ''),
  msec: ({ nowMs }) => (nowMs / 1000).toFixed(3),
  nginx_version: ({ version }) => version,
  pid: ({ pid }) => String(pid),
  proxy_add_x_forwarded_for: ({ request, client }) => {
    const before = request.headers['x-forwarded-for'];
    return before === undefined ? client[0] : `${before}, ${client[0]}`;
  },
  proxy_host: ({ set }) => set.get(' proxy_host') ?? '',
  realpath_root: ({ location, server }) => (location?.scope ?? server.scope).value('root') ?? '',
  remote_addr: ({ client }) => client[0],
  remote_port: ({ client }) => String(client[1]),
  remote_user: ({ request }) => basicCredentials(request)?.[0] ?? '',
  request: ({ line }) => line(),
  request_body: () => '',
  request_filename: ({ file }) => file,
  request_id: ({ connection, startedMs }) => (startedMs * 1000 + connection.number).toString(16).padStart(32, '0'),
  request_length: ({ line, request }) => String(line().length + Number(request.headers['content-length'] ?? 0)),
  request_method: ({ request }) => request.method,
  request_time: ({ startedMs, nowMs }) => ((nowMs - startedMs) / 1000).toFixed(3),
  request_uri: ({ request }) => request.target,
  scheme: ({ listener }) => (listener.tls ? 'https' : 'http'),
  server_addr: ({ local }) => local[0],
  server_name: ({ server }) => server.names[0] ?? '',
  server_port: ({ local }) => String(local[1]),
  server_protocol: ({ line }) => /HTTP\/[\d.]+$/.exec(line())?.[0] ?? 'HTTP/1.0',
  status: ({ answer }) => String(answer?.status ?? 0),
  time_iso8601: ({ nowMs }) => `${new Date(nowMs).toISOString().slice(0, 19)}+00:00`,
  time_local: ({ nowMs }) => localTime(nowMs),
  upstream_addr: upstreamOr(({ address }) => address),
  upstream_response_time: upstreamOr(({ ms }) => (ms / 1000).toFixed(3)),
  upstream_status: upstreamOr(({ status }) => String(status)),
  uri: ({ uri }) => uri,
};

/** `Host` without its port, in lower case; the server's own name when the client gave none. */
export function hostOf({ request, server }: Exchange): string {
  return (request.headers['host'] ?? server.names[0] ?? '').replace(/:\d+$/, '').toLowerCase();
}

/** Of `Authorization: Basic`. */
export function basicCredentials({ headers }: HttpRequest): readonly [user: string, password: string] | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/]+=*)\s*$/i.exec(headers['authorization'] ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const given = /^([^:]*):?(.*)$/s.exec(atob(encoded));
  return given ? [given[1] as string, given[2] as string] : undefined;
}

/** A regular expression has matched: its groups are variables from now on. */
export function noteMatch(exchange: Exchange, match: RegExpExecArray): void {
  exchange.captures = [...match];
  for (const [name, value] of Object.entries(match.groups ?? {})) exchange.set.set(name, value ?? '');
}

const REFERENCE = /\$(?:\{(\w+)\}|(\w+))/g;
const FREE = /^(arg_|http_|sent_http_|cookie_|upstream_http_|\d$)/;

/** The first variable in a value that nothing defines. */
export function unknownVariable(value: string, set: ReadonlySet<string>): string | undefined {
  for (const [, braced, plain] of value.matchAll(REFERENCE)) {
    const name = (braced ?? plain) as string;
    if (!FREE.test(name) && !Object.hasOwn(VARIABLES, name) && !set.has(name)) return name;
  }
  return undefined;
}

export function expand(value: string, exchange: Exchange): string {
  return value.replace(REFERENCE, (_, braced: string | undefined, plain: string | undefined) =>
    variable((braced ?? plain) as string, exchange),
  );
}

/** Of access logs: an empty value is a dash, and what is no plain character is `\xHH`. */
export function expandForLog(format: string, exchange: Exchange): string {
  return format.replace(REFERENCE, (_, braced: string | undefined, plain: string | undefined) => {
    const value = variable((braced ?? plain) as string, exchange);
    return value === '' ? '-' : escapeForLog(value);
  });
}

export function escapeForLog(value: string): string {
  return value.replace(/["\\\x00-\x1f\x7f-\xff]/g, (char) => {
    return `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

function variable(name: string, exchange: Exchange): string {
  const set = exchange.set.get(name);
  if (set !== undefined) return set;
  if (/^\d$/.test(name)) return exchange.captures[Number(name)] ?? '';
  const mapped = exchange.mapped.get(name);
  if (mapped) {
    const value = mapped(exchange);
    exchange.set.set(name, value);
    return value;
  }
  const known = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
  if (known) return known(exchange);
  const { request, args, answer } = exchange;
  const header = (prefix: string) => name.slice(prefix.length).replaceAll('_', '-');
  if (name.startsWith('arg_')) {
    const pair = args.split('&').find((part) => part.startsWith(`${name.slice(4)}=`));
    return pair?.slice(name.length - 3) ?? '';
  }
  if (name.startsWith('http_')) return request.headers[header('http_')] ?? '';
  if (name.startsWith('sent_http_')) return answer?.headers[header('sent_http_')] ?? '';
  if (name.startsWith('cookie_')) {
    const cookies = (request.headers['cookie'] ?? '').split(/;\s*/);
    return cookies.find((cookie) => cookie.startsWith(`${name.slice(7)}=`))?.slice(name.length - 6) ?? '';
  }
  return '';
}
