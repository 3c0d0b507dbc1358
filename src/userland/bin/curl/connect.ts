/** curl's connections: names, addresses, TLS, and what `-v` tells of them. */
import type { Duplex } from '../../../base/duplex.ts';
import { HttpReader } from '../../../base/http/message.ts';
import { authoritiesOf, tlsClient, TlsFailure, type SandboxCertificate } from '../../../base/sandbox-tls.ts';
import { opensslText } from '../../../base/sandbox-tls-errors.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { SocketAddress, Sys } from '../../../kernel/sys.ts';
import { dial } from '../lib/dial.ts';
import { resolveHost, ResolveError } from '../lib/resolve.ts';
import { socketDuplex } from '../lib/socket-duplex.ts';
import { readText } from './body.ts';
import { CERTIFICATE_ADVICE, CurlError } from './errors.ts';
import type { CurlUrl } from './url.ts';

export interface ConnectOptions {
  /** `host:port` to addresses, of `--resolve`. */
  readonly pinned: ReadonlyMap<string, readonly string[]>;
  readonly unixSocket: string | undefined;
  readonly timeoutMs: number | undefined;
  readonly insecure: boolean;
  readonly authorityFile: string | undefined;
  /** The name that a certificate must be for, where it is not that of the place. */
  readonly certified: string;
  /** The place is a proxy. */
  readonly proxied?: boolean;
  /** A line of `-v`, without its star. */
  readonly tell: (line: string) => Promise<void>;
}

export interface Connection {
  readonly number: number;
  readonly origin: string;
  readonly stream: Duplex;
  readonly reader: HttpReader;
  readonly local: readonly [string, number];
  readonly remote: readonly [string, number];
  /** Milliseconds from the start of the connecting. */
  readonly times: { readonly lookup: number; readonly connect: number; readonly tls: number };
}

const AUTHORITY_FILE = '/etc/ssl/certs/ca-certificates.crt';
const AUTHORITY_FOLDER = '/etc/ssl/certs';

export async function openConnection(
  sys: Sys,
  url: CurlUrl,
  number: number,
  options: ConnectOptions,
): Promise<Connection> {
  const started = sys.now();
  const addresses = await addressesOf(sys, url, options);
  const lookup = sys.now() - started;
  const { fd, at } = await firstThatAnswers(sys, url, addresses, started, number, options);
  const connect = sys.now() - started;
  await options.tell(
    'path' in at
      ? `Connected to ${url.host} (${at.path}) port ${url.port} (#${number})`
      : `Connected to ${url.host} (${at.address}) port ${at.port} (#${number})`,
  );
  const raw = socketDuplex(sys, fd);
  const own = sys.getsockname(fd);
  const local = 'path' in own ? ([own.path, 0] as const) : ([own.address, own.port] as const);
  const remote = 'path' in at ? ([at.path, 0] as const) : ([at.address, at.port] as const);
  const stream = url.scheme === 'https' ? await secure(sys, raw, url, number, options) : raw;
  const tls = url.scheme === 'https' ? sys.now() - started : 0;
  const reader = new HttpReader(stream.source);
  const origin = originOf(url);
  return { number, origin, stream, reader, local, remote, times: { lookup, connect, tls } };
}

export function originOf({ scheme, host, port }: CurlUrl): string {
  return `${scheme}://${host}:${port}`;
}

async function addressesOf(sys: Sys, url: CurlUrl, options: ConnectOptions): Promise<readonly SocketAddress[]> {
  const { host, port } = url;
  if (options.unixSocket !== undefined) return [{ path: options.unixSocket }];
  const pinned = options.pinned.get(`${host}:${port}`);
  if (pinned) {
    await options.tell(`Hostname ${host} was found in DNS cache`);
    return pinned.map((address) => ({ address, port }));
  }
  try {
    return (await resolveHost(sys, host)).map((address) => ({ address, port }));
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await options.tell(`Could not resolve host: ${host}`);
    throw new CurlError(6, `Could not resolve host: ${host}`);
  }
}

