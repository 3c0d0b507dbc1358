/** Built-in functions that make one value of others. */
import { utf8 } from '../../../base/bytes.ts';
import { add, contains, split } from './arithmetic.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import { described, fail } from './failure.ts';
import { format, toText } from './formats.ts';
import {
  compare,
  isArray,
  isObject,
  JsonError,
  JsonReader,
  sortedKeys,
  typeOf,
  type Json,
  type JsonArray,
} from './json.ts';
import { indices as places } from './paths.ts';
import { printed } from './print.ts';
import { REGEX_FUNCTIONS } from './regex-functions.ts';

export type ValueFunction = (value: Json, ...args: Json[]) => Json;

const MATH: Readonly<Record<string, (x: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round: (x) => Math.sign(x) * Math.round(Math.abs(x)),
  trunc: Math.trunc,
  rint: nearestEven,
  nearbyint: nearestEven,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  fabs: Math.abs,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  exp10: (x) => 10 ** x,
  pow10: (x) => 10 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  significand: (x) => (x === 0 ? 0 : x / 2 ** Math.floor(Math.log2(Math.abs(x)))),
  logb: (x) => Math.floor(Math.log2(Math.abs(x))),
};

const MATH2: Readonly<Record<string, (x: number, y: number) => number>> = {
  pow: Math.pow,
  atan2: Math.atan2,
  fmin: Math.min,
  fmax: Math.max,
  fmod: (x, y) => x % y,
  ldexp: (x, y) => x * 2 ** y,
  scalb: (x, y) => x * 2 ** y,
  hypot: Math.hypot,
};

function nearestEven(x: number): number {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
}

function number(value: Json): number {
  return typeof value === 'number' ? value : fail(`${described(value)} number required`);
}

function array(value: Json, wanted: string): JsonArray {
  return isArray(value) ? value : fail(`${described(value)} ${wanted}`);
}

function text(value: Json, message: string): string {
  return typeof value === 'string' ? value : fail(message);
}

export const VALUE_FUNCTIONS: Readonly<Record<string, ValueFunction>> = {
  ...Object.fromEntries(Object.entries(MATH).map(([name, f]) => [`${name}/0`, (value: Json) => f(number(value))])),
  ...Object.fromEntries(
    Object.entries(MATH2).map(([name, f]) => [`${name}/2`, (_: Json, a: Json, b: Json) => f(number(a), number(b))]),
  ),
  ...DATE_FUNCTIONS,
  ...REGEX_FUNCTIONS,
  'null/0': () => null,
  'true/0': () => true,
  'false/0': () => false,
  'nan/0': () => NaN,
  'infinite/0': () => Infinity,
  'isnan/0': (value) => Number.isNaN(number(value)),
  'isinfinite/0': (value) => Math.abs(number(value)) === Infinity,
  'isnormal/0': (value) => Number.isFinite(number(value)) && Math.abs(number(value)) >= 2.2250738585072014e-308,
  'type/0': typeOf,
  'length/0': length,
  'utf8bytelength/0': (value) => utf8(text(value, `${described(value)} only strings have UTF-8 byte length`)).length,
  'keys/0': (value) => keys(value, true),
  'keys_unsorted/0': (value) => keys(value, false),
  'has/1': has,
  'contains/1': contains,
  'add/0': (value) =>
    (isObject(value) ? [...value.values()] : array(value, 'cannot be iterated over')).reduce(add, null),
  'tostring/0': toText,
  'tojson/0': (value) => printed(value),
  'fromjson/0': fromJson,
  'tonumber/0': toNumber,
  'ascii_downcase/0': (value) =>
    text(value, 'ascii_downcase input must be a string').replace(/[A-Z]/g, (char) => char.toLowerCase()),
  'ascii_upcase/0': (value) =>
    text(value, 'ascii_upcase input must be a string').replace(/[a-z]/g, (char) => char.toUpperCase()),
  'startswith/1': (value, part) =>
    text(value, 'startswith() requires string inputs').startsWith(text(part, 'startswith() requires string inputs')),
  'endswith/1': (value, part) =>
    text(value, 'endswith() requires string inputs').endsWith(text(part, 'endswith() requires string inputs')),
  'trim/0': (value) => text(value, `${described(value)} cannot be trimmed`).trim(),
  'ltrim/0': (value) => text(value, `${described(value)} cannot be trimmed`).trimStart(),
  'rtrim/0': (value) => text(value, `${described(value)} cannot be trimmed`).trimEnd(),
  'explode/0': (value) =>
    [...text(value, `${described(value)} cannot be exploded`)].map((c) => c.codePointAt(0) as number),
  'implode/0': (value) =>
    String.fromCodePoint(...array(value, 'cannot be imploded, must be an array of codepoints').map(number)),
  'split/1': (value, by) =>
    split(
      text(value, 'split input and separator must be strings'),
      text(by, 'split input and separator must be strings'),
    ),
  'join/1': (value, mark) => joined(value, mark),
  'reverse/0': (value) => {
    if (typeof value === 'string') return [...value].reverse().join('');
    return value === null ? [] : [...array(value, 'cannot be reversed, as it is not an array')].reverse();
  },
  'min/0': (value) =>
    array(value, 'has no minimum').reduce((a: Json, b) => (a === null || compare(b, a) < 0 ? b : a), null),
  'max/0': (value) =>
    array(value, 'has no maximum').reduce((a: Json, b) => (a === null || compare(b, a) >= 0 ? b : a), null),
  'unique/0': (value) =>
    [...array(value, 'cannot be sorted, as it is not an array')]
      .sort(compare)
      .filter((item, i, all) => i === 0 || compare(item, all[i - 1] as Json) !== 0),
  'flatten/0': (value) => flat(array(value, 'cannot be flattened'), Infinity),
  'flatten/1': (value, depth) =>
    number(depth) < 0
      ? fail('flatten depth must not be negative')
      : flat(array(value, 'cannot be flattened'), number(depth)),
  'indices/1': indices,
  'transpose/0': transpose,
  'format/1': (value, name) => {
    const convert = typeof name === 'string' ? format(`@${name}`) : undefined;
    return convert
      ? convert(value)
      : fail(`${typeof name === 'string' ? name : described(name)} is not a valid format`);
  },
  'gamma/0': (value) => logGamma(number(value)),
  'lgamma/0': (value) => logGamma(number(value)),
  'bsearch/1': search,
};

