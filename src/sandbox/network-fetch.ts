/**
 * How an engine on the simulated machine reaches registries: hosts of the simulated Internet by a plain call, everything
 * else (its own ports, containers) by a connection over the machine's network.
 */
import { dial } from '../kernel/net/outer-sockets.ts';
import { httpClient } from '../base/http/client.ts';
import type { HttpHandler } from '../base/http/exchange.ts';
import type { Clock } from '../base/ports.ts';
import { goText } from '../base/sandbox-tls-errors.ts';
import { PUBLIC_AUTHORITY, TlsFailure, tlsClient } from '../base/sandbox-tls.ts';
import { sourceOf, toReadable } from '../base/streams.ts';
import { utf8 } from '../base/bytes.ts';
import { parseAddress } from '../base/ipv4.ts';
import type { SandboxInternet } from '../internet/create-internet.ts';
import { fetchOf } from '../internet/exchange.ts';
import { SysError } from '../kernel/errno.ts';
import type { NetworkNamespace } from '../kernel/network.ts';
import { FetchFailure, type FetchPort } from '../registry/port.ts';

export interface NetworkFetchOptions {
  readonly internet: SandboxInternet;
  readonly network: NetworkNamespace;
  readonly clock: Clock;
  /** An address from the machine's /etc/hosts. */
  readonly hosts: (name: string) => Promise<string | undefined>;
  /** Authorities that the machine's files name for a registry (`/etc/docker/certs.d`). */
  readonly authorities: (host: string) => Promise<readonly string[]>;
}

export function networkFetch(options: NetworkFetchOptions): FetchPort {
  return async (text, init = {}) => {
    const url = new URL(text);
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    const local = await options.hosts(url.hostname);
    const found = local === undefined ? options.internet.service(url.hostname, port) : undefined;
    if (!found) return overNetwork(options, url, port, local, init);
    if (url.protocol === 'https:' && !found.service.tls) {
      throw new FetchFailure('EPROTO', 'http: server gave HTTP response to HTTPS client');
    }
    if (url.protocol === 'http:' && found.service.tls) {
      return new Response('Client sent an HTTP request to an HTTPS server.\n', { status: 400 });
    }
    init.signal?.throwIfAborted();
    return fetchOf(
      found.service,
      options.clock,
    )({
      method: init.method ?? 'GET',
      url: url.href,
      headers: new Headers(init.headers),
      body: bodyOf(init),
    });
  };
}

function bodyOf({ body }: RequestInit): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string') return toReadable(sourceOf(utf8(body)));
  if (body instanceof Uint8Array) return toReadable(sourceOf(body));
  throw new TypeError('a request body is text or bytes');
}

async function overNetwork(
  options: NetworkFetchOptions,
  url: URL,
  port: number,
  local: string | undefined,
  init: RequestInit,
): Promise<Response> {
  const address = local ?? addressOf(options.internet, url.hostname);
  if (address === undefined) throw new FetchFailure('ENOTFOUND', `${url.hostname}: no such host`);
  const client: HttpHandler = httpClient(
    async () => {
      try {
        const connection = await dial(options.network, address, port);
        if (url.protocol === 'http:') return connection;
        const authorities = [PUBLIC_AUTHORITY, ...(await options.authorities(url.host))];
        return (await tlsClient(connection, { serverName: url.hostname, authorities, now: options.clock.now() }))
          .stream;
      } catch (error) {
        throw dialError(error, address);
      }
    },
    { host: url.host },
  );
  const body = bodyOf(init);
  const {
    status,
    headers,
    body: source,
  } = await client.request({
    method: (init.method ?? 'GET') as 'GET',
    target: url.pathname + url.search,
    headers: { ...Object.fromEntries(new Headers(init.headers)), ...lengthOf(init) },
    ...(body && { body: readableSource(body) }),
    ...(init.signal && { signal: init.signal }),
  });
  const empty = status === 204 || status === 304 || init.method === 'HEAD';
  return new Response(empty ? null : toReadable(source), { status, headers });
}

async function* readableSource(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

function lengthOf({ body }: RequestInit): Readonly<Record<string, string>> {
  const size = typeof body === 'string' ? utf8(body).length : body instanceof Uint8Array ? body.length : undefined;
  return size === undefined ? {} : { 'content-length': String(size) };
}

function addressOf(internet: SandboxInternet, name: string): string | undefined {
  if (name === 'localhost') return '127.0.0.1';
  return parseAddress(name) === undefined ? internet.addressOf(name) : name;
}

function dialError(error: unknown, address: string): unknown {
  if (error instanceof TlsFailure) {
    return error.problem === 'plain' ? new FetchFailure('EPROTO', goText(error)) : new Error(goText(error));
  }
  if (!(error instanceof SysError)) return error;
  const known = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'] as const;
  const code = known.find((errno) => errno === error.errno);
  return code ? new FetchFailure(code, error.message, address) : error;
}
