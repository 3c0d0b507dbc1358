/** bc's numbers: decimal fractions of any length, and the rules for how many digits stay behind the point. */

export interface Decimal {
  /** The number times ten to the power of `scale`. */
  readonly digits: bigint;
  readonly scale: number;
}

/** What a program did that has no answer. */
export class BcError extends Error {
  override name = 'BcError';
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };
export const ONE: Decimal = { digits: 1n, scale: 0 };

/** Results longer than this would hold the thread. */
const MOST_BITS = 1 << 22;

export function power10(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

export function whole(value: number | bigint): Decimal {
  return { digits: BigInt(value), scale: 0 };
}

/** The same with other digits behind the point; what is cut off is not rounded. */
export function withScale({ digits, scale }: Decimal, wanted: number): Decimal {
  if (wanted >= scale) return { digits: digits * power10(wanted - scale), scale: wanted };
  return { digits: digits / power10(scale - wanted), scale: wanted };
}

export function integer(value: Decimal): bigint {
  return withScale(value, 0).digits;
}

function aligned(a: Decimal, b: Decimal): readonly [a: bigint, b: bigint, scale: number] {
  const scale = Math.max(a.scale, b.scale);
  return [withScale(a, scale).digits, withScale(b, scale).digits, scale];
}

export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function negate({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return { digits: x + y, scale };
}

export function multiply(a: Decimal, b: Decimal, scale: number): Decimal {
  const product = { digits: a.digits * b.digits, scale: a.scale + b.scale };
  return withScale(product, Math.min(product.scale, Math.max(scale, a.scale, b.scale)));
}

export function divide(a: Decimal, b: Decimal, scale: number): Decimal {
  if (b.digits === 0n) throw new BcError('Divide by zero');
  return { digits: (a.digits * power10(scale + b.scale)) / (b.digits * power10(a.scale)), scale };
}

export function modulo(a: Decimal, b: Decimal, scale: number): Decimal {
  if (b.digits === 0n) throw new BcError('Modulo by zero');
  const wanted = Math.max(a.scale, b.scale + scale);
  const quotient = divide(a, b, scale);
  const taken = { digits: quotient.digits * b.digits, scale: quotient.scale + b.scale };
  return withScale(add(a, negate(taken)), wanted);
}

export function raise(base: Decimal, exponent: Decimal, scale: number): Decimal {
  const times = integer(exponent);
  if (times === 0n) return ONE;
  if (base.digits === 0n && times < 0n) throw new BcError('divide by zero');
  const size = times < 0n ? -times : times;
  const bits = base.digits.toString(2).length;
  if (size > BigInt(MOST_BITS) || Number(size) * (bits + base.scale) > MOST_BITS)
    throw new BcError('exponent too large in raise (for Drydock)');
  const power = { digits: base.digits ** size, scale: base.scale * Number(size) };
  if (times < 0n) return divide(ONE, power, scale);
  return withScale(power, Math.min(power.scale, Math.max(scale, base.scale)));
}

export function squareRoot(value: Decimal, scale: number): Decimal {
  if (value.digits < 0n) throw new BcError('Square root of a negative number');
  const wanted = value.digits === 0n ? 0 : Math.max(scale, value.scale);
  return { digits: integerRoot(withScale(value, wanted * 2).digits), scale: wanted };
}

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** Digits of the number, those of its fraction included; zeros in front do not count. */
export function length({ digits, scale }: Decimal): number {
  return Math.max(scale, (digits < 0n ? -digits : digits).toString().length);
}

/** A number as it is written in a program, digits in `base`. */
export function parseNumber(text: string, base: number): Decimal {
  const [front = '', back = ''] = text.split('.');
  const single = front.length + back.length === 1;
  // A single digit is what it is; in longer numbers none is above the base.
  const digit = (char: string) => {
    const value = parseInt(char, 16);
    return BigInt(single ? value : Math.min(value, base - 1));
  };
  const big = BigInt(base);
  let digits = 0n;
  for (const char of front) digits = digits * big + digit(char);
  if (back === '') return { digits, scale: 0 };
  let [numerator, denominator] = [0n, 1n];
  for (const char of back) {
    numerator = numerator * big + digit(char);
    denominator *= big;
  }
  const unit = power10(back.length);
  return { digits: digits * unit + (numerator * unit) / denominator, scale: back.length };
}

/** As bc prints it, without line breaks. */
export function formatNumber(value: Decimal, base: number): string {
  if (value.digits === 0n) return '0';
  const sign = value.digits < 0n ? '-' : '';
  const digits = value.digits < 0n ? -value.digits : value.digits;
  const unit = power10(value.scale);
  const [front, back] = [digits / unit, digits % unit];
  if (base === 10) {
    const fraction = value.scale ? `.${back.toString().padStart(value.scale, '0')}` : '';
    return `${sign}${front === 0n ? '' : front}${fraction}`;
  }
  return sign + inBase(front, base) + fractionInBase(back, value.scale, base);
}

/** Bases above 16 have their digits as decimal numbers, each with a blank in front. */
function digitText(digit: number, base: number): string {
  if (base <= 16) return digit.toString(16).toUpperCase();
  return ` ${String(digit).padStart(String(base - 1).length, '0')}`;
}

function inBase(value: bigint, base: number): string {
  if (base <= 16) return value === 0n ? '' : value.toString(base).toUpperCase();
  const digits: string[] = [];
  for (let rest = value; rest > 0n; rest /= BigInt(base)) digits.unshift(digitText(Number(rest % BigInt(base)), base));
  return digits.join('');
}

/** As many digits as tell the fraction's precision. */
function fractionInBase(fraction: bigint, scale: number, base: number): string {
  if (scale === 0) return '';
  const unit = power10(scale);
  let text = '.';
  let rest = fraction;
  for (let reach = 1n; reach.toString().length <= scale; reach *= BigInt(base)) {
    rest *= BigInt(base);
    text += digitText(Number(rest / unit), base);
    rest %= unit;
  }
  return text;
}
