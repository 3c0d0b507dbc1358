/** What nano's keys do to the text. */
import { PASTE_START } from '../lib/keys.ts';
import type { Buffer } from './buffer.ts';
import type { NanoScreen } from './editor.ts';
import { closeBuffer, readIn, save } from './files.ts';
import { goToLine, matchingBracket, replace, search, searchAgain } from './searching.ts';

/** Text that was cut or copied, and whether the next cut is put behind it. */
export interface Clipboard {
  text: string;
  gathering: boolean;
}

const LEFT = -1;
const RIGHT = 1;

/** Answers false to leave. */
export async function act(s: NanoScreen, key: string, clipboard: Clipboard): Promise<boolean> {
  const b = s.buffer;
  const gathered = clipboard.gathering;
  clipboard.gathering = false;
  if (s.t.has('v') && changes(key)) {
    b.message = 'Key is invalid in view mode';
    return true;
  }
  switch (key) {
    case '\x18':
      return closeBuffer(s);
    case '\r':
    case '\n':
      b.edit('line break', () =>
        b.insert(`\n${s.t.has('i') ? (/^[ \t]*/.exec(b.line.slice(0, b.column))?.[0] ?? '') : ''}`),
      );
      return true;
    case '\x7f':
    case '\b':
      erase(b, LEFT);
      return true;
    case 'delete':
    case '\x04':
      erase(b, RIGHT);
      return true;
    case '\x0b':
      cut(b, clipboard, gathered);
      return true;
    case 'M-6':
      copy(b, clipboard, gathered);
      return true;
    case '\x15':
      b.message = '';
      if (clipboard.text) b.edit('paste', () => b.insert(clipboard.text));
      return true;
    case 'M-a':
      b.mark = b.mark ? undefined : { row: b.row, column: b.column };
      b.message = b.mark ? 'Mark Set' : 'Mark Unset';
      return true;
    case 'M-u':
      b.message = b.undo();
      return true;
    case 'M-e':
      b.message = b.redo();
      return true;
    case '\x0f':
      await save(s);
      return true;
    case '\x12':
      await readIn(s);
      return true;
    case '\x17':
    case '\x11':
      await search(s, key === '\x11');
      return true;
    case 'M-w':
    case 'M-q':
      searchAgain(s, key === 'M-q');
      return true;
    case '\x1c':
    case 'M-r':
      await replace(s);
      return true;
    case '\x1f':
    case 'M-g':
      await goToLine(s);
      return true;
    case '\x03':
      b.message = whereabouts(b);
      return true;
    case 'M-d': {
      const text = b.lines.join('\n').replace(/\n$/, '') + (b.lines.length > 1 ? '\n' : '');
      b.message = `${b.lines.length - 1} line${b.lines.length === 2 ? '' : 's'},  ${text.split(/\s+/).filter(Boolean).length} words,  ${text.length} characters`;
      return true;
    }
    case 'M-]':
      matchingBracket(s);
      return true;
    case 'M-3':
      comment(b);
      return true;
    case '\x07':
      return help(s);
    case '\x0c':
      await s.t.out.raw('\x1b[2J');
      return true;
    case 'M-z':
      s.bare = !s.bare;
      b.message = '';
      return true;
    case '\x1a':
      b.message = 'To suspend, type ^T^Z';
      return true;
    case '\x14':
      return execute(s);
    case 'M->':
    case 'M-.':
      return another(s, 1);
    case 'M-<':
    case 'M-,':
      return another(s, -1);
    case PASTE_START: {
      const text = await s.pasted();
      b.message = '';
      b.edit('addition', () => b.insert(text));
      return true;
    }
    case '\t':
      b.edit('addition', () => b.insert('\t'));
      return true;
  }
  if (move(s, key)) return true;
  if (key.length <= 2 && key >= ' ') b.edit('addition', () => b.insert(key));
  else if (key.startsWith('M-')) b.message = 'Unknown sequence';
  return true;
}

