/** A layer as it comes from a registry, held against the digest that the manifest names. */
import { FailureError, messageOf } from '../../base/errors.ts';
import type { ByteSource } from '../../base/streams.ts';
import { createHasher, type Hasher } from '../../oci/digest.ts';
import type { Descriptor } from '../../oci/manifest.ts';

/** The bytes of a layer on their way, and whether they are what the manifest says. */
export class CheckedBlob {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #hasher: Hasher | undefined;
  #read = 0;
  #done = false;
  #broken: string | undefined;

  /** Why the connection ended before the bytes did; undefined when it did not. */
  get broken(): string | undefined {
    return this.#broken;
  }

  constructor(
    private readonly descriptor: Descriptor,
    source: ByteSource,
    /** Told the bytes so far. */
    private readonly progress: (read: number) => void,
  ) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** Fails at the end when the bytes were others. */
  async *source(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const bytes = await this.#next();
      if (!bytes) break;
      this.progress(this.#read);
      yield bytes;
    }
    if (this.#hasher?.digest() !== this.descriptor.digest) throw this.#wrong();
  }

  /**
   * After a failure to unpack: real Docker checks what it downloaded before it looks into it, so that other bytes are
   * told as such and not by what they happen to break.
   */
  async failure(error: unknown): Promise<unknown> {
    const broken = error instanceof FailureError && error.kind === 'invalid';
    if (!broken || this.#done) return error;
    while (await this.#next());
    return this.#hasher?.digest() === this.descriptor.digest ? error : this.#wrong();
  }

  async close(): Promise<void> {
    if (!this.#done) await this.#chunks.return?.();
  }

  async #next(): Promise<Uint8Array | undefined> {
    this.#hasher ??= await createHasher();
    if (this.descriptor.size > 0 && this.#read > this.descriptor.size) return undefined;
    const { done, value } = await this.#chunks.next().catch((error: unknown) => {
      // The platform's own words for a stream that ended early are no Docker's.
      this.#broken = error instanceof TypeError ? 'unexpected EOF' : messageOf(error);
      throw error;
    });
    this.#done = done === true;
    if (done) return undefined;
    this.#hasher.update(value);
    this.#read += value.length;
    return value;
  }

  #wrong(): FailureError {
    return new FailureError('system', `filesystem layer verification failed for digest ${this.descriptor.digest}`);
  }
}
