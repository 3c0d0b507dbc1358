/**
 * Packs recipes into a static OCI distribution tree: the files that a plain web server needs to be a registry to pull
 * from (distribution-spec, end-2, end-3 and end-8 as paths).
 *
 *     v2/library/busybox/blobs/sha256:…        layers (gzip) and config
 *     v2/library/busybox/manifests/sha256:…    schema 2 manifest
 *     v2/library/busybox/manifests/latest      the same bytes
 *     v2/library/busybox/tags/list
 *     v2/_catalog
 *
 * Blobs come before the manifests that name them, so a tree that is being written never promises what it lacks. Given
 * the same recipes and the same gzip, every byte is the same.
 */
import { utf8 } from '../base/bytes.ts';
import { LIMITS } from '../base/limits.ts';
import { collect } from '../base/streams.ts';
import type { ByteSource } from '../base/streams.ts';
import { encodeImageConfig } from '../oci/config.ts';
import type { HistoryEntry } from '../oci/config.ts';
import { asDiffId, createHasher, digestOf } from '../oci/digest.ts';
import type { Hasher } from '../oci/digest.ts';
import type { DiffId, Digest } from '../oci/digest-types.ts';
import { MEDIA_TYPES, encodeDockerManifest } from '../oci/manifest.ts';
import type { Descriptor } from '../oci/manifest.ts';
import { writeTar } from '../oci/tar/write.ts';
import { tarInputs } from './file-bytes.ts';
import type { ImageRecipe, RecipeEntry } from './recipe.ts';

export interface TreeFile {
  /** Below the tree's root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface TreeOptions {
  readonly gzip: (bytes: ByteSource) => ByteSource;
  /** SHA-256 of layers; WASM when there is none faster. */
  readonly hasher?: () => Promise<Hasher>;
}

export async function* buildTree(recipes: readonly ImageRecipe[], options: TreeOptions): AsyncGenerator<TreeFile> {
  const repositories = new Map<string, string[]>();
  const known: KnownLayers = new WeakMap();
  for (const recipe of recipes) {
    const base = `v2/${recipe.repository}`;
    const image = await packImage(recipe, options, known);
    for (const { digest, bytes } of image.blobs) yield { path: `${base}/blobs/${digest}`, bytes };
    for (const name of [image.digest, ...recipe.tags])
      yield { path: `${base}/manifests/${name}`, bytes: image.manifest };
    repositories.set(recipe.repository, [...(repositories.get(recipe.repository) ?? []), ...recipe.tags]);
  }
  for (const [repository, tags] of repositories) {
    yield {
      path: `v2/${repository}/tags/list`,
      bytes: utf8(`${JSON.stringify({ name: repository, tags: tags.sort() })}\n`),
    };
  }
  const names = [...repositories.keys()].sort();
  yield { path: 'v2/_catalog', bytes: utf8(`${JSON.stringify({ repositories: names })}\n`) };
}

export interface PackedImage {
  readonly digest: Digest;
  readonly manifest: Uint8Array;
  readonly config: Uint8Array;
  readonly diffIds: readonly DiffId[];
  /** Layers bottom first, then the config. */
  readonly blobs: readonly { readonly digest: Digest; readonly bytes: Uint8Array }[];
}

interface PackedLayer {
  readonly diffId: DiffId;
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** Layers that several images share, by the very array of their entries, are packed once. */
type KnownLayers = WeakMap<readonly RecipeEntry[], PackedLayer>;

export async function packImage(
  recipe: ImageRecipe,
  options: TreeOptions,
  known: KnownLayers = new WeakMap(),
): Promise<PackedImage> {
  const layers: PackedLayer[] = [];
  const history: HistoryEntry[] = [];
  for (const { created = recipe.created, createdBy, comment, layer } of recipe.steps) {
    const entry = { created, created_by: createdBy, ...(comment === undefined ? {} : { comment }) };
    history.push(layer ? entry : { ...entry, empty_layer: true });
    if (!layer) continue;
    const packed = known.get(layer) ?? (await packLayer(layer, Date.parse(created), options));
    known.set(layer, packed);
    layers.push(packed);
  }
  const diffIds = layers.map(({ diffId }) => diffId);
  const config = encodeImageConfig(
    {
      architecture: 'amd64',
      config: recipe.config,
      created: recipe.created,
      history,
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: diffIds },
    },
    'buildkit',
  );
  const configDescriptor = { mediaType: MEDIA_TYPES.dockerConfig, digest: await digestOf(config), size: config.length };
  const manifest = encodeDockerManifest(
    configDescriptor,
    layers.map(({ descriptor }) => descriptor),
  );
  const blobs = [
    ...layers.map(({ descriptor, bytes }) => ({ digest: descriptor.digest, bytes })),
    { digest: configDescriptor.digest, bytes: config },
  ];
  return { digest: await digestOf(manifest), manifest, config, diffIds, blobs };
}

/** The tar streams through the hasher into gzip, so that only the compressed bytes are ever held. */
async function packLayer(
  entries: readonly RecipeEntry[],
  mtime: number,
  { gzip, hasher: create = createHasher }: TreeOptions,
): Promise<PackedLayer> {
  const hasher = await create();
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of writeTar(tarInputs(entries, mtime))) {
      hasher.update(chunk);
      yield chunk;
    }
  }
  const bytes = await collect(gzip(hashed()), LIMITS.layerBytes);
  const descriptor = { mediaType: MEDIA_TYPES.dockerLayerGzip, digest: await digestOf(bytes), size: bytes.length };
  return { diffId: asDiffId(hasher.digest()), descriptor, bytes };
}
