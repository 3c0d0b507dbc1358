/** jq's operators on values. */
import { described, fail } from './failure.ts';
import { compare, isArray, isObject, type Json, type JsonObject } from './json.ts';

/** Longer texts than this from `*` are refused. */
const MAX_TEXT = 1 << 28;

export function operate(operator: string, a: Json, b: Json): Json {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    case '%':
      return remainder(a, b);
    case '==':
      return compare(a, b) === 0;
    case '!=':
      return compare(a, b) !== 0;
    case '<':
      return compare(a, b) < 0;
    case '<=':
      return compare(a, b) <= 0;
    case '>':
      return compare(a, b) > 0;
    default:
      return compare(a, b) >= 0;
  }
}

export function add(a: Json, b: Json): Json {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (isArray(a) && isArray(b)) return [...a, ...b];
  if (isObject(a) && isObject(b)) return new Map([...a, ...b]);
  return fail(`${described(a)} and ${described(b)} cannot be added`);
}

function subtract(a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isArray(a) && isArray(b)) return a.filter((item) => !b.some((other) => compare(item, other) === 0));
  return fail(`${described(a)} and ${described(b)} cannot be subtracted`);
}

function multiply(a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (typeof a === 'string' && typeof b === 'number') return repeated(a, b);
  if (typeof a === 'number' && typeof b === 'string') return repeated(b, a);
  if (isObject(a) && isObject(b)) return merged(a, b);
  return fail(`${described(a)} and ${described(b)} cannot be multiplied`);
}

function repeated(text: string, times: number): Json {
  if (!(times > 0)) return null;
  if (text.length * times > MAX_TEXT) return fail('Repeat string result too long');
  return text.repeat(Math.max(1, Math.ceil(times)));
}

function merged(a: JsonObject, b: JsonObject): JsonObject {
  const out = new Map(a);
  for (const [key, value] of b) {
    const before = out.get(key);
    out.set(key, before !== undefined && isObject(before) && isObject(value) ? merged(before, value) : value);
  }
  return out;
}

function divide(a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return fail(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`);
    return a / b;
  }
  if (typeof a === 'string' && typeof b === 'string') return split(a, b);
  return fail(`${described(a)} and ${described(b)} cannot be divided`);
}

export function split(text: string, by: string): Json {
  if (text === '') return [];
  return by === '' ? [...text] : text.split(by);
}

function remainder(a: Json, b: Json): Json {
  if (typeof a !== 'number' || typeof b !== 'number')
    return fail(`${described(a)} and ${described(b)} cannot be divided`);
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  const divisor = Math.abs(Math.trunc(b));
  if (divisor === 0)
    return fail(`${described(a)} and ${described(b)} cannot be divided (remainder) because the divisor is zero`);
  return Math.trunc(a) % divisor || 0;
}

/** Whether `b` is found in `a`, at any depth. */
export function contains(a: Json, b: Json): boolean {
  if (isObject(a) && isObject(b))
    return [...b].every(([key, value]) => a.has(key) && contains(a.get(key) as Json, value));
  if (isArray(a) && isArray(b)) return b.every((item) => a.some((other) => contains(other, item)));
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (typeof a === typeof b && !isArray(a) && !isArray(b) && !isObject(a) && !isObject(b)) return compare(a, b) === 0;
  return fail(`${described(a)} and ${described(b)} cannot have their containment checked`);
}
