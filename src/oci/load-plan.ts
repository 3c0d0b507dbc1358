/**
 * What a `docker load` archive says is in it: manifest.json, or in archives of Docker before 1.10 `repositories` and a
 * folder per v1 image. Texts of errors are moby's (image/tarexport/load.go).
 */
import { FailureError } from '../base/errors.ts';
import { decodeJson, goKind, parseImageConfig } from './config.ts';
import type { ImageConfig } from './config.ts';
import type { DiffId, ImageId } from './digest-types.ts';
import { parseNormalized } from './reference.ts';
import type { Reference } from './reference.ts';

/** Paths are as the archive spells them: whoever keeps its files follows them, and refuses those that lead out. */
export interface LoadItem {
  readonly config: string;
  /** Reference texts as written; parse with `parseLoadTag` once the layers are in. */
  readonly repoTags: readonly string[];
  /** Paths of the layers, lowest first. */
  readonly layers: readonly string[];
  readonly parent?: ImageId;
}

/** The items of manifest.json, in its order. */
export function parseLoadManifest(bytes: Uint8Array): LoadItem[] {
  const value = decodeJson(bytes);
  if (value === null) throw refuse('invalid manifest, manifest cannot be null (but can be [])');
  if (!Array.isArray(value)) throw wrongType(value, 'value of type []tarexport.manifestItem');
  return value.map((item: unknown) => {
    if (item !== null && !isObject(item)) throw wrongType(item, 'value of type tarexport.manifestItem');
    const field = (name: string) => item?.[name] ?? undefined;
    const parent = word(field('Parent'), 'Parent');
    return {
      config: word(field('Config'), 'Config'),
      repoTags: words(field('RepoTags'), 'RepoTags'),
      layers: words(field('Layers'), 'Layers'),
      ...(parent && { parent: parent as ImageId }),
    };
  });
}

/** The config of an item, checked against it: an image for Linux with as many layers as the item names. */
export function checkLoadConfig(item: LoadItem, bytes: Uint8Array): ImageConfig {
  const config = parseImageConfig(bytes);
  if (config.os && config.os !== 'linux') throw new FailureError('invalid', `cannot load ${config.os} image on linux`);
  const [expected, actual] = [item.layers.length, config.rootfs.diff_ids.length];
  if (expected !== actual) {
    throw new FailureError('invalid', `invalid manifest, layers length mismatch: expected ${expected}, got ${actual}`);
  }
  return config;
}

/** A tag of an item; it must have a tag part. */
export function parseLoadTag(text: string): Reference {
  const reference = parseNormalized(text);
  if (reference.tag === undefined) throw new FailureError('invalid', `invalid tag "${text}"`);
  return reference;
}

export const wrongDiffId = (layer: number, expected: DiffId, actual: DiffId) =>
  new FailureError('invalid', `invalid diffID for layer ${layer}: expected "${expected}", got "${actual}"`);

/** The legacy `repositories` file: name, tag, v1 image id. */
export function parseRepositories(bytes: Uint8Array): { name: string; tag: string; id: string }[] {
  const value = decodeJson(bytes);
  if (!isObject(value)) throw wrongType(value, 'value of type map[string]map[string]string');
  return Object.entries(value).flatMap(([name, tags]) => {
    if (!isObject(tags)) throw wrongType(tags, 'value of type map[string]string');
    return Object.entries(tags).map(([tag, id]) => {
      if (typeof id !== 'string') throw wrongType(id, 'value of type string');
      return { name, tag, id };
    });
  });
}

/** Where a v1 image keeps its parts. */
export const legacyPaths = (id: string) => ({ json: `${id}/json`, layer: `${id}/layer.tar` }) as const;

const refuse = (message: string) => new FailureError('invalid', message);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function word(value: unknown, field: string): string {
  if (value !== undefined && typeof value !== 'string') throw wrongField(value, field, 'string');
  return value ?? '';
}

function words(value: unknown, field: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrongField(value, field, '[]string');
  return value.map((item: unknown) => word(item ?? undefined, field));
}

const wrongField = (value: unknown, field: string, type: string) =>
  wrongType(value, `struct field manifestItem.${field} of type ${type}`);

const wrongType = (value: unknown, wanted: string) =>
  refuse(`json: cannot unmarshal ${goKind(value)} into Go ${wanted}`);
