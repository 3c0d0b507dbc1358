/** What -v, --mount and --tmpfs say, checked (moby, volume/mounts/linux_parser.go and validate.go). */
import type { HostConfig, MountSpec } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { MountRecord } from './container-record.ts';
import { PROPAGATIONS, propagationOf } from './propagation.ts';

/** Fails with `invalid` on what `--mount` cannot be, before the container has a name. */
export async function checkMounts(engine: EngineContext, { Mounts }: HostConfig): Promise<void> {
  for (const spec of Mounts ?? []) await parseMount(engine, spec);
}

export function checkTmpfsTargets({ Tmpfs }: HostConfig): void {
  for (const target of Object.keys(Tmpfs ?? {})) {
    if (!target.startsWith('/')) {
      throw new FailureError('invalid', `invalid mount path: '${target}' mount path must be absolute`);
    }
    if (clean(target) === '/') throw new FailureError('invalid', "invalid specification: destination can't be '/'");
  }
}

export function volume(name: string, destination: string): MountRecord {
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

export function tmpfs(destination: string, writable: boolean): MountRecord {
  return { type: 'tmpfs', destination, mode: '', writable, propagation: '', anonymous: false, copyUp: false };
}

/** `source:target[:mode]`; a source that is no path is a volume's name. */
export function parseBind(spec: string): MountRecord {
  const invalid = (reason?: string): never => {
    throw new FailureError('system', `invalid volume specification: '${spec}'${reason ? `: ${reason}` : ''}`);
  };
  const parts = spec.split(':');
  if (parts.length > 3 || parts[0] === '') invalid();
  const [source = '', second, third] = parts;
  if (second === undefined) return absolute(volume('', clean(source)), source, invalid);
  // A volume without a name has no mode.
  if (parts.length === 2 && (second === '' || parseMode(second))) invalid();
  const bind = source.startsWith('/');
  const target = clean(second);
  const mount: MountRecord = bind
    ? {
        type: 'bind',
        source: clean(source),
        destination: target,
        mode: '',
        writable: true,
        propagation: '',
        anonymous: false,
        copyUp: false,
      }
    : volume(source, target);
  if (third && parseMode(third) === undefined) {
    throw new FailureError('system', `invalid mode: ${third}`);
  }
  const mode = third ? parseMode(third) : undefined;
  if (second === '') invalid(`invalid mount config for type "${mount.type}": field Target must not be empty`);
  if (!bind && mode?.propagation) {
    invalid('invalid mount config for type "volume": field BindOptions must not be specified');
  }
  if (bind && mode && !mode.copyUp) {
    invalid('invalid mount config for type "bind": field VolumeOptions must not be specified');
  }
  return withMode(absolute(mount, second, invalid), third);
}

function absolute(mount: MountRecord, written: string, invalid: (reason: string) => never): MountRecord {
  // A path of Windows is taken for one, too (moby, linuxValidateAbsolute).
  if (!/^[/\\]/.test(written)) {
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
export function parseMode(mode: string): Mode | undefined {
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
  const parsed = mode ? (parseMode(mode) as Mode) : undefined;
  return {
    ...mount,
    mode: mode || mount.mode,
    writable: parsed?.writable ?? mount.writable,
    propagation: mount.type === 'bind' ? propagationOf(mount.source as string, parsed?.propagation) : '',
    copyUp: mount.copyUp && (parsed?.copyUp ?? true),
  };
}

/** `--mount`: moby's volume/mounts validators for Linux. */
export async function parseMount(engine: EngineContext, spec: MountSpec): Promise<MountRecord> {
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
    const given = spec.VolumeOptions?.Subpath ?? '';
    const subpath = given && relative(given);
    if (subpath === undefined) {
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
  const given = spec.BindOptions?.Propagation;
  if (given && !PROPAGATIONS.includes(given)) invalid(`invalid propagation mode: ${given}`);
  const propagation = propagationOf(source, given);
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

/** A path below something, cleaned (Go's filepath.IsLocal); undefined when it leads out of it. */
function relative(path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return undefined;
  }
  return clean(path);
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
