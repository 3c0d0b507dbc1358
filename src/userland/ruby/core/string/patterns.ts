/** What strings are searched for, and what a search leaves behind in `$~` and `$1`. */
import type { Interpreter } from '../../interpreter.ts';
import { RRegexp, type Value } from '../../values.ts';
import { escapeRegExp } from './text.ts';

/** A pattern out of a string or a regular expression. */
export function patternOf(it: Interpreter, value: Value): RegExp {
  if (value instanceof RRegexp) return new RegExp(value.pattern.source, value.pattern.flags);
  return new RegExp(escapeRegExp(it.str(value)), 'gu');
}

export function remember(it: Interpreter, match: RegExpExecArray | null): Value {
  const value = match ? it.match(match) : null;
  it.globals.set('$~', value);
  for (let i = 1; i <= 9; i++) it.globals.set(`$${i}`, match?.[i] === undefined ? null : it.string(match[i] as string));
  return value;
}
