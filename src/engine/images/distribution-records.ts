/** What is known of a layer's compressed form: digests, and the repositories that have them (moby's v2 metadata). */
import type { DiffId, Digest } from '../../oci/digest-types.ts';
import type { EngineContext } from '../context.ts';

export interface KnownBlob {
  readonly digest: Digest;
  /** Bytes, compressed. */
  readonly size: number;
  /** Domain and path. */
  readonly repository: string;
}

/** Repositories remembered for a layer, the newest last. */
const KEPT = 20;

export async function knownBlobs(engine: EngineContext, diff: DiffId): Promise<readonly KnownBlob[]> {
  return (await engine.store.records.get<KnownBlob[]>(`distribution/${diff}`)) ?? [];
}

export function rememberBlob(engine: EngineContext, diff: DiffId, blob: KnownBlob): Promise<void> {
  return engine.locks.run(`distribution/${diff}`, async () => {
    const others = (await knownBlobs(engine, diff)).filter(
      (known) => known.digest !== blob.digest || known.repository !== blob.repository,
    );
    const value = [...others, blob].slice(-KEPT);
    await engine.store.records.write([{ key: `distribution/${diff}`, value }]);
  });
}
