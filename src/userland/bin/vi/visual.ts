/** vi's visual modes: a selection that keys widen, until one says what to do with it. */
import { exLine } from './ex-line.ts';
import { insert } from './insert.ts';
import { findMotion, moveBy } from './moving.ts';
import { textObject } from './objects.ts';
import { apply } from './operating.ts';
import { join, mapRegion, pieceOf, put, remove, shift, type Region } from './operators.ts';
import type { LastChange, Selection, Session } from './session.ts';
import { before, next, type Position } from './text.ts';
import { windowCommand } from './window-commands.ts';

const MODES: Readonly<Record<Selection['kind'], string>> = {
  v: '-- VISUAL --',
  V: '-- VISUAL LINE --',
  '\x16': '-- VISUAL BLOCK --',
};

const OPERATORS: Readonly<Record<string, string>> = {
  d: 'd',
  x: 'd',
  delete: 'd',
  y: 'y',
  c: 'c',
  s: 'c',
  '~': 'g~',
  u: 'gu',
  U: 'gU',
  '>': '>',
  '<': '<',
  '=': '=',
  '!': '!',
};
/** Capitals work on whole lines. */
const ON_LINES: Readonly<Record<string, string>> = { D: 'd', X: 'd', Y: 'y', R: 'c', S: 'c', C: 'c' };

export async function visual(
  s: Session,
  kind: Selection['kind'],
  again?: Selection & { readonly to: Position },
): Promise<void> {
  const { text } = s;
  s.selection = { kind, from: again?.from ?? { row: text.row, column: text.column }, toEnds: again?.toEnds ?? false };
  if (again) s.moveTo(again.to);
  s.message = '';
  try {
    while (s.selection) {
      s.mode = MODES[s.selection.kind];
      if (!(await step(s))) break;
    }
  } finally {
    if (s.selection) s.previousSelection = { ...s.selection, to: { row: text.row, column: text.column } };
    s.selection = undefined;
    s.mode = '';
  }
  text.clamp(false);
}

/** One command in the selection; false when it ends it. */
async function step(s: Session): Promise<boolean> {
  const { text } = s;
  const selection = s.selection as Selection;
  s.showing = selectedSize(s);
  let digits = '';
  let register: string | undefined;
  let key = await s.key();
  for (;;) {
    if (key === '"') register = await s.key();
    else if (/^[1-9]$/.test(key) || (digits && key === '0')) digits += key;
    else break;
    s.showing = (register ? `"${register}` : '') + digits;
    key = await s.key();
  }
  const count = Number(digits || 0);
  switch (key) {
    case 'escape':
    case '\x03':
      return false;
    case 'v':
    case 'V':
    case '\x16':
      if (selection.kind === key) return false;
      s.selection = { ...selection, kind: key };
      return true;
    case 'o':
    case 'O': {
      const from = { row: text.row, column: text.column };
      s.moveTo(selection.from);
      s.selection = { ...selection, from };
      return true;
    }
    case 'i':
    case 'a': {
      select(s, textObject(text, key === 'a', await s.key(), Math.max(1, count)));
      return true;
    }
    case ':':
      remember(s);
      await exLine(s, "'<,'>");
      return false;
    case '\x1a':
      return true;
  }
  if (await act(s, key, count, register)) return false;
  if (await windowCommand(s, key, count)) return true;
  const to = await findMotion(s, key, count);
  if (to) {
    if (to.jump) s.jumpFrom();
    moveBy(s, to, key);
    if (key === '$') text.column = text.line.length;
    if (selection.kind === '\x16')
      s.selection = {
        ...(s.selection as Selection),
        toEnds: key === '$' || (to.vertical === true && selection.toEnds === true),
      };
  }
  return true;
}

function select(s: Session, object: ReturnType<typeof textObject>): void {
  if (!object) return;
  const { text } = s;
  s.selection = { kind: object.lines ? 'V' : 'v', from: object.from };
  s.moveTo({ row: object.to.row, column: object.lines ? 0 : Math.max(object.from.column, object.to.column - 1) });
  text.clamp(true);
}

function remember(s: Session): void {
  const { text } = s;
  if (!s.selection) return;
  const here = { row: text.row, column: text.column };
  const [from, to] = before(here, s.selection.from) ? [here, s.selection.from] : [s.selection.from, here];
  s.previousSelection = { ...s.selection, from, to };
}

