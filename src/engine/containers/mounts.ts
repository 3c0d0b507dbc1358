/** What a container mounts: -v, --mount, --tmpfs, --volumes-from and VOLUME become mount records. */
import type { ContainerConfig, HostConfig, MountPoint, MountSpec } from '../../api/types/container.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { randomId } from '../identifiers.ts';
import type { MountSpec as RuntimeMount } from '../../oci/runtime.ts';
import { MOUNT_FLAGS } from '../volumes/mount-flags.ts';
import { checkDriverOptions, driverMount, refuseUnknownDriver } from '../volumes/local-driver.ts';
import { ANONYMOUS_LABEL, mountpointOf } from '../volumes/volume-table.ts';
import type { MountRecord } from './container-record.ts';

const PROPAGATIONS = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'];

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
  const own = new Set<string>();
  const add = (mount: MountRecord) => {
    if (own.has(mount.destination)) throw new FailureError('invalid', `Duplicate mount point: ${mount.destination}`);
    own.add(mount.destination);
    mounts.set(mount.destination, mount);
  };
  for (const bind of host.Binds ?? []) add(parseBind(bind));
  for (const spec of host.Mounts ?? []) add(await parseMount(engine, spec));
  for (const [target, given] of Object.entries(host.Tmpfs ?? {})) {
    const destination = clean(target);
    if (!destination.startsWith('/')) {
      throw new FailureError('invalid', `invalid mount path: '${target}' mount path must be absolute`);
    }
    if (destination === '/') throw new FailureError('invalid', "invalid specification: destination can't be '/'");
    if (own.has(destination)) throw new FailureError('invalid', `Duplicate mount point: ${destination}`);
    const options = given === '' ? [] : given.split(',');
    mounts.set(destination, { ...tmpfs(destination, !options.includes('ro')), options, hidden: true });
  }
  for (const destination of Object.keys(config.Volumes ?? {})) {
    const path = clean(destination);
    if (!mounts.has(path)) mounts.set(path, { ...volume('', path), mode: '', ofConfig: true });
  }
  const sorted = [...mounts.values()].sort((a, b) => (a.destination < b.destination ? -1 : 1));
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

