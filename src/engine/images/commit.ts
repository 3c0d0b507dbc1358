/** `docker commit` and `docker import`: new images of one new layer (moby, daemon/commit.go, daemon/images/image_import.go). */
import type { Call } from '../../api/calls.ts';
import type { ContainerConfig } from '../../api/types/container.ts';
import type { JsonMessage } from '../../api/types/image.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { sourceOf, type ByteSource } from '../../base/streams.ts';
import { rfc3339Nano } from '../../base/time.ts';
import { decompress } from '../../oci/compression.ts';
import { withStep, type ImageConfig, type RunConfig } from '../../oci/config.ts';
import type { ChainId, DiffId, ImageId } from '../../oci/digest-types.ts';
import { parsePlatform } from '../../oci/manifest.ts';
import { familiarString } from '../../oci/reference.ts';
import { containerConfig, mergeConfig } from '../containers/config.ts';
import type { Container } from '../containers/container.ts';
import { publishContainer } from '../containers/container-events.ts';
import { pauseContainer, unpauseContainer } from '../containers/pause.ts';
import type { EngineContext } from '../context.ts';
import { downloadFile } from '../download.ts';
import { messages, told, unnamedProgress, type Say } from '../messages.ts';
import { applyChanges } from './changes.ts';
import { publishImage } from './image-events.ts';
import { repositoryTag, tagImage } from './tag.ts';

export async function imageCommit(engine: EngineContext, call: Call<'imageCommit'>): Promise<{ readonly Id: string }> {
  const { query } = call;
  const reference = repositoryTag(query.repo ?? '', query.tag ?? '');
  const container = engine.containers.find(query.container ?? '');
  const { state, config } = container.record;
  if (state.dead || state.removing) {
    throw new FailureError('conflict', `You cannot commit container ${container.id} which is ${container.status}`);
  }
  const base = call.body && Object.keys(call.body).length ? call.body : config;
  const pause = (query.pause ?? true) && state.running && !state.paused && !state.restarting;
  // As moby, which looks at no failure of it: a container that ends at this moment is committed all the same.
  if (pause) await pauseContainer(engine, container).catch(() => undefined);
  try {
    const changed = mergeConfig(applyChanges(base, query.changes ?? []), config);
    const id = await commitContainer(engine, container, {
      config: containerConfig(changed),
      author: query.author ?? '',
      comment: query.comment ?? '',
    });
    if (reference) await engine.locks.run('images', () => tagImage(engine, id, reference));
    publishContainer(engine, container, 'commit', {
      comment: query.comment ?? '',
      imageID: id,
      imageRef: reference ? familiarString(reference) : '',
    });
    return { Id: id };
  } finally {
    if (pause && container.state.paused) await unpauseContainer(engine, container);
  }
}

/** The writable layer becomes a layer on the container's image, which has to be there; an empty one makes no layer. */
export async function commitContainer(
  engine: EngineContext,
  container: Container,
  options: {
    readonly config: ContainerConfig;
    /** What the image says it was made with; default: how the container was configured. */
    readonly containerConfig?: ContainerConfig;
    readonly author: string;
    readonly comment: string;
  },
): Promise<ImageId> {
  const { id, record } = container;
  if (record.imageId && !engine.images.get(record.imageId)) {
    const file = `/var/lib/docker/image/overlay2/imagedb/content/${record.imageId.replace(':', '/')}`;
    throw new FailureError('system', `failed to get digest ${record.imageId}: open ${file}: no such file or directory`);
  }
  return commitSnapshot(engine, {
    snapshot: id,
    parent: record.imageId,
    chain: record.chain,
    container: id,
    ...options,
    containerConfig: options.containerConfig ?? record.config,
  });
}

