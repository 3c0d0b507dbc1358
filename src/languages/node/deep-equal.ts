/** Equality of values as assert.deepEqual and util.isDeepStrictEqual understand it. */
export function isDeepEqual(a: unknown, b: unknown, strict: boolean): boolean {
  return equal(a, b, strict, []);
}

function equal(a: unknown, b: unknown, strict: boolean, seen: readonly (readonly [unknown, unknown])[]): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return !strict && a == b;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  const inner = (x: unknown, y: unknown) => equal(x, y, strict, [...seen, [a, b]]);
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp && b instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && inner(value, b.get(key)));
  if (a instanceof Set && b instanceof Set)
    return a.size === b.size && [...a].every((item) => b.has(item) || [...b].some((other) => inner(item, other)));
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && inner((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
