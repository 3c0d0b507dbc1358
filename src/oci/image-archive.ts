/**
 * The archive of `docker save`, entry for entry as Engine 26 writes it: an OCI image layout whose layers are not
 * compressed, with Docker's own manifest.json, repositories, and a v1 JSON per layer.
 */
import { utf8 } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import { parseImageConfig } from './config.ts';
import { blobOfDiff, blobOfImage, digestOf, hexOf } from './digest.ts';
import type { DiffId, Digest, ImageId } from './digest-types.ts';
import { compareUtf8, encodeGoJson, goMap } from './go-json.ts';
import { legacyImages } from './legacy-image.ts';
import { encodeOciIndex, encodeOciManifest, MEDIA_TYPES } from './manifest.ts';
import type { Descriptor } from './manifest.ts';
import { familiarName, familiarString, fullString } from './reference.ts';
import type { Reference } from './reference.ts';
import type { TarHeader } from './tar/header.ts';
import { writeTar } from './tar/write.ts';
import type { TarInput } from './tar/write.ts';

export interface SavedLayer {
  readonly diffId: DiffId;
  /** Bytes of the uncompressed tar. */
  readonly size: number;
  source(): ByteSource;
}

export interface SavedImage {
  readonly id: ImageId;
  /** The config's bytes as stored. */
  readonly config: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** The tags to keep, each with a tag; none when saved by id. */
  readonly tags: readonly Reference[];
  /** Set when the parent is in the same archive. */
  readonly parent?: ImageId;
  /** Lowest first. */
  readonly layers: readonly SavedLayer[];
}

export const ARCHIVE = {
  manifest: 'manifest.json',
  repositories: 'repositories',
  index: 'index.json',
  layout: 'oci-layout',
} as const;

const LAYOUT = utf8('{"imageLayoutVersion": "1.0.0"}');
const blobPath = (digest: string) => `blobs/sha256/${hexOf(digest)}`;

interface SavedFile {
  readonly size: number;
  readonly mtime: number;
  readonly body: Uint8Array | (() => ByteSource);
}

/** The archive of some images. `now`, in milliseconds, dates what is dated when saving. Entries sorted by name. */
export async function* saveArchive(images: readonly SavedImage[], now: number): AsyncGenerator<Uint8Array> {
  const files = new Map<string, SavedFile>();
  const add = (path: string, body: Uint8Array, mtime: number) =>
    void (files.has(path) || files.set(path, { size: body.length, mtime, body }));
  const index: Descriptor[] = [];
  for (const image of images) {
    const config = parseImageConfig(image.config);
    if (image.layers.length === 0) throw new FailureError('system', 'empty export - not implemented');
    const legacy = await legacyImages(config);
    for (const { json } of legacy) add(blobPath(await digestOf(json)), json, image.created);
    for (const { diffId, size, source } of image.layers) {
      const path = blobPath(diffId);
      if (!files.has(path)) files.set(path, { size, mtime: image.created, body: source });
    }
    add(blobPath(image.id), image.config, image.created);
    const manifest = ociManifest(image);
    const digest = await digestOf(manifest);
    add(blobPath(digest), manifest, 0);
    // As in moby: an image without a tag is in the index only when it is the first.
    if (image.tags.length || index.length === 0) index.push(...indexEntries(image, digest, manifest.length));
  }
  add(ARCHIVE.index, encodeOciIndex(index), now);
  add(ARCHIVE.manifest, dockerManifest(images), 0);
  add(ARCHIVE.layout, LAYOUT, 0);
  const repositories = repositoriesFile(images);
  if (repositories) add(ARCHIVE.repositories, repositories, 0);
  yield* writeTar(inOrder(files, images.at(-1)?.created ?? now, now));
}

function* inOrder(files: ReadonlyMap<string, SavedFile>, created: number, now: number): Generator<TarInput> {
  yield { header: { ...METADATA, name: 'blobs', type: 'directory', mode: 0o755, mtime: created, size: 0 } };
  yield { header: { ...METADATA, name: 'blobs/sha256', type: 'directory', mode: 0o755, mtime: now, size: 0 } };
  for (const path of [...files.keys()].sort(compareUtf8)) {
    const { size, mtime, body } = files.get(path) as SavedFile;
    const header: TarHeader = { ...METADATA, name: path, type: 'file', mode: 0o644, mtime, size };
    yield { header, body: typeof body === 'function' ? body() : body };
  }
}

const METADATA = { uid: 0, gid: 0 } as const;

const layerDescriptor = ({ diffId, size }: SavedLayer): Descriptor => ({
  mediaType: MEDIA_TYPES.ociLayer,
  digest: blobOfDiff(diffId),
  size,
});

const ociManifest = ({ id, config, layers }: SavedImage): Uint8Array =>
  encodeOciManifest(
    { mediaType: MEDIA_TYPES.ociConfig, digest: blobOfImage(id), size: config.length },
    layers.map(layerDescriptor),
  );

function indexEntries({ tags }: SavedImage, digest: Digest, size: number): Descriptor[] {
  const entry = { mediaType: MEDIA_TYPES.ociManifest, digest, size };
  if (tags.length === 0) return [entry];
  return tags.map((tag) => ({
    ...entry,
    annotations: {
      'io.containerd.image.name': fullString(tag),
      'org.opencontainers.image.ref.name': tag.tag ?? 'latest',
    },
  }));
}

function dockerManifest(images: readonly SavedImage[]): Uint8Array {
  const items = images.map(({ id, tags, parent, layers }) => ({
    Config: blobPath(id),
    RepoTags: tags.length ? tags.map(familiarString) : null,
    Layers: layers.map(({ diffId }) => blobPath(diffId)),
    Parent: parent,
    LayerSources: new Map(
      layers.map((layer) => {
        const { mediaType, size, digest } = layerDescriptor(layer);
        return [layer.diffId as string, { mediaType, size, digest }];
      }),
    ),
  }));
  return utf8(`${encodeGoJson(items)}\n`);
}

/** Repository to tag to the hex of its topmost layer; undefined when nothing is tagged. */
function repositoriesFile(images: readonly SavedImage[]): Uint8Array | undefined {
  const repositories = new Map<string, Map<string, string>>();
  for (const { tags, layers } of images) {
    const top = hexOf((layers.at(-1) as SavedLayer).diffId);
    for (const tag of tags) {
      const name = familiarName(tag);
      const known = repositories.get(name) ?? new Map<string, string>();
      repositories.set(name, known.set(tag.tag ?? 'latest', top));
    }
  }
  return repositories.size ? utf8(`${encodeGoJson(goMap(Object.fromEntries(repositories)))}\n`) : undefined;
}
