/** The store over a driver. A driver belongs to one store at a time: what is visible is also kept in memory. */
import { hex } from '../base/bytes.ts';
import { Lock } from '../base/lock.ts';
import type { Ports } from '../base/ports.ts';
import { Bodies } from './body.ts';
import type { StorageDriver } from './driver.ts';
import { Files } from './files.ts';
import { after, recordKey } from './keys.ts';
import type { ContentParts } from './open-content.ts';
import { openRecords } from './record-store.ts';
import type { CheckpointStore, ContentStore, LayerStore, Records, Store } from './store.ts';
import type { HasherFactory } from './stream-hash.ts';
import type { UnpackedLayers } from './unpacked.ts';

export interface StoreOptions {
  /** A faster SHA-256 where the platform has one; WebCrypto and WASM otherwise. */
  readonly hashers?: HasherFactory;
  /** Layers that need no unpacking. */
  readonly unpacked?: UnpackedLayers;
}

/** Answers the parts that are opened when they are first needed. */
type Later = () => Promise<ContentParts>;

export async function openStore(driver: StorageDriver, ports: Ports, options: StoreOptions = {}): Promise<Store> {
  const { hashers } = options;
  const shop = {
    driver,
    bodies: new Bodies(driver),
    lock: new Lock(),
    active: new Set<string>(),
    unpacked: options.unpacked,
    newId: () => hex(ports.random.bytes(16)),
  };
  const files = new Files(shop);
  const records = openRecords(driver, ports.clock);
  const checkpoints = recordKey.checkpoint('');
  files.open((await driver.keys('records', checkpoints, after(checkpoints))).length > 0);
  let opening: Promise<ContentParts> | undefined;
  const parts: Later = () =>
    (opening ??= import('./open-content.ts')
      .then(({ ContentParts }) => ContentParts.open({ ...shop, ...(hashers && { hashers }) }, files, ports.clock))
      .catch((error: unknown) => {
        // The next one tries again.
        opening = undefined;
        throw error;
      }));
  return {
    content: laterContent(parts),
    layers: laterLayers(parts),
    records,
    files,
    checkpoints: laterCheckpoints(parts, records),
    collectGarbage: async (keep) => (await parts()).collectGarbage(keep),
    verify: async () => (await parts()).verify(),
    usage: () => driver.usage(),
    close: () => driver.close(),
  };
}

function laterContent(parts: Later): ContentStore {
  return {
    get: async (digest) => (await parts()).content.get(digest),
    ingest: async () => (await parts()).content.ingest(),
    list: async () => (await parts()).content.list(),
  };
}

function laterLayers(parts: Later): LayerStore {
  return {
    get: async (chainId) => (await parts()).layers.get(chainId),
    list: async () => (await parts()).layers.list(),
    apply: async (...args) => (await parts()).layers.apply(...args),
    adopt: async (...args) => (await parts()).layers.adopt(...args),
    entries: async (chainId) => (await parts()).layers.entries(chainId),
    tar: async (chainId) => (await parts()).layers.tar(chainId),
    remove: async (chainId) => (await parts()).layers.remove(chainId),
  };
}

function laterCheckpoints(parts: Later, records: Records): CheckpointStore {
  const opened = async () => (await parts()).checkpoints;
  return {
    take: async (name) => {
      await records.settle();
      return (await opened()).take(name);
    },
    list: async () => (await opened()).list(),
    restore: async (name) => (await opened()).restore(name),
    drop: async (name) => (await opened()).drop(name),
    reset: async () => (await opened()).reset(),
    export: async function* (name) {
      const { exportCheckpoint } = await import('./checkpoint-export.ts');
      yield* exportCheckpoint(await opened(), name);
    },
    import: async (name, source) => {
      const { importCheckpoint } = await import('./checkpoint-import.ts');
      return importCheckpoint(await opened(), name, source);
    },
  };
}
