/** Numbers among the options of GNU wget. */

/** Options whose argument is a time, and those whose is a number of bytes: key and long name. */
const PERIODS: Readonly<Record<string, string>> = {
  T: 'timeout',
  w: 'wait',
  waitretry: 'waitretry',
  'read-timeout': 'read-timeout',
  'connect-timeout': 'connect-timeout',
  'dns-timeout': 'dns-timeout',
};
const SIZES: Readonly<Record<string, string>> = { Q: 'quota', quota: 'quota', 'limit-rate': 'limit-rate' };

/** What is wrong about an option's number. */
export function numberFault(key: string, value: string): string | undefined {
  if (Object.hasOwn(PERIODS, key) && !/^(?:\d+\.?\d*|\.\d+)[smhdw]?$/.test(value))
    return `--${PERIODS[key]}: Invalid time period '${value}'`;
  if (Object.hasOwn(SIZES, key) && !/^(?:(?:\d+\.?\d*|\.\d+)[kmgt]?|inf)$/i.test(value))
    return `--${SIZES[key]}: Invalid byte value '${value}'`;
  return undefined;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** A number of bytes, with a letter for its unit maybe; 0 for what has no limit. */
export function bytesOf(text: string): number {
  const [, digits = '0', unit = ''] = /^([\d.]+)([kmgt]?)$/i.exec(text) ?? [];
  return Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
}
