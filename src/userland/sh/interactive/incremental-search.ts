/** ^R and ^S: each character typed narrows the entry of the history that is shown. */
import type { HistoryCursor } from './history-cursor.ts';
import type { LineText } from './line-text.ts';

export class IncrementalSearch {
  query = '';
  #failed = false;
  #at: number;
  #point: number;
  readonly #saved: string;
  readonly #savedCursor: number;

  constructor(
    private readonly line: LineText,
    private readonly history: HistoryCursor,
    private step: 1 | -1,
    private readonly last: string,
  ) {
    this.#saved = line.text;
    this.#savedCursor = line.cursor;
    this.#at = history.at;
    this.#point = step === -1 ? line.length : 0;
  }

  get prompt(): string {
    const direction = this.step === -1 ? 'reverse-' : '';
    return `(${this.#failed ? 'failed ' : ''}${direction}i-search)\`${this.query}': `;
  }

  /** Answers false where the terminal rings. */
  type(char: string): boolean {
    this.query += char;
    return this.#look(this.#at, true);
  }

  again(step: 1 | -1): boolean {
    this.step = step;
    if (this.query === '') {
      this.query = this.last;
      return this.query === '' || this.#look(this.#at, true);
    }
    return this.#look(this.#at, false);
  }

  erase(): boolean {
    if (this.query === '') return false;
    this.query = this.query.slice(0, -1);
    this.#failed = false;
    return this.query === '' || this.#look(this.#at, true);
  }

  abandon(): void {
    this.line.set(this.#saved, this.#savedCursor);
  }

  /** The entry found is the line now. */
  accept(): void {
    if (this.#at !== this.history.at) this.history.recall(this.#at, this.#saved);
  }

  /** `here`: what is shown may match as it is. */
  #look(from: number, here: boolean): boolean {
    const { history, query, step } = this;
    const text = this.line.text;
    const within =
      step === -1
        ? text.lastIndexOf(query, here ? this.#point : this.#point - 1)
        : text.indexOf(query, this.#point + (here ? 0 : 1));
    if (within >= 0 && (here || this.#point > 0 || step === 1) && from < history.entries.length)
      return this.#show(text, within);
    for (let i = from + step; i >= 0 && i < history.entries.length; i += step) {
      const entry = history.text(i);
      const place = step === -1 ? entry.lastIndexOf(query) : entry.indexOf(query);
      // The same line again is no news.
      if (place < 0 || (!here && entry === text)) continue;
      this.#at = i;
      return this.#show(entry, place);
    }
    this.#failed = true;
    return false;
  }

  #show(text: string, place: number): true {
    this.#failed = false;
    this.#point = place;
    this.line.set(text, [...text.slice(0, place)].length);
    return true;
  }
}
