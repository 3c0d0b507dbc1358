/** The functions of templates: Go's own and docker's (cli/templates). `and` and `or` are part of the interpreter. */
import { text as decoded, utf8 } from '../../base/bytes.ts';
import { toJson } from './json.ts';
import { printValue, sprint, sprintln } from './print.ts';
import { sprintf } from './printf.ts';
import {
  GoFloat,
  GoInteger,
  GoList,
  GoMap,
  GoNamed,
  GoPointer,
  GoStruct,
  integerOf,
  isNil,
  isTrue,
  NO_VALUE,
  stringList,
  stringOf,
  typeName,
  type GoValue,
} from './value.ts';

export class FunctionError extends Error {
  override name = 'FunctionError';
}

export interface TemplateFunction {
  readonly min: number;
  /** Absent: any number. */
  readonly max?: number;
  /** Static types of the parameters. */
  readonly types?: readonly string[];
  /** `sources`: the arguments as they are written, without one that comes through a pipe. */
  call(args: readonly GoValue[], sources: readonly string[]): GoValue;
}

const text = (value: GoValue | undefined) => value as string;

const strings = (types: readonly string[], call: (args: readonly GoValue[]) => GoValue): TemplateFunction => ({
  min: types.length,
  max: types.length,
  types,
  call,
});

const escaper = (table: Readonly<Record<string, string>>, pattern: RegExp): TemplateFunction => ({
  min: 0,
  call: (args) => sprint(args).replace(pattern, (char) => table[char] ?? char),
});

const compare = (test: (order: number) => boolean): TemplateFunction => ({
  min: 2,
  max: 2,
  call: ([a, b]) => test(order(a as GoValue, b as GoValue)),
});

