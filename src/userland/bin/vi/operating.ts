/** Operators of normal mode: the operator, then a motion, a text object or itself once more. */
import { indentAsAbove, filterLines } from './line-commands.ts';
import { insert } from './insert.ts';
import type { Motion } from './motions.ts';
import { findMotion } from './moving.ts';
import { textObject } from './objects.ts';
import { changeCase, remove, shift, yank, type Region } from './operators.ts';
import type { Session } from './session.ts';
import { before, firstNonBlank, next, type Position } from './text.ts';

const OPERATORS = new Set(['d', 'c', 'y', '>', '<', 'g~', 'gu', 'gU', 'g?', '!', '=']);

export const isOperator = (key: string): boolean => OPERATORS.has(key);

export async function operate(
  s: Session,
  operator: string,
  count: number,
  register: string | undefined,
): Promise<void> {
  const { text } = s;
  let digits = '';
  let key = await s.key();
  while (/^[1-9]$/.test(key) || (digits && key === '0')) {
    digits += key;
    s.showing += key;
    key = await s.key();
  }
  if (key === 'escape') return;
  const n = Math.max(1, count) * Math.max(1, Number(digits || 0));
  const start = { row: text.row, column: text.column };
  const region = await regionOf(s, operator, key, count || digits ? n : 0);
  if (!region) return;
  text.clamp(true);
  await apply(s, operator, region, register, start);
}

async function regionOf(s: Session, operator: string, key: string, count: number): Promise<Region | undefined> {
  const { text } = s;
  const last = operator.at(-1) as string;
  if (key === last || (operator.length > 1 && key === 'g' && (await s.key()) === last)) {
    const to = Math.min(text.last, text.row + Math.max(1, count) - 1);
    return { kind: 'lines', from: { row: text.row, column: 0 }, to: { row: to, column: 0 } };
  }
  if (key === 'i' || key === 'a') {
    const object = textObject(text, key === 'a', await s.key(), Math.max(1, count));
    return object && { kind: object.lines ? 'lines' : 'characters', from: object.from, to: object.to };
  }
  const forced = key === 'v' || key === 'V' ? key : undefined;
  const asked = forced ? await s.key() : key;
  // cw on a word leaves the blanks behind it.
  const change = operator === 'c' && /^[wW]$/.test(asked) && /\S/.test(text.line[text.column] ?? '');
  const to = change ? endOfWords(s, asked, Math.max(1, count)) : await findMotion(s, asked, count);
  if (!to) return undefined;
  return regionTo(s, to, asked, operator, forced);
}

/** To the end of the word under the cursor, which may be under it already. */
function endOfWords(s: Session, key: string, count: number): Motion {
  const { row, column, line } = s.text;
  const word = key === 'W' ? /\S+/y : /\w+|[^\w\s]+/y;
  let at = column;
  for (let i = 0; i < count; i++) {
    while (/\s/.test(line[at] ?? '')) at++;
    word.lastIndex = at;
    at += word.exec(line)?.[0].length ?? 0;
  }
  return { row, column: Math.max(column, at - 1), kind: 'inclusive' };
}

function regionTo(s: Session, to: Motion, key: string, operator: string, forced: string | undefined): Region {
  const { text } = s;
  const here = { row: text.row, column: text.column };
  let kind = to.kind;
  if (forced === 'v') kind = kind === 'lines' ? 'exclusive' : kind === 'inclusive' ? 'exclusive' : 'inclusive';
  if (forced === 'V') kind = 'lines';
  const [from, end] = before(to, here) ? [to, here] : [here, to];
  if (kind === 'lines')
    return { kind: 'lines', from: { row: from.row, column: 0 }, to: { row: end.row, column: 0 }, big: to.big ?? false };
  let last: Position =
    kind === 'inclusive'
      ? { row: end.row, column: next(text.lines[end.row] as string, end.column) }
      : { row: end.row, column: end.column };
  const over = last.row > from.row;
  const word = /^[wW]$/.test(key);
  if (word && over && last.column <= firstNonBlank(text.lines[last.row] as string)) {
    let row = last.row - 1;
    while (row > from.row && text.lines[row] === '') row--;
    last = { row, column: (text.lines[row] as string).length };
  } else if (kind === 'exclusive' && over && last.column === 0 && !forced) {
    // Up to the start of a line means to the end of the one before; from the start of a line on, whole lines.
    const row = last.row - 1;
    if (from.column <= (text.lines[from.row] as string).search(/[^ \t]|$/) && operator !== 'c' && !word)
      return { kind: 'lines', from: { row: from.row, column: 0 }, to: { row, column: 0 }, big: to.big ?? false };
    last = { row, column: (text.lines[row] as string).length };
  }
  return { kind: 'characters', from: { row: from.row, column: from.column }, to: last, big: to.big ?? false };
}

/** Does an operator to a region; `start` is where the cursor was. */
export async function apply(
  s: Session,
  operator: string,
  region: Region,
  register: string | undefined,
  start: Position,
): Promise<void> {
  const { text } = s;
  if (operator !== 'y') s.changing = true;
  // Undo leads back to the start of what is changed.
  if (region.kind !== 'lines' && operator !== 'y') [text.row, text.column] = [region.from.row, region.from.column];
  switch (operator) {
    case 'y':
      yank(s, region, register);
      [text.row, text.column] =
        region.kind === 'lines'
          ? [region.from.row, region.from.row === start.row ? start.column : text.column]
          : [region.from.row, region.from.column];
      break;
    case 'd':
      remove(s, region, register);
      break;
    case 'c':
      return change(s, region, register);
    case '>':
    case '<':
      shift(s, region.from.row, region.to.row, operator);
      break;
    case '=':
      indentAsAbove(s, region.from.row, region.to.row);
      break;
    case '!':
      await filterLines(s, region.from.row, region.to.row);
      break;
    default:
      changeCase(s, region, operator);
      if (region.kind === 'lines') text.column = 0;
  }
  text.clamp(false);
  text.wanted = s.view.virtualAt(text.line, text.column);
}

async function change(s: Session, region: Region, register: string | undefined): Promise<void> {
  const { text } = s;
  if (region.kind === 'lines') {
    const indent = s.options.on('autoindent') ? (/^[ \t]*/.exec(text.lines[region.from.row] as string)?.[0] ?? '') : '';
    s.registers.delete(register, { lines: text.lines.slice(region.from.row, region.to.row + 1), kind: 'lines' });
    text.splice(region.from.row, region.to.row - region.from.row + 1, indent);
    [text.row, text.column] = [region.from.row, indent.length];
  } else remove(s, region, register);
  return insert(s);
}