const changes = (key: string) =>
  (key.length <= 2 && key >= ' ') ||
  [
    '\r',
    '\x7f',
    '\b',
    'delete',
    '\x04',
    '\x0b',
    '\x15',
    '\x12',
    '\x1c',
    '\t',
    'M-u',
    'M-e',
    'M-3',
    PASTE_START,
  ].includes(key);

function erase(b: Buffer, way: -1 | 1): void {
  const from = { row: b.row, column: b.column };
  const to = way < 0 ? stepped(b, LEFT) : stepped(b, RIGHT);
  if (!to) return;
  b.edit('deletion', () => (way < 0 ? b.remove(to, from) : b.remove(from, to)));
}

function stepped(b: Buffer, by: -1 | 1): { row: number; column: number } | undefined {
  const pair = /[\ud800-\udbff][\udc00-\udfff]/;
  if (by < 0) {
    if (b.column > 0)
      return { row: b.row, column: b.column - (pair.test(b.line.slice(b.column - 2, b.column)) ? 2 : 1) };
    return b.row > 0 ? { row: b.row - 1, column: (b.lines[b.row - 1] as string).length } : undefined;
  }
  if (b.column < b.line.length)
    return { row: b.row, column: b.column + (pair.test(b.line.slice(b.column, b.column + 2)) ? 2 : 1) };
  return b.row + 1 < b.lines.length ? { row: b.row + 1, column: 0 } : undefined;
}

function cut(b: Buffer, clipboard: Clipboard, gathered: boolean): void {
  const marked = b.marked;
  b.message = '';
  if (!marked && b.row === b.lines.length - 1 && b.line === '') return;
  const [from, to] = marked ?? [
    { row: b.row, column: 0 },
    b.row + 1 < b.lines.length ? { row: b.row + 1, column: 0 } : { row: b.row, column: b.line.length },
  ];
  const text = b.between(from, to);
  clipboard.text = gathered && !marked ? clipboard.text + text : text;
  clipboard.gathering = !marked;
  b.edit('cut', () => b.remove(from, to));
  b.mark = undefined;
}

function copy(b: Buffer, clipboard: Clipboard, gathered: boolean): void {
  const marked = b.marked;
  b.message = '';
  if (marked) {
    clipboard.text = b.between(...marked);
    b.mark = undefined;
    return;
  }
  const text = `${b.line}\n`;
  clipboard.text = gathered ? clipboard.text + text : text;
  clipboard.gathering = true;
  b.moveTo(b.row + 1, 0);
}

