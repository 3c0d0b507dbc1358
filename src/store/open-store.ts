/** The store over a driver. A driver belongs to one store at a time: what is visible is also kept in memory. */
import { hex } from '../base/bytes.ts';
import type { Ports } from '../base/ports.ts';
import { Bodies } from './body.ts';
import { removeBody } from './body-writer.ts';
import { Checkpoints } from './checkpoints.ts';
import { Contents } from './content.ts';
import type { Workshop } from './content.ts';
import type { Mutation, StorageDriver } from './driver.ts';
import { Files } from './files.ts';
import { after, recordKey } from './keys.ts';
import { Layers } from './layers.ts';
import { Lock } from './lock.ts';
import { openRecords } from './record-store.ts';
import type { Store } from './store.ts';
import { wasmHashers } from './stream-hash.ts';
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
  const layers = new Layers(shop, content);
  const files = new Files(shop);
  const records = openRecords(driver, ports.clock);
  const checkpoints = new Checkpoints(shop, { content, layers, files, clock: ports.clock });
  await Promise.all([content.open(), layers.open(), checkpoints.open(), collectIngests(shop)]);
  return {
    content,
    layers,
    records,
    files,
    checkpoints: {
      take: async (name) => {
        await records.settle();
        return checkpoints.take(name);
      },
      list: () => checkpoints.list(),
      restore: (name) => checkpoints.restore(name),
      drop: (name) => checkpoints.drop(name),
      reset: () => checkpoints.reset(),
      export: (name) => exported(checkpoints, name),
      import: async (name, source) => {
        const { importCheckpoint } = await import('./checkpoint-import.ts');
        return importCheckpoint(checkpoints, name, source);
      },
    },
    collectGarbage: (keep) =>
      shop.lock.run(async () => {
        const kept = checkpoints.kept();
        const all = (await content.list()).map(({ digest }) => digest);
        await content.remove(all.filter((digest) => !keep.blobs.has(digest) && !kept.blobs.has(digest)));
        await layers.removeAllBut(new Set([...keep.layers, ...kept.layers]));
        await collectIngests(shop);
      }),
    // With the lock: what is being removed would look damaged.
    verify: async () => {
      const { verify } = await import('./verify.ts');
      return shop.lock.run(() => verify(shop, { content, layers, checkpoints }));
    },
    usage: () => driver.usage(),
    close: () => driver.close(),
  };
}

async function* exported(checkpoints: Checkpoints, name: string): AsyncGenerator<Uint8Array> {
  const { exportCheckpoint } = await import('./checkpoint-export.ts');
  yield* exportCheckpoint(checkpoints, name);
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