/** Does what a key says to the selection; false when it says nothing. */
async function act(s: Session, key: string, count: number, register: string | undefined): Promise<boolean> {
  const { text } = s;
  const selection = s.selection as Selection;
  const region = selectedRegion(s);
  const start = { row: text.row, column: text.column };
  const lines: Region = { kind: 'lines', from: region.from, to: region.to };
  const from = s.typed.lastIndexOf(key);
  const done = () => {
    s.lastChange = {
      keys: s.typed.slice(from),
      count,
      register,
      selected: { kind: selection.kind, rows: region.to.row - region.from.row, columns: columnsOf(region) },
    };
    s.changing = false;
  };
  const operator = key === 'g' ? undefined : (OPERATORS[key] ?? ON_LINES[key]);
  if (operator) {
    remember(s);
    s.selection = undefined;
    s.mode = '';
    if (operator === '>' || operator === '<') {
      s.changing = true;
      shift(s, region.from.row, region.to.row, operator, Math.max(1, count));
      s.moveTo(text);
    } else if (region.kind === 'block' && (operator === 'c' || key === 'D'))
      await changeBlock(s, region, register, operator);
    else
      await apply(
        s,
        operator,
        ON_LINES[key] && region.kind !== 'block' ? lines : region,
        register,
        operator === 'y' && region.kind === 'lines' ? region.from : start,
      );
    if (operator === 'y' && region.kind === 'lines')
      s.moveTo({
        row: region.from.row,
        column: selection.kind === 'V' && before(selection.from, start) ? selection.from.column : start.column,
      });
    if (operator.startsWith('g'))
      s.moveTo(
        region.kind === 'lines'
          ? { row: region.from.row, column: 0 }
          : {
              row: region.from.row,
              column:
                region.kind === 'block'
                  ? s.view.offsetAt(text.lines[region.from.row] as string, region.left ?? 0)
                  : region.from.column,
            },
      );
    if (operator !== 'y') done();
    return true;
  }
  switch (key) {
    case 'p':
    case 'P': {
      const piece = s.register(register);
      if (!piece) return true;
      remember(s);
      s.selection = undefined;
      const taken = pieceOf(s, region);
      const atEnd =
        region.kind === 'lines'
          ? region.to.row === text.last && region.from.row > 0
          : region.from.column > 0 && region.to.column >= (text.lines[region.to.row] as string).length;
      remove(s, region, key === 'P' ? '_' : undefined);
      if (piece.kind === 'lines' && region.kind === 'characters') {
        const at = { row: region.from.row, column: region.from.column };
        text.replaceBetween(at, at, ['', '']);
        text.row = at.row;
        put(s, piece, true, Math.max(1, count));
      } else if (piece.kind !== 'lines' && region.kind === 'lines') {
        text.splice(region.from.row, 0, '');
        [text.row, text.column] = [region.from.row, 0];
        put(s, piece, false, Math.max(1, count));
      } else {
        if (atEnd && region.kind === 'characters') text.column = Math.max(0, text.line.length - 1);
        put(s, piece, atEnd, Math.max(1, count));
      }
      if (key === 'p') s.registers.yank(undefined, taken);
      text.clamp(false);
      s.moveTo(text);
      done();
      return true;
    }
    case 'J':
      remember(s);
      s.selection = undefined;
      join(s, region.from.row, Math.max(2, region.to.row - region.from.row + 1), true);
      s.moveTo(text);
      done();
      return true;
    case 'r': {
      const char = await s.key();
      if (char === 'escape') return true;
      remember(s);
      s.selection = undefined;
      mapRegion(s, region, (part) => char.repeat([...part].length));
      s.moveTo({ row: region.from.row, column: region.kind === 'lines' ? 0 : region.from.column });
      done();
      return true;
    }
    case 'I':
    case 'A':
      if (region.kind !== 'block') return false;
      remember(s);
      s.selection = undefined;
      await insertBlock(s, region, key, selection.toEnds ?? false);
      done();
      return true;
    case 'g': {
      const second = await s.key();
      const how = `g${second}`;
      if (['g~', 'gu', 'gU', 'g?'].includes(how)) {
        remember(s);
        s.selection = undefined;
        await apply(s, how, region, register, start);
        s.moveTo(region.from);
        done();
        return true;
      }
      if (second === 'J') {
        remember(s);
        s.selection = undefined;
        join(s, region.from.row, Math.max(2, region.to.row - region.from.row + 1), false);
        done();
        return true;
      }
      s.play([second]);
      const to = await findMotion(s, 'g', count);
      if (to) moveBy(s, to, how);
      return key !== 'g';
    }
  }
  return false;
}

