/**
 * Signatures of the simulated archives (see catalog/packages/deb/signature.ts): OpenPGP's armor and packet around the
 * SHA-256 of what is signed. They prove nothing but that a file is the one that was published.
 */
import { hex, utf8 } from '../../../base/bytes.ts';

export interface Signature {
  /** 16 hex digits in capitals. */
  readonly keyId: string;
  /** Of the signed text, in hex. */
  readonly sum: string;
}

const HEAD_BYTES = 2;

/** Undefined when it is no signature of this kind. */
export function parseSignature(armored: string): Signature | undefined {
  const [, base64] = /-----BEGIN PGP SIGNATURE-----\n(?:[^\n]+\n)*\n([A-Za-z0-9+/=\n]+?)\n=/.exec(armored) ?? [];
  if (!base64) return undefined;
  const bytes = bytesOf(base64.replace(/\n/g, ''));
  const body = bytes.subarray(HEAD_BYTES);
  if (body[0] !== 4 || body[9] !== 16) return undefined;
  return { keyId: hex(body.subarray(10, 18)).toUpperCase(), sum: hex(body.subarray(22, 54)) };
}

export interface ClearSigned {
  readonly content: string;
  readonly signature: Signature | undefined;
}

/** The text of an `InRelease` file, and its signature. */
export function parseClearSigned(source: string): ClearSigned | undefined {
  const match =
    /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[^\n]+\n)*\n([\s\S]*)(-----BEGIN PGP SIGNATURE-----[\s\S]*)$/.exec(source);
  if (!match) return undefined;
  const [, escaped = '', signature = ''] = match;
  return { content: escaped.replace(/^- /gm, ''), signature: parseSignature(signature) };
}

export async function sha256Hex(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** Keys that a distribution's own keyring holds. */
const DISTRIBUTION_KEYS: Readonly<Record<string, string>> = {
  '40976EAF437D05B5': 'Ubuntu Archive Automatic Signing Key <ftpmaster@ubuntu.com>',
  '3B4FE6ACC0B21F32': 'Ubuntu Archive Automatic Signing Key (2012) <ftpmaster@ubuntu.com>',
  '871920D1991BC93C': 'Ubuntu Archive Automatic Signing Key (2018) <ftpmaster@ubuntu.com>',
  '6ED0E7B82643E131': 'Debian Archive Automatic Signing Key (12/bookworm) <ftpmaster@debian.org>',
  F8D2585B8783D481: 'Debian Stable Release Key (12/bookworm) <debian-release@lists.debian.org>',
  '0E98404D386FA1D9': 'Debian Archive Automatic Signing Key (11/bullseye) <ftpmaster@debian.org>',
};

export function isDistributionKey(keyId: string): boolean {
  return keyId in DISTRIBUTION_KEYS;
}

export function distributionKeys(): readonly (readonly [keyId: string, owner: string])[] {
  return Object.entries(DISTRIBUTION_KEYS);
}
