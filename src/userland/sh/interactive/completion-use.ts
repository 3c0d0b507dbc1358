/** What the line editor does with completions: puts them in, lists them, goes round them. */
import { inColumns } from './columns.ts';
import type { Completion, CompletionMode } from './completion-keys.ts';
import type { LineText } from './line-text.ts';

/** The editor, as far as completions change it. */
export interface CompletionHost {
  readonly line: LineText;
  readonly columns: number;
  readonly bell: string;
  /** bash asks before it lists many. */
  readonly asks: boolean;
  setting(name: string): string | undefined;
  /** A change that can be undone. */
  change(name: string, act: () => void): void;
  update(): string;
  /** Below the line, the cursor at the front of a row. */
  below(): string;
  again(): string;
}

interface Menu {
  readonly words: readonly string[];
  /** Characters of the word that stands in the line. */
  readonly size: number;
  readonly at: number;
}

/** bash asks before it lists more than so many. */
const QUERY_ITEMS = 100;

export class CompletionUse {
  #menu: Menu | undefined;
  #listing: readonly string[] | undefined;

  constructor(private readonly host: CompletionHost) {}

  get inMenu(): boolean {
    return this.#menu !== undefined;
  }

  /** Whether the next key answers if all shall be listed. */
  get waits(): boolean {
    return this.#listing !== undefined;
  }

  leaveMenu(): void {
    this.#menu = undefined;
  }

  /** Puts a completion in; lists the candidates where there is a choice and Tab came twice. */
  use(completion: Completion, again: boolean, mode: CompletionMode): string {
    const { host } = this;
    const { replace, text, candidates, words = candidates } = completion;
    if (mode === 'list') return candidates.length === 0 ? host.bell : this.#list(candidates);
    if (mode === 'all' && words.length > 1) return this.#insert(replace, `${words.join(' ')} `);
    if (mode === 'braces' && words.length > 1) return this.#insert(replace, inBraces(words, text));
    if (mode === 'menu' && words.length > 1) {
      const finish = completion.finish ?? ((word) => word);
      return this.#beginMenu(words.map(finish), replace);
    }
    const { cursor } = host.line;
    const old = host.line.chars.slice(cursor - replace, cursor).join('');
    const on = (variable: string) => host.setting(variable) === 'on';
    if (text !== old) {
      const skipped = candidates.length === 1 && on('skip-completed-text') ? this.#completedBehind(text) : 0;
      const put = () => host.line.replace(cursor - replace, cursor + skipped, text);
      host.change('inserted-completion', put);
      // The list stands below the line as it was.
      return candidates.length > 1 && on('show-all-if-ambiguous') ? this.#list(candidates) : host.update();
    }
    if (candidates.length < 2) return candidates.length === 0 ? host.bell : '';
    const lists = again || on('show-all-if-ambiguous') || on('show-all-if-unmodified');
    return lists ? this.#list(candidates) : host.bell;
  }

  /** How much behind the cursor stands there already as the end of what is put in. */
  #completedBehind(text: string): number {
    const { chars, cursor } = this.host.line;
    const whole = [...text.trimEnd()];
    let size = Math.min(whole.length, chars.length - cursor);
    while (chars.slice(cursor, cursor + size).join('') !== whole.slice(whole.length - size).join('')) size--;
    return size;
  }

  /** The next one of those that it goes round. */
  turn(step: 1 | -1): string {
    const { host } = this;
    const menu = this.#menu as Menu;
    const at = (menu.at + step + menu.words.length) % menu.words.length;
    const word = menu.words[at] as string;
    host.line.replace(host.line.cursor - menu.size, host.line.cursor, word);
    this.#menu = { words: menu.words, at, size: [...word].length };
    return host.update();
  }

  /** The answer to whether all shall be listed. */
  answer(text: string): string {
    const listing = this.#listing as readonly string[];
    if (/^[yY \t]$/.test(text)) {
      this.#listing = undefined;
      return `\n${this.#columns(listing)}${this.host.again()}`;
    }
    if (!/^[nN\x7f\x07\x03]$/.test(text)) return this.host.bell;
    this.#listing = undefined;
    return `\n${this.host.again()}`;
  }

  #insert(replace: number, text: string): string {
    const { line } = this.host;
    this.host.change('inserted-completion', () => line.replace(line.cursor - replace, line.cursor, text));
    return this.host.update();
  }

  #beginMenu(words: readonly string[], replace: number): string {
    const first = words[0] as string;
    const { line } = this.host;
    this.host.change('menu-complete', () => line.replace(line.cursor - replace, line.cursor, first));
    this.#menu = { words, at: 0, size: [...first].length };
    return this.host.update();
  }

  #list(candidates: readonly string[]): string {
    const { host } = this;
    const most = Number(host.setting('completion-query-items') ?? QUERY_ITEMS);
    if (candidates.length >= most && most > 0 && host.asks) {
      this.#listing = candidates;
      return `${host.below()}Display all ${candidates.length} possibilities? (y or n)`;
    }
    return `${host.below()}${this.#columns(candidates)}${host.again()}`;
  }

  #columns(candidates: readonly string[]): string {
    const { host } = this;
    const width = Number(host.setting('completion-display-width') ?? -1);
    return inColumns(
      shortened(candidates, Number(host.setting('completion-prefix-display-length') ?? 0)),
      width >= 0 && width <= host.columns ? width : host.columns,
      host.setting('print-completions-horizontally') === 'on',
    );
  }
}

/** Of a longer common beginning only dots are shown. */
function shortened(candidates: readonly string[], most: number): readonly string[] {
  const [first = ''] = candidates;
  let same = 0;
  while (same < first.length && candidates.every((item) => item[same] === first[same])) same++;
  if (most <= 0 || same <= most || candidates.length < 2) return candidates;
  return candidates.map((item) => (item[same] === '.' ? '___' : '...') + item.slice(same));
}

/** `src/ma{in.c,th.c} `, which expands to the words again. */
function inBraces(words: readonly string[], common: string): string {
  return `${common}{${words.map((word) => word.slice(common.length)).join(',')}} `;
}
