/** Times in parameters (moby, api/types/time): seconds with a fraction on the wire; durations and dates in filters. */
import { FailureError, messageOf } from '../base/errors.ts';
import { momentOf, type Moment } from '../base/go-timestamp.ts';

/** `1795453795.123456789` to milliseconds since the epoch; undefined when absent or empty. */
export function parseUnixSeconds(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const [, seconds, fraction] = /^(-?\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (seconds === undefined) {
    // Seconds are read before what follows the point.
    const [whole = '', ...rest] = value.split('.');
    const wrong = /^-?\d+$/.test(whole) ? rest.join('.') : whole;
    throw new FailureError('system', `strconv.ParseInt: parsing ${JSON.stringify(wrong)}: invalid syntax`);
  }
  return Number(seconds) * 1000 + Number(`0.${fraction ?? 0}`) * 1000;
}

/** Whole microseconds, which is as fine as the sandbox's clock: only these can be compared for being equal. */
export function microseconds(ms: number): number {
  return Math.round(ms * 1000);
}

/** A duration before `now` (`10m`, `1h30m`), a date in one of Docker's forms, or Unix seconds, to milliseconds. */
export function parseTimeOrDuration(value: string, now: number): number {
  const duration = parseGoDuration(value);
  if (duration !== undefined) return now - duration;
  const moment = dateOrSeconds(value);
  if (moment) return moment.seconds * 1000 + moment.nanoseconds / 1e6;
  throw new FailureError('invalid', `failed to parse value as time or duration: ${JSON.stringify(value)}`);
}

function dateOrSeconds(value: string): Moment | undefined {
  try {
    return momentOf(value);
  } catch (error) {
    throw new FailureError('invalid', messageOf(error), { cause: error });
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's time.ParseDuration in milliseconds; undefined when it is not one. */
export function parseGoDuration(value: string): number | undefined {
  const [, sign, rest] = /^([+-]?)(.+)$/.exec(value) ?? [];
  if (rest === undefined) return undefined;
  if (rest === '0') return 0;
  let total = 0;
  let left = rest;
  while (left) {
    const [whole, number, unit] = /^(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/.exec(left) ?? [];
    if (!whole) return undefined;
    total += Number(number) * (UNITS[unit as string] as number);
    left = left.slice(whole.length);
  }
  return sign === '-' ? -total : total;
}
