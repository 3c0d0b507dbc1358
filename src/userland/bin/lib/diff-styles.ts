/** Drawings of differences beside the usual ones: with context, side by side, as a script for ed. */
import { NO_NEWLINE, type Change, type Side } from './line-diff.ts';

/** Changes that share their lines of context, and those lines. */
export function* hunks(list: readonly Change[], left: Side, right: Side, context: number) {
  for (let at = 0; at < list.length;) {
    let end = at;
    while (end + 1 < list.length && (list[end + 1] as Change).a[0] - (list[end] as Change).a[1] <= context * 2) end++;
    const [first, last] = [list[at] as Change, list[end] as Change];
    yield {
      changes: list.slice(at, end + 1),
      a: [Math.max(0, first.a[0] - context), Math.min(left.lines.length, last.a[1] + context)] as const,
      b: [Math.max(0, first.b[0] - context), Math.min(right.lines.length, last.b[1] + context)] as const,
    };
    at = end + 1;
  }
}

/** `heading`: what follows the stars of a hunk that begins at a line. */
export function contextDiff(
  list: readonly Change[],
  left: Side,
  right: Side,
  context: number,
  heading: (line: number) => string = () => '',
): string {
  const range = ([from, to]: readonly [number, number]) => (to - from > 1 ? `${from + 1},${to}` : `${to}`);
  const half = (
    side: Side,
    [from, to]: readonly [number, number],
    changed: readonly (readonly [number, number, string])[],
  ) => {
    let out = '';
    for (let i = from; i < to; i++) {
      const mark = changed.find(([start, end]) => i >= start && i < end)?.[2] ?? ' ';
      const bare = side.noNewline && i === side.lines.length - 1;
      out += `${mark} ${side.lines[i]}\n${bare ? NO_NEWLINE : ''}`;
    }
    return out;
  };
  let out = `*** ${left.header}\n--- ${right.header}\n`;
  for (const { changes, a, b } of hunks(list, left, right, context)) {
    const mark = ({ a: x, b: y }: Change, alone: string) => (x[0] < x[1] && y[0] < y[1] ? '!' : alone);
    const removed = changes
      .map((change) => [...change.a, mark(change, '-')] as const)
      .filter(([from, to]) => to > from);
    const added = changes.map((change) => [...change.b, mark(change, '+')] as const).filter(([from, to]) => to > from);
    out += `***************${heading(a[0])}\n*** ${range(a)} ****\n${removed.length ? half(left, a, removed) : ''}`;
    out += `--- ${range(b)} ----\n${added.length ? half(right, b, added) : ''}`;
  }
  return out;
}

/** Makes the old file the new one, from its end to its start. */
export function edScript(list: readonly Change[], right: Side): string {
  let out = '';
  for (const { a, b } of [...list].reverse()) {
    const lines = right.lines.slice(...b);
    const range = a[1] - a[0] > 1 ? `${a[0] + 1},${a[1]}` : `${a[1]}`;
    if (a[0] === a[1]) out += `${a[0]}a\n`;
    else out += `${range}${lines.length ? 'c' : 'd'}\n`;
    // A line of a dot alone would end the text.
    for (const line of lines) out += line === '.' ? '..\n.\ns/.//\na\n' : `${line}\n`;
    if (lines.length) out += '.\n';
  }
  return out;
}

const TAB = 8;

/** Blanks from one column to another, with tabs where they reach. */
function fill(from: number, to: number): string {
  let out = '';
  let column = from;
  while (column < to) {
    const stop = column + TAB - (column % TAB);
    if (stop <= to && stop - column >= 1 && (stop - column > 1 || stop === to)) {
      out += '\t';
      column = stop;
    } else {
      out += ' ';
      column++;
    }
  }
  return out;
}

export interface SideBySide {
  readonly width: number;
  readonly onlyChanges: boolean;
  /** Common lines are shown on the left alone. */
  readonly leftColumn: boolean;
  /** Blanks instead of tabs. */
  readonly expand: boolean;
}

/** Two columns in `width`, as GNU's diff lays them out. */
export function sideBySide(
  list: readonly Change[],
  left: Side,
  right: Side,
  { width, onlyChanges, leftColumn, expand }: SideBySide,
): string {
  const tab = expand ? 1 : TAB;
  const offset = Math.floor((width + tab + 3) / (2 * tab)) * tab;
  const half = Math.max(0, Math.min(offset - 3, width - offset));
  const second = half ? offset : width;
  const gutter = Math.floor((half + second - 1) / 2);
  const halfLine = (line: string) => {
    let [out, column] = ['', 0];
    for (const char of line) {
      const next = char === '\t' ? column + TAB - (column % TAB) : column + 1;
      if (next > half) break;
      out += char === '\t' ? gap(column, next) : char;
      column = next;
    }
    return { out, column };
  };
  const gap = (from: number, to: number) => (expand ? ' '.repeat(Math.max(0, to - from)) : fill(from, to));
  const lacksEnd = (side: Side, at: number) => side.noNewline && at === side.lines.length - 1;
  const row = (a: string | undefined, mark: string, b: string | undefined) => {
    const { out: text, column } = halfLine(a ?? '');
    let [out, at] = [text, column];
    if (mark !== ' ') {
      out += gap(at, gutter) + mark;
      at = gutter + 1;
    }
    if (b !== undefined && b !== '') out += gap(at, second) + halfLine(b).out;
    return `${out}\n`;
  };
  let out = '';
  let at = 0;
  // How much further the right side is.
  let shift = 0;
  const same = (to: number) => {
    for (; at < to; at++)
      if (!onlyChanges)
        out += leftColumn ? row(left.lines[at], '(', undefined) : row(left.lines[at], ' ', right.lines[at + shift]);
  };
  for (const { a, b } of list) {
    same(a[0]);
    const pairs = Math.min(a[1] - a[0], b[1] - b[0]);
    for (let i = 0; i < pairs; i++) {
      const [p, r] = [lacksEnd(left, a[0] + i), lacksEnd(right, b[0] + i)];
      out += row(left.lines[a[0] + i], p === r ? '|' : p ? '\\' : '/', right.lines[b[0] + i]);
    }
    for (let i = a[0] + pairs; i < a[1]; i++) out += row(left.lines[i], '<', undefined);
    for (let i = b[0] + pairs; i < b[1]; i++) out += row(undefined, '>', right.lines[i]);
    at = a[1];
    shift = b[1] - a[1];
  }
  same(left.lines.length);
  return out;
}
