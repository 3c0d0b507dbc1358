/** awk's sprintf, and what rests on it: numbers as text, comparison. */
import { AwkError } from './arithmetic.ts';
import { toNumber, type Value } from './values.ts';

/** Integers beyond this print as other numbers do: mawk's and busybox's. */
export const MAWK_WHOLE = 2 ** 31;
export const BUSYBOX_WHOLE = 1e16;

/** `mawk`: the statement or function that formats, which misses no argument and keeps integers in 32 bits. */
export function formatAwk(
  format: string,
  args: readonly Value[],
  convfmt: string,
  mawk?: 'printf' | 'sprintf',
): string {
  let next = 0;
  const take = () => {
    if (mawk && next >= args.length) throw new AwkError(`not enough arguments passed to ${mawk}("${format}")`);
    return args[next++];
  };
  return format.replace(
    /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:hh|h|ll|l|L|q|j|z|t)?([a-zA-Z%])|%/g,
    (
      whole,
      flags: string | undefined,
      width: string | undefined,
      precision: string | undefined,
      letter: string | undefined,
    ) => {
      if (letter === undefined || flags === undefined) return whole;
      if (letter === '%') return '%';
      let marks = flags;
      let size = width === '*' ? toNumber(take()) : Number(width ?? 0);
      if (size < 0) {
        marks += '-';
        size = -size;
      }
      const dot = /\./.test(whole);
      let places = dot ? (precision === '*' ? toNumber(take()) : Number(precision ?? 0)) : undefined;
      if (places !== undefined && places < 0) places = undefined;
      const body = one(letter, take(), marks, places, convfmt, mawk !== undefined);
      if (body === undefined) return whole;
      if (marks.includes('-')) return body.padEnd(size);
      if (
        marks.includes('0') &&
        /[dioxXufFeEgG]/.test(letter) &&
        !(places !== undefined && /[dioxXu]/.test(letter)) &&
        /\d/.test(body)
      ) {
        const sign = /^(?:[-+ ]|0[xX])*/.exec(body)?.[0] ?? '';
        const head = /^[-+ ]/.test(sign) ? (sign[0] as string) : '';
        return head + body.slice(head.length).padStart(size - head.length, '0');
      }
      return body.padStart(size);
    },
  );
}

/** `format` is CONVFMT or OFMT; integers don't need it. */
export function toText(value: Value, format: string, whole = BUSYBOX_WHOLE): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (typeof value !== 'number') return value.text;
  if (Number.isInteger(value))
    return Math.abs(value) < whole
      ? String(value === 0 ? 0 : value)
      : formatAwk(whole === BUSYBOX_WHOLE && Math.abs(value) < 1e18 ? '%d' : format, [value], format);
  return formatAwk(format, [value], format);
}

/** Negative, zero or positive; NaN compares as greater. */
export function compare(a: Value, b: Value, format: string, whole = BUSYBOX_WHOLE): number {
  if (typeof a !== 'string' && typeof b !== 'string') return toNumber(a) - toNumber(b);
  const [x, y] = [toText(a, format, whole), toText(b, format, whole)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function one(
  letter: string,
  value: Value,
  flags: string,
  places: number | undefined,
  convfmt: string,
  mawk: boolean,
): string | undefined {
  if (letter === 's') {
    const text = toText(value, convfmt, mawk ? MAWK_WHOLE : BUSYBOX_WHOLE);
    return places === undefined ? text : text.slice(0, places);
  }
  if (letter === 'c') {
    if (typeof value === 'number') return character(value);
    return toText(value, convfmt).slice(0, 1) || (mawk ? '\0' : '');
  }
  const number = toNumber(value);
  const sign = (text: string) =>
    text.startsWith('-') ? text : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
  if ('dioxXu'.includes(letter)) {
    if (!Number.isFinite(number) && !mawk) return sign(special(number));
    const whole = BigInt(Math.trunc(mawk ? clamped(number, letter === 'd' || letter === 'i') : number));
    if (letter === 'd' || letter === 'i') {
      const digits = (whole < 0n ? -whole : whole).toString().padStart(places ?? 1, '0');
      return sign((whole < 0n ? '-' : '') + digits);
    }
    const positive = whole < 0n ? BigInt.asUintN(64, whole) : whole;
    const radix = letter === 'o' ? 8 : letter === 'u' ? 10 : 16;
    const digits = positive.toString(radix).padStart(places ?? 1, '0');
    const prefix =
      flags.includes('#') && positive !== 0n ? (letter === 'o' ? '0' : letter === 'u' ? '' : `0${letter}`) : '';
    return prefix + (letter === 'X' ? digits.toUpperCase() : digits);
  }
  if (!Number.isFinite(number)) return 'fFeEgG'.includes(letter) ? sign(special(number)) : undefined;
  switch (letter) {
    case 'f':
    case 'F':
      return sign(fixed(number, places ?? 6));
    case 'e':
    case 'E':
      return sign(exponent(number, places ?? 6, letter));
    case 'g':
    case 'G':
      return sign(general(number, places ?? 6, flags.includes('#'), letter));
    default:
      return undefined;
  }
}

/** To the 32 bits of mawk's integers. */
function clamped(number: number, signed: boolean): number {
  if (Number.isNaN(number)) return signed ? -(2 ** 31) : 0;
  return Math.max(signed ? 1 - 2 ** 31 : 0, Math.min(number, signed ? 2 ** 31 - 1 : 2 ** 32 - 1));
}

/** What arithmetic makes of no number has its sign bit set on the machines that awk runs on. */
function special(number: number): string {
  return Number.isNaN(number) ? '-nan' : number < 0 ? '-inf' : 'inf';
}

function character(code: number): string {
  const value = Math.trunc(code);
  return String.fromCharCode(value & 255);
}

function fixed(number: number, places: number): string {
  if (Math.abs(number) < 1e21) return (Object.is(number, -0) ? '-' : '') + number.toFixed(Math.min(places, 100));
  return `${BigInt(Math.trunc(number))}${places ? `.${'0'.repeat(places)}` : ''}`;
}

function exponent(number: number, places: number, letter: string): string {
  const text = number.toExponential(Math.min(places, 100)).replace(/e([-+])(\d)$/, 'e$10$2');
  return letter === 'E' ? text.toUpperCase() : text;
}

function general(number: number, places: number, keep: boolean, letter: string): string {
  const digits = places || 1;
  if (number === 0) return '0';
  const power = Number(number.toExponential(Math.min(digits - 1, 100)).split('e')[1]);
  let text: string;
  if (power < -4 || power >= digits) {
    text = exponent(number, digits - 1, 'e');
    if (!keep) text = text.replace(/\.?0+e/, 'e');
  } else {
    text = number.toFixed(Math.max(0, Math.min(100, digits - 1 - power)));
    if (!keep && text.includes('.')) text = text.replace(/\.?0+$/, '');
  }
  return letter === 'G' ? text.toUpperCase() : text;
}
