/** Go's fmt: default formatting of values, Sprint, Sprintln and Sprintf. */
import { utf8 } from '../../base/bytes.ts';
import { quote } from '../flags/numbers.ts';
import { goSyntax } from './go-syntax.ts';
import { byBytes } from './json.ts';
import { significant } from './units.ts';
import {
  GoDuration,
  GoFloat,
  GoFunction,
  GoList,
  GoMap,
  GoNamed,
  GoNumber,
  GoPointer,
  GoStruct,
  GoTime,
  stringOf,
  typeName,
  type GoValue,
} from './value.ts';

/** Stands for where something lies in memory. */
const ADDRESS = '0xc000012345';

/** %v, or %+v with the names of fields. Pointers to structs print as what they point to only at the top. */
export function printValue(value: GoValue, top = true, named = false): string {
  const inner = (part: GoValue) => printValue(part, false, named);
  if (typeof value === 'symbol') return '<no value>';
  if (value === null) return '<nil>';
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (value instanceof GoFloat) return goFloat(value.value);
  if (value instanceof GoDuration) return durationText(value.ns);
  if (value instanceof GoNumber || value instanceof GoNamed) return value.text;
  if (value instanceof GoPointer) return value.target === null ? '<nil>' : top ? String(value.target) : ADDRESS;
  if (value instanceof GoTime) return timeString(value.text);
  if (value instanceof GoList) return `[${value.items.map(inner).join(' ')}]`;
  if (value instanceof GoMap) {
    const keys = [...value.entries.keys()].sort(byBytes);
    return `map[${keys.map((key) => `${key}:${inner(value.entries.get(key) as GoValue)}`).join(' ')}]`;
  }
  if (value instanceof GoFunction) return '0x0';
  if (value.isPointer && !top) return ADDRESS;
  return `{${value.fields.map(({ name, get }) => `${named ? `${name}:` : ''}${inner(get())}`).join(' ')}}`;
}

/** As fmt has it, which tells of a pointer at the top; templates print what it points to. */
function formatted(value: GoValue, named = false): string {
  if (value instanceof GoPointer) return printValue(value, false);
  return `${isPointer(value) ? '&' : ''}${printValue(value, true, named)}`;
}

const isPointer = (value: GoValue): boolean => value instanceof GoStruct && value.isPointer;

/** fmt.Sprint: spaces between operands when neither is a string. */
export function sprint(values: readonly GoValue[]): string {
  let out = '';
  values.forEach((value, i) => {
    if (i > 0 && stringOf(value) === undefined && stringOf(values[i - 1] as GoValue) === undefined) out += ' ';
    out += formatted(value);
  });
  return out;
}

export function sprintln(values: readonly GoValue[]): string {
  return `${values.map((value) => formatted(value)).join(' ')}\n`;
}

const VERB = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\[(\d+)\])?([a-zA-Z%])?/g;

export function sprintf(format: string, values: readonly GoValue[]): string {
  let next = 0;
  let reordered = false;
  const out = format.replace(VERB, (_all: string, ...groups: readonly (string | undefined)[]) => {
    const [flags = '', width, precision, index, verb] = groups;
    if (verb === undefined) return '%!(NOVERB)';
    if (verb === '%') return '%';
    const star = (text: string | undefined) =>
      text === '*' ? Number(printValue(values[next++] ?? null)) : Number(text);
    const wide = width === undefined ? 0 : star(width);
    const precise = precision === undefined ? undefined : precision === '' ? 0 : star(precision);
    if (index !== undefined) {
      reordered = true;
      if (Number(index) < 1 || Number(index) > values.length) return `%!${verb}(BADINDEX)`;
      next = Number(index) - 1;
    }
    if (next >= values.length) return `%!${verb}(MISSING)`;
    const value = values[next++] as GoValue;
    return pad(verbText(verb, value, flags, precise), wide, flags, value);
  });
  if (reordered || next >= values.length) return out;
  const extra = values
    .slice(next)
    .map((value) => (value === null ? '<nil>' : `${typeName(value)}=${printValue(value)}`));
  return `${out}%!(EXTRA ${extra.join(', ')})`;
}

/** Types with a name of their own. */
const NAMED_TYPES: Readonly<Record<string, string>> = {
  'map[string][]nat.PortBinding': 'nat.PortMap',
  'map[string]struct{}': 'map[string]struct {}',
  'struct{}': 'struct {}',
  'container.HealthConfig': 'v1.HealthcheckConfig',
};

function wholeType(value: GoValue): string {
  const name = value instanceof GoList ? value.named : typeName(value);
  return `${isPointer(value) ? '*' : ''}${NAMED_TYPES[name] ?? name}`;
}

