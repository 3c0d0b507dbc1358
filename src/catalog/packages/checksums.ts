/** The checksums that package formats ask for, as lower-case hex. */
import { createMD5, createSHA1, createSHA256 } from 'hash-wasm';

export interface Checksums {
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}

const hashers = Promise.all([createMD5(), createSHA1(), createSHA256()]);

export async function checksums(bytes: Uint8Array): Promise<Checksums> {
  const [md5, sha1, sha256] = (await hashers).map((hasher) => hasher.init().update(bytes).digest('hex'));
  return { md5, sha1, sha256 } as Checksums;
}

const ZEROS = new Uint8Array(1024 * 1024);

/** MD5 of a file of a recipe: its head and zeros. */
export async function md5OfPadded(head: Uint8Array, size: number): Promise<string> {
  const [md5] = await hashers;
  md5.init().update(head);
  for (let missing = size - head.length; missing > 0; missing -= ZEROS.length) {
    md5.update(ZEROS.subarray(0, Math.min(missing, ZEROS.length)));
  }
  return md5.digest('hex');
}
