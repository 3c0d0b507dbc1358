/** What less shows: the lines of a file, those that a filter lets through, as rows of the screen. */
import { fromText, toText } from '../lib/byte-string.ts';
import { lineRows } from './rows.ts';

export interface Filter {
  readonly pattern: RegExp;
  readonly inverted: boolean;
}

export interface Layout {
  readonly columns: number;
  readonly numbered: boolean;
  readonly squeezed: boolean;
  readonly chop: number | undefined;
  readonly raw: 'colours' | 'all' | undefined;
  /** All of them have to let a line through. */
  readonly filters: readonly Filter[];
}

/** A row: its line's index, and which part of it. */
export interface Place {
  readonly line: number;
  readonly part: number;
}

export class Document {
  readonly lines: readonly string[];
  /** Bytes in front of each line, and of all. */
  readonly bytes: readonly number[];
  #rows: Place[] = [];
  #key = '';

  constructor(
    readonly path: string,
    content: string,
  ) {
    const lines = toText(content).split('\n');
    if (lines[lines.length - 1] === '') lines.pop();
    this.lines = lines;
    let sum = 0;
    this.bytes = [0, ...lines.map((line) => (sum += fromText(line).length + 1))];
  }

  get size(): number {
    return this.bytes[this.lines.length] ?? 0;
  }

  /** All rows in order, worked out anew when something about them changed. */
  rows(layout: Layout): readonly Place[] {
    const { filters } = layout;
    const sieve = filters.map(({ pattern, inverted }) => `${pattern}${inverted}`);
    const key = [layout.columns, layout.numbered, layout.squeezed, layout.chop, layout.raw, ...sieve].join();
    if (key === this.#key) return this.#rows;
    this.#key = key;
    const rows: Place[] = [];
    const room = layout.columns - (layout.numbered ? 8 : 0);
    let blank = false;
    this.lines.forEach((text, line) => {
      if (filters.some(({ pattern, inverted }) => pattern.test(text) === inverted)) return;
      if (layout.squeezed && text === '' && blank) return;
      blank = text === '';
      const parts =
        layout.chop === undefined && (text.length > room / 2 || text.includes('\t'))
          ? lineRows(text, room, { raw: layout.raw }).length
          : 1;
      for (let part = 0; part < parts; part++) rows.push({ line, part });
    });
    this.#rows = rows;
    return rows;
  }

  /** A row's text as it is drawn. */
  text({ line, part }: Place, layout: Layout, marked: RegExp | undefined): string {
    const room = layout.columns - (layout.numbered ? 8 : 0);
    const rows = lineRows(this.lines[line] as string, room, { raw: layout.raw, chop: layout.chop, marked });
    const number = layout.numbered ? `${String(line + 1).padStart(7)} ` : '';
    return number + (rows[part] ?? '');
  }
}
