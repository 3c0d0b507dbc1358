/** nano's text: lines with an empty one at the end, a cursor, a mark, and what undoes and redoes by name. */
import { charWidth } from '../../sh/interactive/width.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

interface Step {
  readonly kind: string;
  readonly top: number;
  before: readonly string[];
  after: readonly string[];
  readonly from: Place;
  to: Place;
}

/** Changes that go on where the last of their kind ended are undone with it. */
const GATHERED = new Set(['addition', 'deletion']);

const TAB = 8;

export class Buffer {
  row = 0;
  column = 0;
  top = 0;
  /** The column on the screen that up and down keep to. */
  wanted = 0;
  mark: Place | undefined;
  message = '';
  #steps: Step[] = [];
  #undone: Step[] = [];
  #saved: Step | undefined;

  constructor(
    public path: string | undefined,
    public lines: string[],
  ) {
    if (this.lines.at(-1) !== '' || this.lines.length === 0) this.lines.push('');
  }

  get line(): string {
    return this.lines[this.row] ?? '';
  }
  get modified(): boolean {
    return this.#steps.at(-1) !== this.#saved;
  }
  written(): void {
    this.#saved = this.#steps.at(-1);
    this.#gathering = false;
  }
  #gathering = false;

  /** Moves the cursor by hand: the next change is one of its own. */
  moveTo(row: number, column: number): void {
    this.row = Math.max(0, Math.min(row, this.lines.length - 1));
    this.column = Math.max(0, Math.min(column, this.line.length));
    this.wanted = this.columnAt(this.column);
    this.#gathering = false;
  }

  /** Does a change to the lines; `change` leaves the cursor where it belongs. */
  edit(kind: string, change: () => void): void {
    const old = [...this.lines];
    const from = { row: this.row, column: this.column };
    change();
    if (this.lines.at(-1) !== '') this.lines.push('');
    this.wanted = this.columnAt(this.column);
    const now = this.lines;
    let top = 0;
    while (top < old.length && top < now.length && old[top] === now[top]) top++;
    let tail = 0;
    while (tail < Math.min(old.length, now.length) - top && old[old.length - 1 - tail] === now[now.length - 1 - tail])
      tail++;
    const before = old.slice(top, old.length - tail);
    const after = now.slice(top, now.length - tail);
    if (before.length === 0 && after.length === 0) return;
    const to = { row: this.row, column: this.column };
    const last = this.#steps.at(-1);
    this.#undone = [];
    if (
      this.#gathering &&
      last &&
      last.kind === kind &&
      GATHERED.has(kind) &&
      last.top === top &&
      last.after.length === 1 &&
      before.length === 1 &&
      after.length === 1 &&
      last !== this.#saved
    ) {
      last.after = after;
      last.to = to;
    } else this.#steps.push({ kind, top, before, after, from, to });
    this.#gathering = true;
  }

  undo(): string {
    const step = this.#steps.pop();
    if (!step) return 'Nothing to undo';
    this.#undone.push(step);
    this.lines.splice(step.top, step.after.length, ...step.before);
    this.moveTo(step.from.row, step.from.column);
    return `Undid ${step.kind}`;
  }

  redo(): string {
    const step = this.#undone.pop();
    if (!step) return 'Nothing to redo';
    this.#steps.push(step);
    this.lines.splice(step.top, step.before.length, ...step.after);
    this.moveTo(step.to.row, step.to.column);
    return `Redid ${step.kind}`;
  }

  /** From mark to cursor, in order. */
  get marked(): readonly [from: Place, to: Place] | undefined {
    if (!this.mark) return undefined;
    const here = { row: this.row, column: this.column };
    const { mark } = this;
    return mark.row < here.row || (mark.row === here.row && mark.column <= here.column) ? [mark, here] : [here, mark];
  }

  /** Text between two places, lines joined by ends of lines. */
  between(from: Place, to: Place): string {
    if (from.row === to.row) return (this.lines[from.row] as string).slice(from.column, to.column);
    return [
      (this.lines[from.row] as string).slice(from.column),
      ...this.lines.slice(from.row + 1, to.row),
      (this.lines[to.row] as string).slice(0, to.column),
    ].join('\n');
  }

  remove(from: Place, to: Place): void {
    const joined =
      (this.lines[from.row] as string).slice(0, from.column) + (this.lines[to.row] as string).slice(to.column);
    this.lines.splice(from.row, to.row - from.row + 1, joined);
    [this.row, this.column] = [from.row, from.column];
  }

  insert(text: string): void {
    const parts = text.split('\n');
    const [head, tail] = [this.line.slice(0, this.column), this.line.slice(this.column)];
    const last = parts.length - 1;
    const end = last === 0 ? this.column + text.length : (parts[last] as string).length;
    parts[0] = head + parts[0];
    parts[last] += tail;
    this.lines.splice(this.row, 1, ...parts);
    [this.row, this.column] = [this.row + last, end];
  }

  /** Column on the screen of an offset in a line. */
  columnAt(offset: number, line = this.line): number {
    return [...this.shape(line.slice(0, offset))].reduce((sum, char) => sum + charWidth(char), 0);
  }
  offsetAt(column: number, line = this.line): number {
    let at = 0;
    while (at < line.length && this.columnAt(at + 1, line) <= column) at++;
    return at;
  }

  /** A line as it is drawn. */
  shape(line: string): string {
    let [out, width] = ['', 0];
    for (const char of line) {
      const shown =
        char === '\t'
          ? ' '.repeat(TAB - (width % TAB))
          : char < ' ' || char === '\x7f'
            ? `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}`
            : char;
      out += shown;
      width += shown.length > 1 || shown < '\x7f' ? shown.length : charWidth(shown);
    }
    return out;
  }
}
