/** Reads a layer's tar from front to back, while it is being kept. */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { ByteSource } from '../base/streams.ts';
import type { DiffId } from '../oci/digest-types.ts';
import type { LayerEntry } from '../oci/layer.ts';
import { TarScanner } from '../oci/tar/scanner.ts';
import { Unpack } from '../oci/unpack.ts';
import type { BodyWriter } from './body-writer.ts';
import { WrongDiffId } from './store.ts';
import type { StreamHash } from './stream-hash.ts';

/** A tar that has been read to its end, not visible yet. */
export interface Received {
  readonly diffId: DiffId;
  readonly entries: readonly LayerEntry[];
  readonly size: number;
}

/** One pass over the tar: its hash, its index and its chunks. `progress` tells the file that is being written. */
export async function readLayer(
  tar: ByteSource,
  writer: BodyWriter,
  hash: StreamHash,
  options: { readonly progress: { path: string }; readonly expected?: DiffId; readonly maxBytes?: number },
): Promise<Received> {
  const scanner = new TarScanner();
  const unpack = new Unpack('layer');
  const entries: LayerEntry[] = [];
  const maxBytes = Math.min(options.maxBytes ?? LIMITS.layerBytes, LIMITS.layerBytes);
  for await (const chunk of tar) {
    if (writer.size + chunk.length > maxBytes) {
      throw new FailureError('invalid', `the layer has more than ${maxBytes} bytes`);
    }
    for (const event of scanner.push(chunk)) {
      if (event.kind !== 'entry') continue;
      const entry = unpack.add(event.header, event.offset);
      if (!entry) continue;
      entries.push(entry);
      if (entry.type === 'file') options.progress.path = entry.path;
      if (entries.length > LIMITS.layerEntries) {
        throw new FailureError('invalid', `the layer has more than ${LIMITS.layerEntries} entries`);
      }
    }
    const hashing = hash.update(chunk);
    if (hashing) await hashing;
    const writing = writer.write(chunk);
    if (writing) await writing;
  }
  scanner.finish();
  const diffId = (await hash.digest()) as DiffId;
  if (options.expected !== undefined && options.expected !== diffId) {
    throw new WrongDiffId(options.expected, diffId);
  }
  return { diffId, entries, size: unpack.size };
}
