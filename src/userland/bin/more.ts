/** more: a page at a time, forwards, with the prompt in the last line. */
import { O } from '../../kernel/sys.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { cantOpen, eachInput } from './lib/each-input.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { Keys } from './lib/keys.ts';
import { passedOn, whyMissing } from './lib/paging.ts';
import { regex, RegexError } from './lib/regex.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { lineRows } from './less/rows.ts';

const paging = tool(
  {
    name: 'more',
    usage: '[-dflcpsu] [-n LINES] [+LINE] [FILE]...',
    about: 'View FILE (or stdin) one screenful at a time',
    options: 'd|silent f|logical- l|no-pause- c|print-over p|clean-print s|squeeze u|plain- e|exit-on-eof n|lines=',
    from: 'util-linux',
  },
  async (t) => {
    const lines = t.value('n');
    if (!t.busybox && lines !== undefined && !/^\d+$/.test(lines)) return t.die(`argument error: '${lines}'`);
    if (t.operands.length === 0 && t.sys.isatty(0)) return t.usage('bad usage');
    if (!t.sys.isatty(1)) {
      if (!t.busybox) return passedOn(t, 'more');
      const words = { gnu: (path: string, reason: string) => `${path}: ${reason}`, busybox: cantOpen };
      return eachInput(t, t.operands, async (input) => t.out.raw(await input.rest()), words);
    }
    const starts = t.operands.filter((word) => /^\+./.test(word));
    const paths = t.operands.filter((word) => !starts.includes(word));
    const files: File[] = [];
    for (const path of paths.length ? paths : ['-']) {
      const missing = await whyMissing(t, path);
      if (missing !== undefined) {
        await t.err(t.busybox ? `more: can't open '${path}': ${missing}\n` : `more: cannot open ${path}: ${missing}\n`);
        continue;
      }
      const input = await t.input(path);
      if ((await t.sys.fstat(input.fd)).type === 'directory') await t.out.text(`\n*** ${path}: directory ***\n\n`);
      else files.push({ path, text: toText(await input.rest()) });
      await t.done(input);
    }
    if (files.length) await new More(t, files, starts.at(-1)?.slice(1)).run();
    return 0;
  },
);

/** Lines of a page may be told as `-7`. */
export const more: Applet = (sys, argv = sys.argv) =>
  paging(sys, sys.program === 'busybox' ? argv : argv.map((word) => word.replace(/^-(?=\d+$)/, '-n')));

interface File {
  readonly path: string;
  readonly text: string;
}

class More {
  #lines: string[] = [];
  #at = 0;
  #file = 0;
  /** Bytes in front of each line. */
  #bytes: number[] = [];
  #half = 11;
  #pattern: RegExp | undefined;
  #mark = 0;
  /** The file that begins with the next line, and was named in the prompt. */
  #next = false;
  /** The prompt is not shown before the next key. */
  #silent = false;
  /** No prompt stands in the last line. */
  #unasked = false;
  #again: { key: string; count: number | undefined } | undefined;

  constructor(
    readonly t: Tool,
    readonly files: readonly File[],
    readonly start: string | undefined,
  ) {}

