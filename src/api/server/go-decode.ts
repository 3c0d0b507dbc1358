/**
 * JSON into the structs of `body-shapes`, as Go's encoding/json does: names match in any case, unknown ones are passed
 * over, null leaves the zero value, and a wrong type is an error in Go's words.
 */
import { shapeOf, STRING_TYPES, STRUCTS } from '../body-shapes.ts';

export class UnmarshalError extends Error {
  override name = 'UnmarshalError';
}

/** Where in the structs a value is: the innermost struct, and the field with those that lead to it. */
interface Place {
  readonly struct: string;
  readonly field?: string;
  readonly within?: Place | undefined;
}

export function decodeBody(struct: string, value: unknown): Record<string, unknown> {
  return decodeStruct(struct, value, undefined) as Record<string, unknown>;
}

function fail(place: Place | undefined, value: unknown, type: string, literal = ''): never {
  const kind = kindOf(value) + literal;
  const where = place ? `Go struct field ${short(place.struct)}.${fieldsTo(place).join('.')}` : 'Go value';
  throw new UnmarshalError(`json: cannot unmarshal ${kind} into ${where} of type ${type}`);
}

function fieldsTo({ field, within }: Place): readonly string[] {
  return [...(within ? fieldsTo(within) : []), ...(field === undefined ? [] : [field])];
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}

const short = (struct: string) => struct.slice(struct.indexOf('.') + 1);

function decodeStruct(struct: string, value: unknown, place: Place | undefined): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value !== 'object' || Array.isArray(value)) return fail(place, value, struct);
  const out: Record<string, unknown> = {};
  fill(struct, value as Record<string, unknown>, { struct, within: place }, out);
  return out;
}

function fill(struct: string, value: Record<string, unknown>, place: Place, out: Record<string, unknown>): void {
  const { embedded, named } = shapeOf(struct);
  for (const { name, type } of embedded) fill(type, value, { struct: place.struct, field: name, within: place }, out);
  for (const [key, item] of Object.entries(value)) {
    if (item === null) continue;
    const field = named.get(key.toLowerCase());
    if (!field) continue;
    const at = { struct: place.struct, field: field.name, within: place };
    const decoded = decodeValue(field.type, item, at);
    if (decoded !== undefined && decoded !== null) out[field.name] = decoded;
  }
}

function decodeValue(type: string, value: unknown, place: Place): unknown {
  if (type === 'any') return value;
  if (type === 'strslice') return decodeWords(value, place);
  if (value === null) return null;
  if (type.startsWith('[]')) return decodeList(type, value, place);
  if (type.startsWith('map[]')) return decodeMap(type, value, place);
  if (type in STRUCTS) return decodeStruct(type, value, place);
  if (type === 'struct') {
    if (typeof value !== 'object' || Array.isArray(value)) fail(place, value, 'struct {}');
    return {};
  }
  if (type === 'string' || STRING_TYPES.has(type)) {
    if (typeof value !== 'string') fail(place, value, type);
    return value;
  }
  if (type === 'bool') {
    if (typeof value !== 'boolean') fail(place, value, 'bool');
    return value;
  }
  return decodeInteger(type, value, place);
}

/** A list of words, or one word alone. */
function decodeWords(value: unknown, place: Place): unknown {
  if (value === null || typeof value === 'string') return value === null ? null : [value];
  if (Array.isArray(value) && value.every((item) => item === null || typeof item === 'string'))
    return value.map((item) => (item as string | null) ?? '');
  return fail(place, value, 'string');
}

function decodeList(type: string, value: unknown, place: Place): unknown {
  if (!Array.isArray(value)) return fail(place, value, goType(type));
  const item = type.slice(2);
  return value.map((part) => decodeValue(item, part, place) ?? zeroOf(item));
}

function decodeMap(type: string, value: unknown, place: Place): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) return fail(place, value, goType(type));
  const item = type.slice('map[]'.length);
  return Object.fromEntries(
    Object.entries(value as object).map(([key, part]) => [key, decodeValue(item, part, place) ?? zeroOf(item)]),
  );
}

const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  uint: [0, 2 ** 64],
  uint16: [0, 2 ** 16 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, 2 ** 64],
};

function decodeInteger(type: string, value: unknown, place: Place): number {
  if (typeof value !== 'number') return fail(place, value, type);
  const [least, most] = BOUNDS[type] ?? [-(2 ** 63), 2 ** 63 - 1024];
  if (!Number.isInteger(value) || value < least || value > most) return fail(place, value, type, ` ${goNumber(value)}`);
  return value;
}

/** As it was probably written: Go quotes the digits. */
function goNumber(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

function zeroOf(type: string): unknown {
  if (type === 'string' || STRING_TYPES.has(type)) return '';
  if (type === 'bool') return false;
  if (type === 'struct' || type in STRUCTS) return {};
  if (type.startsWith('[]') || type.startsWith('map[]')) return null;
  return 0;
}

function goType(type: string): string {
  if (type.startsWith('[]')) return `[]${goType(type.slice(2))}`;
  if (type.startsWith('map[]')) return `map[string]${goType(type.slice('map[]'.length))}`;
  return type === 'struct' ? 'struct {}' : type;
}
