/** Layers by ChainId. Stacks that have a layer in common share its tar and index, which are kept by DiffId. */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { ByteSource } from '../base/streams.ts';
import { blobOfDiff, chainId as chainOf, diffOfBlob } from '../oci/digest.ts';
import type { ChainId, DiffId, Digest } from '../oci/digest-types.ts';
import type { LayerEntry } from '../oci/layer.ts';
import { BodyWriter, removeBody } from './body-writer.ts';
import type { BodyRecord } from './body-writer.ts';
import { blobOf } from './content.ts';
import type { Contents, Workshop } from './content.ts';
import type { Mutation } from './driver.ts';
import { after, recordKey } from './keys.ts';
import { packIndex, unpackIndex } from './layer-index.ts';
import type { Received } from './layer-reader.ts';
import type { PackedIndex } from './layer-index.ts';
import { Lru } from './lru.ts';
import { WrongDiffId } from './store.ts';
import type { Blob, Layer, LayerStore } from './store.ts';
import { StreamHash } from './stream-hash.ts';
import type { UnpackedLayer } from './unpacked.ts';

type ApplyOptions = NonNullable<Parameters<LayerStore['apply']>[2]>;

export class Layers implements LayerStore {
  readonly #layers = new Map<ChainId, Layer>();
  readonly #diffs = new Map<DiffId, BodyRecord>();
  readonly #indexes = new Lru<readonly LayerEntry[]>(LIMITS.cachedLayerEntries);

  constructor(
    private readonly shop: Workshop,
    private readonly contents: Contents,
  ) {}

  async open(): Promise<void> {
    const { driver } = this.shop;
    const [layers, diffs] = [recordKey.layer(''), recordKey.diff('')];
    for (const [key, value] of await driver.list('records', layers, after(layers))) {
      this.#layers.set(key.slice(layers.length) as ChainId, value as Layer);
    }
    for (const [key, value] of await driver.list('records', diffs, after(diffs))) {
      this.#diffs.set(key.slice(diffs.length) as DiffId, value as BodyRecord);
    }
  }

  async get(chainId: ChainId): Promise<Layer | undefined> {
    return this.#layers.get(chainId);
  }

