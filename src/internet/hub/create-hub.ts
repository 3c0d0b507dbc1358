/** Docker Hub: its registry, authorization service, index and web site, over one storage. */
import type { Clock, Random } from '../../base/ports.ts';
import type { RegistryStorage } from '../../registry/server-contents.ts';
import { website, type InternetHost } from '../host.ts';
import type { SiteFetch } from '../static-site.ts';
import { HubAccounts } from './accounts.ts';
import { HubRegistry } from './hub-registry.ts';
import { hubSite } from './hub-site.ts';
import { PullLimit } from './rate-limit.ts';
import { TeachingTree } from './teaching-tree.ts';
import { HubTokens, tokenService } from './tokens.ts';
import { treeRegistry } from './tree-registry.ts';

export interface HubOptions {
  readonly fetch: SiteFetch;
  readonly storage: RegistryStorage;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Hub {
  readonly hosts: readonly InternetHost[];
  readonly tree: TeachingTree;
  readonly limit: PullLimit;
}

export function createHub({ fetch, storage, clock, random }: HubOptions): Hub {
  const tree = new TeachingTree(fetch);
  const tokens = new HubTokens(clock, random);
  const limit = new PullLimit(clock);
  const registry = new HubRegistry({ tree, storage, tokens, limit, random });
  const taken = async (name: string) =>
    name === 'library' || (await tree.repositories()).some((repository) => repository.startsWith(`${name}/`));
  const accounts = new HubAccounts({ records: storage.records, clock, random, taken });
  const site = hubSite({ accounts, registry, tokens, tree });
  // The name of the first registry's web site serves images too: official ones without their `library/`.
  const alias = treeRegistry(tree, (name) => (name.includes('/') ? name : `library/${name}`));
  return {
    tree,
    limit,
    hosts: [
      website(['registry-1.docker.io'], '203.0.113.10', registry.handle),
      website(['auth.docker.io'], '203.0.113.11', tokenService({ accounts, tokens, allowed: registry.allowed })),
      website(['index.docker.io', 'hub.docker.com', 'docker.io', 'www.docker.io'], '203.0.113.12', site),
      website(['registry.hub.docker.com'], '203.0.113.13', alias),
    ],
  };
}
