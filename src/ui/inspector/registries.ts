/** Which registry holds what, as far as this machine can know: from the names and digests of its images, and by asking. */
import { text } from '../../base/bytes.ts';
import type { ContainerSummary } from '../../api/types/container.ts';
import type { ImageSummary } from '../../api/types/image.ts';
import { publishedPorts } from './ports.ts';

export interface RegistryRepository {
  readonly name: string;
  /** Tags of local images. */
  readonly local: readonly string[];
  /** Tags that the registry lists; undefined when it was not asked. */
  readonly stored: readonly string[] | undefined;
}

export interface RegistryView {
  readonly host: string;
  readonly repositories: readonly RegistryRepository[];
}

/** Repositories and tags of one registry. */
export type Catalog = Readonly<Record<string, readonly string[]>>;

export const HUB = 'docker.io';

/** `localhost:5000/web` is a registry and a repository; `ouruser/web` and `web` are of Docker Hub. */
export function splitRepository(name: string): { readonly host: string; readonly repository: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(0, slash));
  if (/[.:]/.test(first) || first === 'localhost') {
    const host = /^(index\.|registry\.hub\.)?docker\.(io|com)$/.test(first) ? HUB : first;
    return { host, repository: name.slice(slash + 1).replace(host === HUB ? /^library\// : /$^/, '') };
  }
  return { host: HUB, repository: name };
}

/**
 * Images with a digest came from a registry or went to one. `catalogs` has what registries answered when asked, by host.
 */
export function registries(
  images: readonly ImageSummary[],
  catalogs: ReadonlyMap<string, Catalog>,
): readonly RegistryView[] {
  const hosts = new Map<string, Map<string, Set<string>>>();
  const repository = (host: string, name: string): Set<string> => {
    const names = hosts.get(host) ?? new Map<string, Set<string>>();
    hosts.set(host, names);
    const tags = names.get(name) ?? new Set<string>();
    names.set(name, tags);
    return tags;
  };
  for (const image of images) {
    const known = new Set((image.RepoDigests ?? []).map((digest) => digest.split('@')[0]));
    for (const name of known) {
      if (!name || name === '<none>') continue;
      const { host, repository: path } = splitRepository(name);
      const tags = repository(host, path);
      for (const tag of image.RepoTags ?? []) {
        if (tag.startsWith(`${name}:`)) tags.add(tag.slice(name.length + 1));
      }
    }
  }
  for (const [host, catalog] of catalogs) for (const name of Object.keys(catalog)) repository(host, name);
  return [...hosts].map(([host, names]) => ({
    host,
    repositories: [...names]
      .map(([name, local]) => ({ name, local: [...local].sort(), stored: catalogs.get(host)?.[name] }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  }));
}

/** Ports of the machine behind which a container of the image `registry` runs. */
export function localRegistries(containers: readonly ContainerSummary[]): readonly number[] {
  return containers
    .filter(({ Image, State }) => State === 'running' && /(^|\/)registry(:|@|$)/.test(Image))
    .flatMap(({ Ports }) => publishedPorts(Ports).map(({ outside }) => outside));
}

type Get = (path: string) => Promise<{ readonly status: number; readonly body: Uint8Array }>;

/** By the distribution spec's `_catalog` and `tags/list`. Fails when the registry does not answer them. */
export async function readCatalog(get: Get): Promise<Catalog> {
  const json = async <T>(path: string): Promise<T> => {
    const { status, body } = await get(path);
    if (status !== 200) throw new Error(`the registry answers ${status}`);
    return JSON.parse(text(body)) as T;
  };
  const { repositories } = await json<{ readonly repositories: readonly string[] }>('/v2/_catalog');
  const rows = repositories.map(async (name): Promise<readonly [string, readonly string[]]> => {
    const { tags } = await json<{ readonly tags: readonly string[] | null }>(`/v2/${name}/tags/list`);
    return [name, tags ?? []];
  });
  return Object.fromEntries(await Promise.all(rows));
}