function volume(name: string, destination: string): MountRecord {
  return {
    type: 'volume',
    name,
    destination,
    mode: 'z',
    writable: true,
    propagation: '',
    anonymous: false,
    copyUp: true,
  };
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

function tmpfs(destination: string, writable: boolean): MountRecord {
  return { type: 'tmpfs', destination, mode: '', writable, propagation: '', anonymous: false, copyUp: false };
}

/** `source:target[:mode]`; a source that is no path is a volume's name. */
function parseBind(spec: string): MountRecord {
  const invalid = (reason?: string): never => {
    throw new FailureError('system', `invalid volume specification: '${spec}'${reason ? `: ${reason}` : ''}`);
  };
  const parts = spec.split(':');
  if (parts.length > 3 || parts[0] === '') invalid();
  const [source = '', second, third] = parts;
  if (second === undefined) return absolute(volume('', clean(source)), source, invalid);
  const modeOnly = parts.length === 2 && parseMode(second) !== undefined && !second.startsWith('/');
  if (modeOnly) return withMode(absolute(volume('', clean(source)), source, invalid), second);
  if (second === '') invalid();
  const bind = source.startsWith('/');
  const target = clean(second);
  const mount: MountRecord = bind
    ? {
        type: 'bind',
        source: clean(source),
        destination: target,
        mode: '',
        writable: true,
        propagation: 'rprivate',
        anonymous: false,
        copyUp: false,
      }
    : volume(source, target);
  if (third && parseMode(third) === undefined) {
    throw new FailureError('system', `invalid mode: ${third}`);
  }
  const mode = third ? parseMode(third) : undefined;
  if (!bind && mode?.propagation) {
    invalid('invalid mount config for type "volume": field BindOptions must not be specified');
  }
  if (bind && mode && !mode.copyUp) {
    invalid('invalid mount config for type "bind": field VolumeOptions must not be specified');
  }
  return withMode(absolute(mount, second, invalid), third);
}

function absolute(mount: MountRecord, written: string, invalid: (reason: string) => never): MountRecord {
  if (!written.startsWith('/')) {
    invalid(
      `invalid mount config for type "${mount.type}": invalid mount path: '${written}' mount path must be absolute`,
    );
  }
  if (mount.destination === '/') {
    invalid(`invalid mount config for type "${mount.type}": invalid specification: destination can't be '/'`);
  }
  return mount;
}

interface Mode {
  readonly writable: boolean;
  readonly propagation: string | undefined;
  readonly copyUp: boolean;
}

/** `ro`, `rw,z`, `rslave`, `nocopy`; undefined when a word is none of these or one is said twice. */
function parseMode(mode: string): Mode | undefined {
  const words = mode.split(',');
  const count = (test: (word: string) => boolean) => words.filter(test).length;
  const access = count((word) => word === 'ro' || word === 'rw');
  const label = count((word) => word === 'z' || word === 'Z');
  const propagations = words.filter((word) => PROPAGATIONS.includes(word));
  const copy = count((word) => word === 'nocopy');
  const consistency = count((word) => ['consistent', 'cached', 'delegated'].includes(word));
  const known = access + label + propagations.length + copy + consistency;
  if (known !== words.length || [access, label, propagations.length, copy, consistency].some((n) => n > 1)) {
    return undefined;
  }
  return { writable: !words.includes('ro'), propagation: propagations[0], copyUp: copy === 0 };
}

function withMode(mount: MountRecord, mode: string | undefined): MountRecord {
  if (!mode) return mount;
  const parsed = parseMode(mode) as Mode;
  return {
    ...mount,
    mode,
    writable: parsed.writable,
    propagation: mount.type === 'bind' ? (parsed.propagation ?? 'rprivate') : '',
    copyUp: mount.copyUp && parsed.copyUp,
  };
}

/** `--mount`: moby's volume/mounts validators for Linux. */
async function parseMount(engine: EngineContext, spec: MountSpec): Promise<MountRecord> {
  const invalid = (reason: string): never => {
    throw new FailureError('invalid', `invalid mount config for type "${spec.Type ?? ''}": ${reason}`);
  };
  refuseForeignOptions(spec);
  if (!spec.Target) invalid('field Target must not be empty');
  if (spec.Target === '/') invalid("invalid specification: destination can't be '/'");
  if (!spec.Target.startsWith('/')) invalid(`invalid mount path: '${spec.Target}' mount path must be absolute`);
  const destination = clean(spec.Target);
  const writable = !spec.ReadOnly;
  if (spec.Type === 'tmpfs') {
    if (spec.Source) invalid('field Source must not be specified');
    const { SizeBytes, Mode } = spec.TmpfsOptions ?? {};
    const options = [...(SizeBytes ? [`size=${SizeBytes}`] : []), ...(Mode ? [`mode=${Mode.toString(8)}`] : [])];
    return { ...tmpfs(destination, writable), options };
  }
  if (spec.Type === 'volume') {
    if (!spec.Source && spec.ReadOnly) invalid('must not set ReadOnly mode when using anonymous volumes');
    const subpath = spec.VolumeOptions?.Subpath ?? '';
    if (subpath.startsWith('/') || subpath.split('/').includes('..')) {
      invalid('subpath must be a relative path within the volume');
    }
    if (!spec.Source && subpath) invalid('must not set Subpath when using anonymous volumes');
    const copyUp = !spec.VolumeOptions?.NoCopy && subpath === '';
    return { ...volume(spec.Source ?? '', destination), writable, copyUp, ...(subpath && { subpath }) };
  }
  if (spec.Type !== 'bind') return invalid('mount type unknown');
  if (!spec.Source) return invalid('field Source must not be empty');
  if (!spec.Source.startsWith('/')) {
    return invalid(`invalid mount path: '${spec.Source}' mount path must be absolute`);
  }
  const source = clean(spec.Source);
  if (engine.bindSources && (await engine.bindSources.kind(source)) === undefined) {
    if (!spec.BindOptions?.CreateMountpoint) invalid(`bind source path does not exist: ${spec.Source}`);
  }
  const propagation = spec.BindOptions?.Propagation || 'rprivate';
  if (!PROPAGATIONS.includes(propagation)) invalid(`invalid propagation mode: ${propagation}`);
  return { type: 'bind', source, destination, mode: '', writable, propagation, anonymous: false, copyUp: false };
}

const OPTIONS_OF = { bind: 'BindOptions', volume: 'VolumeOptions', tmpfs: 'TmpfsOptions' } as const;

/** Options of another kind of mount (moby, api/server/router/container). */
function refuseForeignOptions(spec: MountSpec): void {
  for (const [type, field] of Object.entries(OPTIONS_OF)) {
    if (!(spec.Type in OPTIONS_OF) || type === spec.Type || !spec[field]) continue;
    throw new FailureError('invalid', `${field} must not be specified on mount type ${JSON.stringify(spec.Type)}`);
  }
}

/** `--volumes-from container[:mode]`. */
function addVolumesFrom(engine: EngineContext, from: string, mounts: Map<string, MountRecord>): void {
  if (from === '') throw new FailureError('invalid', 'volumes-from specification cannot be an empty string');
  const [, term = '', mode = 'rw'] = /^([^:]*)(?::(.*))?$/s.exec(from) ?? [];
  const parsed = parseMode(mode);
  if (term === '') throw new FailureError('invalid', 'invalid name or ID supplied: ""');
  if (!parsed || !/^(ro|rw|z|Z)(,(ro|rw|z|Z))?$/.test(mode)) throw new FailureError('invalid', `invalid mode: ${mode}`);
  for (const mount of engine.containers.find(term).record.mounts) {
    if (mount.hidden) continue;
    const writable = mount.writable && parsed.writable;
    mounts.set(mount.destination, { ...mount, mode: '', writable, anonymous: false, copyUp: false });
  }
}

/** Go's path.Clean for absolute paths. */
export function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/') || '.';
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
  return Promise.all(mounts.map((mount) => runtimeMount(engine, mount)));
}

async function runtimeMount(engine: EngineContext, mount: MountRecord): Promise<RuntimeMount> {
  const { destination: target, writable } = mount;
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
