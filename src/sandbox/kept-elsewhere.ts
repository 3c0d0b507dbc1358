/**
 * Machines share one store of content. What an engine collects as garbage may be what another machine, which is switched off,
 * or Docker Hub still needs: that is read from their records.
 */
import { MACHINE_KINDS, type MachineKind } from '../host/machine-kind.ts';
import type { ChainId, Digest } from '../oci/digest-types.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import type { LazyInternet } from './internet.ts';
import { baseOf } from './machine-root.ts';

/** The first machine's records have no prefix: it was there before the others. */
export function scopeOf(machine: MachineKind | 'second'): string {
  return machine === 'ubuntu' ? '' : `machine/${machine}/`;
}

const SCOPES = [...MACHINE_KINDS, 'second' as const].map(scopeOf);

export async function keptElsewhere(
  store: Store,
  scope: string,
  internet: LazyInternet,
): Promise<{ readonly blobs: ReadonlySet<Digest>; readonly layers: ReadonlySet<ChainId> }> {
  const { reachableFrom } = await import('../engine/reachable.ts');
  const blobs = new Set(await internet.reachable());
  const layers = new Set<ChainId>();
  for (const other of SCOPES) {
    const part = scopedStore(store, other, nothing);
    for (const layer of (await baseOf(part))?.layers ?? []) layers.add(layer);
    if (other === scope) continue;
    const reachable = await reachableFrom(part);
    for (const blob of reachable.blobs) blobs.add(blob);
    for (const layer of reachable.layers) layers.add(layer);
  }
  return { blobs, layers };
}

const nothing = () => Promise.resolve({ blobs: new Set<Digest>(), layers: new Set<ChainId>() });
