/**
 * What a registry server keeps, as records: which blobs and manifests a repository has, and what its tags mean. Keys are
 * `registry/blob/NAME@DIGEST`, `registry/manifest/NAME@DIGEST` and `registry/tag/NAME:TAG`; names hold neither sign.
 */
import { text } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { collect } from '../base/streams.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Digest } from '../oci/digest-types.ts';
import type { RemoteManifest } from '../oci/distribution.ts';

/** The part of the store that the registry server needs. */
export interface RegistryStorage {
  readonly content: {
    get(digest: Digest): Promise<{ readonly size: number; source(): ByteSource } | undefined>;
    ingest(): Promise<RegistryIngest>;
  };
  readonly records: {
    get<T>(key: string): Promise<T | undefined>;
    list<T>(prefix: string): Promise<readonly (readonly [string, T])[]>;
    write(batch: readonly { readonly key: string; readonly value?: unknown }[]): Promise<void>;
  };
}

export interface RegistryIngest {
  write(bytes: Uint8Array): Promise<void>;
  commit(expected?: Digest): Promise<{ readonly digest: Digest; readonly size: number }>;
  abort(): Promise<void>;
}

interface ManifestRecord {
  readonly mediaType: string;
  readonly subject?: Digest;
}

export interface Referrer {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: unknown;
}

const blobKey = (repository: string, digest: string) => `registry/blob/${repository}@${digest}`;
const manifestKey = (repository: string, digest: string) => `registry/manifest/${repository}@${digest}`;
const tagKey = (repository: string, tag: string) => `registry/tag/${repository}:${tag}`;

export class RegistryContents {
  constructor(private readonly storage: RegistryStorage) {}

  async blob(repository: string, digest: Digest): Promise<{ readonly size: number; source(): ByteSource } | undefined> {
    const linked = await this.storage.records.get(blobKey(repository, digest));
    return linked === undefined ? undefined : this.storage.content.get(digest);
  }

  ingest(): Promise<RegistryIngest> {
    return this.storage.content.ingest();
  }

  link(repository: string, digest: Digest): Promise<void> {
    return this.storage.records.write([{ key: blobKey(repository, digest), value: true }]);
  }

  async unlink(repository: string, digest: Digest): Promise<boolean> {
    if ((await this.storage.records.get(blobKey(repository, digest))) === undefined) return false;
    await this.storage.records.write([{ key: blobKey(repository, digest) }]);
    return true;
  }

  async manifest(repository: string, reference: string): Promise<RemoteManifest | undefined> {
    const { records, content } = this.storage;
    const digest = reference.includes(':')
      ? (reference as Digest)
      : await records.get<Digest>(tagKey(repository, reference));
    const record = digest && (await records.get<ManifestRecord>(manifestKey(repository, digest)));
    const blob = record && (await content.get(digest));
    if (!blob) return undefined;
    return { mediaType: record.mediaType, digest, bytes: await collect(blob.source(), LIMITS.manifestBytes) };
  }

  /** Bytes first, then the records that make them visible. */
  async addManifest(repository: string, reference: string, manifest: RemoteManifest, subject?: Digest): Promise<void> {
    const ingest = await this.ingest();
    await ingest.write(manifest.bytes);
    await ingest.commit(manifest.digest);
    const record: ManifestRecord = { mediaType: manifest.mediaType, ...(subject ? { subject } : {}) };
    const tagged = reference.includes(':') ? [] : [{ key: tagKey(repository, reference), value: manifest.digest }];
    await this.storage.records.write([{ key: manifestKey(repository, manifest.digest), value: record }, ...tagged]);
  }

  /** A tag goes alone; a manifest takes its tags with it (end-9). */
  async removeManifest(repository: string, reference: string): Promise<boolean> {
    const { records } = this.storage;
    const key = reference.includes(':') ? manifestKey(repository, reference) : tagKey(repository, reference);
    if ((await records.get(key)) === undefined) return false;
    const tags = await records.list<Digest>(tagKey(repository, ''));
    await records.write([
      { key },
      ...tags.filter(([, digest]) => digest === reference).map(([name]) => ({ key: name })),
    ]);
    return true;
  }

  async tags(repository: string): Promise<string[]> {
    const prefix = tagKey(repository, '');
    return (await this.storage.records.list(prefix)).map(([key]) => key.slice(prefix.length)).sort();
  }

  async hasRepository(repository: string): Promise<boolean> {
    return (await this.storage.records.list(manifestKey(repository, ''))).length > 0;
  }

  async repositories(): Promise<string[]> {
    const found = await this.storage.records.list('registry/manifest/');
    return [...new Set(found.map(([key]) => key.slice('registry/manifest/'.length, key.indexOf('@'))))].sort();
  }

  async referrers(repository: string, subject: Digest): Promise<Referrer[]> {
    const prefix = manifestKey(repository, '');
    const all = await this.storage.records.list<ManifestRecord>(prefix);
    const found = await Promise.all(
      all
        .filter(([, record]) => record.subject === subject)
        .map(([key]) => this.manifest(repository, key.slice(prefix.length))),
    );
    return found.flatMap((manifest) => (manifest ? [referrer(manifest)] : []));
  }

  /** Every digest that a record reaches: what garbage collection has to keep. */
  async reachable(): Promise<ReadonlySet<Digest>> {
    const keys = [
      ...(await this.storage.records.list('registry/blob/')),
      ...(await this.storage.records.list('registry/manifest/')),
    ].map(([key]) => key.slice(key.indexOf('@') + 1) as Digest);
    return new Set(keys);
  }
}

function referrer({ mediaType, digest, bytes }: RemoteManifest): Referrer {
  const { artifactType, config, annotations } = JSON.parse(text(bytes)) as {
    readonly artifactType?: string;
    readonly config?: { readonly mediaType?: string };
    readonly annotations?: unknown;
  };
  const type = artifactType ?? config?.mediaType;
  return {
    mediaType,
    digest,
    size: bytes.length,
    ...(type === undefined ? {} : { artifactType: type }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}
