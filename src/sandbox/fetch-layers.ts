/** The layers of a teaching image, straight from the site's tree into the store: for a machine that has no engine to pull with. */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { collect } from '../base/streams.ts';
import { TeachingTree } from '../internet/hub/teaching-tree.ts';
import type { SiteFetch } from '../internet/static-site.ts';
import { decompress } from '../oci/compression.ts';
import { parseImageConfig } from '../oci/config.ts';
import type { ChainId } from '../oci/digest-types.ts';
import { parseManifest } from '../oci/manifest.ts';
import type { LayerStore } from '../store/store.ts';

/** Chains, bottom first. FailureError `notFound` when the site has no such image. */
export async function fetchLayers(
  site: SiteFetch,
  { repository, tag }: { readonly repository: string; readonly tag: string },
  store: LayerStore,
): Promise<readonly ChainId[]> {
  const tree = new TeachingTree(site);
  const top = await tree.manifest(repository, tag);
  const manifest = top && parseManifest(top.bytes, top.mediaType);
  if (manifest?.kind !== 'manifest') throw new FailureError('notFound', `the site has no image ${repository}:${tag}`);
  const config = await tree.blob(repository, manifest.config.digest);
  const diffs = config ? parseImageConfig(await collect(config.source(), LIMITS.configBytes)).rootfs.diff_ids : [];
  const chains: ChainId[] = [];
  for (const [i, { digest }] of manifest.layers.entries()) {
    const blob = await tree.blob(repository, digest);
    const expected = diffs[i];
    if (!blob || !expected) throw new FailureError('notFound', `the site lacks a layer of ${repository}:${tag}`);
    const layer = await store.apply(decompress(blob.source()), chains.at(-1), { expected, blob: digest });
    chains.push(layer.chainId);
  }
  return chains;
}
