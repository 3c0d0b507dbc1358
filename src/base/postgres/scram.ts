/** SCRAM-SHA-256, both sides (RFC 5802, RFC 7677), without channel binding: how PostgreSQL asks for passwords. */
import { concat, equalBytes, toBase64, utf8 } from '../bytes.ts';

export const MECHANISM = 'SCRAM-SHA-256';
const GS2_HEADER = 'n,,';
const KEY_BITS = 256;

export class ScramError extends Error {
  override name = 'ScramError';
}

/** What a server keeps of a password. */
export interface Verifier {
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** `SCRAM-SHA-256$4096:salt$StoredKey:ServerKey`, as pg_authid holds it; undefined when it is not of this form. */
export function parseVerifier(secret: string): Verifier | undefined {
  const [, iterations, salt, stored, server] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(secret) ?? [];
  if (!iterations || !salt || !stored || !server) return undefined;
  return {
    iterations: Number(iterations),
    salt: base64Bytes(salt),
    storedKey: base64Bytes(stored),
    serverKey: base64Bytes(server),
  };
}

/** The client's side: three messages, of which the last only checks the server. `nonce` is printable and fresh. */
export class ScramClient {
  readonly first: string;
  #expected: Uint8Array | undefined;

  constructor(
    private readonly password: string,
    private readonly nonce: string,
  ) {
    this.first = `${GS2_HEADER}n=,r=${nonce}`;
  }

  async answer(serverFirst: string): Promise<string> {
    const { r: nonce = '', s: salt = '', i: iterations = '' } = attributes(serverFirst);
    if (!nonce.startsWith(this.nonce) || salt === '') throw new ScramError('invalid SCRAM response (nonce mismatch)');
    const salted = await saltedPassword(this.password, base64Bytes(salt), Number(iterations));
    const bare = `c=${toBase64(utf8(GS2_HEADER))},r=${nonce}`;
    const exchange = utf8(`${this.first.slice(GS2_HEADER.length)},${serverFirst},${bare}`);
    const clientKey = await hmac(salted, utf8('Client Key'));
    const proof = xor(clientKey, await hmac(await sha256(clientKey), exchange));
    this.#expected = await hmac(await hmac(salted, utf8('Server Key')), exchange);
    return `${bare},p=${toBase64(proof)}`;
  }

  /** Whether the server knew the password too. */
  confirms(serverFinal: string): boolean {
    const { v: signature = '' } = attributes(serverFinal);
    return this.#expected !== undefined && equalBytes(base64Bytes(signature), this.#expected);
  }
}

/** The server's side. */
export class ScramServer {
  #clientBare = '';
  #first = '';
  #nonce = '';

  constructor(
    private readonly verifier: Verifier,
    private readonly nonce: string,
  ) {}

  /** Answers the client's first message. */
  challenge(clientFirst: string): string {
    const [, bare] = /^[ny],[^,]*,(.*)$/.exec(clientFirst) ?? [];
    const { r: nonce } = attributes(bare ?? '');
    if (bare === undefined || !nonce) throw new ScramError('malformed SCRAM message');
    this.#clientBare = bare;
    this.#nonce = nonce + this.nonce;
    this.#first = `r=${this.#nonce},s=${toBase64(this.verifier.salt)},i=${this.verifier.iterations}`;
    return this.#first;
  }

  /** The last message for a client that proved that it knows the password; undefined for another. */
  async finish(clientFinal: string): Promise<string | undefined> {
    const { r: nonce, p: proof = '' } = attributes(clientFinal);
    const bare = clientFinal.replace(/,p=[^,]*$/, '');
    const { storedKey, serverKey } = this.verifier;
    const exchange = utf8(`${this.#clientBare},${this.#first},${bare}`);
    const given = base64Bytes(proof);
    if (nonce !== this.#nonce || given.length !== storedKey.length) return undefined;
    const clientKey = xor(given, await hmac(storedKey, exchange));
    if (!equalBytes(await sha256(clientKey), storedKey)) return undefined;
    return `v=${toBase64(await hmac(serverKey, exchange))}`;
  }
}

/** `r=…,s=…` by letter. */
function attributes(line: string): Readonly<Record<string, string>> {
  return Object.fromEntries(line.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}

async function saltedPassword(password: string, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', owned(utf8(password.normalize('NFKC'))), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const options = { name: 'PBKDF2', hash: 'SHA-256', salt: owned(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(options, key, KEY_BITS));
}

async function hmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', owned(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, owned(data)));
}

async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', owned(data)));
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, at) => byte ^ (b[at] as number));
}

function base64Bytes(encoded: string): Uint8Array {
  try {
    return Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
  } catch {
    throw new ScramError('malformed SCRAM message');
  }
}

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(concat([bytes]));
}
