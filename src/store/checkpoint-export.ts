/** Writes a checkpoint as a file: see checkpoint-file.ts. */
import { utf8 } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { collect, type ByteSource } from '../base/streams.ts';
import { gzip } from '../oci/compression.ts';
import { digestOf, hexOf } from '../oci/digest.ts';
import type { ChainId, DiffId, Digest } from '../oci/digest-types.ts';
import type { TarInput } from '../oci/tar/write.ts';
import { writeTar } from '../oci/tar/write.ts';
import type { BodyRecord } from './body-writer.ts';
import { FORMAT, HEADER_NAME, VERSION, type Header, type HeaderLayer, type Root } from './checkpoint-file.ts';
import { ownersOf, type CheckpointRecord, type Checkpoints, type RootState } from './checkpoints.ts';
import { toJson } from './plain-json.ts';
import type { Layer } from './store.ts';
import { StreamHash } from './stream-hash.ts';

export function exportCheckpoint(checkpoints: Checkpoints, name: string): ByteSource {
  return gzip(writeTar(new Export(checkpoints, checkpoints.record(name)).entries(name)));
}

class Export {
  /** Digest of each body that is in the file. */
  readonly #digests = new Map<string, Digest>();

  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly record: CheckpointRecord,
  ) {}

  async *entries(name: string): AsyncGenerator<TarInput> {
    const state = await this.checkpoints.state(name);
    const header = await this.#header();
    const headerBytes = utf8(`${JSON.stringify(header, null, 1)}\n`);
    yield this.#entry(HEADER_NAME, headerBytes);
    yield* this.#blobs();
    yield* this.#layers(header.layers);
    yield* this.#files(state);
    const root = utf8(JSON.stringify(this.#root(state, await digestOf(headerBytes))));
    yield this.#entry(`root/sha256/${hexOf(await digestOf(root))}.json`, root);
  }

  async #header(): Promise<Header> {
    const { layers } = this.checkpoints.parts;
    const found = await Promise.all(this.record.layers.map((chain) => layers.get(chain)));
    const sorted = parentsFirst(found.filter((layer) => layer !== undefined));
    return {
      format: FORMAT,
      version: VERSION,
      created: this.record.created,
      blobs: this.record.blobs,
      layers: sorted.map(({ chainId, parent, diffId, blob }) => ({ chain: chainId, parent, diff: diffId, blob })),
    };
  }

  async *#blobs(): AsyncGenerator<TarInput> {
    for (const digest of this.record.blobs) {
      const blob = await this.checkpoints.parts.content.get(digest);
      if (blob) yield this.#entry(`blobs/sha256/${hexOf(digest)}`, blob.source(), blob.size);
    }
  }

  async *#layers(layers: readonly HeaderLayer[]): AsyncGenerator<TarInput> {
    const written = new Set<DiffId>();
    for (const { chain, diff } of layers) {
      if (written.has(diff)) continue;
      written.add(diff);
      const tar = await this.checkpoints.parts.layers.tar(chain);
      yield this.#entry(`layers/sha256/${hexOf(diff)}.tar`, tar.source(), tar.size);
    }
  }

  async *#files(state: RootState): AsyncGenerator<TarInput> {
    const written = new Set<Digest>();
    for (const [, { files }] of ownersOf(state)) {
      for (const body of files.values()) {
        if (this.#digests.has(body.id)) continue;
        const bytes = body.size <= LIMITS.chunkBytes ? await this.#bytes(body) : undefined;
        const digest = bytes ? await digestOf(bytes) : await this.#digest(body);
        this.#digests.set(body.id, digest);
        if (written.has(digest)) continue;
        written.add(digest);
        const { bodies } = this.checkpoints.shop;
        yield this.#entry(`files/sha256/${hexOf(digest)}`, bytes ?? bodies.source(body), body.size);
      }
    }
  }

  #bytes(body: BodyRecord): Promise<Uint8Array> {
    return collect(this.checkpoints.shop.bodies.source(body), body.size);
  }

  async #digest(body: BodyRecord): Promise<Digest> {
    const { bodies, hashers } = this.checkpoints.shop;
    const hash = new StreamHash(hashers);
    for await (const bytes of bodies.source(body)) await hash.update(bytes);
    return (await hash.digest()) as Digest;
  }

  #root(state: RootState, header: Digest): Root {
    const owners = ownersOf(state);
    const names = new Set(owners.map(([owner]) => `owner/${owner}`));
    return {
      header,
      records: state.filter(([key]) => !names.has(key)).map(([key, value]) => [key, toJson(value)]),
      owners: owners.map(([owner, { index, files }]) => [
        owner,
        {
          index: toJson(index),
          files: [...files].map(([file, { id }]) => [file, this.#digests.get(id) as Digest]),
        },
      ]),
    };
  }

  #entry(name: string, body: Uint8Array): TarInput;
  #entry(name: string, body: Uint8Array | ByteSource, size: number): TarInput;
  #entry(name: string, body: Uint8Array | ByteSource, size = (body as Uint8Array).length): TarInput {
    const { created } = this.record;
    return { header: { name, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: created, size }, body };
  }
}

function parentsFirst(layers: readonly Layer[]): readonly Layer[] {
  const byChain = new Map(layers.map((layer) => [layer.chainId, layer]));
  const sorted = new Set<Layer>();
  const add = (chain: ChainId | undefined): void => {
    const layer = chain && byChain.get(chain);
    if (!layer || sorted.has(layer)) return;
    add(layer.parent);
    sorted.add(layer);
  };
  for (const { chainId } of layers) add(chainId);
  return [...sorted];
}
