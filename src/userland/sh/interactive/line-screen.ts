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
  /** Where the cursor stands before each character, and behind the last one. */
  #places: Position[];
  #cursor = 0;
  #at: Position;

  /** The prompt has been written, the cursor is behind it. */
  constructor(prompt: string, columns: number) {
    this.#prompt = prompt;
    this.#promptWidth = promptWidth(prompt);
    this.#columns = Math.max(2, columns);
    this.#places = [this.#start];
    this.#at = this.#start;
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
    const before = this.#end;
    this.#hold(chars, same);
    return back + this.#drawFrom(same, cursor, isBehind(before, this.#end));
  }

  /** The same from the prompt on, for a window of another width too. */
  drawAll(prompt: string, chars: readonly string[], cursor: number, columns = this.#columns): string {
    const up = this.#at.row > 0 ? `\x1b[${this.#at.row}A` : '';
    this.#columns = Math.max(2, columns);
    this.#setPrompt(prompt);
    this.#hold(chars, 0);
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
    return this.#end.row - this.#at.row;
  }

  /** The prompt was written anew, on a row of its own. */
  begin(prompt: string): void {
    this.#setPrompt(prompt);
    this.#hold([], 0);
    this.#cursor = 0;
    this.#at = this.#start;
  }

  #setPrompt(prompt: string): void {
    this.#prompt = prompt;
    this.#promptWidth = promptWidth(prompt);
  }

  /** Takes a text of which the first `same` characters stand where they stood. */
  #hold(chars: readonly string[], same: number): void {
    this.#chars = [...chars];
    this.#places = same === 0 ? [this.#start] : this.#places.slice(0, same + 1);
    for (let i = same; i < chars.length; i++) this.#places.push(this.#behind(this.#place(i), chars[i] as string));
  }

  /** Behind the prompt. */
  get #start(): Position {
    return { row: Math.floor(this.#promptWidth / this.#columns), column: this.#promptWidth % this.#columns };
  }

  get #end(): Position {
    return this.#place(this.#chars.length);
  }

  /** Where the cursor stands when it is before character `index`. */
  #place(index: number): Position {
    return this.#places[index] as Position;
  }

  /** Where it stands behind a character that begins at a place. */
  #behind({ row, column }: Position, char: string): Position {
    if (char === '\n') return { row: row + 1, column: 0 };
    const width = widthAt(char, column);
    const fits = column + width <= this.#columns;
    const end = fits ? column + width : width;
    const below = fits ? row : row + 1;
    return end >= this.#columns ? { row: below + 1, column: 0 } : { row: below, column: end };
  }

  #moveTo(index: number): string {
    const from = this.#at;
    const target = this.#place(index);
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
      if (char === '\n' && this.#place(i).column > 0) out += '\x1b[K';
      const tab = char === '\t' && widthAt(char, this.#place(i).column);
      out += tab ? ' '.repeat(tab) : shownChar(char);
    }
    return out;
  }

  /** Writes the text from `index`, where the screen's cursor stands, and comes back to the cursor. */
  #drawFrom(index: number, cursor: number, erase: boolean): string {
    const chars = this.#chars;
    const end = this.#end;
    let out = this.#shown(index, chars.length);
    if (end.column === 0 && index < chars.length && chars.at(-1) !== '\n') out += ' \r';
    if (erase) out += '\x1b[J';
    this.#at = end;
    this.#cursor = chars.length;
    return out + this.#moveTo(cursor);
  }
}

function isBehind(place: Position, end: Position): boolean {
  return place.row > end.row || (place.row === end.row && place.column > end.column);
}

/** A tab reaches to the next stop. */
function widthAt(char: string, column: number): number {
  return char === '\t' ? 8 - (column % 8) : charWidth(char);
}
