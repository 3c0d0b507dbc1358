/** Pages of rows of cells, and rows as text. */
import type { Settings } from './settings.ts';
import type { Source } from './source.ts';

/** A cell: a line, and its number where it gets one. Undefined where a file of several has no more. */
export interface Cell {
  readonly text: string;
  readonly number: number | undefined;
}
export type Row = readonly (Cell | undefined)[];

/** The rows of the next page; `counter` numbers lines as they are read. */
export function nextPage(sources: readonly Source[], settings: Settings, counter: () => number): Row[] {
  const { columns, body, order } = settings;
  const [source] = sources as readonly [Source];
  const cell = (from: Source, numbered = true): Cell | undefined => {
    const line = from.line();
    return line && { text: line.text, number: settings.number && numbered ? counter() : undefined };
  };
  if (order === 'parallel') {
    const rows: Row[] = [];
    while (rows.length < body) {
      const row = sources.map((one, i) => cell(one, i === 0));
      if (row.every((one) => one === undefined)) break;
      rows.push(row[0] || !settings.number ? row : [{ text: '', number: counter() }, ...row.slice(1)]);
    }
    return rows;
  }
  const cells: Cell[] = [];
  while (cells.length < body * columns) {
    const next = cell(source);
    if (!next) break;
    cells.push(next);
  }
  if (order === 'across')
    return Array.from({ length: Math.ceil(cells.length / columns) }, (_, i) =>
      cells.slice(i * columns, (i + 1) * columns),
    );
  return balanced(cells, columns);
}

/** Columns filled one after the other, the first ones a line longer where it does not come out even. */
function balanced(cells: readonly Cell[], columns: number): Row[] {
  const each = Math.floor(cells.length / columns);
  const longer = cells.length % columns;
  const rows: Cell[][] = Array.from({ length: each + (longer ? 1 : 0) }, () => []);
  let at = 0;
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < each + (column < longer ? 1 : 0); row++)
      (rows[row] as Cell[])[column] = cells[at++] as Cell;
  return rows;
}

/** Writes a row: spaces wait until something follows them, and become tabs where output has tabs. */
export class RowText {
  #out = '';
  #position = 0;
  #spaces = 0;

  constructor(readonly settings: Settings) {}

  of(row: Row): string {
    this.#out = '';
    this.#position = this.#spaces = 0;
    const { margin, truncate, columnWidth, separator, order, number } = this.settings;
    let start = margin;
    let pending = false;
    for (const [i, cell] of row.entries()) {
      if (!cell && order !== 'parallel') break;
      if (i === 0 || truncate) this.#padTo(start);
      if (pending) for (const char of separator) this.#put(char);
      if (pending) this.#release();
      if (cell) this.#cell(cell);
      else if (truncate) this.#release();
      pending = this.settings.separated;
      const own = i === 0 && number && order === 'parallel' ? number.width : 0;
      start += columnWidth + own + (i === 0 ? 0 : separator.length);
    }
    return this.#out;
  }

  #cell({ text, number }: Cell): void {
    const form = this.settings.number;
    if (form && number !== undefined) {
      const digits = String(number).padStart(form.digits).slice(-form.digits);
      for (const char of digits) this.#put(char);
      if (form.separator !== '\t') this.#put(form.separator);
      else if (this.settings.columns > 1) for (let i = form.digits; i < form.width; i++) this.#put(' ');
      else {
        this.#release();
        this.#out += '\t';
        this.#position += 8 - (this.#position % 8);
      }
    }
    for (const char of text) this.#put(char);
  }

  #padTo(position: number): void {
    if (this.settings.output) this.#spaces = position - this.#position;
    else if (position > this.#position) {
      this.#out += ' '.repeat(position - this.#position);
      this.#position = position;
    }
  }

  #put(char: string): void {
    if (char === ' ' && this.settings.output) {
      this.#spaces++;
      return;
    }
    this.#release();
    this.#out += char;
    if (char >= ' ' && char < '\x7f') this.#position++;
    else if (char === '\b') this.#position--;
  }

  #release(): void {
    const tabs = this.settings.output;
    const goal = this.#position + this.#spaces;
    let at = this.#position;
    if (tabs)
      for (;;) {
        const next = at + tabs.width - (at % tabs.width);
        if (goal - at <= 1 || next > goal) break;
        this.#out += tabs.char;
        at = next;
      }
    if (goal > at) this.#out += ' '.repeat(goal - at);
    if (goal > this.#position) this.#position = goal;
    this.#spaces = 0;
  }
}
