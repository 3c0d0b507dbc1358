/** readline's functions over a line: moving, changing, killing, the history. Each is found by its name in the keymap. */
import type { HistoryCursor } from './history-cursor.ts';
import { betweenWords, isBlank, type LineText } from './line-text.ts';

export interface Editing {
  readonly line: LineText;
  readonly history: HistoryCursor;
  readonly kills: KillRing;
  /** The function before this one, by its name. */
  readonly last: string;
  /** Where typed characters take the place of those under the cursor. */
  overwrites: boolean;
  /** How often `yank-last-arg` came in a row, and what it put in. */
  lastArg: { back: number; size: number };
}

/** Texts cut out, the latest last; kills in a row are one. */
export class KillRing {
  #texts: string[] = [];
  #at = 0;

  add(text: string, where: 'before' | 'behind', joins: boolean): void {
    if (text === '') return;
    const last = joins ? this.#texts.pop() : undefined;
    this.#texts.push(last === undefined ? text : where === 'before' ? text + last : last + text);
    if (this.#texts.length > 10) this.#texts.shift();
    this.#at = this.#texts.length - 1;
  }

  get current(): string {
    return this.#texts[this.#at] ?? '';
  }

  rotate(): string {
    this.#at = (this.#at - 1 + this.#texts.length) % Math.max(1, this.#texts.length);
    return this.current;
  }
}

/** Answers false where the terminal rings. `count` is the argument, negative to go the other way. */
type Edit = (e: Editing, count: number, given: boolean) => boolean | void;

const KILLS: ReadonlySet<string> = new Set(
  'kill-line backward-kill-line kill-word backward-kill-word unix-word-rubout unix-line-discard kill-whole-line kill-region'.split(
    ' ',
  ),
);

export const EDITS: Readonly<Record<string, Edit>> = {
  'beginning-of-line': ({ line }) => void line.go(0),
  'end-of-line': ({ line }) => void line.go(line.length),
  'forward-char': ({ line }, count) => line.go(line.cursor + count),
  'backward-char': ({ line }, count) => line.go(line.cursor - count),
  'forward-word': ({ line }, count) => void line.go(words(line, count)),
  'backward-word': ({ line }, count) => void line.go(words(line, -count)),
  'set-mark': ({ line }) => void (line.mark = line.cursor),
  'exchange-point-and-mark': ({ line }) => {
    const mark = Math.min(line.mark, line.length);
    line.mark = line.cursor;
    line.go(mark);
  },

  'delete-char': ({ line }, count) => line.cursor < line.length && changed(line.cut(line.cursor, line.cursor + count)),
  'backward-delete-char': ({ line, overwrites }, count) => {
    if (line.cursor === 0) return false;
    const gap = overwrites && line.cursor < line.length;
    const size = Math.min(count, line.cursor);
    line.cut(line.cursor - size, line.cursor);
    if (gap) {
      line.insert(' '.repeat(size));
      line.go(line.cursor - size);
    }
  },
  'overwrite-mode': (e) => void (e.overwrites = !e.overwrites),
  'tab-insert': ({ line }, count) => line.insert('\t'.repeat(count)),
  'transpose-chars': ({ line }) => {
    const at = Math.min(line.cursor, line.length - 1);
    if (at < 1) return false;
    const [before, under] = [line.chars[at - 1] as string, line.chars[at] as string];
    line.replace(at - 1, at + 1, under + before);
  },
  'transpose-words': ({ line }) => {
    const end = line.wordEnd();
    const start = line.wordStart(betweenWords, end);
    const first = line.wordStart(betweenWords, start);
    let firstEnd = first;
    while (firstEnd < start && !betweenWords(line.chars[firstEnd] as string)) firstEnd++;
    if (first === start || firstEnd === start) return false;
    const part = (from: number, to: number) => line.chars.slice(from, to).join('');
    line.replace(first, end, part(start, end) + part(firstEnd, start) + part(first, firstEnd));
  },
  'upcase-word': ({ line }, count) => recase(line, count, (word) => word.toUpperCase()),
  'downcase-word': ({ line }, count) => recase(line, count, (word) => word.toLowerCase()),
  'capitalize-word': ({ line }, count) =>
    recase(line, count, (text) =>
      text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => word.slice(0, 1).toUpperCase() + word.slice(1)),
    ),
  'delete-horizontal-space': ({ line }) => {
    let from = line.cursor;
    let to = line.cursor;
    while (from > 0 && /[ \t]/.test(line.chars[from - 1] as string)) from--;
    while (to < line.length && /[ \t]/.test(line.chars[to] as string)) to++;
    line.cut(from, to);
  },

