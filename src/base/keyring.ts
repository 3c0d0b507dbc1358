/**
 * Keyrings of the simulated archives: OpenPGP packets (RFC 4880, 4.2, new format). In place of key material, which nothing
 * here could use, stands a packet of a tag set aside for private use with the fingerprint; the owner's is the ordinary
 * user ID packet.
 */
import { hex, text, utf8 } from './bytes.ts';

export interface PublicKey {
  /** 40 hex digits in capitals. */
  readonly fingerprint: string;
  readonly owner: string;
}

const FINGERPRINT_TAG = 60;
const USER_ID_TAG = 13;

export function encodeKeyring(keys: readonly PublicKey[]): Uint8Array {
  const bytes: number[] = [];
  for (const { fingerprint, owner } of keys) {
    const digits = fingerprint.match(/../g) ?? [];
    bytes.push(0xc0 | FINGERPRINT_TAG, digits.length, ...digits.map((pair) => parseInt(pair, 16)));
    const name = utf8(owner).subarray(0, 191);
    bytes.push(0xc0 | USER_ID_TAG, name.length, ...name);
  }
  return Uint8Array.from(bytes);
}

/** Packets of other tags are passed over; a keyring that is damaged ends where it is. */
export function decodeKeyring(bytes: Uint8Array): readonly PublicKey[] {
  const keys: { fingerprint: string; owner: string }[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const tag = (bytes[at] as number) & 0x3f;
    const size = bytes[at + 1] as number;
    const body = bytes.subarray(at + 2, at + 2 + size);
    if (tag === FINGERPRINT_TAG) keys.push({ fingerprint: hex(body).toUpperCase(), owner: '' });
    const last = keys.at(-1);
    if (tag === USER_ID_TAG && last) last.owner = text(body);
    at += 2 + size;
  }
  return keys;
}

export function armorKeyring(keys: readonly PublicKey[]): string {
  const base64 = btoa(String.fromCharCode(...encodeKeyring(keys)));
  return `-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: a key of Drydock's simulated Internet\n\n${base64.replace(/(.{64})(?=.)/g, '$1\n')}\n-----END PGP PUBLIC KEY BLOCK-----\n`;
}

/** Armored or binary. */
export function parseKeys(bytes: Uint8Array): readonly PublicKey[] {
  const [, base64] =
    /-----BEGIN PGP PUBLIC KEY BLOCK-----\n(?:[^\n]+\n)*\n([A-Za-z0-9+/=\n]+?)\n-----END/.exec(text(bytes)) ?? [];
  return decodeKeyring(base64 ? bytesOf(base64.replace(/\n/g, '')) : bytes);
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
