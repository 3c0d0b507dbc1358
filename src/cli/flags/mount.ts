/** `--mount type=volume,source=data,target=/data,readonly`. */
import type { MountSpec } from '../../api/types/container.ts';
import { parseBoolean, parseBytes } from './numbers.ts';
import { parseCsv } from './csv.ts';

type Draft = { -readonly [K in keyof MountSpec]: MountSpec[K] } & Record<string, unknown>;

export function parseMount(text: string): MountSpec {
  const mount: Draft = { Type: 'volume', Target: '' };
  const bind: Record<string, unknown> = {};
  const volume: Record<string, unknown> = {};
  const tmpfs: Record<string, unknown> = {};
  const image: Record<string, unknown> = {};
  if (text === '') throw new Error('EOF');
  for (const field of parseCsv(text)) {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    const value = at < 0 ? '' : field.slice(at + 1);
    if (at < 0) {
      if (key === 'readonly' || key === 'ro') mount.ReadOnly = true;
      else if (key === 'volume-nocopy') volume.NoCopy = true;
      else if (key === 'bind-nonrecursive') bind.NonRecursive = true;
      else throw new Error(`invalid field '${field}' must be a key=value pair`);
      continue;
    }
    const flag = () => booleanOf(key, value);
    switch (key) {
      case 'type':
        mount.Type = value.toLowerCase() as MountSpec['Type'];
        break;
      case 'source':
      case 'src':
        mount.Source = value;
        break;
      case 'target':
      case 'dst':
      case 'destination':
        mount.Target = value;
        break;
      case 'readonly':
      case 'ro':
        mount.ReadOnly = flag();
        break;
      case 'consistency':
        mount.Consistency = value.toLowerCase();
        break;
      case 'bind-propagation':
        bind.Propagation = value.toLowerCase();
        break;
      case 'bind-nonrecursive':
        bind.NonRecursive = flag();
        break;
      case 'bind-recursive':
        bindRecursive(value, bind);
        break;
      case 'volume-subpath':
        volume.Subpath = value;
        break;
      case 'image-subpath':
        image.Subpath = value;
        break;
      case 'volume-nocopy':
        try {
          volume.NoCopy = parseBoolean(value);
        } catch {
          throw new Error(`invalid value for volume-nocopy: ${value}`);
        }
        break;
      case 'volume-label':
        volume.Labels = { ...(volume.Labels as object | undefined), ...pair(value) };
        break;
      case 'volume-driver':
        volume.DriverConfig = { ...(volume.DriverConfig as object | undefined), Name: value };
        break;
      case 'volume-opt': {
        const driver = (volume.DriverConfig ?? {}) as { Options?: object };
        volume.DriverConfig = { ...driver, Options: { ...driver.Options, ...pair(value) } };
        break;
      }
      case 'tmpfs-size':
        try {
          tmpfs.SizeBytes = parseBytes(value);
        } catch {
          throw new Error(`invalid value for ${key}: ${value}`);
        }
        break;
      case 'tmpfs-mode':
        if (!/^[0-7]+$/.test(value)) throw new Error(`invalid value for ${key}: ${value}`);
        tmpfs.Mode = parseInt(value, 8);
        break;
      default:
        throw new Error(`unexpected key '${key}' in '${field}'`);
    }
  }
  return finish(mount, { bind, volume, tmpfs, image });
}

type Parts = Readonly<Record<'bind' | 'volume' | 'tmpfs' | 'image', Record<string, unknown>>>;

function finish(mount: Draft, parts: Parts): MountSpec {
  if (mount.Type === ('' as MountSpec['Type'])) throw new Error('type is required');
  if (mount.Target === '') throw new Error('target is required');
  const kinds = ['bind', 'volume', 'image', 'tmpfs'] as const;
  for (const kind of kinds) {
    if (Object.keys(parts[kind]).length && mount.Type !== kind)
      throw new Error(`cannot mix '${kind}-*' options with mount type '${mount.Type}'`);
  }
  checkRecursion(mount, parts.bind);
  const { Type, Source, Target, ReadOnly, ...others } = mount;
  return {
    Type,
    ...(Source !== undefined && Source !== '' && { Source }),
    Target,
    ...(ReadOnly && { ReadOnly }),
    ...others,
    ...(Object.keys(parts.bind).length && { BindOptions: parts.bind }),
    ...(Object.keys(parts.volume).length && { VolumeOptions: parts.volume }),
    ...(Object.keys(parts.image).length && { ImageOptions: parts.image }),
    ...(Object.keys(parts.tmpfs).length && { TmpfsOptions: parts.tmpfs }),
  } as MountSpec;
}

/** What each way of being recursive asks for beside it. */
function checkRecursion({ ReadOnly }: Draft, bind: Record<string, unknown>): void {
  const wants = (kind: string, what: string) =>
    new Error(`option 'bind-recursive=${kind}' requires '${what}' to be specified in conjunction`);
  if (bind.ReadOnlyNonRecursive && !ReadOnly) throw wants('writable', 'readonly');
  if (!bind.ReadOnlyForceRecursive) return;
  if (!ReadOnly) throw wants('readonly', 'readonly');
  if (bind.Propagation !== 'rprivate') throw wants('readonly', 'bind-propagation=rprivate');
}

function bindRecursive(value: string, bind: Record<string, unknown>): void {
  if (value === 'enabled') return;
  if (value === 'disabled') bind.NonRecursive = true;
  else if (value === 'writable') bind.ReadOnlyNonRecursive = true;
  else if (value === 'readonly') bind.ReadOnlyForceRecursive = true;
  else
    throw new Error(
      `invalid value for bind-recursive: ${value} (must be "enabled", "disabled", "writable", or "readonly")`,
    );
}

function booleanOf(key: string, value: string): boolean {
  try {
    return parseBoolean(value);
  } catch {
    throw new Error(`invalid value for ${key}: ${value}`);
  }
}

function pair(text: string): Record<string, string> {
  const at = text.indexOf('=');
  return at < 0 ? { [text]: '' } : { [text.slice(0, at)]: text.slice(at + 1) };
}
