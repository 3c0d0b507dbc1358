/** Go's fmt: default formatting of values, Sprint and Sprintln. */
import { byBytes } from './json.ts';
import { floatText } from './number-text.ts';
import {
  GoDuration,
  GoFloat,
  GoFunction,
  GoInteger,
  GoList,
  GoMap,
  GoNamed,
  GoNumber,
  GoPointer,
  GoStruct,
  GoTime,
  stringOf,
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
  if (value instanceof GoFloat) return floatText(value.value, 'g', undefined);
  if (value instanceof GoDuration) return durationText(value.ns);
  if (value instanceof GoInteger) return String(value.value);
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
