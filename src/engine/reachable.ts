/** What an engine that is not running still needs of the content that it shares with others, by its records alone. */
import { LIMITS } from '../base/limits.ts';
import { collect } from '../base/streams.ts';
import { chainIds } from '../oci/digest.ts';
import { parseImageConfig } from '../oci/config.ts';
import type { ChainId, Digest } from '../oci/digest-types.ts';
import type { Store } from '../store/store.ts';
import type { ContainerRecord } from './containers/container-record.ts';
import type { ImageRecord } from './images/image-store.ts';

export interface Reachable {
  readonly blobs: ReadonlySet<Digest>;
  readonly layers: ReadonlySet<ChainId>;
}

export async function reachableFrom(store: Store): Promise<Reachable> {
  const blobs = new Set<Digest>();
  const layers = new Set<ChainId>();
  for (const [, { id }] of await store.records.list<ImageRecord>('images/')) {
    const digest = id as string as Digest;
    blobs.add(digest);
    const blob = await store.content.get(digest);
    if (!blob) continue;
    const config = parseImageConfig(await collect(blob.source(), LIMITS.configBytes));
    for (const chain of await chainIds(config.rootfs.diff_ids)) layers.add(chain);
  }
  for (const [, { chain }] of await store.records.list<ContainerRecord>('containers/')) {
    for (const layer of chain) layers.add(layer);
  }
  return { blobs, layers };
}
