/** What all parts of vi share: the text, its window, registers, keys that wait, and what the last line says. */
import type { Keys } from '../lib/keys.ts';
import { strftime } from '../lib/strftime.ts';
import type { Tool } from '../lib/tool.ts';
import { Options } from './options.ts';
import { Registers, type Piece } from './registers.ts';
import type { Position, Text } from './text.ts';
import { View } from './view.ts';

/** Keys come no more. */
export class KeysEnded extends Error {}

export interface Search {
  readonly source: string;
  readonly forward: boolean;
  /** `+1`, `e`, `s-2`: where to stand by what was found. */
  readonly offset: string;
}

/** Where a selection begins; its other end is the cursor. */
export interface Selection {
  readonly kind: 'v' | 'V' | '\x16';
  readonly from: Position;
  /** `$` was typed in a block: it goes to the ends of its lines. */
  readonly toEnds?: boolean;
}

/** A change as `.` does it again. */
export interface LastChange {
  readonly keys: readonly string[];
  readonly count: number;
  readonly register: string | undefined;
  /** What was selected: so many lines, so many columns of the last. */
  readonly selected?: { readonly kind: Selection['kind']; readonly rows: number; readonly columns: number } | undefined;
}

/** A file that is open in vi, the one shown or another. */
export interface Buffer {
  readonly path: string;
  row: number;
}

export class Session {
  readonly options = new Options();
  readonly registers = new Registers();
  readonly view: View;
  path: string | undefined;
  /** Files of the command line, and the one that is edited. */
  args: string[] = [];
  argument = 0;
  buffers: Buffer[] = [];
  alternate: string | undefined;
  /** The file is not there yet. */
  isNew = false;
  /** Files are not to be written (`-R`). */
  startReadonly = false;
  /** It was said that files are left, or the last of them was edited. */
  toldOfMore = false;

  #message = '';
  /** What was said goes when lines scroll. */
  fleeting = false;
  /** How often something was said. */
  said = 0;
  /** `-- INSERT --` and its kin. */
  mode = '';
  /** The command line while it is typed, and the cursor's column in it. */
  prompt: { readonly text: string; readonly column: number; readonly ruler?: boolean } | undefined;
  /** Keys of the command under way, as the last line shows them. */
  showing = '';
  /** Lines of a command that printed: they push the text up until a key is pressed. */
  printed: string[] = [];
  selection: Selection | undefined;
  previousSelection: (Selection & { readonly to: Position }) | undefined;
  search: Search | undefined;
  found: { readonly key: string; readonly char: string } | undefined;
  highlighting = true;
  lastChange: LastChange | undefined;
  lastSubstitute: { readonly source: string; readonly replacement: string; readonly flags: string } | undefined;
  lastEx = '';
  /** Keys of the command under way, for `.`; whether it is one that `.` repeats. */
  typed: string[] = [];
  changing = false;
  recording: { readonly name: string; readonly keys: string[] } | undefined;
  readonly macros = new Map<string, readonly string[]>();
  lastMacro = '';
  readonly histories = new Map<string, string[]>();
  jumps: Position[] = [];
  jumpAt = 0;
  /** Status to leave with, once it is known. */
  leaving: number | undefined;
  #queue: string[] = [];
  #jumpedBefore: Position | undefined;
  /** A command had the terminal: the shell's prompt begins a line when vi is left. */
  hadShell = false;

  constructor(
    readonly t: Tool,
    readonly text: Text,
    readonly keys: Keys,
    readonly draw: () => Promise<void>,
    /** A command of normal mode, for insert mode's ^O and `:normal`. */
    readonly normal: (session: Session) => Promise<void>,
    /** `:!`: a command that has the terminal. */
    readonly shell: (command: string) => Promise<void>,
  ) {
    this.view = new View(text, this.options);
    text.moved = (row, removed, put) => this.view.moved(row, removed, put);
  }

  /** What the last line says. */
  get message(): string {
    return this.#message;
  }
  set message(text: string) {
    this.#message = text;
    this.fleeting = false;
    this.said++;
  }

  get readonly(): boolean {
    return this.options.on('readonly');
  }
  argsAt(path: string): number {
    return this.args.indexOf(path);
  }
  /** Keys are played, not typed. */
  get playing(): boolean {
    return this.#queue.length > 0;
  }

  /** The next key. */
  async key(): Promise<string> {
    let key = this.#queue.shift();
    if (key === undefined) {
      await this.draw();
      key = await this.keys.next();
      if (key === undefined) throw new KeysEnded();
      this.recording?.keys.push(key);
    }
    this.typed.push(key);
    return key;
  }

  /** Keys to come before those that are typed. */
  play(keys: readonly string[]): void {
    this.#queue = [...keys, ...this.#queue];
  }
  stopPlaying(): void {
    this.#queue = [];
  }
  takeQueue(): string[] {
    const queue = this.#queue;
    this.#queue = [];
    return queue;
  }

  /** HH:MM:SS of a time in milliseconds. */
  clock(at: number): string {
    return strftime('%H:%M:%S', at);
  }

  fail(message: string): void {
    this.message = message;
    this.stopPlaying();
  }

  /** Remembers where the cursor was, for `'` and ^O. */
  jumpFrom(place: Position = { row: this.text.row, column: this.text.column }): void {
    this.#jumpedBefore = this.text.marks.get("'");
    this.text.marks.set("'", place);
    this.jumps = this.jumps.filter(({ row }) => row !== place.row);
    this.jumps.push(place);
    this.jumpAt = this.jumps.length;
  }

  /** A jump that led nowhere is none. */
  jumped(): void {
    const mark = this.text.marks.get("'");
    if (mark?.row !== this.text.row || mark.column !== this.text.column) return;
    this.jumps.pop();
    this.jumpAt = this.jumps.length;
    if (this.#jumpedBefore) this.text.marks.set("'", this.#jumpedBefore);
    else this.text.marks.delete("'");
  }

  moveTo({ row, column }: Position): void {
    [this.text.row, this.text.column, this.text.wanted] = [row, column, column];
  }

  /** More than two lines more, or fewer, are told. */
  countLines(before: number): void {
    const more = this.text.lines.length - before;
    if (Math.abs(more) > 2) this.message = `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} lines`;
  }

  register(name: string | undefined): Piece | undefined {
    if (name === '%') return this.path === undefined ? undefined : { lines: [this.path], kind: 'characters' };
    if (name === '/') return this.search && { lines: [this.search.source], kind: 'characters' };
    return this.registers.get(name);
  }
}
