/**
 * The files of one layer, by the Engine API alone: `GET /images/{name}/get` streams the image as an archive, and the
 * layer's tar is one of its files. Only headers are kept, and the stream is left as soon as the layer has passed.
 */
import type { ByteSource } from '../../base/streams.ts';
import { whiteoutOf } from '../../oci/changeset.ts';
import type { TarHeader } from '../../oci/tar/header.ts';
import { TarScanner } from '../../oci/tar/scanner.ts';

export interface LayerFile {
  readonly path: string;
  /** A layer does not tell whether what it has is new or changed. */
  readonly kind: 'present' | 'removed' | 'opaque';
  readonly type: TarHeader['type'];
  /** Bytes. */
  readonly size: number;
  readonly link?: string;
}

export interface LayerFiles {
  readonly files: readonly LayerFile[];
  /** Entries past the limit, which are only counted. */
  readonly more: number;
}

/** Rows that a list can hold without harm to the page. */
const MAX_FILES = 2000;

/** Undefined when the archive has no such layer: engines before 25.0 name layers otherwise. */
export async function readLayerFiles(archive: ByteSource, diffId: string): Promise<LayerFiles | undefined> {
  const outer = new TarScanner();
  const name = `blobs/${diffId.replace(':', '/')}`;
  let inner: Collector | undefined;
  for await (const chunk of archive) {
    for (const event of outer.push(chunk)) {
      if (event.kind === 'body') inner?.push(event.bytes);
      else if (inner) return inner.result();
      else if (event.header.name === name) inner = new Collector();
    }
  }
  return inner?.result();
}

class Collector {
  readonly #scanner = new TarScanner();
  readonly #files: LayerFile[] = [];
  #more = 0;

  push(bytes: Uint8Array): void {
    for (const event of this.#scanner.push(bytes)) {
      const file = event.kind === 'entry' ? fileOf(event.header) : undefined;
      if (!file) continue;
      if (this.#files.length < MAX_FILES) this.#files.push(file);
      else this.#more += 1;
    }
  }

  result(): LayerFiles {
    return { files: this.#files, more: this.#more };
  }
}

function fileOf({ name, type, size, link }: TarHeader): LayerFile | undefined {
  const path = name.replace(/^(\.?\/)+/, '').replace(/\/$/, '');
  const whiteout = whiteoutOf(path);
  if (path === '' || path === '.' || whiteout?.kind === 'metadata') return undefined;
  if (whiteout?.kind === 'removed') return { path: `/${whiteout.path}`, kind: 'removed', type: 'file', size: 0 };
  if (whiteout) return { path: `/${whiteout.path}`, kind: 'opaque', type: 'directory', size: 0 };
  return { path: `/${path}`, kind: 'present', type, size, ...(link !== undefined && { link }) };
}
