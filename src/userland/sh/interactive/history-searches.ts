/** The searches of the history that a line is in: by narrowing (^R), or for a text that is typed as a whole first (M-p). */
import type { KeptState, Step } from './editor-events.ts';
import type { HistoryCursor } from './history-cursor.ts';
import { IncrementalSearch } from './incremental-search.ts';
import type { Binding } from './keymap.ts';
import type { LineText } from './line-text.ts';
import { PlainSearch } from './plain-search.ts';

export class HistorySearches {
  #narrowing: IncrementalSearch | undefined;
  #plain: PlainSearch | undefined;

  constructor(
    private readonly line: LineText,
    private readonly history: HistoryCursor,
    private readonly kept: KeptState,
    private readonly screen: { update(): string; readonly bell: string },
  ) {}

  get narrows(): boolean {
    return this.#narrowing !== undefined;
  }

  /** What stands in place of the prompt. */
  get prompt(): string | undefined {
    return (this.#narrowing ?? this.#plain)?.prompt;
  }

  narrow(step: 1 | -1): Step {
    this.#narrowing = new IncrementalSearch(this.line, this.history, step, this.kept.search);
    return { output: this.screen.update() };
  }

  /** `again`: for what was looked for last. */
  plain(step: 1 | -1, prompt?: string, again = false): Step {
    this.#plain = new PlainSearch(this.line, this.history, step, this.kept.search, prompt);
    return (again ? this.plainKey('\r') : undefined) ?? { output: this.screen.update() };
  }

  /** A key of the text that is looked for; undefined where there is no such search. */
  plainKey(text: string): Step | undefined {
    const search = this.#plain;
    const done = search?.key(text);
    if (!search) return undefined;
    if (done !== undefined) {
      this.#plain = undefined;
      this.kept.search = search.query || this.kept.search;
    }
    return { output: this.screen.update() + (done === 'missing' ? this.screen.bell : '') };
  }

  /** Undefined: the key ends the search, where there is one, and means what it always means. */
  key(text: string, binding: Binding | undefined): Step | undefined {
    const search = this.#narrowing;
    if (!search) return undefined;
    const name = binding?.kind === 'function' ? binding.name : undefined;
    const ring = (found: boolean) => ({ output: this.screen.update() + (found ? '' : this.screen.bell) });
    if (name === 'reverse-search-history') return ring(search.again(-1));
    if (name === 'forward-search-history') return ring(search.again(1));
    if (name === 'backward-delete-char') return ring(search.erase());
    if (name === 'abort') {
      search.abandon();
      this.#narrowing = undefined;
      return ring(false);
    }
    if (!binding && text >= ' ' && text !== '\x7f') return ring(search.type(text));
    this.end();
    return undefined;
  }

  end(): void {
    const search = this.#narrowing;
    if (!search) return;
    this.kept.search = search.query || this.kept.search;
    search.accept();
    this.#narrowing = undefined;
  }
}
