/** nano at work: draws, waits for keys, asks in the line above the help. */
import { Keys, PASTE_END } from '../lib/keys.ts';
import type { Tool } from '../lib/tool.ts';
import type { Buffer } from './buffer.ts';
import { answerLines, menuLines, type Menu } from './menus.ts';
import { drawFrame, follow, textHeight } from './screen.ts';

export class NanoScreen {
  readonly keys: Keys;
  buffers: Buffer[] = [];
  index = 0;
  bare = false;
  /** The view goes to the middle when the cursor leaves it: after searches and jumps. */
  centering = false;
  /** How searches match, and what was looked for last. */
  readonly matching = { caseSensitive: false, expressions: false, backwards: false, last: '' };
  #menu: Menu = 'main';
  #prompt: { text: string; column: number } | undefined;
  #answers: readonly [string, string] | undefined;
  #counted = false;

  constructor(readonly t: Tool) {
    this.keys = new Keys(t.sys, 0, {
      enter: '\x1b[?1049h\x1b[?2004h',
      leave: '\x1b[?2004l\x1b[?1049l',
      redraw: () => {
        if (!this.#prompt) this.buffer.message = '';
        return this.draw();
      },
    });
  }

  get buffer(): Buffer {
    return this.buffers[this.index] as Buffer;
  }
  get height(): number {
    return textHeight(this.t.sys.windowSize(1).rows || 24, this.bare);
  }

  async draw(): Promise<void> {
    const size = this.t.sys.windowSize(1);
    const [rows, columns] = [size.rows || 24, size.columns || 80];
    follow(this.buffer, this.height, this.centering);
    this.centering = false;
    const several = this.buffers.length > 1;
    this.#counted ||= several;
    const frame = drawFrame({
      buffer: this.buffer,
      rows,
      columns,
      file: this.#counted ? this.index + 1 : 1,
      files: this.#counted ? Math.max(this.buffers.length, 1) : 1,
      counted: this.#counted,
      view: this.t.has('v'),
      indent: this.t.has('i'),
      numbered: this.t.has('l'),
      bare: this.bare,
      prompt: this.#prompt,
      help: this.#answers ?? menuLines(this.#menu, columns, several),
    });
    await this.t.out.text(frame);
    await this.t.out.flush();
  }

  /** A key, or `M-` and the character that followed Escape. */
  async key(): Promise<string | undefined> {
    await this.draw();
    const key = await this.keys.next();
    if (key !== 'escape') return key;
    const next = await this.keys.next();
    return next === undefined ? undefined : next === 'escape' ? 'escape' : `M-${next.toLowerCase()}`;
  }

  /** What was typed after a question; undefined when it was cancelled. `special` may take keys for itself. */
  async ask(
    menu: Menu,
    question: () => string,
    start = '',
    special: (key: string) => string | undefined = () => undefined,
  ): Promise<{ readonly text: string; readonly key: string } | undefined> {
    let [text, at] = [start, start.length];
    this.#menu = menu;
    try {
      for (;;) {
        const head = question();
        this.#prompt = { text: head + text, column: (head + text.slice(0, at)).length };
        const key = await this.key();
        if (key === undefined || key === '\x03' || key === 'escape') {
          this.buffer.message = 'Cancelled';
          return undefined;
        }
        const taken = special(key);
        if (taken !== undefined && taken !== '') return { text, key: taken };
        if (taken === '') continue;
        if (key === '\r' || key === '\n') return { text, key: '\r' };
        if (key === '\x7f' || key === '\b')
          [text, at] = [text.slice(0, Math.max(0, at - 1)) + text.slice(at), Math.max(0, at - 1)];
        else if (key === 'delete' || key === '\x04') text = text.slice(0, at) + text.slice(at + 1);
        else if (key === 'left' || key === '\x02') at = Math.max(0, at - 1);
        else if (key === 'right' || key === '\x06') at = Math.min(text.length, at + 1);
        else if (key === 'home' || key === '\x01') at = 0;
        else if (key === 'end' || key === '\x05') at = text.length;
        else if (key === '\x0b') [text, at] = ['', 0];
        else if (key.length <= 2 && key >= ' ')
          [text, at] = [text.slice(0, at) + key + text.slice(at), at + key.length];
      }
    } finally {
      this.#menu = 'main';
      this.#prompt = undefined;
    }
  }

  /** y, n, a, or undefined when it was cancelled. */
  async confirm(question: string, all = false): Promise<'y' | 'n' | 'a' | undefined> {
    this.#answers = answerLines(all);
    this.#prompt = { text: question, column: question.length };
    try {
      for (;;) {
        const key = (await this.key())?.toLowerCase();
        if (key === undefined || key === '\x03' || key === 'escape') return undefined;
        if (key === 'y' || key === 'n' || (all && key === 'a')) return key;
      }
    } finally {
      this.#answers = undefined;
      this.#prompt = undefined;
    }
  }

  /** Says which file is shown now. */
  tellFile(): void {
    const b = this.buffer;
    const count = b.lines.length - 1;
    b.message = `${b.path ?? 'New Buffer'} -- ${count} line${count === 1 ? '' : 's'}`;
  }

  /** ^T ^Z: the shell has its terminal back until nano is called to the foreground. */
  async suspend(): Promise<void> {
    await this.keys.close();
    await this.t.out.text('\r\n\r\nUse "fg" to return to nano.\r\n');
    await this.t.out.flush();
    this.t.sys.kill(0, 'TSTP');
    await this.t.sys.tick();
    await this.keys.open();
  }

  /** What the terminal pastes, up to its mark. */
  async pasted(): Promise<string> {
    let text = '';
    for (let key = await this.keys.next(); key !== undefined && key !== PASTE_END; key = await this.keys.next())
      text += key === '\r' ? '\n' : key.length <= 2 ? key : '';
    return text;
  }
}
