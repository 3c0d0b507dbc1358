/** Times: seconds since the epoch, and "broken down" as arrays of year, month from 0, day, hours, minutes, seconds, weekday, day of the year. */
import { DAYS, MONTHS, strftime } from '../lib/strftime.ts';
import { fail } from './failure.ts';
import { isArray, type Json } from './json.ts';

function brokenDown(seconds: Json): Json {
  if (typeof seconds !== 'number') return fail('gmtime() requires a number');
  const date = new Date(Math.floor(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return fail('error converting number of seconds since epoch to datetime');
  const year = date.getUTCFullYear();
  const fraction = seconds - Math.floor(seconds);
  return [
    year,
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds() + fraction,
    date.getUTCDay(),
    Math.floor((Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(year, 0, 1)) / 86_400_000),
  ];
}

function secondsOf(value: Json, name: string): number {
  if (!isArray(value) || value.length < 6 || value.some((part) => typeof part !== 'number'))
    return fail(`${name} requires array of 6 numbers`);
  const [year, month, day, hours, minutes, seconds] = value as number[];
  return Math.floor(Date.UTC(year as number, month, day, hours, minutes, Math.floor(seconds as number)) / 1000);
}

function formatted(value: Json, format: Json): Json {
  if (typeof value !== 'number' && !isArray(value)) return fail('strftime/1 requires parsed datetime inputs');
  if (typeof format !== 'string') return fail('strftime/1 requires a string format');
  const seconds = typeof value === 'number' ? value : secondsOf(value, 'strftime/1');
  return strftime(format, Math.floor(seconds) * 1000);
}

const FIELDS: Readonly<Record<string, string>> = {
  Y: '(?<Y>-?\\d{4})', m: '(?<m>\\d{1,2})', d: '(?<d>\\d{1,2})', e: '\\s*(?<d>\\d{1,2})', H: '(?<H>\\d{1,2})', M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})', Z: '(?<Z>[A-Za-z]+)', z: '(?<z>[-+]\\d{2}:?\\d{2}|Z)', j: '(?<j>\\d{1,3})', y: '(?<y>\\d{2})', s: '(?<s>-?\\d+)',
  a: '(?<a>[A-Za-z]+)', A: '(?<a>[A-Za-z]+)', b: '(?<b>[A-Za-z]+)', B: '(?<b>[A-Za-z]+)', h: '(?<b>[A-Za-z]+)', I: '(?<I>\\d{1,2})', p: '(?<p>[AaPp][Mm])',
}; // prettier-ignore
const COMPOUND: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  c: '%a %b %e %H:%M:%S %Y',
};

function parsed(value: Json, format: Json): Json {
  if (typeof value !== 'string') return fail(`strptime/1 requires string inputs and arguments`);
  if (typeof format !== 'string') return fail(`strptime/1 requires string inputs and arguments`);
  const whole = format.replace(/%([TDFRc])/g, (_, letter: string) => COMPOUND[letter] as string);
  const source = whole.replace(/%(.)|\s+|[.*+?^${}()|[\]\\]/g, (part, letter: string | undefined) => {
    if (letter === '%') return '%';
    if (letter !== undefined) return FIELDS[letter] ?? fail(`date "${value}" does not match format "${format}"`);
    return /\s/.test(part) ? '\\s*' : `\\${part}`;
  });
  let groups: Record<string, string> | undefined;
  try {
    groups = new RegExp(`^${source}$`).exec(value)?.groups;
  } catch {
    groups = undefined;
  }
  if (!groups && !new RegExp(`^${source}$`).test(value))
    return fail(`date "${value}" does not match format "${format}"`);
  const g = groups ?? {};
  if (g.s !== undefined) return brokenDown(Number(g.s));
  const month =
    g.b === undefined
      ? Number(g.m ?? 1) - 1
      : MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === (g.b as string).slice(0, 3).toLowerCase());
  const year = g.y === undefined ? Number(g.Y ?? 1900) : Number(g.y) + (Number(g.y) < 69 ? 2000 : 1900);
  const hours = g.I === undefined ? Number(g.H ?? 0) : (Number(g.I) % 12) + (/p/i.test(g.p ?? '') ? 12 : 0);
  const known =
    g.a === undefined ||
    DAYS.some((name) => name.slice(0, 3).toLowerCase() === (g.a as string).slice(0, 3).toLowerCase());
  if (month < 0 || !known) return fail(`date "${value}" does not match format "${format}"`);
  const day = g.j === undefined ? Number(g.d ?? 1) : Number(g.j);
  return brokenDown(
    Date.UTC(year, g.j === undefined ? month : 0, day, hours, Number(g.M ?? 0), Number(g.S ?? 0)) / 1000,
  );
}

const ISO = '%Y-%m-%dT%H:%M:%SZ';

export const DATE_FUNCTIONS: Readonly<Record<string, (value: Json, ...args: Json[]) => Json>> = {
  'gmtime/0': brokenDown,
  'localtime/0': brokenDown,
  'mktime/0': (value) => (isArray(value) ? secondsOf(value, 'mktime') : fail('mktime requires array of 6 numbers')),
  'strftime/1': (value, format = null) => formatted(value, format),
  'strflocaltime/1': (value, format = null) => formatted(value, format),
  'strptime/1': (value, format = null) => parsed(value, format),
  'todate/0': (value) =>
    formatted(typeof value === 'number' ? value : fail('strftime/1 requires parsed datetime inputs'), ISO),
  'fromdate/0': (value) => secondsOf(parsed(value, ISO), 'mktime'),
};
