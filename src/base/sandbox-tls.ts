/**
 * TLS as far as a learner can tell: who speaks TLS and who does not misunderstand each other as in life, and a client
 * holds the server's certificate against its authorities, the name it asked for and the time. Nothing is encrypted:
 * the bytes never leave the sandbox.
 *
 * On the wire both sides open with a record in TLS's framing (RFC 8446, 5.1: type 22, version, length) whose content is
 * JSON; after the server's record both speak plainly. Certificates are kept in files in PEM's armour (RFC 7468).
 */
import { concat, EMPTY, text, utf8 } from './bytes.ts';
import type { Duplex } from './duplex.ts';
import type { ByteSource } from './streams.ts';

export interface SandboxCertificate {
  /** Whom it is about, as a distinguished name's CN: the name of an authority in its own certificate. */
  readonly subject: string;
  /** DNS names (`*.example.com` too) and IP addresses. */
  readonly names: readonly string[];
  /** The subject of the authority that vouches for it; its own subject when it is self-signed. */
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Vouches for the hosts of the simulated Internet, and is among the authorities of every image that has any. */
export const PUBLIC_AUTHORITY = 'Drydock Sandbox Root CA';

export type TlsProblem =
  'plain' | 'closed' | 'unknownAuthority' | 'selfSigned' | 'nameMismatch' | 'expired' | 'notYetValid';

/** Why there is no TLS connection; `sandbox-tls-errors.ts` says it as OpenSSL and Go do. */
export class TlsFailure extends Error {
  override name = 'TlsFailure';
  constructor(
    readonly problem: TlsProblem,
    readonly serverName: string,
    readonly details: {
      readonly certificate?: SandboxCertificate;
      /** The first bytes of a side that does not speak TLS. */
      readonly received?: Uint8Array;
      readonly now?: number;
    } = {},
  ) {
    super(`TLS: ${problem}`);
  }
}

export interface TlsClientOptions {
  /** Sent to the server (SNI), and looked for in its certificate. */
  readonly serverName: string;
  /** Subjects of the authorities that the client trusts. */
  readonly authorities: readonly string[];
  readonly now: number;
  /** Takes any certificate, as `curl -k` does. */
  readonly insecure?: boolean;
}

export interface TlsStream {
  readonly stream: Duplex;
  readonly certificate: SandboxCertificate;
}

/** The client's side of the handshake. TlsFailure closes the connection first. */
export async function tlsClient(connection: Duplex, options: TlsClientOptions): Promise<TlsStream> {
  const { serverName } = options;
  const incoming = new Incoming(connection.source);
  await connection.write(record(1, { serverName }));
  try {
    const certificate = (await receive(incoming, serverName)) as SandboxCertificate;
    if (!options.insecure) verify(certificate, options);
    return { stream: { ...endOf(connection), source: incoming.rest() }, certificate };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * The server's side. TlsFailure `plain` leaves the connection open and tells what came, for servers that have a word to
 * say to a client that forgot the `s`.
 */
export async function tlsServer(
  connection: Duplex,
  certificateFor: (serverName: string) => SandboxCertificate,
): Promise<{ readonly stream: Duplex; readonly serverName: string }> {
  const incoming = new Incoming(connection.source);
  const { serverName } = (await receive(incoming, '')) as { readonly serverName: string };
  await connection.write(record(3, certificateFor(serverName)));
  return { stream: { ...endOf(connection), source: incoming.rest() }, serverName };
}

/** Throws what a client finds wrong with a certificate, the first thing that OpenSSL would name. */
export function verify(certificate: SandboxCertificate, { serverName, authorities, now }: TlsClientOptions): void {
  const details = { certificate, now };
  const { issuer, subject } = certificate;
  if (!authorities.includes(issuer)) {
    throw new TlsFailure(issuer === subject ? 'selfSigned' : 'unknownAuthority', serverName, details);
  }
  if (now > certificate.notAfter) throw new TlsFailure('expired', serverName, details);
  if (now < certificate.notBefore) throw new TlsFailure('notYetValid', serverName, details);
  if (!certificate.names.some((name) => matches(name, serverName))) {
    throw new TlsFailure('nameMismatch', serverName, details);
  }
}

/** A wildcard stands for one whole label (RFC 9525, 6.3). */
function matches(pattern: string, name: string): boolean {
  const wanted = name.toLowerCase();
  if (!pattern.startsWith('*.')) return pattern.toLowerCase() === wanted;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === pattern.slice(1).toLowerCase();
}

const ARMOUR = 'CERTIFICATE';

/** A certificate as the text of a file: the PEM armour around its JSON. */
export function toPem(certificate: SandboxCertificate): string {
  const body = btoa(String.fromCharCode(...utf8(JSON.stringify(certificate))));
  return `-----BEGIN ${ARMOUR}-----\n${body.replace(/.{64}(?=.)/g, '$&\n')}\n-----END ${ARMOUR}-----\n`;
}

/** Every certificate in a PEM file; undefined stands for one that was made outside of the sandbox. */
export function fromPem(pem: string): (SandboxCertificate | undefined)[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----\s*([A-Za-z0-9+/=\s]*?)\s*-----END CERTIFICATE-----/g);
  return [...blocks].map(([, body = '']) => {
    try {
      const bytes = Uint8Array.from(atob(body.replace(/\s+/g, '')), (char) => char.charCodeAt(0));
      const value = JSON.parse(text(bytes)) as SandboxCertificate;
      return typeof value.subject === 'string' && Array.isArray(value.names) ? value : undefined;
    } catch {
      return undefined;
    }
  });
}

/**
 * Whom a bundle of authorities (`ca-certificates.crt`) trusts: real certificates in it stand for the public one, and so does
 * a bundle of which an image keeps the size alone.
 */
export function authoritiesOf(bundle: string): string[] {
  if (bundle.startsWith('\0')) return [PUBLIC_AUTHORITY];
  return [...new Set(fromPem(bundle).map((certificate) => certificate?.subject ?? PUBLIC_AUTHORITY))];
}

const HANDSHAKE = 22;

/** `minor`: of the version, 3.1 in a client's first record, 3.3 in a server's. The end completes any line a peer awaits. */
function record(minor: number, value: unknown): Uint8Array {
  const body = utf8(`${JSON.stringify(value)}\r\n\r\n`);
  return concat([new Uint8Array([HANDSHAKE, 3, minor, body.length >> 8, body.length & 0xff]), body]);
}

async function receive(incoming: Incoming, serverName: string): Promise<unknown> {
  const head = await incoming.take(5);
  if (head.length === 0) throw new TlsFailure('closed', serverName);
  if (head[0] !== HANDSHAKE || head[1] !== 3) {
    throw new TlsFailure('plain', serverName, { received: concat([head, incoming.waiting]) });
  }
  const size = ((head[3] as number) << 8) | (head[4] as number);
  const body = await incoming.take(size);
  try {
    return JSON.parse(text(body));
  } catch {
    throw new TlsFailure('closed', serverName);
  }
}

/** `Duplex` may be a class: its methods are called on the connection itself. */
function endOf(connection: Duplex): Omit<Duplex, 'source'> {
  return {
    write: (bytes) => connection.write(bytes),
    closeWrite: () => connection.closeWrite(),
    close: () => connection.close(),
  };
}

/** The handshake's bytes, then the rest of the connection. */
class Incoming {
  readonly #iterator: AsyncIterator<Uint8Array>;
  waiting: Uint8Array = EMPTY;

  constructor(source: ByteSource) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** So many bytes, or fewer when the other side ends before. */
  async take(size: number): Promise<Uint8Array> {
    while (this.waiting.length < size) {
      const { done, value } = await this.#iterator.next();
      if (done) break;
      this.waiting = concat([this.waiting, value]);
    }
    const taken = this.waiting.subarray(0, size);
    this.waiting = this.waiting.subarray(taken.length);
    return taken;
  }

  rest(): ByteSource {
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      if (this.waiting.length === 0) return this.#iterator.next();
      const value = this.waiting;
      this.waiting = EMPTY;
      return { done: false, value };
    };
    const end = async () => {
      await this.#iterator.return?.();
      return { done: true as const, value: undefined };
    };
    return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
  }
}
