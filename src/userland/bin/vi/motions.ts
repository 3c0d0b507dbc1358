/** vi's motions: where a key leads from the cursor. */
import { firstNonBlank, type Position, type Text } from './text.ts';

export interface Motion extends Position {
  readonly linewise: boolean;
  /** The character under the end belongs to it. */
  readonly inclusive: boolean;
}

const kind = (char: string | undefined, big: boolean) =>
  char === undefined || /\s/.test(char) ? 0 : big ? 1 : /\w|[^\x00-\x7f]/.test(char) ? 1 : 2;

/** Undefined when the key is no motion, or leads nowhere. `count` 0: none was typed. `next` is what f, F, t, T look for. */
export function motion(text: Text, key: string, count: number, page: number, next?: string): Motion | undefined {
  const n = Math.max(1, count);
  const { row, column, line, lines } = text;
  const at = (toRow: number, toColumn: number, linewise = false, inclusive = false): Motion => ({
    row: Math.max(0, Math.min(toRow, lines.length - 1)),
    column: toColumn,
    linewise,
    inclusive,
  });
  switch (key) {
    case 'h':
    case 'left':
    case '\b':
    case '\x7f':
      return at(row, Math.max(0, column - n));
    case 'l':
    case 'right':
    case ' ':
      return at(row, Math.min(line.length, column + n));
    case 'j':
    case 'down':
    case '\x0e':
      return row + 1 < lines.length ? at(row + n, column, true) : undefined;
    case 'k':
    case 'up':
    case '\x10':
      return row > 0 ? at(row - n, column, true) : undefined;
    case '\r':
    case '+': {
      const to = Math.min(row + n, lines.length - 1);
      return at(to, firstNonBlank(lines[to] ?? ''), true);
    }
    case '-': {
      const to = Math.max(row - n, 0);
      return at(to, firstNonBlank(lines[to] ?? ''), true);
    }
    case '0':
    case 'home':
      return at(row, 0);
    case '^':
      return at(row, firstNonBlank(line));
    case '$':
    case 'end': {
      const to = Math.min(row + n - 1, lines.length - 1);
      return at(to, Math.max(0, (lines[to] ?? '').length - 1), false, true);
    }
    case 'G': {
      const to = count ? Math.min(count, lines.length) - 1 : lines.length - 1;
      return at(to, firstNonBlank(lines[to] ?? ''), true);
    }
    case 'gg': {
      const to = Math.min(count || 1, lines.length) - 1;
      return at(to, firstNonBlank(lines[to] ?? ''), true);
    }
    case '\x06':
    case 'pagedown':
      return at(row + page * n, 0, true);
    case '\x02':
    case 'pageup':
      return at(row - page * n, 0, true);
    case '\x04':
      return at(row + Math.floor(page / 2), column, true);
    case '\x15':
      return at(row - Math.floor(page / 2), column, true);
    case 'w':
    case 'W':
    case 'b':
    case 'B':
    case 'e':
    case 'E': {
      let place: Position = { row, column };
      for (let i = 0; i < n; i++) place = word(lines, place, key.toLowerCase(), key < 'a');
      return at(place.row, place.column, false, key.toLowerCase() === 'e');
    }
    case 'f':
    case 't':
    case 'F':
    case 'T':
      return next === undefined ? undefined : findChar(text, key, n, next);
    case '%':
      return matching(text);
    case '{':
    case '}': {
      const step = key === '{' ? -1 : 1;
      let to = row + step;
      while (to > 0 && to < lines.length - 1 && lines[to] !== '') to += step;
      return at(to, 0);
    }
    default:
      return undefined;
  }
}

function word(lines: readonly string[], from: Position, key: string, big: boolean): Position {
  let { row, column } = from;
  const char = () => (lines[row] ?? '')[column];
  const step = (by: 1 | -1): boolean => {
    column += by;
    if (column >= 0 && column < (lines[row] ?? '').length) return true;
    if (by > 0 ? row + 1 >= lines.length : row === 0) {
      column = by > 0 ? Math.max(0, (lines[row] ?? '').length - (key === 'e' ? 1 : 0)) : 0;
      return false;
    }
    row += by;
    column = by > 0 ? 0 : Math.max(0, (lines[row] ?? '').length - 1);
    return true;
  };
  if (key === 'w') {
    const start = kind(char(), big);
    const startRow = row;
    while (kind(char(), big) === start && start !== 0 && row === startRow) if (!step(1)) return { row, column };
    while (kind(char(), big) === 0) {
      if (lines[row] === '' && row !== startRow) break;
      if (!step(1)) break;
    }
    return { row, column };
  }
  const by = key === 'e' ? 1 : -1;
  if (!step(by)) return { row, column };
  while (kind(char(), big) === 0) if (!step(by)) return { row, column };
  const inside = kind(char(), big);
  for (;;) {
    const following = (lines[row] ?? '')[column + by];
    if (following === undefined || kind(following, big) !== inside) return { row, column };
    column += by;
  }
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
  return { row, column: at, linewise: false, inclusive: forward };
}

const PAIRS: Record<string, readonly [string, 1 | -1]> = {
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
  const [close, step] = pair;
  let depth = 0;
  for (let r = row, c = start; r >= 0 && r < lines.length; r += step, c = step > 0 ? 0 : (lines[r] ?? '').length - 1) {
    const text = lines[r] as string;
    for (; c >= 0 && c < text.length; c += step) {
      if (text[c] === open) depth++;
      else if (text[c] === close && --depth === 0) return { row: r, column: c, linewise: false, inclusive: true };
    }
  }
  return undefined;
}
