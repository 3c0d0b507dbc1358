/** What less looks for: patterns forwards and backwards, filters, brackets; and the line that they are typed in. */
import { regex, RegexError } from '../lib/regex.ts';
import { LessScreen } from './screen.ts';

export class SearchingScreen extends LessScreen {
  /** Undefined when it was left. */
  protected async line(prompt: string): Promise<string | undefined> {
    let text = '';
    try {
      for (;;) {
        this.prompting = prompt + text;
        await this.t.out.text(`\r${this.prompting}\x1b[K`);
        await this.t.out.flush();
        const key = await this.keys.next();
        if (key === undefined || key === '\x03') return undefined;
        if (key === '\r' || key === '\n') return text;
        if (key === '\x7f' || key === '\b') {
          if (text === '') return undefined;
          text = text.slice(0, -1);
        } else if (key === '\x15') text = '';
        else if (key.length <= 2 && key >= ' ') text += key;
      }
    } finally {
      this.prompting = undefined;
    }
  }

  /** `!` in front looks for lines that do not match. */
  protected compile(text: string, forward: boolean): boolean {
    const inverted = text.startsWith('!');
    const source = inverted ? text.slice(1) : text;
    const ignoreCase = this.on('I') || (this.on('i') && !/[A-Z]/.test(source));
    try {
      this.pattern = { expression: regex(source, { extended: true, ignoreCase }), source, inverted, forward };
      return true;
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      this.tell(error.message);
      return false;
    }
  }

  protected async search(mark: string, count: number): Promise<void> {
    const text = await this.line(mark);
    if (text === undefined) return;
    const forward = mark === '/';
    if (text === '') {
      if (!this.pattern) return this.tell('No previous regular expression');
      this.pattern = { ...this.pattern, forward };
    } else if (!this.compile(text, forward)) return;
    this.find(forward, count, text !== '');
  }

  protected again(same: boolean, count: number): void {
    this.short = false;
    if (!this.pattern) return this.tell('No previous regular expression');
    this.find(this.pattern.forward === same, count, false);
  }

  /** A new search begins with what is shown: at its first line, or backwards at its last. */
  protected find(forward: boolean, count: number, isNew: boolean): void {
    const pattern = this.pattern;
    this.short = false;
    if (!pattern) return;
    const rows = this.rows;
    const lines = [...new Set(rows.map((row) => row.line))];
    const top = rows[this.top]?.line ?? 0;
    const bottom = rows[Math.min(rows.length, this.top + this.page) - 1]?.line ?? 0;
    const from = forward ? top + (isNew ? 0 : 1) : isNew ? bottom : top - 1;
    const candidates = forward ? lines.filter((line) => line >= from) : lines.filter((line) => line <= from).reverse();
    let left = count;
    const found = candidates.find(
      (line) => pattern.expression.test(this.document.lines[line] as string) !== pattern.inverted && --left === 0,
    );
    if (found === undefined) return this.tell('Pattern not found');
    this.leave();
    this.jumpTo({ line: found, part: 0 });
    this.short = false;
  }

  /** `&`: only lines that match. */
  protected async ask(): Promise<void> {
    const text = await this.line('&/');
    if (text === undefined) return;
    const place = this.rows[this.top] ?? { line: 0, part: 0 };
    const inverted = text.startsWith('!');
    const source = inverted ? text.slice(1) : text;
    try {
      const pattern = regex(source, {
        extended: true,
        ignoreCase: this.on('I') || (this.on('i') && !/[A-Z]/.test(source)),
      });
      this.filters = source === '' ? [] : [...this.filters, { pattern, inverted }];
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      return this.tell(error.message);
    }
    this.toPlace(place);
    this.top = Math.min(this.top, this.filters.length ? Math.max(0, this.rows.length - 1) : this.lastTop);
    this.short = false;
  }

  protected bracket(key: string, forward: boolean): void {
    this.short = false;
    const [open, close] = { '{': '{}', '(': '()', '[': '[]', '}': '{}', ')': '()', ']': '[]' }[key] as unknown as [
      string,
      string,
    ];
    const rows = this.rows;
    const from = forward
      ? (rows[this.top]?.line ?? 0)
      : (rows[Math.min(rows.length, this.top + this.page) - 1]?.line ?? 0);
    if (!this.document.lines[from]?.includes(forward ? open : close))
      return this.tell(`No bracket in ${forward ? 'top' : 'bottom'} line`);
    let depth = 0;
    for (let line = from; line >= 0 && line < this.document.lines.length; line += forward ? 1 : -1) {
      for (const char of this.document.lines[line] as string) {
        if (char === open) depth += forward ? 1 : -1;
        if (char === close) depth -= forward ? 1 : -1;
      }
      if (depth > 0) continue;
      this.leave();
      const at = rows.findIndex((row) => row.line === line);
      this.top = Math.max(0, forward ? at - this.page + 1 : at);
      return;
    }
    this.tell('No matching bracket');
  }
}
