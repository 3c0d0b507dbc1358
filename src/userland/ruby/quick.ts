/** Arithmetic and comparison of numbers, and equality of strings, without a look-up of the method. */
import { RString } from './values.ts';
import type { Value } from './values.ts';

type Operator<N> = (a: N, b: N) => Value;

const COMPARISONS = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
} satisfies Record<string, Operator<bigint | number>>;

/** Division of integers rounds down, and may fail: it is left to the method. */
const INTEGERS: ReadonlyMap<string, Operator<bigint>> = new Map<string, Operator<bigint>>([
  ...Object.entries(COMPARISONS),
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
]);

const FLOATS: ReadonlyMap<string, Operator<number>> = new Map<string, Operator<number>>([
  ...Object.entries(COMPARISONS),
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
]);

/** `a name b`, or undefined where only the method itself can tell. */
export function quick(name: string, a: Value, b: Value): Value | undefined {
  if (typeof a === 'bigint' && typeof b === 'bigint') return INTEGERS.get(name)?.(a, b);
  if (
    (typeof a === 'number' && (typeof b === 'number' || typeof b === 'bigint')) ||
    (typeof a === 'bigint' && typeof b === 'number')
  )
    return FLOATS.get(name)?.(Number(a), Number(b));
  if (name === '==' && a instanceof RString && b instanceof RString) return a.text === b.text;
  return undefined;
}
