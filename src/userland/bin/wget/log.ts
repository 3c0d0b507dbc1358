/** Where GNU wget says what it does, and how much of it. */
import { utf8 } from '../../../base/bytes.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import type { Tool } from '../lib/tool.ts';

export class WgetLog {
  readonly quiet: boolean;
  readonly terse: boolean;
  readonly #quoteMarks: readonly [string, string];
  /** Stderr, or the file of -o and -a. */
  fd = 2;

  constructor(
    private readonly t: Tool,
    private readonly sys: Sys,
  ) {
    this.quiet = t.has('q');
    this.terse = t.values('n').some((letters) => letters.includes('v')) || t.has('no-verbose');
    const locale = sys.env.get('LC_ALL') ?? sys.env.get('LC_CTYPE') ?? sys.env.get('LANG') ?? '';
    this.#quoteMarks = /utf-?8/i.test(locale) ? ['‘', '’'] : ["'", "'"];
  }

  async open(): Promise<void> {
    const { t, sys } = this;
    const path = t.value('o') ?? t.value('a');
    if (path !== undefined)
      this.fd = await sys.open(path, O.WRONLY | O.CREAT | (t.has('a') ? O.APPEND : O.TRUNC), 0o666);
  }

  /** Quotation marks in the form that the locale has. */
  marked(text: string): string {
    return text.replace(/[‘’]/g, (mark) => this.#quoteMarks[mark === '‘' ? 0 : 1]);
  }

  quoted(name: string): string {
    return this.#quoteMarks[0] + name + this.#quoteMarks[1];
  }

  /** `2026-11-28 12:40:55`. */
  stamp(): string {
    return new Date(this.sys.now()).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** What `-nv` and `-q` leave out. */
  async chat(text: string): Promise<void> {
    if (!this.terse) await this.say(text);
  }

  async say(text: string): Promise<void> {
    if (this.quiet && !(this.t.has('show-progress') && /^[\r\n]|^ /.test(text) && !/^\n$/.test(text))) return;
    await this.sys.write(this.fd, utf8(text));
  }
}
