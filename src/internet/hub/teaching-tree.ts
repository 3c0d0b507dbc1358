/** The static distribution tree of teaching images, read as a registry's contents: nobody writes to it. */
import { text } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect, fromReadable } from '../../base/streams.ts';
import type { ByteSource } from '../../base/streams.ts';
import { digestOf } from '../../oci/digest.ts';
import type { Digest } from '../../oci/digest-types.ts';
import type { RemoteManifest } from '../../oci/distribution.ts';
import { manifestType } from '../../registry/manifest-type.ts';
import { siteFile, type SiteFetch } from '../static-site.ts';

export class TeachingTree {
  #catalog: Promise<readonly string[]> | undefined;
  /** Of the repositories there are: each request for a manifest or a blob asks a few times. */
  readonly #tags = new Map<string, readonly string[]>();

  constructor(private readonly fetch: SiteFetch) {}

  /** Names of all repositories. A tree without a catalog (somebody's own) lists none, and can be pulled from all the same. */
  repositories(): Promise<readonly string[]> {
    this.#catalog ??= this.#readCatalog().catch((error: unknown) => {
      this.#catalog = undefined;
      throw error;
    });
    return this.#catalog;
  }

  async manifest(repository: string, reference: string): Promise<RemoteManifest | undefined> {
    const bytes = await this.#bytes(repository, `manifests/${reference}`);
    const mediaType = bytes && manifestType(bytes, null);
    if (!bytes || mediaType === undefined) return undefined;
    return { mediaType, digest: await digestOf(bytes), bytes };
  }

  /** Undefined when there is no such repository. */
  async tags(repository: string): Promise<readonly string[] | undefined> {
    const known = this.#tags.get(repository);
    if (known) return known;
    const bytes = await this.#bytes(repository, 'tags/list');
    if (!bytes) return undefined;
    const { tags } = JSON.parse(text(bytes)) as { readonly tags?: readonly string[] };
    if (tags) this.#tags.set(repository, tags);
    return tags;
  }

  async blob(repository: string, digest: Digest): Promise<{ readonly size: number; source(): ByteSource } | undefined> {
    const path = `hub/v2/${repository}/blobs/${digest}`;
    const head = await siteFile(this.fetch, path, 'HEAD');
    if (!head) return undefined;
    const { fetch } = this;
    async function* source(): AsyncGenerator<Uint8Array> {
      const found = await siteFile(fetch, path, 'GET');
      if (found?.body) yield* fromReadable(found.body);
    }
    return { size: Number(head.headers.get('content-length') ?? -1), source };
  }

  async #bytes(repository: string, path: string): Promise<Uint8Array | undefined> {
    const found = await siteFile(this.fetch, `hub/v2/${repository}/${path}`, 'GET');
    return found?.body ? collect(fromReadable(found.body), LIMITS.manifestBytes) : undefined;
  }

  async #readCatalog(): Promise<readonly string[]> {
    const found = await siteFile(this.fetch, 'hub/v2/_catalog', 'GET');
    if (!found?.body) return [];
    const listed = JSON.parse(text(await collect(fromReadable(found.body), LIMITS.manifestBytes))) as {
      readonly repositories?: readonly string[];
    };
    return listed.repositories ?? [];
  }
}
