/** `docker push` (moby, distribution/push_v2.go): layers, config, manifest in schema 2. */
import type { Call } from '../../api/calls.ts';
import type { JsonMessage } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import { gzip } from '../../oci/compression.ts';
import { digestOf } from '../../oci/digest.ts';
import type { ChainId, DiffId, Digest, ImageId } from '../../oci/digest-types.ts';
import type { RemoteRepository } from '../../oci/distribution.ts';
import { encodeDockerManifest, MEDIA_TYPES, type Descriptor } from '../../oci/manifest.ts';
import {
  familiarName,
  familiarString,
  fullName,
  parseNormalized,
  withDigest,
  withTag,
  type Reference,
} from '../../oci/reference.ts';
import type { EngineContext } from '../context.ts';
import { messages, plain, progress, type Say } from '../messages.ts';
import { remoteRepository } from './credentials.ts';
import { knownBlobs, rememberBlob, type KnownBlob } from './distribution-records.ts';
import { publishImage } from './image-events.ts';
import { registryFailure, repositoryKey } from './pull.ts';

export async function imagePush(engine: EngineContext, call: Call<'imagePush'>): Promise<AsyncIterable<JsonMessage>> {
  const name = parseNormalized(call.path.name ?? '');
  const reference = call.query.tag ? withTag(name, call.query.tag) : name;
  if (!call.headers['x-registry-auth']) {
    throw new FailureError(
      'invalid',
      'bad parameters and missing X-Registry-Auth: invalid X-Registry-Auth header: EOF',
    );
  }
  const repository = remoteRepository(reference, call.headers);
  return messages(async (say) => {
    say({ status: `The push refers to repository [${fullName(reference)}]` });
    try {
      await engine.content.share(() => push({ engine, repository, signal: call.signal, say }, reference));
    } catch (error) {
      throw registryFailure(error);
    }
  });
}

interface Push {
  readonly engine: EngineContext;
  readonly repository: RemoteRepository;
  readonly signal: AbortSignal;
  readonly say: Say;
}

async function push(context: Push, reference: Reference): Promise<void> {
  const { engine, repository } = context;
  const tags = engine.images.repository(reference).filter((entry) => entry.reference.tag !== undefined);
  if (tags.length === 0) {
    throw new FailureError('system', `An image does not exist locally with the tag: ${familiarName(reference)}`);
  }
  await engine.registry.ping?.(repository, context.signal);
  const chosen = reference.tag === undefined ? tags : tags.filter((entry) => entry.reference.tag === reference.tag);
  if (chosen.length === 0) throw new FailureError('system', `tag does not exist: ${familiarString(reference)}`);
  for (const { reference: tag, id } of chosen) await pushTag(context, tag, id);
  await publishImage(engine, 'push', familiarString(reference), { name: familiarName(reference) });
}

async function pushTag(context: Push, reference: Reference, id: ImageId): Promise<void> {
  const { engine, repository, say } = context;
  const config = await engine.images.configBytes(id);
  const diffs = (await engine.images.config(id)).rootfs.diff_ids;
  const chain = await engine.images.chain(id);
  const layers = chain.map((layer, i) => ({ chain: layer, diff: diffs[i] as DiffId })).reverse();
  for (const { diff } of layers) say(plain('Preparing', idOf(diff)));
  const pushed: Descriptor[] = [];
  for (const layer of layers) pushed.unshift(await pushLayer(context, layer));
  const configDigest = id as string as Digest;
  if (!(await engine.registry.hasBlob(repository, configDigest, context.signal))) {
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield config;
    };
    await engine.registry.pushBlob(
      repository,
      { digest: configDigest, size: config.length, source },
      { signal: context.signal },
    );
  }
  const bytes = encodeDockerManifest(
    { mediaType: MEDIA_TYPES.dockerConfig, digest: configDigest, size: config.length },
    pushed,
  );
  const digest = await digestOf(bytes);
  const tag = reference.tag as string;
  await engine.registry.pushManifest(repository, tag, { mediaType: MEDIA_TYPES.dockerManifest, digest, bytes });
  await engine.locks.run('images', () => engine.images.setReference(withDigest(reference, digest), id));
  say({ status: `${tag}: digest: ${digest} size: ${bytes.length}` });
  say({ progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: bytes.length } });
}

const idOf = (diff: DiffId) => diff.slice(7, 19);

/** In order of cost: it is there, another repository of the registry has it, or it is sent. */
async function pushLayer(
  context: Push,
  layer: { readonly chain: ChainId; readonly diff: DiffId },
): Promise<Descriptor> {
  const { engine, repository, say, signal } = context;
  const id = idOf(layer.diff);
  const describe = (digest: Digest, size: number): Descriptor => ({
    mediaType: MEDIA_TYPES.dockerLayerGzip,
    digest,
    size,
  });
  const known = [...(await knownBlobs(engine, layer.diff))].reverse();
  const here = repositoryKey(repository);
  for (const blob of new Map(known.map((entry) => [entry.digest, entry])).values()) {
    if (!(await engine.registry.hasBlob(repository, blob.digest, signal))) continue;
    say(plain('Layer already exists', id));
    await rememberBlob(engine, layer.diff, { ...blob, repository: here });
    return describe(blob.digest, blob.size);
  }
  const lender = known.find((entry) => entry.repository.startsWith(`${repository.domain}/`));
  if (lender && (await mounted(context, lender))) {
    say(plain(`Mounted from ${lender.repository.slice(repository.domain.length + 1)}`, id));
    await rememberBlob(engine, layer.diff, { ...lender, repository: here });
    return describe(lender.digest, lender.size);
  }
  const compressed = await compress(engine, layer.chain);
  await engine.registry.pushBlob(repository, compressed, {
    signal,
    progress: (sent) => say(progress('Pushing', id, sent, compressed.size)),
  });
  say(plain('Pushed', id));
  const { digest, size } = compressed;
  await rememberBlob(engine, layer.diff, { digest, size, repository: here });
  return describe(digest, size);
}

class NotMounted extends Error {}

/** Whether the registry takes a blob over from another of its repositories. There are no bytes of it to send. */
async function mounted(
  { engine, repository, signal }: Push,
  { digest, size, repository: lender }: KnownBlob,
): Promise<boolean> {
  const source = (): never => {
    throw new NotMounted();
  };
  const from = lender.slice(repository.domain.length + 1);
  try {
    return (await engine.registry.pushBlob(repository, { digest, size, source }, { signal, from })) === 'mounted';
  } catch (error) {
    if (error instanceof NotMounted) return false;
    throw error;
  }
}

/** The layer, gzipped, kept until the collection after the push. */
async function compress(engine: EngineContext, chain: ChainId) {
  const tar = await engine.store.layers.tar(chain);
  const ingest = await engine.store.content.ingest();
  try {
    for await (const bytes of gzip(tar.source())) await ingest.write(bytes);
    const { digest, size } = await ingest.commit();
    const source = async function* (): AsyncGenerator<Uint8Array> {
      const blob = await engine.store.content.get(digest);
      if (!blob) throw new FailureError('system', `blob ${digest} is missing`);
      yield* blob.source();
    };
    return { digest, size, source };
  } catch (error) {
    await ingest.abort();
    throw error;
  }
}