function length(value: Json): Json {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return [...value].length;
  if (isArray(value)) return value.length;
  return isObject(value) ? value.size : fail(`${described(value)} has no length`);
}

function keys(value: Json, sorted: boolean): Json {
  if (isObject(value)) return sorted ? sortedKeys(value) : [...value.keys()];
  return isArray(value) ? value.map((_, i) => i) : fail(`${described(value)} has no keys`);
}

function has(value: Json, key: Json): Json {
  if (isObject(value) && typeof key === 'string') return value.has(key);
  if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  return fail(`Cannot check whether ${typeOf(value)} has a ${typeOf(key) === 'string' ? 'string' : typeOf(key)} key`);
}

function fromJson(value: Json): Json {
  const source = text(value, `${described(value)} cannot be parsed as JSON`);
  try {
    const reader = new JsonReader(source);
    const found = reader.next();
    if (found === undefined) return null;
    if (reader.next() !== undefined) return fail(`Unexpected extra JSON values (while parsing '${source}')`);
    return found;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return fail(`${error.message} (while parsing '${source}')`);
  }
}

function toNumber(value: Json): Json {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return fail(`${described(value)} cannot be parsed as a number`);
  if (/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return Number(value);
  return fail(`Invalid numeric literal at EOF at line 1, column ${value.length} (while parsing '${value}')`);
}

function joined(value: Json, mark: Json): Json {
  const items = array(value, 'cannot be iterated over');
  if (items.length === 0) return '';
  const parts = items.map((item) => {
    if (item === null) return '';
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return printed(item);
    return fail(`${described(typeof mark === 'string' ? mark : '')} and ${described(item)} cannot be added`);
  });
  return parts.join(mark === null ? '' : text(mark, `${described(mark)} cannot be added to a string`));
}

function flat(items: JsonArray, depth: number): Json[] {
  return items.flatMap((item) => (isArray(item) ? (depth >= 1 ? flat(item, depth - 1) : [item]) : [item]));
}

function indices(value: Json, part: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string' && typeof part === 'string') {
    if (part === '') return null;
    const found: number[] = [];
    for (let at = value.indexOf(part); at >= 0; at = value.indexOf(part, at + 1))
      found.push([...value.slice(0, at)].length);
    return found;
  }
  if (!isArray(value)) return fail(`Cannot index ${typeOf(value)} with ${typeOf(part)}`);
  return isArray(part) ? places(value, part) : places(value, [part]);
}

function transpose(value: Json): Json {
  const rows = array(value, 'cannot be transposed').map((row) => array(row, 'cannot be transposed'));
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? null));
}

function search(value: Json, wanted: Json): Json {
  const items = array(value, 'cannot be searched from');
  let [low, high] = [0, items.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(items[middle] as Json, wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

/** By Lanczos' approximation. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const sum = coefficients.reduce((total, c, i) => total + c / (x + i), 0.99999999999980993);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
