/** vi's operators: what d, y, > and the others do to a part of the text. */
import type { Piece } from './registers.ts';
import type { Session } from './session.ts';
import { firstNonBlank, next, type Position, type Text } from './text.ts';

/** `to` is not included among characters, and is the last of lines. A block is between columns as they are drawn, `right` included. */
export interface Region {
  readonly kind: Piece['kind'];
  readonly from: Position;
  readonly to: Position;
  readonly left?: number;
  readonly right?: number;
  /** What it deletes is large. */
  readonly big?: boolean;
}

export function pieceOf(s: Session, region: Region): Piece {
  const { text } = s;
  if (region.kind === 'lines') return { lines: text.lines.slice(region.from.row, region.to.row + 1), kind: 'lines' };
  if (region.kind === 'characters') return { lines: text.between(region.from, region.to), kind: 'characters' };
  return {
    lines: blockSpans(s, region).map(({ row, from, to }) => (text.lines[row] as string).slice(from, to)),
    kind: 'block',
  };
}

/** The parts of lines that a block covers, by offset. */
export function blockSpans(
  { text, view }: Session,
  { from, to, left = 0, right = 0 }: Region,
): { readonly row: number; readonly from: number; readonly to: number }[] {
  return Array.from({ length: to.row - from.row + 1 }, (_, i) => {
    const line = text.lines[from.row + i] as string;
    const start = view.virtualAt(line, line.length) <= left ? line.length : view.offsetAt(line, left);
    const last = view.offsetAt(line, right);
    return {
      row: from.row + i,
      from: start,
      to: start >= line.length ? line.length : Math.min(line.length, next(line, last)),
    };
  });
}

export function yank(s: Session, region: Region, register: string | undefined): void {
  const piece = pieceOf(s, region);
  s.registers.yank(register, piece);
  const into = register && register !== '"' ? ` into "${register}` : '';
  if (piece.lines.length > 2)
    s.message = `${piece.kind === 'block' ? 'block of ' : ''}${piece.lines.length} lines yanked${into}`;
}

/** Takes a region out; the cursor stands where it was. */
export function remove(s: Session, region: Region, register: string | undefined): void {
  const { text } = s;
  const before = text.lines.length;
  s.registers.delete(register, pieceOf(s, region), region.big);
  if (region.kind === 'lines') {
    text.splice(region.from.row, region.to.row - region.from.row + 1);
    text.row = Math.min(region.from.row, text.last);
    text.column = firstNonBlank(text.line);
  } else if (region.kind === 'characters') {
    text.replaceBetween(region.from, region.to);
    [text.row, text.column] = [region.from.row, region.from.column];
  } else {
    for (const { row, from, to } of blockSpans(s, region)) {
      const line = text.lines[row] as string;
      text.setLine(row, line.slice(0, from) + line.slice(to));
    }
    text.row = region.from.row;
    text.column = s.view.offsetAt(text.line, region.left ?? 0);
  }
  s.countLines(before);
}

/** Shifts lines by so many times the width of a shift. */
export function shift(s: Session, from: number, to: number, mark: '>' | '<', times = 1): void {
  const { text, options } = s;
  const width = options.number('shiftwidth') || options.number('tabstop');
  for (let row = from; row <= to; row++) {
    const line = text.lines[row] as string;
    if (line === '') continue;
    const blanks = /^[ \t]*/.exec(line)?.[0] ?? '';
    const size = Math.max(0, s.view.virtualAt(line, blanks.length) + (mark === '>' ? width : -width) * times);
    text.setLine(row, indentOf(s, size) + line.slice(blanks.length));
  }
  text.row = from;
  text.column = firstNonBlank(text.line);
  const count = to - from + 1;
  if (count > 2) s.message = `${count} lines ${mark}ed ${times} time${times === 1 ? '' : 's'}`;
}

export function indentOf({ options }: Session, size: number): string {
  const tabs = options.number('tabstop') || 8;
  if (options.on('expandtab')) return ' '.repeat(size);
  return '\t'.repeat(Math.floor(size / tabs)) + ' '.repeat(size % tabs);
}

const rot13 = (char: string) => {
  const base = char <= 'Z' ? 65 : 97;
  return /[a-zA-Z]/.test(char) ? String.fromCharCode(((char.charCodeAt(0) - base + 13) % 26) + base) : char;
};

