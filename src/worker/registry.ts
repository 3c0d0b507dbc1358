/** Registries as the page reaches them: docker.io is the site's own tree of teaching images, and nothing else is there. */
import type { RemoteRegistry } from '../oci/distribution.ts';
import { createRegistryClient } from '../registry/client.ts';
import { FetchFailure } from '../registry/port.ts';
import { staticUpstream } from '../registry/static-upstream.ts';

/** `base` is the site's URL with a trailing slash. */
export function pageRegistry(base: string): RemoteRegistry {
  return createRegistryClient({
    fetch: unreachable,
    upstreams: { 'docker.io': staticUpstream({ fetch: (url, init) => fetch(url, init), base: `${base}hub` }) },
  });
}

/** Other names fail as DNS fails, local ports refuse. */
function unreachable(url: string): Promise<Response> {
  const { hostname } = new URL(url);
  const local = hostname === 'localhost' || hostname.startsWith('127.');
  const code = local ? 'ECONNREFUSED' : 'ENOTFOUND';
  return Promise.reject(new FetchFailure(code, `${hostname} is not reached from the sandbox`));
}
