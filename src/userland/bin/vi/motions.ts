/** vi's motions within the text: where a key leads from the cursor. */
import { firstNonBlank, next as after, previous, type Position, type Text } from './text.ts';

export interface Motion extends Position {
  /** Whole lines; up to and with the character there; or up to it. */
  readonly kind: 'lines' | 'inclusive' | 'exclusive';
  /** `'` and ^O lead back from it. */
  readonly jump?: boolean;
  /** j, k and their kin: the column wanted stays. */
  readonly vertical?: boolean;
  /** What it deletes is large, and moves "1 to "9 on. */
  readonly big?: boolean;
}

export const charKind = (char: string | undefined, big: boolean) =>
  char === undefined || /\s/.test(char) ? 0 : big ? 1 : /\w/.test(char) ? 1 : /[^\x00-\x7f]/.test(char) ? 3 : 2;

/** Undefined when the key is no motion, or leads nowhere. `count` 0: none was typed. `char` is what f, F, t, T look for. */
export function motion(text: Text, key: string, count: number, char?: string): Motion | undefined {
  const n = Math.max(1, count);
  const { row, column, line, lines, last } = text;
  const to = (toRow: number, toColumn: number, kind: Motion['kind'] = 'exclusive'): Motion => ({
    row: toRow,
    column: toColumn,
    kind,
  });
  const lineAt = (toRow: number, jump = false): Motion => {
    const at = Math.max(0, Math.min(toRow, last));
    return { row: at, column: firstNonBlank(lines[at] as string), kind: 'lines', jump };
  };
  const vertical = (toRow: number): Motion => ({ row: toRow, column, kind: 'lines', vertical: true });
  switch (key) {
    case 'h':
    case 'left':
    case '\b': {
      let at = column;
      for (let i = 0; i < n; i++) at = previous(line, at);
      return column === 0 ? undefined : to(row, at);
    }
    case '\x7f': {
      let place: Position = { row, column };
      for (let i = 0; i < n; i++)
        place =
          place.column > 0
            ? { row: place.row, column: previous(lines[place.row] as string, place.column) }
            : place.row > 0
              ? {
                  row: place.row - 1,
                  column: previous(lines[place.row - 1] as string, (lines[place.row - 1] as string).length),
                }
              : place;
      return to(place.row, place.column);
    }
    case 'l':
    case 'right': {
      let at = column;
      for (let i = 0; i < n && at < line.length; i++) at = after(line, at);
      return line === '' ? undefined : to(row, at);
    }
    case ' ': {
      let place: Position = { row, column };
      for (let i = 0; i < n; i++) {
        const here = lines[place.row] as string;
        const step = after(here, place.column);
        place =
          step < here.length || place.row === last
            ? { row: place.row, column: Math.min(step, here.length) }
            : { row: place.row + 1, column: 0 };
      }
      return to(place.row, place.column);
    }
    case 'j':
    case 'down':
    case '\n':
    case '\x0e':
      return row === last ? undefined : vertical(Math.min(last, row + n));
    case 'k':
    case 'up':
    case '\x10':
      return row === 0 ? undefined : vertical(Math.max(0, row - n));
    case '\r':
    case '+':
      return row === last ? undefined : lineAt(row + n);
    case '-':
      return row === 0 ? undefined : lineAt(row - n);
    case '_':
      return lineAt(row + n - 1);
    case '0':
    case 'home':
      return to(row, 0);
    case '^':
      return to(row, firstNonBlank(line));
    case '|':
      return to(row, Math.min(n - 1, Math.max(0, line.length - 1)));
    case '$':
    case 'end': {
      const at = Math.min(row + n - 1, last);
      return {
        ...to(at, Math.max(0, previous(lines[at] as string, (lines[at] as string).length)), 'inclusive'),
        vertical: false,
      };
    }
    case 'g_': {
      const at = Math.min(row + n - 1, last);
      return to(at, Math.max(0, (lines[at] as string).trimEnd().length - 1), 'inclusive');
    }
    case 'G':
      return lineAt(count ? count - 1 : last, true);
    case 'gg':
      return lineAt((count || 1) - 1, true);
    case 'go':
      return lineAt(0, true);
    case 'w':
    case 'W':
    case 'b':
    case 'B':
    case 'e':
    case 'E':
    case 'ge':
    case 'gE':
      return words(text, key, n);
    case 'f':
    case 't':
    case 'F':
    case 'T':
      return char === undefined ? undefined : findChar(text, key, n, char);
    case '%':
      if (count) return count > 100 ? undefined : lineAt(Math.floor((count * lines.length + 99) / 100) - 1, true);
      return matching(text);
    case '{':
    case '}':
      return paragraphs(text, key, n);
    case '(':
    case ')':
      return sentences(text, key, n);
    default:
      return undefined;
  }
}

function words(text: Text, key: string, count: number): Motion | undefined {
  const small = key.toLowerCase();
  const big = key !== small && key !== 'ge';
  let place: Position = { row: text.row, column: text.column };
  for (let i = 0; i < count; i++) {
    const found = small === 'w' ? wordForward(text.lines, place, big) : wordStep(text.lines, place, small, big);
    if (!found) {
      if (i === 0 && small !== 'w') return undefined;
      break;
    }
    place = found;
  }
  if (small === 'w' && place.row === text.row && place.column === text.column) return undefined;
  return { ...place, kind: small === 'e' || small === 'ge' ? 'inclusive' : 'exclusive' };
}

