/**
 * What the version in a request's path changes: parameters that an older API reads otherwise, and fields that its
 * answers have or lack (moby 26, the `versions.LessThan` of api/server/router; docs/api/version-history.md).
 */
import { isBelow } from '../../base/versions.ts';
import type { OperationId } from '../operations.ts';
import type { ContainerCreateBody, HostConfig } from '../types/container.ts';
import { olderContainer, olderUpdate } from './older-bodies.ts';
import type { Parameters } from './query.ts';

type Fields = Readonly<Record<string, unknown>>;

/** By id. */
type InspectNetwork = (id: string) => Promise<unknown> | undefined;

interface Change {
  /** The change is for versions before this one. */
  readonly below: string;
  readonly query?: (query: Fields) => Fields;
  /** Of a query as the client wrote it: parameters that the operation no longer has. */
  readonly legacyQuery?: (parameters: Parameters, query: Fields) => Fields;
  readonly answer?: (answer: never, inspect: InspectNetwork) => unknown;
}

const CHANGES: Readonly<Partial<Record<OperationId, readonly Change[]>>> = {
  containerCreate: [
    { below: '1.41', query: without('platform') },
    {
      below: '1.44',
      answer: (made: { readonly Warnings: readonly string[] }) => ({
        ...made,
        Warnings: made.Warnings.filter((warning) => !warning.includes('MacAddress field is now deprecated')),
      }),
    },
  ],
  containerInspect: [{ below: '1.45', answer: withShortIdAlias }],
  containerStats: [{ below: '1.41', query: without('one-shot') }],
  containerRestart: [{ below: '1.42', query: without('signal') }],
  containerStop: [{ below: '1.42', query: without('signal') }],
  containerWait: [{ below: '1.30', query: without('condition') }],
  imageBuild: [{ below: '1.32', query: without('platform') }],
  imageCreate: [{ below: '1.32', query: without('platform') }],
  imageInspect: [{ below: '1.44', answer: withVirtualSize }],
  imageList: [
    { below: '1.44', answer: each(withVirtualSize) },
    { below: '1.43', answer: each(withNoneForNames) },
    { below: '1.42', query: without('shared-size') },
    { below: '1.41', legacyQuery: withReferenceFilter },
  ],
  networkList: [
    {
      below: '1.28',
      // Lists told all that there is to tell.
      answer: (networks: readonly { readonly Id: string }[], inspect) =>
        Promise.all(networks.map(({ Id }) => inspect(Id))),
    },
  ],
  systemDataUsage: [
    { below: '1.44', answer: (usage: Fields) => ({ ...usage, Images: each(withVirtualSize)(usage['Images']) }) },
    { below: '1.42', query: without('type') },
  ],
  systemInfo: [
    { below: '1.44', answer: (info: Fields) => ({ ...info, Runtimes: withoutStatus(info['Runtimes'] as Fields) }) },
    { below: '1.42', answer: (info: Fields) => insert(info, 'SwapLimit', { KernelMemory: true }) },
    {
      below: '1.25',
      answer: (info: Fields) => ({
        ...insert(info, 'CDISpecDirs', { ExecutionDriver: '<not supported>' }),
        SecurityOptions: (info['SecurityOptions'] as readonly string[]).map(
          (option) => /name=([^,]*)/.exec(option)?.[1],
        ),
      }),
    },
  ],
  volumePrune: [
    { below: '1.42', query: (query) => ({ ...query, filters: withFilter(query['filters'], 'all', 'true') }) },
  ],
};

/** The query as the operation understands it now. `version`: of the request. */
export function currentQuery(id: OperationId, version: string, query: Fields, parameters: Parameters): Fields {
  return changesOf(id, version).reduce((before, change) => {
    const renamed = change.legacyQuery ? change.legacyQuery(parameters, before) : before;
    return change.query ? change.query(renamed) : renamed;
  }, query);
}

