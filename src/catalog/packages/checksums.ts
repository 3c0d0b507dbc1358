/** The checksums that package formats ask for, as lower-case hex. */
import { text } from '../../base/bytes.ts';
import { zeroPieces } from '../../base/zeros.ts';
import { createMD5, createSHA1, createSHA256 } from 'hash-wasm';
import type { IHasher } from 'hash-wasm';

export interface Checksums {
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}

const [md5, sha1, sha256] = await Promise.all([createMD5(), createSHA1(), createSHA256()]);

export function checksums(bytes: Uint8Array): Checksums {
  return { md5: digest(md5, bytes), sha1: digest(sha1, bytes), sha256: digest(sha256, bytes) };
}

const digest = (hasher: IHasher, bytes: Uint8Array) => hasher.init().update(bytes).digest('hex');

export const md5Of = (bytes: Uint8Array): string => digest(md5, bytes);

const bytesOf = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export const md5Bytes = (bytes: Uint8Array): Uint8Array => bytesOf(md5Of(bytes));
export const sha1Of = (bytes: Uint8Array): string => digest(sha1, bytes);
export const sha1Bytes = (bytes: Uint8Array): Uint8Array => bytesOf(sha1Of(bytes));
export const base64Of = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Releases share most of their files. */
const padded = new Map<string, string>();

/** MD5 of a file of a recipe: its head and zeros. */
export const md5OfPadded = (head: Uint8Array, size: number): string => digestPadded('md5', md5, head, size);
export const sha1OfPadded = (head: Uint8Array, size: number): Uint8Array =>
  bytesOf(digestPadded('sha1', sha1, head, size));

function digestPadded(name: string, hasher: IHasher, head: Uint8Array, size: number): string {
  if (size === head.length) return digest(hasher, head);
  const key = `${name} ${size} ${text(head)}`;
  const known = padded.get(key);
  if (known !== undefined) return known;
  hasher.init().update(head);
  for (const piece of zeroPieces(size - head.length)) hasher.update(piece);
  const sum = hasher.digest('hex');
  padded.set(key, sum);
  return sum;
}
