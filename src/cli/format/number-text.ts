/** Numbers as Go's strconv and fmt write them. */

const MANTISSA_BITS = 52;

/** strconv.FormatFloat of e, f, g, x and b and their capitals; without a precision as few digits as tell the number. */
export function floatText(value: number, verb: string, precision: number | undefined): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const lower = verb.toLowerCase();
  const text =
    lower === 'e'
      ? exponential(value, precision)
      : lower === 'f'
        ? fixed(value, precision)
        : lower === 'g'
          ? shorter(value, precision)
          : lower === 'x'
            ? hexadecimal(value, precision)
            : binary(value);
  return verb === lower ? text : text.toUpperCase();
}

function exponential(value: number, precision: number | undefined): string {
  const [digits = '', power = '+0'] = mantissaAndPower(value, precision);
  return `${digits}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}

function mantissaAndPower(value: number, precision: number | undefined): readonly string[] {
  const shortest = value.toExponential().split('e');
  if (precision === undefined || value === 0) return precision ? value.toExponential(precision).split('e') : shortest;
  let power = Number(shortest[1]);
  let digits = rounded(Math.abs(value), precision - power);
  if (digits.length > precision + 1) {
    power++;
    digits = digits.slice(0, -1);
  }
  const mantissa = `${value < 0 ? '-' : ''}${digits[0]}${precision ? `.${digits.slice(1)}` : ''}`;
  return [mantissa, `${power < 0 ? '-' : '+'}${Math.abs(power)}`];
}

function fixed(value: number, precision: number | undefined): string {
  let places = precision;
  if (places === undefined) {
    const [digits = '', power = '0'] = value.toExponential().split('e');
    places = Math.max(0, (digits.split('.')[1] ?? '').length - Number(power));
  }
  const digits = rounded(Math.abs(value), places).padStart(places + 1, '0');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return `${sign}${digits.slice(0, digits.length - places)}${places ? `.${digits.slice(-places)}` : ''}`;
}

/** The digits of value × 10^places, ties to even: the platform's own methods round them up. */
function rounded(value: number, places: number): string {
  const { mantissa, exponent } = parts(value);
  const power = exponent - MANTISSA_BITS;
  let numerator = mantissa * 10n ** BigInt(Math.max(0, places)) * 2n ** BigInt(Math.max(0, power));
  const denominator = 10n ** BigInt(Math.max(0, -places)) * 2n ** BigInt(Math.max(0, -power));
  const twice = (numerator % denominator) * 2n;
  numerator /= denominator;
  if (twice > denominator || (twice === denominator && numerator & 1n)) numerator++;
  return String(numerator);
}

/** %e for exponents below -4 and from the precision on, which is 6 for this choice when none is given. */
function shorter(value: number, precision: number | undefined): string {
  const wanted = precision === undefined ? undefined : Math.max(1, precision) - 1;
  const [mantissa = '', power = '0'] = mantissaAndPower(value, wanted);
  const digits = mantissa.replace(/[-.]/g, '').replace(/(?!^)0+$/, '');
  const exponent = Number(power);
  let limit = precision === undefined ? 6 : Math.max(1, precision);
  if (precision !== undefined && limit > digits.length && digits.length > exponent) limit = digits.length;
  if (exponent < -4 || exponent >= limit) return exponential(value, digits.length - 1);
  return fixed(value, Math.max(0, digits.length - 1 - exponent));
}

/** Sign, mantissa with its leading bit, and the power of two of that bit. */
function parts(value: number): { sign: string; mantissa: bigint; exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const fraction = raw & ((1n << 52n) - 1n);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const sign = raw >> 63n ? '-' : '';
  return biased === 0
    ? { sign, mantissa: fraction, exponent: fraction === 0n ? 0 : -1022 }
    : { sign, mantissa: fraction | (1n << 52n), exponent: biased - 1023 };
}

function hexadecimal(value: number, precision: number | undefined): string {
  let { mantissa, exponent } = parts(value);
  while (mantissa !== 0n && mantissa >> 52n === 0n) {
    mantissa <<= 1n;
    exponent--;
  }
  if (precision !== undefined && precision < MANTISSA_BITS / 4) {
    const dropped = BigInt(MANTISSA_BITS - precision * 4);
    const rest = mantissa & ((1n << dropped) - 1n);
    const half = 1n << (dropped - 1n);
    mantissa >>= dropped;
    if (rest > half || (rest === half && mantissa & 1n)) mantissa++;
    mantissa <<= dropped;
    if (mantissa >> 53n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  let fraction = (mantissa & ((1n << 52n) - 1n)).toString(16).padStart(13, '0').replace(/0+$/, '');
  if (precision !== undefined) fraction = fraction.padEnd(precision, '0');
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return `${parts(value).sign}0x${mantissa >> 52n}${fraction ? `.${fraction}` : ''}p${power}`;
}

function binary(value: number): string {
  const { sign, mantissa, exponent } = parts(value);
  const power = (mantissa === 0n ? -1022 : exponent) - MANTISSA_BITS;
  return `${sign}${mantissa}p${power < 0 ? '' : '+'}${power}`;
}

/** The `#` of fmt: a point always, and for g the zeros that were left out. */
export function withPoint(text: string, verb: string, precision: number | undefined): string {
  const [, sign = '', digits = '', tail = ''] = /^([-+]?)(0[xX][\da-fA-F.]*|[\d.]*)(.*)$/.exec(text) ?? [];
  const pointed = digits.includes('.') ? digits : `${digits}.`;
  if (!/[gGx]/.test(verb)) return sign + pointed + tail;
  // The x of 0x is counted as a digit there.
  const significant = pointed.replace('.', '').replace(/^0+(?=.)/, '').length;
  return `${sign}${pointed}${'0'.repeat(Math.max(0, (precision ?? 6) - significant))}${tail}`;
}

const LAST_CODE_POINT = 0x10ffff;

/** A number as a character; what is none is U+FFFD. */
export function runeOf(value: number): string {
  const valid = value >= 0 && value <= LAST_CODE_POINT && !(value >= 0xd800 && value <= 0xdfff);
  return String.fromCodePoint(valid ? value : 0xfffd);
}

/** `U+0041`; negative numbers as the 64 bits that they are. */
export function unicodeText(value: number, precision: number | undefined, withCharacter: boolean): string {
  const hex = BigInt.asUintN(64, BigInt(value)).toString(16).toUpperCase();
  const shown = withCharacter && value >= 0 && value <= LAST_CODE_POINT && /[^\p{C}\p{Z}]| /u.test(runeOf(value));
  return `U+${hex.padStart(Math.max(4, precision ?? 0), '0')}${shown ? ` '${runeOf(value)}'` : ''}`;
}