  'kill-line': (e, count) => (count < 0 ? kill(e, 0, 'before') : kill(e, e.line.length, 'behind')),
  'backward-kill-line': (e, count) => (count < 0 ? kill(e, e.line.length, 'behind') : kill(e, 0, 'before')),
  'unix-line-discard': (e) => (e.line.cursor === 0 ? false : kill(e, 0, 'before')),
  'kill-whole-line': (e) => {
    e.line.go(0);
    kill(e, e.line.length, 'behind');
  },
  'kill-word': (e, count) => kill(e, words(e.line, count), 'behind'),
  'backward-kill-word': (e, count) => kill(e, words(e.line, -count), 'before'),
  'unix-word-rubout': (e, count) => {
    if (e.line.cursor === 0) return false;
    let to = e.line.cursor;
    for (let i = 0; i < count; i++) to = e.line.wordStart(isBlank, to);
    kill(e, to, 'before');
  },
  'kill-region': (e) =>
    kill(e, Math.min(e.line.mark, e.line.length), e.line.mark < e.line.cursor ? 'before' : 'behind'),
  yank: ({ line, kills }) => {
    line.mark = line.cursor;
    line.insert(kills.current);
  },
  'yank-pop': ({ line, kills, last }) => {
    if (last !== 'yank' && last !== 'yank-pop') return false;
    line.cut(line.cursor - [...kills.current].length, line.cursor);
    line.insert(kills.rotate());
  },

  undo: ({ line }) => line.undo(),
  'revert-line': ({ line }) => line.undoAll(),

  'previous-history': (e, count) => recall(e, e.history.at - count),
  'next-history': (e, count) => recall(e, e.history.at + count),
  'beginning-of-history': (e) => recall(e, 0),
  'end-of-history': (e) => recall(e, e.history.entries.length),
  'fetch-history': (e, count, given) => recall(e, given ? count - 1 : 0),
  'history-search-backward': (e) => searchFromStart(e, -1),
  'history-search-forward': (e) => searchFromStart(e, 1),
  'history-substring-search-backward': (e) => searchPart(e, -1),
  'history-substring-search-forward': (e) => searchPart(e, 1),
  'yank-last-arg': (e, count, given) => yankArgument(e, given ? count : undefined),
  'yank-nth-arg': (e, count, given) => {
    const word = wordsOf(e.history.entries.at(-1) ?? '')[given ? count : 1];
    if (word === undefined) return false;
    e.line.insert(word);
  },
};

function words(line: LineText, count: number): number {
  let at = line.cursor;
  for (let i = 0; i < Math.abs(count); i++) at = count > 0 ? line.wordEnd(at) : line.wordStart(betweenWords, at);
  return at;
}

function changed(_text: string): true {
  return true;
}

function recase(line: LineText, count: number, change: (text: string) => string): void {
  const [start, end] = [line.cursor, words(line, count)].sort((a, b) => a - b) as [number, number];
  line.replace(start, end, change(line.chars.slice(start, end).join('')));
}

function kill({ line, kills, last }: Editing, to: number, where: 'before' | 'behind'): void {
  kills.add(line.cut(line.cursor, to), where, KILLS.has(last));
}

function recall(e: Editing, index: number): boolean {
  const text = e.history.recall(index, e.line.text);
  if (text === undefined) return false;
  e.line.begin(text);
  return true;
}

/** Entries that begin with what is before the cursor, which stays. */
function searchFromStart(e: Editing, step: 1 | -1): boolean {
  const start = e.line.before();
  const { cursor } = e.line;
  const found = e.history.find(e.history.at + step, step, (text) => text.startsWith(start) && text !== e.line.text);
  if (found === undefined) return false;
  recall(e, found);
  e.line.go(start === '' ? e.line.length : cursor);
  return true;
}

function searchPart(e: Editing, step: 1 | -1): boolean {
  const part = e.line.before();
  const found = e.history.find(e.history.at + step, step, (text) => text.includes(part) && text !== e.line.text);
  if (found === undefined) return false;
  return recall(e, found);
}

/** The last word of the line before; in a row, of the lines before that. */
function yankArgument(e: Editing, nth: number | undefined): boolean {
  const { history, line } = e;
  const again = e.last === 'yank-last-arg';
  const back = again ? e.lastArg.back + 1 : 1;
  const entry = history.entries[history.entries.length - back];
  if (again) line.cut(line.cursor - e.lastArg.size, line.cursor);
  if (entry === undefined) {
    e.lastArg = { back: e.lastArg.back, size: 0 };
    return false;
  }
  const found = wordsOf(entry);
  const word = (nth === undefined ? found.at(-1) : found[nth]) ?? '';
  line.insert(word);
  e.lastArg = { back, size: [...word].length };
  return true;
}

function wordsOf(entry: string): string[] {
  return entry.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\;|&<>()])+|[;|&<>()]+/g) ?? [];
}
