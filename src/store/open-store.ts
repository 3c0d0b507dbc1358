/** The store over a driver. A driver belongs to one store at a time: what is visible is also kept in memory. */
import { hex } from '../base/bytes.ts';
import { messageOf } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import type { Digest } from '../oci/digest-types.ts';
import { Bodies } from './body.ts';
import { removeBody } from './body-writer.ts';
import { Contents } from './content.ts';
import type { Workshop } from './content.ts';
import type { Mutation, StorageDriver } from './driver.ts';
import { Files } from './files.ts';
import { after, recordKey } from './keys.ts';
import { Layers } from './layers.ts';
import { Lock } from './lock.ts';
import { openRecords } from './record-store.ts';
import type { Blob, Store } from './store.ts';
import { StreamHash, wasmHashers } from './stream-hash.ts';
import type { HasherFactory } from './stream-hash.ts';
import type { UnpackedLayers } from './unpacked.ts';

export interface StoreOptions {
  /** A faster SHA-256 where the platform has one; WebCrypto and WASM otherwise. */
  readonly hashers?: HasherFactory;
  /** Layers that need no unpacking. */
  readonly unpacked?: UnpackedLayers;
}

export async function openStore(driver: StorageDriver, ports: Ports, options: StoreOptions = {}): Promise<Store> {
  const shop: Workshop = {
    driver,
    bodies: new Bodies(driver),
    hashers: options.hashers ?? wasmHashers,
    lock: new Lock(),
    active: new Set(),
    unpacked: options.unpacked,
    newId: () => hex(ports.random.bytes(16)),
  };
  const content = new Contents(shop);
  const layers = new Layers(shop);
  await Promise.all([content.open(), layers.open(), collectIngests(shop)]);
  return {
    content,
    layers,
    records: openRecords(driver),
    files: new Files(driver),
    collectGarbage: (keep) =>
      shop.lock.run(async () => {
        const blobs = (await content.list()).map(({ digest }) => digest).filter((digest) => !keep.blobs.has(digest));
        await content.remove(blobs);
        await layers.removeAllBut(keep.layers);
        await collectIngests(shop);
      }),
    // With the lock: what is being removed would look damaged.
    verify: () => shop.lock.run(() => verify(shop, content, layers)),
    usage: () => driver.usage(),
    close: () => driver.close(),
  };
}

/** Chunks whose process ended before they became visible. */
async function collectIngests({ driver, active }: Workshop): Promise<void> {
  const prefix = recordKey.ingest('');
  const left = await driver.keys('records', prefix, after(prefix));
  const batch: Mutation[] = [];
  for (const key of left) {
    const id = key.slice(prefix.length);
    if (!active.has(id)) batch.push({ table: 'records', delete: key }, ...removeBody(id));
  }
  if (batch.length) await driver.commit(batch);
}

async function verify(shop: Workshop, content: Contents, layers: Layers): Promise<string[]> {
  const faults: string[] = [];
  for (const { digest } of await content.list()) {
    const fault = await faultOf(shop, digest, await content.get(digest));
    if (fault) faults.push(`blob ${digest}: ${fault}`);
  }
  const seen = new Set<string>();
  for (const { chainId, parent, diffId } of await layers.list()) {
    const missing = parent !== undefined && !(await layers.get(parent));
    if (missing) faults.push(`layer ${chainId}: parent ${parent} is missing`);
    if (seen.has(diffId)) continue;
    seen.add(diffId);
    try {
      await layers.entries(chainId);
      const fault = await faultOf(shop, diffId as string as Digest, await layers.tar(chainId));
      if (fault) faults.push(`layer ${chainId}: ${fault}`);
    } catch (error) {
      faults.push(`layer ${chainId}: ${messageOf(error)}`);
    }
  }
  return faults;
}

async function faultOf(shop: Workshop, digest: Digest, blob: Blob | undefined): Promise<string | undefined> {
  if (!blob) return undefined;
  const hash = new StreamHash(shop.hashers);
  try {
    for await (const bytes of blob.source()) await hash.update(bytes);
  } catch (error) {
    return messageOf(error);
  }
  const actual = await hash.digest();
  return actual === digest ? undefined : `content has digest ${actual}`;
}
