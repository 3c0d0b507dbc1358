/** Integer, Float, Math. */
import type { Interpreter } from '../interpreter.ts';
import { floatText } from './float-text.ts';
import { bitLength, integerMethods } from './integer.ts';
import type { Call, Value } from '../values.ts';

const floorDiv = (a: bigint, b: bigint) => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

export function defineNumbers(it: Interpreter): void {
  const numeric = it.define('Numeric');
  numeric.includes.push(it.class('Comparable'));
  it.methods(it.define('Integer', 'Numeric'), integerMethods(it));
  const float = it.define('Float', 'Numeric');
  it.class('Object').constants.set('Fixnum', it.class('Integer'));
  it.class('Object').constants.set('Bignum', it.class('Integer'));
  float.constants.set('INFINITY', Infinity).set('NAN', NaN).set('EPSILON', Number.EPSILON).set('MAX', Number.MAX_VALUE);
  it.methods(numeric, { ...arithmetic(it), ...questions(), ...conversions(it), step: step(it) });
  const math = it.module('Math');
  math.constants.set('PI', Math.PI).set('E', Math.E);
  math.constants.set('DomainError', it.class('Math::DomainError'));
  const one =
    (apply: (x: number) => number) =>
    ({ args }: Call) =>
      apply(Number(args[0]));
  it.singletonMethods(math, {
    sqrt: ({ args }) => {
      if (Number(args[0]) < 0) throw it.error('Math::DomainError', 'Numerical argument is out of domain - sqrt');
      return Math.sqrt(Number(args[0]));
    },
    cbrt: one(Math.cbrt),
    sin: one(Math.sin),
    cos: one(Math.cos),
    tan: one(Math.tan),
    atan: one(Math.atan),
    exp: one(Math.exp),
    log: ({ args }) =>
      args.length > 1 ? Math.log(Number(args[0])) / Math.log(Number(args[1])) : Math.log(Number(args[0])),
    log2: one(Math.log2),
    log10: one(Math.log10),
    hypot: ({ args }) => Math.hypot(Number(args[0]), Number(args[1])),
    pow: ({ args }) => Number(args[0]) ** Number(args[1]),
  });
}

function operand(it: Interpreter, value: Value, self: Value): bigint | number {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  throw it.uncoerced(value, self);
}

/** Bits beyond which a power is Infinity, with a warning. */
const MAX_POWER_BITS = 32 * 1024 * 1024;

function power(it: Interpreter) {
  return async ({ self, args }: Call): Promise<Value> => {
    const b = operand(it, args[0] as Value, self);
    if (typeof self !== 'bigint' || typeof b !== 'bigint' || b < 0n) return Number(self) ** Number(b);
    if (self * self > 1n && Number(b) * bitLength(self) > MAX_POWER_BITS) {
      await it.warn('in a**b, b may be too big');
      return self < 0n && b % 2n !== 0n ? -Infinity : Infinity;
    }
    return self ** b;
  };
}

function arithmetic(it: Interpreter) {
  const binary =
    (ints: (a: bigint, b: bigint) => Value, floats: (a: number, b: number) => Value) =>
    ({ self, args }: Call) => {
      const a = self as bigint | number;
      const b = operand(it, args[0] as Value, self);
      return typeof a === 'bigint' && typeof b === 'bigint' ? ints(a, b) : floats(Number(a), Number(b));
    };
  const zero = (b: bigint) => {
    if (b === 0n) throw it.error('ZeroDivisionError', 'divided by 0');
  };
  const divide = binary(
    (a, b) => {
      zero(b);
      return floorDiv(a, b);
    },
    (a, b) => a / b,
  );
  const modulo = binary(
    (a, b) => {
      zero(b);
      return a - floorDiv(a, b) * b;
    },
    (a, b) => a - Math.floor(a / b) * b,
  );
  return {
    '+': binary(
      (a, b) => a + b,
      (a, b) => a + b,
    ),
    '-': binary(
      (a, b) => a - b,
      (a, b) => a - b,
    ),
    '*': binary(
      (a, b) => a * b,
      (a, b) => a * b,
    ),
    '/': divide,
    div: binary(
      (a, b) => {
        zero(b);
        return floorDiv(a, b);
      },
      (a, b) => {
        if (b === 0) throw it.error('ZeroDivisionError', 'divided by 0');
        const quotient = Math.floor(a / b);
        if (!Number.isFinite(quotient)) throw it.error('FloatDomainError', floatText(quotient));
        return BigInt(quotient);
      },
    ),
    '% modulo': modulo,
    fdiv: ({ self, args }: Call) => Number(self) / Number(operand(it, args[0] as Value, self)),
    divmod: (call: Call) => it.array([divide(call) as Value, modulo(call) as Value]),
    '**': power(it),
    '-@': ({ self }: Call) => -(self as bigint),
    '+@': ({ self }: Call) => self,
    '<=>': ({ self, args }: Call) => {
      const [b] = args;
      if (typeof b !== 'bigint' && typeof b !== 'number') return null;
      return (self as bigint) < b ? -1n : (self as bigint) > b ? 1n : 0n;
    },
    '== ===': ({ self, args }: Call) => it.equal(self, args[0] as Value),
    'eql?': ({ self, args }: Call) => self === args[0],
    coerce: ({ self, args }: Call) => it.array([Number(args[0]), Number(self)]),
  };
}

