/** A GET request over the simulated network, for package managers: names by the resolver, TLS by the system's authorities. */
import { httpClient } from '../../base/http/client.ts';
import { REASONS } from '../../base/http/server-style.ts';
import { opensslText } from '../../base/sandbox-tls-errors.ts';
import { authoritiesOf, PUBLIC_AUTHORITY, TlsFailure, tlsClient } from '../../base/sandbox-tls.ts';
import type { ByteSource } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { dial } from '../bin/lib/dial.ts';
import { ResolveError, resolveHost } from '../bin/lib/resolve.ts';
import { socketDuplex } from '../bin/lib/socket-duplex.ts';
import { readTextIfAny } from '../read-all.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly reason: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ByteSource;
  readonly address: string;
  readonly port: number;
}

/** There is no answer. `message` is apt's: `Could not resolve 'example.com'`. */
export class NetworkFailure extends Error {
  override name = 'NetworkFailure';
  constructor(
    readonly kind: 'resolve' | 'connect' | 'tls',
    message: string,
  ) {
    super(message);
  }
}

export interface GetOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent: string;
}

const MAX_REDIRECTS = 10;

export async function httpGet(sys: Sys, url: string, options: GetOptions): Promise<HttpAnswer> {
  let target = url;
  for (let hop = 0; ; hop++) {
    const answer = await getOnce(sys, target, options);
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || location === undefined || hop === MAX_REDIRECTS) return answer;
    target = new URL(location, target).href;
  }
}

async function getOnce(sys: Sys, url: string, { headers, agent }: GetOptions): Promise<HttpAnswer> {
  const { protocol, hostname, port: given, pathname, search, host } = new URL(url);
  const secure = protocol === 'https:';
  const port = given === '' ? (secure ? 443 : 80) : Number(given);
  const address = await resolved(sys, hostname);
  const client = httpClient(async () => connected(sys, hostname, address, port, secure), { host });
  const {
    status,
    headers: answered,
    body,
  } = await client.request({
    method: 'GET',
    target: pathname + search,
    headers: { 'user-agent': agent, accept: '*/*', ...headers },
  });
  return { status, reason: REASONS[status] ?? '', headers: answered, body, address, port };
}

async function resolved(sys: Sys, name: string): Promise<string> {
  try {
    return (await resolveHost(sys, name))[0] as string;
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    const temporary = error.code === 'EAI_AGAIN' ? 'Temporary failure resolving' : 'Could not resolve';
    throw new NetworkFailure('resolve', `${temporary} '${name}'`);
  }
}

const TIMEOUT_MS = 30_000;

async function connected(sys: Sys, name: string, address: string, port: number, secure: boolean) {
  let fd: number;
  try {
    fd = await dial(sys, { address, port }, TIMEOUT_MS);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const what = `Could not connect to ${name}:${port} (${address}).`;
    throw new NetworkFailure('connect', `${what} - connect (${errnoNumber(error)}: ${error.message})`);
  }
  const connection = socketDuplex(sys, fd);
  if (!secure) return connection;
  try {
    const authorities = await trustedAuthorities(sys);
    return (await tlsClient(connection, { serverName: name, authorities, now: sys.now() })).stream;
  } catch (error) {
    if (!(error instanceof TlsFailure)) throw error;
    throw new NetworkFailure('tls', `server certificate verification failed: ${opensslText(error)}`);
  }
}

function errnoNumber({ errno }: SysError): number {
  return { ECONNREFUSED: 111, ETIMEDOUT: 110, ENETUNREACH: 101, EHOSTUNREACH: 113 }[errno as string] ?? 5;
}

const BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'];

/** A system without a bundle of authorities trusts nobody, but package managers of such images bring their own. */
async function trustedAuthorities(sys: Sys): Promise<readonly string[]> {
  for (const path of BUNDLES) {
    const bundle = await readTextIfAny(sys, path);
    if (bundle !== undefined) return authoritiesOf(bundle);
  }
  return [PUBLIC_AUTHORITY];
}
