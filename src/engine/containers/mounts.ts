/** What a container mounts: -v, --mount, --tmpfs, --volumes-from and VOLUME become mount records. */
import type { ContainerConfig, HostConfig, MountPoint } from '../../api/types/container.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { randomId } from '../identifiers.ts';
import type { MountSpec as RuntimeMount } from '../../oci/runtime.ts';
import { MOUNT_FLAGS } from '../volumes/mount-flags.ts';
import { checkDriverOptions, driverMount, refuseUnknownDriver } from '../volumes/local-driver.ts';
import { ANONYMOUS_LABEL, mountpointOf } from '../volumes/volume-table.ts';
import type { Container } from './container.ts';
import type { MountRecord } from './container-record.ts';
import { clean, parseBind, parseMode, parseMount, tmpfs, volume } from './mount-specs.ts';
import { prefixed } from './signalling.ts';

/**
 * Works the mounts out and makes the volumes that are missing. Order of precedence as moby's registerMountPoints:
 * volumes from others, binds, mounts, then the image's volumes.
 */
export async function resolveMounts(
  engine: EngineContext,
  config: ContainerConfig,
  host: HostConfig,
): Promise<readonly MountRecord[]> {
  const mounts = new Map<string, MountRecord>();
  for (const from of host.VolumesFrom ?? []) addVolumesFrom(engine, from, mounts);
  const tmpfses = host.Tmpfs ?? {};
  const own = new Set<string>();
  const add = (mount: MountRecord, written: string) => {
    if (own.has(mount.destination)) throw new FailureError('invalid', `Duplicate mount point: ${written}`);
    own.add(mount.destination);
    mounts.set(mount.destination, mount);
  };
  for (const bind of host.Binds ?? []) {
    const mount = parseBind(bind);
    if (mount.destination in tmpfses) own.add(mount.destination);
    add(mount, mount.destination);
  }
  for (const spec of host.Mounts ?? []) add(await parseMount(engine, spec), spec.Target);
  const hidden = Object.entries(tmpfses).map(([target, given]): MountRecord => {
    const options = given === '' ? [] : given.split(',');
    return { ...tmpfs(clean(target), !options.includes('ro')), options, hidden: true };
  });
  for (const [destination, mount] of mounts) {
    if (mount.type !== 'tmpfs' && destination in tmpfses) mounts.set(destination, { ...mount, covered: true });
  }
  for (const destination of Object.keys(config.Volumes ?? {})) {
    const path = clean(destination);
    if (mounts.has(path) || path in tmpfses) continue;
    mounts.set(path, { ...volume('', path), mode: '', ofConfig: true });
  }
  const sorted = [...hidden, ...mounts.values()].sort((a, b) =>
    a.destination < b.destination ? -1 : Number(a.destination > b.destination),
  );
  return Promise.all(sorted.map((mount) => prepare(engine, mount, host)));
}

/** Makes a volume, or the host directory of a bind, when it is not there. */
async function prepare(engine: EngineContext, mount: MountRecord, host: HostConfig): Promise<MountRecord> {
  if (mount.type === 'bind') {
    const source = mount.source as string;
    if (engine.bindSources && (await engine.bindSources.kind(source)) === undefined) {
      await engine.bindSources.makeDirectory(source);
    }
    return mount;
  }
  if (mount.type !== 'volume') return mount;
  const anonymous = !mount.name;
  const name = mount.name || randomId(engine.random);
  const spec = host.Mounts?.find((candidate) => clean(candidate.Target) === mount.destination);
  const driver = spec?.VolumeOptions?.DriverConfig?.Name || (spec ? '' : String(host['VolumeDriver'] ?? ''));
  refuseUnknownDriver(name, driver);
  const labels = anonymous ? { [ANONYMOUS_LABEL]: '' } : (spec?.VolumeOptions?.Labels ?? null);
  const driverOptions = spec?.VolumeOptions?.DriverConfig?.Options ?? null;
  if (driverOptions && !engine.volumes.get(name)) checkDriverOptions(name, driverOptions);
  const { made } = await engine.volumes.create(name, { labels, driverOptions, anonymous });
  if (made) engine.events.publish('volume', 'create', name, { driver: 'local' });
  return { ...mount, name, anonymous: anonymous || mount.anonymous };
}

/** What a tmpfs wants a value for. */
const TMPFS_KEYS = ['size', 'mode', 'uid', 'gid', 'nr_inodes', 'nr_blocks', 'mpol'];

