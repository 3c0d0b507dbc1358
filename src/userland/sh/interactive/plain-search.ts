/** M-p and M-n, and / and ? of the vi mode: what is looked for is typed as a whole first, in place of the line. */
import type { HistoryCursor } from './history-cursor.ts';
import type { LineText } from './line-text.ts';

/** How a search ended: with another line, with none that holds it, or left. */
export type SearchEnd = 'found' | 'missing' | 'left';

export class PlainSearch {
  query = '';
  readonly #saved: string;
  readonly #savedCursor: number;

  constructor(
    private readonly line: LineText,
    private readonly history: HistoryCursor,
    private readonly step: 1 | -1,
    private readonly last: string,
    readonly prompt = ':',
  ) {
    this.#saved = line.text;
    this.#savedCursor = line.cursor;
    line.set('');
  }

  /** Undefined while it goes on. */
  key(text: string): SearchEnd | undefined {
    if (text === '\r' || text === '\n') return this.#look();
    if (text === '\x07' || text === '\x03') return this.#leave('missing');
    if (text === '\x7f' || text === '\b') {
      if (this.line.length === 0) return this.#leave('missing');
      this.line.cut(this.line.length - 1, this.line.length);
    } else if (text === '\x15') this.line.set('');
    else if (text === '\x17') this.line.cut(this.line.wordStart(), this.line.cursor);
    else if (text >= ' ') this.line.insert(text);
    return undefined;
  }

  #leave(end: SearchEnd): SearchEnd {
    this.line.set(this.#saved, this.#savedCursor);
    return end;
  }

  #look(): SearchEnd {
    this.query = this.line.text || this.last;
    this.#leave('left');
    if (this.query === '') return 'missing';
    const anchored = this.query.startsWith('^');
    const part = anchored ? this.query.slice(1) : this.query;
    const { history, step } = this;
    const found = history.find(history.at + step, step, (text) =>
      anchored ? text.startsWith(part) : text.includes(part),
    );
    if (found === undefined) return 'missing';
    const entry = history.recall(found, this.#saved) as string;
    this.line.begin(entry);
    this.line.go(this.prompt === ':' ? [...entry.slice(0, entry.indexOf(part))].length : 0);
    return 'found';
  }
}