  get #columns(): number {
    return this.t.sys.windowSize(1).columns || 80;
  }
  get #screen(): number {
    return (this.t.sys.windowSize(1).rows || 24) - 1;
  }
  get #page(): number {
    return Math.max(1, Number(this.t.value('n')) || this.#screen);
  }
  get #whole(): boolean {
    return this.#page >= this.#screen;
  }

  #open(index: number): void {
    this.#file = index;
    const lines = (this.files[index] as File).text.split('\n');
    if (lines[lines.length - 1] === '') lines.pop();
    this.#lines = this.t.has('s') ? lines.filter((line, i) => line !== '' || lines[i - 1] !== '') : lines;
    this.#at = 0;
    let sum = 0;
    this.#bytes = [0, ...this.#lines.map((line) => (sum += fromText(line).length + 1))];
  }

  async run(): Promise<void> {
    const { t } = this;
    this.#open(0);
    if (this.start !== undefined) this.#begin(this.start);
    const keys = new Keys(t.sys, t.sys.isatty(0) ? 0 : await t.sys.open('/dev/tty', O.RDWR), {
      enter: '',
      leave: '\r\x1b[K',
      pause: '',
      redraw: async () => undefined,
    });
    await keys.open();
    try {
      if (this.#whole) await t.out.raw('\x1b[H\x1b[J');
      const banner = this.files.length > 1 ? await this.#banner() : 0;
      await this.#show(this.#page - banner);
      for (;;) {
        if (t.busybox && this.#at >= this.#lines.length) return;
        if (t.has('e') && this.#at >= this.#lines.length && this.#file + 1 >= this.files.length) return;
        this.#unasked = this.#silent;
        if (!this.#silent) await this.#prompt();
        this.#silent = false;
        let count = '';
        let key = await keys.next();
        while (key !== undefined && /^\d$/.test(key)) {
          count += key;
          key = await keys.next();
        }
        if (key === undefined) return;
        const asked = count === '' ? undefined : Number(count);
        if (key === '.' && this.#again) {
          if (!(await this.#act(this.#again.key, this.#again.count, keys))) return;
          continue;
        }
        this.#again = { key, count: asked };
        if (!(await this.#act(key, asked, keys))) return;
      }
    } finally {
      await t.out.flush();
      await keys.close();
    }
  }

  #begin(start: string): void {
    if (/^\d+$/.test(start)) this.#at = Math.min(this.#lines.length, Number(start) - 1);
    else if (start.startsWith('/')) {
      this.#pattern = regex(start.slice(1), { extended: false });
      const found = this.#lines.findIndex((line) => this.#pattern?.test(line));
      this.#at = Math.max(0, found - 2);
    }
  }

  async #banner(): Promise<number> {
    const bar = ':'.repeat(14);
    await this.t.out.text(`${bar}\r\n${(this.files[this.#file] as File).path}\r\n${bar}\r\n`);
    return 3;
  }

  /** Prints lines until so many rows are filled. */
  async #show(rows: number): Promise<void> {
    let left = rows;
    while (left > 0 && this.#at < this.#lines.length) {
      const parts = lineRows(this.#lines[this.#at] as string, this.#columns);
      for (const part of parts) await this.t.out.text(`${part}\r\n`);
      left -= parts.length;
      this.#at++;
    }
  }

  async #prompt(): Promise<void> {
    const { t } = this;
    const name = this.files[this.#file]?.path;
    const piped = name === '-';
    const size = this.#bytes[this.#lines.length] ?? 0;
    const share = Math.floor(((this.#bytes[this.#at] ?? 0) * 100) / Math.max(1, size));
    const end = this.#at >= this.#lines.length;
    const hint = t.has('d') ? "[Press space to continue, 'q' to quit.]" : '';
    const where = this.#next ? `(Next file: ${name})` : piped ? '' : `(${share}%)`;
    const text = end && !t.busybox ? '(END)' : `--More--${where}`;
    const place = this.#whole ? `\x1b[${this.#screen + 1};1H` : '';
    await t.out.text(`${place}\x1b[7m${text}${hint}\x1b[27m`);
    await t.out.flush();
  }

  async #clearPrompt(): Promise<void> {
    await this.t.out.raw('\r\x1b[K');
  }

  /** Answers false to leave. */
  async #act(key: string, count: number | undefined, keys: Keys): Promise<boolean> {
    const { t } = this;
    const page = this.#page;
    const end = this.#at >= this.#lines.length;
    switch (key) {
      case 'q':
      case 'Q':
        return false;
      case '\x03':
        this.#tellJob('INT');
        return false;
      case '\x1c':
        this.#tellJob('QUIT');
        this.#silent = true;
        await t.out.text('[Use q or Q to quit]');
        await t.out.flush();
        return true;
      case ' ':
      case 'z':
      case 'pagedown':
      case '\r':
      case '\n':
      case 'j':
      case 'down':
      case 'd':
      case '\x04': {
        await this.#clearPrompt();
        if (end && this.#file + 1 >= this.files.length) {
          if (this.#unasked) await t.out.raw('\r\n');
          return key !== ' ';
        }
        if (this.#next) {
          this.#next = false;
          if (this.#whole) await t.out.raw('\x1b[H\x1b[J');
          await this.#show((count ?? page) - (await this.#banner()));
          return true;
        }
        if (key === 'd' || key === '\x04') {
          if (count) this.#half = count;
          await this.#show(this.#half);
        } else if (key === ' ' || key === 'z' || key === 'pagedown') {
          if (count === undefined && this.#whole) await t.out.raw('\x1b[H\x1b[J');
          await this.#show(count ?? page);
        } else await this.#show(count ?? 1);
        return true;
      }
      case 'b':
      case '\x02':
      case 'pageup':
      case "'":
        await this.#clearPrompt();
        this.#at = key === "'" ? this.#mark : Math.max(0, this.#at - page * ((count ?? 1) + 1));
        if (this.#whole) await t.out.raw('\x1b[H\x1b[J');
        await this.#show(page);
        return true;
      case 's':
      case 'f': {
        const skip = key === 'f' ? page * (count ?? 1) : (count ?? 1);
        await this.#clearPrompt();
        await t.out.text(`\r\n...skipping ${skip} line${skip === 1 ? '' : 's'}\r\n`);
        this.#at = Math.min(this.#lines.length, this.#at + skip);
        if (this.#at >= this.#lines.length && this.#file + 1 >= this.files.length) return false;
        await t.out.raw('\r\n');
        await this.#show(page);
        return true;
      }
      case '=':
        await this.#clearPrompt();
        return this.#told(String(this.#at), keys);
      case '/':
        return this.#search(count ?? 1, keys);
      case '!': {
        const command = await this.#line('!', keys);
        if (command === undefined) return true;
        await t.out.raw('\r\n');
        await t.out.flush();
        await keys.aside(async () => waitFor(t.sys, await spawnCommand(t.sys, ['sh', '-c', command])));
        await t.out.text(`${'-'.repeat(24)}\r\n`);
        return true;
      }
      case 'n':
        if (!this.#pattern) {
          await this.#clearPrompt();
          const goesOn = await this.#told('No previous regular expression', keys);
          this.#silent = true;
          return goesOn;
        }
        await this.#find(count ?? 1);
        return true;
      case '\x1a':
        await keys.suspend();
        this.#silent = true;
        return true;
      case '\x0c':
        this.#at = Math.max(0, this.#at - page);
        await t.out.raw('\x1b[H\x1b[J');
        await this.#show(page);
        return true;
      case 'h':
      case '?':
        await this.#clearPrompt();
        await t.out.text(HELP.replaceAll('\n', '\r\n'));
        return true;
      case ':':
        return this.#colon((await keys.next()) ?? 'q', keys);
    }
    return true;
  }

  /** The real one leaves these keys to the terminal, so that its whole job hears of them; it ends by none itself. */
  #tellJob(signal: 'INT' | 'QUIT'): void {
    this.t.sys.signal(signal, 'ignore');
    this.t.sys.kill(0, signal);
  }

  /** Something in the prompt's place, until a key comes, which counts. */
  async #told(text: string, keys: Keys): Promise<boolean> {
    await this.t.out.text(text);
    await this.t.out.flush();
    const key = await keys.next();
    return key !== undefined && this.#act(key, undefined, keys);
  }

  /** A line typed in the prompt's place, behind the key that asks for it; undefined when it is left. */
  async #line(start: string, keys: Keys): Promise<string | undefined> {
    let text = '';
    for (;;) {
      await this.t.out.text(`\r${start}${text}\x1b[K`);
      await this.t.out.flush();
      const key = await keys.next();
      if (key === undefined || key === 'escape' || key === '\x03') return undefined;
      if (key === '\r' || key === '\n') return text;
      if (key === '\x7f' || key === '\b') {
        if (text === '') return undefined;
        text = text.slice(0, -1);
      } else if (key.length === 1) text += key;
    }
  }

  async #search(count: number, keys: Keys): Promise<boolean> {
    const text = await this.#line('/', keys);
    if (text === undefined) return true;
    try {
      if (text) this.#pattern = regex(text, { extended: false });
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      await this.#failedSearch();
      return true;
    }
    await this.#find(count);
    return true;
  }

  async #find(count: number): Promise<void> {
    let left = count;
    for (let at = this.#at; at < this.#lines.length; at++) {
      if (!this.#pattern?.test(this.#lines[at] as string) || --left > 0) continue;
      await this.#clearPrompt();
      await this.t.out.text('\r\n...skipping\r\n');
      this.#mark = this.#at;
      this.#at = Math.max(0, at - 2);
      await this.#show(this.#page - 1);
      return;
    }
    await this.#failedSearch();
  }

  /** What the real one says is overwritten by the page that follows, blank behind the end. */
  async #failedSearch(): Promise<void> {
    await this.#clearPrompt();
    const rows = this.#page - 1;
    const before = this.#at;
    await this.#show(rows);
    await this.t.out.text('\r\n'.repeat(Math.max(0, rows - (this.#at - before))));
    this.#silent = true;
  }

  async #colon(key: string, keys: Keys): Promise<boolean> {
    if (key === 'q' || key === 'Q') return false;
    if (key === 'f') {
      await this.#clearPrompt();
      return this.#told(`"${(this.files[this.#file] as File).path}" line ${this.#at}`, keys);
    }
    const to = this.#file + (key === 'n' ? 1 : key === 'p' ? -1 : 0);
    if (key !== 'n' && key !== 'p') return true;
    if (to >= this.files.length) return false;
    const path = (this.files[Math.max(0, to)] as File).path;
    await this.#clearPrompt();
    await this.t.out.text(`\r\n...Skipping\r\n...Skipping ${key === 'p' ? 'back ' : ''}to file ${path}\r\n\r\n`);
    this.#open(Math.max(0, to));
    this.#next = true;
    return true;
  }
}

/** What `h` shows, in our words; most keys take a number before them. */
const HELP = `-------------------------------------------------------------------------------
<space>, z      The next page, or so many lines
<return>        The next line
d, ctrl-D       Half a page
b, ctrl-B       A page back
s, f            Skip lines, pages
/PATTERN, n     Search; search again
'               Back to where the search began
=, :f           The line's number; the file's name with it
:n, :p          The next file, the one before
!COMMAND        Run a command
ctrl-L, .       Draw again; do the last thing again
q               Leave
-------------------------------------------------------------------------------
`;
