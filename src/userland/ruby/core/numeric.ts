/** Integer, Float, Math. */
import type { Interpreter } from '../interpreter.ts';
import { floatText } from './float-text.ts';
import { RObject } from '../values.ts';
import type { Call, Value } from '../values.ts';

const floorDiv = (a: bigint, b: bigint) => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

export function defineNumbers(it: Interpreter): void {
  const numeric = it.define('Numeric');
  numeric.includes.push(it.class('Comparable'));
  it.define('Integer', 'Numeric');
  const float = it.define('Float', 'Numeric');
  it.class('Object').constants.set('Fixnum', it.class('Integer'));
  it.class('Object').constants.set('Bignum', it.class('Integer'));
  float.constants.set('INFINITY', Infinity).set('NAN', NaN).set('EPSILON', Number.EPSILON).set('MAX', Number.MAX_VALUE);
  it.methods(numeric, { ...arithmetic(it), ...questions(it), ...iteration(it), ...conversions(it) });
  const math = it.module('Math');
  math.constants.set('PI', Math.PI).set('E', Math.E);
  const one =
    (apply: (x: number) => number) =>
    ({ args }: Call) =>
      apply(Number(args[0]));
  it.singletonMethods(math, {
    sqrt: ({ args }) => {
      if (Number(args[0]) < 0) throw it.error('ArgumentError', 'Numerical argument is out of domain - "sqrt"');
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
  const what = value instanceof RObject ? it.classOf(value).name : value === null ? 'nil' : String(value);
  throw it.error('TypeError', `${what} can't be coerced into ${it.classOf(self).name}`);
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
    div: ({ self, args }: Call) =>
      typeof self === 'bigint'
        ? divide({ self, args, block: undefined, name: 'div' })
        : BigInt(Math.floor(Number(self) / Number(args[0]))),
    '% modulo': modulo,
    fdiv: ({ self, args }: Call) => Number(self) / Number(args[0]),
    divmod: (call: Call) => it.array([divide(call) as Value, modulo(call) as Value]),
    '** pow': ({ self, args }: Call) => {
      const b = operand(it, args[0] as Value, self);
      if (typeof self === 'bigint' && typeof b === 'bigint' && b >= 0n)
        return typeof args[1] === 'bigint' ? self ** b % args[1] : self ** b;
      return Number(self) ** Number(b);
    },
    '-@': ({ self }: Call) => -(self as bigint),
    '+@': ({ self }: Call) => self,
    '~': ({ self }: Call) => ~(self as bigint),
    '&': ({ self, args }: Call) => (self as bigint) & (args[0] as bigint),
    '|': ({ self, args }: Call) => (self as bigint) | (args[0] as bigint),
    '^': ({ self, args }: Call) => (self as bigint) ^ (args[0] as bigint),
    '<<': ({ self, args }: Call) => (self as bigint) << (args[0] as bigint),
    '>>': ({ self, args }: Call) => (self as bigint) >> (args[0] as bigint),
    '[]': ({ self, args }: Call) => ((self as bigint) >> (args[0] as bigint)) & 1n,
    '<=>': ({ self, args }: Call) => {
      const [b] = args;
      if (typeof b !== 'bigint' && typeof b !== 'number') return null;
      return (self as bigint) < b ? -1n : (self as bigint) > b ? 1n : 0n;
    },
    '== ===': ({ self, args }: Call) => it.equal(self, args[0] as Value),
    'eql?': ({ self, args }: Call) => self === args[0],
    coerce: ({ self, args }: Call) => it.array([Number(args[0]), Number(self)]),
    gcd: ({ self, args }: Call) => gcd(self as bigint, args[0] as bigint),
    lcm: ({ self, args }: Call) => ((self as bigint) * (args[0] as bigint)) / gcd(self as bigint, args[0] as bigint),
  };
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

function questions(it: Interpreter) {
  return {
    'even?': ({ self }: Call) => (self as bigint) % 2n === 0n,
    'odd?': ({ self }: Call) => (self as bigint) % 2n !== 0n,
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
    size: () => 8n,
    bit_length: ({ self }: Call) => BigInt((self as bigint).toString(2).replace('-', '').length),
    digits: ({ self }: Call) => it.array([...String(self)].reverse().map(BigInt)),
  };
}

function iteration(it: Interpreter) {
  const each = (from: bigint, to: bigint, by: bigint, block: Call['block'], self: Value) => async () => {
    for (let i = from; by > 0n ? i <= to : i >= to; i += by) await it.yield(block, i);
    return self;
  };
  const listed = (from: bigint, to: bigint, by: bigint) => {
    const found: Value[] = [];
    for (let i = from; by > 0n ? i <= to : i >= to; i += by) found.push(i);
    return it.array(found);
  };
  return {
    times: ({ self, block }: Call) =>
      block ? each(0n, (self as bigint) - 1n, 1n, block, self)() : listed(0n, (self as bigint) - 1n, 1n),
    upto: ({ self, args, block }: Call) =>
      block
        ? each(self as bigint, args[0] as bigint, 1n, block, self)()
        : listed(self as bigint, args[0] as bigint, 1n),
    downto: ({ self, args, block }: Call) =>
      block
        ? each(self as bigint, args[0] as bigint, -1n, block, self)()
        : listed(self as bigint, args[0] as bigint, -1n),
    step: async ({ self, args, block }: Call) => {
      const [limit, by = 1n] = args as [bigint | number, bigint | number];
      if (typeof self === 'bigint' && typeof by === 'bigint')
        return block
          ? each(self, BigInt(Math.floor(Number(limit))), by, block, self)()
          : listed(self, BigInt(limit), by);
      const steps = Math.floor((Number(limit) - Number(self)) / Number(by) + 1e-9);
      for (let i = 0; i <= steps; i++) await it.yield(block, Number(self) + i * Number(by));
      return self;
    },
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
    chr: ({ self }: Call) => it.string(String.fromCodePoint(Number(self))),
    ord: ({ self }: Call) => self,
    'abs magnitude': ({ self }: Call) => ((self as bigint) < 0 ? -(self as bigint) : self),
    floor: rounded(Math.floor),
    ceil: rounded(Math.ceil),
    round: rounded((x) => Math.sign(x) * Math.round(Math.abs(x))),
    truncate: rounded(Math.trunc),
    'succ next': ({ self }: Call) => (self as bigint) + 1n,
    pred: ({ self }: Call) => (self as bigint) - 1n,
  };
}
