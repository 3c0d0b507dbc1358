/** Time zones as the variable TZ names them: a name of the zone database, or POSIX's `CET-1CEST`. */

import { UTC } from './strftime.ts';

export interface Zone {
  /** What holds at a moment: minutes east of Greenwich, and the zone's short name. */
  at(ms: number): { readonly offset: number; readonly name: string };
}

/** Short names, which the platform tells only in some languages. */
const NAMES: Readonly<Record<string, string>> = {
  'Central European Standard Time': 'CET', 'Central European Summer Time': 'CEST', 'Western European Standard Time': 'WET',
  'Western European Summer Time': 'WEST', 'Eastern European Standard Time': 'EET', 'Eastern European Summer Time': 'EEST',
  'Greenwich Mean Time': 'GMT', 'British Summer Time': 'BST', 'Irish Standard Time': 'IST', 'Moscow Standard Time': 'MSK',
  'India Standard Time': 'IST', 'China Standard Time': 'CST', 'Taipei Standard Time': 'CST', 'Taiwan Standard Time': 'CST', 'Japan Standard Time': 'JST',
  'Korean Standard Time': 'KST', 'Hong Kong Standard Time': 'HKT', 'Israel Standard Time': 'IST', 'Israel Daylight Time': 'IDT',
  'Australian Eastern Standard Time': 'AEST', 'Australian Eastern Daylight Time': 'AEDT', 'New Zealand Standard Time': 'NZST',
  'New Zealand Daylight Time': 'NZDT', 'Eastern Standard Time': 'EST', 'Eastern Daylight Time': 'EDT', 'Central Standard Time': 'CST',
  'Central Daylight Time': 'CDT', 'Mountain Standard Time': 'MST', 'Mountain Daylight Time': 'MDT', 'Pacific Standard Time': 'PST',
  'Pacific Daylight Time': 'PDT', 'Coordinated Universal Time': 'UTC', 'South Africa Standard Time': 'SAST', 'West Africa Standard Time': 'WAT',
}; // prettier-ignore

const known = new Map<string, Zone>();

/** The zone of a TZ value; one that nobody knows is UTC by that name, as the C library has it. */
export function zoneOf(tz: string | undefined): Zone {
  const word = (tz ?? '').replace(/^:/, '');
  if (word === '' || word === 'UTC' || word === 'UTC0') return UTC;
  const found = known.get(word) ?? posix(word) ?? named(word) ?? unknown(word);
  known.set(word, found);
  return found;
}

function unknown(word: string): Zone {
  const name = /^[A-Za-z]{3,}/.exec(word)?.[0] ?? 'UTC';
  return { at: () => ({ offset: 0, name }) };
}

function named(word: string): Zone | undefined {
  let parts: Intl.DateTimeFormat;
  let names: Intl.DateTimeFormat;
  try {
    const fields = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const;
    parts = new Intl.DateTimeFormat('en-US', { timeZone: word, hourCycle: 'h23', ...fields });
    names = new Intl.DateTimeFormat('en-US', { timeZone: word, timeZoneName: 'long' });
  } catch {
    return undefined;
  }
  return {
    at: (ms) => {
      const whole = Math.floor(ms / 1000) * 1000;
      const told = Object.fromEntries(parts.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = told;
      const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - whole) / 60_000);
      const long = names.formatToParts(whole).find(({ type }) => type === 'timeZoneName')?.value ?? '';
      return { offset, name: NAMES[long] ?? numeric(offset) };
    },
  };
}

/** Zones without letters of their own are called by their offset. */
function numeric(offset: number): string {
  const [h, m] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${offset < 0 ? '-' : '+'}${String(h).padStart(2, '0')}${m ? String(m).padStart(2, '0') : ''}`;
}

const POSIX =
  /^(?:<([^>]+)>|([A-Za-z]{3,}))([-+]?\d{1,2})(?::(\d{2}))?(?:(?:<([^>]+)>|([A-Za-z]{3,}))(?:([-+]?\d{1,2})(?::(\d{2}))?)?(?:,(.*))?)?$/;

/** `EST5EDT,M3.2.0,M11.1.0`: hours west of Greenwich; summer time by the rule, America's where none is given. */
function posix(word: string): Zone | undefined {
  const match = POSIX.exec(word);
  if (!match) return undefined;
  const minutes = (hours: string, more: string | undefined) =>
    -(Number(hours) * 60 + (hours.startsWith('-') ? -1 : 1) * Number(more ?? 0)) || 0;
  const standard = { offset: minutes(match[3] as string, match[4]), name: (match[1] ?? match[2]) as string };
  const summerName = match[5] ?? match[6];
  if (summerName === undefined) return { at: () => standard };
  const summer = {
    offset: match[7] === undefined ? standard.offset + 60 : minutes(match[7], match[8]),
    name: summerName,
  };
  const [from = 'M3.2.0', to = 'M11.1.0'] = (match[9] ?? '').split(',').filter(Boolean);
  return {
    at: (ms) => {
      const year = new Date(ms + standard.offset * 60_000).getUTCFullYear();
      const [start, end] = [change(year, from) - standard.offset * 60_000, change(year, to) - summer.offset * 60_000];
      const inside = start < end ? ms >= start && ms < end : ms >= start || ms < end;
      return inside ? summer : standard;
    },
  };
}

/** Local time of a change, as if it were UTC: `Mmonth.week.day/time`, or a day of the year. */
function change(year: number, rule: string): number {
  const [day = '', time = '2'] = rule.split('/');
  const [h = 0, m = 0] = time.split(':').map(Number);
  const at = (h * 60 + m) * 60_000;
  const match = /^M(\d+)\.(\d)\.(\d)$/.exec(day);
  if (!match) return Date.UTC(year, 0, Number(day.replace('J', '')) || 1) + at;
  const [month, week, weekday] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let date = 1 + ((weekday - first + 7) % 7) + (week - 1) * 7;
  while (date > days) date -= 7;
  return Date.UTC(year, month - 1, date) + at;
}

/** The moment at which clocks of a zone show what UTC's show at `ms`. */
export function fromLocal(ms: number, zone: Zone): number {
  const guess = ms - zone.at(ms).offset * 60_000;
  return ms - zone.at(guess).offset * 60_000;
}
