/**
 * One client for all registries: `createRegistryClient({ fetch, upstreams })`.
 *
 * Who says what. A RegistryError's `message` is the whole of what Docker prints after `Error response from daemon: `
 * (pull, login) or as the push stream's `error`; the engine prints it and adds nothing. The engine chooses words of
 * its own only where real Docker has other ones for another command, by `code`: BuildKit's
 * `pull access denied, repository does not exist …` is `denied` or `nameUnknown`, its `…: not found` is `manifestUnknown`.
 *
 * - A pull asks `manifest` before it prints `Pulling from`: nothing is printed when it fails.
 * - `pull --all-tags` asks `tags`, then `manifest` for each.
 * - A push asks `ping` before it prints `Preparing`, `hasBlob` for what the repository may have already (a refusal
 *   counts as no), `pushBlob` for the rest and for the config, `pushManifest` last.
 * - Bytes of blobs are not checked here: whoever ingests them does. Manifests are, when asked for by digest.
 *
 * Registries on `localhost` and 127.0.0.0/8 are spoken to over HTTP, all others over HTTPS.
 */
import type { RemoteRegistry, RemoteRepository } from '../oci/distribution.ts';
import { download, NAMESERVER } from './download.ts';
import { HttpRegistry } from './http-registry.ts';
import { canonicalDomain } from './names.ts';
import type { FetchPort } from './port.ts';

export interface RegistryClientOptions {
  readonly fetch: FetchPort;
  /** Registries that are not reached over `fetch` by their own name, such as the static tree for `docker.io`. */
  readonly upstreams?: Readonly<Record<string, RemoteRegistry>>;
  /** `address:port` of the name server, as error texts show it. */
  readonly nameserver?: string;
}

export function createRegistryClient(options: RegistryClientOptions): RemoteRegistry {
  const { fetch, nameserver = NAMESERVER } = options;
  const http = new HttpRegistry({ fetch, nameserver });
  const upstreams = new Map(
    Object.entries(options.upstreams ?? {}).map(([domain, upstream]) => [canonicalDomain(domain), upstream]),
  );
  const registryOf = (domain: string) => upstreams.get(canonicalDomain(domain)) ?? http;
  const at = (repository: RemoteRepository) => registryOf(repository.domain);
  return {
    ping: async (repository, signal) => at(repository).ping?.(repository, signal),
    manifest: (repository, reference, signal) => at(repository).manifest(repository, reference, signal),
    blob: (repository, digest, signal) => at(repository).blob(repository, digest, signal),
    tags: (repository, signal) => at(repository).tags(repository, signal),
    hasBlob: (repository, digest, signal) => at(repository).hasBlob(repository, digest, signal),
    pushBlob: (repository, blob, pushing) => at(repository).pushBlob(repository, blob, pushing),
    pushManifest: (repository, reference, manifest) => at(repository).pushManifest(repository, reference, manifest),
    login: (domain, credentials) => registryOf(domain).login(domain, credentials),
    download: (url, signal) => download(url, { fetch, nameserver, signal }),
    search: async (domain, term, limit, signal) => {
      const registry = registryOf(domain);
      return registry.search ? registry.search(domain, term, limit, signal) : [];
    },
  };
}
