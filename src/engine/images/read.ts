/** Looking at images: list, inspect, history. */
import type { Call } from '../../api/calls.ts';
import type { ImageHistoryItem, ImageInspectResponse, ImageSummary } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import { rfc3339Nano, ZERO_TIME } from '../../base/time.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import { familiarName, familiarString, type Reference } from '../../oci/reference.ts';
import type { ContainerConfig } from '../../api/types/container.ts';
import { containerConfig } from '../containers/config.ts';
import { pruneLabels } from '../containers/delete.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';
import { graphDriver } from '../graph-driver.ts';
import { parseTimeOrDuration } from '../timestamps.ts';

const ACCEPTED = ['dangling', 'label', 'label!', 'before', 'since', 'reference', 'until'];

export async function imageList(engine: EngineContext, call: Call<'imageList'>): Promise<readonly ImageSummary[]> {
  const filters = Filters.parse(call.query.filters, ACCEPTED);
  filters.get('reference').forEach(checkPattern);
  const dangling = filters.has('dangling') ? filters.boolean('dangling', false) : undefined;
  const bounds = await timeBounds(engine, filters);
  const sharing = call.query['shared-size'] ? await sharedLayers(engine) : undefined;
  const options = { dangling, all: call.query.all ?? false };
  const images: ImageSummary[] = [];
  for (const { id } of engine.images.all()) {
    // First what takes least: a build of many steps leaves an image of each, and few of them are shown.
    const shown = shownReferences(engine, id, filters, options);
    if (!shown) continue;
    const config = await engine.images.config(id);
    const created = Date.parse(config.created ?? '') || 0;
    if (!bounds(created) || !pruneLabels(filters, config.config?.Labels)) continue;
    images.push(await summary(engine, id, shown, sharing));
  }
  return images.sort((a, b) => b.Created - a.Created);
}

/** Whether a creation time passes before, since and until. */
async function timeBounds(engine: EngineContext, filters: Filters): Promise<(created: number) => boolean> {
  const timeOf = async (term: string) =>
    Date.parse((await engine.images.config((await engine.images.find(term)).id)).created ?? '') || 0;
  const before = await Promise.all(filters.get('before').map(timeOf));
  const since = await Promise.all(filters.get('since').map(timeOf));
  const until = filters.get('until').map((value) => parseTimeOrDuration(value, engine.clock.now()));
  return (created) =>
    before.every((time) => created < time) &&
    since.every((time) => created > time) &&
    until.every((time) => created <= time);
}

/** The names to show; undefined when the image is not to be listed (moby, daemon/images/images.go). */
function shownReferences(
  engine: EngineContext,
  id: ImageId,
  filters: Filters,
  options: { readonly dangling: boolean | undefined; readonly all: boolean },
): readonly Reference[] | undefined {
  const patterns = filters.get('reference');
  const references = engine.images
    .references(id)
    .filter((reference) => patterns.length === 0 || patterns.some((pattern) => familiarMatch(pattern, reference)));
  const parent = engine.images.children(id).length > 0;
  if (options.dangling === true && parent) return undefined;
  if (references.length === 0) {
    if (parent && !options.all) return undefined;
    return options.dangling === false || patterns.length ? undefined : references;
  }
  return options.dangling === true && references.some(({ tag }) => tag !== undefined) ? undefined : references;
}

/** Go's path.Match fails on a bracket that does not close. */
function checkPattern(pattern: string): void {
  const open = pattern.replace(/\\\\./g, '').lastIndexOf('[');
  if (open >= 0 && !pattern.includes(']', open + 2)) throw new FailureError('invalid', 'syntax error in pattern');
}

function familiarMatch(pattern: string, reference: Reference): boolean {
  const expression = globExpression(pattern);
  return expression.test(familiarString(reference)) || expression.test(familiarName(reference));
}

/** Go's path.Match: `*` and `?` do not cross a slash. */
function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/\[[^\]]*\]|[*?]|[.+^${}()|\\]/g, (part) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.startsWith('[') ? part : `\\${part}`;
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^(?!)/;
  }
}

async function sharedLayers(engine: EngineContext): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { id } of engine.images.all()) {
    if (!engine.images.references(id).length && engine.images.children(id).length) continue;
    for (const chain of await engine.images.chain(id)) counts.set(chain, (counts.get(chain) ?? 0) + 1);
  }
  return counts;
}

