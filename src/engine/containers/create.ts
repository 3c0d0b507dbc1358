/** `POST /containers/create` (moby, daemon/create.go). */
import type { Call } from '../../api/calls.ts';
import type { ContainerConfig, ContainerCreateResponse, HostConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import type { EngineContext } from '../context.ts';
import { mergedDirectory } from '../graph-driver.ts';
import { randomId, shortId } from '../identifiers.ts';
import type { ImageRecord } from '../images/image-store.ts';
import { randomName } from '../names.ts';
import { parseSignal } from '../signals.ts';
import type { Container } from './container.ts';
import { publishContainer } from './container-events.ts';
import { prefixed } from './signalling.ts';
import { FRESH_STATE, type ContainerRecord } from './container-record.ts';
import { containerConfig, mergeConfig } from './config.ts';
import { hostConfigOf } from './host-config.ts';
import { isPlain } from '../volumes/local-driver.ts';
import { networkOwner } from './link-environment.ts';
import { checkLogConfig } from './log-options.ts';
import { checkMounts, checkTmpfsTargets, clean } from './mount-specs.ts';
import { resolveMounts } from './mounts.ts';
import { mainMac, wantedMacs, withMainMac } from './main-mac.ts';
import { initialNetworks, networkKind } from './networking.ts';
import {
  networkWarnings,
  refusePolicyOfAutoRemove,
  resourceWarnings,
  validateConfig,
  validateHostConfig,
  validateModes,
  validateNamed,
} from './validate.ts';

/** What a container of no image (`FROM scratch`) has for its image's id. */
const NO_IMAGE = '' as ImageId;

export async function containerCreate(
  engine: EngineContext,
  call: Call<'containerCreate'>,
): Promise<ContainerCreateResponse> {
  const { HostConfig: hostConfig = {}, NetworkingConfig: given, ...config } = call.body ?? {};
  if (Object.keys(call.body ?? {}).length === 0) {
    throw new FailureError('invalid', 'config cannot be empty in order to create a container');
  }
  const image = async () => (config.Image ? engine.images.find(config.Image, call.query.platform) : undefined);
  const networking = withMainMac(config, hostConfig, given);
  const container = await createContainer(engine, { config, hostConfig, networking, name: call.query.name, image });
  const warnings = [...resourceWarnings(hostConfig), ...networkWarnings(hostConfig)];
  // Since 1.44 a MAC address belongs to an endpoint.
  if (config.MacAddress) {
    warnings.push(
      'The container-wide MacAddress field is now deprecated. It should be specified in EndpointsConfig instead.',
    );
  }
  return { Id: container.id, Warnings: warnings };
}

/** `image` is asked once the configuration is known to be good; it answers undefined for an empty root. */
export async function createContainer(
  engine: EngineContext,
  options: {
    readonly config: Partial<ContainerConfig>;
    readonly hostConfig: HostConfig;
    readonly networking?: Parameters<typeof initialNetworks>[2];
    readonly name?: string | undefined;
    readonly image: () => Promise<ImageRecord | undefined>;
  },
): Promise<Container> {
  const { config: given, hostConfig: givenHost, networking } = options;
  validateModes(givenHost, given);
  validateConfig(given);
  refusePolicyOfAutoRemove(givenHost);
  await checkMounts(engine, givenHost);
  validateHostConfig(givenHost, engine.host);
  checkTmpfsTargets(givenHost);
  if (given.StopSignal) parseSignal(given.StopSignal);
  const image = await options.image();
  const base = image && ((await engine.images.config(image.id)).config ?? {});
  const networks = initialNetworks(engine, hostConfigOf(givenHost), networking);
  const host = withResolvedModes(engine, hostConfigOf(givenHost));
  const merged = withCommand(base ? mergeConfig(given, base as Partial<ContainerConfig>) : given);
  checkLogConfig(givenHost);
  const id = randomId(engine.random);
  const name = reserveName(engine, options.name, id);
  try {
    validateNamed(givenHost);
    const record = await makeRecord(engine, { id, name, merged, host, networks, networking });
    return await engine.content.share(async () => {
      if (image && !engine.images.get(image.id)) {
        throw new FailureError('notFound', `No such image: ${given.Image}`);
      }
      const chain = image ? await engine.images.chain(image.id) : [];
      await engine.runtime.prepare(id, chain.at(-1));
      try {
        await prepareWorkingDirectory(engine, id, record.config.WorkingDir);
        const rootPath = mergedDirectory(record.layerId);
        for (const { name: volume = '', destination: target, copyUp } of record.mounts) {
          if (copyUp && isPlain(engine.volumes.get(volume))) {
            await engine.runtime.fillVolume(volume, { snapshot: id, target, rootPath });
          }
        }
        const container = await engine.containers.add({ ...record, imageId: image?.id ?? NO_IMAGE, chain });
        publishContainer(engine, container, 'create');
        return container;
      } catch (error) {
        await engine.runtime.removeSnapshot(id);
        throw error;
      }
    });
  } catch (error) {
    engine.containers.release(name);
    throw error;
  }
}

function withCommand(merged: Partial<ContainerConfig>): Partial<ContainerConfig> {
  const reset = merged.Entrypoint?.length === 1 && merged.Entrypoint[0] === '';
  const config = reset ? { ...merged, Entrypoint: null } : merged;
  if (!config.Entrypoint?.length && !config.Cmd?.length) throw new FailureError('invalid', 'no command specified');
  return config;
}

function reserveName(engine: EngineContext, wanted: string | undefined, id: string): string {
  const name = wanted?.replace(/^\//, '') || undefined;
  if (name === undefined) {
    const random = randomName(engine.random, (candidate) => engine.containers.nameTaken(candidate), shortId(id));
    engine.containers.reserve(random, id);
    return random;
  }
  checkName(name, wanted);
  engine.containers.reserve(name, id);
  return name;
}

/** Fails with `invalid`; `shown` is how the message writes the name. */
export function checkName(name: string, shown = name): void {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    throw new FailureError('invalid', `Invalid container name (${shown}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  }
}

async function makeRecord(
  engine: EngineContext,
  input: {
    readonly id: string;
    readonly name: string;
    readonly merged: Partial<ContainerConfig>;
    readonly host: HostConfig;
    readonly networks: ContainerRecord['networks'];
    readonly networking: Parameters<typeof initialNetworks>[2];
  },
): Promise<Omit<ContainerRecord, 'imageId' | 'chain'>> {
  const { id, name, host } = input;
  const config = containerConfig({
    ...input.merged,
    Hostname: input.merged.Hostname || hostnameOf(engine, id, host),
    WorkingDir: input.merged.WorkingDir ? clean(input.merged.WorkingDir) : '',
    MacAddress: mainMac(host, input.networking) ?? '',
  });
  const mounts = await resolveMounts(engine, config, host);
  const Links = resolvedLinks(engine, host);
  const command = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  return {
    id,
    name,
    created: engine.clock.now(),
    path: command[0] ?? '',
    args: command.slice(1),
    config,
    hostConfig: { ...host, Links },
    mounts,
    networks: config.NetworkDisabled ? {} : input.networks,
    macs: wantedMacs(input.networks),
    ports: {},
    sandboxId: '',
    state: FRESH_STATE,
    health: undefined,
    restartCount: 0,
    manuallyStopped: false,
    hasStarted: false,
    layerId: randomId(engine.random),
  };
}

/** `container:NAME` of the network, IPC and PID modes becomes the id; only that of the network may be missing. */
function withResolvedModes(engine: EngineContext, host: HostConfig): HostConfig {
  const named = (mode: string) => engine.containers.find(mode.slice('container:'.length));
  const resolved = (mode: string | undefined) => {
    if (!mode?.startsWith('container:')) return mode;
    try {
      return `container:${named(mode).id}`;
    } catch {
      return mode; // Told at the start, as real Docker does.
    }
  };
  const { IpcMode = '', PidMode, NetworkMode } = host;
  try {
    for (const mode of [IpcMode, PidMode ?? '']) if (/^container:./.test(mode)) named(mode);
  } catch (error) {
    throw prefixed('', error, 'invalid');
  }
  const modes = { IpcMode: resolved(IpcMode), PidMode: resolved(PidMode), NetworkMode: resolved(NetworkMode) };
  return { ...host, ...(Object.fromEntries(Object.entries(modes).filter(([, mode]) => mode)) as Partial<HostConfig>) };
}

function hostnameOf(engine: EngineContext, id: string, host: HostConfig): string {
  const kind = networkKind(host);
  if (kind === 'host') return engine.host.name;
  if (kind !== 'container') return shortId(id);
  try {
    return engine.containers.find((host.NetworkMode ?? '').slice('container:'.length)).record.config.Hostname;
  } catch {
    return shortId(id);
  }
}

/** Links are to a container, whatever it is called later: `ID:ALIAS`. */
function resolvedLinks(engine: EngineContext, host: HostConfig): readonly string[] | null {
  const links = (host.Links as readonly string[] | null) ?? [];
  // On other networks a link is only a name, for whoever will have it; the endpoint keeps it.
  if (links.length === 0 || networkKind(host) === 'user') return null;
  return links.map((link) => {
    const [term = '', alias, ...more] = link.split(':');
    if (more.length) throw new FailureError('system', `bad format for links: ${link}`);
    let other: Container;
    try {
      other = engine.containers.find(term);
    } catch (error) {
      throw prefixed(`could not get container for ${term}: `, error, 'invalid');
    }
    if (networkKind(networkOwner(engine, other).record.hostConfig) === 'host') {
      throw new FailureError(
        'invalid',
        "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
      );
    }
    return `${other.id}:${alias ?? term.replace(/^\//, '')}`;
  });
}

/** It is made now, so that `docker diff` shows it before the first start. */
async function prepareWorkingDirectory(engine: EngineContext, snapshot: string, path: string): Promise<void> {
  if (!path || path === '/') return;
  const { makeWorkingDirectory } = await import('../snapshot-directory.ts');
  await makeWorkingDirectory(engine, snapshot, path);
}
