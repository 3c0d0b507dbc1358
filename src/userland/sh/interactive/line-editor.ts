/**
 * The line editor's core: keys in, drawing out, no input or output of its own. It knows the text, the cursor and where
 * on the screen the cursor stands (relative to the row the prompt begins on), and draws only what changed.
 */
import { inColumns, plain } from './columns.ts';
import type { Key, NamedKey } from './keys.ts';
import { charWidth, promptWidth, shownChar } from './width.ts';

export interface EditorOptions {
  readonly prompt: string;
  readonly columns: number;
  readonly history: readonly string[];
  /** bash's keys include ^R and kill rings; busybox has fewer. */
  readonly style: 'readline' | 'busybox';
}

export type EditorEvent =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'end' }
  | { readonly kind: 'complete'; readonly before: string; readonly again: boolean };

export interface Completion {
  /** Characters before the cursor that are replaced. */
  readonly replace: number;
  readonly text: string;
  /** Shown when Tab is pressed again and `text` adds nothing. */
  readonly candidates: readonly string[];
}

interface Position {
  readonly row: number;
  readonly column: number;
}

interface Search {
  query: string;
  index: number;
  failed: boolean;
  readonly saved: string;
}

export class LineEditor {
  #chars: string[] = [];
  #cursor = 0;
  #screen: Position;
  #killed = '';
  #historyAt: number;
  #draft = '';
  #edited = new Map<number, string>();
  #search: Search | undefined;
  #lastTab = false;
  #columns: number;
  readonly #promptWidth: number;
  readonly #promptLine: string;

  constructor(private readonly options: EditorOptions) {
    const lines = options.prompt.split('\n');
    this.#promptLine = plain(lines.at(-1) as string);
    this.#promptWidth = promptWidth(lines.at(-1) as string);
    this.#columns = Math.max(2, options.columns);
    this.#historyAt = options.history.length;
    this.#screen = this.#place(0);
  }

  get text(): string {
    return this.#chars.join('');
  }

  get cursor(): number {
    return this.#cursor;
  }

  start(): string {
    return plain(this.options.prompt);
  }

  /** After a change of the window, or of what is above. */
  redraw(columns = this.#columns): string {
    this.#columns = Math.max(2, columns);
    return this.#drawAll();
  }

