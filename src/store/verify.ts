/** Whether everything that records name is there, with the digest that it should have. */
import { messageOf } from '../base/errors.ts';
import type { Digest } from '../oci/digest-types.ts';
import { chunkCount } from './body.ts';
import { ownersOf, type Checkpoints, type RootState } from './checkpoints.ts';
import type { Contents, Workshop } from './content.ts';
import { after, bodyOfChunk, fileBodies } from './keys.ts';
import type { Layers } from './layers.ts';
import type { Blob } from './store.ts';
import { StreamHash } from './stream-hash.ts';

/** Call with the lock held. Answers the faults. */
export async function verify(
  shop: Workshop,
  parts: { readonly content: Contents; readonly layers: Layers; readonly checkpoints: Checkpoints },
): Promise<string[]> {
  const { content, layers, checkpoints } = parts;
  const faults: string[] = [];
  for (const { digest } of await content.list()) {
    const fault = await faultOf(shop, digest, await content.get(digest));
    if (fault) faults.push(`blob ${digest}: ${fault}`);
  }
  const seen = new Set<string>();
  for (const { chainId, parent, diffId } of await layers.list()) {
    const missing = parent !== undefined && !(await layers.get(parent));
    if (missing) faults.push(`layer ${chainId}: parent ${parent} is missing`);
    if (seen.has(diffId)) continue;
    seen.add(diffId);
    try {
      await layers.entries(chainId);
      const fault = await faultOf(shop, diffId as string as Digest, await layers.tar(chainId));
      if (fault) faults.push(`layer ${chainId}: ${fault}`);
    } catch (error) {
      faults.push(`layer ${chainId}: ${messageOf(error)}`);
    }
  }
  // Files come and go meanwhile: only what is missing twice is missing.
  const once = await fileFaults(shop, checkpoints);
  const twice = once.length ? new Set(await fileFaults(shop, checkpoints)) : new Set();
  return [...faults, ...once.filter((fault) => twice.has(fault))];
}

/** Files have no digest: what can be known is whether their chunks are there. */
async function fileFaults({ driver }: Workshop, checkpoints: Checkpoints): Promise<string[]> {
  const roots: (readonly [name: string, state: RootState])[] = [['', await checkpoints.root()]];
  for (const { name } of await checkpoints.list()) roots.push([`checkpoint ${name}: `, await checkpoints.state(name)]);
  const chunks = new Map<string, number>();
  for (const key of await driver.keys('chunks', fileBodies, after(fileBodies))) {
    chunks.set(bodyOfChunk(key), (chunks.get(bodyOfChunk(key)) ?? 0) + 1);
  }
  return roots.flatMap(([name, state]) =>
    ownersOf(state).flatMap(([owner, { files }]) =>
      [...files]
        .filter(([, body]) => (chunks.get(body.id) ?? 0) < chunkCount(body))
        .map(([file, body]) => `${name}file ${file} of ${owner}: chunks of ${body.id} are missing`),
    ),
  );
}

async function faultOf(shop: Workshop, digest: Digest, blob: Blob | undefined): Promise<string | undefined> {
  if (!blob) return undefined;
  const hash = new StreamHash(shop.hashers);
  try {
    for await (const bytes of blob.source()) await hash.update(bytes);
  } catch (error) {
    return messageOf(error);
  }
  const actual = await hash.digest();
  return actual === digest ? undefined : `content has digest ${actual}`;
}
