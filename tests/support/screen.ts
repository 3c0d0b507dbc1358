/** What a terminal shows of the bytes written to it: the characters alone, as `tmux capture-pane -p` answers them. */
import { charWidth } from '../../src/userland/sh/interactive/width.ts';

const SEQUENCE = /^\x1b(?:\[([?>]?)([0-9;]*)([@-~])|[()][0-9A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[0-9A-Za-z=>])/;

export class Screen {
  #rows: string[][];
  #row = 0;
  #column = 0;
  #rest = '';
  #saved: string[][] | undefined;
  #savedAt: readonly [row: number, column: number] = [0, 0];

  constructor(
    readonly height: number,
    readonly width: number,
  ) {
    this.#rows = this.#blank();
  }

  /** Lines without blanks at their ends, and without the empty ones below. */
  get text(): string {
    return this.#rows
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  get cursor(): readonly [row: number, column: number] {
    return [this.#row, Math.min(this.#column, this.width - 1)];
  }

  /** Another size: lines that no longer fit go at the top, above the cursor. */
  resized(height: number, width: number): Screen {
    const screen = new Screen(height, width);
    const fit = (rows: string[][], gone: number) =>
      Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => rows[gone + i]?.[j] ?? ' '));
    const gone = Math.max(0, this.#row - height + 1);
    screen.#rows = fit(this.#rows, gone);
    [screen.#row, screen.#column] = [this.#row - gone, Math.min(this.#column, width - 1)];
    if (this.#saved) {
      const savedGone = Math.max(0, this.#savedAt[0] - height + 1);
      screen.#saved = fit(this.#saved, savedGone);
      screen.#savedAt = [this.#savedAt[0] - savedGone, Math.min(this.#savedAt[1], width - 1)];
    }
    return screen;
  }

  write(text: string): void {
    let rest = this.#rest + text;
    this.#rest = '';
    while (rest !== '') {
      if (rest.startsWith('\x1b')) {
        const match = SEQUENCE.exec(rest);
        if (!match) {
          if (rest.length < 64) {
            this.#rest = rest;
            return;
          }
          throw new Error(`unknown to the test's screen: ${JSON.stringify(rest.slice(0, 20))}`);
        }
        this.#sequence(match);
        rest = rest.slice(match[0].length);
        continue;
      }
      const char = String.fromCodePoint(rest.codePointAt(0) as number);
      this.#char(char);
      rest = rest.slice(char.length);
    }
  }

  #blank(): string[][] {
    return Array.from({ length: this.height }, () => this.#blankRow());
  }

  #blankRow(): string[] {
    return Array<string>(this.width).fill(' ');
  }

  #char(char: string): void {
    if (char === '\r') this.#column = 0;
    else if (char === '\n' || char === '\v' || char === '\f') this.#down();
    else if (char === '\b') this.#column = Math.max(0, Math.min(this.#column, this.width - 1) - 1);
    else if (char === '\t') this.#column = Math.min(this.width - 1, (Math.floor(this.#column / 8) + 1) * 8);
    else if (char >= ' ' && char !== '\x7f') this.#put(char);
  }

  #put(char: string): void {
    const size = charWidth(char);
    if (this.#column + size > this.width) {
      this.#column = 0;
      this.#down();
    }
    const row = this.#rows[this.#row] as string[];
    // Half of a wide character is nothing.
    if (row[this.#column] === '') row[this.#column - 1] = ' ';
    if (row[this.#column + size] === '') row[this.#column + size] = ' ';
    row[this.#column] = char;
    if (size === 2) row[this.#column + 1] = '';
    this.#column += size;
  }

  #down(): void {
    if (this.#row < this.height - 1) this.#row++;
    else {
      this.#rows.shift();
      this.#rows.push(this.#blankRow());
    }
  }

  #sequence([sequence, mark, parameters = '', final]: RegExpExecArray): void {
    if (final === undefined) {
      // RIS: all is as in the beginning.
      if (sequence === '\x1bc') {
        this.#rows = this.#blank();
        [this.#row, this.#column] = [0, 0];
      }
      return;
    }
    const numbers = parameters.split(';').map((part) => Number(part || 0));
    const count = Math.max(1, numbers[0] ?? 1);
    if (mark === '?') {
      if (numbers.includes(1049)) this.#alternate(final === 'h');
      return;
    }
    switch (final) {
      case 'A':
        this.#row = Math.max(0, this.#row - count);
        break;
      case 'B':
        this.#row = Math.min(this.height - 1, this.#row + count);
        break;
      case 'C':
        this.#column = Math.min(this.width - 1, this.#column + count);
        break;
      case 'D':
        this.#column = Math.max(0, Math.min(this.#column, this.width - 1) - count);
        break;
      case 'G':
        this.#column = count - 1;
        break;
      case 'H':
        this.#row = Math.min(this.height, count) - 1;
        this.#column = Math.min(this.width, Math.max(1, numbers[1] ?? 1)) - 1;
        break;
      case 'J':
        this.#eraseBelow(numbers[0] === 2 || numbers[0] === 3);
        break;
      case 'K':
        (this.#rows[this.#row] as string[]).fill(' ', numbers[0] === 2 ? 0 : this.#column);
        break;
      case 'P':
        (this.#rows[this.#row] as string[]).splice(this.#column, count);
        while ((this.#rows[this.#row] as string[]).length < this.width) (this.#rows[this.#row] as string[]).push(' ');
        break;
      case 'm':
      case 'n':
      case 'h':
      case 'l':
      case '~':
        break;
      default:
        throw new Error(`unknown to the test's screen: CSI ${parameters}${final}`);
    }
  }

  #eraseBelow(all: boolean): void {
    if (all) {
      this.#rows = this.#blank();
      return;
    }
    (this.#rows[this.#row] as string[]).fill(' ', this.#column);
    for (let row = this.#row + 1; row < this.height; row++) this.#rows[row] = this.#blankRow();
  }

  #alternate(on: boolean): void {
    if (on) {
      [this.#saved, this.#savedAt] = [this.#rows, [this.#row, this.#column]];
      this.#rows = this.#blank();
    } else if (this.#saved) {
      this.#rows = this.#saved;
      [this.#row, this.#column] = this.#savedAt;
      this.#saved = undefined;
    }
  }
}
