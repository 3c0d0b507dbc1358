/**
 * What a `docker load` archive says is in it: manifest.json, or in archives of Docker before 1.10 `repositories` and a
 * folder per v1 image. Texts of errors are moby's (image/tarexport/load.go).
 */
import { FailureError } from '../base/errors.ts';
import { parseImageConfig, parseJson } from './config.ts';
import type { ImageConfig } from './config.ts';
import { clampedPath, normalPath } from './changeset.ts';
import type { DiffId, ImageId } from './digest-types.ts';
import { asImageId } from './digest.ts';
import { parseNormalized } from './reference.ts';
import type { Reference } from './reference.ts';

export interface LoadItem {
  /** Path of the config in the archive (normal form). */
  readonly config: string;
  /** Reference texts as written; parse with `parseLoadTag` once the layers are in. */
  readonly repoTags: readonly string[];
  /** Paths of the layers, lowest first. */
  readonly layers: readonly string[];
  readonly parent?: ImageId;
}

/** The items of manifest.json, in its order. */
export function parseLoadManifest(bytes: Uint8Array): LoadItem[] {
  const value = parseJson(bytes);
  if (!Array.isArray(value)) {
    throw wrongType(value, '[]tarexport.manifestItem');
  }
  return value.map((item: unknown) => {
    if (!isObject(item)) throw wrongType(item, 'tarexport.manifestItem');
    const parent = item['Parent'];
    return {
      config: pathWithin(item['Config']),
      repoTags: texts(item['RepoTags'], 'RepoTags'),
      layers: texts(item['Layers'], 'Layers').map(pathWithin),
      ...(typeof parent === 'string' && parent ? { parent: asImageId(parent) } : {}),
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
  const value = parseJson(bytes);
  if (!isObject(value)) throw wrongType(value, 'map[string]map[string]string');
  return Object.entries(value).flatMap(([name, tags]) => {
    if (!isObject(tags)) throw wrongType(tags, 'map[string]string');
    return Object.entries(tags).map(([tag, id]) => {
      if (typeof id !== 'string') throw wrongType(id, 'string');
      if (!/^[a-f0-9]{64}$/.test(id)) throw new FailureError('invalid', `invalid image ID: ${JSON.stringify(id)}`);
      return { name, tag, id };
    });
  });
}

/** Where a v1 image keeps its parts. */
export const legacyPaths = (id: string) => ({ json: `${id}/json`, layer: `${id}/layer.tar` }) as const;

/** Names a file in the archive; links in it are followed by whoever keeps the files. */
export const archivePath = (name: string): string => clampedPath(name);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pathWithin(value: unknown): string {
  if (typeof value !== 'string') throw wrongType(value, 'string');
  const path = normalPath(value);
  if (path === undefined) throw new FailureError('invalid', `evalSymlinksInScope: ${value} is not in the archive`);
  return path;
}

function texts(value: unknown, field: string): string[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw wrongType(value, `${field} of type []string`);
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw wrongType(item, `${field} of type string`);
    return item;
  });
}

function wrongType(value: unknown, type: string): FailureError {
  const kind = Array.isArray(value)
    ? 'array'
    : value === null
      ? 'null'
      : typeof value === 'boolean'
        ? 'bool'
        : typeof value;
  return new FailureError('invalid', `json: cannot unmarshal ${kind} into Go value of type ${type}`);
}
