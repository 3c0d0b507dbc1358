/** Dates as people type them to `date -d` and `touch -d`: to milliseconds since the epoch. */
import { DAYS, MONTHS, UTC } from './strftime.ts';
import { fromLocal, zoneOf, type Zone } from './time-zone.ts';
import { zoneByLetters } from './zone-letters.ts';

/** Undefined when the text is no date. */
export function parseDate(text: string, now: number, zone: Zone = UTC): number | undefined {
  const own = /^\s*TZ="([^"]*)"\s*/.exec(text);
  if (own) return parseDate(text.slice(own[0].length), now, zoneOf(own[1]));
  const word = text.trim();
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(word);
  if (epoch) return Number(epoch[1]) * 1000;
  const found = free(word, now + zone.at(now).offset * 60_000, zone);
  // A year of more digits than a date here can hold.
  return found === undefined || Number.isNaN(found) ? parseStamp(word, now, zone) : found;
}

/** `[[CC]YY]MMDDhhmm[.ss]`, as `touch -t` has it. */
export function parseStamp(text: string, now: number, zone: Zone = UTC): number | undefined {
  const stamp = /^(\d{2}|\d{4})?(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{2}))?$/.exec(text);
  const found = stamp ? fromStamp(stamp, now + zone.at(now).offset * 60_000) : undefined;
  return found === undefined ? undefined : fromLocal(found, zone);
}

function fromStamp([, year, month, day, hour, minute, second = '0']: RegExpExecArray, now: number): number | undefined {
  const short = year?.length === 2 ? Number(year) + (Number(year) < 69 ? 2000 : 1900) : Number(year);
  const full = year ? short : new Date(now).getUTCFullYear();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59)
    return undefined;
  return Date.UTC(full, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

type Step = readonly [RegExp, (match: RegExpExecArray, state: State) => boolean];

interface State {
  date: Date;
  /** A date was given without a time: midnight. */
  day: boolean;
  /** The date names its year. */
  year: boolean;
  time: boolean;
  /** What was read last is a time of day, which an offset may follow. */
  clock: boolean;
  years: number;
  months: number;
  days: number;
  shiftMs: number;
  /** From the zone that the text names to Greenwich. */
  zoneMs: number;
  /** The text names its zone: it is not the local one. */
  zoned: boolean;
  /** Counts where no date is given. */
  weekday?: { readonly day: number; readonly ordinal: number };
  /** Nothing can be made of the text. */
  wrong: boolean;
}

const ORDINALS = 'last|this|next|first|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth';
const ORDINAL_VALUES: Readonly<Record<string, number>> = {
  last: -1, this: 0, next: 1, first: 1, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9,
  tenth: 10, eleventh: 11, twelfth: 12,
}; // prettier-ignore

const STEPS: readonly Step[] = [
  [/^(\d{4,})-(\d{1,2})-(\d{1,2})(?=[T\s]|$)T?/, ([, y, m, d], state) => setDay(state, y, Number(m) - 1, d)],
  [/^(\d{1,2})-(\d{1,2})-(\d{1,2})(?=\s|$)/, ([, y, m, d], state) => setDay(state, y, Number(m) - 1, d)],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})(?=\s|$)/, ([, y, m, d], state) => setDay(state, y, Number(m) - 1, d)],
  [/^(\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))?(?=\s|$)/, ([, m, d, y], state) => setDay(state, y, Number(m) - 1, d)],
  [/^(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d+)?)? *([ap]\.?m\b\.?)?/i, setTime],
  [/^(\d{1,2})() *() *() *([ap]\.?m\b\.?)/i, setTime],
  [/^([a-z]{1,4})\b/i, ([, name], state) => letters(state, name as string)],
  [/^([+-]) *(\d{1,2})(?: *: *(\d{1,2})| *(\d{2}))?(?!\d)/, zoneOffset],
  [
    /^(\d{1,2})[- ]*([a-z]{3,9})\.?(?:[- ]+(\d{2,4})(?![:\d]))?(?=\s|,|$)/i,
    ([, d, m, y], state) => named(state, m, d, y),
  ],
  [
    /^([a-z]{3,9})\.?[- ]+(\d{1,2})(?!:)(?:(?:, *| +|-)(\d{2,4})(?![:\d]))?(?=\s|,|$)/i,
    ([, m, d, y], state) => named(state, m, d, y),
  ],
  [/^(?:now|today)\b/i, () => true],
  [/^yesterday\b/i, (_, state) => ((state.days -= 1), true)],
  [/^tomorrow\b/i, (_, state) => ((state.days += 1), true)],
  [
    new RegExp(
      `^(?:(${ORDINALS}) +|([+-]?) *(\\d+) *)?(sec|second|min|minute|hour|day|week|fortnight|month|year)s?\\b( +ago\\b| +hence\\b)?`,
      'i',
    ),
    shift,
  ],
  [
    new RegExp(`^(?:(${ORDINALS}) +)?(sun|mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur)(?:day)?\\b\\.?`, 'i'),
    weekday,
  ],
  [/^(\d+)(?=\s|$)/, number],
];

/** `now` is local time, as if it were UTC. */
function free(text: string, now: number, zone: Zone): number | undefined {
  const state: State = {
    date: new Date(now), day: text === '', year: false, time: false, clock: false, years: 0, months: 0, days: 0,
    shiftMs: 0, zoneMs: 0, zoned: false, wrong: false,
  }; // prettier-ignore
  let rest = text;
  while (rest) {
    const before = rest;
    const { clock } = state;
    for (const [pattern, apply] of STEPS) {
      const match = pattern.exec(rest);
      if (!match || !apply(match, state)) continue;
      if (clock) state.clock = false;
      rest = rest.slice(match[0].length).replace(/^[\s,]+/, '');
      break;
    }
    if (rest === before || state.wrong) return undefined;
  }
  return told(state, zone);
}

