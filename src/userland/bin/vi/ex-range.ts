/** Ranges in front of ex commands: numbers, `.`, `$`, `%`, marks, patterns and offsets. */
import { PatternError } from './pattern.ts';
import { compile, lookFor, splitSearch } from './search.ts';
import type { Session } from './session.ts';

export interface Range {
  /** First and last row, from 0; undefined when none was given. */
  readonly from: number | undefined;
  readonly to: number;
  /** How many addresses were given. */
  readonly given: number;
  readonly rest: string;
}

export class BadRange extends Error {}

/** Reads the range at the start of a command. Throws BadRange with Vim's words. */
export function readRange(s: Session, source: string): Range {
  const { text } = s;
  let rest = source.trimStart();
  if (rest.startsWith('%')) return { from: 0, to: text.last, given: 2, rest: rest.slice(1).trimStart() };
  const rows: number[] = [];
  let here = text.row;
  let missing = false;
  for (;;) {
    const one = address(s, rest, here);
    if (one) {
      rows.push(one.row);
      rest = one.rest;
      missing = false;
    } else if (rows.length > 0 || /^[,;]/.test(rest)) {
      rows.push(here);
      missing = rows.length > 1;
    }
    if (!/^[,;]/.test(rest)) break;
    if (rest[0] === ';') here = rows.at(-1) ?? here;
    rest = rest.slice(1).trimStart();
    missing = true;
  }
  if (missing && rows.length < 2) rows.push(text.row);
  const [from, to] = rows.length > 1 ? [rows.at(-2) as number, rows.at(-1) as number] : [rows[0], rows[0] ?? text.row];
  return { from, to, given: Math.min(2, rows.length), rest };
}

/** One address: a row that may lie outside of the text. */
function address(
  s: Session,
  source: string,
  here: number,
): { readonly row: number; readonly rest: string } | undefined {
  const { text } = s;
  let rest = source.trimStart();
  let row: number | undefined;
  const number = /^\d+/.exec(rest)?.[0];
  if (number) {
    row = Number(number) - 1;
    rest = rest.slice(number.length);
  } else if (rest[0] === '.' || rest[0] === '$') {
    row = rest[0] === '.' ? here : text.last;
    rest = rest.slice(1);
  } else if (rest[0] === "'") {
    const name = rest[1] ?? '';
    const mark =
      name === '<' ? s.previousSelection?.from : name === '>' ? s.previousSelection?.to : text.marks.get(name);
    if (!mark) throw new BadRange('E20: Mark not set');
    row = mark.row;
    rest = rest.slice(2);
  } else if (rest[0] === '/' || rest[0] === '?') {
    const mark = rest[0];
    const [typed, after] = splitSearch(rest.slice(1), mark);
    const pattern = typed || s.search?.source;
    if (pattern === undefined) throw new BadRange('E35: No previous regular expression');
    s.search = { source: pattern, forward: mark === '/', offset: '' };
    const forward = mark === '/';
    const found = lookFor(
      s,
      compiled(s, pattern),
      { row: here, column: forward ? Infinity : 0 },
      forward,
      s.options.on('wrapscan'),
    );
    if (!found) throw new BadRange(`E486: Pattern not found: ${pattern}`);
    row = found.row;
    rest = after ?? '';
  } else if (!/^[+-]/.test(rest)) return undefined;
  for (let step = /^\s*([+-])(\d*)/.exec(rest); step; step = /^\s*([+-])(\d*)/.exec(rest)) {
    row = (row ?? here) + (step[1] === '-' ? -1 : 1) * Number(step[2] || 1);
    rest = rest.slice(step[0].length);
  }
  return { row: row ?? here, rest };
}

function compiled(s: Session, pattern: string): RegExp {
  try {
    return compile(s, pattern);
  } catch (error) {
    if (error instanceof PatternError) throw new BadRange(error.message);
    throw error;
  }
}