function questions() {
  return {
    'zero?': ({ self }: Call) => Number(self) === 0,
    'positive?': ({ self }: Call) => Number(self) > 0,
    'negative?': ({ self }: Call) => Number(self) < 0,
    'nonzero?': ({ self }: Call) => (Number(self) === 0 ? null : self),
    'integer?': ({ self }: Call) => typeof self === 'bigint',
    'nan?': ({ self }: Call) => Number.isNaN(self),
    'finite?': ({ self }: Call) => Number.isFinite(Number(self)),
    'infinite?': ({ self }: Call) =>
      Number.isFinite(Number(self)) || Number.isNaN(Number(self)) ? null : Number(self) > 0 ? 1n : -1n,
    hash: ({ self }: Call) => BigInt(Math.trunc(Number(self)) || 0),
    dup: ({ self }: Call) => self,
  };
}

/** From itself by `by` to a limit; without one it goes on for ever. */
function step(it: Interpreter) {
  return async ({ self, args, block }: Call): Promise<Value> => {
    const [limit = null, by = 1n] = args as (Value | undefined)[];
    if (by === 0n || by === 0) throw it.error('ArgumentError', "step can't be 0");
    const [to, stride] = [limit === null ? null : operand(it, limit, self), operand(it, by, self)];
    const found: Value[] = [];
    const each = async (value: Value) => void (block ? await it.yield(block, value) : found.push(value));
    if (!block && to === null) throw it.error('RangeError', 'cannot convert endless range to an array');
    if (typeof self === 'bigint' && typeof stride === 'bigint' && typeof to !== 'number') {
      for (let i = self; to === null || (stride > 0n ? i <= to : i >= to); i += stride) await each(i);
    } else {
      const steps = to === null ? Infinity : Math.floor((Number(to) - Number(self)) / Number(stride) + 1e-9);
      for (let i = 0; i <= steps; i++) await each(Number(self) + i * Number(stride));
    }
    return block ? self : it.array(found);
  };
}

function conversions(it: Interpreter) {
  const rounded =
    (apply: (x: number) => number) =>
    ({ self, args }: Call) => {
      const digits = args.length && typeof args[0] === 'bigint' ? Number(args[0]) : 0;
      if (typeof self === 'bigint') {
        if (digits >= 0) return self;
        const unit = 10n ** BigInt(-digits);
        return BigInt(apply(Number(self) / Number(unit))) * unit;
      }
      const value = self as number;
      if (!Number.isFinite(value)) throw it.error('FloatDomainError', floatText(value));
      if (digits > 0) return Number(`${apply(Number(`${value}e${digits}`))}e-${digits}`);
      const unit = 10 ** -digits;
      return BigInt(apply(value / unit) * unit);
    };
  return {
    'to_s inspect': ({ self, args }: Call) =>
      it.string(
        typeof self === 'bigint'
          ? self.toString(args.length ? it.int(args[0] as Value) : 10)
          : floatText(self as number),
      ),
    'to_i to_int': ({ self }: Call) => {
      if (typeof self === 'bigint') return self;
      if (!Number.isFinite(self as number)) throw it.error('FloatDomainError', floatText(self as number));
      return BigInt(Math.trunc(self as number));
    },
    to_f: ({ self }: Call) => Number(self),
    to_r: () => {
      throw it.notSimulated('Rational');
    },
    to_c: () => {
      throw it.notSimulated('Complex');
    },
    'abs magnitude': ({ self }: Call) => ((self as bigint) < 0 ? -(self as bigint) : self),
    floor: rounded(Math.floor),
    ceil: rounded(Math.ceil),
    round: rounded((x) => Math.sign(x) * Math.round(Math.abs(x))),
    truncate: rounded(Math.trunc),
  };
}
