/** strftime(3) in the C locale. */
import type { Zone } from './time-zone.ts';

export const UTC: Zone = { at: () => ({ offset: 0, name: 'UTC' }) };

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

type Field = (date: Date, ms: number) => string | number;

const FIELDS: Record<string, Field> = {
  a: (d) => (DAYS[d.getUTCDay()] as string).slice(0, 3),
  A: (d) => DAYS[d.getUTCDay()] as string,
  b: (d) => (MONTHS[d.getUTCMonth()] as string).slice(0, 3),
  B: (d) => MONTHS[d.getUTCMonth()] as string,
  c: (_, ms) => strftime('%a %b %e %H:%M:%S %Y', ms),
  C: (d) => pad(Math.floor(d.getUTCFullYear() / 100)),
  d: (d) => pad(d.getUTCDate()),
  D: (_, ms) => strftime('%m/%d/%y', ms),
  e: (d) => pad(d.getUTCDate(), ' '),
  F: (_, ms) => strftime('%Y-%m-%d', ms),
  g: (d) => pad(isoWeek(d).year % 100),
  G: (d) => isoWeek(d).year,
  h: (d) => (MONTHS[d.getUTCMonth()] as string).slice(0, 3),
  H: (d) => pad(d.getUTCHours()),
  I: (d) => pad(d.getUTCHours() % 12 || 12),
  j: (d) => String(dayOfYear(d) + 1).padStart(3, '0'),
  k: (d) => pad(d.getUTCHours(), ' '),
  l: (d) => pad(d.getUTCHours() % 12 || 12, ' '),
  m: (d) => pad(d.getUTCMonth() + 1),
  M: (d) => pad(d.getUTCMinutes()),
  n: () => '\n',
  // Milliseconds are kept as floating-point numbers: what is finer than a quarter of a microsecond is noise.
  N: (_, ms) =>
    String(Math.round((ms - Math.floor(ms / 1000) * 1000) * 1e3))
      .padStart(6, '0')
      .padEnd(9, '0'),
  p: (d) => (d.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: (d) => (d.getUTCHours() < 12 ? 'am' : 'pm'),
  q: (d) => Math.floor(d.getUTCMonth() / 3) + 1,
  r: (_, ms) => strftime('%I:%M:%S %p', ms),
  R: (_, ms) => strftime('%H:%M', ms),
  S: (d) => pad(d.getUTCSeconds()),
  t: () => '\t',
  T: (_, ms) => strftime('%H:%M:%S', ms),
  u: (d) => d.getUTCDay() || 7,
  U: (d) => pad(Math.floor((dayOfYear(d) + 7 - d.getUTCDay()) / 7)),
  V: (d) => pad(isoWeek(d).week),
  w: (d) => d.getUTCDay(),
  W: (d) => pad(Math.floor((dayOfYear(d) + 7 - ((d.getUTCDay() + 6) % 7)) / 7)),
  x: (_, ms) => strftime('%m/%d/%y', ms),
  X: (_, ms) => strftime('%H:%M:%S', ms),
  y: (d) => pad(d.getUTCFullYear() % 100),
  Y: (d) => d.getUTCFullYear(),
  '%': () => '%',
};

/** `+0100`, `+01:00`, `+01:00:00` with zero to two colons. */
function offsetText(minutes: number, colons: number): string {
  if (colons === 3) return minutes % 60 ? offsetText(minutes, 1) : offsetText(minutes, 0).slice(0, 3);
  const [h, m] = [pad(Math.floor(Math.abs(minutes) / 60)), pad(Math.abs(minutes) % 60)];
  return `${minutes < 0 ? '-' : '+'}${h}${colons ? ':' : ''}${m}${colons > 1 ? ':00' : ''}`;
}

/**
 * `ms` since the epoch, told in a zone. GNU's flags `-` (no padding), `_`, `0`, `^` (upper case), `#` (the other case) and a width are
 * understood.
 */
export function strftime(format: string, ms: number, zone: Zone = UTC): string {
  const { offset, name } = zone.at(ms);
  const local = ms + offset * 60_000;
  const date = new Date(Math.floor(local));
  return format.replace(
    /%([-_0^#+]*)(\d*)[EO]?(:{0,3}[a-zA-Z%])/g,
    (whole, flags: string, width: string, letter: string) => {
      if (letter === 'c') return strftime('%a %b %e %H:%M:%S %Y', ms, zone);
      let value: string;
      if (letter.endsWith('z')) value = offsetText(offset, letter.length - 1);
      else if (letter === 'Z') value = name;
      else if (letter === 's') value = String(Math.floor(ms / 1000));
      else {
        const field = FIELDS[letter];
        if (!field) return whole;
        value = String(field(date, local));
      }
      if (letter === 'N' && width) value = value.slice(0, Number(width));
      if (flags.includes('-') && letter !== 'N') value = value.replace(/^[0 ]+(?=\d)/, '');
      if (flags.includes('_')) value = value.replace(/^0+(?=\d)/, (zeros) => ' '.repeat(zeros.length));
      if (flags.includes('0')) value = value.replace(/^ +(?=\d)/, (blanks) => '0'.repeat(blanks.length));
      if (flags.includes('^')) value = value.toUpperCase();
      if (flags.includes('#')) value = /^[A-Z]+$/.test(value) ? value.toLowerCase() : value.toUpperCase();
      return width && letter !== 'N'
        ? value.padStart(Number(width), /^\d/.test(value) && !flags.includes('_') ? '0' : ' ')
        : value;
    },
  );
}

function pad(value: number, fill = '0'): string {
  return String(value).padStart(2, fill);
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
}

function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
  return { year: thursday.getUTCFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
}
