/**
 * Manifests, indexes and descriptors (image-spec manifest.md, image-index.md, descriptor.md) and Docker's own media
 * types, which mean the same.
 */
import { utf8 } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { parseJson } from './config.ts';
import { digestFault } from './digest.ts';
import type { Digest } from './digest-types.ts';
import { encodeGoJson, goMap } from './go-json.ts';

export const MEDIA_TYPES = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociConfig: 'application/vnd.oci.image.config.v1+json',
  ociLayer: 'application/vnd.oci.image.layer.v1.tar',
  ociLayerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  ociLayerZstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar',
  dockerLayerGzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  dockerForeignLayer: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
} as const;

/** What a client that wants a manifest accepts, most specific first (docker-pull's Accept header). */
export const MANIFEST_MEDIA_TYPES: readonly string[] = [
  MEDIA_TYPES.dockerManifest,
  MEDIA_TYPES.dockerList,
  MEDIA_TYPES.ociManifest,
  MEDIA_TYPES.ociIndex,
];

const LAYER_MEDIA_TYPES: ReadonlySet<string> = new Set([
  MEDIA_TYPES.ociLayer,
  MEDIA_TYPES.ociLayerGzip,
  MEDIA_TYPES.ociLayerZstd,
  MEDIA_TYPES.dockerLayer,
  MEDIA_TYPES.dockerLayerGzip,
]);
const CONFIG_MEDIA_TYPES: ReadonlySet<string> = new Set([MEDIA_TYPES.ociConfig, MEDIA_TYPES.dockerConfig]);
const LIST_MEDIA_TYPES: ReadonlySet<string> = new Set([MEDIA_TYPES.ociIndex, MEDIA_TYPES.dockerList]);

export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly urls?: readonly string[];
  readonly artifactType?: string;
}

export interface Manifest {
  readonly kind: 'manifest';
  readonly mediaType: string;
  readonly config: Descriptor;
  /** Lowest first. */
  readonly layers: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Index {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

const refuse = (message: string) => new FailureError('invalid', message);

/**
 * Parses a manifest or an index. `mediaType` is what the registry said; without it the document must say, or be
 * recognisable. Fails with `invalid`; an image of schema 1 or an artifact that is no image fails explicitly.
 */
export function parseManifest(bytes: Uint8Array, mediaType?: string): Manifest | Index {
  if (bytes.length > LIMITS.manifestBytes) throw refuse('manifest is too large');
  const value = parseJson(bytes);
  if (!isObject(value)) throw refuse('manifest is not a JSON object');
  const own = typeof value['mediaType'] === 'string' ? value['mediaType'] : undefined;
  const given = mediaType?.split(';', 1)[0]?.trim();
  const type = own ?? (given && /manifest|index/.test(given) ? given : undefined) ?? guessed(value);
  if (value['schemaVersion'] !== 2) {
    throw refuse(
      value['schemaVersion'] === 1
        ? 'manifest schema 1 is not supported: real Docker 26 warns of it and newer ones refuse it too'
        : 'unrecognized manifest schema version',
    );
  }
  const annotations = textMap(value['annotations']);
  if (LIST_MEDIA_TYPES.has(type)) {
    if (!Array.isArray(value['manifests'])) throw refuse('index has no list of manifests');
    return { kind: 'index', mediaType: type, manifests: value['manifests'].map(descriptor), ...annotations };
  }
  if (type !== MEDIA_TYPES.ociManifest && type !== MEDIA_TYPES.dockerManifest) {
    throw refuse(`unsupported manifest media type: ${type}`);
  }
  if (!Array.isArray(value['layers'])) throw refuse('manifest has no list of layers');
  const manifest: Manifest = {
    kind: 'manifest',
    mediaType: type,
    config: descriptor(value['config']),
    layers: value['layers'].map(descriptor),
    ...annotations,
  };
  if (manifest.layers.length > LIMITS.imageDepth + 2) throw refuse('max depth exceeded');
  return manifest;
}

/** The manifest describes an image that Docker can pull: known config and layer types. Fails with Docker's text. */
export function requireImage(manifest: Manifest): Manifest {
  const { config, layers } = manifest;
  if (!CONFIG_MEDIA_TYPES.has(config.mediaType)) {
    throw refuse(
      `unsupported media type ${config.mediaType}: not an image config, real Docker refuses to pull it as well`,
    );
  }
  const odd = layers.find(({ mediaType }) => !LAYER_MEDIA_TYPES.has(mediaType));
  if (odd) throw refuse(`invalid media type in layer: ${odd.mediaType}`);
  return manifest;
}

function guessed(value: Record<string, unknown>): string {
  if (Array.isArray(value['manifests'])) return MEDIA_TYPES.ociIndex;
  if (value['config'] !== undefined) return MEDIA_TYPES.ociManifest;
  return 'unknown';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textMap(value: unknown): { annotations?: Readonly<Record<string, string>> } {
  if (!isObject(value)) return {};
  return {
    annotations: Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member === 'string')),
  } as {
    annotations: Record<string, string>;
  };
}

function descriptor(value: unknown): Descriptor {
  if (!isObject(value)) throw refuse('descriptor is not an object');
  const { mediaType = '', digest, size, platform, urls, artifactType } = value;
  if (typeof mediaType !== 'string') throw refuse('descriptor has no media type');
  const fault = typeof digest === 'string' ? digestFault(digest) : 'invalid checksum digest format';
  if (fault) throw refuse(fault);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw refuse('descriptor has no valid size');
  return {
    mediaType,
    digest: digest as Digest,
    size,
    ...(isObject(platform) ? { platform: platform as unknown as Platform } : {}),
    ...textMap(value['annotations']),
    ...(Array.isArray(urls) ? { urls: urls.map(String) } : {}),
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
  };
}

export const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' };

/** `linux/arm64/v8`. */
export const platformText = ({ os, architecture, variant }: Platform): string =>
  [os, architecture, variant].filter(Boolean).join('/');

/** The text of `--platform`; other spellings of an architecture are normalised as containerd does. */
export function parsePlatform(value: string, component = /^[A-Za-z0-9_-]+$/): Platform {
  const [whole = '', second, third, ...more] = value.toLowerCase().split('/');
  const first = whole.replace(/\(.*/, '');
  if (value.includes('*')) throw refuse(`${JSON.stringify(value)}: wildcards not yet supported: invalid argument`);
  value.split('/', 4).forEach((part, i) => {
    const [kind, form] = i === 0 ? ['OS component', OS_AND_VERSION] : ['component', component];
    if (form.test(part)) return;
    const name = i === 0 ? 'OSAndVersion' : 'platform';
    const whole = `is an invalid ${kind} of ${JSON.stringify(value)}: ${name} specifier component must match`;
    throw refuse(`${JSON.stringify(part)} ${whole} ${goQuotedPattern(form)}: invalid argument`);
  });
  if (more.length) throw refuse(`${JSON.stringify(value)}: cannot parse platform specifier: invalid argument`);
  if (second === undefined && !isOs(first) && !isArchitecture(first)) {
    throw refuse(`${JSON.stringify(value)}: unknown operating system or architecture: invalid argument`);
  }
  const [os, machine] = second === undefined ? (isOs(first) ? [first, 'amd64'] : ['linux', first]) : [first, second];
  const [architecture, variant] = ARCHITECTURES.get(machine) ?? [machine, undefined];
  const chosen = third ?? variant;
  return { os, architecture, ...(chosen && !(architecture === 'arm64' && chosen === 'v8') ? { variant: chosen } : {}) };
}

const OS_AND_VERSION = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.-]*)\))?$/;

