/** Dates as people type them to `date -d` and `touch -d`: to milliseconds since the epoch. */
import { DAYS, MONTHS, UTC } from './strftime.ts';
import { fromLocal, zoneOf, type Zone } from './time-zone.ts';

const UNIT_MS: Record<string, number> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  fortnight: 1_209_600_000,
};

/** Undefined when the text is no date. */
export function parseDate(text: string, now: number, zone: Zone = UTC): number | undefined {
  const own = /^\s*TZ="([^"]*)"\s*/.exec(text);
  if (own) return parseDate(text.slice(own[0].length), now, zoneOf(own[1]));
  const word = text.trim();
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(word);
  if (epoch) return Number(epoch[1]) * 1000;
  return free(word, now + zone.at(now).offset * 60_000, zone) ?? parseStamp(word, now, zone);
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
  time: boolean;
  shiftMs: number;
  /** The text names its zone: it is not the local one. */
  zoned: boolean;
  /** Counts where no date is given. */
  weekday?: number;
}

const STEPS: readonly Step[] = [
  [
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]|$)/,
    ([, y, m, d], state) => setDay(state, Number(y), Number(m) - 1, Number(d)),
  ],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})(?: |$)/, ([, y, m, d], state) => setDay(state, Number(y), Number(m) - 1, Number(d))],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: |$)/, ([, m, d, y], state) => setDay(state, Number(y), Number(m) - 1, Number(d))],
  [/^(\d{4})(\d{2})(\d{2})(?: |$)/, ([, y, m, d], state) => setDay(state, Number(y), Number(m) - 1, Number(d))],
  [/^(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d+)?)? *(am|pm)?/i, setTime],
  [/^(utc|gmt|z|cet|cest|est|edt|cst|cdt|mst|mdt|pst|pdt)\b/i, ([, name], state) => letters(state, name as string)],
  [/^([+-]) *(\d{1,2}) *:? *(\d{1,2})?(?![\d-]) *(?![a-z])/i, zoneOffset],
  [
    /^([+-])(\d{3,4})(?![\d-]) *(?![a-z])/i,
    ([, sign, digits], state) =>
      zoneOffset(['', sign as string, (digits as string).slice(0, -2), (digits as string).slice(-2)], state),
  ],
  [
    /^(\d{1,2}) +([a-z]{3,9})\.?(?: +(\d{4}))?(?: |,|$)/i,
    ([, d, m, y], state) => named(state, m as string, d as string, y),
  ],
  [
    /^([a-z]{3,9})\.? +(\d{1,2})(?:,? +(\d{4})(?!:))?(?: |$)/i,
    ([, m, d, y], state) => named(state, m as string, d as string, y),
  ],
  [/^(\d{4})(?: |$)/, ([, y], state) => (state.date.setUTCFullYear(Number(y)), true)],
  [/^(?:now|today)\b/i, () => true],
  [/^yesterday\b/i, (_, state) => ((state.shiftMs -= 86_400_000), true)],
  [/^tomorrow\b/i, (_, state) => ((state.shiftMs += 86_400_000), true)],
  [/^midnight\b/i, (_, state) => ((state.day = true), true)],
  [/^(next|last|this|[+-]? *\d+) *(sec|second|min|minute|hour|day|week|fortnight|month|year)s?\b( ago\b)?/i, shift],
  [/^(sun|mon|tue|wed|thu|fri|sat)[a-z]*,?(?: |$)/i, weekday],
];

/** `now` is local time, as if it were UTC. */
function free(text: string, now: number, zone: Zone): number | undefined {
  const state: State = { date: new Date(now), day: text === '', time: false, shiftMs: 0, zoned: false };
  let rest = text;
  while (rest) {
    const before = rest;
    for (const [pattern, apply] of STEPS) {
      const match = pattern.exec(rest);
      if (!match || !apply(match, state)) continue;
      rest = rest.slice(match[0].length).replace(/^[\s,]+/, '');
      break;
    }
    if (rest === before) return undefined;
  }
  if (!state.day && state.weekday !== undefined) {
    state.shiftMs += ((state.weekday - state.date.getUTCDay() + 7) % 7) * 86_400_000;
    state.day = true;
  }
  if (state.day && !state.time) state.date.setUTCHours(0, 0, 0, 0);
  const told = state.date.getTime();
  return (state.zoned ? told : fromLocal(told, zone)) + state.shiftMs;
}

function setDay(state: State, year: number, month: number, day: number): boolean {
  if (month < 0 || month > 11 || day < 1 || day > new Date(Date.UTC(year, month + 1, 0)).getUTCDate()) return false;
  state.date.setUTCFullYear(year, month, day);
  if (!state.time) state.date.setUTCHours(0, 0, 0, 0);
  state.day = true;
  return true;
}

function setTime([, h, m, s, fraction, half]: RegExpExecArray, state: State): boolean {
  let hour = Number(h);
  if (half) hour = (hour % 12) + (/p/i.test(half) ? 12 : 0);
  if (hour > 24 || Number(m) > 59) return false;
  state.date.setUTCHours(hour, Number(m), Number(s ?? 0), 0);
  state.shiftMs += fraction ? Number(`0.${fraction.slice(1)}`) * 1000 : 0;
  state.time = true;
  return true;
}

/** Minutes east of Greenwich of the zones whose letters people use. */
const LETTERS: Readonly<Record<string, number>> = {
  utc: 0, gmt: 0, z: 0, cet: 60, cest: 120, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420,
}; // prettier-ignore

function letters(state: State, name: string): boolean {
  state.shiftMs -= (LETTERS[name.toLowerCase()] ?? 0) * 60_000;
  state.zoned = true;
  return true;
}

function zoneOffset([, sign, h, m = '0']: readonly (string | undefined)[], state: State): boolean {
  if (!state.time || state.zoned) return false;
  state.shiftMs -= (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m)) * 60_000;
  state.zoned = true;
  return true;
}

function named(state: State, month: string, day: string, year: string | undefined): boolean {
  const index = MONTHS.findIndex((name) => month.length >= 3 && name.toLowerCase().startsWith(month.toLowerCase()));
  return index >= 0 && setDay(state, Number(year ?? state.date.getUTCFullYear()), index, Number(day));
}

function shift([, count, unit, ago]: RegExpExecArray, state: State): boolean {
  const word = (count as string).toLowerCase().replaceAll(' ', '');
  const amount = (({ next: 1, last: -1, this: 0 } as Record<string, number>)[word] ?? Number(word)) * (ago ? -1 : 1);
  const name = (unit as string).toLowerCase();
  if (name === 'month') state.date.setUTCMonth(state.date.getUTCMonth() + amount);
  else if (name === 'year') state.date.setUTCFullYear(state.date.getUTCFullYear() + amount);
  else state.shiftMs += amount * (UNIT_MS[name] as number);
  return true;
}

function weekday([, name]: RegExpExecArray, state: State): boolean {
  const wanted = DAYS.findIndex((day) => day.toLowerCase().startsWith((name as string).toLowerCase()));
  state.weekday = wanted;
  return true;
}
