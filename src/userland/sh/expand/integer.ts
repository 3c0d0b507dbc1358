/** Integers of the shell: 64 bits that wrap around. Numbers while they are exact, bigints past 2^53; `normal` keeps them apart. */
export type Int = number | bigint;

export function normal(value: bigint): Int {
  const wrapped = BigInt.asIntN(64, value);
  return wrapped >= -9007199254740991n && wrapped <= 9007199254740991n ? Number(wrapped) : wrapped;
}

export function isTrue(value: Int): boolean {
  return value !== 0;
}

export function negate(value: Int): Int {
  return typeof value === 'number' ? (value === 0 ? 0 : -value) : normal(-value);
}

export function add(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normal(BigInt(a) + BigInt(b));
}

export function multiply(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return normal(BigInt(a) * BigInt(b));
}

/** By what is not zero, towards zero: the quotient, or for `%` the rest. */
export function divide(operator: string, a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const value = operator === '/' ? Math.trunc(a / b) : a % b;
    return value === 0 ? 0 : value;
  }
  return normal(operator === '/' ? BigInt(a) / BigInt(b) : BigInt(a) % BigInt(b));
}

/** `b` is not negative. */
export function power(a: Int, b: Int): Int {
  let result = 1n;
  let base = BigInt(a);
  for (let rest = BigInt(b); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asIntN(64, result * base);
    base = BigInt.asIntN(64, base * base);
  }
  return normal(result);
}
