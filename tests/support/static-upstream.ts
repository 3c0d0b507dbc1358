/**
 * Docker Hub as a static OCI distribution tree: plain files below `<base>/v2/<name>/`, which any web server can send.
 * Such a server knows no media types and may answer unknown paths with a start page, so manifests are told by their
 * own bytes. What the tree lacks is refused as the Hub refuses it: names it never heard of with "denied" (it does not
 * tell private repositories from missing ones), tags with "manifest unknown", and every push without an account.
 */
import { text } from '../../src/base/bytes.ts';
import { LIMITS } from '../../src/base/limits.ts';
import { collect, fromReadable, sourceOf } from '../../src/base/streams.ts';
import type { ByteSource } from '../../src/base/streams.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { Digest } from '../../src/oci/digest-types.ts';
import { RegistryError } from '../../src/oci/distribution.ts';
import type {
  RegistryCredentials,
  RemoteManifest,
  RemoteRegistry,
  RemoteRepository,
} from '../../src/oci/distribution.ts';
import { contentLength } from '../../src/registry/http-registry.ts';
import { manifestType } from '../../src/registry/manifest-type.ts';
import { registryOrigin } from '../../src/registry/names.ts';
import type { FetchPort } from '../../src/registry/port.ts';
import { accessDenied, pullError } from '../../src/registry/refusals.ts';

export interface StaticUpstreamOptions {
  readonly fetch: FetchPort;
  /** Where the tree begins, without the `v2`: `https://site.example/hub`. */
  readonly base: string;
}

const DENIED = 'denied: requested access to the resource is denied';
const UNKNOWN = { code: 'MANIFEST_UNKNOWN', text: 'manifest unknown: manifest unknown' };

export function staticUpstream(options: StaticUpstreamOptions): RemoteRegistry {
  return new StaticUpstream(options);
}

class StaticUpstream implements RemoteRegistry {
  constructor(private readonly options: StaticUpstreamOptions) {}

  async manifest(repository: RemoteRepository, reference: string, signal?: AbortSignal): Promise<RemoteManifest> {
    const response = await this.#file(repository, `manifests/${reference}`, signal);
    const bytes = response && (await collect(bodyOf(response), LIMITS.manifestBytes));
    const mediaType = bytes && manifestType(bytes, null);
    if (!bytes || mediaType === undefined) {
      await this.tags(repository, signal);
      throw pullError(repository, reference, { status: 404, errors: [UNKNOWN], text: UNKNOWN.text });
    }
    const digest = await digestOf(bytes);
    if (reference.includes(':') && reference !== digest) {
      throw new RegistryError('other', `manifest verification failed for digest ${reference}`);
    }
    return { mediaType, digest, bytes };
  }

  async blob(
    repository: RemoteRepository,
    digest: Digest,
    signal?: AbortSignal,
  ): Promise<{ readonly size: number | undefined; readonly source: ByteSource }> {
    const response = await this.#file(repository, `blobs/${digest}`, signal);
    if (!response) throw new RegistryError('blobUnknown', 'unknown blob');
    return { size: contentLength(response), source: bodyOf(response) };
  }

  async tags(repository: RemoteRepository, signal?: AbortSignal): Promise<readonly string[]> {
    const response = await this.#file(repository, 'tags/list', signal);
    const listed = response && tagsOf(text(await collect(bodyOf(response), LIMITS.manifestBytes)));
    if (!listed) throw accessDenied(repository, DENIED);
    return listed;
  }

  async hasBlob(repository: RemoteRepository, digest: Digest, signal?: AbortSignal): Promise<boolean> {
    const response = await this.#file(repository, `blobs/${digest}`, signal, 'HEAD');
    return response !== undefined;
  }

  async pushBlob(repository: RemoteRepository): Promise<'pushed' | 'mounted'> {
    throw pushRefused(repository, `Post "${registryOrigin(repository.domain)}/v2/${repository.path}/blobs/uploads/"`);
  }

  async pushManifest(repository: RemoteRepository, reference: string): Promise<void> {
    const url = `${registryOrigin(repository.domain)}/v2/${repository.path}/manifests/${reference}`;
    throw pushRefused(repository, `Put "${url}"`);
  }

  /** The tree has no accounts, so no password is right. */
  async login(domain: string, credentials: RegistryCredentials): Promise<string> {
    const asked = `Get "${registryOrigin(domain)}/v2/"`;
    if (!credentials.username && !credentials.identityToken) {
      throw new RegistryError('unauthorized', `${asked}: unauthorized: authentication required`);
    }
    throw new RegistryError('unauthorized', `${asked}: ${WRONG_PASSWORD}`);
  }

  /** Undefined when the tree has no such file. */
  async #file(
    repository: RemoteRepository,
    path: string,
    signal: AbortSignal | undefined,
    method: 'GET' | 'HEAD' = 'GET',
  ): Promise<Response | undefined> {
    const url = `${this.options.base.replace(/\/$/, '')}/v2/${repository.path}/${path}`;
    let response: Response;
    try {
      response = await this.options.fetch(url, { method, ...(signal ? { signal } : {}) });
    } catch (error) {
      if (signal?.aborted) throw error;
      const origin = registryOrigin(repository.domain);
      const why = error instanceof Error ? error.message : String(error);
      throw new RegistryError('unreachable', `Get "${origin}/v2/": ${why}`);
    }
    const startPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
    if (response.ok && !startPage) return response;
    await response.body?.cancel();
    if (response.status < 500) return undefined;
    throw new RegistryError(
      'other',
      `received unexpected HTTP status: ${`${response.status} ${response.statusText}`.trim()}`,
    );
  }
}

const WRONG_PASSWORD = 'unauthorized: incorrect username or password';

/** The Hub's refusal counts twice: for the challenge and for the body. With a wrong password it is another. */
function pushRefused(repository: RemoteRepository, asked: string): RegistryError {
  const { username, identityToken } = repository.credentials ?? {};
  if (username || identityToken) return new RegistryError('unauthorized', `${asked}: ${WRONG_PASSWORD}`);
  return new RegistryError('denied', `errors:\n${DENIED}\nunauthorized: authentication required\n`);
}

function bodyOf(response: Response): ByteSource {
  return response.body ? fromReadable(response.body) : sourceOf();
}

function tagsOf(json: string): readonly string[] | undefined {
  try {
    const { tags } = JSON.parse(json) as { readonly tags?: unknown };
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : undefined;
  } catch {
    return undefined;
  }
}
