/**
 * The images of one engine: a record each (what is not in the config), the config's bytes in the content store, and
 * references (tags and digests) to them. References are written last, so what they name is always there.
 */
import { FailureError } from '../../base/errors.ts';
import { chainId, chainIds } from '../../oci/digest.ts';
import type { ChainId, Digest, DiffId, ImageId } from '../../oci/digest-types.ts';
import { encodeImageConfig, imageIdOf, parseImageConfig, type ImageConfig } from '../../oci/config.ts';
import { parsePlatform, platformText } from '../../oci/manifest.ts';
import {
  familiarString,
  fullName,
  fullString,
  parseCanonical,
  parseNormalized,
  tryParse,
  withDefaultTag,
  type Reference,
} from '../../oci/reference.ts';
import type { Layer, Store } from '../../store/store.ts';

export interface ImageRecord {
  readonly id: ImageId;
  /** What it was committed from or built on, in this engine. */
  readonly parent?: ImageId;
  /** Milliseconds since the epoch; 0: never tagged here. */
  readonly lastTagged: number;
}

export class ImageStore {
  #images = new Map<ImageId, ImageRecord>();
  /** By parent. A build of many steps has one for each: looking through all for each would be slow. */
  #children = new Map<ImageId, Set<ImageId>>();
  /** By full reference text. */
  #references = new Map<string, { readonly reference: Reference; readonly id: ImageId }>();
  #configs = new Map<ImageId, ImageConfig>();
  #chains = new Map<ImageId, readonly ChainId[]>();
  #layerSizes = new Map<ChainId, number>();
  #sizes = new Map<ImageId, number>();

  constructor(private readonly store: Store) {}

