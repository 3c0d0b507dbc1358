/** Reads a file that checkpoint-export.ts wrote, and makes it a checkpoint once everything in it has been verified. */
import { text } from '../base/bytes.ts';
import { FailureError, messageOf } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { collect, type ByteSource } from '../base/streams.ts';
import { decompress } from '../oci/compression.ts';
import { digestOf, hexOf } from '../oci/digest.ts';
import type { ChainId, DiffId, Digest } from '../oci/digest-types.ts';
import type { TarHeader } from '../oci/tar/header.ts';
import { readTar } from '../oci/tar/read.ts';
import type { BodyRecord } from './body-writer.ts';
import { removeBody } from './body-writer.ts';
import { FORMAT, HEADER_NAME, VERSION, type Header, type Root } from './checkpoint-file.ts';
import type { Checkpoints, RootState } from './checkpoints.ts';
import type { Mutation } from './driver.ts';
import type { OwnerRecord } from './files.ts';
import { recordKey } from './keys.ts';
import { fromJson } from './plain-json.ts';
import type { CheckpointInfo } from './store.ts';
import { StreamHash } from './stream-hash.ts';

export async function importCheckpoint(
  checkpoints: Checkpoints,
  name: string,
  source: ByteSource,
): Promise<CheckpointInfo> {
  const coming = new Import(checkpoints);
  try {
    for await (const { header, body } of readTar(decompress(source))) await coming.entry(header, body);
    return await coming.finish(name);
  } catch (error) {
    await coming.abort();
    throw coming.refusal(error);
  } finally {
    coming.release();
  }
}

const damaged = (why: string) => new FailureError('invalid', `the sandbox file is damaged: ${why}`);
const foreign = () => new FailureError('invalid', 'this is not the file of a Drydock sandbox');

/** Bytes of pieces of files that wait for the next commit. */
const BATCH_BYTES = 2 * LIMITS.chunkBytes;

class Import {
  #header: Header | undefined;
  #headerDigest: Digest | undefined;
  #root: Root | undefined;
  #release: () => void = () => undefined;
  /** How many of the header's layers are there. */
  #layers = 0;
  /** A layer that is there, for each diff. */
  readonly #chains = new Map<DiffId, ChainId>();
  readonly #blobs = new Set<Digest>();
  readonly #files = new Map<Digest, BodyRecord>();
  #batch: Mutation[] = [];
  #batchBytes = 0;
  /** Ids of bodies that were begun. */
  readonly #begun: string[] = [];

  constructor(private readonly checkpoints: Checkpoints) {}

