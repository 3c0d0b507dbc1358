/** `docker pull` (moby, distribution/pull_v2.go): manifest, config, the missing layers, then the reference. */
import type { Call } from '../../api/calls.ts';
import type { JsonMessage } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { decompress } from '../../oci/compression.ts';
import { parseImageConfig } from '../../oci/config.ts';
import { chainIds, digestOf } from '../../oci/digest.ts';
import type { ChainId, DiffId, Digest, ImageId } from '../../oci/digest-types.ts';
import { RegistryError, type RemoteManifest, type RemoteRepository } from '../../oci/distribution.ts';
import {
  choosePlatform,
  parseManifest,
  parsePlatform,
  type Descriptor,
  type Manifest,
  type Platform,
} from '../../oci/manifest.ts';
import {
  familiarName,
  familiarString,
  fullString,
  parseNormalized,
  withDefaultTag,
  withDigest,
  withTag,
  type Reference,
} from '../../oci/reference.ts';
import { parseDigest } from '../../oci/digest.ts';
import { WrongDiffId } from '../../store/store.ts';
import type { EngineContext } from '../context.ts';
import { messages, plain, progress, type Say } from '../messages.ts';
import { CheckedBlob } from './checked-blob.ts';
import { importImage } from './commit.ts';
import { remoteRepository } from './credentials.ts';
import { rememberBlob } from './distribution-records.ts';
import { publishImage } from './image-events.ts';

export async function imageCreate(
  engine: EngineContext,
  call: Call<'imageCreate'>,
): Promise<AsyncIterable<JsonMessage>> {
  const { query } = call;
  if (!query.fromImage) return importImage(engine, call);
  const reference = wanted(query.fromImage, query.tag ?? '');
  const platform = query.platform ? parsePlatform(query.platform) : undefined;
  return messages(async (say) => {
    const repository = remoteRepository(reference, call.headers);
    const { listed } = await pullImages(engine, reference, { repository, platform, signal: call.signal, say });
    // An index says which platform its entries are for, whatever their own configurations say.
    if (!listed) await checkPlatform(engine, platform, reference);
  });
}

interface Pulled {
  /** The reference now names another image than before. */
  readonly newer: boolean;
  /** The image was chosen from an index. */
  readonly listed: boolean;
}

/** One tag or digest, or all tags of a repository. Registries' refusals come as FailureErrors. */
export async function pullImages(
  engine: EngineContext,
  reference: Reference,
  options: Omit<Pull, 'engine'>,
): Promise<Pulled> {
  try {
    return await engine.content.share(() => pullReference({ ...options, engine }, reference));
  } catch (error) {
    throw registryFailure(error);
  }
}

interface Pull {
  readonly engine: EngineContext;
  readonly repository: RemoteRepository;
  readonly platform: Platform | undefined;
  readonly signal: AbortSignal;
  readonly say: Say;
}

/** `tag` may be a digest; without one and without a tag in the name, all tags are meant. */
function wanted(fromImage: string, tag: string): Reference {
  const parsed = parseNormalized(fromImage);
  if (!tag) return parsed;
  return tag.includes(':') ? withDigest(parsed, parseDigest(tag)) : withTag(parsed, tag);
}

async function pullReference(pull: Pull, reference: Reference): Promise<Pulled> {
  // The empty base of a Dockerfile is no image.
  if (familiarName(reference) === 'scratch') throw new FailureError('invalid', "'scratch' is a reserved name");
  const references =
    reference.tag === undefined && reference.digest === undefined
      ? (await pull.engine.registry.tags(pull.repository, pull.signal)).map((tag) => withTag(reference, tag))
      : [reference];
  let newer = false;
  let listed = false;
  for (const one of references) {
    const pulled = await pullOne(pull, one);
    newer ||= pulled.newer;
    listed ||= pulled.listed;
  }
  const shown = familiarString(reference);
  pull.say({
    status: newer ? `Status: Downloaded newer image for ${shown}` : `Status: Image is up to date for ${shown}`,
  });
  await publishImage(pull.engine, 'pull', shown, { name: familiarName(reference) });
  return { newer, listed };
}

