/** The lines of a file as pr prints them: tabs and control characters turned into what is shown, and cut to the column. */
import type { Settings } from './settings.ts';

interface Line {
  readonly text: string;
}

export class Source {
  readonly name: string;
  /** Milliseconds since the epoch: when it was last written. */
  readonly mtime: number;
  #at = 0;
  #held = false;
  #filled = false;

  constructor(
    readonly text: string,
    file: { readonly name: string; readonly mtime: number },
    readonly settings: Settings,
  ) {
    this.name = file.name;
    this.mtime = file.mtime;
  }

  /** Nothing more to be had on this page. */
  get waiting(): boolean {
    return this.#held || this.ended;
  }

  get ended(): boolean {
    return this.#at >= this.text.length;
  }

  /** Whether a form feed ended the page that was read last. */
  get held(): boolean {
    return this.#held;
  }

  /** `filled`: the page before was printed down to its last line, so that a form feed now says nothing new. */
  nextPage(filled: boolean): void {
    this.#held = false;
    this.#filled = filled;
  }

  /** The next line of this page, or undefined when the page or the file has no more. */
  line(): Line | undefined {
    if (this.waiting) return undefined;
    if (this.#filled && this.text[this.#at] === '\f') this.#skipFeed();
    this.#filled = false;
    if (this.ended) return undefined;
    if (this.text[this.#at] === '\f') {
      this.#skipFeed();
      this.#held = true;
      return undefined;
    }
    let end = this.#at;
    while (end < this.text.length && this.text[end] !== '\n' && this.text[end] !== '\f') end++;
    const text = this.#shown(this.text.slice(this.#at, end));
    this.#at = end;
    if (this.text[end] === '\f') {
      this.#skipFeed();
      this.#held = true;
    } else this.#at++;
    return { text };
  }

  #skipFeed(): void {
    this.#at += this.text[this.#at + 1] === '\n' ? 2 : 1;
  }

  #shown(line: string): string {
    const { truncate, columnWidth, number, order } = this.settings;
    const lead = number && truncate && order !== 'parallel' ? number.width : 0;
    let out = '';
    let at = 0;
    for (let i = 0; i < line.length; i++) {
      const [text, width] = this.#clump(line[i] as string, at);
      const after = Math.max(0, at + width);
      if (truncate && after > columnWidth) break;
      if (!(width < 0 && at === 0)) out += text;
      at = after + (i === 0 ? lead : 0);
    }
    return out;
  }

  /** What a character is shown as at a position, and how wide that is. */
  #clump(char: string, at: number): readonly [text: string, width: number] {
    const { input, expandInput, control } = this.settings;
    if (char === input.char || char === '\t') {
      const step = char === input.char ? input.width : 8;
      const width = step - (at % step);
      return [expandInput ? ' '.repeat(width) : char, width];
    }
    const code = char.charCodeAt(0);
    if (code >= 0x20 && code < 0x7f) return [char, 1];
    if (control === 'octal' || (control === 'caret' && code >= 0x80))
      return [`\\${code.toString(8).padStart(3, '0')}`, 4];
    if (control === 'caret') return [`^${String.fromCharCode(code ^ 0x40)}`, 2];
    return [char, char === '\b' ? -1 : 0];
  }
}
