/** less and more: pages on a terminal, a copy anywhere else. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { cantOpen, eachInput } from './lib/each-input.ts';
import { Keys } from './lib/keys.ts';
import { regex, RegexError } from './lib/regex.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

function pager(name: 'less' | 'more'): Applet {
  return tool(
    {
      name,
      usage: '[-EFINS] [FILE]...',
      about: 'View FILE (or stdin) one screenful at a time',
      options:
        'E|QUIT-AT-EOF e F|quit-if-one-screen I i|ignore-case N|LINE-NUMBERS M m R|RAW-CONTROL-CHARS r S|chop-long-lines X|no-init K f d p s u c n= b=',
      from: name === 'less' ? 'less' : 'util-linux',
    },
    async (t) => {
      if (t.operands.length === 0 && t.sys.isatty(0))
        return t.busybox
          ? t.usage('')
          : t.die(name === 'less' ? 'Missing filename ("less --help" for help)' : 'bad usage');
      const words = { gnu: (path: string, reason: string) => `${path}: ${reason}`, busybox: cantOpen };
      if (!t.sys.isatty(1)) {
        if (!t.busybox) return passedOn(t, name);
        return eachInput(t, t.operands, async (input) => t.out.raw(await input.rest()), words);
      }
      const parts: string[] = [];
      const starts = name === 'less' ? t.operands.filter((word) => /^\+./.test(word)) : [];
      const paths = t.operands.filter((word) => !starts.includes(word));
      const saysDirectory = name === 'less' && !t.busybox;
      for (const path of saysDirectory ? paths : []) {
        const missing = await whyMissing(t, path);
        if (missing === undefined) continue;
        await t.err(`${path}: ${missing}\n`);
        t.status = 1;
      }
      if (t.status) return t.status;
      await eachInput(
        t,
        paths,
        async (input, path) => {
          if (saysDirectory && (await t.sys.fstat(input.fd)).type === 'directory') {
            await t.err(`${path} is a directory\n`);
            t.status = 1;
          } else parts.push(await input.rest());
        },
        words,
      );
      if (t.status) return t.status;
      const lines = toText(parts.join('')).split('\n');
      if (lines[lines.length - 1] === '') lines.pop();
      const pager = new Pager(t, lines, name === 'more', paths[0] ?? '');
      await pager.run(starts.at(-1)?.slice(1));
    },
  );
}

/** Off a terminal they are like cat: files in turn, with what keeps them from it told in between, and all is well. */
async function passedOn(t: Tool, name: 'less' | 'more'): Promise<number> {
  const bar = ':'.repeat(14);
  for (const path of t.operands.length ? t.operands : ['-']) {
    const missing = await whyMissing(t, path);
    if (missing !== undefined) {
      if (name === 'less') await t.out.text(`${path}: ${missing}\n`);
      else await t.err(`more: cannot open ${path}: ${missing}\n`);
      continue;
    }
    const input = await t.input(path);
    const directory = (await t.sys.fstat(input.fd)).type === 'directory';
    if (directory) await t.out.text(name === 'less' ? `${path} is a directory\n` : `\n*** ${path}: directory ***\n\n`);
    else {
      if (name === 'more' && path !== '-') await t.out.text(`${bar}\n${path}\n${bar}\n`);
      await t.out.raw(await input.rest());
    }
    await t.done(input);
  }
  return 0;
}

async function whyMissing(t: Tool, path: string): Promise<string | undefined> {
  if (path === '-') return undefined;
  try {
    await t.sys.close(await t.sys.open(path, O.RDONLY));
    return undefined;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.message;
  }
}

export const less = pager('less');
export const more = pager('more');

class Pager {
  #top = 0;
  #message = '';
  /** Nothing has been typed yet: the prompt is the file's name. */
  #fresh = true;
  /** A message stands at the foot, which RETURN takes away. */
  #waits = false;
  /** A number that is being typed in front of a command. */
  #count = '';
  #pattern: RegExp | undefined;
  /** The mark and text of a search that is being typed. */
  #asked: string | undefined;