async function pullOne(pull: Pull, reference: Reference): Promise<Pulled> {
  const { engine, repository, say } = pull;
  const top = await engine.registry.manifest(repository, reference.digest ?? (reference.tag as string), pull.signal);
  const label = reference.digest ? fullString(reference) : (reference.tag as string);
  say({ status: `Pulling from ${repository.path}`, id: label });
  const { manifest, listed } = await imageManifest(pull, top);
  const id = manifest.config.digest as string as ImageId;
  for (;;) {
    if (!engine.images.get(id)) await engine.locks.run(`pull/${id}`, () => pullImage(pull, manifest, id));
    const newer = await engine.locks.run('images', async () => {
      // Somebody removed it before it had a name.
      if (!engine.images.get(id)) return undefined;
      say({ status: `Digest: ${top.digest}` });
      const before = engine.images.byReference(reference);
      const digest = withDigest(reference, top.digest);
      if (engine.images.byReference(digest)?.id !== id) await engine.images.setReference(digest, id);
      if (before?.id === id) return false;
      if (reference.tag !== undefined) await engine.images.setReference(reference, id);
      return true;
    });
    if (newer !== undefined) return { newer, listed };
  }
}

/** From an index, the manifest of the wanted platform. */
async function imageManifest(
  pull: Pull,
  top: RemoteManifest,
): Promise<{ readonly manifest: Manifest; readonly listed: boolean }> {
  const parsed = parseManifest(top.bytes, top.mediaType);
  if (parsed.kind === 'manifest') return { manifest: parsed, listed: false };
  const { digest } = choosePlatform(parsed, pull.platform);
  const chosen = await pull.engine.registry.manifest(pull.repository, digest, pull.signal);
  const manifest = parseManifest(chosen.bytes, chosen.mediaType);
  if (manifest.kind !== 'manifest') throw new FailureError('invalid', 'manifest list inside a manifest list');
  return { manifest, listed: true };
}

async function pullImage(pull: Pull, manifest: Manifest, id: ImageId): Promise<void> {
  const { engine, say } = pull;
  if (engine.images.get(id)) return;
  if (manifest.layers.length > LIMITS.imageDepth) throw new FailureError('system', 'max depth exceeded');
  const bytes = await pullConfig(pull, manifest.config.digest);
  const config = parseImageConfig(bytes);
  if (config.os && config.os !== 'linux') {
    throw new FailureError('system', `image operating system "${config.os}" cannot be used on this platform`);
  }
  const diffs = config.rootfs.diff_ids;
  if (diffs.length !== manifest.layers.length) {
    throw rootFsMismatch();
  }
  const chain = await chainIds(diffs);
  const layers = manifest.layers.map((descriptor, i) => ({
    descriptor,
    diff: diffs[i] as DiffId,
    chain: chain[i] as ChainId,
    parent: chain[i - 1],
  }));
  const present = await Promise.all(layers.map(async (layer) => !!(await engine.store.layers.get(layer.chain))));
  layers.forEach(({ descriptor }, i) =>
    say(plain(present[i] ? 'Already exists' : 'Pulling fs layer', idOf(descriptor))),
  );
  for (const [i, layer] of layers.entries()) {
    if (!present[i]) await engine.locks.run(`layer/${layer.chain}`, () => pullLayer(pull, layer));
  }
  await engine.images.add(bytes);
}

async function pullConfig({ engine, repository, signal }: Pull, digest: Digest): Promise<Uint8Array> {
  const failure = (why: string, error?: unknown) =>
    new FailureError('system', `error pulling image configuration: ${why}`, { cause: error });
  let bytes: Uint8Array;
  try {
    bytes = await collect((await engine.registry.blob(repository, digest, signal)).source, LIMITS.configBytes);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw failure(`download failed after attempts=1: ${error.message}`, error);
  }
  if ((await digestOf(bytes)) !== digest) throw failure(`image config verification failed for digest ${digest}`);
  return bytes;
}

const rootFsMismatch = () => new FailureError('system', "layers from manifest don't match image configuration");

