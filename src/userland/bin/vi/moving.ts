/** vi's motions, with those that ask for a character, search, know marks or the window. */
import { commandLine } from './command-line.ts';
import { motion, type Motion } from './motions.ts';
import { PatternError } from './pattern.ts';
import { compile, lookFor, searched, splitSearch } from './search.ts';
import type { Session } from './session.ts';
import { firstNonBlank } from './text.ts';

/** Undefined when the key is no motion, or leads nowhere. */
export async function findMotion(s: Session, key: string, count: number): Promise<Motion | undefined> {
  const { text, view } = s;
  const n = Math.max(1, count);
  if (key === 'g') {
    const second = await s.key();
    s.showing += second;
    return findMotion(s, `g${second}`, count);
  }
  if (key.length === 1 && 'fFtT'.includes(key)) {
    const char = await s.key();
    if (char === 'escape') return undefined;
    s.found = { key, char };
    return motion(text, key, count, char);
  }
  switch (key) {
    case ';':
    case ',': {
      if (!s.found) return undefined;
      const { key: kind, char } = s.found;
      const asked = key === ';' ? kind : kind < 'a' ? kind.toLowerCase() : kind.toUpperCase();
      return motion(text, asked, count, char) ?? undefined;
    }
    case 'n':
    case 'N': {
      if (!s.search) {
        s.fail('E35: No previous regular expression');
        return undefined;
      }
      const forward = s.search.forward === (key === 'n');
      s.message = `${forward ? '/' : '?'}${s.search.source}${s.search.offset ? `${forward ? '/' : '?'}${s.search.offset}` : ''}`;
      return searched(s, s.search, forward, n);
    }
    case '/':
    case '?':
      return typedSearch(s, key, n);
    case '*':
    case '#':
    case 'g*':
    case 'g#':
      return wordSearch(s, key, n);
    case "'":
    case '`':
      return toMark(s, key, await s.key());
    case 'H':
    case 'L': {
      const bottom = Math.min(text.last, view.bottom - 1);
      const row = key === 'H' ? Math.min(bottom, view.top + n - 1) : Math.max(view.top, bottom - n + 1);
      const before = text.row;
      text.row = row;
      view.cursorInside();
      const to = text.row;
      text.row = before;
      return { row: to, column: firstNonBlank(text.lines[to] as string), kind: 'lines', jump: true };
    }
    case 'M': {
      const row = Math.floor((view.top + Math.min(text.last, view.bottom - 1)) / 2);
      return { row, column: firstNonBlank(text.lines[row] as string), kind: 'lines', jump: true };
    }
    case 'gj':
    case 'gk':
    case 'gdown':
    case 'gup':
      return screenLine(s, key === 'gj' || key === 'gdown' ? n : -n);
    case 'g0':
    case 'g^':
    case 'g$':
    case 'gm': {
      const { where } = view.shape(text.line);
      const row = where[text.column]?.[0] ?? 0;
      const offsets = where.flatMap(([at], offset) => (at === row && offset < text.line.length ? [offset] : []));
      const [first = 0, last = 0] = [offsets[0], offsets[offsets.length - 1]];
      return {
        row: text.row,
        column: key === 'g$' ? last : key === 'gm' ? Math.min(last, first + Math.floor(view.width / 2)) : first,
        kind: key === 'g$' ? 'inclusive' : 'exclusive',
      };
    }
  }
  return motion(text, key, count);
}

/** Moves the cursor; j and k keep to the column that was wanted. */
export function moveBy(s: Session, to: Motion, key: string): void {
  const { text, view } = s;
  text.row = to.row;
  if (to.vertical) {
    text.column = text.wanted === Infinity ? text.line.length : view.offsetAt(text.line, text.wanted);
    return;
  }
  text.column = to.column;
  text.clamp(s.selection !== undefined);
  text.wanted = key === '$' || key === 'end' ? Infinity : view.virtualAt(text.line, text.column);
}

function screenLine(s: Session, by: number): Motion | undefined {
  const { text, view } = s;
  let row = text.row;
  let shape = view.shape(text.line);
  const [start, column] = shape.where[text.column] as readonly [number, number, number];
  let part = start;
  for (let i = 0; i < Math.abs(by); i++) {
    const next = part + Math.sign(by);
    if (next >= 0 && next < shape.rows.length) part = next;
    else if (by > 0 ? row === text.last : row === 0) break;
    else {
      row += Math.sign(by);
      shape = view.shape(text.lines[row] as string);
      part = by > 0 ? 0 : shape.rows.length - 1;
    }
  }
  let at = 0;
  shape.where.forEach(([r, c], offset) => {
    if (r === part && c <= column) at = offset;
  });
  return { row, column: at, kind: 'exclusive' };
}

function toMark(s: Session, key: string, name: string): Motion | undefined {
  const { text } = s;
  const place =
    name === '<'
      ? s.previousSelection?.from
      : name === '>'
        ? s.previousSelection?.to
        : text.marks.get(name === '`' ? "'" : name);
  const start = name === "'" || name === '`' ? (place ?? { row: 0, column: 0 }) : place;
  if (!start) {
    s.fail('E20: Mark not set');
    return undefined;
  }
  const row = Math.min(start.row, text.last);
  const jump = true;
  if (key === '`') return { row, column: start.column, kind: 'exclusive', jump, big: true };
  return { row, column: firstNonBlank(text.lines[row] as string), kind: 'lines', jump };
}

async function typedSearch(s: Session, mark: '/' | '?', count: number): Promise<Motion | undefined> {
  const { text, view } = s;
  const before = { row: text.row, column: text.column, top: view.top };
  const back = () => {
    [text.row, text.column, view.top] = [before.row, before.column, before.top];
  };
  const typed = await commandLine(s, mark, '', (line) => {
    back();
    const [source] = splitSearch(line, mark);
    if (!s.options.on('incsearch') || source === '') return;
    try {
      const found = lookFor(s, compile(s, source), text, mark === '/', s.options.on('wrapscan'));
      if (found) [text.row, text.column] = [found.row, found.column];
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
    }
  });
  back();
  if (typed === undefined) {
    s.message = '';
    return undefined;
  }
  const [source, offset] = splitSearch(typed, mark);
  const pattern = source || s.search?.source;
  if (pattern === undefined) {
    s.fail('E35: No previous regular expression');
    return undefined;
  }
  s.search = { source: pattern, forward: mark === '/', offset: offset ?? (source ? '' : (s.search?.offset ?? '')) };
  s.message = `${mark}${pattern}${s.search.offset ? `${mark}${s.search.offset}` : ''}`;
  return searched(s, s.search, mark === '/', count);
}

function wordSearch(s: Session, key: string, count: number): Motion | undefined {
  const { text } = s;
  const words = [...text.line.matchAll(/\w+/g)];
  const word = words.find(({ 0: found, index }) => index + found.length > text.column);
  if (!word) {
    s.fail('E348: No string under cursor');
    return undefined;
  }
  const forward = key.endsWith('*');
  const source = key.startsWith('g') ? word[0] : `\\<${word[0]}\\>`;
  s.search = { source, forward, offset: '' };
  s.histories.set('/', [...(s.histories.get('/') ?? []), source]);
  s.message = `${forward ? '/' : '?'}${source}`;
  const before = text.column;
  if (!forward) text.column = word.index;
  const to = searched(s, s.search, forward, count);
  text.column = before;
  return to;
}
