/** Real registries: the distribution spec's endpoints end-1 to end-11 over HTTP. */
import { LIMITS } from '../base/limits.ts';
import { collect, fromReadable, sourceOf } from '../base/streams.ts';
import type { ByteSource } from '../base/streams.ts';
import { digestOf } from '../oci/digest.ts';
import type { Digest } from '../oci/digest-types.ts';
import { RegistryError } from '../oci/distribution.ts';
import type {
  RegistryCredentials,
  RemoteManifest,
  RemoteRegistry,
  RemoteRepository,
  SearchResult,
} from '../oci/distribution.ts';
import { refusalOf } from './answer-error.ts';
import { MANIFEST_TYPES, manifestType } from './manifest-type.ts';
import { canonicalDomain, registryOrigin } from './names.ts';
import type { FetchPort } from './port.ts';
import { pullError, pushError } from './refusals.ts';
import { AuthorizationError, NO_BASIC, RegistrySession } from './session.ts';
import { searchIndex } from './search.ts';
import { uploadBlob } from './upload.ts';

export interface HttpRegistryOptions {
  readonly fetch: FetchPort;
  /** `address:port` of the name server that failed look-ups are reported with. */
  readonly nameserver: string;
}

export class HttpRegistry implements RemoteRegistry {
  readonly #sessions = new Map<string, RegistrySession>();

  constructor(private readonly options: HttpRegistryOptions) {}

  async ping(repository: RemoteRepository, signal?: AbortSignal): Promise<void> {
    // Any answer will do, a challenge included: authorization is asked for when something needs it.
    const response = await this.#session(repository.domain).reach(signal);
    await response.body?.cancel();
  }

  async manifest(repository: RemoteRepository, reference: string, signal?: AbortSignal): Promise<RemoteManifest> {
    const url = `/v2/${repository.path}/manifests/${reference}`;
    const headers = { Accept: MANIFEST_TYPES.join(', ') };
    const response = await this.#pull(repository, url, signal, headers, reference);
    const bytes = await collect(bodyOf(response), LIMITS.manifestBytes);
    const digest = await digestOf(bytes);
    if (reference.includes(':') && reference !== digest) {
      throw new RegistryError('other', `manifest verification failed for digest ${reference}`);
    }
    const mediaType = manifestType(bytes, response.headers.get('content-type'));
    if (mediaType === undefined)
      throw new RegistryError('other', 'invalid manifest: no known schema version or media type');
    return { mediaType, digest, bytes };
  }

  async blob(
    repository: RemoteRepository,
    digest: Digest,
    signal?: AbortSignal,
  ): Promise<{ readonly size: number | undefined; readonly source: ByteSource }> {
    const response = await this.#pull(repository, `/v2/${repository.path}/blobs/${digest}`, signal, {});
    return { size: contentLength(response), source: bodyOf(response) };
  }

