/**
 * Plain data as structured clone has it (bytes, maps, sets, undefined members) as JSON, and back:
 *
 *     Uint8Array  {"$bytes": "<base64>"}
 *     Map         {"$map": [[key, value] …]}
 *     Set         {"$set": [value …]}
 *     undefined   {"$undefined": true}
 *     an object with a key that begins with $   {"$object": [[key, value] …]}
 */
import { FailureError } from '../base/errors.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** FailureError `system` on what is no plain data. */
export function toJson(value: unknown): Json {
  if (value === undefined) return { $undefined: true };
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Uint8Array) return { $bytes: base64(value) };
  if (value instanceof Map) return { $map: [...value].map(([key, item]) => [toJson(key), toJson(item)]) };
  if (value instanceof Set) return { $set: [...value].map(toJson) };
  if (typeof value !== 'object') throw new FailureError('system', `a ${typeof value} cannot be exported`);
  const entries = Object.entries(value).map(([key, item]) => [key, toJson(item)] as const);
  return entries.some(([key]) => key.startsWith('$')) ? { $object: entries } : Object.fromEntries(entries);
}

/** FailureError `invalid` on what `toJson` does not make. */
export function fromJson(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json);
  const [tag, value] = entries[0] ?? ['', undefined];
  if (!tag.startsWith('$')) return Object.fromEntries(entries.map(([key, item]) => [key, fromJson(item)]));
  switch (tag) {
    case '$undefined':
      return undefined;
    case '$bytes':
      return bytesOf(value);
    case '$map':
      return new Map(pairs(value));
    case '$set':
      return new Set(listOf(value).map(fromJson));
    case '$object':
      return Object.fromEntries(pairs(value) as [string, unknown][]);
    default:
      throw damaged();
  }
}

const damaged = () => new FailureError('invalid', 'not plain data');

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged();
  return value;
}

function pairs(value: unknown): [unknown, unknown][] {
  return listOf(value).map((pair) => {
    const [key, item] = listOf(pair);
    return [fromJson(key), fromJson(item)];
  });
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

function bytesOf(value: unknown): Uint8Array {
  if (typeof value !== 'string') throw damaged();
  try {
    return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
  } catch {
    throw damaged();
  }
}
