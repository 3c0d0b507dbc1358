/** vi while it inserts or replaces: keys to text, until Escape. */
import { PASTE_END, PASTE_START } from '../lib/keys.ts';
import { indentOf } from './operators.ts';
import { motion } from './motions.ts';
import type { Session } from './session.ts';
import { previous } from './text.ts';

export interface InsertOptions {
  readonly count?: number;
  readonly replacing?: boolean;
  /** Each further time begins a line of its own, as after `o`. */
  readonly openLines?: boolean;
}

export async function insert(
  s: Session,
  { count = 1, replacing = false, openLines = false }: InsertOptions = {},
): Promise<void> {
  const { text } = s;
  const typing = new Typing(s, replacing);
  s.mode = replacing ? '-- REPLACE --' : '-- INSERT --';
  s.message = '';
  s.showing = '';
  for (;;) {
    const key = await s.key();
    if (key === 'escape' || key === '\x03') break;
    await typing.take(key);
  }
  const once = typing.text;
  for (let i = 1; i < count && typing.plain; i++) {
    if (openLines) {
      text.splice(text.row + 1, 0, '');
      [text.row, text.column] = [text.row + 1, 0];
    }
    for (const char of once) await typing.take(char);
  }
  s.registers.note('.', once);
  s.mode = '';
  text.column = previous(text.line, text.column);
  text.wanted = s.view.virtualAt(text.line, text.column);
}

class Typing {
  /** What was typed since the cursor was last moved by a key. */
  text = '';
  plain = true;
  /** Backspace goes no further back than this. */
  #replaced: (string | undefined)[] = [];
  #indented = false;

  constructor(
    readonly s: Session,
    readonly replacing: boolean,
  ) {}

  async take(key: string): Promise<void> {
    const { s } = this;
    const { text } = s;
    switch (key) {
      case '\r':
      case '\n':
        return this.#breakLine();
      case '\x7f':
      case '\b':
        return this.#back();
      case '\x17':
        return this.#eraseTo(text.line.slice(0, text.column).replace(/(?:\w+|[^\w\s]+|)\s*$/, '').length);
      case '\x15':
        return this.#eraseTo(0);
      case 'delete': {
        if (text.column < text.line.length) text.replaceBetween(text, { row: text.row, column: text.column + 1 });
        else if (text.row < text.last) text.replaceBetween(text, { row: text.row + 1, column: 0 });
        return;
      }
      case '\x16': {
        const next = await s.key();
        return this.#put(/^\d$/.test(next) ? await this.#code(next) : next.length > 2 ? '' : next);
      }
      case '\x12': {
        for (const char of (s.register(await s.key())?.lines ?? []).join('\n')) await this.take(char);
        return;
      }
      case '\x05':
      case '\x19': {
        const line = text.lines[text.row + (key === '\x05' ? 1 : -1)];
        const char = line?.[s.view.offsetAt(line, s.view.virtualAt(text.line, text.column))];
        if (char !== undefined) this.#put(char);
        return;
      }
      case '\x0f': {
        const mode = s.mode;
        s.mode = mode.replace('-- INSERT', '-- (insert)').replace('-- REPLACE', '-- (replace)');
        if (text.column === text.line.length && text.column > 0) text.column = previous(text.line, text.column);
        await s.normal(s);
        s.mode = mode;
        return;
      }
      case '\x14':
      case '\x04':
        return this.#shift(key === '\x14' ? 1 : -1);
      case PASTE_START:
        return this.#paste();
      case '\t':
        return this.#put(s.options.on('expandtab') ? this.#blanks() : '\t');
    }
    if (key.length > 2 || key === 'up') return this.#move(key);
    if (key >= ' ' || key === '\x01') this.#put(key);
  }

  #blanks(): string {
    const { text, view, options } = this.s;
    const width = options.number('softtabstop') || options.number('tabstop') || 8;
    return ' '.repeat(width - (view.virtualAt(text.line, text.column) % width));
  }

  async #code(first: string): Promise<string> {
    let digits = first;
    while (digits.length < 3) {
      const key = await this.s.key();
      if (!/^\d$/.test(key)) {
        this.s.play([key]);
        break;
      }
      digits += key;
    }
    return String.fromCharCode(Number(digits) & 255);
  }

  #put(chars: string): void {
    const { text } = this.s;
    for (const char of chars) {
      if (this.replacing) {
        const old = text.line.slice(text.column, text.column + 1);
        this.#replaced.push(old === '' ? undefined : old);
        if (old) text.line = text.line.slice(0, text.column) + text.line.slice(text.column + 1);
      }
      text.insert(char);
      this.text += char;
    }
    this.#indented = false;
  }

  #breakLine(): void {
    const { text, options } = this.s;
    const indent = options.on('autoindent') ? (/^[ \t]*/.exec(text.line)?.[0] ?? '') : '';
    if (this.#indented && /^[ \t]*$/.test(text.line)) text.line = '';
    text.breakLine(indent);
    this.#indented = indent !== '';
    this.#replaced = [];
    this.text += '\n';
  }

  #back(): void {
    const { text } = this.s;
    this.text = this.text.slice(0, -1);
    if (!this.replacing) return text.eraseBack();
    if (this.#replaced.length === 0) {
      text.column = previous(text.line, text.column);
      return;
    }
    const old = this.#replaced.pop();
    const to = previous(text.line, text.column);
    text.line = text.line.slice(0, to) + (old ?? '') + text.line.slice(text.column);
    text.column = to;
  }

  #eraseTo(column: number): void {
    const { text } = this.s;
    if (text.column === 0) return this.#back();
    this.text = this.text.slice(0, Math.max(0, this.text.length - (text.column - column)));
    text.line = text.line.slice(0, column) + text.line.slice(text.column);
    text.column = column;
  }

  #shift(by: 1 | -1): void {
    const { text, view, options } = this.s;
    const blanks = /^[ \t]*/.exec(text.line)?.[0] ?? '';
    const width = options.number('shiftwidth') || options.number('tabstop');
    const size = view.virtualAt(text.line, blanks.length);
    const to = by > 0 ? Math.floor(size / width + 1) * width : Math.max(0, Math.ceil(size / width - 1) * width);
    const indent = indentOf(this.s, to);
    text.line = indent + text.line.slice(blanks.length);
    text.column = Math.max(0, text.column + indent.length - blanks.length);
  }

  /** What the terminal pastes comes between two marks, and means only itself. */
  async #paste(): Promise<void> {
    const { text } = this.s;
    for (let key = await this.s.key(); key !== PASTE_END; key = await this.s.key()) {
      if (key === '\r' || key === '\n') text.breakLine();
      else if (key.length <= 2) text.insert(key);
    }
    this.plain = false;
  }

  #move(key: string): void {
    const { text, view } = this.s;
    const wanted = view.virtualAt(text.line, text.column);
    const to = key === 'end' ? { row: text.row, column: text.line.length } : motion(text, key, 0);
    if (key === 'pageup' || key === 'pagedown') {
      text.row = Math.max(
        0,
        Math.min(text.last, text.row + (key === 'pageup' ? -1 : 1) * Math.max(1, view.height - 2)),
      );
      text.clamp(true);
    }
    if (!to) return;
    text.row = to.row;
    text.column = key === 'up' || key === 'down' ? view.offsetAt(text.line, wanted) : to.column;
    this.text = '';
    this.plain = false;
    text.commit();
  }
}