  async entry({ name, type, size }: TarHeader, body: ByteSource): Promise<void> {
    if (!this.#header) {
      if (name !== HEADER_NAME || type !== 'file' || size > LIMITS.sandboxRootBytes) throw foreign();
      return this.#begin(await collect(body, size));
    }
    const [, kind, hex] = /^(blobs|layers|files|root)\/sha256\/([0-9a-f]{64})(?:\.tar|\.json)?$/.exec(name) ?? [];
    if (!kind || type !== 'file' || this.#root) throw damaged(`${name} does not belong there`);
    const digest = `sha256:${hex}` as Digest;
    if (kind === 'blobs') return this.#blob(digest, body);
    if (kind === 'layers') return this.#layer(digest as string as DiffId, body);
    if (kind === 'files') return this.#file(digest, body);
    const bytes = await collect(body, LIMITS.sandboxRootBytes);
    if ((await digestOf(bytes)) !== digest) throw damaged(`${name} has other bytes than its name says`);
    this.#root = checkRoot(parse(bytes));
  }

  async finish(name: string): Promise<CheckpointInfo> {
    const [header, root] = [this.#header, this.#root];
    if (!header) throw foreign();
    if (!root) throw damaged('it ends too early');
    if (root.header !== this.#headerDigest) throw damaged(`${HEADER_NAME} is not the one it was made with`);
    await this.#knownLayers();
    if (this.#layers < header.layers.length) throw damaged(`layer ${header.layers[this.#layers]?.diff} is missing`);
    for (const digest of header.blobs) if (!this.#blobs.has(digest)) throw damaged(`blob ${digest} is missing`);
    const state = this.#state(root);
    const record = {
      created: header.created,
      state: this.checkpoints.shop.newId(),
      blobs: header.blobs,
      layers: header.layers.map(({ chain }) => chain),
      files: [...this.#files.values()].map(({ id }) => id),
    };
    const batch = [...this.#batch, ...this.#begun.map((id) => unmark(id))];
    await this.checkpoints.add(name, record, state, batch);
    return { name, created: header.created };
  }

  /** Removes the pieces of files; blobs and layers are garbage already. */
  async abort(): Promise<void> {
    const batch = this.#begun.flatMap((id) => [...removeBody(id), unmark(id)]);
    await this.checkpoints.shop.driver.commit(batch).catch(() => undefined);
  }

  release(): void {
    this.#release();
    for (const id of this.#begun) this.checkpoints.shop.active.delete(id);
  }

  /** What the caller is told. */
  refusal(error: unknown): unknown {
    if (!(error instanceof FailureError) || error.kind !== 'invalid') return error;
    if (!this.#header && !/^the sandbox file/.test(error.message)) return foreign();
    return /^the sandbox file/.test(error.message) ? error : damaged(messageOf(error));
  }

  async #begin(bytes: Uint8Array): Promise<void> {
    const header = parse(bytes) as Partial<Header> | null;
    if (header?.format !== FORMAT) throw foreign();
    if (header.version !== VERSION) {
      const found = JSON.stringify(header.version);
      throw damagedVersion(found);
    }
    this.#header = checkHeader(header);
    this.#headerDigest = await digestOf(bytes);
    this.#release = this.checkpoints.hold({
      blobs: new Set(this.#header.blobs),
      layers: new Set(this.#header.layers.map(({ chain }) => chain)),
    });
  }

  async #blob(digest: Digest, body: ByteSource): Promise<void> {
    const ingest = await this.checkpoints.parts.content.ingest();
    try {
      for await (const bytes of body) await ingest.write(bytes);
      await ingest.commit(digest);
    } catch (error) {
      await ingest.abort();
      throw error;
    }
    this.#blobs.add(digest);
  }

  async #layer(diff: DiffId, body: ByteSource): Promise<void> {
    await this.#knownLayers();
    const wanted = this.#header?.layers[this.#layers];
    if (wanted?.diff !== diff) throw damaged(`layer ${diff} does not belong there`);
    await this.#apply(body);
  }

  /** Applies the layers that come next and whose tar is here already. */
  async #knownLayers(): Promise<void> {
    for (;;) {
      const next = this.#header?.layers[this.#layers];
      const chain = next && this.#chains.get(next.diff);
      if (!chain) return;
      await this.#apply((await this.checkpoints.parts.layers.tar(chain)).source());
    }
  }

  async #apply(tar: ByteSource): Promise<void> {
    const wanted = this.#header?.layers[this.#layers];
    if (!wanted) return;
    const { diff, parent, chain, blob } = wanted;
    const { layers } = this.checkpoints.parts;
    const options = { expected: diff, ...(blob && { blob }), maxBytes: LIMITS.layerBytes };
    const layer = await layers.apply(tar, parent, options);
    if (layer.chainId !== chain) throw damaged(`layer ${chain} is ${layer.chainId}`);
    this.#chains.set(diff, chain);
    this.#layers++;
  }

  async #file(digest: Digest, body: ByteSource): Promise<void> {
    const { shop, parts } = this.checkpoints;
    const writer = parts.files.writer();
    this.#begun.push(writer.id);
    const hash = new StreamHash(shop.hashers);
    for await (const bytes of body) {
      await hash.update(new Uint8Array(bytes));
      await writer.write(bytes);
    }
    if ((await hash.digest()) !== digest) throw damaged(`files/sha256/${hexOf(digest)} has other bytes`);
    const written = await writer.finish();
    this.#files.set(digest, written.body);
    this.#batch.push(...written.batch, { table: 'records', key: recordKey.ingest(writer.id), put: {} });
    this.#batchBytes += written.body.size;
    if (this.#batchBytes < BATCH_BYTES) return;
    await shop.driver.commit(this.#batch.splice(0));
    this.#batchBytes = 0;
  }

  #state(root: Root): RootState {
    const owners = root.owners.map(([owner, { index, files }]) => {
      const bodies = files.map(([file, digest]) => {
        const body = this.#files.get(digest);
        if (!body) throw damaged(`file ${digest} is missing`);
        return [file, body] as const;
      });
      const record: OwnerRecord = { index: fromJson(index), files: new Map(bodies) };
      return [`owner/${owner}`, record] as const;
    });
    return [...owners, ...root.records.map(([key, value]) => [key, fromJson(value)] as const)];
  }
}

const unmark = (id: string): Mutation => ({ table: 'records', delete: recordKey.ingest(id) });

const damagedVersion = (found: string) =>
  new FailureError('invalid', `the sandbox file has version ${found}: this Drydock reads version ${VERSION}`);

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes));
  } catch {
    throw damaged('it holds something else than JSON');
  }
}

const isDigestText = (value: unknown): value is Digest =>
  typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);

function checkHeader(header: Partial<Header>): Header {
  const { created, blobs, layers } = header;
  const good =
    typeof created === 'number' &&
    Array.isArray(blobs) &&
    blobs.every(isDigestText) &&
    Array.isArray(layers) &&
    layers.every(
      ({ chain, parent, diff, blob }) =>
        isDigestText(chain) &&
        isDigestText(diff) &&
        (parent === undefined || isDigestText(parent)) &&
        (blob === undefined || isDigestText(blob)),
    );
  if (!good) throw damaged(`${HEADER_NAME} is malformed`);
  return header as Header;
}

function checkRoot(given: unknown): Root {
  const { header, records, owners } = (given ?? {}) as Partial<Root>;
  const isEntry = (entry: unknown) => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string';
  const good =
    isDigestText(header) &&
    Array.isArray(records) &&
    records.every((entry) => isEntry(entry) && /^record\/./.test(entry[0] as string)) &&
    Array.isArray(owners) &&
    owners.every(
      (entry) =>
        isEntry(entry) &&
        Array.isArray((entry[1] as { files?: unknown } | null)?.files) &&
        (entry[1] as { files: unknown[] }).files.every(
          (file) => Array.isArray(file) && Number.isSafeInteger(file[0]) && isDigestText(file[1]),
        ),
    );
  if (!good) throw damaged('its root is malformed');
  return given as Root;
}
