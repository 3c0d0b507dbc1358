/**
 * What older versions of the API make of a new container's settings: fields that they did not have yet are left out or
 * refused, and some had other defaults (moby 26, postContainersCreate and handleMACAddressBC).
 */
import { FailureError } from '../../base/errors.ts';
import { isBelow } from '../../base/versions.ts';
import type { ContainerConfig, ContainerCreateBody, HostConfig, MountSpec } from '../types/container.ts';

type Endpoints = NonNullable<NonNullable<ContainerCreateBody['NetworkingConfig']>['EndpointsConfig']>;

/** Fails with `invalid` on what the version has not yet. */
export function olderContainer(version: string, body: ContainerCreateBody): ContainerCreateBody {
  // An empty body is refused as such.
  if (Object.keys(body).length === 0) return body;
  const { NetworkingConfig: networking, HostConfig: host = {}, ...config } = body;
  const HostConfig = olderHost(version, host);
  const NetworkingConfig = isBelow(version, '1.44') ? olderNetworking(config, HostConfig, networking) : networking;
  return { ...olderConfig(version, config), HostConfig, NetworkingConfig };
}

function olderConfig(version: string, config: Partial<ContainerConfig>): Partial<ContainerConfig> {
  const { Healthcheck } = config;
  if (!isBelow(version, '1.44') || !Healthcheck) return config;
  const { StartInterval: _, ...rest } = Healthcheck;
  return { ...config, Healthcheck: rest };
}

function olderHost(version: string, given: HostConfig): HostConfig {
  const host: { -readonly [K in keyof HostConfig]: HostConfig[K] } = { ...given };
  // The client removed the container itself.
  if (isBelow(version, '1.25')) delete host.AutoRemove;
  if (isBelow(version, '1.40')) {
    delete host['KernelMemoryTCP'];
    host.IpcMode ||= 'shareable';
  }
  if (isBelow(version, '1.42')) {
    delete host.ConsoleSize;
    checkKernelMemory(host);
  }
  if (isBelow(version, '1.43')) delete host.Annotations;
  return { ...host, ...(host.Mounts && { Mounts: host.Mounts.map((mount) => olderMount(version, mount)) }) };
}

const KERNEL_MEMORY_BYTES = 6 << 20;

function checkKernelMemory({ KernelMemory = 0 }: HostConfig): void {
  const kernel = Number(KernelMemory);
  if (kernel > 0 && kernel < KERNEL_MEMORY_BYTES) invalid('Minimum kernel memory limit allowed is 6MB');
}

/** New limits of a container (moby, postContainerUpdate). Fails with `invalid`. */
export function olderUpdate(version: string, limits: HostConfig): HostConfig {
  if (isBelow(version, '1.42')) checkKernelMemory(limits);
  if (!isBelow(version, '1.40')) return limits;
  const { PidsLimit: _, ...rest } = limits;
  return rest;
}

/** Before 1.42 options of another kind of mount were overlooked. */
function olderMount(version: string, mount: MountSpec): MountSpec {
  const { BindOptions, VolumeOptions, TmpfsOptions, ...rest } = mount;
  if (VolumeOptions?.Subpath) invalid('VolumeOptions.Subpath needs API v1.45 or newer');
  const { NonRecursive, CreateMountpoint, ReadOnlyForceRecursive, ...others } = (BindOptions ?? {}) as BindFields;
  if (ReadOnlyForceRecursive && isBelow(version, '1.44')) {
    invalid('BindOptions.ReadOnlyForceRecursive needs API v1.44 or newer');
  }
  const options: BindFields = {
    ...others,
    ...(NonRecursive && !isBelow(version, '1.40') && { NonRecursive }),
    ...(CreateMountpoint && !isBelow(version, '1.42') && { CreateMountpoint }),
    ...(ReadOnlyForceRecursive && { ReadOnlyForceRecursive }),
  };
  const foreign = !isBelow(version, '1.42');
  return {
    ...rest,
    ...(BindOptions && { BindOptions: options }),
    ...(VolumeOptions && (foreign || mount.Type === 'volume') && { VolumeOptions }),
    ...(TmpfsOptions && (foreign || mount.Type === 'tmpfs') && { TmpfsOptions }),
  } as MountSpec;
}

interface BindFields {
  readonly NonRecursive?: boolean;
  readonly CreateMountpoint?: boolean;
  readonly ReadOnlyForceRecursive?: boolean;
}

/** Before 1.44 a container began on one network, and its MAC address was the container's own. */
function olderNetworking(
  { MacAddress }: Partial<ContainerConfig>,
  { NetworkMode: mode = '' }: HostConfig,
  networking: ContainerCreateBody['NetworkingConfig'],
): ContainerCreateBody['NetworkingConfig'] {
  const endpoints: Endpoints = networking?.EndpointsConfig ?? {};
  const names = Object.keys(endpoints);
  if (names.length > 1) invalid(`Container cannot be created with multiple network endpoints: ${names.join(', ')}`);
  const [name] = names;
  const own = name === undefined ? undefined : endpoints[name];
  const alone = mode === 'host' || mode === 'none' || mode.startsWith('container:');
  if (name === undefined || !own || (MacAddress && alone)) return networking;
  return { ...networking, EndpointsConfig: { [name]: { ...own, MacAddress: MacAddress ?? '' } } };
}

function invalid(message: string): never {
  throw new FailureError('invalid', message);
}
