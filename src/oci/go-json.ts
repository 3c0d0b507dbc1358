/**
 * JSON as Go's encoding/json writes it, byte for byte, because image ids are digests of such bytes. Plain objects stand
 * for structs and keep their order; a `Map` stands for a Go map, whose keys are sorted by their bytes; undefined
 * members are left out.
 */
export type GoJson =
  | null
  | boolean
  | number
  | string
  | readonly GoJson[]
  | ReadonlyMap<string, GoJson>
  | { readonly [member: string]: GoJson | undefined };

export function encodeGoJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    return JSON.stringify(value ?? null);
  }
  if (Array.isArray(value)) return `[${value.map(encodeGoJson).join(',')}]`;
  const members = value instanceof Map ? sortedEntries(value as Map<string, unknown>) : Object.entries(value as object);
  const parts: string[] = [];
  for (const [name, member] of members) {
    if (member !== undefined) parts.push(`${quoted(name)}:${encodeGoJson(member)}`);
  }
  return `{${parts.join(',')}}`;
}

/** A record as a Go map. */
export const goMap = <T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(record));

/** A JSON value with every object made a Go map: what unmarshalling into `interface{}` and marshalling again gives. */
export function goValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(goValue);
  if (value === null || typeof value !== 'object' || value instanceof Map) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, goValue(member)]));
}

function sortedEntries(map: ReadonlyMap<string, unknown>): (readonly [string, unknown])[] {
  return [...map].sort(([a], [b]) => compareUtf8(a, b));
}

/** Orders by UTF-8 bytes, which differs from code units only where surrogates meet U+E000 and above. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const high = (unit: number) =>
      unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2000 : unit > 0xdfff ? unit - 0x800 : unit;
    return high(x) - high(y);
  }
  return a.length - b.length;
}

const ESCAPED = /[\u0000-\u001f"\\<>&\u2028\u2029]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function quoted(text: string): string {
  const escaped = text.replace(
    ESCAPED,
    (unit) => SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
