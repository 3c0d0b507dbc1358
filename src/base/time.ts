/** Times as Go writes them: RFC 3339 (`time.RFC3339Nano` drops trailing zeros of the fraction) and the spans of docker/go-units. */

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

/** `About a minute`, `3 weeks`: seconds and minutes are cut, hours round (docker-format-facts 10). `ms` may be a fraction. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(ms / 60_000);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.round(ms / 3_600_000);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(ms / 3_600_000 / 24 / 365)} years`;
}
