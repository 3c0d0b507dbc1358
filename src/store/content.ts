/** Blobs by digest: ingest, then commit. */
import { FailureError } from '../base/errors.ts';
import type { Lock } from '../base/lock.ts';
import type { Digest } from '../oci/digest-types.ts';
import type { Bodies } from './body.ts';
import { BodyWriter, removeBody } from './body-writer.ts';
import type { BodyRecord } from './body-writer.ts';
import type { Mutation, StorageDriver } from './driver.ts';
import { after, recordKey } from './keys.ts';
import type { Blob, BlobInfo, ContentStore, Ingest } from './store.ts';
import { StreamHash } from './stream-hash.ts';
import type { HasherFactory } from './stream-hash.ts';
import type { UnpackedLayers } from './unpacked.ts';

/** What the parts of one store have in common. */
export interface Workshop {
  readonly driver: StorageDriver;
  readonly bodies: Bodies;
  readonly hashers: HasherFactory;
  /** Held while something becomes visible or is removed. */
  readonly lock: Lock;
  /** Ids of bodies that are being written: not garbage. */
  readonly active: Set<string>;
  /** Layers that need no unpacking. */
  readonly unpacked: UnpackedLayers | undefined;
  newId(): string;
}

export class Contents implements ContentStore {
  readonly #blobs = new Map<Digest, BodyRecord>();
  /** How often this process has committed a blob: the first time made it. */
  readonly #commits = new Map<Digest, number>();

  constructor(private readonly shop: Workshop) {}

  async open(): Promise<void> {
    const prefix = recordKey.blob('');
    for (const [key, value] of await this.shop.driver.list('records', prefix, after(prefix))) {
      this.#blobs.set(key.slice(prefix.length) as Digest, value as BodyRecord);
    }
  }

  async get(digest: Digest): Promise<Blob | undefined> {
    const body = this.#blobs.get(digest);
    return body && blobOf(this.shop.bodies, digest, body);
  }

  async list(): Promise<readonly BlobInfo[]> {
    return [...this.#blobs].map(([digest, { size }]) => ({ digest, size }));
  }

  async ingest(): Promise<Ingest> {
    const id = this.shop.newId();
    this.shop.active.add(id);
    return new BlobIngest(this.shop, id, (digest, writer) => this.#commit(digest, writer));
  }

  /** Removes blobs. Call with the lock held. */
  async remove(digests: readonly Digest[]): Promise<void> {
    const batch: Mutation[] = [];
    for (const digest of digests) {
      const body = this.#blobs.get(digest);
      if (!body) continue;
      batch.push({ table: 'records', delete: recordKey.blob(digest) }, ...removeBody(body.id));
    }
    if (batch.length) await this.shop.driver.commit(batch, { durability: 'strict' });
    for (const digest of digests) {
      const body = this.#blobs.get(digest);
      if (body) this.shop.bodies.forget(body.id);
      this.#blobs.delete(digest);
      this.#commits.delete(digest);
    }
  }

  /** The body of a blob that was made once in this process, so that nobody else can have come to rely on it. */
  ownBody(digest: Digest): BodyRecord | undefined {
    return this.#commits.get(digest) === 1 ? this.#blobs.get(digest) : undefined;
  }

  /** Gives such a body away: `batch` is for the transaction that names it elsewhere, after which it is no blob any more. */
  giveAway(digest: Digest): { readonly batch: readonly Mutation[]; done(): void } {
    return {
      batch: [{ table: 'records', delete: recordKey.blob(digest) }],
      done: () => {
        this.#blobs.delete(digest);
        this.#commits.delete(digest);
      },
    };
  }

  #commit(digest: Digest, writer: BodyWriter): Promise<BlobInfo> {
    return this.shop.lock.run(async () => {
      const known = this.#blobs.get(digest);
      if (known) {
        // One that an earlier process made has not been counted, and is not this process's own either.
        this.#commits.set(digest, (this.#commits.get(digest) ?? 1) + 1);
        await writer.abort();
        return { digest, size: known.size };
      }
      const { body, batch } = await writer.finish();
      const record: Mutation = { table: 'records', key: recordKey.blob(digest), put: body };
      await this.shop.driver.commit([...batch, record], { durability: 'strict' });
      this.#blobs.set(digest, body);
      this.#commits.set(digest, 1);
      return { digest, size: body.size };
    });
  }
}

export function blobOf(bodies: Bodies, digest: Digest, body: BodyRecord): Blob {
  return {
    digest,
    size: body.size,
    read: (offset, length) => bodies.read(body, offset, length),
    source: () => bodies.source(body),
  };
}

class BlobIngest implements Ingest {
  readonly #writer: BodyWriter;
  readonly #hash: StreamHash;
  #state: 'open' | 'done' = 'open';

  constructor(
    private readonly shop: Workshop,
    private readonly id: string,
    private readonly makeVisible: (digest: Digest, writer: BodyWriter) => Promise<BlobInfo>,
  ) {
    this.#writer = new BodyWriter(shop.driver, id);
    this.#hash = new StreamHash(shop.hashers);
  }

  get size(): number {
    return this.#writer.size;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#requireOpen();
    // The hash may keep the bytes for later, while the caller uses its buffer again.
    await this.#hash.update(this.#hash.holding ? new Uint8Array(bytes) : bytes);
    await this.#writer.write(bytes);
  }

  async commit(expected?: Digest): Promise<BlobInfo> {
    this.#requireOpen();
    this.#state = 'done';
    try {
      const digest = (await this.#hash.digest()) as Digest;
      if (expected !== undefined && digest !== expected) {
        throw new FailureError('invalid', `unexpected commit digest ${digest}, expected ${expected}`);
      }
      return await this.makeVisible(digest, this.#writer);
    } catch (error) {
      await this.#writer.abort().catch(() => undefined);
      throw error;
    } finally {
      this.shop.active.delete(this.id);
    }
  }

  async abort(): Promise<void> {
    if (this.#state === 'done') return;
    this.#state = 'done';
    await this.#writer.abort().finally(() => this.shop.active.delete(this.id));
  }

  #requireOpen(): void {
    if (this.#state === 'done') throw new FailureError('system', 'the ingest has been committed or aborted');
  }
}
