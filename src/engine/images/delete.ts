/** `docker rmi` and `docker image prune` (moby, daemon/images/image_delete.go and image_prune.go). */
import type { Call } from '../../api/calls.ts';
import type { ImageDeleteItem, ImagePruneResponse } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import type { ChainId, ImageId } from '../../oci/digest-types.ts';
import { familiarString, fullName, parseNormalized, withDefaultTag, type Reference } from '../../oci/reference.ts';
import type { EngineContext } from '../context.ts';
import { pruneLabels, pruneUntil } from '../containers/delete.ts';
import { Filters } from '../filters.ts';
import { collectGarbage } from '../garbage.ts';
import { shortId } from '../identifiers.ts';
import { publishImage } from './image-events.ts';

export async function imageDelete(
  engine: EngineContext,
  call: Call<'imageDelete'>,
): Promise<readonly ImageDeleteItem[]> {
  const { force = false, noprune = false } = call.query;
  return engine.locks.run('images', async () => {
    const items = await removeImage(engine, call.path.name ?? '', { force, prune: !noprune });
    if (items.some(({ Deleted }) => Deleted)) await collectGarbage(engine);
    return items;
  });
}

interface Options {
  readonly force: boolean;
  readonly prune: boolean;
}

/** A name is untagged first; the image goes with its last name. An id takes all names of one repository with it. */
async function removeImage(engine: EngineContext, term: string, options: Options): Promise<ImageDeleteItem[]> {
  const { id } = await engine.images.find(term);
  const items: ImageDeleteItem[] = [];
  const before = engine.images.references(id);
  if (isIdPrefix(id, term)) {
    if (isSingleReference(before)) {
      refuse(conflictOf(engine, id, { soft: !options.force, references: false }));
      for (const reference of before) await untag(engine, id, reference, items);
    }
    await deleteImage(engine, id, items, { ...options, quiet: false });
    return items;
  }
  const user = engine.containers.all().find((container) => container.imageId === id);
  if (!options.force && isSingleReference(before) && user) {
    throw new FailureError(
      'conflict',
      `conflict: unable to remove repository reference ${JSON.stringify(term)} (must force) - container ${shortId(user.id)} is using its referenced image ${shortId(id)}`,
    );
  }
  const parsed = parseNormalized(term);
  const reference = parsed.digest
    ? { domain: parsed.domain, path: parsed.path, digest: parsed.digest }
    : withDefaultTag(parsed);
  await untag(engine, id, reference, items);
  await untagDigests(engine, id, reference, items);
  if (engine.images.references(id).length) return items;
  await deleteImage(engine, id, items, { ...options, quiet: true });
  return items;
}

/** With the last tag of a repository go the digests of that repository. */
async function untagDigests(engine: EngineContext, id: ImageId, removed: Reference, items: ImageDeleteItem[]) {
  if (removed.digest) return;
  const same = engine.images.references(id).filter((other) => fullName(other) === fullName(removed));
  if (same.some(({ tag }) => tag !== undefined)) return;
  for (const digest of same) await untag(engine, id, digest, items, { silent: true });
}

async function untag(
  engine: EngineContext,
  id: ImageId,
  reference: Reference,
  items: ImageDeleteItem[],
  options: { readonly silent?: boolean } = {},
): Promise<void> {
  await engine.images.removeReference(reference);
  items.push({ Untagged: familiarString(reference) });
  if (!options.silent) await publishImage(engine, 'untag', id, { name: id, image: id });
}

interface Conflict {
  readonly message: string;
  /** A container uses the image. */
  readonly used: boolean;
}

async function deleteImage(
  engine: EngineContext,
  id: ImageId,
  items: ImageDeleteItem[],
  options: Options & { readonly quiet: boolean },
): Promise<void> {
  const conflict = conflictOf(engine, id, { soft: !options.force, references: true });
  if (conflict) {
    const dangling = engine.images.references(id).length === 0 && engine.images.children(id).length === 0;
    if (options.quiet && (!dangling || conflict.used)) return;
    refuse(conflict);
  }
  const image = engine.images.get(id);
  const chain = await engine.images.chain(id);
  for (const reference of engine.images.references(id)) await untag(engine, id, reference, items, { silent: true });
  await engine.images.remove(id);
  const freed = await freedLayers(engine, chain);
  await publishImage(engine, 'delete', id, { name: id });
  items.push({ Deleted: id }, ...freed.map((layer) => ({ Deleted: layer })));
  const parent = image?.parent;
  if (!options.prune || !parent || !engine.images.get(parent)) return;
  await deleteImage(engine, parent, items, { force: false, prune: true, quiet: true });
}

