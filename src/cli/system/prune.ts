/** docker system prune, and prune of containers, images, networks, volumes and the build cache. */
import type { ContainerPruneResponse } from '../../api/types/container.ts';
import type { ImagePruneResponse } from '../../api/types/image.ts';
import { CliFailure } from '../failure.ts';
import { filterQuery } from '../filters.ts';
import type { Flags } from '../flags/parse.ts';
import { humanSize } from '../format/units.ts';
import { confirm } from '../prompt.ts';
import type { Handler, Session } from '../session.ts';

interface Pruned {
  readonly text: string;
  readonly bytes: number;
}

type Prune = (session: Session, filters: readonly string[], all: boolean) => Promise<Pruned>;

const listed = (title: string, names: readonly string[] | null | undefined, bytes = 0): Pruned => ({
  text: names?.length ? `${title}:\n${names.map((name) => `${name}\n`).join('')}` : '',
  bytes,
});

const containers: Prune = async ({ client }, filters) => {
  const answer = (await client.containerPrune({ query: filterQuery(filters) })) as ContainerPruneResponse;
  return listed('Deleted Containers', answer.ContainersDeleted, answer.SpaceReclaimed);
};

const networks: Prune = async ({ client }, filters) => {
  const answer = (await client.networkPrune({ query: filterQuery(filters) })) as {
    NetworksDeleted: readonly string[] | null;
  };
  return listed('Deleted Networks', answer.NetworksDeleted);
};

const volumes: Prune = async ({ client }, filters, all) => {
  if (all && filters.some((filter) => filter.startsWith('all=')))
    throw new CliFailure('conflicting options: cannot specify both --all and --filter all=1');
  const answer = (await client.volumePrune({ query: filterQuery(all ? [...filters, 'all=true'] : filters) })) as {
    VolumesDeleted: readonly string[] | null;
    SpaceReclaimed: number;
  };
  return listed('Deleted Volumes', answer.VolumesDeleted, answer.SpaceReclaimed);
};

const images: Prune = async ({ client }, filters, all) => {
  const answer = (await client.imagePrune({
    query: filterQuery([...filters, `dangling=${!all}`]),
  })) as ImagePruneResponse;
  const lines = (answer.ImagesDeleted ?? []).map((item) =>
    item.Untagged ? `untagged: ${item.Untagged}` : `deleted: ${item.Deleted}`,
  );
  return listed('Deleted Images', lines, answer.SpaceReclaimed);
};

const cache: Prune = async ({ client }, filters, all) => {
  const answer = (await client.buildPrune({ query: { ...(all && { all: true }), ...filterQuery(filters) } })) as {
    CachesDeleted: readonly string[] | null;
    SpaceReclaimed: number;
  };
  return listed('Deleted build cache objects', answer.CachesDeleted, answer.SpaceReclaimed);
};

const IMAGES_ALL = 'all images without at least one container associated to them';

/** Where a command asks first unless --force; what was not confirmed is no failure. */
async function pruneOne(session: Session, flags: Flags, prune: Prune, warning: string, all: boolean): Promise<void> {
  if (!flags.bool('force') && !(await confirm(session, `WARNING! ${warning}\nAre you sure you want to continue?`)))
    return;
  const { text, bytes } = await prune(session, flags.spec('filter') ? flags.list('filter') : [], all);
  if (text) await session.print(`${text}\n`);
  await session.print(`Total reclaimed space: ${humanSize(bytes)}\n`);
}

export const pruneContainers: Handler = (session, flags) =>
  pruneOne(session, flags, containers, 'This will remove all stopped containers.', false);

export const pruneImages: Handler = (session, flags) =>
  pruneOne(
    session,
    flags,
    images,
    flags.bool('all') ? `This will remove ${IMAGES_ALL}.` : 'This will remove all dangling images.',
    flags.bool('all'),
  );

export const pruneVolumes: Handler = (session, flags) =>
  pruneOne(
    session,
    flags,
    volumes,
    `This will remove ${flags.bool('all') ? 'all' : 'anonymous'} local volumes not used by at least one container.`,
    flags.bool('all'),
  );

export const pruneNetworks: Handler = async (session, flags) => {
  const question =
    'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue?';
  if (!flags.bool('force') && !(await confirm(session, question))) return;
  const { text } = await networks(session, flags.list('filter'), false);
  if (text) await session.print(`${text}\n`);
};

/** The engine-side cache alone, told in a table as buildx does. */
export const pruneBuilder: Handler = async (session, flags) => {
  const all = flags.bool('all');
  const what = all ? 'all build cache' : 'all dangling build cache';
  if (
    !flags.bool('force') &&
    !(await confirm(session, `WARNING! This will remove ${what}.\nAre you sure you want to continue?`))
  )
    return;
  const { text, bytes } = await cache(session, flags.spec('filter') ? flags.list('filter') : [], all);
  if (text) await session.print(`${text}\n`);
  await session.print(`Total reclaimed space: ${humanSize(bytes)}\n`);
};

export const pruneSystem: Handler = async (session, flags) => {
  const all = flags.bool('all');
  const filters = flags.list('filter');
  const withVolumes = flags.bool('volumes');
  if (withVolumes && filters.some((filter) => filter.startsWith('until=')))
    throw new CliFailure('ERROR: The "until" filter is not supported with "--volumes"');
  const warnings = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(withVolumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? IMAGES_ALL : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const shown = [...filters].sort();
  const notice =
    `WARNING! This will remove:\n${warnings.map((line) => `  - ${line}\n`).join('')}` +
    (shown.length
      ? `\n  Items to be pruned will be filtered with:\n${shown.map((filter) => `  - ${filter}\n`).join('')}`
      : '') +
    '\nAre you sure you want to continue?';
  if (!flags.bool('force') && !(await confirm(session, notice))) return;
  let total = 0;
  const steps: readonly [Prune, boolean][] = [
    [containers, false],
    [networks, false],
    ...(withVolumes ? [[volumes, false] as [Prune, boolean]] : []),
    [images, all],
    [cache, all],
  ];
  for (const [prune, everything] of steps) {
    const { text, bytes } = await prune(session, filters, everything);
    total += bytes;
    if (text) await session.print(`${text}\n`);
  }
  await session.print(`Total reclaimed space: ${humanSize(total)}\n`);
};