/** The selection as a region. */
export function selectedRegion(s: Session): Region {
  const { text, view } = s;
  const { kind, from: anchor, toEnds } = s.selection as Selection;
  const here = { row: text.row, column: text.column };
  const [from, to] = before(here, anchor) ? [here, anchor] : [anchor, here];
  if (kind === 'V') return { kind: 'lines', from: { row: from.row, column: 0 }, to: { row: to.row, column: 0 } };
  if (kind === 'v') {
    const line = text.lines[to.row] as string;
    // The end of a line is part of it when the cursor stands behind the last character.
    if (to.column >= line.length && to.row < text.last)
      return { kind: 'characters', from, to: { row: to.row + 1, column: 0 } };
    return { kind: 'characters', from, to: { row: to.row, column: Math.min(line.length, next(line, to.column)) } };
  }
  const edges = [anchor, here].map(({ row, column }) => view.virtualAt(text.lines[row] as string, column));
  const ends = [anchor, here].map(({ row, column }) => {
    const line = text.lines[row] as string;
    return Math.max(0, view.virtualAt(line, Math.min(line.length, next(line, column))) - 1);
  });
  return { kind: 'block', from, to, left: Math.min(...edges), right: toEnds ? Infinity : Math.max(...ends) };
}

const columnsOf = ({ kind, from, to, left = 0, right = 0 }: Region) =>
  kind === 'block' ? right - left + 1 : from.row === to.row ? to.column - from.column : to.column;

/** How much is selected, as the last line shows it. */
function selectedSize(s: Session): string {
  const region = selectedRegion(s);
  const rows = region.to.row - region.from.row + 1;
  if (region.kind === 'block')
    return `${rows}x${region.right === Infinity ? s.view.virtualAt(s.text.line, s.text.line.length) - (region.left ?? 0) : (region.right ?? 0) - (region.left ?? 0) + 1}`;
  if (region.kind === 'lines' || rows > 1) return String(rows);
  const part = s.text.line.slice(region.from.column, region.to.column);
  const bytes = new TextEncoder().encode(part).length;
  return bytes === part.length ? String(Math.max(1, part.length)) : `${[...part].length}-${bytes}`;
}

/** Text that is typed in the first line of a block goes into the others when it is done. */
async function insertBlock(s: Session, region: Region, key: string, toEnds: boolean): Promise<void> {
  const { text, view } = s;
  const column = key === 'I' ? (region.left ?? 0) : (region.right ?? 0) + 1;
  const place = (row: number): number | undefined => {
    const line = text.lines[row] as string;
    if (toEnds && key === 'A') return line.length;
    const reach = view.virtualAt(line, line.length);
    if (reach >= column) return reach === column ? line.length : view.offsetAt(line, column);
    if (key === 'I') return undefined;
    text.setLine(row, line + ' '.repeat(column - reach));
    return (text.lines[row] as string).length;
  };
  const at = place(region.from.row) ?? 0;
  [text.row, text.column] = [region.from.row, at];
  const old = text.line;
  await insert(s);
  if (text.row !== region.from.row) return;
  const added = text.line.slice(at, text.line.length - (old.length - at));
  for (let row = region.from.row + 1; row <= region.to.row && added; row++) {
    const there = place(row);
    const line = text.lines[row] as string;
    if (there !== undefined) text.setLine(row, line.slice(0, there) + added + line.slice(there));
  }
  s.moveTo({ row: region.from.row, column: view.offsetAt(text.line, region.left ?? 0) });
}

async function changeBlock(s: Session, region: Region, register: string | undefined, operator: string): Promise<void> {
  s.changing = true;
  remove(s, operator === 'd' ? { ...region, right: Infinity } : region, register);
  if (operator === 'c') await insertBlock(s, region, 'I', false);
}

/** `.` after a change of a selection: as much of the text from the cursor on. */
export async function visualAgain(s: Session, { keys, selected }: LastChange): Promise<void> {
  if (!selected) return;
  const { text } = s;
  const { kind, rows, columns } = selected;
  s.selection = { kind, from: { row: text.row, column: text.column } };
  const row = Math.min(text.last, text.row + rows);
  const column = rows === 0 || kind === '\x16' ? text.column + columns - 1 : columns - 1;
  [text.row, text.column] = [row, Math.max(0, Math.min(column, (text.lines[row] as string).length - 1))];
  s.typed = [];
  s.play(keys);
  await act(s, await s.key(), 0, undefined);
  s.selection = undefined;
  s.mode = '';
  text.clamp(false);
}