async function firstThatAnswers(
  sys: Sys,
  { host, port }: CurlUrl,
  addresses: readonly SocketAddress[],
  started: number,
  number: number,
  { timeoutMs, tell }: ConnectOptions,
): Promise<{ readonly fd: number; readonly at: SocketAddress }> {
  let late = false;
  for (const at of addresses) {
    const where = 'path' in at ? at.path : `${at.address}:${at.port}`;
    await tell(`  Trying ${where}...`);
    try {
      return { fd: await dial(sys, at, timeoutMs), at };
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      late = error.errno === 'ETIMEDOUT' && timeoutMs !== undefined;
      const place = 'path' in at ? at.path : `${at.address} port ${at.port}`;
      await tell(
        late ? `ipv4 connect timeout after ${timeoutMs}ms, move on!` : `connect to ${place} failed: ${error.message}`,
      );
    }
  }
  const reason = late ? 'Timeout was reached' : "Couldn't connect to server";
  const message = `Failed to connect to ${host} port ${port} after ${Math.round(sys.now() - started)} ms: ${reason}`;
  await tell(message);
  await tell(`Closing connection ${number}`);
  throw new CurlError(late ? 28 : 7, message);
}

async function secure(sys: Sys, raw: Duplex, url: CurlUrl, number: number, options: ConnectOptions): Promise<Duplex> {
  const { tell, insecure } = options;
  const file = options.authorityFile ?? AUTHORITY_FILE;
  const bundle = await readText(sys, file);
  if (bundle === undefined && !insecure) {
    raw.close();
    throw new CurlError(77, `error setting certificate file: ${file}`);
  }
  await tell('ALPN: offers h2,http/1.1');
  await tell('TLSv1.3 (OUT), TLS handshake, Client hello (1):');
  if (!insecure) {
    await tell(` CAfile: ${file}`);
    await tell(` CApath: ${AUTHORITY_FOLDER}`);
  }
  const settings = {
    serverName: options.certified,
    authorities: authoritiesOf(bundle ?? ''),
    now: sys.now(),
    insecure,
  };
  try {
    const { stream, certificate } = await tlsClient(raw, settings);
    await tell('TLSv1.3 (IN), TLS handshake, Server hello (2):');
    await tell('TLSv1.3 (IN), TLS handshake, Encrypted Extensions (8):');
    await tell('TLSv1.3 (IN), TLS handshake, Certificate (11):');
    await tell('TLSv1.3 (IN), TLS handshake, CERT verify (15):');
    await tell('TLSv1.3 (IN), TLS handshake, Finished (20):');
    await tell('TLSv1.3 (OUT), TLS change cipher, Change cipher spec (1):');
    await tell('TLSv1.3 (OUT), TLS handshake, Finished (20):');
    await tell('SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384');
    await tell('ALPN: server did not agree on a protocol. Uses default.');
    await describe(certificate, url, settings.authorities, tell);
    return stream;
  } catch (error) {
    if (!(error instanceof TlsFailure)) throw error;
    throw await refused(error, url, number, tell);
  }
}

async function describe(
  certificate: SandboxCertificate,
  { host }: CurlUrl,
  authorities: readonly string[],
  tell: ConnectOptions['tell'],
): Promise<void> {
  const name = certificate.names.find((one) => one === host || one.startsWith('*.')) ?? certificate.names[0];
  await tell('Server certificate:');
  await tell(` subject: CN=${certificate.subject}`);
  await tell(` start date: ${certificateDate(certificate.notBefore)}`);
  await tell(` expire date: ${certificateDate(certificate.notAfter)}`);
  if (certificate.names.includes(host)) await tell(` subjectAltName: host "${host}" matched cert's "${name}"`);
  await tell(` issuer: CN=${certificate.issuer}`);
  await tell(
    authorities.includes(certificate.issuer)
      ? ' SSL certificate verify ok.'
      : ' SSL certificate verify result: unable to get local issuer certificate (20), continuing anyway.',
  );
  await tell('using HTTP/1.x');
}

/** `Nov 28 12:08:25 2026 GMT`. */
function certificateDate(ms: number): string {
  const [, day = '', month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${month} ${String(Number(day)).padStart(2)} ${time} ${year} GMT`;
}

async function refused(
  failure: TlsFailure,
  { host, port }: CurlUrl,
  number: number,
  tell: ConnectOptions['tell'],
): Promise<CurlError> {
  const closing = () => tell(`Closing connection ${number}`);
  if (failure.problem === 'plain') {
    const message = `OpenSSL/3.0.22: ${opensslText(failure)}`;
    await tell(message);
    await closing();
    return new CurlError(35, message);
  }
  if (failure.problem === 'closed') {
    const message = `OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ${host}:${port} `;
    await tell(message);
    await closing();
    return new CurlError(35, message);
  }
  const message =
    failure.problem === 'nameMismatch'
      ? `SSL: no alternative certificate subject name matches target host name '${host}'`
      : `SSL certificate problem: ${opensslText(failure)}`;
  await tell(message);
  await closing();
  return new CurlError(60, message, CERTIFICATE_ADVICE);
}
