/** vi's text: lines, a cursor, undo. Positions are UTF-16 offsets in a line. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface Register {
  readonly lines: readonly string[];
  /** Whole lines, put below or above. */
  readonly linewise: boolean;
}

const UNDO_DEPTH = 200;

export class Text {
  row = 0;
  column = 0;
  modified = false;
  register: Register = { lines: [''], linewise: false };
  #undo: { lines: string[]; row: number; column: number }[] = [];

  constructor(public lines: string[]) {}

  get line(): string {
    return this.lines[this.row] ?? '';
  }
  set line(text: string) {
    this.lines[this.row] = text;
    this.modified = true;
  }

  /** Call before a change. */
  remember(): void {
    this.#undo.push({ lines: [...this.lines], row: this.row, column: this.column });
    if (this.#undo.length > UNDO_DEPTH) this.#undo.shift();
  }

  undo(): boolean {
    const before = this.#undo.pop();
    if (!before) return false;
    this.lines = before.lines;
    this.row = before.row;
    this.column = before.column;
    this.modified = true;
    this.clamp(false);
    return true;
  }

  clamp(inserting: boolean): void {
    if (this.lines.length === 0) this.lines.push('');
    this.row = Math.max(0, Math.min(this.row, this.lines.length - 1));
    const last = inserting ? this.line.length : Math.max(0, this.line.length - 1);
    this.column = Math.max(0, Math.min(this.column, last));
  }

  insert(text: string): void {
    this.line = this.line.slice(0, this.column) + text + this.line.slice(this.column);
    this.column += text.length;
  }

  breakLine(): void {
    const rest = this.line.slice(this.column);
    this.line = this.line.slice(0, this.column);
    this.lines.splice(this.row + 1, 0, rest);
    this.row++;
    this.column = 0;
  }

  /** What backspace does while inserting. */
  eraseBack(): void {
    if (this.column > 0) {
      const size = /[\udc00-\udfff]$/.test(this.line.slice(0, this.column)) && this.column > 1 ? 2 : 1;
      this.line = this.line.slice(0, this.column - size) + this.line.slice(this.column);
      this.column -= size;
    } else if (this.row > 0) {
      const tail = this.line;
      this.lines.splice(this.row, 1);
      this.row--;
      this.column = this.line.length;
      this.line += tail;
    }
  }

  /** Takes a range out (`to` exclusive, or whole lines) and keeps it in the register. */
  cut(from: Position, to: Position, linewise: boolean, keepText = false): void {
    if (linewise) {
      const [first, last] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
      this.register = { lines: this.lines.slice(first, last + 1), linewise: true };
      this.row = first;
      if (keepText) return;
      this.lines.splice(first, last - first + 1);
      if (this.lines.length === 0) this.lines.push('');
      this.modified = true;
      this.row = Math.min(first, this.lines.length - 1);
      this.column = firstNonBlank(this.line);
      return;
    }
    const backwards = to.row < from.row || (to.row === from.row && to.column < from.column);
    const [a, b] = backwards ? [to, from] : [from, to];
    const [head, tail] = [this.lines[a.row] ?? '', this.lines[b.row] ?? ''];
    const taken =
      a.row === b.row
        ? [head.slice(a.column, b.column)]
        : [head.slice(a.column), ...this.lines.slice(a.row + 1, b.row), tail.slice(0, b.column)];
    this.register = { lines: taken, linewise: false };
    this.row = a.row;
    this.column = a.column;
    if (keepText) return;
    this.lines.splice(a.row, b.row - a.row + 1, head.slice(0, a.column) + tail.slice(b.column));
    this.modified = true;
  }

  put(after: boolean, count: number): void {
    const { lines, linewise } = this.register;
    this.modified = true;
    if (linewise) {
      const copies = Array.from({ length: count }, () => lines).flat();
      const at = after ? this.row + 1 : this.row;
      this.lines.splice(at, 0, ...copies);
      this.row = at;
      this.column = firstNonBlank(this.line);
      return;
    }
    const at = Math.min(this.line.length, this.column + (after && this.line ? 1 : 0));
    const piece = lines.join('\n').repeat(count).split('\n');
    const [head, tail] = [this.line.slice(0, at), this.line.slice(at)];
    if (piece.length === 1) {
      this.line = head + (piece[0] as string) + tail;
      this.column = at + (piece[0] as string).length - 1;
      return;
    }
    const last = piece.pop() as string;
    this.lines.splice(this.row, 1, head + (piece[0] as string), ...piece.slice(1), last + tail);
    this.column = at;
  }
}

export function firstNonBlank(line: string): number {
  const at = line.search(/\S/);
  return at < 0 ? Math.max(0, line.length - 1) : at;
}