  key(key: Key): { readonly output: string; readonly event?: EditorEvent } {
    const tab = this.#lastTab;
    this.#lastTab = false;
    if (this.#search) {
      const handled = this.#searching(key, this.#search);
      if (handled !== undefined) return { output: handled };
    }
    switch (key.kind) {
      case 'text':
        return { output: this.#insert(key.text) };
      case 'paste':
        return { output: this.#insert(key.text) };
      case 'named':
        return { output: this.#named(key.name) };
      case 'meta':
        return { output: this.#meta(key.letter) };
      case 'control':
        return this.#control(key.letter, tab);
    }
  }

  /** Puts a completion in; lists the candidates where there is a choice and Tab came twice. */
  complete({ replace, text, candidates }: Completion, again: boolean): string {
    const old = this.#chars.slice(this.#cursor - replace, this.#cursor).join('');
    if (text !== old && text.startsWith(old) && this.options.style === 'readline') {
      return this.#insert(text.slice(old.length));
    }
    if (text !== old) {
      this.#chars.splice(this.#cursor - replace, replace, ...text);
      this.#cursor += [...text].length - replace;
      return this.#drawAll();
    }
    if (candidates.length < 2) return candidates.length === 0 ? '\x07' : '';
    this.#lastTab = true;
    if (!again) return '\x07';
    const list = inColumns(candidates, this.#columns);
    const out = `${this.#moveTo(this.#place(this.#chars.length))}\n${list}${plain(this.options.prompt)}`;
    this.#screen = this.#place(0);
    return out + this.#drawAll();
  }

  // --- keys

  #control(letter: string, tab: boolean): { output: string; event?: EditorEvent } {
    switch (letter) {
      case 'j':
      case 'm':
        return this.#accept();
      case 'c':
        return { output: this.#moveTo(this.#place(this.#chars.length)), event: { kind: 'interrupt' } };
      case 'd':
        if (this.#chars.length === 0) return { output: '', event: { kind: 'end' } };
        return { output: this.#delete(this.#cursor, this.#cursor + 1) };
      case 'i':
        return {
          output: '',
          event: { kind: 'complete', before: this.#chars.slice(0, this.#cursor).join(''), again: tab },
        };
      case 'l':
        this.#screen = this.#place(0);
        return { output: `\x1b[H\x1b[J${this.#drawAll()}` };
    }
    return { output: this.#editing(letter) };
  }

  #editing(letter: string): string {
    switch (letter) {
      case 'a':
        return this.#named('home');
      case 'e':
        return this.#named('end');
      case 'b':
        return this.#named('left');
      case 'f':
        return this.#named('right');
      case 'p':
        return this.#named('up');
      case 'n':
        return this.#named('down');
      case 'h':
      case '?':
        return this.#cursor === 0 ? '' : this.#delete(this.#cursor - 1, this.#cursor);
      case 'k':
        return this.#kill(this.#cursor, this.#chars.length);
      case 'u':
        return this.#kill(0, this.#cursor);
      case 'w':
        return this.#kill(this.#wordStart(/\s/), this.#cursor);
      case 'y':
        return this.#insert(this.#killed);
      case 't':
        return this.#transpose();
      case 'r':
        return this.#beginSearch();
      default:
        return '';
    }
  }

  #named(name: NamedKey): string {
    switch (name) {
      case 'left':
        return this.#go(this.#cursor - 1);
      case 'right':
        return this.#go(this.#cursor + 1);
      case 'home':
        return this.#go(0);
      case 'end':
        return this.#go(this.#chars.length);
      case 'wordLeft':
        return this.#go(this.#wordStart(/[^\p{L}\p{N}]/u));
      case 'wordRight':
        return this.#go(this.#wordEnd());
      case 'delete':
        return this.#delete(this.#cursor, this.#cursor + 1);
      case 'up':
        return this.#recall(this.#historyAt - 1);
      case 'down':
        return this.#recall(this.#historyAt + 1);
    }
  }

  #meta(letter: string): string {
    switch (letter.toLowerCase()) {
      case 'b':
        return this.#named('wordLeft');
      case 'f':
        return this.#named('wordRight');
      case 'd':
        return this.#kill(this.#cursor, this.#wordEnd());
      case '?':
      case '\b':
        return this.#kill(this.#wordStart(/[^\p{L}\p{N}]/u), this.#cursor);
      case '.':
      case '_':
        return this.#insert(/\S+\s*$/.exec(this.options.history.at(-1) ?? '')?.[0].trim() ?? '');
      case '<':
        return this.#recall(0);
      case '>':
        return this.#recall(this.options.history.length);
      default:
        return '';
    }
  }

  #accept(): { output: string; event: EditorEvent } {
    const output = `${this.#moveTo(this.#place(this.#chars.length))}\n`;
    return { output, event: { kind: 'line', text: this.text } };
  }

  #wordStart(separator: RegExp): number {
    let at = this.#cursor;
    while (at > 0 && separator.test(this.#chars[at - 1] as string)) at--;
    while (at > 0 && !separator.test(this.#chars[at - 1] as string)) at--;
    return at;
  }

  #wordEnd(): number {
    const separator = /[^\p{L}\p{N}]/u;
    let at = this.#cursor;
    while (at < this.#chars.length && separator.test(this.#chars[at] as string)) at++;
    while (at < this.#chars.length && !separator.test(this.#chars[at] as string)) at++;
    return at;
  }

  // --- changes

  #insert(text: string): string {
    const chars = [...text];
    if (chars.length === 0) return '';
    const from = this.#cursor;
    this.#chars.splice(from, 0, ...chars);
    this.#cursor += chars.length;
    return this.#drawFrom(from, false);
  }

  #delete(from: number, to: number): string {
    const end = Math.min(to, this.#chars.length);
    if (from >= end) return '';
    const back = from < this.#cursor ? this.#moveTo(this.#place(from)) : '';
    this.#chars.splice(from, end - from);
    this.#cursor = from;
    return back + this.#drawFrom(from, true);
  }

  #kill(from: number, to: number): string {
    if (from === to) return '';
    this.#killed = this.#chars.slice(from, to).join('');
    if (to === this.#chars.length && from === this.#cursor) return this.#delete(from, to);
    this.#chars.splice(from, to - from);
    this.#cursor = from;
    return this.#drawAll();
  }

  #transpose(): string {
    const at = Math.min(this.#cursor, this.#chars.length - 1);
    if (at < 1) return '';
    const [a, b] = [this.#chars[at - 1] as string, this.#chars[at] as string];
    this.#chars.splice(at - 1, 2, b, a);
    this.#cursor = at + 1;
    return this.#drawAll();
  }

  #recall(index: number): string {
    const { history } = this.options;
    if (index < 0 || index > history.length) return '';
    if (this.#historyAt === history.length) this.#draft = this.text;
    else this.#edited.set(this.#historyAt, this.text);
    this.#historyAt = index;
    const text = index === history.length ? this.#draft : (this.#edited.get(index) ?? (history[index] as string));
    this.#chars = [...text];
    this.#cursor = this.#chars.length;
    return this.#drawAll();
  }

  // --- searching backwards

  #beginSearch(): string {
    if (this.options.style !== 'readline') return '';
    this.#search = { query: '', index: this.options.history.length, failed: false, saved: this.text };
    return this.#drawSearch(this.#search);
  }

  /** Undefined: the key ends the search and means what it always means. */
  #searching(key: Key, search: Search): string | undefined {
    if (key.kind === 'text') {
      search.query += key.text;
      return this.#find(search, search.index);
    }
    if (key.kind === 'control') {
      if (key.letter === 'r') return this.#find(search, search.index - 1);
      if (key.letter === '?' || key.letter === 'h') {
        search.query = search.query.slice(0, -1);
        return this.#find(search, this.options.history.length);
      }
      if (key.letter === 'g' || key.letter === 'c') this.#chars = [...search.saved];
    }
    this.#search = undefined;
    this.#cursor = this.#chars.length;
    const output = this.#drawAll();
    if (key.kind === 'control' && key.letter === 'g') return output;
    this.#prefix = output;
    return undefined;
  }

  #prefix = '';

  /** What ended a search draws before the key's own output. */
  takePrefix(): string {
    const prefix = this.#prefix;
    this.#prefix = '';
    return prefix;
  }

  #find(search: Search, from: number): string {
    const { history } = this.options;
    for (let i = Math.min(from, history.length - 1); i >= 0 && search.query !== ''; i--) {
      if (!(history[i] as string).includes(search.query)) continue;
      search.index = i;
      search.failed = false;
      this.#chars = [...(history[i] as string)];
      return this.#drawSearch(search);
    }
    search.failed = search.query !== '';
    return (search.failed ? '\x07' : '') + this.#drawSearch(search);
  }

  #drawSearch({ query, failed }: Search): string {
    const up = this.#screen.row > 0 ? `\x1b[${this.#screen.row}A` : '';
    const text = `${failed ? '(failed reverse-i-search)' : '(reverse-i-search)'}\`${query}': ${this.text}`;
    const width = promptWidth(text);
    this.#screen = { row: Math.floor(width / this.#columns), column: width % this.#columns };
    return `${up}\r${text}\x1b[J`;
  }

  // --- drawing

  /** Where the cursor stands when it is before character `index`. */
  #place(index: number): Position {
    let row = 0;
    let column = this.#promptWidth;
    row += Math.floor(column / this.#columns);
    column %= this.#columns;
    for (let i = 0; i < index; i++) {
      const char = this.#chars[i] as string;
      if (char === '\n') {
        row++;
        column = 0;
        continue;
      }
      const width = charWidth(char);
      if (column + width > this.#columns) {
        row++;
        column = 0;
      }
      column += width;
      if (column >= this.#columns) {
        row++;
        column = 0;
      }
    }
    return { row, column };
  }

  #go(index: number): string {
    if (index < 0 || index > this.#chars.length || index === this.#cursor) return '';
    const forward = index > this.#cursor;
    const target = this.#place(index);
    const between = this.#chars.slice(this.#cursor, index);
    this.#cursor = index;
    if (forward && target.row === this.#screen.row && between.every((char) => charWidth(char) > 0)) {
      this.#screen = target;
      return between.map(shownChar).join('');
    }
    return this.#moveTo(target);
  }

  #moveTo(target: Position): string {
    const from = this.#screen;
    this.#screen = target;
    if (from.row === target.row) {
      const distance = target.column - from.column;
      if (distance <= 0) return '\b'.repeat(-distance);
      const rest = this.#chars.slice(this.#cursor).join('');
      if (target.row === this.#place(this.#chars.length).row && promptWidth(rest) === distance) return rest;
      return `\x1b[${distance}C`;
    }
    const rows = target.row - from.row;
    const vertical = rows < 0 ? `\x1b[${-rows}A` : `\x1b[${rows}B`;
    return `${vertical}\r${target.column > 0 ? `\x1b[${target.column}C` : ''}`;
  }

  /** Writes the text from `index`, where the screen's cursor stands, and comes back to the cursor. */
  #drawFrom(index: number, erase: boolean): string {
    const end = this.#place(this.#chars.length);
    let out = this.#chars.slice(index).map(shownChar).join('');
    if (end.column === 0 && index < this.#chars.length && this.#chars.at(-1) !== '\n') out += ' \r';
    if (erase) out += '\x1b[J';
    this.#screen = end;
    return out + this.#moveTo(this.#place(this.#cursor));
  }

  #drawAll(): string {
    const up = this.#screen.row > 0 ? `\x1b[${this.#screen.row}A` : '';
    return `${up}\r${this.#promptLine}${this.#drawFrom(0, true)}`;
  }
}
