/** Small text forms that programs share: quoting of names, sizes, modes. */
import type { FileType, Stat } from '../../../kernel/sys.ts';
import { quoteName } from './quoting.ts';

/** GNU's quoting of a name in a message. */
export function q(name: string): string {
  return quoteName(name, 'shell-escape-always');
}

/** The same where a plain name stands bare. */
export function qf(name: string): string {
  return quoteName(name, 'shell-escape');
}

/** As `ls -l` begins a line. */
export const TYPE_LETTER: Record<FileType, string> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  char: 'c',
  block: 'b',
  socket: 's',
};

/** `-rwxr-xr-x`. */
export function modeString(stat: Pick<Stat, 'mode' | 'type'>): string {
  let out = TYPE_LETTER[stat.type];
  for (const [shift, special, set, clear] of [
    [6, 0o4000, 's', 'S'],
    [3, 0o2000, 's', 'S'],
    [0, 0o1000, 't', 'T'],
  ] as const) {
    const bits = stat.mode >> shift;
    out += (bits & 4 ? 'r' : '-') + (bits & 2 ? 'w' : '-');
    out += stat.mode & special ? (bits & 1 ? set : clear) : bits & 1 ? 'x' : '-';
  }
  return out;
}

/** GNU's -h: at most one decimal below 10, rounded up: 4.0K, 28K, 1.1M. */
export function human(bytes: number, base = 1024): string {
  if (bytes < base) return String(bytes);
  let value = bytes;
  let unit = -1;
  const units = base === 1024 ? 'KMGTPE' : 'kMGTPE';
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  const tenths = Math.ceil(value * 10 - 1e-9) / 10;
  if (tenths < 10) return `${tenths.toFixed(1)}${units[unit]}`;
  const whole = Math.ceil(value - 1e-9);
  return whole >= base && unit < units.length - 1 ? `1.0${units[unit + 1]}` : `${whole}${units[unit]}`;
}

/** busybox's -h: always one decimal above 1023. */
export function humanNear(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 5) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)}${'KMGTPE'[unit]}`;
}

const SUFFIX: Record<string, number> = { '': 1, b: 512, c: 1, w: 2 };

/** `10`, `2k`, `1M`, `3GB`: a number with a multiplier; undefined when it is none. */
export function parseSize(word: string): number | undefined {
  const match = /^\s*(\d+)(?:([bcw])|([kKmMgGtTPE])(i?B)?)?$/.exec(word);
  if (!match) return undefined;
  const unit = match[3];
  if (!unit) return Number(match[1]) * (SUFFIX[match[2] ?? ''] as number);
  return Number(match[1]) * (match[4] === 'B' ? 1000 : 1024) ** ('KMGTPE'.indexOf(unit.toUpperCase()) + 1);
}