  async tags(repository: RemoteRepository, signal?: AbortSignal): Promise<readonly string[]> {
    const tags: string[] = [];
    let next: string | undefined = `/v2/${repository.path}/tags/list`;
    const origin = registryOrigin(repository.domain);
    const seen = new Set<string>();
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      const response: Response = await this.#pull(repository, next, signal, {});
      const bytes = await collect(bodyOf(response), LIMITS.manifestBytes);
      const page = JSON.parse(new TextDecoder().decode(bytes)) as { readonly tags?: readonly string[] | null };
      tags.push(...(page.tags ?? []));
      next = nextPage(response.headers.get('link'), new URL(next, origin));
    }
    return tags;
  }

  async hasBlob(repository: RemoteRepository, digest: Digest, signal?: AbortSignal): Promise<boolean> {
    const session = this.#session(repository.domain);
    const response = await session.send({
      method: 'HEAD',
      url: `/v2/${repository.path}/blobs/${digest}`,
      scopes: [`repository:${repository.path}:pull`],
      credentials: repository.credentials,
      signal,
    });
    await response.body?.cancel();
    // A refusal counts as "not there", as in Docker: the upload that follows is refused with its reason.
    return response.ok;
  }

  async pushBlob(
    repository: RemoteRepository,
    blob: { readonly digest: Digest; readonly size: number; readonly source: () => ByteSource },
    options: { readonly from?: string; readonly progress?: (sent: number) => void; readonly signal?: AbortSignal } = {},
  ): Promise<'pushed' | 'mounted'> {
    return pushing(() => uploadBlob(this.#session(repository.domain), repository, blob, options));
  }

  async pushManifest(repository: RemoteRepository, reference: string, manifest: RemoteManifest): Promise<void> {
    await pushing(async () => {
      const response = await this.#session(repository.domain).send({
        method: 'PUT',
        url: `/v2/${repository.path}/manifests/${reference}`,
        headers: { 'Content-Type': manifest.mediaType },
        body: manifest.bytes,
        scopes: [`repository:${repository.path}:pull,push`],
        credentials: repository.credentials,
      });
      if (!response.ok) throw pushError(await refusalOf(response));
      await response.body?.cancel();
    });
  }

  async search(domain: string, term: string, limit: number, signal?: AbortSignal): Promise<readonly SearchResult[]> {
    return searchIndex({ ...this.options, domain, term, limit, ...(signal && { signal }) });
  }

  async login(domain: string, credentials: RegistryCredentials): Promise<string> {
    const session = new RegistrySession(this.options.fetch, registryOrigin(domain), this.options.nameserver);
    const response = await session.send({ method: 'GET', url: '/v2/', scopes: [], credentials });
    await response.body?.cancel();
    if (response.ok) return 'Login Succeeded';
    const reason = response.statusText || (response.status === 401 ? 'Unauthorized' : '');
    throw new RegistryError(
      response.status === 401 ? 'unauthorized' : 'other',
      `login attempt to ${session.origin}/v2/ failed with status: ${`${response.status} ${reason}`.trim()}`,
    );
  }

  #session(domain: string): RegistrySession {
    const name = canonicalDomain(domain);
    const known = this.#sessions.get(name);
    if (known) return known;
    const session = new RegistrySession(this.options.fetch, registryOrigin(name), this.options.nameserver);
    this.#sessions.set(name, session);
    return session;
  }

  async #pull(
    repository: RemoteRepository,
    url: string,
    signal: AbortSignal | undefined,
    headers: Readonly<Record<string, string>>,
    reference?: string,
  ): Promise<Response> {
    const response = await this.#session(repository.domain).send({
      method: 'GET',
      url,
      headers,
      scopes: [`repository:${repository.path}:pull`],
      credentials: repository.credentials,
      signal,
    });
    if (response.ok) return response;
    if (response.status === 404 && url.includes('/blobs/')) {
      await response.body?.cancel();
      throw new RegistryError('blobUnknown', 'unknown blob');
    }
    throw pullError(repository, reference, await refusalOf(response));
  }
}

/** A push reports missing credentials without the request that needed them. */
async function pushing<T>(push: () => Promise<T>): Promise<T> {
  try {
    return await push();
  } catch (error) {
    if (error instanceof AuthorizationError && error.reason === NO_BASIC) {
      throw new RegistryError('unauthorized', NO_BASIC);
    }
    throw error;
  }
}

function bodyOf(response: Response): ByteSource {
  return response.body ? fromReadable(response.body) : sourceOf();
}

/** Undefined when it is not known, or when it counts the bytes of a transfer encoding that `fetch` has undone. */
export function contentLength(response: Response): number | undefined {
  const length = response.headers.get('content-length');
  if (length === null || response.headers.has('content-encoding')) return undefined;
  return /^\d+$/.test(length) ? Number(length) : undefined;
}

/** end-8b: `Link: </v2/…?last=x&n=100>; rel="next"`. Only this registry's own pages are followed. */
function nextPage(link: string | null, current: URL): string | undefined {
  const [, target] = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(link ?? '') ?? [];
  if (target === undefined) return undefined;
  const next = new URL(target, current);
  return next.origin === current.origin ? `${next.pathname}${next.search}` : undefined;
}
