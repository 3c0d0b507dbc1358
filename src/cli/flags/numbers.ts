/** Go's parsers of numbers, booleans, durations and sizes, with Go's error texts. */

const BIT64 = 2n ** 63n;

/** strconv.ParseInt with base 0. */
export function parseInteger(text: string, bits = 64): number {
  const value = integerOf(text);
  if (value === undefined) throw new Error(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`);
  const limit = bits === 64 ? BIT64 : 2n ** BigInt(bits - 1);
  if (value >= limit || value < -limit) throw new Error(`strconv.ParseInt: parsing ${quote(text)}: value out of range`);
  return Number(value);
}

/** strconv.ParseUint with base 0 (base 10 when `decimal`). */
export function parseUnsigned(text: string, bits = 64, decimal = false): number {
  const value = /^[-+]/.test(text) || (decimal && !/^\d+$/.test(text)) ? undefined : integerOf(text);
  if (value === undefined) throw new Error(`strconv.ParseUint: parsing ${quote(text)}: invalid syntax`);
  if (value >= 2n ** BigInt(bits)) throw new Error(`strconv.ParseUint: parsing ${quote(text)}: value out of range`);
  return Number(value);
}

export function parseBoolean(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw new Error(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`);
}

const DURATION_UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** time.ParseDuration, in nanoseconds. */
export function parseDuration(text: string): number {
  const bad = () => new Error(`time: invalid duration ${quote(text)}`);
  const sign = text.startsWith('-') ? -1 : 1;
  let rest = text.replace(/^[-+]/, '');
  if (rest === '0') return 0;
  if (rest === '') throw bad();
  let total = 0;
  while (rest) {
    const number = /^(\d*)(\.\d*)?/.exec(rest)?.[0] ?? '';
    if (number === '' || number === '.') throw bad();
    rest = rest.slice(number.length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') throw new Error(`time: missing unit in duration ${quote(text)}`);
    const scale = DURATION_UNITS[unit];
    if (scale === undefined) throw new Error(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    rest = rest.slice(unit.length);
    total += Number(number) * scale;
  }
  if (total > 9.223372036854776e18) throw bad();
  return sign * Math.round(total);
}

/** go-units RAMInBytes: binary units whatever the suffix says. */
export function parseBytes(text: string): number {
  const end = lastIndexOfAny(text, '0123456789. ');
  if (end < 0) throw new Error(`invalid size: '${text}'`);
  const [number, suffix] =
    text[end] === ' ' ? [text.slice(0, end), text.slice(end + 1)] : [text.slice(0, end + 1), text.slice(end + 1)];
  if (!/^[+]?(\d+\.?\d*|\.\d+)$/.test(number)) {
    if (/^-\d/.test(number)) throw new Error(`invalid size: '${text}'`);
    throw new Error(`invalid size: '${text}'`);
  }
  const unit = suffix.toLowerCase();
  if (unit === '' || unit === 'b') return Math.trunc(Number(number));
  const power = 'kmgtp'.indexOf(unit[0] as string);
  if (power < 0 || !['', 'b', 'ib'].includes(unit.slice(1))) throw new Error(`invalid suffix: '${suffix}'`);
  return Math.trunc(Number(number) * 1024 ** (power + 1));
}

/** `--cpus`: a rational number, in billionths. */
export function parseCpus(text: string): number {
  const fraction = /^([-+]?\d+)\/(\d+)$/.exec(text);
  if (!fraction && !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text))
    throw new Error(`failed to parse ${text} as a rational number`);
  const value = fraction ? Number(fraction[1]) / Number(fraction[2]) : Number(text);
  const nano = value * 1e9;
  if (Math.abs(nano - Math.round(nano)) > 1e-6 * Math.max(1, Math.abs(nano) / 1e9))
    throw new Error('value is too precise');
  return Math.round(nano);
}

/** Go's %q of a string. */
export function quote(text: string): string {
  let out = '"';
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    const short: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
    if (short[char]) out += short[char];
    else if (code === 7) out += '\\a';
    else if (code === 8) out += '\\b';
    else if (code === 12) out += '\\f';
    else if (code === 11) out += '\\v';
    else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else out += char;
  }
  return `${out}"`;
}

function integerOf(text: string): bigint | undefined {
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/.exec(text);
  if (!match) return undefined;
  const digits = (match[2] as string).replace(/^0(?=[0-7])/, '0o');
  return match[1] === '-' ? -BigInt(digits) : BigInt(digits);
}

function lastIndexOfAny(text: string, chars: string): number {
  for (let i = text.length - 1; i >= 0; i--) if (chars.includes(text[i] as string)) return i;
  return -1;
}
