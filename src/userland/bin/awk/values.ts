/** awk's values: numbers, strings, strings from input that look like numbers, and nothing yet. */
import type { Awaitable } from '../../../kernel/sys.ts';

/** Text from input that is also a number: compares as one. */
export class NumericText {
  constructor(
    readonly text: string,
    readonly number: number,
  ) {}
}

export type Value = number | string | NumericText | undefined;
export type AwkArray = Map<string, Value>;

const LOOKS_NUMERIC =
  /^[ \t\n\r\f\v]*[-+]?(?:0x[\da-f]+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf|nan)[ \t\n\r\f\v]*$/i;
const LEADING = /^[ \t\n\r\f\v]*[-+]?(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)/i;

/** A field, an element of split, a line read, a variable of the command line. */
export function fromInput(text: string): Value {
  if (!LOOKS_NUMERIC.test(text)) return text;
  const number = parsed(text);
  return Number.isNaN(number) ? text : new NumericText(text, number);
}

/** As strtod reads it: hexadecimal digits and infinity too. */
function parsed(text: string): number {
  const word = text.trim();
  const bare = word.replace(/^[-+]/, '');
  const size = /^inf/i.test(bare) ? Infinity : Number(bare);
  return word.startsWith('-') ? -size : size;
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (typeof value !== 'string') return value.number;
  const match = LEADING.exec(value);
  return match ? parsed(match[0]) : 0;
}

export function truthy(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  return value !== undefined && value.number !== 0;
}

/** Goes on at once with a value, later with a promise. */
export function chain<A, B>(value: Awaitable<A>, next: (value: A) => Awaitable<B>): Awaitable<B> {
  return value instanceof Promise ? value.then(next) : next(value);
}
