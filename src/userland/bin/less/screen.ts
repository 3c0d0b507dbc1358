/** What less has on the screen: a document from a row on, and the prompt below it. */
import { Keys } from '../lib/keys.ts';
import type { Tool } from '../lib/tool.ts';
import { Document, type Filter, type Layout, type Place } from './document.ts';
import { longPrompt, mediumPrompt, shortPrompt, type PromptState } from './prompt.ts';

export class LessScreen {
  protected document = new Document('', '');
  protected top = 0;
  protected layoutOptions: Record<string, boolean>;
  protected shift = 0;
  protected filters: Filter[] = [];
  /** `-j`. */
  protected target: string;
  protected message = '';
  protected fresh = true;
  protected count = '';
  protected half: number | undefined;
  protected window: number | undefined;
  protected pattern:
    | { readonly expression: RegExp; readonly source: string; readonly inverted: boolean; readonly forward: boolean }
    | undefined;
  protected marks = new Map<string, Place>();
  protected last: Place = { line: 0, part: 0 };
  protected prompting: string | undefined;
  /** The first page was shorter than the screen and stands where the cursor was: it was not drawn from the top. */
  protected short = false;
  protected index = 0;
  protected keys: Keys;
  protected left = false;
  constructor(
    readonly t: Tool,
    readonly paths: string[],
    readonly open: (path: string) => Promise<Document | string>,
  ) {
    this.target = t.value('j') ?? '1';
    const given = new Set([...(t.sys.env.get('LESS') ?? '').replace(/^-|\s-?/g, '')]);
    this.layoutOptions = Object.fromEntries([...'NSsRriImMFEeX'].map((name) => [name, t.has(name) || given.has(name)]));
    this.keys = new Keys(t.sys, 0, this.picture(false));
  }

  protected on(name: string): boolean {
    return this.layoutOptions[name] ?? false;
  }

  protected picture(alternate: boolean) {
    return {
      enter: alternate ? '\x1b[?1049h' : '',
      leave: `\r\x1b[K${alternate ? '\x1b[?1049l' : ''}`,
      redraw: async () => {
        this.fresh = false;
        this.short = false;
        if (this.prompting === undefined) await this.draw();
      },
    };
  }

  protected get columns(): number {
    return this.t.sys.windowSize(1).columns || 80;
  }

  protected get page(): number {
    return Math.max(1, (this.t.sys.windowSize(1).rows || 24) - 1);
  }

  protected get layout(): Layout {
    const chop = this.on('S') || this.shift > 0 ? this.shift : undefined;
    const raw = this.on('r') ? 'all' : this.on('R') ? 'colours' : undefined;
    return {
      columns: this.columns,
      numbered: this.on('N'),
      squeezed: this.on('s'),
      chop,
      raw,
      filters: this.filters,
    };
  }

  protected get rows(): readonly Place[] {
    return this.document.rows(this.layout);
  }

  protected get lastTop(): number {
    return Math.max(0, this.rows.length - this.page);
  }

  /** Shows another of the files; false when it cannot be opened. */
  protected async go(index: number): Promise<boolean> {
    const opened = await this.open(this.paths[index] as string);
    if (typeof opened === 'string') {
      this.message = `${opened}  (press RETURN)`;
      return false;
    }
    this.document = opened;
    [this.index, this.top, this.fresh, this.shift, this.filters] = [index, 0, true, 0, []];
    this.short = false;
    return true;
  }

  protected get atEnd(): boolean {
    return this.top + this.page >= this.rows.length;
  }

  protected get state(): PromptState {
    const rows = this.rows;
    const shown = rows[Math.min(rows.length, this.top + this.page) - 1];
    const path = this.document.path;
    return {
      content: this.document,
      name: path === '-' ? '' : path,
      file: this.index + 1,
      files: this.paths.length,
      next: this.paths[this.index + 1],
      fresh: this.fresh,
      first: rows[this.top]?.line ?? 0,
      last: shown === undefined ? 0 : shown.line + 1,
      end: this.atEnd,
      sized: path !== '-' || this.sawEnd,
    };
  }

  protected sawEnd = false;
  protected async draw(): Promise<void> {
    const { t } = this;
    const rows = this.rows;
    const layout = this.layout;
    if (this.atEnd) this.sawEnd = true;
    const shown = rows
      .slice(this.top, this.top + this.page)
      .map((row) => this.document.text(row, layout, this.pattern?.expression));
    const state = this.state;
    const filter = this.filters.length ? '& ' : '';
    const prompt =
      this.message ||
      filter +
        (this.count
          ? `:${this.count}`
          : this.on('M')
            ? longPrompt(state)
            : this.on('m')
              ? mediumPrompt(state)
              : shortPrompt(state));
    const painted = prompt.startsWith(':') ? prompt : `\x1b[7m${prompt}\x1b[27m`;
    if (this.short && (shown.length < this.page || this.on('X'))) {
      // The first page goes where the cursor is; afterwards its prompt alone changes.
      const first = this.drawn === undefined;
      await t.out.text(first ? `${shown.map((line) => `${line}\r\n`).join('')}${painted}` : `\r\x1b[K${painted}`);
      if (shown.length >= this.page) this.short = false;
    } else {
      while (shown.length < this.page) shown.push('~');
      await t.out.text(`\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\r\n')}\r\n${painted}\x1b[J`);
    }
    this.drawn = this.top;
    await t.out.flush();
  }

  protected drawn: number | undefined;
  protected tell(text: string): void {
    this.message = `${text}  (press RETURN)`;
  }

  protected forward(rows: number): void {
    if (this.atEnd) {
      if (this.on('e') || this.on('E')) this.left = true;
      return;
    }
    this.top = Math.min(this.lastTop, this.top + rows);
  }

  protected back(rows: number): void {
    this.top = Math.max(0, this.top - rows);
  }

  /** Where `''` leads back to. */
  protected leave(): void {
    this.last = this.rows[this.top] ?? this.last;
  }

  protected toLine(line: number): void {
    const rows = this.rows;
    const at = rows.findIndex((row) => row.line >= line);
    this.top = at < 0 ? this.lastTop : Math.min(this.aimed(at), this.lastTop);
  }

  protected toPlace({ line, part }: Place): void {
    const at = this.rows.findIndex((row) => row.line > line || (row.line === line && row.part >= part));
    this.top = Math.max(0, at);
  }

  protected jumpTo(place: Place): void {
    this.toPlace(place);
    this.top = this.aimed(this.top);
  }

  /** The first row on the screen for one that is to stand where `-j` says: in a row from the top, from the bottom, or at a part of the screen. */
  protected aimed(row: number): number {
    const { target } = this;
    const given = Number(target.replace(/^-(?=\.)/, ''));
    if (Number.isNaN(given)) return Math.max(0, row);
    const whole = target.includes('.') ? Math.floor(given * this.page) + 1 : given;
    return Math.max(0, row - (whole < 0 ? this.page + whole : Math.max(0, whole - 1)));
  }

  protected toMark(name: string): void {
    const place =
      name === "'"
        ? this.last
        : name === '^'
          ? { line: 0, part: 0 }
          : name === '$'
            ? this.rows[this.lastTop]
            : this.marks.get(name);
    if (!place) return this.tell('Mark not set');
    this.leave();
    this.jumpTo(place);
  }
}
