/** Sizes and ages in words, as docker/go-units writes them. */

/** Go's %.{precision}g: shortest of plain and exponent form, without trailing zeros. */
export function significant(value: number, precision: number): string {
  if (value === 0) return '0';
  const exponent = Number(value.toExponential(precision - 1).split('e')[1]);
  if (exponent < -4 || exponent >= precision) {
    const [digits = '', power = '0'] = value.toExponential(precision - 1).split('e');
    const sign = power.startsWith('-') ? '-' : '+';
    const number = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
    return `${number}e${sign}${power.replace(/^[-+]/, '').padStart(2, '0')}`;
  }
  const plain = value.toPrecision(precision);
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
}

function scaled(size: number, base: number, units: readonly string[]): [number, string] {
  let value = size;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return [value, units[unit] as string];
}

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

/** `2.03MB`: precision 3 in tables, 4 in progress and disk usage. */
export function humanSize(size: number, precision: 3 | 4 = 4): string {
  const [value, unit] = scaled(size, 1000, DECIMAL);
  return `${significant(value, precision)}${unit}`;
}

/** `23.54GiB`. */
export function bytesSize(size: number): string {
  const [value, unit] = scaled(size, 1024, BINARY);
  return `${significant(value, 4)}${unit}`;
}

/** Cuts text to `width` columns, the last of them an ellipsis; wide characters take two. */
export function ellipsis(text: string, width: number): string {
  if (width <= 0) return '';
  const chars = [...text];
  if (width === 1) return chars[0] ?? '';
  let columns = 0;
  for (const char of chars) columns += columnsOf(char);
  if (columns <= width) return text;
  let used = 0;
  let out = '';
  for (const char of chars) {
    if (used + columnsOf(char) > width - 1) return `${out}…`;
    used += columnsOf(char);
    out += char;
  }
  return text;
}

function columnsOf(char: string): number {
  const code = char.codePointAt(0) as number;
  if (code === 0) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x20000 && code <= 0x3fffd); // prettier-ignore
  return wide ? 2 : 1;
}

/** The first twelve characters of an id, without its algorithm. */
export function shortId(id: string): string {
  const at = id.indexOf(':');
  return (at >= 0 ? id.slice(at + 1) : id).slice(0, 12);
}

/** `2026-11-23 17:55:38 +0000 UTC`, Go's time.Time.String of whole seconds. */
export function goTime(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;
}
