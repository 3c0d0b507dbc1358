/** Moments as people write them (`10m`, `2026-11-23`, `1795472487`), as the engine takes them: seconds and nanoseconds. */
import { parseDuration } from './flags/numbers.ts';

/** Throws Error with docker's text. `now` is in milliseconds. */
export function timestampOf(text: string, now: number): string {
  try {
    if (text === '0') return text;
    const ns = parseDuration(text);
    return seconds(now - ns / 1e6);
  } catch {
    // Not a duration.
  }
  const date = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (date) {
    const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = date;
    const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
    if (!Number.isNaN(ms)) return `${ms / 1000}.${fraction.slice(1).padEnd(9, '0').slice(0, 9)}`;
  }
  const unix = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (unix) return text;
  throw new Error(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

function seconds(ms: number): string {
  const whole = Math.floor(ms / 1000);
  return `${whole}.${String(Math.floor((ms - whole * 1000) * 1e6)).padStart(9, '0')}`;
}
