/** nano: an editor without modes. */
import { SysError } from '../../kernel/errno.ts';
import { Keys } from './lib/keys.ts';
import { readTextFile, writeTextFile, type TextFile } from './lib/text-file.ts';
import { tool, type Tool } from './lib/tool.ts';
import { motion } from './vi/motions.ts';
import { Text } from './vi/text.ts';

export const nano = tool(
  {
    name: 'nano',
    usage: '[OPTIONS] [[+LINE] FILE]',
    about: 'Edit FILE',
    options: 'l|linenumbers w|nowrap v|view',
    from: 'nano',
  },
  async (t) => {
    if (!t.sys.isatty(0) || !t.sys.isatty(1)) {
      await t.err('Standard input is not a terminal\n');
      return 1;
    }
    const path = t.operands.find((word) => !word.startsWith('+'));
    const line = t.operands.find((word) => word.startsWith('+'));
    let file: TextFile = { lines: [''], bytes: 0, isNew: true, readonly: false };
    let message = path === undefined ? 'Welcome to nano.  For basic help, type Ctrl+G.' : '';
    if (path !== undefined) {
      try {
        file = await readTextFile(t.sys, path);
        message = file.isNew ? 'New File' : `Read ${file.lines.length} line${file.lines.length === 1 ? '' : 's'}`;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        message = `Error reading ${path}: ${error.message}`;
      }
    }
    const editor = new Nano(t, new Text(file.lines), path, message);
    if (line !== undefined) editor.text.row = Math.max(0, Number(line.slice(1)) - 1);
    await editor.run();
  },
);

const HELP = [
  '^G Help      ^O Write Out ^W Where Is  ^K Cut       ^C Location',
  '^X Exit      ^R Read File ^U Paste     ^A Line start ^E Line end',
];

class Nano {
  readonly #keys: Keys;
  #top = 0;
  #search = '';
  #cutting = false;
  #prompting: string | undefined;

