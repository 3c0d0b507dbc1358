/** What Integer alone has: bits, divisors, digits, characters, counting. */
import type { Interpreter } from '../interpreter.ts';
import type { Call, Value } from '../values.ts';

/** Bits that a shift to the left makes at most; real Ruby ends where memory does. */
const MAX_SHIFT_BITS = 256n * 1024n * 1024n;

/** Of the absolute value; a negative number has those of its complement. */
export const bitLength = (value: bigint): number => (value < 0n ? ~value : value).toString(2).replace(/^0$/, '').length;

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

export function integerMethods(it: Interpreter) {
  return { ...bits(it), ...divisors(it), ...characters(it), ...counting(it) };
}

function bits(it: Interpreter) {
  const both =
    (apply: (a: bigint, b: bigint) => bigint) =>
    ({ self, args }: Call) => {
      const b = args[0] as Value;
      if (typeof b !== 'bigint') throw it.uncoerced(b, self);
      return apply(self as bigint, b);
    };
  const integer = (value: Value) => (typeof value === 'bigint' ? value : BigInt(it.int(value)));
  const shifted = (value: bigint, width: bigint): bigint => {
    if (width > MAX_SHIFT_BITS && value !== 0n) throw it.error('RangeError', 'shift width too big');
    if (width > MAX_SHIFT_BITS) return 0n;
    return width < -MAX_SHIFT_BITS ? (value < 0n ? -1n : 0n) : value << width;
  };
  return {
    '~': ({ self }: Call) => ~(self as bigint),
    '&': both((a, b) => a & b),
    '|': both((a, b) => a | b),
    '^': both((a, b) => a ^ b),
    '<<': ({ self, args }: Call) => shifted(self as bigint, integer(args[0] as Value)),
    '>>': ({ self, args }: Call) => shifted(self as bigint, -integer(args[0] as Value)),
    '[]': ({ self, args }: Call) => {
      const place = integer(args[0] as Value);
      return place < 0n ? 0n : shifted(self as bigint, -place) & 1n;
    },
    size: () => 8n,
    bit_length: ({ self }: Call) => BigInt(bitLength(self as bigint)),
  };
}

function divisors(it: Interpreter) {
  const integer = (value: Value): bigint => {
    if (typeof value !== 'bigint') throw it.error('TypeError', 'not an integer');
    return value;
  };
  return {
    'even?': ({ self }: Call) => (self as bigint) % 2n === 0n,
    'odd?': ({ self }: Call) => (self as bigint) % 2n !== 0n,
    gcd: ({ self, args }: Call) => gcd(self as bigint, integer(args[0] as Value)),
    lcm: ({ self, args }: Call) => {
      const [a, b] = [self as bigint, integer(args[0] as Value)];
      if (a === 0n || b === 0n) return 0n;
      const common = (a / gcd(a, b)) * b;
      return common < 0n ? -common : common;
    },
    digits: ({ self, args }: Call) => {
      const base = args.length ? BigInt(it.int(args[0] as Value)) : 10n;
      if (base < 0n) throw it.error('ArgumentError', 'negative radix');
      if (base < 2n) throw it.error('ArgumentError', `invalid radix ${base}`);
      if ((self as bigint) < 0n) throw it.error('Math::DomainError', 'out of domain');
      const found: Value[] = [];
      for (let rest = self as bigint; rest > 0n || !found.length; rest /= base) found.push(rest % base);
      return it.array(found);
    },
    pow: async ({ self, args }: Call) => {
      const [exponent, modulus] = args as [Value, Value | undefined];
      if (modulus === undefined) return it.send(self, '**', exponent);
      if (typeof exponent !== 'bigint')
        throw it.error('TypeError', 'Integer#pow() 2nd argument not allowed unless a 1st argument is integer');
      if (exponent < 0n)
        throw it.error('RangeError', 'Integer#pow() 1st argument cannot be negative when 2nd argument specified');
      if (typeof modulus !== 'bigint')
        throw it.error('TypeError', 'Integer#pow() 2nd argument not allowed unless all arguments are integers');
      if (modulus === 0n) throw it.error('ZeroDivisionError', 'divided by 0');
      return powerModulo(self as bigint, exponent, modulus);
    },
  };
}

/** By squares, with the modulus' sign. */
function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n % modulus, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result !== 0n && result < 0n !== modulus < 0n ? result + modulus : result;
}

const CHARACTERS = 256n;

function characters(it: Interpreter) {
  return {
    chr: ({ self, args }: Call) => {
      const code = self as bigint;
      if (code >= 1n << 32n || code < 0n) {
        const what = code >= 1n << 62n ? 'bignum' : String(code);
        throw it.error('RangeError', `${what} out of char range`);
      }
      if (code > 0x10ffffn || (!args.length && code >= CHARACTERS))
        throw it.error('RangeError', `${code} out of char range`);
      return it.string(String.fromCodePoint(Number(code)));
    },
    ord: ({ self }: Call) => self,
    'succ next': ({ self }: Call) => (self as bigint) + 1n,
    pred: ({ self }: Call) => (self as bigint) - 1n,
  };
}

function counting(it: Interpreter) {
  /** The limit as the last integer before it. */
  const last = (self: Value, limit: Value, towards: (x: number) => number): bigint | number => {
    if (typeof limit === 'bigint') return limit;
    if (typeof limit !== 'number') throw it.incomparable(self, limit);
    return Number.isFinite(limit) ? BigInt(towards(limit)) : limit;
  };
  const counted = (from: bigint, to: bigint | number, by: 1n | -1n, { self, block }: Call) => {
    const before = (i: bigint) => (by > 0n ? i <= to : i >= to);
    if (block) {
      return (async () => {
        for (let i = from; before(i); i += by) await it.yield(block, i);
        return self;
      })();
    }
    if (typeof to === 'number' && before(from))
      throw it.error('RangeError', 'cannot convert endless range to an array');
    const found: Value[] = [];
    for (let i = from; before(i); i += by) found.push(i);
    return it.array(found);
  };
  return {
    times: (call: Call) => counted(0n, (call.self as bigint) - 1n, 1n, call),
    upto: (call: Call) => counted(call.self as bigint, last(call.self, call.args[0] as Value, Math.floor), 1n, call),
    downto: (call: Call) => counted(call.self as bigint, last(call.self, call.args[0] as Value, Math.ceil), -1n, call),
  };
}
