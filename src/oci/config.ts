/**
 * Image configs: what an ImageId is the digest of (image-spec config.md, and moby's additions). Parsing keeps the
 * fields that Drydock doesn't know; writing gives the bytes that moby would.
 */
import { text, utf8 } from '../base/bytes.ts';
import { FailureError, messageOf } from '../base/errors.ts';
import { firstValue, quoted } from '../base/go-json-syntax.ts';
import { LIMITS } from '../base/limits.ts';
import { sha256 } from './digest.ts';
import type { DiffId, ImageId } from './digest-types.ts';
import { encodeGoJson, goMap, goValue } from './go-json.ts';

export interface HealthConfig {
  readonly Test?: readonly string[];
  /** Nanoseconds, as all durations here. */
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** How to run a container of the image. Docker's wire spelling; null is what Go writes for an unset list. */
export interface RunConfig {
  readonly Hostname?: string;
  readonly Domainname?: string;
  readonly User?: string;
  readonly AttachStdin?: boolean;
  readonly AttachStdout?: boolean;
  readonly AttachStderr?: boolean;
  readonly ExposedPorts?: Readonly<Record<string, object>> | null;
  readonly Tty?: boolean;
  readonly OpenStdin?: boolean;
  readonly StdinOnce?: boolean;
  readonly Env?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Healthcheck?: HealthConfig | null;
  readonly ArgsEscaped?: boolean;
  readonly Image?: string;
  readonly Volumes?: Readonly<Record<string, object>> | null;
  readonly WorkingDir?: string;
  readonly Entrypoint?: readonly string[] | null;
  readonly NetworkDisabled?: boolean;
  readonly MacAddress?: string;
  readonly OnBuild?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly StopSignal?: string;
  /** Seconds. */
  readonly StopTimeout?: number | null;
  readonly Shell?: readonly string[] | null;
}

export interface HistoryEntry {
  /** RFC 3339. */
  readonly created?: string;
  readonly author?: string;
  readonly created_by?: string;
  readonly comment?: string;
  /** This step made no layer. */
  readonly empty_layer?: boolean;
}

export interface RootFs {
  readonly type: string;
  /** Lowest first. */
  readonly diff_ids: readonly DiffId[];
}

export interface ImageConfig {
  readonly architecture?: string;
  readonly variant?: string;
  readonly os?: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
  readonly author?: string;
  readonly comment?: string;
  readonly created?: string | null;
  readonly container?: string;
  readonly container_config?: RunConfig;
  readonly docker_version?: string;
  readonly config?: RunConfig | null;
  readonly history?: readonly HistoryEntry[];
  readonly rootfs: RootFs;
  /** Whatever else the file says. */
  readonly [field: string]: unknown;
}

/**
 * How a `RunConfig` is written. `docker`: moby's container.Config, every field that Go does not omit. `buildkit`: only
 * what is set, in the order of the Dockerfile frontend's struct.
 */
export type ConfigDialect = 'docker' | 'buildkit';

type Kind = 'text' | 'flag' | 'list' | 'map' | 'health' | 'number';
interface Field {
  readonly name: keyof RunConfig;
  readonly kind: Kind;
  /** Go's `omitempty`. */
  readonly omit?: boolean;
}

const DOCKER_FIELDS: readonly Field[] = [
  { name: 'Hostname', kind: 'text' },
  { name: 'Domainname', kind: 'text' },
  { name: 'User', kind: 'text' },
  { name: 'AttachStdin', kind: 'flag' },
  { name: 'AttachStdout', kind: 'flag' },
  { name: 'AttachStderr', kind: 'flag' },
  { name: 'ExposedPorts', kind: 'map', omit: true },
  { name: 'Tty', kind: 'flag' },
  { name: 'OpenStdin', kind: 'flag' },
  { name: 'StdinOnce', kind: 'flag' },
  { name: 'Env', kind: 'list' },
  { name: 'Cmd', kind: 'list' },
  { name: 'Healthcheck', kind: 'health', omit: true },
  { name: 'ArgsEscaped', kind: 'flag', omit: true },
  { name: 'Image', kind: 'text' },
  { name: 'Volumes', kind: 'map' },
  { name: 'WorkingDir', kind: 'text' },
  { name: 'Entrypoint', kind: 'list' },
  { name: 'NetworkDisabled', kind: 'flag', omit: true },
  { name: 'MacAddress', kind: 'text', omit: true },
  { name: 'OnBuild', kind: 'list' },
  { name: 'Labels', kind: 'map' },
  { name: 'StopSignal', kind: 'text', omit: true },
  { name: 'StopTimeout', kind: 'number', omit: true },
  { name: 'Shell', kind: 'list', omit: true },
];

const BUILDKIT_FIELDS: readonly Field[] = (
  [
    ['User', 'text'],
    ['ExposedPorts', 'map'],
    ['Env', 'list'],
    ['Entrypoint', 'list'],
    ['Cmd', 'list'],
    ['Volumes', 'map'],
    ['WorkingDir', 'text'],
    ['Labels', 'map'],
    ['StopSignal', 'text'],
    ['ArgsEscaped', 'flag'],
    ['Healthcheck', 'health'],
    ['OnBuild', 'list'],
    ['StopTimeout', 'number'],
    ['Shell', 'list'],
  ] as const
).map(([name, kind]) => ({ name, kind, omit: true }));

const ABSENT: Readonly<Record<Kind, unknown>> = {
  text: '',
  flag: false,
  list: null,
  map: null,
  health: null,
  number: null,
};

/** A run config as the Go struct would be marshalled: the value to give to `encodeGoJson`. */
export function goRunConfig(config: RunConfig, dialect: ConfigDialect = 'docker'): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const { name, kind, omit } of dialect === 'docker' ? DOCKER_FIELDS : BUILDKIT_FIELDS) {
    const value = config[name] ?? ABSENT[kind];
    if (omit && isEmpty(value, kind)) continue;
    out[name] = value === null ? null : goMember(value, kind);
  }
  return out;
}