  constructor(
    readonly t: Tool,
    readonly text: Text,
    public path: string | undefined,
    public message: string,
  ) {
    this.#keys = new Keys(t.sys, 0, {
      enter: '\x1b[?1049h',
      leave: '\x1b[?1049l',
      redraw: () => this.#draw(this.#prompting),
    });
  }

  async run(): Promise<void> {
    await this.#keys.open();
    try {
      for (;;) {
        this.text.clamp(true);
        await this.#draw();
        const key = await this.#keys.next();
        if (key === undefined) return;
        this.message = '';
        if (key === '\x18') {
          if (await this.#leave()) return;
        } else await this.#act(key);
        this.#cutting = key === '\x0b';
      }
    } finally {
      await this.t.out.flush();
      await this.#keys.close();
    }
  }

  async #draw(prompt?: string): Promise<void> {
    this.#prompting = prompt;
    const { rows, columns } = this.t.sys.windowSize(1);
    const [height, width] = [Math.max(1, (rows || 24) - 4), columns || 80];
    const { text } = this;
    if (text.row < this.#top) this.#top = text.row;
    if (text.row >= this.#top + height) this.#top = text.row - height + 1;
    const name = this.path ?? 'New Buffer';
    const title = `  GNU nano${' '.repeat(Math.max(1, Math.floor((width - name.length) / 2) - 10))}${name}`;
    const bar = text.modified
      ? `${title.padEnd(width - 10).slice(0, width - 10)}Modified  `
      : title.padEnd(width).slice(0, width);
    const before = expand(text.line.slice(0, text.column)).length;
    const shift = Math.max(0, Math.floor(before / (width - 8))) * (width - 8);
    const lines = Array.from({ length: height }, (_, i) => {
      const line = expand(text.lines[this.#top + i] ?? '');
      return this.#top + i === text.row ? line.slice(shift, shift + width) : line.slice(0, width);
    });
    const status = prompt ?? (this.message && `[ ${this.message} ]`);
    const gap = prompt === undefined ? ' '.repeat(Math.max(0, Math.floor((width - status.length) / 2))) : '';
    const shown = [`\x1b[7m${bar}\x1b[27m`, ...lines, gap + status, ...HELP.map((line) => line.slice(0, width))];
    const cursor =
      prompt === undefined
        ? `\x1b[${text.row - this.#top + 2};${before - shift + 1}H`
        : `\x1b[${height + 2};${prompt.length + 1}H`;
    await this.t.out.text(`\x1b[?25l\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\r\n')}${cursor}\x1b[?25h`);
    await this.t.out.flush();
  }

  async #act(key: string): Promise<void> {
    const { text } = this;
    switch (key) {
      case '\r':
      case '\n':
        return text.breakLine();
      case '\x7f':
      case '\b':
        return text.eraseBack();
      case 'delete':
      case '\x04':
        if (text.column < text.line.length)
          text.line = text.line.slice(0, text.column) + text.line.slice(text.column + 1);
        else if (text.row + 1 < text.lines.length) text.line += text.lines.splice(text.row + 1, 1)[0] as string;
        return;
      case '\x0b':
        return this.#cut();
      case '\x15':
        return text.put(false, 1);
      case '\x01':
      case 'home':
        text.column = 0;
        return;
      case '\x05':
      case 'end':
        text.column = text.line.length;
        return;
      case '\x0f':
        await this.#save();
        return;
      case '\x17':
        return this.#find();
      case '\x12':
        return this.#insertFile();
      case '\x03':
        this.message = `line ${text.row + 1}/${text.lines.length}, col ${text.column + 1}/${text.line.length + 1}`;
        return;
      case '\x07':
        this.message = '^O writes the file, ^X leaves, ^K cuts a line, ^U pastes, ^W searches';
        return;
      case '\x16':
      case '\x19': {
        const to = motion(text, key === '\x16' ? 'pagedown' : 'pageup', 1, this.t.sys.windowSize(1).rows - 6);
        if (to) text.row = to.row;
        return;
      }
    }
    if (key.length > 2 || key === 'up') {
      if (key === 'right' && text.column === text.line.length && text.row + 1 < text.lines.length)
        [text.row, text.column] = [text.row + 1, 0];
      else if (key === 'left' && text.column === 0 && text.row > 0) [text.row, text.column] = [text.row - 1, Infinity];
      else {
        const to = motion(text, key, 1, this.t.sys.windowSize(1).rows - 6);
        if (to) [text.row, text.column] = [to.row, to.column];
      }
      return;
    }
    if (key >= ' ' || key === '\t') text.insert(key);
  }

  #cut(): void {
    const { text } = this;
    const before = this.#cutting ? text.register.lines : [];
    text.cut(text, text, true);
    text.register = { lines: [...before, ...text.register.lines], linewise: true };
    text.column = 0;
  }

  async #prompt(question: string, start = ''): Promise<string | undefined> {
    let line = start;
    for (;;) {
      await this.#draw(`${question}${line}`);
      const key = await this.#keys.next();
      if (key === undefined || key === '\x03' || key === 'escape') {
        this.message = 'Cancelled';
        return undefined;
      }
      if (key === '\r' || key === '\n') return line;
      if (key === '\x7f' || key === '\b') line = line.slice(0, -1);
      else if (key.length <= 2 && key >= ' ') line += key;
    }
  }

  async #save(): Promise<boolean> {
    const path = await this.#prompt('File Name to Write: ', this.path ?? '');
    if (!path) return false;
    try {
      await writeTextFile(this.t.sys, path, this.text.lines);
      this.path = path;
      this.text.modified = false;
      this.message = `Wrote ${this.text.lines.length} line${this.text.lines.length === 1 ? '' : 's'}`;
      return true;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      this.message = `Error writing ${path}: ${error.message}`;
      return false;
    }
  }

  async #leave(): Promise<boolean> {
    if (!this.text.modified) return true;
    for (;;) {
      await this.#draw('Save modified buffer? (Y/N, ^C cancels) ');
      const key = (await this.#keys.next()) ?? 'n';
      if (/^[nN]$/.test(key)) return true;
      if (/^[yY]$/.test(key)) return this.#save();
      if (key === '\x03' || key === 'escape') {
        this.message = 'Cancelled';
        return false;
      }
    }
  }

  async #find(): Promise<void> {
    const { text } = this;
    const word = (await this.#prompt(`Search${this.#search && ` [${this.#search}]`}: `)) ?? '';
    this.#search = word || this.#search;
    if (!this.#search) return;
    const needle = this.#search.toLowerCase();
    for (let i = 0; i <= text.lines.length; i++) {
      const row = (text.row + i) % text.lines.length;
      const column = (text.lines[row] as string).toLowerCase().indexOf(needle, i === 0 ? text.column + 1 : 0);
      if (column < 0) continue;
      if (row < text.row || (row === text.row && i > 0)) this.message = 'Search Wrapped';
      [text.row, text.column] = [row, column];
      return;
    }
    this.message = `"${this.#search}" not found`;
  }

  async #insertFile(): Promise<void> {
    const path = await this.#prompt('File to insert: ');
    if (!path) return;
    try {
      const file = await readTextFile(this.t.sys, path);
      if (file.isNew) this.message = `"${path}" not found`;
      else {
        this.text.lines.splice(this.text.row, 0, ...file.lines);
        this.text.modified = true;
        this.message = `Read ${file.lines.length} lines`;
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      this.message = `Error reading ${path}: ${error.message}`;
    }
  }
}

function expand(line: string): string {
  let out = '';
  for (const char of line)
    out +=
      char === '\t'
        ? ' '.repeat(8 - (out.length % 8))
        : char < ' '
          ? `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}`
          : char;
  return out;
}
