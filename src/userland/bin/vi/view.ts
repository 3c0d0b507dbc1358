/** What of the text stands in vi's window: which lines, how they are cut, and where the cursor is. Scrolls as Vim does. */
import { charWidth } from '../../sh/interactive/width.ts';
import type { Options } from './options.ts';
import type { Text } from './text.ts';

/** A line as it is drawn. */
export interface Shape {
  readonly rows: readonly string[];
  /** By offset in the line, the end included: row and column of its first cell, and the same as if nothing were cut. */
  readonly where: readonly (readonly [row: number, column: number, virtual: number])[];
}

export class View {
  top = 0;
  left = 0;
  height = 23;
  width = 80;

  constructor(
    readonly text: Text,
    readonly options: Options,
  ) {}

  get margin(): number {
    if (!this.options.on('number') && !this.options.on('relativenumber')) return 0;
    return Math.max(3, String(this.text.lines.length).length) + 1;
  }

  shape(line: string): Shape {
    const room = Math.max(1, this.width - this.margin);
    const tabs = this.options.number('tabstop') || 8;
    const list = this.options.on('list');
    const wrap = this.options.on('wrap');
    const rows: string[] = [''];
    const where: [number, number, number][] = [];
    let [column, virtual] = [0, 0];
    const put = (cell: string, size: number) => {
      if (wrap && column + size > room) {
        if (column < room) rows[rows.length - 1] += '>';
        rows.push('');
        column = 0;
      }
      if (wrap || (column >= this.left && column + size <= this.left + room)) rows[rows.length - 1] += cell;
      else if (column < this.left && column + size > this.left) rows[rows.length - 1] += '<';
      column += size;
      virtual += size;
    };
    for (let at = 0; at < line.length;) {
      const char = String.fromCodePoint(line.codePointAt(at) as number);
      for (let i = 0; i < char.length; i++) where.push([rows.length - 1, column, virtual]);
      const starts = where.length - char.length;
      const code = char.codePointAt(0) as number;
      if (char === '\t' && !list) for (let size = tabs - (virtual % tabs); size > 0; size--) put(' ', 1);
      else if (code < 32 || code === 127) for (const cell of `^${String.fromCharCode(code ^ 64)}`) put(cell, 1);
      else if (code >= 0x80 && code < 0xa0) for (const cell of `<${code.toString(16)}>`) put(cell, 1);
      else {
        const size = charWidth(char);
        const before = rows.length;
        put(char, size);
        if (rows.length > before) where[starts] = [rows.length - 1, 0, (where[starts] as [number, number, number])[2]];
      }
      at += char.length;
    }
    where.push(wrap && column >= room ? [rows.length, 0, virtual] : [rows.length - 1, column, virtual]);
    if (list) put('$', 1);
    return { rows, where };
  }

