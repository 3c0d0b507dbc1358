/**
 * The part of the store that no prompt needs: blobs, layers and checkpoints. Its code and its records come when somebody
 * first asks for one of them.
 */
import type { Clock } from '../base/ports.ts';
import { removeBody } from './body-writer.ts';
import { Checkpoints } from './checkpoints.ts';
import { Contents } from './content.ts';
import type { Workshop } from './content.ts';
import type { Mutation } from './driver.ts';
import type { Files } from './files.ts';
import { after, recordKey } from './keys.ts';
import { Layers } from './layers.ts';
import type { Kept } from './store.ts';
import { wasmHashers } from './stream-hash.ts';
import { verify } from './verify.ts';

export class ContentParts {
  readonly content: Contents;
  readonly layers: Layers;
  readonly checkpoints: Checkpoints;

  private constructor(
    private readonly shop: Workshop,
    files: Files,
    clock: Clock,
  ) {
    this.content = new Contents(shop);
    this.layers = new Layers(shop, this.content);
    this.checkpoints = new Checkpoints(shop, { content: this.content, layers: this.layers, files, clock });
  }

  static async open(shop: Omit<Workshop, 'hashers'> & Partial<Workshop>, files: Files, clock: Clock) {
    const parts = new ContentParts({ ...shop, hashers: shop.hashers ?? wasmHashers }, files, clock);
    const { content, layers, checkpoints } = parts;
    await Promise.all([content.open(), layers.open(), checkpoints.open(), parts.#collectIngests()]);
    return parts;
  }

  /** Removes blobs and layers that are neither in `keep` nor named by a checkpoint. */
  async collectGarbage(keep: Kept): Promise<void> {
    const { content, layers, checkpoints, shop } = this;
    await shop.lock.run(async () => {
      const kept = checkpoints.kept();
      const all = (await content.list()).map(({ digest }) => digest);
      await content.remove(all.filter((digest) => !keep.blobs.has(digest) && !kept.blobs.has(digest)));
      await layers.removeAllBut(new Set([...keep.layers, ...kept.layers]));
      await this.#collectIngests();
    });
  }

  /** Answers what is damaged. With the lock: what is being removed would look damaged. */
  verify(): Promise<readonly string[]> {
    return this.shop.lock.run(() => verify(this.shop, this));
  }

  /** Removes chunks whose process ended before they became visible. */
  async #collectIngests(): Promise<void> {
    const { driver, active } = this.shop;
    const prefix = recordKey.ingest('');
    // In this order: what is being written now may have become visible before the answer comes.
    const writing = new Set(active);
    const left = await driver.keys('records', prefix, after(prefix));
    const batch: Mutation[] = [];
    for (const key of left) {
      const id = key.slice(prefix.length);
      if (!writing.has(id) && !active.has(id)) batch.push({ table: 'records', delete: key }, ...removeBody(id));
    }
    if (batch.length) await driver.commit(batch);
  }
}
