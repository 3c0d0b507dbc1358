/** The checksums that package formats ask for, as lower-case hex. */
import { text } from '../../base/bytes.ts';
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

const ZEROS = new Uint8Array(1024 * 1024);

/** Releases share most of their files. */
const padded = new Map<string, string>();

/** MD5 of a file of a recipe: its head and zeros. */
export function md5OfPadded(head: Uint8Array, size: number): string {
  if (size === head.length) return md5Of(head);
  const key = `${size} ${text(head)}`;
  let sum = padded.get(key);
  if (sum === undefined) {
    md5.init().update(head);
    for (let missing = size - head.length; missing > 0; missing -= ZEROS.length) {
      md5.update(ZEROS.subarray(0, Math.min(missing, ZEROS.length)));
    }
    sum = md5.digest('hex');
    padded.set(key, sum);
  }
  return sum;
}
