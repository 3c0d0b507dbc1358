/** The text of a line being edited and the cursor in it, in characters. */

const WORD = /[\p{L}\p{N}]/u;

interface Moment {
  readonly chars: readonly string[];
  readonly cursor: number;
}

/** So many characters typed in a row are undone together, as readline groups them. */
const UNDO_RUN = 20;

export class LineText {
  chars: string[] = [];
  cursor = 0;
  mark = 0;
  #undo: Moment[] = [];
  #typed = 0;
  #grouped: 'new' | 'begun' | undefined;

  get text(): string {
    return this.chars.join('');
  }

  get length(): number {
    return this.chars.length;
  }

  before(): string {
    return this.chars.slice(0, this.cursor).join('');
  }

  set(text: string, cursor = Infinity): void {
    this.chars = [...text];
    this.cursor = Math.min(cursor, this.chars.length);
  }

  /** Another line altogether: what was done to the last one is forgotten. */
  begin(text: string): void {
    this.set(text);
    this.#undo = [];
    this.#typed = 0;
  }

  go(index: number): boolean {
    const to = Math.max(0, Math.min(index, this.chars.length));
    const moved = to === index && to !== this.cursor;
    this.cursor = to;
    return moved;
  }

  insert(text: string): void {
    const chars = [...text];
    this.chars.splice(this.cursor, 0, ...chars);
    this.cursor += chars.length;
  }

  /** Takes the characters between two places out; the cursor stands where they were. */
  cut(from: number, to: number): string {
    const start = Math.max(0, Math.min(from, to));
    const removed = this.chars.splice(start, Math.min(Math.max(from, to), this.chars.length) - start);
    this.cursor = start;
    return removed.join('');
  }

  replace(from: number, to: number, text: string): void {
    this.cut(from, to);
    this.insert(text);
  }

  // --- words

  /** Where the word before the cursor begins; `separator` tells what is between words. */
  wordStart(separates: (char: string) => boolean = betweenWords, from = this.cursor): number {
    let at = from;
    while (at > 0 && separates(this.chars[at - 1] as string)) at--;
    while (at > 0 && !separates(this.chars[at - 1] as string)) at--;
    return at;
  }

  wordEnd(from = this.cursor): number {
    let at = from;
    while (at < this.chars.length && betweenWords(this.chars[at] as string)) at++;
    while (at < this.chars.length && !betweenWords(this.chars[at] as string)) at++;
    return at;
  }

  // --- undo

  /** Changes from here on are undone together, until the next call. */
  group(begins: boolean): void {
    this.#grouped = begins ? 'new' : undefined;
    this.#typed = 0;
  }

  /** Keeps how it was before a change; `typing`: one of many that are undone together. */
  remember({ chars, cursor }: Moment, typing: boolean): void {
    if (this.#grouped === 'begun') return;
    if (this.#grouped === 'new') this.#grouped = 'begun';
    this.#typed = typing ? this.#typed + 1 : 0;
    if (!typing || this.#typed % UNDO_RUN === 1) this.#undo.push({ chars, cursor });
  }

  undo(): boolean {
    const moment = this.#undo.pop();
    this.#typed = 0;
    if (!moment) return false;
    const added = moment.chars.length < this.chars.length;
    this.cursor = added ? moment.cursor : changeEnd(this.chars, moment.chars);
    this.chars = [...moment.chars];
    return true;
  }

  forgetUndo(): void {
    this.#undo.length = 0;
  }

  undoAll(): void {
    while (this.undo());
  }

  get moment(): Moment {
    return { chars: [...this.chars], cursor: this.cursor };
  }
}

/** Where what an undo puts back ends: between what both texts begin and end with. */
function changeEnd(now: readonly string[], then: readonly string[]): number {
  let same = 0;
  const shorter = Math.min(now.length, then.length);
  while (same < shorter && now.at(-1 - same) === then.at(-1 - same)) same++;
  return then.length - same;
}

export function betweenWords(char: string): boolean {
  return !WORD.test(char);
}

export function isBlank(char: string): boolean {
  return /\s/.test(char);
}
