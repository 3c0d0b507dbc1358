/** vi's text: lines, a cursor, marks, and what undoes and redoes. Positions are UTF-16 offsets in a line. */
import { commonLines } from './common-lines.ts';

export interface Position {
  readonly row: number;
  readonly column: number;
}

/** Lines that a change replaced, from `top` on. */
interface Change {
  readonly top: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Where the cursor was when it began. */
  readonly cursor: Position;
  readonly at: number;
  readonly number: number;
}

/** What undo or redo did, for its message. */
export interface Undone {
  readonly removed: number;
  readonly put: number;
  readonly number: number;
  /** When the change was made, in milliseconds. */
  readonly at: number;
}

const UNDO_DEPTH = 1000;

export class Text {
  row = 0;
  column = 0;
  /** The column that j and k keep to; Infinity after `$`. */
  wanted = 0;
  readonly marks = new Map<string, Position>();
  #changes: Change[] = [];
  #undone: Change[] = [];
  /** Number of the newest change; each has one of its own, undone or not. */
  #numbered = 0;
  #saved = 0;
  #empty = false;
  /** Told of lines that came in or went. */
  moved: (row: number, removed: number, put: number) => void = () => undefined;
  #before: { readonly lines: readonly string[]; readonly cursor: Position } | undefined;

  constructor(
    private content: string[],
    readonly now: () => number,
  ) {}

