/**
 * Images as a forest: each layer is drawn once, what shares it stands on it. Two layers are the same place only when
 * all below them is the same too: the node's key is the chain of DiffIds, as in ChainIDs.
 *
 *     ouruser/app:v2   ouruser/app:v1
 *       [layer d]         |
 *       [   layer c       ]   ubuntu:14.04
 *       [       layer b               ]
 *       [       layer a               ]
 */
import type { ContainerSummary } from '../../api/types/container.ts';
import type { ImageView } from '../state/engine-view.svelte.ts';
import type { ImageLayer } from '../state/image-layers.ts';

export interface LayerNode {
  /** DiffIds from the bottom, joined. */
  readonly key: string;
  readonly layer: ImageLayer;
  /** An image that has it, for calls of the API; the layer is its `depth`-th from the bottom. */
  readonly of: ImageView;
  readonly depth: number;
  /** How many images hold it. */
  readonly owners: number;
  /** Images that end here. */
  readonly images: readonly ImageView[];
  readonly above: readonly LayerNode[];
  /** Stacks side by side that it carries: the width it needs. */
  readonly stacks: number;
}

interface Growing {
  key: string;
  layer: ImageLayer;
  of: ImageView;
  depth: number;
  owners: number;
  images: ImageView[];
  above: Map<string, Growing>;
}

export function layerForest(images: readonly ImageView[]): readonly LayerNode[] {
  const roots = new Map<string, Growing>();
  for (const image of images) {
    let level = roots;
    let top: Growing | undefined;
    for (const [depth, layer] of image.layers.entries()) {
      const key: string = top ? `${top.key} ${layer.id}` : layer.id;
      top = level.get(layer.id);
      if (!top) {
        top = { key, layer, of: image, depth, owners: 0, images: [], above: new Map() };
        level.set(layer.id, top);
      }
      top.owners += 1;
      level = top.above;
    }
    top?.images.push(image);
  }
  return [...roots.values()].map(grown);
}

function grown(node: Growing): LayerNode {
  const above = [...node.above.values()].map(grown);
  const stacks = above.reduce((sum, child) => sum + child.stacks, node.images.length);
  return { ...node, above, stacks: Math.max(1, stacks) };
}

/** Images that have no layer at all (FROM scratch with only metadata). */
export function withoutLayers(images: readonly ImageView[]): readonly ImageView[] {
  return images.filter(({ layers }) => layers.length === 0);
}

export function containersOf(image: ImageView, containers: readonly ContainerSummary[]): readonly ContainerSummary[] {
  return containers.filter(({ ImageID }) => ImageID === image.summary.Id);
}

export function tagsOf({ summary }: ImageView): readonly string[] {
  return (summary.RepoTags ?? []).filter((tag) => tag !== '<none>:<none>');
}
