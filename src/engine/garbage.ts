/** What no image and no container reaches is removed from the store. */
import type { ChainId, Digest } from '../oci/digest-types.ts';
import type { EngineContext } from './context.ts';

/** Waits for a moment in which nothing is being pulled, loaded or committed; does not make its caller wait for that. */
export async function collectGarbage(engine: EngineContext): Promise<void> {
  const collected = engine.content.alone(async () => {
    const blobs = new Set<Digest>();
    const layers = new Set<ChainId>();
    for (const { id } of engine.images.all()) {
      blobs.add(id as string as Digest);
      for (const chain of await engine.images.chain(id)) layers.add(chain);
    }
    for (const container of engine.containers.all()) {
      for (const chain of container.record.chain) layers.add(chain);
    }
    await engine.store.collectGarbage({ blobs, layers });
  });
  if (!engine.content.shared) await collected;
  else void collected.catch(() => undefined);
}
