/**
 * A part of the store as a store of its own: what it keeps has names of its own, content is shared with the others. So
 * several engines live in one sandbox, an image that two of them have is kept once, and a checkpoint holds them all.
 */
import type { ChainId } from '../oci/digest-types.ts';
import type { FileStore, LayerStore, Records, Store } from './store.ts';

/** What the other parts still reach. */
export type KeptElsewhere = () => Promise<Parameters<Store['collectGarbage']>[0]>;

/** `scope` ends with a slash; empty: the part of the store that has no prefix. */
export function scopedStore(store: Store, scope: string, elsewhere: KeptElsewhere): Store {
  return {
    content: store.content,
    layers: scope === '' ? store.layers : scopedLayers(store, scope),
    records: scope === '' ? store.records : scopedRecords(store.records, scope),
    files: scope === '' ? store.files : scopedFiles(store.files, scope),
    collectGarbage: async (keep) => {
      const others = await elsewhere();
      await store.collectGarbage({
        blobs: new Set([...keep.blobs, ...others.blobs]),
        layers: new Set([...keep.layers, ...others.layers]),
      });
    },
    checkpoints: store.checkpoints,
    verify: () => store.verify(),
    usage: () => store.usage(),
    // The whole store's owner closes it.
    close: () => undefined,
  };
}

export function scopedRecords(records: Records, scope: string): Records {
  const scoped = <T extends { readonly key: string }>(batch: readonly T[]) =>
    batch.map((item) => ({ ...item, key: scope + item.key }));
  return {
    get: (key) => records.get(scope + key),
    list: async <T>(prefix: string) => {
      const found = await records.list<T>(scope + prefix);
      return found.map(([key, value]) => [key.slice(scope.length), value] as const);
    },
    write: (batch) => records.write(scoped(batch)),
    writeSoon: (batch) => records.writeSoon(scoped(batch)),
    trickle: (batch) => records.trickle(scoped(batch)),
    settle: () => records.settle(),
  };
}

/** A machine has pulled what it pulled itself: what another one left in the store is known to it only once it came here too. */
function scopedLayers({ layers, records }: Store, scope: string): LayerStore {
  const key = (chainId: ChainId) => `${scope}layer/${chainId}`;
  const here = async (chainId: ChainId) => (await records.get(key(chainId))) !== undefined;
  return {
    get: async (chainId) => ((await here(chainId)) ? layers.get(chainId) : undefined),
    list: async () => {
      const own = new Set(
        (await records.list(key('' as ChainId))).map(([name]) => name.slice(key('' as ChainId).length)),
      );
      return (await layers.list()).filter(({ chainId }) => own.has(chainId));
    },
    apply: async (tar, parent, options) => {
      const layer = await layers.apply(tar, parent, options);
      await records.write([{ key: key(layer.chainId), value: true }]);
      return layer;
    },
    adopt: async (blob, parent, options) => {
      const layer = await layers.adopt(blob, parent, options);
      if (layer) await records.write([{ key: key(layer.chainId), value: true }]);
      return layer;
    },
    entries: (chainId) => layers.entries(chainId),
    tar: (chainId) => layers.tar(chainId),
    // The store keeps it while another machine needs it: the garbage collector takes it when none does.
    remove: (chainId) => records.write([{ key: key(chainId) }]),
  };
}

function scopedFiles(files: FileStore, scope: string): FileStore {
  return {
    save: (owner, index, changed, removed) => files.save(scope + owner, index, changed, removed),
    load: (owner) => files.load(scope + owner),
    read: (owner, file, offset, length) => files.read(scope + owner, file, offset, length),
    delete: (owner) => files.delete(scope + owner),
    owners: async () =>
      (await files.owners()).filter((owner) => owner.startsWith(scope)).map((owner) => owner.slice(scope.length)),
  };
}