export const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  not: { min: 1, max: 1, call: ([value]) => !isTrue(value as GoValue) },
  len: {
    min: 1,
    max: 1,
    call: ([value], [source]) => {
      if (source === 'nil' || typeof value === 'symbol')
        throw new FunctionError('reflect: call of reflect.Value.Type on zero Value');
      return lengthOf(value as GoValue);
    },
  },
  index: { min: 1, call: ([value, ...keys]) => keys.reduce(indexOf, value as GoValue) as GoValue },
  slice: { min: 1, call: sliceOf },
  print: { min: 0, call: sprint },
  printf: { min: 1, types: ['string'], call: ([format, ...args]) => sprintf(text(format), args) },
  println: { min: 0, call: sprintln },
  html: escaper({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&#34;', "'": '&#39;' }, /[<>&"']/g),
  js: escaper(
    {
      '"': '\\"',
      "'": "\\'",
      '\\': '\\\\',
      '<': '\\u003C',
      '>': '\\u003E',
      '&': '\\u0026',
      '=': '\\u003D',
      '\n': '\\u000A',
    },
    /["'\\<>&=\n]/g,
  ),
  urlquery: {
    min: 0,
    call: (args) =>
      encodeURIComponent(sprint(args))
        .replaceAll('%20', '+')
        .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  },
  call: { min: 1, call: ([value = null], [source]) => notCallable(value, source) },
  eq: {
    min: 1,
    call: ([first, ...others]) => {
      if (others.length === 0) throw new FunctionError('missing argument for comparison');
      return others.some((other) => equal(first as GoValue, other));
    },
  },
  ne: { min: 2, max: 2, call: ([a, b]) => !equal(a as GoValue, b as GoValue) },
  lt: compare((order) => order < 0),
  le: compare((order) => order <= 0),
  gt: compare((order) => order > 0),
  ge: compare((order) => order >= 0),
  json: { min: 1, max: 1, call: ([value]) => toJson(value as GoValue) },
  split: strings(['string', 'string'], ([value, by]) => stringList(text(value).split(text(by)))),
  join: strings(['[]string', 'string'], ([value, by]) =>
    (value as GoList).items.map((item) => printValue(item)).join(text(by)),
  ),
  title: strings(['string'], ([value]) =>
    text(value).replace(
      /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
      (_all, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  ),
  lower: strings(['string'], ([value]) => text(value).toLowerCase()),
  upper: strings(['string'], ([value]) => [...text(value)].map(upperRune).join('')),
  pad: strings(['string', 'int', 'int'], ([value, before, after]) => {
    const counts = [before as number, after as number];
    if (text(value) !== '' && counts.some((count) => count < 0))
      throw new FunctionError('strings: negative Repeat count');
    return text(value) === '' ? '' : ' '.repeat(counts[0]!) + text(value) + ' '.repeat(counts[1]!);
  }),
  truncate: strings(['string', 'int'], ([value, size]) => {
    const bytes = utf8(text(value));
    if ((size as number) < 0) throw new FunctionError(`runtime error: slice bounds out of range [:${String(size)}]`);
    return decoded(bytes.subarray(0, size as number));
  }),
};

/** One letter for one: German sharp s has no capital. */
function upperRune(char: string): string {
  const upper = char.toUpperCase();
  return [...upper].length === 1 ? upper : char;
}

const same = (...types: string[]): TemplateFunction => ({
  min: types.length,
  max: types.length,
  call: ([value]) => value as GoValue,
});

/** In the header of a table these leave the column's title as it is. */
export const HEADER_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  json: same('any'),
  title: same('any'),
  lower: same('any'),
  upper: same('any'),
  truncate: same('any', 'any'),
  join: same('any', 'any'),
  split: same('any', 'any'),
};

function lengthOf(value: GoValue): number {
  const string = stringOf(value);
  if (string !== undefined) return new TextEncoder().encode(string).length;
  if (value instanceof GoList) return value.items.length;
  if (value instanceof GoMap) return value.entries.size;
  if (value === null || typeof value === 'symbol' || value instanceof GoPointer)
    throw new FunctionError('len of nil pointer');
  throw new FunctionError(`len of type ${typeName(value)}`);
}

function indexOf(value: GoValue, key: GoValue): GoValue {
  if (value === null || typeof value === 'symbol') throw new FunctionError('index of untyped nil');
  if (value instanceof GoMap) {
    const wanted = value.named.startsWith('nat.') ? 'nat.Port' : 'string';
    if (typeof key !== 'string' || wanted !== 'string')
      throw new FunctionError(`value has type ${typeName(key)}; should be ${wanted}`);
    const found = value.entries.get(key);
    if (found !== undefined) return found;
    return missingItem(value.type);
  }
  const string = stringOf(value);
  if (value instanceof GoList || string !== undefined) {
    const at = position(key);
    const size = lengthOf(value);
    if (at < 0 || at > size) throw new FunctionError(`index out of range: ${at}`);
    if (at === size)
      throw new FunctionError(`reflect: ${value instanceof GoList ? 'slice' : 'string'} index out of range`);
    if (value instanceof GoList) return value.items[at] as GoValue;
    return new GoInteger('uint8', new TextEncoder().encode(string)[at] as number);
  }
  throw new FunctionError(`can't index item of type ${typeName(value)}`);
}

/** What index answers for a key that the map has not: the zero value of its items. */
function missingItem(type: string): GoValue {
  if (type.endsWith(']struct{}')) return new GoStruct('struct{}', []);
  if (type.endsWith(']string')) return '';
  if (type.includes('interface')) return NO_VALUE;
  return type.includes('][]') ? new GoList('', [], true) : null;
}

function position(value: GoValue): number {
  const number = integerOf(value);
  if (number === undefined) throw new FunctionError(`cannot index slice/array with type ${typeName(value)}`);
  return number;
}

function sliceOf([value, ...bounds]: readonly GoValue[]): GoValue {
  if (value === null || value === undefined || typeof value === 'symbol')
    throw new FunctionError('slice of untyped nil');
  if (bounds.length > 3) throw new FunctionError(`too many slice indexes: ${bounds.length}`);
  const string = stringOf(value);
  if (string === undefined && !(value instanceof GoList))
    throw new FunctionError(`can't slice item of type ${typeName(value)}`);
  if (bounds.length === 3 && string !== undefined) throw new FunctionError('cannot 3-index slice a string');
  const size = lengthOf(value);
  const [from = 0, to = size] = bounds.map((bound) => {
    const at = position(bound);
    if (at < 0 || at > size) throw new FunctionError(`index out of range: ${at}`);
    return at;
  });
  if (from > to) throw new FunctionError(`invalid slice index: ${from} > ${to}`);
  if (value instanceof GoList) return new GoList(value.type, value.items.slice(from, to));
  const part = (string as string).slice(from, to);
  return value instanceof GoNamed ? new GoNamed(value.type, part) : part;
}

type Basic = 'bool' | 'int' | 'float' | 'string' | 'nil';

function basicOf(value: GoValue): Basic {
  if (value === null || typeof value === 'symbol') return 'nil';
  if (typeof value === 'boolean') return 'bool';
  if (integerOf(value) !== undefined) return 'int';
  if (value instanceof GoFloat) return 'float';
  if (stringOf(value) !== undefined) return 'string';
  throw new FunctionError('invalid type for comparison');
}

const plain = (value: GoValue) =>
  value instanceof GoFloat ? value.value : (stringOf(value) ?? integerOf(value) ?? value);

/** As text/template's eq: kinds first; of what is no basic kind only structs and nil have an equal. */
function equal(a: GoValue, b: GoValue): boolean {
  const kindOf = (value: GoValue) => (isComposite(value) ? 'other' : basicOf(value));
  const [x, y] = [kindOf(a), kindOf(b)];
  if (x === 'nil' || y === 'nil') return isNil(a) && isNil(b);
  if (x !== y) throw new FunctionError('incompatible types for comparison');
  return x === 'other' ? equalComposites(a as Composite, b as Composite) : plain(a) === plain(b);
}

type Composite = GoList | GoMap | GoStruct | GoPointer;

const isComposite = (value: GoValue): value is Composite =>
  value instanceof GoList || value instanceof GoMap || value instanceof GoStruct || value instanceof GoPointer;

function equalComposites(a: Composite, b: Composite): boolean {
  if (a.constructor !== b.constructor) {
    const [first, second] = [`${printValue(a)}: ${typeName(a)}`, `${typeName(b)}: ${printValue(b)}`];
    throw new FunctionError(`non-comparable types ${first}, ${second}`);
  }
  if (a instanceof GoStruct || b instanceof GoStruct)
    return typeName(a) === typeName(b) && printValue(a) === printValue(b);
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b);
  throw new FunctionError(`non-comparable type ${printValue(b)}: ${typeName(b)}`);
}

function order(a: GoValue, b: GoValue): number {
  const [x, y] = [basicOf(a), basicOf(b)];
  if (x === 'nil' || y === 'nil') throw new FunctionError('invalid type for comparison');
  if (x !== y) throw new FunctionError('incompatible types for comparison');
  if (x === 'bool') throw new FunctionError('invalid type for comparison');
  const [p, q] = [plain(a) as string | number, plain(b) as string | number];
  return p < q ? -1 : p > q ? 1 : 0;
}

function notCallable(value: GoValue, source?: string): never {
  if (value === null) throw new FunctionError('call of nil');
  const shown = source?.replace(/^\((.*)\)$/s, '$1') ?? printValue(value);
  throw new FunctionError(`non-function ${shown} of type ${typeName(value)}`);
}
