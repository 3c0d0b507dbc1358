/** Sizes as Docker prints them: decimal units, three significant digits (go-units HumanSizeWithPrecision). */
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function humanSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${Number(size.toPrecision(3))}${UNITS[unit]}`;
}