/** Fails with `system`, `max depth exceeded`, when the image has as many layers as it may. */
export async function commitSnapshot(
  engine: EngineContext,
  options: {
    readonly snapshot: string;
    /** The image below, if there still is one. */
    readonly parent: ImageId;
    /** Its layers, lowest first. */
    readonly chain: readonly ChainId[];
    /** The container whose snapshot it is. */
    readonly container?: string;
    readonly config: ContainerConfig;
    readonly containerConfig: ContainerConfig;
    readonly author: string;
    readonly comment: string;
  },
): Promise<ImageId> {
  return engine.content.share(async () => {
    const { chain, containerConfig } = options;
    const parent = engine.images.get(options.parent);
    const base: ImageConfig = parent
      ? await engine.images.config(parent.id)
      : { rootfs: { type: 'layers', diff_ids: [] } };
    const diff = await engine.runtime.diff(options.snapshot);
    if (diff && chain.length >= LIMITS.imageDepth) throw new FailureError('system', 'max depth exceeded');
    const layer = diff
      ? await engine.store.layers.apply(diff, chain.at(-1), { maxBytes: LIMITS.layerBytes })
      : undefined;
    const created = rfc3339Nano(engine.clock.now());
    const step = {
      created,
      created_by: (containerConfig.Cmd ?? []).join(' '),
      ...(options.author && { author: options.author }),
      ...(options.comment && { comment: options.comment }),
    };
    const stepped = withStep(base, step, layer?.diffId);
    const image = await engine.images.add(
      {
        architecture: base.architecture || engine.host.goArchitecture,
        variant: base.variant,
        author: options.author || undefined,
        config: options.config as RunConfig,
        container: options.container,
        container_config: containerConfig as RunConfig,
        created,
        docker_version: engine.host.serverVersion,
        history: stepped.history,
        os: base.os || 'linux',
        'os.version': base['os.version'],
        'os.features': base['os.features'],
        rootfs: stepped.rootfs,
      },
      { ...(parent && { parent: parent.id }) },
    );
    return image.id;
  });
}

/** Without a scheme, of a server of HTTP. */
function addressOf(from: string): string {
  if (from === '') throw new FailureError('system', 'Get "http:": http: no Host in request URL');
  if (!from.includes('://')) return `http://${from.replace(/:$/, '')}`;
  const [scheme = ''] = from.split('://');
  if (scheme === 'http' || scheme === 'https') return from;
  throw new FailureError(
    'system',
    `Get ${JSON.stringify(from)}: unsupported protocol scheme ${JSON.stringify(scheme)}`,
  );
}

async function downloaded(
  engine: EngineContext,
  address: string,
  { signal }: Call<'imageCreate'>,
  say: Say,
): Promise<ByteSource> {
  const { source, size } = await downloadFile(engine.registry, address, signal);
  say({ status: `Downloading from ${address}` });
  return told(source, (read) => say(unnamedProgress('Importing', read, size)));
}

/** `POST /images/create?fromSrc=…`: the body (`-`), or what is at an address, is a tar of a root file system, compressed or not. */
export async function importImage(
  engine: EngineContext,
  call: Call<'imageCreate'>,
): Promise<AsyncIterable<JsonMessage>> {
  const { query } = call;
  const address = query.fromSrc === '-' ? undefined : addressOf(query.fromSrc ?? '');
  const reference = repositoryTag(query.repo ?? '', query.tag ?? '');
  const config = applyChanges({}, query.changes ?? []);
  const comment = query.message || `Imported from ${address ?? '-'}`;
  const platform = query.platform ? parsePlatform(query.platform) : undefined;
  if (platform && platform.os !== 'linux') throw new FailureError('invalid', 'operating system is not supported');
  return messages(async (say) => {
    await engine.content.share(async () => {
      const source = address === undefined ? (call.body ?? sourceOf()) : await downloaded(engine, address, call, say);
      const tar = decompress(source);
      const layer = await engine.store.layers.apply(tar, undefined, { maxBytes: LIMITS.layerBytes });
      const created = rfc3339Nano(engine.clock.now());
      const image = await engine.images.add({
        architecture: platform?.architecture ?? engine.host.goArchitecture,
        variant: platform?.variant,
        comment,
        config: containerConfig(config) as RunConfig,
        container_config: {},
        created,
        docker_version: engine.host.serverVersion,
        history: [{ created, comment }],
        os: platform?.os ?? 'linux',
        rootfs: { type: 'layers', diff_ids: [layer.diffId] satisfies DiffId[] },
      });
      if (reference) await engine.locks.run('images', () => tagImage(engine, image.id, reference));
      await publishImage(engine, 'import', image.id, { name: image.id, image: image.id });
      say({ status: image.id });
    });
  });
}