function told(state: State, zone: Zone): number {
  const { date, weekday } = state;
  if (!state.day && weekday) {
    const today = date.getUTCDay();
    const { day, ordinal } = weekday;
    state.days += ((day - today + 7) % 7) + 7 * (ordinal - (ordinal > 0 && today !== day ? 1 : 0));
    state.day = true;
  }
  if (state.day && !state.time) date.setUTCHours(0, 0, 0, 0);
  date.setUTCFullYear(
    date.getUTCFullYear() + state.years,
    date.getUTCMonth() + state.months,
    date.getUTCDate() + state.days,
  );
  const local = date.getTime();
  return (state.zoned ? local : fromLocal(local, zone)) + state.zoneMs + state.shiftMs;
}

/** Without a year the current one. */
function setDay(state: State, yearText: string | undefined, month: number, dayText: string | undefined): boolean {
  const [given, day] = [Number(yearText), Number(dayText)];
  const short = yearText !== undefined && yearText.length <= 2 ? given + (given < 69 ? 2000 : 1900) : given;
  const year = yearText === undefined ? state.date.getUTCFullYear() : short;
  if (state.day || month < 0 || month > 11 || day < 1 || day > new Date(Date.UTC(year, month + 1, 0)).getUTCDate())
    return false;
  state.date.setUTCFullYear(year, month, day);
  state.day = true;
  state.year = yearText !== undefined;
  return true;
}

function setTime([, h, m, s, fraction, half]: RegExpExecArray, state: State): boolean {
  let hour = Number(h);
  if (half && (hour < 1 || hour > 12)) return false;
  if (half) hour = (hour % 12) + (/p/i.test(half) ? 12 : 0);
  if (hour > 24 || Number(m) > 59 || state.time) return false;
  state.date.setUTCHours(hour, Number(m || 0), Number(s || 0), 0);
  state.shiftMs += fraction ? Number(`0.${fraction.slice(1)}`) * 1000 : 0;
  state.time = true;
  state.clock = !half;
  return true;
}

/** Digits alone: a year after a date and a time, a date when there are many, else a time of day. */
function number([, digits = '']: RegExpExecArray, state: State): boolean {
  const moved = state.years || state.months || state.days || state.shiftMs;
  if (state.day && !state.year && !moved && (state.time || digits.length > 2)) {
    state.date.setUTCFullYear(Number(digits));
    state.year = true;
    return true;
  }
  if (digits.length > 4) return setDay(state, digits.slice(0, -4), Number(digits.slice(-4, -2)) - 1, digits.slice(-2));
  const [hour, minute] = digits.length <= 2 ? [digits, '0'] : [digits.slice(0, -2), digits.slice(-2)];
  if (state.time || Number(hour) > 23 || Number(minute) > 59) return false;
  state.date.setUTCHours(Number(hour), Number(minute), 0, 0);
  state.time = true;
  return true;
}

function letters(state: State, name: string): boolean {
  const hours = zoneByLetters(name);
  if (hours === undefined || state.zoned) return false;
  state.zoneMs -= hours * 3_600_000;
  state.zoned = true;
  return true;
}

/** A number with a sign right after a time of day is the offset of its zone, whatever follows. */
function zoneOffset([, sign, h, m, joined]: readonly (string | undefined)[], state: State): boolean {
  if (!state.clock || state.zoned) return false;
  if (Number(h) > 24) state.wrong = true;
  state.zoneMs -= (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m ?? joined ?? 0)) * 60_000;
  state.zoned = true;
  return true;
}

function named(state: State, month = '', day: string | undefined, year: string | undefined): boolean {
  const index = MONTHS.findIndex((name) => (/^sept$/i.test(month) ? name === 'September' : isMonth(name, month)));
  return index >= 0 && setDay(state, year, index, day);
}

/** The first three letters, or all of them. */
function isMonth(name: string, word: string): boolean {
  const [full, given] = [name.toLowerCase(), word.toLowerCase()];
  return given === full || given === full.slice(0, 3);
}

const UNIT_MS: Record<string, number> = { sec: 1000, second: 1000, min: 60_000, minute: 60_000, hour: 3_600_000 };
const UNIT_DAYS: Record<string, number> = { day: 1, week: 7, fortnight: 14 };

function shift([, ordinal, sign, count, unit = '', way = '']: RegExpExecArray, state: State): boolean {
  const size = ordinal === undefined ? Number(count ?? 1) : (ORDINAL_VALUES[ordinal.toLowerCase()] ?? 0);
  const amount = (sign === '-' ? -size : size) * (/ago/i.test(way) ? -1 : 1);
  const name = unit.toLowerCase();
  if (name === 'month') state.months += amount;
  else if (name === 'year') state.years += amount;
  else if (name in UNIT_DAYS) state.days += amount * (UNIT_DAYS[name] as number);
  else state.shiftMs += amount * (UNIT_MS[name] as number);
  return true;
}

function weekday([, ordinal, name = '']: RegExpExecArray, state: State): boolean {
  const day = DAYS.findIndex((known) => known.toLowerCase().startsWith(name.toLowerCase().slice(0, 3)));
  state.weekday = { day, ordinal: ordinal === undefined ? 0 : (ORDINAL_VALUES[ordinal.toLowerCase()] ?? 0) };
  return true;
}