  get lines(): readonly string[] {
    return this.content;
  }
  get line(): string {
    return this.content[this.row] ?? '';
  }
  set line(text: string) {
    this.setLine(this.row, text);
  }
  get last(): number {
    return this.content.length - 1;
  }
  get modified(): boolean {
    return this.#before !== undefined || this.#newest !== this.#saved;
  }
  get #newest(): number {
    return this.#changes.at(-1)?.number ?? 0;
  }
  /** There is not even an empty line. */
  get empty(): boolean {
    return this.#empty && this.content.length === 1 && this.content[0] === '';
  }
  /** What is in the file now is the text. */
  written(): void {
    this.commit();
    this.#saved = this.#newest;
  }

  /** What is shown is in no file. */
  unsaved(): void {
    this.#saved = -1;
  }

  setLine(row: number, text: string): void {
    if (this.content[row] === text) return;
    this.#touch();
    this.#empty = false;
    this.content[row] = text;
  }

  /** Takes `count` lines out at `row` and puts others there. One empty line is left of none. */
  splice(row: number, count: number, ...lines: string[]): string[] {
    this.#touch();
    const taken = this.content.slice(row, row + count);
    this.content = [...this.content.slice(0, row), ...lines, ...this.content.slice(row + count)];
    this.#empty = this.content.length === 0;
    if (this.#empty) this.content = [''];
    this.moved(row, taken.length, lines.length);
    return taken;
  }

  /** Another file's lines, with nothing to undo. */
  replace(lines: string[], empty: boolean): void {
    this.content = lines;
    this.#empty = empty;
    [this.row, this.column, this.wanted] = [0, 0, 0];
    [this.#changes, this.#undone, this.#numbered, this.#saved] = [[], [], 0, 0];
    this.#before = undefined;
    this.marks.clear();
  }

  #touch(): void {
    this.#before ??= { lines: [...this.content], cursor: { row: this.row, column: this.column } };
  }

  /** Ends a change: what was done since the last one is undone at once. */
  commit(): void {
    const before = this.#before;
    this.#before = undefined;
    if (!before) return;
    const [old, now] = [before.lines, this.content];
    let { top, tail } = commonLines(old, now);
    if (old.length === now.length && top === old.length)
      [top, tail] = [before.cursor.row, Math.max(0, old.length - before.cursor.row - 1)];
    const change = {
      top,
      before: old.slice(top, old.length - tail),
      after: now.slice(top, now.length - tail),
      cursor: before.cursor,
      at: this.now(),
      number: ++this.#numbered,
    };
    this.#moveMarks(top, change.before.length, change.after.length);
    this.#changes.push(change);
    this.#undone = [];
    if (this.#changes.length > UNDO_DEPTH) this.#changes.shift();
  }

  #moveMarks(top: number, removed: number, put: number): void {
    for (const [name, mark] of this.marks) {
      if (mark.row >= top + removed) this.marks.set(name, { row: mark.row + put - removed, column: mark.column });
      else if (mark.row >= top + put) this.marks.delete(name);
    }
  }

  undo(): Undone | undefined {
    const change = this.#changes.pop();
    if (!change) return undefined;
    this.#undone.push(change);
    return this.#swap(change, change.after, change.before);
  }

  redo(): Undone | undefined {
    const change = this.#undone.pop();
    if (!change) return undefined;
    this.#changes.push(change);
    return this.#swap(change, change.before, change.after);
  }

  /** The cursor goes where the change began if that is among the lines, else to the first of them that differs. */
  #swap({ top, cursor, at, number }: Change, from: readonly string[], to: readonly string[]): Undone {
    this.content = [...this.content.slice(0, top), ...to, ...this.content.slice(top + from.length)];
    this.#empty = this.content.length === 0;
    if (this.#empty) this.content = [''];
    this.#moveMarks(top, from.length, to.length);
    this.moved(top, from.length, to.length);
    this.row = cursor.row >= top - 1 && cursor.row <= top + to.length ? cursor.row : top;
    if (cursor.row + 1 === this.row) this.row--;
    this.row = Math.min(this.row, this.last);
    this.column = this.row === cursor.row ? cursor.column : firstNonBlank(this.line);
    return { removed: from.length, put: to.length, number, at };
  }

  clamp(inserting: boolean): void {
    this.row = Math.max(0, Math.min(this.row, this.last));
    const last = inserting ? this.line.length : Math.max(0, previous(this.line, this.line.length));
    this.column = Math.max(0, Math.min(this.column, last));
  }

  insert(text: string): void {
    this.line = this.line.slice(0, this.column) + text + this.line.slice(this.column);
    this.column += text.length;
  }

  breakLine(indent = ''): void {
    const rest = this.line.slice(this.column);
    this.splice(this.row, 1, this.line.slice(0, this.column), indent + (indent ? rest.trimStart() : rest));
    this.row++;
    this.column = indent.length;
  }

  /** What backspace does while inserting. */
  eraseBack(): void {
    if (this.column > 0) {
      const to = previous(this.line, this.column);
      this.line = this.line.slice(0, to) + this.line.slice(this.column);
      this.column = to;
    } else if (this.row > 0) {
      const above = this.content[this.row - 1] as string;
      this.splice(this.row - 1, 2, above + this.line);
      this.row--;
      this.column = above.length;
    }
  }

  /** The text between two places, `to` not included, as lines. */
  between(from: Position, to: Position): string[] {
    if (from.row === to.row) return [(this.content[from.row] ?? '').slice(from.column, to.column)];
    return [
      (this.content[from.row] ?? '').slice(from.column),
      ...this.content.slice(from.row + 1, to.row),
      (this.content[to.row] ?? '').slice(0, to.column),
    ];
  }

  /** Puts lines in place of what is between two places, `to` not included. */
  replaceBetween(from: Position, to: Position, lines: readonly string[] = ['']): void {
    const head = (this.content[from.row] ?? '').slice(0, from.column);
    const tail = (this.content[to.row] ?? '').slice(to.column);
    const put = [...lines];
    put[0] = head + put[0];
    put[put.length - 1] += tail;
    this.splice(from.row, to.row - from.row + 1, ...put);
  }
}

export function firstNonBlank(line: string): number {
  const at = line.search(/[^ \t]/);
  return at < 0 ? Math.max(0, line.length - 1) : at;
}

/** The character's start before an offset, and the one behind it: a pair of surrogates is one character. */
export const previous = (line: string, at: number): number =>
  Math.max(0, at - (/[\ud800-\udbff][\udc00-\udfff]$/.test(line.slice(Math.max(0, at - 2), at)) ? 2 : 1));
export const next = (line: string, at: number): number => at + ((line.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

export const before = (a: Position, b: Position): boolean => a.row < b.row || (a.row === b.row && a.column < b.column);