/** Told at the very end: the image is there by then, and stays. */
async function checkPlatform(
  engine: EngineContext,
  platform: Platform | undefined,
  reference: Reference,
): Promise<void> {
  const image = engine.images.byReference(withDefaultTag(reference));
  if (!platform || !image) return;
  const { architecture, os = 'linux' } = await engine.images.config(image.id);
  if (!architecture || (architecture === platform.architecture && os === platform.os)) return;
  const wantedText = `${platform.os}/${platform.architecture}`;
  throw new FailureError(
    'notFound',
    `image with reference ${fullString(withDefaultTag(reference))} was found but does not match the specified platform: wanted ${wantedText}, actual: ${os}/${architecture}`,
  );
}

const idOf = ({ digest }: Descriptor) => digest.slice(7, 19);

/** Below this size the client never sees the moment in which a layer is verified. */
const VERIFY_SHOWN_BYTES = 16 * 1024;
/** Progress is told this often. */
const PROGRESS_MS = 100;

interface LayerToPull {
  readonly descriptor: Descriptor;
  readonly diff: DiffId;
  readonly chain: ChainId;
  readonly parent: ChainId | undefined;
}

/** A download that breaks is tried five times, each after five seconds more (moby, distribution/xfer/download.go). */
const DOWNLOAD_ATTEMPTS = 5;
const RETRY_STEP_SECONDS = 5;

async function pullLayer(pull: Pull, layer: LayerToPull): Promise<void> {
  const { engine, repository, say } = pull;
  const { descriptor, diff, chain } = layer;
  const id = idOf(descriptor);
  if (await engine.store.layers.get(chain)) return say(plain('Already exists', id));
  let tried = await tryLayer(pull, layer);
  for (let attempt = 1; 'broken' in tried; attempt++) {
    if (attempt === DOWNLOAD_ATTEMPTS) throw new FailureError('system', tried.broken);
    await countDown(pull, id, attempt * RETRY_STEP_SECONDS);
    tried = await tryLayer(pull, layer);
  }
  const { total } = tried;
  if (total >= VERIFY_SHOWN_BYTES) say(plain('Verifying Checksum', id));
  say(plain('Download complete', id));
  say(progress('Extracting', id, total, total));
  say(plain('Pull complete', id));
  await rememberBlob(engine, diff, { digest: descriptor.digest, size: total, repository: repositoryKey(repository) });
}

async function countDown({ engine: { clock }, signal, say }: Pull, id: string, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left--) {
    say(plain(`Retrying in ${left} second${left === 1 ? '' : 's'}`, id));
    await new Promise<void>((resolve) => clock.after(1000, resolve));
    signal.throwIfAborted();
  }
}

/** The layer's size once it is in the store, or why the connection broke on the way. */
async function tryLayer(
  pull: Pull,
  { descriptor, diff, parent }: LayerToPull,
): Promise<{ readonly total: number } | { readonly broken: string }> {
  const { engine, repository, say } = pull;
  const blob = await engine.registry.blob(repository, descriptor.digest, pull.signal);
  const total = blob.size ?? descriptor.size;
  let told = 0;
  const checked = new CheckedBlob(descriptor, blob.source, (read) => {
    const now = engine.clock.now();
    if (now - told < PROGRESS_MS) return;
    told = now;
    say(progress('Downloading', idOf(descriptor), read, total));
  });
  try {
    await engine.store.layers.apply(decompress(checked.source()), parent, {
      expected: diff,
      blob: descriptor.digest,
      maxBytes: LIMITS.layerBytes,
    });
    return { total };
  } catch (error) {
    pull.signal.throwIfAborted();
    if (checked.broken !== undefined) return { broken: checked.broken };
    if (error instanceof WrongDiffId) throw rootFsMismatch();
    throw await checked.failure(error);
  } finally {
    await checked.close();
  }
}

export function repositoryKey({ domain, path }: RemoteRepository): string {
  return `${domain}/${path}`;
}

/** What a registry refuses is not found for the client; the rest is the daemon's trouble. */
export function registryFailure(error: unknown): unknown {
  if (!(error instanceof RegistryError)) return error;
  const missing = ['manifestUnknown', 'nameUnknown', 'denied'].includes(error.code);
  return new FailureError(missing ? 'notFound' : 'system', error.message, { cause: error });
}
