/**
 * registry-1.docker.io: the teaching images, and what the sandbox's accounts push. Whoever wants something needs a token
 * that grants it; what is refused is refused as the Hub does, which does not tell private repositories from missing ones.
 */
import type { Random } from '../../base/ports.ts';
import { isDigest } from '../../oci/digest.ts';
import type { Digest } from '../../oci/digest-types.ts';
import { RegistryContents, type RegistryStorage } from '../../registry/server-contents.ts';
import { createRegistryServer, routeOf } from '../../registry/server.ts';
import { jsonAnswer } from '../answers.ts';
import type { FetchHandler, HostRequest } from '../host.ts';
import type { PullLimit } from './rate-limit.ts';
import type { TeachingTree } from './teaching-tree.ts';
import type { Grant, HubTokens } from './tokens.ts';
import { treeRegistry } from './tree-registry.ts';

export interface HubRegistryOptions {
  readonly tree: TeachingTree;
  /** Where pushed content lies. */
  readonly storage: RegistryStorage;
  readonly tokens: HubTokens;
  readonly limit: PullLimit;
  readonly random: Random;
}

const ALWAYS = { 'Docker-Distribution-Api-Version': 'registry/2.0' };
const REALM = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"';

export class HubRegistry {
  readonly #contents: RegistryContents;
  readonly #pushed: FetchHandler;
  readonly #teaching: FetchHandler;

  constructor(private readonly options: HubRegistryOptions) {
    const storage = lending(options.storage, options.tree);
    this.#contents = new RegistryContents(storage);
    this.#pushed = createRegistryServer(storage, options.random);
    this.#teaching = treeRegistry(options.tree, (name) => name);
  }

  readonly handle: FetchHandler = async (request) => {
    const { pathname } = new URL(request.url);
    const grant = this.options.tokens.of(request);
    if (/^\/v2\/?$/.test(pathname)) return grant ? jsonAnswer(200, {}, ALWAYS) : refusal(undefined, '');
    const route = routeOf(pathname);
    if (!route) return jsonAnswer(404, { errors: [{ code: 'NOT_FOUND', message: 'page not found' }] }, ALWAYS);
    const { repository, kind } = route;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const actions = grant?.actions.get(repository);
    if (!actions?.has(reads ? 'pull' : 'push')) {
      return refusal(grant, `repository:${repository}:${reads ? 'pull' : 'pull,push'}`);
    }
    if (request.method === 'GET' && kind === 'manifests') {
      const refused = this.options.limit.count(grant?.account);
      if (refused) return refused;
    }
    if (kind === 'blobs/uploads' && request.method === 'POST') await this.#lend(request, grant as Grant);
    return reads && !(await this.#contents.hasRepository(repository)) && kind !== 'blobs/uploads'
      ? this.#read(request, repository)
      : this.#pushed(request);
  };

  /** Which of the wanted actions an account (undefined: nobody) may do. */
  readonly allowed = async (
    account: string | undefined,
    repository: string,
    wanted: readonly string[],
  ): Promise<readonly string[]> => {
    const owner = account !== undefined && repository.startsWith(`${account}/`);
    const readable = owner || (await this.exists(repository));
    return wanted.filter((action) => (action === 'pull' ? readable : owner));
  };

  async exists(repository: string): Promise<boolean> {
    return (await this.#contents.hasRepository(repository)) || (await this.options.tree.tags(repository)) !== undefined;
  }

  /** Repositories that were pushed, by name. */
  pushed(): Promise<readonly string[]> {
    return this.#contents.repositories();
  }

  async tags(repository: string): Promise<readonly string[] | undefined> {
    if (await this.#contents.hasRepository(repository)) return this.#contents.tags(repository);
    return this.options.tree.tags(repository);
  }

  /** A repository that is being pushed for the first time has blobs before it has a manifest. */
  async #read(request: HostRequest, repository: string): Promise<Response> {
    const known = (await this.options.tree.tags(repository)) !== undefined;
    return known ? this.#teaching(request) : this.#pushed(request);
  }

  /** end-11: a layer of a teaching image that is to be mounted is lent to the repository, not copied. */
  async #lend(request: HostRequest, grant: Grant): Promise<void> {
    const query = new URL(request.url).searchParams;
    const [digest, from] = [query.get('mount') ?? '', query.get('from') ?? ''];
    if (!isDigest(digest) || !grant.actions.get(from)?.has('pull')) return;
    if (!(await this.options.tree.blob(from, digest as Digest))) return;
    await this.options.storage.records.write([{ key: lentKey(digest), value: from }]);
    await this.#contents.link(from, digest as Digest);
  }
}

const lentKey = (digest: string) => `registry/lent/${digest}`;

/** The storage, with the blobs that teaching images have lent. */
function lending(storage: RegistryStorage, tree: TeachingTree): RegistryStorage {
  return {
    records: storage.records,
    content: {
      ingest: () => storage.content.ingest(),
      get: async (digest) => {
        const own = await storage.content.get(digest);
        if (own) return own;
        const lender = await storage.records.get<string>(lentKey(digest));
        return lender === undefined ? undefined : tree.blob(lender, digest);
      },
    },
  };
}

function refusal(grant: Grant | undefined, scope: string): Response {
  const wanted = scope === '' ? '' : `,scope="${scope}"`;
  const error = grant ? ',error="insufficient_scope"' : '';
  const [, name = '', actions = ''] = /^repository:(.*):(.*)$/.exec(scope) ?? [];
  const detail =
    scope === '' ? null : actions.split(',').map((Action) => ({ Type: 'repository', Class: '', Name: name, Action }));
  const errors = [{ code: 'UNAUTHORIZED', message: 'authentication required', detail }];
  return jsonAnswer(401, { errors }, { ...ALWAYS, 'WWW-Authenticate': `${REALM}${wanted}${error}` });
}