/** To the start of the next word; an empty line is one. At the end of the text, behind its last character. */
function wordForward(lines: readonly string[], from: Position, big: boolean): Position | undefined {
  let { row, column } = from;
  const line = lines[row] as string;
  const kind = charKind(line[column], big);
  while (column < line.length && charKind(line[column], big) === kind && kind !== 0) column++;
  for (;;) {
    const here = lines[row] as string;
    while (column < here.length && charKind(here[column], big) === 0) column++;
    if (column < here.length) return { row, column };
    if (row === lines.length - 1) return { row, column: here.length };
    row++;
    column = 0;
    if (lines[row] === '') return { row, column };
  }
}

function wordStep(lines: readonly string[], from: Position, key: string, big: boolean): Position | undefined {
  const by = key === 'e' ? 1 : -1;
  let { row, column } = from;
  const step = (): boolean => {
    column += by;
    if (column >= 0 && column < (lines[row] as string).length) return true;
    if (by > 0 ? row === lines.length - 1 : row === 0) return false;
    row += by;
    column = by > 0 ? 0 : Math.max(0, (lines[row] as string).length - 1);
    return true;
  };
  const char = () => (lines[row] as string)[column];
  const empty = () => lines[row] === '' && key !== 'e';
  if (key === 'ge') {
    const inside = charKind(char(), big);
    while (inside !== 0 && charKind(char(), big) === inside && row === from.row) if (!step()) return undefined;
    while (charKind(char(), big) === 0 && !empty()) if (!step()) return { row: 0, column: 0 };
    return { row, column };
  }
  if (!step()) return undefined;
  while (charKind(char(), big) === 0 && !empty()) if (!step()) return key === 'b' ? { row: 0, column: 0 } : undefined;
  const inside = charKind(char(), big);
  const line = lines[row] as string;
  while (charKind(line[column + by], big) === inside && inside !== 0) column += by;
  return { row, column };
}

function findChar({ row, column, line }: Text, key: string, count: number, char: string): Motion | undefined {
  const forward = key === 'f' || key === 't';
  let at = column;
  for (let i = 0; i < count; i++) {
    at = forward ? line.indexOf(char, at + 1) : at > 0 ? line.lastIndexOf(char, at - 1) : -1;
    if (at < 0) return undefined;
  }
  if (key === 't') at--;
  if (key === 'T') at++;
  return { row, column: at, kind: forward ? 'inclusive' : 'exclusive' };
}

const PAIRS: Readonly<Record<string, readonly [string, 1 | -1]>> = {
  '(': [')', 1],
  '[': [']', 1],
  '{': ['}', 1],
  ')': ['(', -1],
  ']': ['[', -1],
  '}': ['{', -1],
};

function matching({ row, column, line, lines }: Text): Motion | undefined {
  let start = column;
  while (start < line.length && !PAIRS[line[start] as string]) start++;
  const open = line[start];
  const pair = open === undefined ? undefined : PAIRS[open];
  if (!pair) return undefined;
  const found = matchFrom(lines, { row, column: start }, open as string, ...pair);
  return found && { ...found, kind: 'inclusive', jump: true, big: true };
}

/** The bracket that closes (or opens) the one at a place. */
export function matchFrom(
  lines: readonly string[],
  from: Position,
  open: string,
  close: string,
  step: 1 | -1,
): Position | undefined {
  let depth = 0;
  let at = from.column;
  for (let row = from.row; row >= 0 && row < lines.length; row += step) {
    const text = lines[row] as string;
    if (row !== from.row) at = step > 0 ? 0 : text.length - 1;
    for (; at >= 0 && at < text.length; at += step) {
      if (text[at] === open) depth++;
      else if (text[at] === close && --depth === 0) return { row, column: at };
    }
  }
  return undefined;
}

function paragraphs(text: Text, key: string, count: number): Motion | undefined {
  const step = key === '{' ? -1 : 1;
  let row = text.row;
  for (let i = 0; i < count; i++) {
    if (step > 0 ? row === text.last : row === 0) {
      if (i === 0 && (step < 0 ? text.column === 0 : text.column >= text.line.length - 1)) return undefined;
      break;
    }
    while (row >= 0 && row <= text.last && text.lines[row] === '') row += step;
    while (row >= 0 && row <= text.last && text.lines[row] !== '') row += step;
  }
  if (row > text.last) {
    const line = text.lines[text.last] as string;
    return { row: text.last, column: Math.max(0, line.length - 1), kind: 'inclusive', jump: true, big: true };
  }
  return { row: Math.max(0, row), column: 0, kind: 'exclusive', jump: true, big: true };
}

/** Starts of sentences: after `.`, `!` or `?` with closing marks and blanks, at paragraphs, and the end. */
function sentences(text: Text, key: string, count: number): Motion | undefined {
  const starts: Position[] = [];
  let open = true;
  text.lines.forEach((line, row) => {
    if (line === '') {
      if (row === 0 || text.lines[row - 1] !== '') starts.push({ row, column: 0 });
      open = true;
      return;
    }
    if (open) starts.push({ row, column: firstNonBlank(line) });
    open = false;
    for (const { 0: mark, index } of line.matchAll(/[.!?][)\]"']*(?:\s+|$)/g)) {
      if (index + mark.length < line.length) starts.push({ row, column: index + mark.length });
      else open = true;
    }
  });
  starts.push({ row: text.last, column: Math.max(0, (text.lines[text.last] as string).length - 1) });
  const [row, column] = [text.row, text.column];
  const others =
    key === ')'
      ? starts.filter((at) => at.row > row || (at.row === row && at.column > column))
      : starts.filter((at) => at.row < row || (at.row === row && at.column < column)).reverse();
  const found = others[Math.min(count, others.length) - 1];
  return found && { ...found, kind: 'exclusive', jump: true, big: true };
}
