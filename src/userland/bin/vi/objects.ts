/** vi's text objects: what `iw`, `a"` or `i(` is around the cursor. */
import { charKind, matchFrom } from './motions.ts';
import type { Position, Text } from './text.ts';

/** From the first to the last character (`to` not included), or lines. */
export interface TextObject {
  readonly from: Position;
  readonly to: Position;
  readonly lines: boolean;
}

const BRACKETS: Readonly<Record<string, readonly [string, string]>> = {
  '(': ['(', ')'], ')': ['(', ')'], b: ['(', ')'], '{': ['{', '}'], '}': ['{', '}'], B: ['{', '}'], '[': ['[', ']'], ']': ['[', ']'], '<': ['<', '>'],
  '>': ['<', '>'],
}; // prettier-ignore

export function textObject(text: Text, around: boolean, key: string, count: number): TextObject | undefined {
  if (key === 'w' || key === 'W') return wordObject(text, around, key === 'W', count);
  if (key === 'p') return paragraphObject(text, around, count);
  if (key === '"' || key === "'" || key === '`') return quoted(text, around, key);
  const pair = BRACKETS[key];
  return pair && bracketed(text, around, ...pair, count);
}

function wordObject({ row, column, line }: Text, around: boolean, big: boolean, count: number): TextObject {
  const kind = (at: number) => charKind(line[at], big);
  let from = column;
  while (from > 0 && kind(from - 1) === kind(column)) from--;
  let to = column;
  const run = () => {
    const inside = kind(to);
    while (to < line.length && kind(to) === inside) to++;
  };
  for (let i = 0; i < count && to < line.length; i++) {
    const blank = kind(to) === 0;
    run();
    if (!around) continue;
    if (blank) run();
    else if (to < line.length && kind(to) === 0) run();
    else if (i === count - 1) while (from > 0 && kind(from - 1) === 0) from--;
  }
  return { from: { row, column: from }, to: { row, column: to }, lines: false };
}

function paragraphObject({ row, lines, last }: Text, around: boolean, count: number): TextObject {
  const blank = (at: number) => lines[at] === '';
  let from = row;
  while (from > 0 && blank(from - 1) === blank(row)) from--;
  let to = row;
  const run = () => {
    const inside = blank(to);
    while (to < last && blank(to + 1) === inside) to++;
  };
  run();
  for (let i = 1; i < count * (around ? 2 : 1) && to < last; i++) {
    to++;
    run();
  }
  if (around && count === 1 && to === last && blank(to) === blank(row)) while (from > 0 && blank(from - 1)) from--;
  return { from: { row: from, column: 0 }, to: { row: to, column: 0 }, lines: true };
}

function quoted({ row, column, line }: Text, around: boolean, mark: string): TextObject | undefined {
  const at: number[] = [];
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\') i++;
    else if (line[i] === mark) at.push(i);
  }
  for (let i = 0; i + 1 < at.length; i += 2) {
    const [open, close] = [at[i] as number, at[i + 1] as number];
    if (close < column) continue;
    let [from, to] = around ? [open, close + 1] : [open + 1, close];
    if (around) {
      const blanks = /^[ \t]*/.exec(line.slice(to))?.[0].length ?? 0;
      if (blanks) to += blanks;
      else while (from > 0 && /[ \t]/.test(line[from - 1] as string)) from--;
    }
    return { from: { row, column: from }, to: { row, column: to }, lines: false };
  }
  return undefined;
}

function bracketed(text: Text, around: boolean, open: string, close: string, count: number): TextObject | undefined {
  let start: Position | undefined;
  let from: Position = { row: text.row, column: text.column };
  for (let i = 0; i < count; i++) {
    start = enclosing(text, from, open, close, i > 0);
    if (!start) return undefined;
    from = start;
  }
  const end = start && matchFrom(text.lines, start, open, close, 1);
  if (!start || !end) return undefined;
  if (around) return { from: start, to: { row: end.row, column: end.column + 1 }, lines: false };
  // A bracket that ends its line, and one that begins its own: the lines between them.
  if (
    start.column === (text.lines[start.row] as string).length - 1 &&
    /^\s*$/.test((text.lines[end.row] as string).slice(0, end.column)) &&
    end.row > start.row + 1
  )
    return { from: { row: start.row + 1, column: 0 }, to: { row: end.row - 1, column: 0 }, lines: true };
  return { from: { row: start.row, column: start.column + 1 }, to: end, lines: false };
}

/** The bracket that is open at a place, itself if it is one. */
function enclosing(text: Text, at: Position, open: string, close: string, outside: boolean): Position | undefined {
  let depth = 0;
  for (let row = at.row; row >= 0; row--) {
    const line = text.lines[row] as string;
    for (let column = row === at.row ? at.column : line.length - 1; column >= 0; column--) {
      const here = row === at.row && column === at.column;
      if (line[column] === close && !here) depth++;
      else if (line[column] === open && !(here && outside)) {
        if (depth === 0) return { row, column };
        depth--;
      }
    }
  }
  return undefined;
}
