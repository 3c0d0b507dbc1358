/**
 * Searching an index (the registry API's first version, of which this is all that is left). Docker Hub's index has a name
 * of its own; any other registry is first asked whether it speaks that version at all.
 */
import { text } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { collect, fromReadable } from '../base/streams.ts';
import { RegistryError, type SearchResult } from '../oci/distribution.ts';
import { canonicalDomain, HUB, registryOrigin } from './names.ts';
import { dialFailure, type FetchPort } from './port.ts';

export interface SearchOptions {
  readonly fetch: FetchPort;
  readonly nameserver: string;
  readonly domain: string;
  readonly term: string;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

export async function searchIndex(options: SearchOptions): Promise<readonly SearchResult[]> {
  const { domain, term, limit } = options;
  const hub = canonicalDomain(domain) === HUB;
  const origin = hub ? 'https://index.docker.io' : registryOrigin(domain);
  if (!hub) await checkEndpoint(options, origin);
  const url = `${origin}/v1/search?${new URLSearchParams({ q: term, n: String(limit) })}`;
  const response = await ask(options, url);
  if (!response.ok) {
    await response.body?.cancel();
    throw new RegistryError('other', `Unexpected status code ${response.status}`);
  }
  const body = response.body ? text(await collect(fromReadable(response.body), LIMITS.manifestBytes)) : '';
  const { results } = JSON.parse(body) as { readonly results?: readonly SearchResult[] };
  return results ?? [];
}

async function ask({ fetch, nameserver, signal }: SearchOptions, url: string): Promise<Response> {
  try {
    return await fetch(url, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RegistryError('unreachable', `Get "${url}": ${dialFailure(error, url, nameserver)}`);
  }
}

/** Docker's words, wherever the registry fails the test. */
async function checkEndpoint(options: SearchOptions, origin: string): Promise<void> {
  const { domain } = options;
  const ping = async (scheme: string): Promise<string | undefined> => {
    try {
      const response = await ask(options, `${scheme}://${domain}/v1/_ping`);
      // Any answer will do; what the registry lacks shows when it is searched.
      await response.body?.cancel();
      return undefined;
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      return error.message;
    }
  };
  if (origin.startsWith('http:')) {
    const [secure, plain] = [await ping('https'), await ping('http')];
    if (secure === undefined || plain === undefined) return;
    throw new RegistryError(
      'other',
      `invalid registry endpoint "http://${domain}/v1/". HTTPS attempt: ${secure}. HTTP attempt: ${plain}`,
    );
  }
  const failed = await ping('https');
  if (failed === undefined) return;
  throw new RegistryError(
    'other',
    `invalid registry endpoint https://${domain}/v1/: ${failed}. If this private registry supports only HTTP or HTTPS with an unknown CA certificate, please add \`--insecure-registry ${domain}\` to the daemon's arguments. In the case of HTTPS, if you have access to the registry's CA certificate, no need for the flag; simply place the CA certificate at /etc/docker/certs.d/${domain}/ca.crt`,
  );
}