/** What the daemon refuses of `--tmpfs` when the container starts; it reads the words from the last to the first. */
export function checkTmpfsOptions({ record }: { readonly record: { readonly mounts: readonly MountRecord[] } }): void {
  for (const { hidden, options = [] } of record.mounts) {
    if (!hidden) continue;
    for (const option of [...options].reverse()) {
      const [key = '', value] = option.split('=');
      if (value === undefined ? MOUNT_FLAGS.includes(key) : TMPFS_KEYS.includes(key)) continue;
      throw new FailureError('system', `invalid tmpfs option ${JSON.stringify(key)}`);
    }
  }
}

/** `--volumes-from container[:mode]`. */
function addVolumesFrom(engine: EngineContext, from: string, mounts: Map<string, MountRecord>): void {
  if (from === '') throw new FailureError('invalid', 'volumes-from specification cannot be an empty string');
  const [, term = '', mode = 'rw'] = /^([^:]*)(?::(.*))?$/s.exec(from) ?? [];
  // Nothing behind the colon is no mode at all.
  const parsed = parseMode(mode || 'rw');
  if (term === '') throw new FailureError('invalid', 'invalid name or ID supplied: ""');
  if (!parsed || !/^((ro|rw|z|Z)(,(ro|rw|z|Z))?)?$/.test(mode))
    throw new FailureError('invalid', `invalid mode: ${mode}`);
  let other: Container;
  try {
    other = engine.containers.find(term);
  } catch (error) {
    throw prefixed('', error, 'invalid');
  }
  for (const mount of other.record.mounts) {
    if (mount.hidden) continue;
    const writable = mount.writable && parsed.writable;
    mounts.set(mount.destination, { ...mount, mode: '', writable, copyUp: false, covered: false });
  }
}

/** As `docker inspect` and `docker ps` show a mount. */
export function mountPoint(mount: MountRecord): MountPoint {
  const common = {
    Destination: mount.destination,
    ...(mount.type === 'volume' && { Driver: 'local' }),
    Mode: mount.mode,
    RW: mount.writable,
    Propagation: mount.propagation,
  };
  if (mount.type === 'volume') {
    return { Type: 'volume', Name: mount.name as string, Source: mountpointOf(mount.name as string), ...common };
  }
  return { Type: mount.type, Source: mount.source ?? '', ...common };
}

export function visibleMounts(mounts: readonly MountRecord[]): readonly MountPoint[] {
  return mounts.filter(({ hidden }) => !hidden).map(mountPoint);
}

export function listedMounts(mounts: readonly MountRecord[]): readonly MountPoint[] {
  const listed = (mount: MountRecord) => ({ ...mountPoint(mount), ...(mount.ofConfig && { Source: '' }) });
  return mounts.filter(({ hidden }) => !hidden).map(listed);
}

export async function runtimeMounts(
  engine: EngineContext,
  mounts: readonly MountRecord[],
): Promise<readonly RuntimeMount[]> {
  return Promise.all(mounts.filter(({ covered }) => !covered).map((mount) => runtimeMount(engine, mount)));
}

async function runtimeMount(engine: EngineContext, mount: MountRecord): Promise<RuntimeMount> {
  // runc takes what is written with a backslash as a name below the root.
  const target = mount.destination.startsWith('/') ? mount.destination : `/${mount.destination}`;
  const { writable } = mount;
  const readonly = !writable;
  if (mount.type === 'bind') return { type: 'bind', source: mount.source as string, target, readonly };
  if (mount.type === 'tmpfs') return { type: 'tmpfs', target, readonly, options: mount.options ?? [] };
  const name = mount.name as string;
  const record = engine.volumes.get(name);
  const driven = record && (await driverMount(engine, record, target, readonly));
  const { subpath } = mount;
  return driven ?? { type: 'volume', name, target, readonly, ...(subpath && { subpath }) };
}

/** Deletes the volumes that only this container had, made because it named none; those in use stay. */
export async function removeAnonymousVolumes(engine: EngineContext, mounts: readonly MountRecord[]): Promise<void> {
  for (const mount of mounts) {
    if (mount.type !== 'volume' || !mount.anonymous || !mount.name) continue;
    if (volumeUsers(engine, mount.name).length || !engine.volumes.get(mount.name)) continue;
    try {
      await engine.volumes.remove(mount.name);
      engine.events.publish('volume', 'destroy', mount.name, { driver: 'local' });
    } catch (error) {
      throw new FailureError('system', messageOf(error), { cause: error });
    }
  }
}

/** Ids of the containers that mount a volume, running or not. */
export function volumeUsers(engine: EngineContext, name: string): readonly string[] {
  return engine.containers
    .all()
    .filter(({ record }) => record.mounts.some((mount) => mount.type === 'volume' && mount.name === name))
    .map(({ id }) => id);
}
