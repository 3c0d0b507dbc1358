/** What the plots say, in numbers: for the headings, for people who read a table, and for screen readers. */
import type { Reading } from './readings.ts';

export interface StartTimes {
  readonly count: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

export interface Row extends StartTimes {
  /** The first and the last container of the row, counted from 1. */
  readonly from: number;
  readonly to: number;
}

/** Rows of the table end here, each ten times as far as the one before. */
const ROW_ENDS = [1, 10, 100, 1000, 10_000, 100_000];

export function startTimes(readings: readonly Reading[]): StartTimes | undefined {
  const times = readings.flatMap(({ startMs }) => startMs ?? []).sort((a, b) => a - b);
  if (!times.length) return undefined;
  const middle = times.length >> 1;
  const medianMs =
    times.length % 2 ? (times[middle] as number) : ((times[middle - 1] as number) + (times[middle] as number)) / 2;
  return { count: times.length, medianMs, slowestMs: times.at(-1) as number };
}

/** By place in the order of starts; those whose start was not heard are left out. */
export function rows(readings: readonly Reading[]): readonly Row[] {
  const timed = readings.filter(({ startMs }) => startMs !== undefined);
  return ROW_ENDS.flatMap((end, i) => {
    const begin = ROW_ENDS[i - 1] ?? 0;
    const times = startTimes(timed.slice(begin, end));
    return times ? [{ ...times, from: begin + 1, to: begin + times.count }] : [];
  });
}

/** Of what runs now. `eachBytes` is undefined until one was asked. */
export function memoryNow(readings: readonly Reading[]): {
  readonly allBytes: number;
  readonly eachBytes: number | undefined;
} {
  const measured = readings.flatMap(({ to, memoryBytes }) => (to === undefined ? (memoryBytes ?? []) : []));
  const allBytes = measured.reduce((sum, bytes) => sum + bytes, 0);
  return { allBytes, eachBytes: measured.length ? allBytes / measured.length : undefined };
}

/** `8.4 ms`, `120 ms`, `1.4 s`, on one line. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${Number((ms / 1000).toPrecision(2))}\u00a0s`;
  return `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)}\u00a0ms`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** In the units of `docker stats`. */
export function binarySize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${Number(size.toPrecision(3))}\u00a0${UNITS[unit]}`;
}