/** As Go's %q prints a pattern. */
const goQuotedPattern = (pattern: RegExp) => JSON.stringify(pattern.source);

/** What Go knows to compile for. */
const SYSTEMS =
  `aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows
zos`.split(/\s+/);
const MACHINES =
  `386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc
ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`.split(/\s+/);

const isOs = (word: string) => SYSTEMS.includes(word);
const isArchitecture = (word: string) => MACHINES.includes(word) || ARCHITECTURES.has(word);
const ARCHITECTURES: ReadonlyMap<string, readonly [string, string?]> = new Map(
  Object.entries({
    x86_64: ['amd64'],
    'x86-64': ['amd64'],
    aarch64: ['arm64'],
    armhf: ['arm', 'v7'],
    armel: ['arm', 'v6'],
    arm: ['arm', 'v7'],
    i386: ['386'],
  } as const),
);

/** The entry of an index for a platform. Fails with `notFound` and Docker's text. */
export function choosePlatform(index: Index, platform: Platform = DEFAULT_PLATFORM): Descriptor {
  const fitting = index.manifests.filter(
    (entry) => entry.platform?.os === platform.os && entry.platform.architecture === platform.architecture,
  );
  const plain = (variant: string | undefined) => variant || (platform.architecture === 'arm64' ? 'v8' : '');
  const exact = fitting.find((entry) => plain(entry.platform?.variant) === plain(platform.variant));
  const chosen = exact ?? (platform.variant ? undefined : fitting[0]);
  if (chosen) return chosen;
  throw new FailureError('notFound', `no matching manifest for ${platformText(platform)} in the manifest list entries`);
}

const goDescriptor = ({ mediaType, digest, size, urls, annotations, platform, artifactType }: Descriptor) => ({
  mediaType,
  digest,
  size,
  urls: urls?.length ? urls : undefined,
  annotations: annotations && goMap(annotations),
  platform,
  artifactType,
});

/** An OCI manifest on one line, as Go marshals ocispec.Manifest; no newline at the end. */
export function encodeOciManifest(config: Descriptor, layers: readonly Descriptor[]): Uint8Array {
  return utf8(
    encodeGoJson({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      config: goDescriptor(config),
      layers: layers.map(goDescriptor),
    }),
  );
}

export function encodeOciIndex(manifests: readonly Descriptor[]): Uint8Array {
  return utf8(
    encodeGoJson({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: manifests.map(goDescriptor) }),
  );
}

/**
 * A schema 2 manifest as Docker pushes it: indented by three spaces (docker/distribution's canonical form), so that the
 * repo digest printed by `push` is the one real Docker prints for the same layers.
 */
export function encodeDockerManifest(config: Descriptor, layers: readonly Descriptor[]): Uint8Array {
  const part = ({ mediaType, size, digest }: Descriptor) => ({ mediaType, size, digest });
  const value = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.dockerManifest,
    config: part({ ...config, mediaType: MEDIA_TYPES.dockerConfig }),
    layers: layers.map((layer) => part({ ...layer, mediaType: MEDIA_TYPES.dockerLayerGzip })),
  };
  return utf8(JSON.stringify(value, null, 3));
}