  async list(): Promise<readonly Layer[]> {
    return [...this.#layers.values()];
  }

  async apply(tar: ByteSource, parent: ChainId | undefined, options: ApplyOptions = {}): Promise<Layer> {
    if (parent !== undefined) this.#require(parent);
    const ready = options.expected && this.shop.unpacked?.get(options.expected);
    if (ready) return this.#adopt(options.expected as DiffId, ready, parent, options.blob);
    const id = this.shop.newId();
    const writer = new BodyWriter(this.shop.driver, id);
    this.shop.active.add(id);
    const progress = { path: '' };
    try {
      // Reading layers is code that the first prompt does not need.
      const { readLayer } = await import('./layer-reader.ts');
      const received = await readLayer(tar, writer, new StreamHash(this.shop.hashers), { ...options, progress });
      return await this.shop.lock.run(() => this.#register(received, parent, writer, options.blob));
    } catch (error) {
      await writer.abort().catch(() => undefined);
      if (!(error instanceof FailureError) || error.kind !== 'noSpace') throw error;
      throw new FailureError('noSpace', `write /${progress.path}: no space left on device`, { cause: error });
    } finally {
      this.shop.active.delete(id);
    }
  }

  async adopt(
    digest: Digest,
    parent: ChainId | undefined,
    { expected }: { readonly expected?: DiffId } = {},
  ): Promise<Layer | undefined> {
    if (parent !== undefined) this.#require(parent);
    const body = this.contents.ownBody(digest);
    if (!body) return undefined;
    const { readIndex } = await import('./layer-reader.ts');
    const index = await readIndex(blobOf(this.shop.bodies, digest, body));
    if (!index) return undefined;
    const diffId = diffOfBlob(digest);
    if (expected !== undefined && expected !== diffId) throw new WrongDiffId(expected, diffId);
    const { entries, size } = index;
    return this.shop.lock.run(async () => {
      if (this.contents.ownBody(digest) !== body || this.#diffs.has(diffId)) return undefined;
      const chainId = await chainOf(parent, diffId);
      const layer: Layer = { chainId, parent, diffId, size, tarSize: body.size };
      const given = this.contents.giveAway(digest);
      await this.shop.driver.commit([...given.batch, ...layerRecords(layer, body, packIndex(entries))], {
        durability: 'strict',
      });
      given.done();
      this.#diffs.set(diffId, body);
      this.#indexes.set(diffId, entries, entries.length);
      this.#layers.set(chainId, layer);
      return layer;
    });
  }

  async entries(chainId: ChainId): Promise<readonly LayerEntry[]> {
    const { diffId } = this.#require(chainId);
    const cached = this.#indexes.get(diffId);
    if (cached) return cached;
    const packed = await this.shop.driver.get('records', recordKey.index(diffId));
    if (!packed) throw new FailureError('system', `stored content is damaged: layer ${diffId} has no index`);
    const entries = unpackIndex(packed as PackedIndex);
    this.#indexes.set(diffId, entries, entries.length);
    return entries;
  }

  async tar(chainId: ChainId): Promise<Blob> {
    const { diffId } = this.#require(chainId);
    const body = this.#diffs.get(diffId);
    if (!body) throw new FailureError('system', `stored content is damaged: layer ${diffId} has no content`);
    return blobOf(this.shop.bodies, blobOfDiff(diffId), body);
  }

  async remove(chainId: ChainId): Promise<void> {
    await this.shop.lock.run(async () => {
      this.#require(chainId);
      if ([...this.#layers.values()].some(({ parent }) => parent === chainId)) {
        throw new FailureError('conflict', `layer ${chainId} has layers on top of it`);
      }
      await this.removeAll([chainId]);
    });
  }

  /** Removes what is neither in `kept` nor below one that is. Call with the lock held. */
  async removeAllBut(kept: ReadonlySet<ChainId>): Promise<void> {
    const reached = new Set<ChainId>();
    for (const chain of kept) {
      let at: ChainId | undefined = chain;
      while (at !== undefined && !reached.has(at)) {
        reached.add(at);
        at = this.#layers.get(at)?.parent;
      }
    }
    await this.removeAll([...this.#layers.keys()].filter((chain) => !reached.has(chain)));
  }

  /** Removes layers, and the tars that no layer has any more. Call with the lock held. */
  async removeAll(chainIds: readonly ChainId[]): Promise<void> {
    const gone = new Set(chainIds);
    const kept = new Set<DiffId>();
    for (const [chain, { diffId }] of this.#layers) if (!gone.has(chain)) kept.add(diffId);
    const unused = [...this.#diffs].filter(([diffId]) => !kept.has(diffId));
    const batch: Mutation[] = [...gone].map((chain) => ({ table: 'records', delete: recordKey.layer(chain) }));
    for (const [diffId, body] of unused) {
      batch.push({ table: 'records', delete: recordKey.diff(diffId) });
      batch.push({ table: 'records', delete: recordKey.index(diffId) }, ...removeBody(body.id));
    }
    if (batch.length) await this.shop.driver.commit(batch, { durability: 'strict' });
    for (const chain of gone) this.#layers.delete(chain);
    for (const [diffId, body] of unused) {
      this.#diffs.delete(diffId);
      this.#indexes.delete(diffId);
      this.shop.bodies.forget(body.id);
    }
  }

  async #register(
    { diffId, entries, size }: Received,
    parent: ChainId | undefined,
    writer: BodyWriter,
    blob: Digest | undefined,
  ): Promise<Layer> {
    if (parent !== undefined) this.#require(parent);
    const chainId = await chainOf(parent, diffId);
    const known = this.#layers.get(chainId);
    if (known) {
      await writer.abort();
      return known;
    }
    const tarSize = writer.size;
    const layer: Layer = {
      chainId,
      parent,
      diffId,
      size,
      tarSize,
      ...(blob === undefined ? {} : { blob }),
    };
    const record: Mutation = { table: 'records', key: recordKey.layer(chainId), put: layer };
    if (this.#diffs.has(diffId)) {
      await writer.abort();
      await this.shop.driver.commit([record], { durability: 'strict' });
    } else {
      const { body, batch } = await writer.finish();
      const records = layerRecords(layer, body, packIndex(entries));
      await this.shop.driver.commit([...batch, ...records], { durability: 'strict' });
      this.#diffs.set(diffId, body);
      this.#indexes.set(diffId, entries, entries.length);
    }
    this.#layers.set(chainId, layer);
    return layer;
  }

  async #adopt(
    diffId: DiffId,
    { body, chunks, index, entries, size, tarSize }: UnpackedLayer,
    parent: ChainId | undefined,
    blob: Digest | undefined,
  ): Promise<Layer> {
    return this.shop.lock.run(async () => {
      const chainId = await chainOf(parent, diffId);
      const layer: Layer = { chainId, parent, diffId, size, tarSize, ...(blob === undefined ? {} : { blob }) };
      const records: Mutation[] = [{ table: 'records', key: recordKey.layer(chainId), put: layer }];
      if (!this.#diffs.has(diffId)) {
        for (const [key, put] of chunks) records.push({ table: 'chunks', key, put });
        records.push({ table: 'records', key: recordKey.index(diffId), put: index });
        records.push({ table: 'records', key: recordKey.diff(diffId), put: body });
      }
      await this.shop.driver.commit(records, { durability: 'strict' });
      if (!this.#diffs.has(diffId)) {
        this.#diffs.set(diffId, body);
        this.#indexes.set(diffId, entries, entries.length);
      }
      this.#layers.set(chainId, layer);
      return layer;
    });
  }

  #require(chainId: ChainId): Layer {
    const layer = this.#layers.get(chainId);
    if (!layer) throw new FailureError('notFound', `layer ${chainId} does not exist`);
    return layer;
  }
}

function layerRecords(layer: Layer, body: BodyRecord, index: PackedIndex): Mutation[] {
  const { diffId, chainId } = layer;
  return [
    { table: 'records', key: recordKey.index(diffId), put: index },
    { table: 'records', key: recordKey.diff(diffId), put: body },
    { table: 'records', key: recordKey.layer(chainId), put: layer },
  ];
}