function isEmpty(value: unknown, kind: Kind): boolean {
  if (value === null || value === '' || value === false) return true;
  if (kind === 'list') return (value as readonly unknown[]).length === 0;
  return kind === 'map' && Object.keys(value as object).length === 0;
}

function goMember(value: unknown, kind: Kind): unknown {
  if (kind === 'map') return goMap(value as Record<string, unknown>);
  if (kind !== 'health') return value;
  const health = value as HealthConfig;
  return {
    Test: health.Test?.length ? health.Test : undefined,
    Interval: health.Interval || undefined,
    Timeout: health.Timeout || undefined,
    StartPeriod: health.StartPeriod || undefined,
    StartInterval: health.StartInterval || undefined,
    Retries: health.Retries || undefined,
  };
}

const goHistory = (entry: HistoryEntry) => ({
  created: entry.created,
  author: entry.author || undefined,
  created_by: entry.created_by || undefined,
  comment: entry.comment || undefined,
  empty_layer: entry.empty_layer || undefined,
});

/** Top-level members that are more than any JSON value. */
const STRUCTS: ReadonlySet<string> = new Set(['config', 'container_config', 'history', 'rootfs']);

/**
 * The bytes of a config as moby writes them: top-level keys sorted (it re-marshals a map), structs inside in Go's order.
 * Fields that are undefined are left out, so the caller decides which of the optional ones there are.
 */
export function encodeImageConfig(config: ImageConfig, dialect: ConfigDialect = 'docker'): Uint8Array {
  const top = new Map<string, unknown>();
  for (const [name, value] of Object.entries(config)) {
    if (value !== undefined && !(value && STRUCTS.has(name))) top.set(name, goValue(value));
  }
  if (config.config) top.set('config', goRunConfig(config.config, dialect));
  if (config.container_config) top.set('container_config', goRunConfig(config.container_config));
  if (config.history) top.set('history', config.history.map(goHistory));
  top.set('rootfs', { type: config.rootfs.type, diff_ids: config.rootfs.diff_ids });
  return utf8(encodeGoJson(top));
}

