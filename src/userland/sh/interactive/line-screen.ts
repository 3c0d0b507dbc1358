/**
 * A line of text behind a prompt on a terminal: draws what changed since it was last drawn. It knows where on the screen
 * the cursor stands, relative to the row that the prompt begins on.
 */
import { plain } from './columns.ts';
import { charWidth, promptWidth, shownChar } from './width.ts';

interface Position {
  readonly row: number;
  readonly column: number;
}

export class LineScreen {
  #prompt: string;
  #promptWidth: number;
  #columns: number;
  #chars: readonly string[] = [];
  #cursor = 0;
  #at: Position;

  /** The prompt has been written, the cursor is behind it. */
  constructor(prompt: string, columns: number) {
    this.#prompt = prompt;
    this.#promptWidth = promptWidth(prompt);
    this.#columns = Math.max(2, columns);
    this.#at = this.#place([], 0);
  }

  get columns(): number {
    return this.#columns;
  }

  /** Brings the screen to the given prompt, text and cursor. */
  update(prompt: string, chars: readonly string[], cursor: number): string {
    if (prompt !== this.#prompt) return this.drawAll(prompt, chars, cursor);
    const old = this.#chars;
    let same = 0;
    while (same < old.length && same < chars.length && old[same] === chars[same]) same++;
    const changed = same < old.length || same < chars.length;
    if (!changed) return this.#moveTo(cursor);
    const back = this.#moveTo(same);
    const end = this.#place(old, old.length);
    this.#chars = [...chars];
    return back + this.#drawFrom(same, cursor, this.#isBehind(end));
  }

  /** The same from the prompt on, for a window of another width too. */
  drawAll(prompt: string, chars: readonly string[], cursor: number, columns = this.#columns): string {
    const up = this.#at.row > 0 ? `\x1b[${this.#at.row}A` : '';
    this.#columns = Math.max(2, columns);
    this.#setPrompt(prompt);
    this.#chars = [...chars];
    return `${up}\r${plain(prompt)}${this.#drawFrom(0, cursor, true)}`;
  }

  /** Behind all of the text, to write below it. */
  toEnd(): string {
    return this.#moveTo(this.#chars.length);
  }

  /** To a row of its own behind the text, which may have ended just there. */
  leave(): string {
    const out = this.toEnd();
    const { row, column } = this.#at;
    return row > 0 && column === 0 ? `${out}\r` : `${out}\n`;
  }

  /** Rows from the cursor's down to the last one of the text. */
  get rowsBelow(): number {
    return this.#place(this.#chars, this.#chars.length).row - this.#at.row;
  }

  /** The prompt was written anew, on a row of its own. */
  begin(prompt: string): void {
    this.#setPrompt(prompt);
    this.#chars = [];
    this.#cursor = 0;
    this.#at = this.#place([], 0);
  }

  #setPrompt(prompt: string): void {
    this.#prompt = prompt;
    this.#promptWidth = promptWidth(prompt);
  }

  /** Whether the text ends before that place. */
  #isBehind({ row, column }: Position): boolean {
    const end = this.#place(this.#chars, this.#chars.length);
    return row > end.row || (row === end.row && column > end.column);
  }

  /** Where the cursor stands when it is before character `index`. */
  #place(chars: readonly string[], index: number): Position {
    let row = Math.floor(this.#promptWidth / this.#columns);
    let column = this.#promptWidth % this.#columns;
    for (let i = 0; i < index; i++) {
      const char = chars[i] as string;
      if (char === '\n') {
        row++;
        column = 0;
        continue;
      }
      const width = widthAt(char, column);
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

  #moveTo(index: number): string {
    const from = this.#at;
    const target = this.#place(this.#chars, index);
    const between = this.#chars.slice(this.#cursor, index);
    const forward = index > this.#cursor;
    this.#at = target;
    this.#cursor = index;
    if (from.row === target.row) {
      if (target.column <= from.column) return '\b'.repeat(from.column - target.column);
      if (forward && between.every((char) => charWidth(char) > 0)) return this.#shown(index - between.length, index);
      return `\x1b[${target.column - from.column}C`;
    }
    const rows = target.row - from.row;
    const vertical = rows < 0 ? `\x1b[${-rows}A` : `\x1b[${rows}B`;
    return `${vertical}\r${target.column > 0 ? `\x1b[${target.column}C` : ''}`;
  }

  #shown(from: number, to: number): string {
    let out = '';
    for (let i = from; i < to; i++) {
      const char = this.#chars[i] as string;
      // What stood behind the end of a row before.
      if (char === '\n' && this.#place(this.#chars, i).column > 0) out += '\x1b[K';
      const tab = char === '\t' && widthAt(char, this.#place(this.#chars, i).column);
      out += tab ? ' '.repeat(tab) : shownChar(char);
    }
    return out;
  }

  /** Writes the text from `index`, where the screen's cursor stands, and comes back to the cursor. */
  #drawFrom(index: number, cursor: number, erase: boolean): string {
    const chars = this.#chars;
    const end = this.#place(chars, chars.length);
    let out = this.#shown(index, chars.length);
    if (end.column === 0 && index < chars.length && chars.at(-1) !== '\n') out += ' \r';
    if (erase) out += '\x1b[J';
    this.#at = end;
    this.#cursor = chars.length;
    return out + this.#moveTo(cursor);
  }
}

/** A tab reaches to the next stop. */
function widthAt(char: string, column: number): number {
  return char === '\t' ? 8 - (column % 8) : charWidth(char);
}