/** The answer as that version of the API has it. */
export function olderAnswer(
  id: OperationId,
  version: string,
  answer: unknown,
  inspect: InspectNetwork = () => undefined,
): unknown {
  return changesOf(id, version).reduce(
    (before, change) => (change.answer ? change.answer(before as never, inspect) : before),
    answer,
  );
}

function changesOf(id: OperationId, version: string): readonly Change[] {
  return (CHANGES[id] ?? []).filter(({ below }) => isBelow(version, below));
}

/** The body as the operation understands it now. Fails with `invalid` on what this version has not yet. */
export function currentBody(id: OperationId, version: string, body: unknown): unknown {
  if (id === 'containerCreate') return olderContainer(version, body as ContainerCreateBody);
  return id === 'containerUpdate' ? olderUpdate(version, body as HostConfig) : body;
}

function without(...names: readonly string[]): (fields: Fields) => Fields {
  return (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function each(change: (fields: Fields) => Fields): (list: unknown) => unknown {
  return (list) => (list as readonly Fields[] | null)?.map(change) ?? null;
}

/** Adds fields behind one of those there: Go writes them in the order of its types. */
function insert(fields: Fields, after: string, added: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap((entry) => (entry[0] === after ? [entry, ...Object.entries(added)] : [entry])),
  );
}

function withoutStatus(runtimes: Fields): Fields {
  return Object.fromEntries(
    Object.entries(runtimes).map(([name, runtime]) => [name, without('status')(runtime as Fields)]),
  );
}

function withVirtualSize(image: Fields): Fields {
  return insert(image, 'Size', { VirtualSize: image['Size'] });
}

/** An image without any name has one of each kind that says so; otherwise a kind that it lacks is null. */
function withNoneForNames(image: Fields): Fields {
  const names = (field: string) => (image[field] as readonly string[] | null) ?? [];
  const [tags, digests] = [names('RepoTags'), names('RepoDigests')];
  if (tags.length === 0 && digests.length === 0) {
    return { ...image, RepoDigests: ['<none>@<none>'], RepoTags: ['<none>:<none>'] };
  }
  return { ...image, RepoDigests: digests.length ? digests : null, RepoTags: tags.length ? tags : null };
}

/** `filter=NAME`, from before there was a filter `reference`. */
function withReferenceFilter(parameters: Parameters, query: Fields): Fields {
  const name = parameters.get('filter')?.[0];
  return name ? { ...query, filters: withFilter(query['filters'], 'reference', name) } : query;
}

/** Filters with one more; what is no JSON stays as it is, for the backend to refuse. */
function withFilter(filters: unknown, name: string, value: string): string {
  const given = (filters as string | undefined) || '{}';
  let parsed: Readonly<Record<string, readonly string[] | Readonly<Record<string, boolean>>>>;
  try {
    parsed = JSON.parse(given) as typeof parsed;
  } catch {
    return given;
  }
  const before = parsed[name] ?? [];
  const values = Array.isArray(before) ? before : Object.keys(before);
  return JSON.stringify({ ...parsed, [name]: [...values, value] });
}

const PREDEFINED = ['bridge', 'host', 'none', 'default'];

/** On networks of users a container answered to its short id and its host name as to aliases. */
function withShortIdAlias(container: {
  readonly Id: string;
  readonly Config: { readonly Hostname: string };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, Fields>> };
}): unknown {
  const { Id, Config, NetworkSettings } = container;
  const networks = Object.entries(NetworkSettings.Networks).map(([name, endpoint]) => {
    if (PREDEFINED.includes(name)) return [name, endpoint] as const;
    const own = (endpoint['Aliases'] as readonly string[] | null) ?? [];
    return [name, { ...endpoint, Aliases: [...new Set([...own, Id.slice(0, 12), Config.Hostname])] }] as const;
  });
  return { ...container, NetworkSettings: { ...NetworkSettings, Networks: Object.fromEntries(networks) } };
}