function comment(b: Buffer): void {
  const marked = b.marked;
  const [first, last] = marked ? [marked[0].row, marked[1].row] : [b.row, b.row];
  const on = b.lines.slice(first, last + 1).every((line) => line.startsWith('#') || line === '');
  b.edit(on ? 'uncomment' : 'comment', () => {
    for (let row = first; row <= last; row++) {
      const line = b.lines[row] as string;
      b.lines[row] = on ? line.replace(/^#/, '') : `#${line}`;
    }
    b.column = Math.max(0, b.column + (b.column === 0 ? 0 : on ? -1 : 1));
  });
}

/** `line 3/10 (30%), col …`: where the cursor is. */
function whereabouts(b: Buffer): string {
  const share = (part: number, all: number) => (all === 0 ? 0 : Math.floor((part * 100) / all));
  const rows = b.lines.length;
  const column = b.columnAt(b.column) + 1;
  const columns = b.columnAt(b.line.length) + 1;
  const size = b.lines.reduce((sum, line) => sum + line.length + 1, -1);
  const at = b.lines.slice(0, b.row).reduce((sum, line) => sum + line.length + 1, 0) + b.column;
  const pad = (value: number, width: number) => String(value).padStart(width);
  return `line ${pad(b.row + 1, String(rows).length)}/${rows} (${pad(share(b.row + 1, rows), 2)}%), col ${pad(column, 2)}/${pad(columns, 2)} (${pad(share(column, columns), 3)}%), char ${pad(at, String(size).length)}/${size} (${pad(share(at, size), 2)}%)`;
}

/** Moves that only move; false when the key is none. */
function move(s: NanoScreen, key: string): boolean {
  const b = s.buffer;
  const vertical = (row: number) => {
    const { wanted } = b;
    const to = Math.max(0, Math.min(b.lines.length - 1, row));
    b.moveTo(to, b.offsetAt(wanted, b.lines[to]));
    b.wanted = wanted;
  };
  const page = Math.max(1, s.height - 2);
  const toPlace = (place: { row: number; column: number } | undefined) => {
    if (place) b.moveTo(place.row, place.column);
  };
  switch (key) {
    case 'left':
    case '\x02':
      toPlace(stepped(b, LEFT));
      return true;
    case 'right':
    case '\x06':
      toPlace(stepped(b, RIGHT));
      return true;
    case 'up':
    case '\x10':
      vertical(b.row - 1);
      return true;
    case 'down':
    case '\x0e':
      vertical(b.row + 1);
      return true;
    case 'home':
    case '\x01':
      b.moveTo(b.row, 0);
      return true;
    case 'end':
    case '\x05':
      b.moveTo(b.row, b.line.length);
      return true;
    case 'pagedown':
    case '\x16': {
      const shown = b.row - b.top;
      if (b.row + page >= b.lines.length) b.moveTo(b.lines.length - 1, 0);
      else {
        vertical(b.row + page);
        b.top = Math.max(0, b.row - shown);
      }
      return true;
    }
    case 'pageup':
    case '\x19': {
      const shown = b.row - b.top;
      if (b.row < page) b.moveTo(0, 0);
      else {
        vertical(b.row - page);
        b.top = Math.max(0, b.row - shown);
      }
      return true;
    }
    case 'M-/':
    case 'M-|':
      b.moveTo(b.lines.length - 1, 0);
      return true;
    case 'M-\\':
      b.moveTo(0, 0);
      return true;
    case 'ctrl-right':
    case 'M-f':
      toPlace(wordAfter(b));
      return true;
    case 'ctrl-left':
    case 'M- ':
    case 'M-b':
      toPlace(wordBefore(b));
      return true;
  }
  return false;
}

const inWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

function wordAfter(b: Buffer): { row: number; column: number } {
  let { row, column } = b;
  const line = () => b.lines[row] as string;
  while (inWord(line()[column])) column++;
  for (;;) {
    while (column < line().length && !inWord(line()[column])) column++;
    if (column < line().length || row === b.lines.length - 1) return { row, column };
    row++;
    column = 0;
  }
}

function wordBefore(b: Buffer): { row: number; column: number } {
  let { row, column } = b;
  const line = () => b.lines[row] as string;
  for (;;) {
    while (column > 0 && !inWord(line()[column - 1])) column--;
    if (column > 0 || row === 0) break;
    row--;
    column = line().length;
  }
  while (column > 0 && inWord(line()[column - 1])) column--;
  return { row, column };
}

async function execute(s: NanoScreen): Promise<boolean> {
  const answer = await s.ask(
    'execute',
    () => 'Command to execute: ',
    '',
    (key) => (key === '\x1a' ? key : undefined),
  );
  if (answer?.key === '\x1a') {
    s.buffer.message = '';
    await s.suspend();
  } else if (answer?.text) s.buffer.message = 'Executing commands is not simulated in Drydock';
  return true;
}

function another(s: NanoScreen, by: 1 | -1): boolean {
  if (s.buffers.length < 2) {
    s.buffer.message = 'No more open file buffers';
    return true;
  }
  s.index = (s.index + by + s.buffers.length) % s.buffers.length;
  s.tellFile();
  return true;
}

async function help(s: NanoScreen): Promise<boolean> {
  s.buffer.message = '^O writes the file, ^X leaves, ^K cuts a line, ^U pastes, ^W searches, ^\\ replaces';
  return true;
}