/** The ImageId is the digest of the config's bytes as stored. */
export const imageIdOf = async (bytes: Uint8Array): Promise<ImageId> => (await sha256(bytes)) as ImageId;

/** What encoding/json calls the kind of a value. */
export function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a config and checks what identity rests on. Fails with `invalid` and moby's texts. */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  if (bytes.length > LIMITS.configBytes) throw new FailureError('invalid', 'image config is too large');
  const value = parseJson(bytes);
  if (!isObject(value) && value !== null) {
    throw new FailureError('invalid', `json: cannot unmarshal ${goKind(value)} into Go value of type image.Image`);
  }
  if (!isObject(value) || !isObject(value['rootfs'])) {
    throw new FailureError('invalid', 'invalid image JSON, no RootFS key');
  }
  const ids = value['rootfs']['diff_ids'] ?? [];
  if (!Array.isArray(ids)) throw new FailureError('invalid', 'invalid image JSON, diff_ids is not a list');
  const rootfs: RootFs = {
    type: String(value['rootfs']['type'] ?? ''),
    // Whether they are digests shows when they are compared with what the layers have.
    diff_ids: ids.map((id) => String(id) as DiffId),
  };
  const history = value['history'];
  if (history !== undefined && history !== null && !(Array.isArray(history) && history.every(isObject))) {
    throw new FailureError('invalid', 'invalid image JSON, history is not a list');
  }
  for (const part of ['config', 'container_config']) checkRunConfig(value[part], part);
  return { ...value, ...(history === null ? { history: [] } : {}), rootfs } as ImageConfig;
}

/** JSON text to a value, as Go's json.Unmarshal with its texts of errors. */
export function parseJson(bytes: Uint8Array): unknown {
  const source = text(bytes);
  try {
    return JSON.parse(source) as unknown;
  } catch (error) {
    throw new FailureError('invalid', unmarshalFault(source), { cause: error });
  }
}

/** The first JSON value, as Go's Decoder reads it: `EOF` when there is none, and nothing said of what follows. */
export function decodeJson(bytes: Uint8Array): unknown {
  try {
    return firstValue(text(bytes)).value;
  } catch (error) {
    throw new FailureError('invalid', messageOf(error), { cause: error });
  }
}

function unmarshalFault(source: string): string {
  try {
    const { end } = firstValue(source);
    return `invalid character ${quoted(source[end] ?? '')} after top-level value`;
  } catch (error) {
    return messageOf(error).endsWith('EOF') ? 'unexpected end of JSON input' : messageOf(error);
  }
}

function checkRunConfig(value: unknown, part: string): void {
  if (value === undefined || value === null) return;
  if (!isObject(value)) throw new FailureError('invalid', `invalid image JSON, ${part} is not an object`);
  for (const { name, kind } of DOCKER_FIELDS) {
    const member = value[name];
    if (member === undefined || member === null || fits(member, kind)) continue;
    throw new FailureError('invalid', `invalid image JSON, ${part}.${name} has the wrong type`);
  }
}

function fits(member: unknown, kind: Kind): boolean {
  if (kind === 'text') return typeof member === 'string';
  if (kind === 'flag') return typeof member === 'boolean';
  if (kind === 'number') return typeof member === 'number';
  if (kind === 'list') return Array.isArray(member) && member.every((item) => typeof item === 'string');
  return isObject(member);
}

/** Adds the step that made `diff` (undefined: no layer) to a config, as moby's NewChildImage does. */
export function withStep(config: ImageConfig, step: HistoryEntry, diff: DiffId | undefined): ImageConfig {
  return {
    ...config,
    history: [...(config.history ?? []), diff === undefined ? { ...step, empty_layer: true } : step],
    rootfs: diff === undefined ? config.rootfs : { type: 'layers', diff_ids: [...config.rootfs.diff_ids, diff] },
  };
}
