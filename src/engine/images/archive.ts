/** `docker save` and `docker load` (moby, image/tarexport). */
import type { BackendAnswer, Call } from '../../api/calls.ts';
import type { JsonMessage } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { sourceOf, type ByteSource } from '../../base/streams.ts';
import { decompress } from '../../oci/compression.ts';
import type { ChainId, DiffId, ImageId } from '../../oci/digest-types.ts';
import { configOfLegacy, legacyHistory, parseLegacyJson } from '../../oci/legacy-image.ts';
import { ARCHIVE, saveArchive, type SavedImage } from '../../oci/image-archive.ts';
import {
  checkLoadConfig,
  legacyPaths,
  parseLoadManifest,
  parseLoadTag,
  parseRepositories,
  wrongDiffId,
  type LoadItem,
} from '../../oci/load-plan.ts';
import { familiarString, parseNormalized, withTag, type Reference } from '../../oci/reference.ts';
import { WrongDiffId } from '../../store/store.ts';
import type { EngineContext } from '../context.ts';
import { collectGarbage } from '../garbage.ts';
import { errorMessage, messages, plain, progress, type Say } from '../messages.ts';
import { publishImage } from './image-events.ts';
import { Spool } from './spool.ts';

export async function imageGet(engine: EngineContext, call: Call<'imageGet'>): Promise<BackendAnswer<'imageGet'>> {
  return save(engine, [call.path.name ?? '']);
}

export async function imageGetAll(
  engine: EngineContext,
  call: Call<'imageGetAll'>,
): Promise<BackendAnswer<'imageGetAll'>> {
  return save(engine, call.query.names ?? []);
}

async function save(engine: EngineContext, names: readonly string[]): Promise<BackendAnswer<'imageGet'>> {
  const chosen = new Map<ImageId, Reference[]>();
  for (const name of names) choose(await lookUp(engine, name), chosen);
  const images: SavedImage[] = [];
  for (const [id, tags] of chosen) images.push(await savedImage(engine, id, tags, chosen));
  for (const { id } of images) await publishImage(engine, 'save', id, { name: id, image: id });
  return { contentType: 'application/x-tar', source: held(engine, saveArchive(images, engine.clock.now())) };
}

/** Nothing of it may be collected while it is read. */
async function* held(engine: EngineContext, source: ByteSource): AsyncGenerator<Uint8Array> {
  let release: () => void = () => undefined;
  await new Promise<void>((entered) => {
    void engine.content.share(async () => {
      const done = new Promise<void>((resolve) => (release = resolve));
      entered();
      await done;
    });
  });
  try {
    yield* source;
  } finally {
    release();
  }
}

/** A repository without a tag means all its tags; an id keeps no name. */
async function lookUp(engine: EngineContext, name: string): Promise<{ id: ImageId; references: Reference[] }[]> {
  const reference = /^(sha256:)?[0-9a-f]{64}$/.test(name) ? undefined : parseNormalized(name);
  if (reference?.tag !== undefined || reference?.digest !== undefined) {
    const image = engine.images.byReference(reference);
    if (image) return [{ id: image.id, references: reference.digest ? [] : [reference] }];
  } else if (reference) {
    const tags = engine.images.repository(reference).filter((entry) => entry.reference.tag !== undefined);
    if (tags.length) return tags.map((entry) => ({ id: entry.id, references: [entry.reference] }));
  }
  try {
    return [{ id: (await engine.images.find(name)).id, references: [] }];
  } catch (error) {
    if (reference?.tag !== undefined || reference?.digest !== undefined) {
      throw new FailureError('notFound', 'reference does not exist', { cause: error });
    }
    throw new FailureError('notFound', `No such image: ${name}`, { cause: error });
  }
}

function choose(
  found: readonly { readonly id: ImageId; readonly references: readonly Reference[] }[],
  chosen: Map<ImageId, Reference[]>,
): void {
  for (const { id, references } of found) {
    const tags = chosen.get(id) ?? [];
    for (const reference of references) {
      if (!tags.some((tag) => familiarString(tag) === familiarString(reference))) tags.push(reference);
    }
    chosen.set(id, tags);
  }
}

async function savedImage(
  engine: EngineContext,
  id: ImageId,
  tags: readonly Reference[],
  chosen: ReadonlyMap<ImageId, unknown>,
): Promise<SavedImage> {
  const config = await engine.images.config(id);
  const chain = await engine.images.chain(id);
  let parent = engine.images.get(id)?.parent;
  while (parent && !chosen.has(parent)) parent = engine.images.get(parent)?.parent;
  const layers = await Promise.all(
    chain.map(async (layer, i) => {
      const info = await engine.store.layers.get(layer);
      if (!info) throw new FailureError('system', `layer ${layer} is missing`);
      const read = async function* (): AsyncGenerator<Uint8Array> {
        yield* (await engine.store.layers.tar(layer)).source();
      };
      return { diffId: config.rootfs.diff_ids[i] as DiffId, size: info.tarSize, source: read };
    }),
  );
  return {
    id,
    config: await engine.images.configBytes(id),
    created: Date.parse(config.created ?? '') || 0,
    tags,
    ...(parent && { parent }),
    layers,
  };
}

/** Failures are always told in the stream: the answer has begun when the archive is read. */
export async function imageLoad(engine: EngineContext, call: Call<'imageLoad'>): Promise<AsyncIterable<JsonMessage>> {
  return messages(async (say) => {
    try {
      await engine.content.share(() => load(engine, call.body ?? sourceOf(), call.query.quiet ? undefined : say, say));
    } catch (error) {
      say(errorMessage(error));
    }
    await collectGarbage(engine);
  });
}