async function summary(
  engine: EngineContext,
  id: ImageId,
  references: readonly Reference[],
  sharing: ReadonlyMap<string, number> | undefined,
): Promise<ImageSummary> {
  const config = await engine.images.config(id);
  let shared = -1;
  if (sharing) {
    shared = 0;
    for (const chain of await engine.images.chain(id)) {
      if ((sharing.get(chain) ?? 0) > 1) shared += await engine.images.layerSize(chain);
    }
  }
  return {
    Containers: -1,
    Created: Math.floor((Date.parse(config.created ?? '') || 0) / 1000),
    Id: id,
    Labels: config.config?.Labels ?? null,
    ParentId: engine.images.get(id)?.parent ?? '',
    RepoDigests: digestsOf(references),
    RepoTags: tagsOf(references),
    SharedSize: shared,
    Size: await engine.images.size(id),
  };
}

/** For `docker system df`: with shared sizes and containers counted, and null for no names. */
export async function imageSummaries(engine: EngineContext): Promise<readonly ImageSummary[]> {
  const sharing = await sharedLayers(engine);
  const listed = engine.images
    .all()
    .filter(({ id }) => engine.images.references(id).length || !engine.images.children(id).length);
  const users = (id: ImageId) => engine.containers.all().filter((container) => container.imageId === id).length;
  const images = await Promise.all(
    listed.map(async ({ id }) => {
      const image = await summary(engine, id, engine.images.references(id), sharing);
      const { RepoDigests, RepoTags } = image;
      const orNull = (names: readonly string[] | null) => (names?.length ? names : null);
      return { ...image, Containers: users(id), RepoDigests: orNull(RepoDigests), RepoTags: orNull(RepoTags) };
    }),
  );
  return images.sort((a, b) => b.Created - a.Created);
}

const tagsOf = (references: readonly Reference[]) =>
  references.filter(({ digest }) => digest === undefined).map(familiarString);
const digestsOf = (references: readonly Reference[]) =>
  references.filter(({ digest }) => digest !== undefined).map(familiarString);

export async function imageInspect(engine: EngineContext, call: Call<'imageInspect'>): Promise<ImageInspectResponse> {
  const image = await engine.images.find(call.path.name ?? '');
  const config = await engine.images.config(image.id);
  const references = engine.images.references(image.id);
  const optional = { ...(config.variant && { Variant: config.variant }) };
  return {
    Id: image.id,
    RepoTags: tagsOf(references),
    RepoDigests: digestsOf(references),
    Parent: image.parent ?? '',
    Comment: config.comment || (config.history?.at(-1)?.comment ?? ''),
    Created: config.created ?? '',
    ...(config.container && { Container: config.container }),
    ContainerConfig: containerConfig((config.container_config ?? {}) as Partial<ContainerConfig>),
    DockerVersion: config.docker_version ?? '',
    Author: config.author ?? '',
    Config: containerConfig((config.config ?? {}) as Partial<ContainerConfig>),
    Architecture: config.architecture ?? '',
    ...optional,
    Os: config.os ?? 'linux',
    ...(config['os.version'] && { OsVersion: config['os.version'] }),
    Size: await engine.images.size(image.id),
    GraphDriver: graphDriver(await engine.images.chain(image.id)),
    RootFS: {
      Type: config.rootfs.type,
      ...(config.rootfs.diff_ids.length > 0 && { Layers: config.rootfs.diff_ids }),
    },
    Metadata: { LastTagTime: image.lastTagged ? rfc3339Nano(image.lastTagged) : ZERO_TIME },
  };
}

/** Newest first; an id where an image of this engine stands for the step. */
export async function imageHistory(
  engine: EngineContext,
  call: Call<'imageHistory'>,
): Promise<readonly ImageHistoryItem[]> {
  const image = await engine.images.find(call.path.name ?? '');
  const config = await engine.images.config(image.id);
  const chain = await engine.images.chain(image.id);
  const items: ImageHistoryItem[] = [];
  let layer = 0;
  for (const entry of config.history ?? []) {
    const own = entry.empty_layer ? undefined : chain[layer++];
    items.unshift({
      Comment: entry.comment ?? '',
      Created: Math.floor((Date.parse(entry.created ?? '') || 0) / 1000),
      CreatedBy: entry.created_by ?? '',
      Id: '<missing>',
      Size: own ? await engine.images.layerSize(own) : 0,
      Tags: null,
    });
  }
  let id: ImageId | undefined = image.id;
  for (let i = 0; i < items.length && id !== undefined && engine.images.get(id); i++) {
    const tags = tagsOf(engine.images.references(id));
    items[i] = { ...(items[i] as ImageHistoryItem), Id: id, Tags: tags.length ? tags : null };
    id = engine.images.get(id)?.parent;
  }
  return items;
}
