/**
 * Layers that were pulled once need no unpacking for the sandboxes that follow: proofs make dozens of them, and the same
 * images for each would be most of their time. A file for each layer, named by its digest, keeps them between runs.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { LIMITS } from '../../base/limits.ts';
import { systemClock } from '../../base/ports.ts';
import { sourceOf } from '../../base/streams.ts';
import type { DiffId } from '../../oci/digest-types.ts';
import { encodeTar } from '../../oci/tar/write.ts';
import type { BodyRecord } from '../../store/body-writer.ts';
import type { StorageDriver } from '../../store/driver.ts';
import { after, bodyPrefix, recordKey } from '../../store/keys.ts';
import { unpackIndex, type PackedIndex } from '../../store/layer-index.ts';
import { memoryDriver } from '../../store/memory/driver.ts';
import { openStore } from '../../store/open-store.ts';
import type { Layer } from '../../store/store.ts';
import type { UnpackedLayer, UnpackedLayers } from '../../store/unpacked.ts';

/** What a file has of a layer. */
type Kept = Omit<UnpackedLayer, 'index' | 'entries'> & { readonly index: PackedIndex };

export class LayerCache implements UnpackedLayers {
  readonly #layers = new Map<DiffId, UnpackedLayer>();
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(this.#folder, { recursive: true });
  }

  /** What another version of the store has kept lies in another folder, and is removed. */
  static async open(folder: string): Promise<LayerCache> {
    const format = await formatOf();
    if (existsSync(folder)) {
      for (const name of readdirSync(folder)) if (name !== format) rmSync(join(folder, name), { recursive: true });
    }
    return new LayerCache(join(folder, format));
  }

  get(diffId: DiffId): UnpackedLayer | undefined {
    const known = this.#layers.get(diffId);
    if (known || !existsSync(this.#file(diffId))) return known;
    try {
      const read = deserialize(readFileSync(this.#file(diffId))) as Kept;
      return this.#hold(diffId, { ...read, index: withOwnBuffers(read.index) as PackedIndex });
    } catch {
      // Written by another Node: it is only a cache.
      return undefined;
    }
  }

  /** Takes over the layers that a sandbox has pulled. Those that it made itself are nobody else's. */
  async harvest(driver: StorageDriver): Promise<void> {
    const prefix = recordKey.layer('');
    for (const [, value] of await driver.list('records', prefix, after(prefix))) {
      const { blob, diffId, size, tarSize } = value as Layer;
      if (blob === undefined || this.get(diffId)) continue;
      const body = (await driver.get('records', recordKey.diff(diffId))) as BodyRecord;
      const index = (await driver.get('records', recordKey.index(diffId))) as PackedIndex;
      const chunks = bodyPrefix(body.id);
      const keys = await driver.keys('chunks', chunks, after(chunks));
      const contents = await Promise.all(keys.map(async (key) => (await driver.get('chunks', key)) as Uint8Array));
      const pairs = keys.map((key, i) => [key, contents[i] as Uint8Array] as const);
      this.#keep(diffId, { body, index, size, tarSize, chunks: pairs });
    }
  }

  #hold(diffId: DiffId, kept: Kept): UnpackedLayer {
    const layer = { ...kept, entries: unpackIndex(kept.index) };
    this.#layers.set(diffId, layer);
    return layer;
  }

  #keep(diffId: DiffId, layer: Kept): void {
    this.#hold(diffId, layer);
    const part = `${this.#file(diffId)}.${process.pid}`;
    writeFileSync(part, serialize(layer));
    renameSync(part, this.#file(diffId));
  }

  #file(diffId: DiffId): string {
    return join(this.#folder, diffId.replace(':', '-'));
  }
}

/** Names the form in which the store keeps a layer: by what it makes of one. */
async function formatOf(): Promise<string> {
  const driver = memoryDriver();
  const random = { bytes: (size: number) => new Uint8Array(size) };
  const store = await openStore(driver, { clock: systemClock, random });
  const body = new Uint8Array(3 * LIMITS.holeBytes).fill(1, 0, 9);
  const header = { name: 'a', type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, size: body.length } as const;
  await store.layers.apply(sourceOf(encodeTar([{ header, body }])), undefined);
  const hash = createHash('sha256');
  hash.update(JSON.stringify([await driver.keys('chunks', '', '\uffff'), LIMITS.chunkBytes, LIMITS.holeBytes]));
  for (const [key, value] of await driver.list('records', '', '\uffff')) hash.update(key).update(serialize(value));
  return hash.digest('hex').slice(0, 16);
}

/** Arrays that were read are views of the whole file; a driver's copy of such a record would copy it all. */
function withOwnBuffers(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice();
  if (Array.isArray(value)) return value.map(withOwnBuffers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withOwnBuffers(member)]));
}
