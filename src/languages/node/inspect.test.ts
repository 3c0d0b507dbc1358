import { format as realFormat, inspect as real } from 'node:util';
import { describe, expect, test } from 'vitest';
import { format, inspect } from './inspect.ts';

class Point {
  x = 1;
  y = [1, 2];
}
class Deep extends Point {
  next = { a: { b: { c: { d: 1 } } } };
}
const circular: Record<string, unknown> = { name: 'loop' };
circular.self = circular;
const sparse = [1, , 3]; // eslint-disable-line no-sparse-arrays
const withKeys = Object.assign([1, 2], { extra: true });

const VALUES: readonly (readonly [string, unknown])[] = [
  ['numbers', [1, -0, 1.5, NaN, 10n]],
  ['strings', ['a', "it's", `both ' and "`, 'line\nbreak\t\\', '\x01']],
  ['empty', [{}, [], new Map(), new Set(), '']],
  ['nested', { a: 1, b: 'two', c: [1, 2, { d: [1, [2, [3]]] }], e: null, f: undefined, 'a-b': Symbol('s') }],
  ['class', new Point()],
  ['deep', new Deep()],
  [
    'map',
    new Map<unknown, unknown>([
      ['a', 1],
      [{ k: 1 }, [2]],
    ]),
  ],
  ['set', new Set([1, 'two', { three: 3 }])],
  [
    'functions',
    [function named() {}, () => 1, class A {}, class B extends Point {}, async () => 1, function* gen() {}],
  ],
  ['function with keys', Object.assign(function f() {}, { a: 1 })],
  ['many numbers', Array.from({ length: 27 }, (_, i) => i)],
  ['a hundred and more', Array.from({ length: 130 }, (_, i) => i * i)],
  ['many strings', Array.from({ length: 20 }, (_, i) => 'item' + i)],
  ['many long strings', Array.from({ length: 9 }, (_, i) => 'a rather long string, number ' + i)],
  ['circular', circular],
  ['sparse', sparse],
  ['array with keys', withKeys],
  ['null prototype', Object.assign(Object.create(null) as object, { a: 1 })],
  [
    'getters',
    {
      get a() {
        return 1;
      },
      set b(_: number) {},
      get c() {
        return 1;
      },
      set c(_: number) {},
    },
  ],
  ['bytes', new Uint8Array([1, 2, 3])],
  ['date and regexp', [new Date(0), /a+/gi]],
  ['boxed', [new Number(1), new Boolean(false)]],
  ['long object', Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`property${i}`, `value number ${i}`]))],
  ['array of objects', Array.from({ length: 4 }, (_, i) => ({ id: i, name: `name ${i}`, tags: ['a', 'b'] }))],
  ['error without stack', Object.assign(new Error('boom'), { stack: undefined })],
  ['request-like', { host: 'localhost:3000', 'user-agent': 'curl/7.88.1', accept: '*/*' }],
];

describe('inspect is as Node shows values', () => {
  test.each(VALUES)('%s', (_, value) => {
    expect(inspect(value)).toBe(real(value));
    expect(inspect(value, { colors: true })).toBe(real(value, { colors: true }));
    expect(inspect({ x: { y: value } }, { depth: null })).toBe(real({ x: { y: value } }, { depth: null }));
  });
});

test.each([
  ['%s is %d years and %i', 'Ann', 1.5, 2.7],
  ['%j %o %O', { a: 1 }, [1], { b: { c: { d: {} } } }],
  ['100%', 1],
  ['%s', { a: { b: 1 } }],
  ['%% %s'],
  ['a', 'b', { c: 1 }, null],
  [{ a: 1 }, 'x'],
  ['%s %s', 'one'],
])('format %j', (...args: unknown[]) => {
  expect(format(args)).toBe(realFormat(...args));
});
