/** Moments as people write them (`10m`, `2026-11-23`, `1795472487`), as the engine takes them: seconds and nanoseconds. */
import { momentOf } from '../base/go-timestamp.ts';
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
  const moment = momentOf(text);
  // What is Unix seconds already passes as it was written.
  if (moment) return text.includes('-') ? `${moment.seconds}.${String(moment.nanoseconds).padStart(9, '0')}` : text;
  throw new Error(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

function seconds(ms: number): string {
  const whole = Math.floor(ms / 1000);
  return `${whole}.${String(Math.floor((ms - whole * 1000) * 1e6)).padStart(9, '0')}`;
}
