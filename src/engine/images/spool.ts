/** The files of an archive that is being loaded, where real Docker would have unpacked it. */
import { FailureError } from '../../base/errors.ts';
import { collect, type ByteSource } from '../../base/streams.ts';
import { goClean } from '../../oci/changeset.ts';
import { decompress } from '../../oci/compression.ts';
import type { ChainId, DiffId, Digest } from '../../oci/digest-types.ts';
import { readTar } from '../../oci/tar/read.ts';
import { Unpack } from '../../oci/unpack.ts';
import type { Blob, Layer } from '../../store/store.ts';
import type { EngineContext } from '../context.ts';

/** Kept in the content store, for the garbage collector; links are followed when a file is asked for. */
export class Spool {
  readonly #unpack = new Unpack('archive');
  readonly #files = new Map<string, Digest>();
  /** Files that became layers. */
  readonly #layers = new Map<Digest, ChainId>();
  /** Where real Docker would have unpacked the archive: failures name it. */
  readonly #directory: string;

  constructor(private readonly engine: EngineContext) {
    const [a = 0, b = 0, c = 0, d = 0] = engine.random.bytes(4);
    this.#directory = `/var/lib/docker/tmp/docker-import-${((a * 256 + b) * 256 + c) * 256 + d}`;
  }

  async read(source: ByteSource): Promise<void> {
    for await (const { header, offset, body } of readTar(decompress(source))) {
      const entry = this.#unpack.add(header, offset);
      if (entry?.type === 'file') this.#files.set(entry.path, await this.#keep(entry.path, body));
      if (entry?.type !== 'hardlink') continue;
      const linked = this.#files.get(entry.link as string);
      if (linked) this.#files.set(entry.path, linked);
    }
  }

  has(path: string): boolean {
    return this.#unpack.resolve(path).type !== undefined;
  }

  async open(path: string): Promise<Blob> {
    const full = goClean(`${this.#directory}/${path}`);
    if (full !== this.#directory && !full.startsWith(`${this.#directory}/`)) {
      throw new FailureError('invalid', `evalSymlinksInScope: ${full} is not in ${this.#directory}`);
    }
    const { path: real, type } = this.#unpack.resolve(full.slice(this.#directory.length));
    const name = real ? `${this.#directory}/${real}` : this.#directory;
    if (type === undefined) throw new FailureError('system', `open ${name}: no such file or directory`);
    if (type === 'directory') throw new FailureError('system', `read ${name}: is a directory`);
    const digest = type === 'file' && this.#files.get(real);
    const layer = digest && this.#layers.get(digest);
    const { content, layers } = this.engine.store;
    const blob = layer ? await layers.tar(layer) : digest && (await content.get(digest));
    if (!blob) throw new FailureError('system', `open ${name}: not a regular file`);
    return blob;
  }

  /** Makes the file a layer as it is; undefined when it has to be read for that. */
  async layer(file: Blob, parent: ChainId | undefined, expected: DiffId | undefined): Promise<Layer | undefined> {
    const layer = await this.engine.store.layers.adopt(file.digest, parent, { ...(expected && { expected }) });
    if (layer) this.#layers.set(file.digest, layer.chainId);
    return layer;
  }

  directories(): readonly string[] {
    return this.#unpack.directories();
  }

  async bytes(path: string, limit: number): Promise<Uint8Array> {
    return collect((await this.open(path)).source(), limit);
  }

  async #keep(path: string, body: ByteSource): Promise<Digest> {
    const ingest = await this.engine.store.content.ingest();
    try {
      for await (const bytes of body) await ingest.write(bytes);
      return (await ingest.commit()).digest;
    } catch (error) {
      await ingest.abort();
      if (!(error instanceof FailureError) || error.kind !== 'noSpace') throw error;
      throw new FailureError('noSpace', `write /${path}: no space left on device`, { cause: error });
    }
  }
}
