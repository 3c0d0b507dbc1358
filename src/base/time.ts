/** RFC 3339 times as Go writes them (`time.RFC3339Nano`: trailing zeros of the fraction are dropped). */

/** `ms` since the epoch, with microseconds in the fraction, to e.g. `2026-11-23T15:56:16.66131958Z`. */
export function rfc3339Nano(ms: number): string {
  const micros = Math.round((ms - Math.floor(ms)) * 1000);
  const date = new Date(Math.floor(ms) + (micros === 1000 ? 1 : 0));
  const iso = date.toISOString();
  const fraction = `${iso.slice(20, 23)}${String(micros % 1000).padStart(3, '0')}`.replace(/0+$/, '');
  return `${iso.slice(0, 19)}${fraction && `.${fraction}`}Z`;
}

/** Go's zero time, what the Engine API writes for "never". */
export const ZERO_TIME = '0001-01-01T00:00:00Z';
