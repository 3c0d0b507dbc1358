/** The trees of images, each made once. */
import { FailureError } from '../base/errors.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import type { ChainId } from '../oci/digest-types.ts';
import type { LayerStore } from '../store/store.ts';
import { applyLayer, EMPTY_ROOT } from './image-tree.ts';

/** Shared by everything that stands on them. */
export class ImageTrees {
  readonly #trees = new Map<ChainId, Promise<TreeNode>>();

  constructor(private readonly layers: LayerStore) {}

  tree(chain: ChainId | undefined): Promise<TreeNode> {
    if (chain === undefined) return Promise.resolve(EMPTY_ROOT);
    const known = this.#trees.get(chain);
    if (known) return known;
    const made = this.#make(chain);
    this.#trees.set(chain, made);
    made.catch(() => this.#trees.delete(chain));
    return made;
  }

  async #make(chain: ChainId): Promise<TreeNode> {
    const layer = await this.layers.get(chain);
    if (!layer) throw new FailureError('notFound', `layer ${chain} does not exist`);
    const [below, entries] = await Promise.all([this.tree(layer.parent), this.layers.entries(chain)]);
    return applyLayer(below, entries, () => this.layers.tar(chain));
  }
}