async function load(engine: EngineContext, source: ByteSource, progressTo: Say | undefined, say: Say): Promise<void> {
  const spool = new Spool(engine);
  await spool.read(source);
  if (!spool.has(ARCHIVE.manifest)) return loadLegacy(engine, spool, progressTo, say);
  const items = parseLoadManifest(await spool.bytes(ARCHIVE.manifest, LIMITS.manifestBytes));
  const loaded: { readonly id: ImageId; readonly item: LoadItem }[] = [];
  let ids = '';
  let named = false;
  for (const item of items) {
    const config = await spool.bytes(item.config, LIMITS.configBytes);
    const parsed = checkLoadConfig(item, config);
    if (item.layers.length > LIMITS.imageDepth) throw new FailureError('system', 'max depth exceeded');
    let chain: ChainId | undefined;
    for (const [i, path] of item.layers.entries()) {
      chain = await loadLayer(
        engine,
        spool,
        { number: i, path, parent: chain, expected: parsed.rootfs.diff_ids[i] as DiffId },
        progressTo,
      );
    }
    const { id } = await engine.images.add(config);
    ids += `Loaded image ID: ${id}\n`;
    named = false;
    for (const text of item.repoTags) {
      const reference = parseLoadTag(text);
      await setLoadedTag(engine, reference, id, say);
      say({ stream: `Loaded image: ${familiarString(reference)}\n` });
      named = true;
    }
    loaded.push({ id, item });
    await publishImage(engine, 'load', id, { name: id, image: id });
  }
  for (const { id, item } of loaded) {
    if (item.parent && loaded.some((other) => other.id === item.parent)) await engine.images.setParent(id, item.parent);
  }
  // As in moby, where the last image decides: without a tag there, the ids of all are told.
  if (!named) say(ids ? { stream: ids } : {});
}

interface LoadedLayer {
  /** From the bottom, counting from 0. */
  readonly number: number;
  readonly path: string;
  readonly parent: ChainId | undefined;
  readonly expected: DiffId | undefined;
}

async function loadLayer(
  engine: EngineContext,
  spool: Spool,
  layer: LoadedLayer,
  say: Say | undefined,
): Promise<ChainId> {
  const { expected } = layer;
  const present = expected && (await engine.images.layerOf(layer.parent, expected));
  if (present) return present.chainId;
  const blob = await spool.open(layer.path);
  const id = expected?.slice(7, 19) ?? '';
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    let read = 0;
    for await (const bytes of blob.source()) {
      yield bytes;
      read += bytes.length;
      say?.(progress('Loading layer', id, read, blob.size));
    }
  };
  try {
    const adopted = await spool.layer(blob, layer.parent, expected);
    if (adopted) say?.(progress('Loading layer', id, blob.size, blob.size));
    const applied =
      adopted ??
      (await engine.store.layers.apply(decompress(counted()), layer.parent, {
        maxBytes: LIMITS.layerBytes,
        ...(expected && { expected }),
      }));
    say?.(plain('Loading layer', id));
    return applied.chainId;
  } catch (error) {
    throw error instanceof WrongDiffId ? wrongDiffId(layer.number, error.expected, error.actual) : error;
  }
}

async function setLoadedTag(engine: EngineContext, reference: Reference, id: ImageId, say: Say): Promise<void> {
  const old = engine.images.byReference(reference);
  if (old && old.id !== id) {
    const name = familiarString(reference);
    say({ stream: `The image ${name} already exists, renaming the old one with ID ${old.id} to empty string\n` });
  }
  await engine.images.setReference(reference, id);
}

/** Archives of Docker before 1.10: a folder per v1 image, and `repositories`. Success says nothing, as in moby. */
async function loadLegacy(engine: EngineContext, spool: Spool, progressTo: Say | undefined, say: Say): Promise<void> {
  const known = new Map<
    string,
    { id: ImageId; diffs: DiffId[]; history: ReturnType<typeof legacyHistory>[]; chain: ChainId }
  >();
  const loadImage = async (v1: string, depth: number): Promise<NonNullable<ReturnType<typeof known.get>>> => {
    const done = known.get(v1);
    if (done) return done;
    if (depth > LIMITS.imageDepth) throw new FailureError('system', 'max depth exceeded');
    const paths = legacyPaths(v1);
    const json = parseLegacyJson(await spool.bytes(paths.json, LIMITS.configBytes));
    if (json.os && json.os !== 'linux') throw new FailureError('invalid', `cannot load ${json.os} image on linux`);
    const parent = json.parent ? await loadImage(json.parent, depth + 1) : undefined;
    const chain = await loadLayer(
      engine,
      spool,
      { number: 0, path: paths.layer, parent: parent?.chain, expected: undefined },
      progressTo,
    );
    const layer = await engine.store.layers.get(chain);
    const diffs = [...(parent?.diffs ?? []), layer?.diffId as DiffId];
    const history = [...(parent?.history ?? []), legacyHistory(json)];
    const { id } = await engine.images.add(configOfLegacy(json, diffs, history));
    if (parent) await engine.images.setParent(id, parent.id);
    const result = { id, diffs, history, chain };
    known.set(v1, result);
    return result;
  };
  for (const v1 of spool.directories()) await loadImage(v1, 1);
  for (const { name, tag, id } of parseRepositories(await spool.bytes(ARCHIVE.repositories, LIMITS.manifestBytes))) {
    const image = known.get(id);
    if (!image) throw new FailureError('invalid', `invalid target ID: ${id}`);
    await setLoadedTag(engine, withTag(parseNormalized(name), tag), image.id, say);
  }
}
