/** Reads a layer's tar from front to back, while it is being kept. */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { ByteSource } from '../base/streams.ts';
import type { DiffId } from '../oci/digest-types.ts';
import type { LayerEntry } from '../oci/layer.ts';
import { detectCompression, MAGIC_BYTES } from '../oci/compression.ts';
import { TarScanner, type TarEvent } from '../oci/tar/scanner.ts';
import { Unpack } from '../oci/unpack.ts';
import type { BodyWriter } from './body-writer.ts';
import { WrongDiffId, type Blob } from './store.ts';
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
  const index = new LayerIndex();
  const maxBytes = Math.min(options.maxBytes ?? LIMITS.layerBytes, LIMITS.layerBytes);
  for await (const chunk of tar) {
    if (writer.size + chunk.length > maxBytes) {
      throw tooLong(maxBytes);
    }
    for (const event of scanner.push(chunk)) {
      const entry = index.add(event);
      if (entry?.type === 'file') options.progress.path = entry.path;
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
  return { diffId, entries: index.entries, size: index.size };
}

/** The index of a tar that is kept already: of its files nothing but the headers is read. Undefined when it is compressed. */
export async function readIndex(tar: Blob): Promise<Omit<Received, 'diffId'> | undefined> {
  if (detectCompression(await tar.read(0, MAGIC_BYTES)) !== 'none') return undefined;
  if (tar.size > LIMITS.layerBytes) throw tooLong(LIMITS.layerBytes);
  const scanner = new TarScanner();
  const index = new LayerIndex();
  for (let at = 0; at < tar.size && !scanner.ended; at += scanner.skip(tar.size - at)) {
    const chunk = await tar.read(at, WINDOW_BYTES);
    at += chunk.length;
    for (const event of scanner.push(chunk)) index.add(event);
  }
  scanner.finish();
  return { entries: index.entries, size: index.size };
}

function tooLong(maxBytes: number): FailureError {
  return new FailureError('invalid', `the layer has more than ${maxBytes} bytes`);
}

/** Headers of small files come many at a time. */
const WINDOW_BYTES = 128 * 1024;

class LayerIndex {
  readonly entries: LayerEntry[] = [];
  readonly #unpack = new Unpack('layer');

  get size(): number {
    return this.#unpack.size;
  }

  add(event: TarEvent): LayerEntry | undefined {
    const entry = event.kind === 'entry' ? this.#unpack.add(event.header, event.offset) : undefined;
    if (!entry) return undefined;
    this.entries.push(entry);
    if (this.entries.length > LIMITS.layerEntries) {
      throw new FailureError('invalid', `the layer has more than ${LIMITS.layerEntries} entries`);
    }
    return entry;
  }
}
