/** Reading, setting and deleting by path. */
import { described, fail } from './failure.ts';
import { compare, isArray, isObject, type Json, type JsonArray } from './json.ts';
import { cut } from './failure.ts';
import { printed } from './print.ts';

/** jq makes no array longer than this. */
const MAX_INDEX = 536_870_911;

export function index(value: Json, key: Json): Json {
  if (isObject(value) && typeof key === 'string') return value.get(key) ?? null;
  if (isArray(value) && typeof key === 'number') {
    const at = Math.floor(key);
    return value[at < 0 ? at + value.length : at] ?? null;
  }
  if (value === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  if (isObject(key) && (isArray(value) || value === null || typeof value === 'string'))
    return slice(value, key.get('start') ?? null, key.get('end') ?? null);
  if (isArray(value) && isArray(key)) return indices(value, key);
  const kind = described(value).split(' ')[0] as string;
  if (typeof key === 'string') return fail(`Cannot index ${kind} with string "${key}"`);
  return fail(`Cannot index ${kind} with ${described(key).split(' ')[0]}`);
}

function bounds(length: number, from: Json, to: Json): readonly [number, number] {
  if ((from !== null && typeof from !== 'number') || (to !== null && typeof to !== 'number'))
    return fail('Start and end indices of an array slice must be numbers');
  const place = (given: number) => Math.max(0, Math.min(length, given < 0 ? given + length : given));
  const start = place(Math.floor(from ?? 0));
  return [start, Math.max(start, place(Math.ceil(to ?? length)))];
}

export function slice(value: Json, from: Json, to: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string') {
    const letters = [...value];
    return letters.slice(...bounds(letters.length, from, to)).join('');
  }
  if (!isArray(value)) return fail(`Cannot index ${described(value).split(' ')[0]} with object`);
  return value.slice(...bounds(value.length, from, to));
}

/** Where an array begins inside another. */
export function indices(whole: JsonArray, part: JsonArray): JsonArray {
  const found: number[] = [];
  if (part.length === 0) return null as unknown as JsonArray;
  for (let at = 0; at + part.length <= whole.length; at++)
    if (part.every((item, i) => compare(item, whole[at + i] as Json) === 0)) found.push(at);
  return found;
}

export function getPath(value: Json, path: JsonArray): Json {
  let at = value;
  for (const key of path) {
    if (at === null) return null;
    at = index(at, key);
  }
  return at;
}

export function setPath(value: Json, path: JsonArray, set: Json): Json {
  if (path.length === 0) return set;
  const [key, ...rest] = path as [Json, ...Json[]];
  return setKey(value, key, setPath(index(value, key), rest, set));
}

function setKey(value: Json, key: Json, set: Json): Json {
  if (typeof key === 'string' && (value === null || isObject(value))) return new Map(value ?? []).set(key, set);
  if (typeof key === 'number' && (value === null || isArray(value))) {
    const items = [...(value ?? [])];
    const at = Math.floor(key) < 0 ? Math.floor(key) + items.length : Math.floor(key);
    if (at < 0) return fail('Out of bounds negative array index');
    if (at > MAX_INDEX) return fail('Array index too large');
    while (items.length < at) items.push(null);
    items[at] = set;
    return items;
  }
  if (isObject(key) && (value === null || isArray(value))) {
    if (!isArray(set)) return fail('A slice of an array can only be assigned another array');
    const [from, to] = bounds((value ?? []).length, key.get('start') ?? null, key.get('end') ?? null);
    return [...(value ?? []).slice(0, from), ...set, ...(value ?? []).slice(to)];
  }
  return fail(
    `Cannot ${typeof key === 'object' ? 'update field at' : 'index'} ${described(value).split(' ')[0]} with ${
      typeof key === 'string' ? `"${key}"` : described(key).split(' ')[0]
    }`,
  );
}

/** Longest and last first, so that what is deleted moves nothing that is still to go. */
export function deletePaths(value: Json, paths: readonly Json[]): Json {
  const ordered = [...paths].sort((a, b) => compare(b, a));
  return ordered.reduce((from: Json, path) => {
    if (!isArray(path)) return fail('Path must be specified as an array');
    return deletePath(from, path);
  }, value);
}

function deletePath(value: Json, path: JsonArray): Json {
  if (path.length === 0) return null;
  const [key, ...rest] = path as [Json, ...Json[]];
  if (value === null) return null;
  if (rest.length > 0) {
    const inner = index(value, key);
    return inner === null ? value : setKey(value, key, deletePath(inner, rest));
  }
  if (isObject(value) && typeof key === 'string') {
    const left = new Map(value);
    left.delete(key);
    return left;
  }
  if (isArray(value) && typeof key === 'number') {
    const at = key < 0 ? key + value.length : key;
    return value.filter((_, i) => i !== at);
  }
  if (isArray(value) && isObject(key)) {
    const [from, to] = bounds(value.length, key.get('start') ?? null, key.get('end') ?? null);
    return value.filter((_, i) => i < from || i >= to);
  }
  if (isObject(value)) return fail(`Cannot delete field at object index of ${described(key).split(' ')[0]}`);
  if (isArray(value)) return fail(`Cannot delete field at array index of ${described(key).split(' ')[0]}`);
  return fail(
    `Cannot delete field at ${typeof key === 'string' ? 'object' : 'array'} index of ${described(value).split(' ')[0]}`,
  );
}

export function iterate(value: Json): readonly (readonly [key: Json, value: Json])[] {
  if (isArray(value)) return value.map((item, i) => [i, item] as const);
  if (isObject(value)) return [...value];
  return fail(
    value === null
      ? 'Cannot iterate over null'
      : `Cannot iterate over ${described(value).split(' ')[0]} (${cut(printed(value))})`,
  );
}