  async load(): Promise<void> {
    for (const [, record] of await this.store.records.list<ImageRecord>('images/')) this.#keep(record);
    for (const [key, id] of await this.store.records.list<ImageId>('references/')) {
      const text = key.slice('references/'.length);
      if (this.#images.has(id)) this.#references.set(text, { reference: parseCanonical(text), id });
    }
  }

  all(): readonly ImageRecord[] {
    return [...this.#images.values()];
  }

  get(id: ImageId): ImageRecord | undefined {
    return this.#images.get(id);
  }

  children(id: ImageId): readonly ImageId[] {
    return [...(this.#children.get(id) ?? [])];
  }

  #keep(record: ImageRecord): void {
    this.#unlink(record.id);
    this.#images.set(record.id, record);
    if (record.parent === undefined) return;
    const children = this.#children.get(record.parent) ?? new Set();
    this.#children.set(record.parent, children.add(record.id));
  }

  #forget(id: ImageId): void {
    this.#unlink(id);
    this.#images.delete(id);
  }

  /** From its parent. */
  #unlink(id: ImageId): void {
    const parent = this.#images.get(id)?.parent;
    const siblings = parent && this.#children.get(parent);
    if (siblings?.delete(id) && siblings.size === 0) this.#children.delete(parent as ImageId);
  }

  /**
   * By name, id or prefix of an id. Fails with `notFound`, or `invalid` for what is no name at all; with `platform`, also when the image is for another one, so
   * that the client pulls.
   */
  async find(term: string, platform?: string): Promise<ImageRecord> {
    const image = this.#lookUp(term);
    if (!image && !/^(sha256:)?[0-9a-f]{64}$/.test(term)) parseNormalized(term);
    if (!image) throw new FailureError('notFound', `No such image: ${shown(term)}`);
    if (platform) await this.#checkPlatform(image, term, platform);
    return image;
  }

  /** The image a reference names, exactly. */
  byReference(reference: Reference): ImageRecord | undefined {
    const found = this.#references.get(fullString(reference));
    return found && this.#images.get(found.id);
  }

  /** Tags and digests of an image, sorted. */
  references(id: ImageId): readonly Reference[] {
    return [...this.#references]
      .filter(([, named]) => named.id === id)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { reference }]) => reference);
  }

  /** Tags of a repository, sorted. */
  repository(name: Reference): readonly { readonly reference: Reference; readonly id: ImageId }[] {
    return [...this.#references]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, named]) => named)
      .filter(({ reference }) => fullName(reference) === fullName(name));
  }

  async config(id: ImageId): Promise<ImageConfig> {
    const known = this.#configs.get(id);
    if (known) return known;
    const config = parseImageConfig(await this.configBytes(id));
    this.#configs.set(id, config);
    return config;
  }

  async configBytes(id: ImageId): Promise<Uint8Array> {
    const blob = await this.store.content.get(id as string as Digest);
    if (!blob) throw new FailureError('system', `the config of image ${id} is missing`);
    return blob.read(0, blob.size);
  }

  /** Chain ids of the layers, lowest first. */
  async chain(id: ImageId): Promise<readonly ChainId[]> {
    const known = this.#chains.get(id);
    if (known) return known;
    const chain = await chainIds((await this.config(id)).rootfs.diff_ids);
    this.#chains.set(id, chain);
    return chain;
  }

  /** Like `chain`; empty for an image that is gone. */
  async chainOf(id: ImageId): Promise<readonly ChainId[]> {
    return this.#images.has(id) ? this.chain(id) : [];
  }

  async layerSize(chain: ChainId): Promise<number> {
    const known = this.#layerSizes.get(chain);
    if (known !== undefined) return known;
    const size = (await this.store.layers.get(chain))?.size ?? 0;
    this.#layerSizes.set(chain, size);
    return size;
  }

  /** Sum of the layers' sizes; 0 for an image that is gone. */
  async size(id: ImageId): Promise<number> {
    const known = this.#sizes.get(id);
    if (known !== undefined || !this.#images.has(id)) return known ?? 0;
    let size = 0;
    for (const chain of await this.chain(id)) size += await this.layerSize(chain);
    if (this.#images.has(id)) this.#sizes.set(id, size);
    return size;
  }

  /** Stores a config, and so makes an image. Its layers must be there. */
  async add(config: ImageConfig | Uint8Array, options: { readonly parent?: ImageId } = {}): Promise<ImageRecord> {
    const bytes = config instanceof Uint8Array ? config : encodeImageConfig(config);
    const id = await imageIdOf(bytes);
    const existing = this.#images.get(id);
    if (existing) return existing;
    const parsed = parseImageConfig(bytes);
    const chain = await chainIds(parsed.rootfs.diff_ids);
    // A layer stands on those below it: where the last one is, all are.
    const top = chain.at(-1);
    if (top && !(await this.store.layers.get(top))) throw new FailureError('system', `layer ${top} is missing`);
    const ingest = await this.store.content.ingest();
    await ingest.write(bytes);
    await ingest.commit(id as string as Digest);
    const record: ImageRecord = { id, lastTagged: 0, ...(options.parent && { parent: options.parent }) };
    await this.store.records.write([{ key: `images/${id}`, value: record }]);
    this.#keep(record);
    this.#configs.set(id, parsed);
    this.#chains.set(id, chain);
    return record;
  }

  async setParent(id: ImageId, parent: ImageId): Promise<void> {
    const record = this.#images.get(id);
    if (!record || record.parent === parent) return;
    const updated = { ...record, parent };
    await this.store.records.write([{ key: `images/${id}`, value: updated }]);
    this.#keep(updated);
  }

  /** The layer with this diff on that parent, when it is there. */
  async layerOf(parent: ChainId | undefined, diff: DiffId): Promise<Layer | undefined> {
    return this.store.layers.get(await chainId(parent, diff));
  }

  /** Points a reference to an image, which must be there; `taggedAt` when a user did so. */
  async setReference(reference: Reference, id: ImageId, taggedAt?: number): Promise<void> {
    const key = fullString(reference);
    const record = this.#images.get(id);
    if (!record) throw new FailureError('notFound', `No such image: ${id}`);
    const updated = taggedAt === undefined ? record : { ...record, lastTagged: taggedAt };
    await this.store.records.write([
      { key: `images/${id}`, value: updated },
      { key: `references/${key}`, value: id },
    ]);
    this.#keep(updated);
    this.#references.set(key, { reference, id });
  }

  async removeReference(reference: Reference): Promise<void> {
    const key = fullString(reference);
    await this.store.records.write([{ key: `references/${key}` }]);
    this.#references.delete(key);
  }

  /** Forgets an image; its content is left to the garbage collector. */
  async remove(id: ImageId): Promise<void> {
    await this.store.records.write([{ key: `images/${id}` }]);
    this.#forget(id);
    this.#configs.delete(id);
    this.#chains.delete(id);
    this.#sizes.delete(id);
  }

  #lookUp(term: string): ImageRecord | undefined {
    if (/^(sha256:)?[0-9a-f]{64}$/.test(term)) return this.#images.get(`sha256:${term.slice(-64)}` as ImageId);
    const reference = tryParse(term);
    if (reference) {
      const named = reference.digest ? { ...reference, tag: undefined } : withDefaultTag(reference);
      const found = this.byReference(named as Reference) ?? this.#byDigest(reference);
      if (found) return found;
    }
    if (!/^(sha256:)?[0-9a-f]+$/.test(term)) return undefined;
    const prefix = term.startsWith('sha256:') ? term : `sha256:${term}`;
    const candidates = this.all().filter(({ id }) => id.startsWith(prefix));
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  #byDigest(reference: Reference): ImageRecord | undefined {
    return reference.digest ? this.byReference({ ...reference, tag: undefined } as Reference) : undefined;
  }

  async #checkPlatform(image: ImageRecord, term: string, wanted: string): Promise<void> {
    const platform = parsePlatform(wanted);
    const { os = 'linux', architecture = 'amd64', variant } = await this.config(image.id);
    const same =
      os === platform.os &&
      architecture === platform.architecture &&
      (!platform.variant || !variant || platform.variant === variant);
    if (same) return;
    const actual = platformText({ os, architecture, ...(variant && { variant }) });
    throw new FailureError(
      'notFound',
      `image with reference ${term} was found but does not match the specified platform: wanted ${platformText(platform)}, actual: ${actual}`,
    );
  }
}

/** How messages name what was asked for: with `latest` where neither tag nor digest was given. */
function shown(term: string): string {
  if (/^(sha256:)?[0-9a-f]{64}$/.test(term)) return `sha256:${term.slice(-64)}`;
  const reference = tryParse(term);
  return reference ? familiarString(withDefaultTag(reference)) : term;
}