  #heightOf(row: number): number {
    return this.shape(this.text.lines[row] as string).rows.length;
  }

  /** The first line that is not wholly in the window. */
  get bottom(): number {
    let [row, used] = [this.top, 0];
    while (row <= this.text.last && (used += this.#heightOf(row)) <= this.height) row++;
    return Math.max(row, this.top + (row > this.text.last ? 0 : 1));
  }

  /** Lines that came or went above the window move it along. */
  moved(row: number, removed: number, put: number): void {
    const kept = Math.min(removed, put);
    const at = row + kept;
    if (put > removed && this.top > at) this.top += put - removed;
    if (removed > put && this.top >= at)
      this.top = this.top < at + removed - put ? Math.max(0, at - 1) : this.top - (removed - put);
  }

  /** Another size: the cursor keeps its share of the height. */
  resize(height: number, width: number): void {
    if (height !== this.height) {
      const share = (this.#rowsBetween(this.top, this.text.row) + 0.5) / this.height;
      let above = Math.floor(share * height);
      let top = this.text.row;
      while (top > 0 && above >= this.#heightOf(top - 1)) above -= this.#heightOf(--top);
      this.top = top;
    }
    [this.height, this.width] = [height, width];
  }

  get #off(): number {
    return Math.min(this.options.number('scrolloff'), Math.floor((this.height - 1) / 2));
  }

  /** Scrolls until the cursor is in the window, with lines around it. */
  follow(): void {
    const { row, last } = this.text;
    const off = this.#off;
    this.top = Math.min(this.top, last);
    if (row < this.top || (this.top > 0 && this.#rowsBetween(this.top, row) < off)) {
      if (this.top + off - row >= Math.max(2, Math.floor(this.height / 2) - 1)) this.#center();
      else this.cursorToTop(false);
    }
    const bottom = this.bottom;
    if (
      bottom <= last &&
      row >= bottom - off &&
      (row >= bottom || this.#rowsBetween(row + 1, bottom) + this.#emptyRows() < off)
    ) {
      if (row - bottom + 1 + off <= this.height + 1 && this.#near(bottom)) this.cursorToBottom();
      else this.#center();
    }
    this.#followAcross();
  }

  /** So few lines below the window that Vim scrolls on to the cursor; else it puts it in the middle. */
  #near(bottom: number): boolean {
    const { row, last } = this.text;
    let used = this.#heightOf(row);
    for (let i = 1; row - i >= bottom - 1 && i <= this.height; i++) {
      used += this.#heightOf(row - i);
      if (row + i <= last) used += this.#heightOf(row + i);
    }
    return used <= this.height + 2;
  }

  #rowsBetween(from: number, to: number): number {
    let sum = 0;
    for (let row = from; row < to && row <= this.text.last; row++) sum += this.#heightOf(row);
    return sum;
  }

  #emptyRows(): number {
    return Math.max(0, this.height - this.#rowsBetween(this.top, this.bottom));
  }

  /** Without wrapping: half a window across when the cursor would leave it. */
  #followAcross(): void {
    if (this.options.on('wrap')) {
      this.left = 0;
      return;
    }
    const room = this.width - this.margin;
    const left = this.left;
    this.left = 0;
    const column = this.shape(this.text.line).where[this.text.column]?.[1] ?? 0;
    this.left = left;
    if (column < left || column >= left + room)
      this.left =
        column < room && column < left
          ? Math.max(0, column - Math.floor(room / 2))
          : Math.max(0, column - Math.floor(room / 2));
  }

  cursorToTop(always = true): void {
    let [top, above] = [this.text.row, 0];
    while (top > 0 && above + this.#heightOf(top - 1) <= this.#off) above += this.#heightOf(--top);
    if (always || top < this.top) this.top = top;
  }

  cursorToBottom(): void {
    const { row, last } = this.text;
    let [to, below] = [row, 0];
    while (to < last && below < this.#off) below += this.#heightOf(++to);
    let [top, used] = [to, this.#heightOf(to)];
    while (top > 0 && used + this.#heightOf(top - 1) <= this.height) used += this.#heightOf(--top);
    this.top = Math.min(top, row);
  }

  /** `z.`: as many lines above the cursor as below it. */
  center(): void {
    this.#center(true);
  }

  #center(atEnd = false): void {
    let [top, to, used, above, below] = [this.text.row, this.text.row, this.#heightOf(this.text.row), 0, 0];
    while (top > 0) {
      if (atEnd ? above < below : above <= below) {
        const size = this.#heightOf(top - 1);
        used += size;
        if (used > this.height) break;
        above += size;
        top--;
      } else if (to < this.text.last) {
        const size = this.#heightOf(to + 1);
        used += size;
        if (used > this.height) break;
        below += size;
        to++;
      } else {
        below++;
        if (atEnd) used++;
        if (used > this.height) break;
      }
    }
    this.top = top;
  }

  /** Brings the cursor into the window that was scrolled. */
  cursorInside(): void {
    const off = this.#off;
    const most = this.bottom > this.text.last ? this.text.last : this.bottom - 1 - off;
    const least = this.top === 0 ? 0 : this.top + off;
    this.text.row = Math.max(
      Math.min(least, this.text.last),
      Math.min(this.text.row, Math.max(most, Math.min(least, this.text.last))),
    );
  }

  /** Lines of the window, and the cursor's place in it; `atStart` says that it stands at the start of a tab. */
  draw(atStart: boolean): { readonly rows: string[]; readonly cursor: readonly [row: number, column: number] } {
    const { text, margin } = this;
    const rows: string[] = [];
    let cursor: readonly [number, number] = [0, 0];
    let row = this.top;
    for (; row <= text.last && rows.length < this.height; row++) {
      const shape = this.shape(text.lines[row] as string);
      if (row === text.row) cursor = this.#cursor(shape, rows.length, atStart);
      const drawn = shape.rows.map((part, i) => (i === 0 ? this.#number(row) : ' '.repeat(margin)) + part);
      const skip = row === this.top && drawn.length > this.height ? Math.max(0, cursor[0] - this.height + 1) : 0;
      if (skip) cursor = [cursor[0] - skip, cursor[1]];
      const room = this.height - rows.length;
      if (drawn.length - skip > room && row !== this.top) rows.push(...drawn.slice(0, room - 1), '@@@');
      else rows.push(...drawn.slice(skip, skip + room));
    }
    while (rows.length < this.height) rows.push('~');
    return { rows, cursor };
  }

  #number(row: number): string {
    const size = this.margin - 1;
    if (size < 0) return '';
    const apart = Math.abs(row - this.text.row);
    if (!this.options.on('relativenumber')) return `${String(row + 1).padStart(size)} `;
    if (apart === 0 && this.options.on('number')) return `${String(row + 1).padEnd(size)} `;
    return `${String(apart).padStart(size)} `;
  }

  #cursor({ where }: Shape, above: number, atStart: boolean): readonly [number, number] {
    const { line, column } = this.text;
    const [row, at] = where[Math.min(column, where.length - 1)] as readonly [number, number, number];
    const end =
      line[column] === '\t' && !atStart && !this.options.on('list')
        ? (where[column + 1] as readonly number[])
        : undefined;
    const shown = end ? (end[0] === row ? (end[1] as number) - 1 : this.width - this.margin - 1) : at;
    return [above + row, this.margin + shown - this.left];
  }

  /** `LINE,COLUMN  PLACE`, as the ruler has it. */
  ruler(atStart: boolean): string {
    const { text } = this;
    const { where } = this.shape(text.line);
    const bytes = new TextEncoder().encode(text.line.slice(0, text.column)).length + 1;
    const tab = text.line[text.column] === '\t' && !atStart && !this.options.on('list');
    const virtual = tab ? (where[text.column + 1]?.[2] ?? 1) : (where[text.column]?.[2] ?? 0) + 1;
    const column = text.line === '' ? '0-1' : bytes === virtual ? `${bytes}` : `${bytes}-${virtual}`;
    const below = text.last + 1 - this.bottom;
    const place =
      this.top === 0
        ? below <= 0
          ? 'All'
          : 'Top'
        : below <= 0
          ? 'Bot'
          : `${String(Math.floor((this.top * 100) / (this.top + below))).padStart(2)}%`;
    const head = `${text.row + 1},${column}`;
    return `${head}${' '.repeat(Math.max(1, 17 - head.length - place.length))}${place}`;
  }

  /** Offset in a line of what stands at a column as if nothing were cut. */
  offsetAt(line: string, virtual: number): number {
    const { where } = this.shape(line);
    let at = 0;
    while (at < line.length && (where[at + 1] as readonly number[])[2]! <= virtual) at++;
    return at;
  }
  virtualAt(line: string, offset: number): number {
    const { where } = this.shape(line);
    return where[Math.min(offset, where.length - 1)]?.[2] ?? 0;
  }
}