/** The layers that nothing else has, highest first. */
async function freedLayers(engine: EngineContext, chain: readonly ChainId[]): Promise<readonly ChainId[]> {
  const kept = new Set<ChainId>();
  for (const { id } of engine.images.all()) for (const layer of await engine.images.chain(id)) kept.add(layer);
  for (const container of engine.containers.all()) for (const layer of container.record.chain) kept.add(layer);
  return [...chain].reverse().filter((layer) => !kept.has(layer));
}

function refuse(conflict: Conflict | undefined): void {
  if (conflict) throw new FailureError('conflict', conflict.message);
}

/** Hard conflicts always count, soft ones unless the removal is forced. */
function conflictOf(
  engine: EngineContext,
  id: ImageId,
  options: { readonly soft: boolean; readonly references: boolean },
): Conflict | undefined {
  const conflict = (hard: boolean, reason: string, used = false): Conflict => ({
    message: `conflict: unable to delete ${shortId(id)} (${hard ? 'cannot be forced' : 'must be forced'}) - ${reason}`,
    used,
  });
  if (engine.images.children(id).length) return conflict(true, 'image has dependent child images');
  const users = engine.containers.all().filter((container) => container.imageId === id);
  const running = users.find((container) => container.state.running);
  if (running) return conflict(true, `image is being used by running container ${shortId(running.id)}`, true);
  if (!options.soft) return undefined;
  if (options.references && engine.images.references(id).length) {
    return conflict(false, 'image is referenced in multiple repositories');
  }
  const stopped = users[0];
  return stopped && conflict(false, `image is being used by stopped container ${shortId(stopped.id)}`, true);
}

function isIdPrefix(id: ImageId, term: string): boolean {
  return id.startsWith(term) || id.slice('sha256:'.length).startsWith(term);
}

/** At most one tag, and all digests in its repository. */
function isSingleReference(references: readonly Reference[]): boolean {
  if (references.length <= 1) return true;
  const tags = references.filter(({ tag }) => tag !== undefined);
  if (tags.length > 1) return false;
  const single = tags[0] ?? (references[0] as Reference);
  return references.every((reference) => fullName(reference) === fullName(single));
}

export async function imagePrune(engine: EngineContext, call: Call<'imagePrune'>): Promise<ImagePruneResponse> {
  const filters = Filters.parse(call.query.filters, ['dangling', 'label', 'label!', 'until']);
  const until = pruneUntil(filters, engine.clock.now());
  const danglingOnly = filters.boolean('dangling', true);
  return engine.locks.run('images', async () => {
    const sizes = new Map((await engine.store.layers.list()).map((layer) => [layer.chainId as string, layer.size]));
    const items: ImageDeleteItem[] = [];
    for (const { id } of [...engine.images.all()].reverse()) {
      if (!(await prunable(engine, id, { filters, until, danglingOnly }))) continue;
      items.push(...(await pruneOne(engine, id, danglingOnly)));
    }
    const reclaimed = items.reduce((sum, { Deleted }) => sum + (sizes.get(Deleted ?? '') ?? 0), 0);
    engine.events.publish('image', 'prune', '', { reclaimed: String(reclaimed) });
    if (items.length) await collectGarbage(engine);
    return { ImagesDeleted: items.length ? items : null, SpaceReclaimed: reclaimed };
  });
}

async function prunable(
  engine: EngineContext,
  id: ImageId,
  options: { readonly filters: Filters; readonly until: number | undefined; readonly danglingOnly: boolean },
): Promise<boolean> {
  if (!engine.images.get(id)) return false;
  const children = engine.images.children(id).length;
  if (children && (options.danglingOnly || !engine.images.references(id).length)) return false;
  const config = await engine.images.config(id);
  if (options.until !== undefined && !(Date.parse(config.created ?? '') <= options.until)) return false;
  return pruneLabels(options.filters, config.config?.Labels);
}

/** Conflicts are passed over: what is used stays. */
async function pruneOne(engine: EngineContext, id: ImageId, danglingOnly: boolean): Promise<ImageDeleteItem[]> {
  const references = engine.images.references(id);
  if (references.length && danglingOnly && references.some(({ tag }) => tag !== undefined)) return [];
  const terms = references.length ? references.map(familiarString) : [id.slice('sha256:'.length)];
  const items: ImageDeleteItem[] = [];
  for (const term of terms) {
    try {
      items.push(...(await removeImage(engine, term, { force: false, prune: true })));
    } catch (error) {
      if (!(error instanceof FailureError) || !['conflict', 'notFound'].includes(error.kind)) throw error;
    }
  }
  return items;
}