  constructor(
    readonly t: Tool,
    readonly lines: readonly string[],
    readonly simple: boolean,
    readonly name: string,
  ) {}

  async #terminal(): Promise<number> {
    if (this.t.sys.isatty(0)) return 0;
    try {
      return await this.t.sys.open('/dev/tty', O.RDWR);
    } catch (error) {
      if (error instanceof SysError) return 2;
      throw error;
    }
  }

  get #page(): number {
    return Math.max(1, this.t.sys.windowSize(1).rows - 1);
  }

  /** `start` is what followed a `+`: a line's number, or the keys of a command. */
  async run(start?: string): Promise<void> {
    const { t } = this;
    if (start !== undefined) this.#start(start);
    if (this.lines.length <= this.#page && (this.simple || t.has('F'))) {
      for (const line of this.lines) await t.out.line(line);
      return;
    }
    const alternate = !this.simple && !t.has('X');
    const keys = new Keys(t.sys, await this.#terminal(), {
      enter: alternate ? '\x1b[?1049h' : '',
      leave: alternate ? '\x1b[?1049l' : '\r\x1b[K',
      redraw: () => {
        this.#fresh = false;
        return this.#asked === undefined ? this.#draw() : this.#drawAsked();
      },
    });
    await keys.open();
    try {
      for (;;) {
        await this.#draw();
        const key = await keys.next();
        this.#fresh = false;
        if (key === undefined || !(await this.#act(key, keys))) break;
      }
    } finally {
      await t.out.flush();
      await keys.close();
    }
  }

  #start(command: string): void {
    if (/^\d+$/.test(command)) this.#top = Number(command) - 1;
    else if (command === 'G') this.#top = this.lines.length;
    else if (command.startsWith('/')) {
      try {
        this.#pattern = regex(command.slice(1), { extended: true });
        this.#top = Math.max(
          0,
          this.lines.findIndex((line) => this.#pattern?.test(line)),
        );
      } catch (error) {
        if (!(error instanceof RegexError)) throw error;
        this.#message = error.message;
      }
    }
  }

  /** Bytes of the lines in front of one. */
  #bytesBefore(line: number): number {
    return this.lines.slice(0, line).reduce((sum, text) => sum + fromText(text).length + 1, 0);
  }

  /** What `=` tells. */
  #whereabouts(): string {
    const last = Math.min(this.lines.length, this.#top + this.#page);
    const [shown, size] = [this.#bytesBefore(last), this.#bytesBefore(this.lines.length)];
    const place = `lines ${this.#top + 1}-${last}/${this.lines.length} byte ${shown}/${size}`;
    const share = last === this.lines.length ? '(END)' : `${Math.floor((shown * 100) / Math.max(1, size))}%`;
    return `${this.name ? `${this.name} ` : ''}${place} ${share}  (press RETURN)`;
  }

  async #draw(): Promise<void> {
    const { t } = this;
    const { columns } = t.sys.windowSize(1);
    const most = Math.max(0, this.lines.length - this.#page);
    this.#top = Math.max(0, Math.min(this.#top, most));
    const shown = this.lines.slice(this.#top, this.#top + this.#page).map((line, i) => {
      const number = t.has('N') ? `${String(this.#top + i + 1).padStart(7)} ` : '';
      return this.#highlight((number + line.replaceAll('\t', '        ')).slice(0, columns || 80));
    });
    const end = this.#top + this.#page >= this.lines.length;
    const title = this.#fresh ? this.name : '';
    const percent = Math.min(100, Math.round(((this.#top + this.#page) * 100) / Math.max(1, this.lines.length)));
    const prompt =
      this.#message ||
      (this.simple
        ? `--More--(${percent}%)`
        : [title, end ? '(END)' : ''].filter(Boolean).join(' ') || `:${this.#count}`);
    const painted = prompt.startsWith(':') ? prompt : `\x1b[7m${prompt}\x1b[27m`;
    await t.out.text(`\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\r\n')}\r\n${painted}\x1b[J`);
    await t.out.flush();
    this.#waits = this.#message !== '';
    this.#message = '';
  }

  #highlight(line: string): string {
    if (!this.#pattern) return line;
    const each = new RegExp(this.#pattern.source, `${this.#pattern.flags}g`);
    return line.replace(each, (part) => (part ? `\x1b[7m${part}\x1b[27m` : ''));
  }

  /** Answers false to leave. */
  async #act(key: string, keys: Keys): Promise<boolean> {
    const page = this.#page;
    if (this.#waits && (key === '\r' || key === '\n')) return true;
    if (/^\d$/.test(key) && !this.simple) {
      this.#count += key;
      return true;
    }
    const count = this.#count === '' ? undefined : Number(this.#count);
    this.#count = '';
    switch (key) {
      case 'q':
      case 'Q':
      case '\x03':
        return false;
      case ' ':
      case 'f':
      case '\x06':
      case 'pagedown':
        if (this.#top + page >= this.lines.length && (this.simple || this.t.has('e') || this.t.has('E'))) return false;
        this.#top += page;
        break;
      case 'b':
      case '\x02':
      case 'pageup':
        this.#top -= page;
        break;
      case 'd':
      case '\x04':
        this.#top += Math.floor((page + 1) / 2);
        break;
      case 'u':
      case '\x15':
        this.#top -= Math.floor((page + 1) / 2);
        break;
      case 'j':
      case 'e':
      case '\r':
      case '\n':
      case 'down':
        if (this.simple && this.#top + page >= this.lines.length) return false;
        this.#top += count ?? 1;
        break;
      case 'k':
      case 'y':
      case 'up':
        this.#top -= count ?? 1;
        break;
      case 'g':
      case '<':
      case 'home':
        this.#top = (count ?? 1) - 1;
        break;
      case 'G':
      case '>':
      case 'end':
        this.#top = count === undefined ? this.lines.length : count - 1;
        break;
      case 'p':
      case '%': {
        const wanted = (this.#bytesBefore(this.lines.length) * (count ?? 0)) / 100;
        this.#top = 0;
        while (this.#top < this.lines.length && this.#bytesBefore(this.#top + 1) <= wanted) this.#top++;
        break;
      }
      case '=':
      case '\x07':
        if (!this.simple) this.#message = this.#whereabouts();
        break;
      case '\x1a':
        await keys.suspend();
        break;
      case '/':
      case '?':
        await this.#ask(key, keys);
        break;
      case 'n':
        this.#find(1);
        break;
      case 'N':
        this.#find(-1);
        break;
    }
    return true;
  }

  async #ask(mark: string, keys: Keys): Promise<void> {
    let text = '';
    for (;;) {
      this.#asked = mark + text;
      await this.#drawAsked();
      const key = await keys.next();
      this.#asked = undefined;
      if (key === undefined || key === 'escape' || key === '\x03') return;
      if (key === '\r' || key === '\n') break;
      if (key === '\x7f' || key === '\b') {
        if (text === '') return;
        text = text.slice(0, -1);
      } else if (key.length === 1) text += key;
    }
    try {
      if (text) this.#pattern = regex(text, { extended: true, ignoreCase: this.t.has('i') || this.t.has('I') });
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      this.#message = error.message;
      return;
    }
    this.#find(mark === '/' ? 1 : -1);
  }

  async #drawAsked(): Promise<void> {
    await this.t.out.text(`\r${this.#asked ?? ''}\x1b[K`);
    await this.t.out.flush();
  }

  #find(step: 1 | -1): void {
    const pattern = this.#pattern;
    if (!pattern) {
      this.#message = 'No previous regular expression';
      return;
    }
    for (let at = this.#top + step; at >= 0 && at < this.lines.length; at += step) {
      if (!pattern.test(this.lines[at] as string)) continue;
      this.#top = at;
      return;
    }
    this.#message = 'Pattern not found  (press RETURN)';
  }
}
