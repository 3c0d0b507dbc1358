/**
 * The files of the learner's machine before anyone has touched them. A machine without docker begins with the layers of its
 * distribution's teaching image, which are fetched once.
 */
import { MACHINES, type MachineKind } from '../host/machine-kind.ts';
import { hostTree } from '../host/rootfs.ts';
import type { SiteFetch } from '../internet/static-site.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import type { ChainId } from '../oci/digest-types.ts';
import type { LayerStore, Store } from '../store/store.ts';
import { MACHINE_PROGRAMS } from './programs.ts';

export interface MachineRootOptions {
  readonly kind: MachineKind;
  /** The machine's own part of the store. */
  readonly store: Store;
  /** Of the whole store: what the machine stands on is none of the layers that its engine has pulled. */
  readonly layers: LayerStore;
  readonly site: SiteFetch;
}

/** The image's layers, bottom first: no garbage while the machine stands on them. */
interface BaseRecord {
  readonly layers: readonly ChainId[];
}

const BASE = 'base';

export function baseOf(store: Store): Promise<BaseRecord | undefined> {
  return store.records.get<BaseRecord>(BASE);
}

/** The same at every start: what is learnt of its files is as well. */
let host: TreeNode | undefined;

export async function machineRoot({ kind, store, layers, site }: MachineRootOptions): Promise<TreeNode> {
  const { image } = MACHINES[kind];
  if (!image) return (host ??= hostTree(MACHINE_PROGRAMS));
  const { bareTree } = await import('../host/bare-tree.ts');
  let base = await baseOf(store);
  if (!base) {
    const { fetchLayers } = await import('./fetch-layers.ts');
    base = { layers: await fetchLayers(site, image, layers) };
    await store.records.write([{ key: BASE, value: base }]);
  }
  const { ImageTrees } = await import('../runtime/image-trees.ts');
  return bareTree(await new ImageTrees(layers).tree(base.layers.at(-1)), kind, MACHINE_PROGRAMS);
}
