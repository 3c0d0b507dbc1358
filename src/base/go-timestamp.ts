/** Moments as Docker lets people write them (moby, api/types/time): the form is guessed, then read as Go's time.Parse does. */

export interface Moment {
  /** Since the epoch. */
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * A date (`2026-11-23`, `2026-11-23T10:00Z`) or Unix seconds (`1795472487.5`); without a zone it is UTC. Undefined for what
 * is neither; throws Error with Go's words for what has a dash and so was meant to be a date, e.g. `parsing time "2026-1-1"
 * as "2006-01-02": cannot parse "1-1" as "01"`.
 */
export function momentOf(text: string): Moment | undefined {
  try {
    return parseTime(layoutOf(text), text);
  } catch (error) {
    if (text.includes('-')) throw error;
  }
  const [, seconds, fraction = ''] = /^([+-]?\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return seconds === undefined ? undefined : { seconds: Number(seconds), nanoseconds: nanoseconds(fraction) };
}

function layoutOf(text: string): string {
  const zoned = /[zZ+]/.test(text) || text.split('-').length === 4;
  const zone = zoned ? 'Z07:00' : '';
  if (text.includes('.')) return `2006-01-02T15:04:05.999999999${zone}`;
  if (!text.includes('T')) return `2006-01-02${zone}`;
  // The colon of the zone does not count.
  const colons = text.split(':').length - 1 - (zoned && !/[zZ]/.test(text) && text.includes(':') ? 1 : 0);
  return `2006-01-02T15${['', ':04'][colons] ?? ':04:05'}${zone}`;
}

type Fields = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'nanosecond' | 'offset', number>;

/** Elements of layouts: the text each takes from the front, where it goes, and what is out of its range. */
const ELEMENTS: Readonly<
  Record<string, { readonly taken: RegExp; readonly field: keyof Fields; readonly most?: number }>
> = {
  '2006': { taken: /^\d{4}/, field: 'year' },
  '01': { taken: /^\d\d/, field: 'month', most: 12 },
  '02': { taken: /^\d\d/, field: 'day' },
  '15': { taken: /^\d\d?/, field: 'hour', most: 23 },
  '04': { taken: /^\d\d/, field: 'minute', most: 59 },
  '05': { taken: /^\d\d/, field: 'second', most: 59 },
  'Z07:00': { taken: /^(Z|[+-]\d\d:\d\d)/, field: 'offset' },
};

function parseTime(layout: string, text: string): Moment {
  const refuse = (message: string) => new Error(`parsing time ${JSON.stringify(text)}${message}`);
  const fields: Fields = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, nanosecond: 0, offset: 0 };
  let left = text;
  for (const [part] of layout.replace('.999999999', '').matchAll(/2006|0[1245]|15|Z07:00|[-T:]/g)) {
    const element = ELEMENTS[part];
    const taken = element ? element.taken.exec(left)?.[0] : left.startsWith(part) ? part : undefined;
    if (taken === undefined) {
      throw refuse(` as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(left)} as ${JSON.stringify(part)}`);
    }
    left = left.slice(taken.length);
    if (!element) continue;
    const { field, most } = element;
    if (field === 'offset' && Number(taken.slice(1, 3)) > 24) throw refuse(': time zone offset hour out of range');
    const value = field === 'offset' ? offsetOf(taken) : Number(taken);
    if (most !== undefined && (value > most || (field === 'month' && value === 0))) {
      throw refuse(`: ${field} out of range`);
    }
    fields[field] = value;
    // A fraction may follow the seconds though the layout has none.
    const [whole, digits] = (field === 'second' && /^[.,](\d+)/.exec(left)) || [];
    if (whole === undefined) continue;
    fields.nanosecond = nanoseconds(digits as string);
    left = left.slice(whole.length);
  }
  if (left) throw refuse(`: extra text: ${JSON.stringify(left)}`);
  const { year, month, day, hour, minute, second, nanosecond, offset } = fields;
  if (day < 1 || day > new Date(Date.UTC(2000, month, 0)).getUTCDate() - (isShort(year, month) ? 1 : 0)) {
    throw refuse(': day out of range');
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return { seconds: date.getTime() / 1000 + (hour * 60 + minute - offset) * 60 + second, nanoseconds: nanosecond };
}

/** A February without its 29th. */
function isShort(year: number, month: number): boolean {
  return month === 2 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** Minutes east of UTC. */
function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}

const nanoseconds = (digits: string): number => Number(digits.padEnd(9, '0').slice(0, 9));