const CASES: Readonly<Record<string, (text: string) => string>> = {
  'g~': (text) =>
    [...text].map((char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase())).join(''),
  gu: (text) => text.toLowerCase(),
  gU: (text) => text.toUpperCase(),
  'g?': (text) => [...text].map(rot13).join(''),
};

export function changeCase(s: Session, region: Region, how: string): void {
  const { text } = s;
  const change = CASES[how] as (text: string) => string;
  mapRegion(s, region, change);
  const count = region.to.row - region.from.row + 1;
  if (count > 2) s.message = `${count} lines changed`;
  text.row = region.from.row;
  if (region.kind === 'characters') text.column = region.from.column;
}

/** Puts other characters in place of those of a region, line by line. */
export function mapRegion(s: Session, region: Region, change: (text: string) => string): void {
  const { text } = s;
  if (region.kind === 'block') {
    for (const { row, from, to } of blockSpans(s, region)) {
      const line = text.lines[row] as string;
      text.setLine(row, line.slice(0, from) + change(line.slice(from, to)) + line.slice(to));
    }
    return;
  }
  for (let row = region.from.row; row <= region.to.row; row++) {
    const line = text.lines[row] as string;
    const from = region.kind === 'characters' && row === region.from.row ? region.from.column : 0;
    const to = region.kind === 'characters' && row === region.to.row ? region.to.column : line.length;
    text.setLine(row, line.slice(0, from) + change(line.slice(from, to)) + line.slice(to));
  }
}

/** Joins lines from a row on; the cursor stands at the last joint. */
export function join(s: Session, row: number, count: number, spaces: boolean): boolean {
  const { text } = s;
  const lines = text.lines.slice(row, row + count);
  if (lines.length < 2) return false;
  let out = lines[0] as string;
  let column = 0;
  for (const line of lines.slice(1)) {
    const rest = spaces ? line.replace(/^[ \t]+/, '') : line;
    column = out.length;
    if (spaces && rest !== '' && !rest.startsWith(')') && out !== '' && !/[ \t]$/.test(out))
      out += /[.?!]$/.test(out) ? '  ' : ' ';
    else if (spaces && rest !== '') column = out.length;
    out += rest;
  }
  text.splice(row, lines.length, out);
  [text.row, text.column] = [row, Math.min(column, Math.max(0, out.length - 1))];
  return true;
}

/** Puts a register's text before or after the cursor. `g` leaves the cursor behind it. */
export function put(s: Session, piece: Piece, after: boolean, count: number, behind = false): void {
  const { text } = s;
  const before = text.lines.length;
  if (piece.kind === 'lines') {
    const copies = Array.from({ length: count }, () => piece.lines).flat();
    const at = after ? text.row + 1 : text.row;
    text.splice(at, 0, ...copies);
    text.row = behind ? Math.min(text.last, at + copies.length) : at;
    text.column = behind ? 0 : firstNonBlank(text.line);
  } else if (piece.kind === 'block') putBlock(s, piece, after, count);
  else putCharacters(text, piece, after, count, behind);
  s.countLines(before);
}

function putCharacters(text: Text, { lines }: Piece, after: boolean, count: number, behind: boolean): void {
  const column = after && text.line ? next(text.line, text.column) : text.column;
  const pieces = lines.join('\n').repeat(count).split('\n');
  const at = { row: text.row, column };
  text.replaceBetween(at, at, pieces);
  const last = pieces[pieces.length - 1] as string;
  if (behind)
    [text.row, text.column] = [at.row + pieces.length - 1, pieces.length === 1 ? column + last.length : last.length];
  else text.column = pieces.length === 1 ? Math.max(0, column + last.length - 1) : column;
}

function putBlock({ text, view }: Session, { lines }: Piece, after: boolean, count: number): void {
  const width = Math.max(...lines.map((line) => line.length));
  const start = text.line && after ? next(text.line, text.column) : text.column;
  const column = view.virtualAt(text.line, start);
  lines.forEach((piece, i) => {
    const row = text.row + i;
    if (row > text.last) text.splice(row, 0, '');
    const line = text.lines[row] as string;
    const reach = view.virtualAt(line, line.length);
    const at = reach <= column ? line.length : view.offsetAt(line, column);
    const filled = piece.padEnd(width).repeat(count);
    const tail = line.slice(at);
    text.setLine(
      row,
      line.slice(0, at) + ' '.repeat(Math.max(0, column - reach)) + (tail ? filled : filled.trimEnd()) + tail,
    );
  });
  text.column = start;
}
