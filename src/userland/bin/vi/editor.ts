/** vi at work: keys to changes of the text, one command at a time. */
import { Keys } from '../lib/keys.ts';
import type { Tool } from '../lib/tool.ts';
import { runEx, type ExState } from './ex.ts';
import { motion, type Motion } from './motions.ts';
import { drawScreen } from './screen.ts';
import { searchText } from './search.ts';
import { firstNonBlank, type Text } from './text.ts';

type Operator = 'd' | 'c' | 'y' | '>' | '<';

export class Editor {
  readonly #keys: Keys;
  readonly state: ExState;
  #top = 0;
  #inserting = false;
  #replacing = false;
  #left = false;
  /** What the last line asks, with what was answered so far. */
  #prompting: string | undefined;
  #search: { source: string; forward: boolean } | undefined;
  #find: { key: string; char: string } | undefined;
  /** Keys of the last change, for `.`; `#replay` are those still to be played. */
  #recorded: string[] = [];
  #lastChange: string[] = [];
  #replay: string[] = [];
  #wanted = 0;

  constructor(
    readonly t: Tool,
    readonly text: Text,
    path: string | undefined,
    readonly readonly: boolean,
    public message: string,
  ) {
    this.#keys = new Keys(t.sys, 0, {
      enter: '\x1b[?1049h',
      leave: '\x1b[?1049l',
      redraw: () => this.#draw(this.#prompting),
    });
    this.state = { t, text, path, readonly, settings: new Map() };
  }

  async run(): Promise<void> {
    await this.#keys.open();
    try {
      while (!this.#left) {
        this.text.clamp(this.#inserting);
        await this.#draw();
        const key = await this.#key();
        if (key === undefined) break;
        if (this.#inserting) this.#insertKey(key);
        else {
          this.message = '';
          this.#recorded = [key];
          await this.#command(key);
        }
      }
    } finally {
      await this.t.out.flush();
      await this.#keys.close();
    }
  }

  async #key(): Promise<string | undefined> {
    return this.#replay.shift() ?? this.#keys.next();
  }

  /** A further key of a command, kept for `.`. */
  async #more(): Promise<string> {
    const key = (await this.#key()) ?? 'escape';
    this.#recorded.push(key);
    return key;
  }

  // --- drawing

  async #draw(prompt?: string): Promise<void> {
    this.#prompting = prompt;
    if (this.#replay.length) return;
    const mode = this.#inserting ? (this.#replacing ? '-- REPLACE --' : '-- INSERT --') : '';
    const { rows, columns } = this.t.sys.windowSize(1);
    const drawn = drawScreen(this.text, {
      top: this.#top,
      rows: rows || 24,
      columns: columns || 80,
      numbered: this.state.settings.get('number') ?? false,
      inserting: this.#inserting,
      status: prompt ?? (mode || this.message),
      prompting: prompt !== undefined,
    });
    this.#top = drawn.top;
    await this.t.out.text(drawn.output);
    await this.t.out.flush();
  }

  // --- inserting

  #insertKey(key: string): void {
    const { text } = this;
    this.#recorded.push(key);
    switch (key) {
      case 'escape':
      case '\x03':
        this.#inserting = this.#replacing = false;
        text.column = Math.max(0, text.column - 1);
        this.#lastChange = this.#recorded;
        return;
      case '\r':
      case '\n':
        text.breakLine();
        return;
      case '\x7f':
      case '\b':
        text.eraseBack();
        return;
      case '\x17':
        text.line = text.line.slice(0, text.column).replace(/\S*\s*$/, '') + text.line.slice(text.column);
        text.column = Math.min(text.column, text.line.length);
        return;
      case 'delete':
        text.line = text.line.slice(0, text.column) + text.line.slice(text.column + 1);
        return;
    }
    if (key.length > 2 || key === 'up') {
      const to = key === 'unknown' ? undefined : motion(text, key, 0, this.#page);
      if (to) [text.row, text.column] = [to.row, key === 'end' ? to.column + 1 : to.column];
      return;
    }
    if (this.#replacing) text.line = text.line.slice(0, text.column) + text.line.slice(text.column + 1);
    text.insert(key);
  }

  #insert(replacing = false): void {
    this.#inserting = true;
    this.#replacing = replacing;
  }

  // --- commands

  get #page(): number {
    return Math.max(1, this.t.sys.windowSize(1).rows - 3);
  }

  async #command(first: string): Promise<void> {
    let key = first;
    let digits = '';
    while (/^[1-9]$/.test(key) || (digits && key === '0')) {
      digits += key;
      key = await this.#more();
    }
    const count = Number(digits || 0);
    if (await this.#change(key, count)) {
      if (!this.#inserting) this.#lastChange = this.#recorded;
      return;
    }
    await this.#plain(key, count);
  }

  /** Commands that `.` repeats. Answers false when the key is none of them. */
  async #change(key: string, count: number): Promise<boolean> {
    const { text } = this;
    const n = Math.max(1, count);
    switch (key) {
      case 'd':
      case 'c':
      case '>':
      case '<':
        await this.#operate(key, count);
        return true;
      case 'D':
      case 'C':
        text.remember();
        text.cut(text, { row: text.row, column: text.line.length }, false);
        if (key === 'C') this.#insert();
        return true;
      case 'S':
        text.remember();
        [text.line, text.column] = ['', 0];
        this.#insert();
        return true;
      case 'x':
      case 'X':
      case 's':
      case 'delete': {
        text.remember();
        const [from, to] =
          key === 'X'
            ? [Math.max(0, text.column - n), text.column]
            : [text.column, Math.min(text.line.length, text.column + n)];
        text.cut({ row: text.row, column: from }, { row: text.row, column: to }, false);
        if (key === 's') this.#insert();
        return true;
      }
      case 'p':
      case 'P':
        text.remember();
        text.put(key === 'p', n);
        return true;
      case 'J':
        text.remember();
        for (let i = 0; i < Math.max(1, n - 1) && text.row + 1 < text.lines.length; i++) {
          const [next] = text.lines.splice(text.row + 1, 1);
          text.column = text.line.length;
          text.line = `${text.line} ${(next as string).trimStart()}`.replace(/ $/, '');
        }
        return true;
      case 'r': {
        const char = await this.#more();
        if (char === 'escape' || text.line.length < text.column + n) return true;
        text.remember();
        text.line = text.line.slice(0, text.column) + char.repeat(n) + text.line.slice(text.column + n);
        return true;
      }
      case '~': {
        text.remember();
        const part = text.line.slice(text.column, text.column + n);
        const swapped = [...part]
          .map((char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()))
          .join('');
        text.line = text.line.slice(0, text.column) + swapped + text.line.slice(text.column + n);
        text.column += n;
        return true;
      }
      case 'R':
        text.remember();
        this.#insert(true);
        return true;
    }
    return this.#startInsert(key);
  }

  #startInsert(key: string): boolean {
    const { text } = this;
    if (!['i', 'I', 'a', 'A', 'o', 'O'].includes(key)) return false;
    text.remember();
    if (key === 'I') text.column = text.line.search(/\S|$/);
    if (key === 'a') text.column = Math.min(text.line.length, text.column + 1);
    if (key === 'A') text.column = text.line.length;
    if (key === 'o' || key === 'O') {
      const at = key === 'o' ? text.row + 1 : text.row;
      const indent = this.state.settings.get('autoindent') ? (/^\s*/.exec(text.line)?.[0] ?? '') : '';
      text.lines.splice(at, 0, indent);
      text.row = at;
      text.column = indent.length;
      text.modified = true;
    }
    this.#insert();
    return true;
  }

  async #motionKey(key: string, count: number): Promise<Motion | undefined> {
    if (key === 'g') return (await this.#more()) === 'g' ? motion(this.text, 'gg', count, this.#page) : undefined;
    if ('fFtT'.includes(key) && key.length === 1) {
      const char = await this.#more();
      this.#find = { key, char };
      return motion(this.text, key, count, this.#page, char);
    }
    if ((key === ';' || key === ',') && this.#find) {
      const swap =
        key === ','
          ? this.#find.key < 'a'
            ? this.#find.key.toLowerCase()
            : this.#find.key.toUpperCase()
          : this.#find.key;
      return motion(this.text, swap, count, this.#page, this.#find.char);
    }
    if (key === 'n' || key === 'N') return this.#searchNext(key === 'n');
    if (key === '/' || key === '?') return this.#askSearch(key);
    return motion(this.text, key, count, this.#page);
  }

  async #operate(operator: Operator | 'y', count: number): Promise<void> {
    const { text } = this;
    let key = await this.#more();
    let digits = '';
    while (/^[1-9]$/.test(key) || (digits && key === '0')) {
      digits += key;
      key = await this.#more();
    }
    const n = Math.max(1, count) * Math.max(1, Number(digits || 0));
    let to: Motion | undefined;
    if (key === operator)
      to = { row: Math.min(text.row + n - 1, text.lines.length - 1), column: 0, linewise: true, inclusive: false };
    else {
      const asked =
        operator === 'c' && (key === 'w' || key === 'W') && /\S/.test(text.line[text.column] ?? '')
          ? key === 'w'
            ? 'e'
            : 'E'
          : key;
      to = await this.#motionKey(asked, count || digits ? n : 0);
      if (to && (key === 'w' || key === 'W') && to.row > text.row && operator !== '>')
        to = { ...to, row: text.row, column: text.line.length };
    }
    if (!to) return;
    const end = to.inclusive ? { row: to.row, column: to.column + 1 } : to;
    const start = { row: text.row, column: text.column };
    if (operator === '>' || operator === '<') {
      text.remember();
      for (let row = Math.min(start.row, end.row); row <= Math.max(start.row, end.row); row++) {
        const line = text.lines[row] as string;
        text.lines[row] = operator === '>' ? (line ? `\t${line}` : line) : line.replace(/^(\t| {1,8})/, '');
      }
      text.modified = true;
      return;
    }
    if (operator === 'y') {
      text.cut(start, end, to.linewise, true);
      if (to.linewise) [text.row, text.column] = [Math.min(start.row, end.row), start.column];
      return;
    }
    text.remember();
    if (operator === 'c' && to.linewise) {
      const [first, last] = [Math.min(start.row, end.row), Math.max(start.row, end.row)];
      text.register = { lines: text.lines.slice(first, last + 1), linewise: true };
      text.lines.splice(first, last - first + 1, '');
      [text.row, text.column, text.modified] = [first, 0, true];
    } else text.cut(start, end, to.linewise);
    if (operator === 'c') this.#insert();
  }

  async #plain(key: string, count: number): Promise<void> {
    const { text } = this;
    switch (key) {
      case 'y':
        return this.#operate('y', count);
      case 'Y':
        text.cut(
          text,
          { row: Math.min(text.row + Math.max(1, count) - 1, text.lines.length - 1), column: 0 },
          true,
          true,
        );
        return;
      case 'u':
        if (!text.undo()) this.message = 'Already at oldest change';
        return;
      case '.':
        this.#replay = [...this.#lastChange];
        return;
      case ':': {
        const line = await this.#prompt(':');
        if (line === undefined) return;
        const result = await runEx(this.state, line);
        this.message = result.message;
        this.#left = result.quit ?? false;
        return;
      }
      case 'Z': {
        const second = await this.#more();
        const result =
          second === 'Z' ? await runEx(this.state, 'x') : second === 'Q' ? { message: '', quit: true } : undefined;
        this.message = result?.message ?? '';
        this.#left = result?.quit ?? false;
        return;
      }
      case '\x1a':
        return this.#keys.suspend();
      case '\x0c':
        await this.t.out.raw('\x1b[2J');
        return;
      case '\x07':
        this.message = (await runEx(this.state, 'f')).message;
        return;
      case 'escape':
        return;
    }
    const vertical = ['j', 'k', 'up', 'down'].includes(key);
    const to = await this.#motionKey(key, count);
    if (!to) return;
    if (!vertical) this.#wanted = key === '$' || key === 'end' ? Infinity : to.column;
    text.row = to.row;
    text.column = vertical ? this.#wanted : to.column;
    if (to.linewise && !vertical && key !== 'gg') text.column = firstNonBlank(text.line);
    text.clamp(false);
  }

  async #prompt(mark: string): Promise<string | undefined> {
    let line = '';
    for (;;) {
      await this.#draw(mark + line);
      const key = await this.#key();
      if (key === undefined || key === 'escape' || key === '\x03') return undefined;
      if (key === '\r' || key === '\n') return line;
      if (key === '\x7f' || key === '\b') {
        if (line === '') return undefined;
        line = line.slice(0, -1);
      } else if (key.length <= 2 && key >= ' ') line += key;
    }
  }

  // --- searching

  async #askSearch(mark: string): Promise<Motion | undefined> {
    const source = await this.#prompt(mark);
    if (source === undefined) return undefined;
    this.#search = { source: source || (this.#search?.source ?? ''), forward: mark === '/' };
    return this.#searchNext(true);
  }

  #searchNext(same: boolean): Motion | undefined {
    if (!this.#search?.source) {
      this.message = 'No previous search pattern';
      return undefined;
    }
    const { source, forward } = this.#search;
    const found = searchText(this.text, source, forward === same, this.state.settings.get('ignorecase') ?? false);
    this.message = found.message;
    return found.motion;
  }
}
