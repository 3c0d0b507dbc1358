/** Walking through the history while a line is edited: changed entries stay changed until the line is accepted. */
export class HistoryCursor {
  at: number;
  #draft = '';
  #edited = new Map<number, string>();

  constructor(readonly entries: readonly string[]) {
    this.at = entries.length;
  }

  /** The entry `index`, the line in progress kept; undefined when there is none. */
  recall(index: number, present: string): string | undefined {
    if (index < 0 || index > this.entries.length || index === this.at) return undefined;
    if (this.at === this.entries.length) this.#draft = present;
    else if (present !== this.entries[this.at]) this.#edited.set(this.at, present);
    this.at = index;
    return this.text(index);
  }

  text(index: number): string {
    if (index >= this.entries.length) return this.#draft;
    return this.#edited.get(index) ?? (this.entries[index] as string);
  }

  /** The next entry in a direction that `matches`. */
  find(from: number, step: 1 | -1, matches: (text: string) => boolean): number | undefined {
    for (let i = from; i >= 0 && i < this.entries.length; i += step) if (matches(this.text(i))) return i;
    return undefined;
  }
}