/** A list, map or struct whose parts are formatted one by one; undefined for all else. */
function partsText(value: GoValue, each: (part: GoValue) => string): string | undefined {
  if (value instanceof GoList) return `[${value.items.map(each).join(' ')}]`;
  if (value instanceof GoMap) {
    const keys = [...value.entries.keys()].sort(byBytes);
    return `map[${keys.map((key) => `${each(key)}:${each(value.entries.get(key) as GoValue)}`).join(' ')}]`;
  }
  return value instanceof GoStruct ? `{${value.fields.map(({ get }) => each(get())).join(' ')}}` : undefined;
}

function verbText(verb: string, value: GoValue, flags: string, precision: number | undefined): string {
  const bad = () => `%!${verb}(${value === null ? '<nil>' : `${typeName(value)}=${formatted(value)}`})`;
  const sign = (text: string) => (flags.includes('+') && !text.startsWith('-') ? `+${text}` : text);
  if (verb === 'v' && flags.includes('#')) return goSyntax(value, { typeOf: wholeType, plain: printValue });
  if (verb === 'v') return typeof value === 'number' ? sign(String(value)) : formatted(value, flags.includes('+'));
  if (verb === 'T') return wholeType(value);
  if ('sqdxXtob'.includes(verb)) {
    const parts = partsText(value, (item) => verbText(verb, item, flags, precision));
    if (parts !== undefined) return `${isPointer(value) ? '&' : ''}${parts}`;
  }
  const string = stringOf(value);
  switch (verb) {
    case 's':
      if (string === undefined) return value instanceof GoTime ? printValue(value) : bad();
      return precision === undefined ? string : [...string].slice(0, precision).join('');
    case 'q':
      if (string !== undefined)
        return quote(precision === undefined ? string : [...string].slice(0, precision).join(''));
      return typeof value === 'number' ? `'${String.fromCodePoint(value)}'` : bad();
    case 'd':
      return typeof value === 'number' ? sign(String(value)) : bad();
    case 't':
      return typeof value === 'boolean' ? String(value) : bad();
    case 'x':
    case 'X': {
      const hex =
        typeof value === 'number'
          ? value.toString(16)
          : string === undefined
            ? bad()
            : [...utf8(string)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const prefixed = flags.includes('#') && !hex.startsWith('%') ? `0x${hex}` : hex;
      return verb === 'X' ? prefixed.toUpperCase() : prefixed;
    }
    case 'o':
    case 'b':
      if (typeof value !== 'number') return bad();
      return `${flags.includes('#') ? '0' : ''}${verb === 'b' && flags.includes('#') ? 'b' : ''}${value.toString(verb === 'o' ? 8 : 2)}`;
    case 'c':
      return typeof value === 'number' ? String.fromCodePoint(value) : bad();
    case 'U':
      return typeof value === 'number' ? `U+${value.toString(16).toUpperCase().padStart(4, '0')}` : bad();
    case 'e':
    case 'E': {
      if (!(value instanceof GoFloat)) return bad();
      // Go writes the exponent with two digits at least.
      const text = value.value.toExponential(precision ?? 6).replace(/e([-+])(\d)$/, 'e$10$2');
      return sign(verb === 'E' ? text.toUpperCase() : text);
    }
    case 'f':
      return value instanceof GoFloat ? sign(value.value.toFixed(precision ?? 6)) : bad();
    case 'g':
      if (!(value instanceof GoFloat)) return bad();
      return sign(precision === undefined ? goFloat(value.value) : significant(value.value, precision || 1));
    default:
      return bad();
  }
}

function pad(text: string, width: number, flags: string, value: GoValue): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (flags.includes('0') && (typeof value === 'number' || value instanceof GoFloat)) {
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    return sign + '0'.repeat(missing) + text.slice(sign.length);
  }
  return (flags.includes('0') ? '0' : ' ').repeat(missing) + text;
}

function goFloat(value: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4 || exponent >= 21) {
    const [digits = '', power = ''] = value.toExponential().split('e');
    return `${digits}e${power[0]}${power.slice(1).padStart(2, '0')}`;
  }
  return String(value);
}

/** time.Time's String of an RFC 3339 time in UTC. */
export function timeString(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return text;
  const zone =
    match[3] === 'Z'
      ? '+0000 UTC'
      : `${(match[3] as string).replace(':', '')} ${(match[3] as string).replace(':', '')}`;
  return `${match[1]} ${match[2]} ${zone}`;
}

/** time.Duration's String. */
export function durationText(ns: number): string {
  if (ns === 0) return '0s';
  const sign = ns < 0 ? '-' : '';
  const all = Math.abs(ns);
  if (all < 1e3) return `${sign}${all}ns`;
  if (all < 1e6) return `${sign}${all / 1e3}µs`;
  if (all < 1e9) return `${sign}${all / 1e6}ms`;
  const hours = Math.floor(all / 3600e9);
  const minutes = Math.floor(all / 60e9) % 60;
  const seconds = (all % 60e9) / 1e9;
  return `${sign}${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${seconds}s`;
}
