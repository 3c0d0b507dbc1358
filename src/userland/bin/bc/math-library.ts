/** The functions of `bc -l`, to `scale` digits: computed with some more, which are cut off. */
import { type Decimal, integer, negate, ONE, power10, squareRoot, whole, withScale, ZERO } from './number.ts';

const GUARD = 12;

/** Fixed-point: numbers times `unit`. */
class Fixed {
  readonly unit: bigint;

  constructor(readonly places: number) {
    this.unit = power10(places);
  }

  of(value: Decimal): bigint {
    return withScale(value, this.places).digits;
  }
  times(a: bigint, b: bigint): bigint {
    return (a * b) / this.unit;
  }
  over(a: bigint, b: bigint): bigint {
    return (a * this.unit) / b;
  }
  result(value: bigint, scale: number): Decimal {
    return withScale({ digits: value, scale: this.places }, scale);
  }

  /** The sum of a series whose terms follow from one another, until they are nothing. */
  series(
    first: bigint,
    next: (term: bigint, index: bigint) => bigint,
    part = (term: bigint, _index: bigint) => term,
  ): bigint {
    let sum = 0n;
    let term = first;
    for (let i = 0n; term !== 0n; i++) {
      sum += part(term, i);
      term = next(term, i + 1n);
    }
    return sum;
  }
}

function digitsBefore(value: Decimal): number {
  return (integer(value) < 0n ? -integer(value) : integer(value)).toString().length;
}

export function exponential(x: Decimal, scale: number): Decimal {
  // The result has about as many digits in front of its point.
  const size = Math.ceil(Math.min(1e6, Math.abs(Number(integer(x)))) / 2.3) + 2;
  const fixed = new Fixed(scale + GUARD + (x.digits > 0n ? size : 0));
  let value = fixed.of(x.digits < 0n ? negate(x) : x);
  let halvings = 0;
  for (; value > fixed.unit; value /= 2n) halvings++;
  const exact = new Fixed(fixed.places + halvings);
  value = value * power10(halvings);
  let result = exact.series(exact.unit, (term, i) => exact.times(term, value) / i);
  for (; halvings > 0; halvings--) result = exact.times(result, result);
  return exact.result(x.digits < 0n ? exact.over(exact.unit, result) : result, scale);
}

export function logarithm(x: Decimal, scale: number): Decimal {
  // As bc has it: what has no logarithm gets a number that is very low.
  if (x.digits <= 0n) return withScale(add1(negate(whole(power10(scale)))), scale);
  const places = scale + GUARD + digitsBefore(x);
  const fixed = new Fixed(places);
  let value = x;
  let doublings = 1n;
  const near = (number: Decimal) => {
    const scaled = fixed.of(number);
    return scaled * 10n < 11n * fixed.unit && scaled * 10n > 9n * fixed.unit;
  };
  for (value = withScale(value, places); !near(value); doublings *= 2n) value = squareRoot(value, places + 8);
  const own = fixed.of(value);
  const ratio = fixed.over(own - fixed.unit, own + fixed.unit);
  const square = fixed.times(ratio, ratio);
  const sum = fixed.series(
    ratio,
    (term) => fixed.times(term, square),
    (term, i) => term / (2n * i + 1n),
  );
  return fixed.result(2n * doublings * sum, scale);
}

function add1(value: Decimal): Decimal {
  return { digits: value.digits + 1n, scale: value.scale };
}

export function arctangent(x: Decimal, scale: number): Decimal {
  const fixed = new Fixed(scale + GUARD);
  return fixed.result(atan(fixed, fixed.of(x)), scale);
}

function atan(fixed: Fixed, x: bigint): bigint {
  if (x < 0n) return -atan(fixed, -x);
  let value = x;
  let doublings = 1n;
  // The angle is halved until its tangent is small.
  for (; value * 10n > fixed.unit; doublings *= 2n) {
    const root = squareRoot({ digits: fixed.unit * fixed.unit + value * value, scale: 0 }, 0).digits;
    value = fixed.over(value, fixed.unit + root);
  }
  const square = fixed.times(value, value);
  return (
    doublings *
    fixed.series(
      value,
      (term) => -fixed.times(term, square),
      (term, i) => term / (2n * i + 1n),
    )
  );
}

export function sine(x: Decimal, scale: number): Decimal {
  const fixed = new Fixed(scale + GUARD + digitsBefore(x));
  return fixed.result(sin(fixed, fixed.of(x)), scale);
}

export function cosine(x: Decimal, scale: number): Decimal {
  const fixed = new Fixed(scale + GUARD + digitsBefore(x));
  const quarter = 2n * atan(fixed, fixed.unit);
  return fixed.result(sin(fixed, fixed.of(x) + quarter), scale);
}

function sin(fixed: Fixed, x: bigint): bigint {
  const half = 4n * atan(fixed, fixed.unit);
  let value = x % (2n * half);
  if (value > half) value -= 2n * half;
  if (value < -half) value += 2n * half;
  const square = fixed.times(value, value);
  return fixed.series(value, (term, i) => -fixed.times(term, square) / (2n * i * (2n * i + 1n)));
}

/** Bessel's function of whole order n. */
export function bessel(n: Decimal, x: Decimal, scale: number): Decimal {
  let order = Number(integer(n));
  if (Math.abs(order) > 1000) return withScale(ZERO, scale);
  const odd = order < 0 && order % 2 !== 0;
  order = Math.abs(order);
  const size = digitsBefore(x);
  const fixed = new Fixed(scale + GUARD + Math.max(4, 2 * Number(integer(x.digits < 0n ? negate(x) : x))) + size);
  const half = fixed.of(x) / 2n;
  let first = fixed.of(ONE);
  for (let i = 1; i <= order; i++) first = fixed.times(first, half) / BigInt(i);
  const square = fixed.times(half, half);
  const sum = fixed.series(first, (term, i) => -fixed.times(term, square) / (i * (i + BigInt(order))));
  return fixed.result(odd ? -sum : sum, scale);
}
