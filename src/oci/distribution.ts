/**
 * The client's side of the distribution spec, as the engine needs it: one object for all registries. The room
 * `registry` implements it over HTTP; the static teaching tree is one of the upstreams.
 */
import type { ByteSource } from '../base/streams.ts';
import type { Digest } from './digest-types.ts';

export interface RegistryCredentials {
  readonly username?: string;
  readonly password?: string;
  readonly identityToken?: string;
}

/** A repository on a registry: `docker.io` and `library/ubuntu`, `localhost:5000` and `team/tool`. */
export interface RemoteRepository {
  readonly domain: string;
  readonly path: string;
  readonly credentials?: RegistryCredentials;
}

export interface RemoteManifest {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** A line of an index's answer to a search; the wire names of the index's first version. */
export interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly star_count: number;
  readonly is_official: boolean;
  readonly is_automated: boolean;
}

/** A file of the Internet. */
export interface Download {
  readonly source: ByteSource;
  readonly size: number | undefined;
  /** Milliseconds since the epoch; undefined when the server does not tell. */
  readonly modified: number | undefined;
  /** As the server tells it; empty when it does not. */
  readonly contentType: string;
}

export interface RemoteRegistry {
  /**
   * end-1: whether the registry answers at all. A push asks this before it says anything about layers; fails as
   * `unreachable`. Absent where nothing can be unreachable.
   */
  ping?(repository: RemoteRepository, signal?: AbortSignal): Promise<void>;
  /** By tag or digest (end-3); a digest is checked. */
  manifest(repository: RemoteRepository, reference: string, signal?: AbortSignal): Promise<RemoteManifest>;
  /** end-2. The bytes are not checked here: whoever ingests them does. */
  blob(
    repository: RemoteRepository,
    digest: Digest,
    signal?: AbortSignal,
  ): Promise<{ readonly size: number | undefined; readonly source: ByteSource }>;
  /** end-8, all pages. */
  tags(repository: RemoteRepository, signal?: AbortSignal): Promise<readonly string[]>;
  hasBlob(repository: RemoteRepository, digest: Digest, signal?: AbortSignal): Promise<boolean>;
  /** end-4a, 5, 6. `from` tries a cross-repository mount first (end-11); answers which of the two it was. */
  pushBlob(
    repository: RemoteRepository,
    blob: { readonly digest: Digest; readonly size: number; readonly source: () => ByteSource },
    options?: { readonly from?: string; readonly progress?: (sent: number) => void; readonly signal?: AbortSignal },
  ): Promise<'pushed' | 'mounted'>;
  /** end-7. */
  pushManifest(repository: RemoteRepository, reference: string, manifest: RemoteManifest): Promise<void>;
  /** The credentials are right (`docker login`). The status line to show. */
  login(domain: string, credentials: RegistryCredentials): Promise<string>;
  /** `docker search`. Absent where there is no index to ask. */
  search?(domain: string, term: string, limit: number, signal?: AbortSignal): Promise<readonly SearchResult[]>;
  /** A file by its http or https address, over the same way out. Absent where there is none. */
  download?(url: string, signal?: AbortSignal): Promise<Download>;
}

/** A registry said no, or could not be reached. `message` is what Docker prints of it. */
export class RegistryError extends Error {
  override name = 'RegistryError';
  constructor(
    readonly code:
      'manifestUnknown' | 'nameUnknown' | 'denied' | 'unauthorized' | 'blobUnknown' | 'unreachable' | 'other',
    message: string,
  ) {
    super(message);
  }
}
