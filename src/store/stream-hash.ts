/**
 * SHA-256 of a stream of unknown length: held back while it is small, because WebCrypto digests a whole buffer several
 * times faster than WASM digests a stream.
 */
import { concat, EMPTY } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { createHasher, sha256 } from '../oci/digest.ts';
import type { Hasher } from '../oci/digest.ts';

/** Makes a streaming hasher. A native one, where there is one, takes everything from the first byte on. */
export interface HasherFactory {
  readonly native: boolean;
  create(): Promise<Hasher> | Hasher;
}

export const wasmHashers: HasherFactory = { native: false, create: createHasher };

export class StreamHash {
  #held: Uint8Array[] = [];
  #size = 0;
  #hasher: Hasher | undefined;

  constructor(private readonly factory: HasherFactory) {}

  /** Bytes are kept for later. */
  get holding(): boolean {
    return this.#hasher === undefined;
  }

  /** Keeps a reference to the bytes: they must not change afterwards. A promise only when there is something to await. */
  update(bytes: Uint8Array): void | Promise<void> {
    if (this.#hasher) return this.#hasher.update(bytes);
    this.#held.push(bytes);
    this.#size += bytes.length;
    if (this.factory.native || this.#size > LIMITS.digestBufferBytes) return this.#start();
  }

  async digest(): Promise<string> {
    if (this.#hasher) return this.#hasher.digest();
    return sha256(this.#held.length ? concat(this.#held) : EMPTY);
  }

  async #start(): Promise<void> {
    this.#hasher = await this.factory.create();
    for (const part of this.#held) this.#hasher.update(part);
    this.#held = [];
  }
}
