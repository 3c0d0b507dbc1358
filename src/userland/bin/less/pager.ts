/** less at work: waits for a key, does what it says. */
import { O } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import { Keys } from '../lib/keys.ts';
import { spawnCommand, waitFor } from '../lib/find-program.ts';
import { writeTextFile } from '../lib/text-file.ts';
import { Document } from './document.ts';
import { whereabouts } from './prompt.ts';
import { SearchingScreen } from './searching.ts';

const VERSION = 'less 590';

/** What `-` and a letter change while it runs: how each state is told. */
const TOLD: Readonly<Record<string, readonly [off: string, on: string]>> = {
  i: ['Case is significant in searches', 'Ignore case in searches'],
  I: ['Case is significant in searches', 'Ignore case in searches and in patterns'],
  S: ['Fold long lines', 'Chop long lines'],
  N: ["Don't use line numbers", 'Constantly display line number for each line'],
  s: ['Display all blank lines', 'Squeeze multiple blank lines'],
};

export class Pager extends SearchingScreen {
  /** `start` is what followed a `+`: a line's number, or the keys of a command. */
  async run(start?: string): Promise<void> {
    const { t } = this;
    await this.go(0);
    if (this.on('F') && this.paths.length === 1 && this.rows.length <= this.page) {
      for (const row of this.rows) await t.out.text(`${this.document.text(row, this.layout, undefined)}\n`);
      return;
    }
    this.keys = new Keys(t.sys, await this.terminal(), this.picture(!this.on('X')));
    await this.keys.open();
    try {
      this.short = true;
      if (start !== undefined) await this.begin(start);
      if (this.on('E') && this.atEnd && this.paths.length === 1) return;
      while (!this.left) {
        await this.draw();
        const key = await this.keys.next();
        if (key === undefined) break;
        await this.act(key);
      }
    } finally {
      await t.out.flush();
      await this.keys.close();
    }
  }

  protected async terminal(): Promise<number> {
    if (this.t.sys.isatty(0)) return 0;
    try {
      return await this.t.sys.open('/dev/tty', O.RDWR);
    } catch (error) {
      if (error instanceof SysError) return 2;
      throw error;
    }
  }

  protected async begin(start: string): Promise<void> {
    if (/^\d+$/.test(start)) this.toLine(Number(start) - 1);
    else if (start === 'G') this.top = this.lastTop;
    else if (start.startsWith('/')) {
      this.compile(start.slice(1), true);
      this.find(true, 1, true);
    }
    if (this.top > 0) this.short = false;
    this.fresh = true;
  }

  protected async act(typed: string): Promise<void> {
    const told = this.message !== '';
    this.message = '';
    if (told && (typed === '\r' || typed === '\n')) return;
    if (/^\d$/.test(typed)) {
      this.count += typed;
      return;
    }
    const count = this.count === '' ? undefined : Number(this.count);
    this.count = '';
    const before = this.top;
    const fresh = this.fresh;
    const key = typed === 'escape' ? `\x1b${(await this.keys.next()) ?? ''}` : typed;
    this.fresh = false;
    await this.command(key, count, fresh);
    if (this.top !== before) this.short = false;
  }

  protected async command(key: string, count: number | undefined, fresh: boolean): Promise<void> {
    const page = this.page;
    switch (key) {
      case 'q':
      case 'Q':
        this.left = true;
        return;
      case '\x03':
        return;
      case ' ':
      case 'f':
      case '\x06':
      case '\x16':
      case 'pagedown':
        return this.forward(count ?? this.window ?? page);
      case 'z':
        if (count) this.window = count;
        return this.forward(this.window ?? page);
      case 'b':
      case '\x02':
      case '\x1bv':
      case 'pageup':
        return this.back(count ?? this.window ?? page);
      case 'w':
        if (count) this.window = count;
        return this.back(this.window ?? page);
      case 'd':
      case '\x04':
        if (count) this.half = count;
        return this.forward(this.half ?? Math.floor((page + 1) / 2));
      case 'u':
      case '\x15':
        if (count) this.half = count;
        return this.back(this.half ?? Math.floor((page + 1) / 2));
      case 'j':
      case 'e':
      case '\r':
      case '\n':
      case '\x0e':
      case '\x05':
      case 'down':
        return this.forward(count ?? 1);
      case 'k':
      case 'y':
      case '\x10':
      case '\x19':
      case '\x0b':
      case 'up':
        return this.back(count ?? 1);
      case 'J':
        this.top = Math.min(Math.max(0, this.rows.length - 1), this.top + (count ?? 1));
        return;
      case 'K':
      case 'Y':
        return this.back(count ?? 1);
      case 'g':
      case '<':
      case '\x1b<':
      case 'home':
        this.leave();
        return this.toLine((count ?? 1) - 1);
      case 'G':
      case '>':
      case '\x1b>':
      case 'end':
        this.leave();
        if (count === undefined) this.top = this.lastTop;
        else this.toLine(count - 1);
        return;
      case 'p':
      case '%': {
        this.leave();
        const wanted = (this.document.size * Math.min(100, count ?? 0)) / 100;
        const line = this.document.bytes.findIndex((_, i) => (this.document.bytes[i + 1] ?? Infinity) > wanted);
        this.toLine(Math.max(0, line));
        return;
      }
      case 'right':
      case '\x1b)':
        this.shift += count ?? Math.floor(this.columns / 2);
        this.short = false;
        return;
      case 'left':
      case '\x1b(':
        this.shift = Math.max(0, this.shift - (count ?? Math.floor(this.columns / 2)));
        this.short = false;
        return;
      case '=':
      case '\x07':
        this.message = whereabouts({ ...this.state, fresh });
        return;
      case 'V':
        return this.tell(VERSION);
      case '/':
      case '?':
        return this.search(key, count ?? 1);
      case 'n':
      case 'N':
        return this.again(key === 'n', count ?? 1);
      case '\x1bu':
        this.pattern = undefined;
        return;
      case '&':
        return this.ask();
      case 'm':
        this.marks.set((await this.keys.next()) ?? '', this.rows[this.top] ?? { line: 0, part: 0 });
        return;
      case "'":
        return this.toMark((await this.keys.next()) ?? '');
      case ':':
        return this.colon();
      case '-':
      case '_':
        return this.option(key);
      case '!':
        return this.shell();
      case 's':
        return this.save();
      case 'F':
        return this.follow();
      case 'h':
      case 'H':
        return this.help(fresh);
      case 'r':
      case 'R':
      case '\x0c':
        this.short = false;
        return;
      case '{':
      case '(':
      case '[':
        return this.bracket(key, true);
      case '}':
      case ')':
      case ']':
        return this.bracket(key, false);
      case '\x1a':
        return this.keys.suspend();
    }
  }

  protected async colon(): Promise<void> {
    await this.t.out.text('\r:\x1b[K');
    await this.t.out.flush();
    const key = await this.keys.next();
    const to = async (index: number, missing: string) => {
      if (index < 0 || index >= this.paths.length) return this.tell(missing);
      await this.go(index);
    };
    switch (key) {
      case 'n':
        return to(this.index + 1, 'No next file');
      case 'p':
        return to(this.index - 1, 'No previous file');
      case 'x':
        return to(0, 'No next file');
      case 'f':
        this.message = whereabouts({ ...this.state, fresh: true });
        return;
      case 'q':
      case 'Q':
        this.left = true;
        return;
      case 'd':
        if (this.paths.length < 2) return;
        this.paths.splice(this.index, 1);
        return to(Math.min(this.index, this.paths.length - 1), 'No next file');
      case 'e': {
        const path = await this.line('Examine: ');
        if (!path) return;
        this.paths.splice(this.index + 1, 0, path.trim());
        if (!(await this.go(this.index + 1))) this.paths.splice(this.index + 1, 1);
        return;
      }
    }
  }

  /** `-` changes an option, `_` tells it. */
  protected async option(how: string): Promise<void> {
    await this.t.out.text(`\r${how}\x1b[K`);
    await this.t.out.flush();
    const name = (await this.keys.next()) ?? '';
    if (name === 'j') return this.aim(how);
    const told = TOLD[name];
    if (!told) {
      if (/[\r\n\x03]/.test(name)) return;
      return this.tell(`${how}${name} is not simulated in Drydock`);
    }
    const place = this.rows[this.top];
    if (how === '-') this.layoutOptions[name] = !this.on(name);
    if (how === '-' && name === 'i') this.layoutOptions.I = false;
    if (place) this.toPlace(place);
    this.top = Math.min(this.top, this.lastTop);
    if ('NSs'.includes(name)) this.short = false;
    this.tell(told[this.on(name) ? 1 : 0] as string);
  }

  /** `-j` asks for another row; an empty answer, and `_j`, tell which it is. */
  protected async aim(how: string): Promise<void> {
    const answer = how === '-' ? await this.line('Target line: ') : '';
    if (answer === undefined) return;
    if (/^-?(?:\d+|\.\d+)$/.test(answer)) this.target = answer;
    this.tell(`Position target at screen line ${this.target}`);
  }

  protected async shell(): Promise<void> {
    const command = await this.line('!');
    if (command === undefined) return;
    await this.t.out.flush();
    await this.keys.close();
    await waitFor(this.t.sys, await spawnCommand(this.t.sys, command ? ['sh', '-c', command] : ['sh']));
    await this.t.out.text('!done  (press RETURN)');
    await this.t.out.flush();
    await this.keys.listen();
    await this.keys.next();
    await this.t.out.raw('\r\n');
    await this.t.out.flush();
    await this.keys.open();
    [this.short, this.fresh] = [false, true];
  }

  protected async save(): Promise<void> {
    if (this.document.path !== '-') return this.tell('Input is not a pipe');
    const path = await this.line('log file: ');
    if (!path) return;
    try {
      await writeTextFile(this.t.sys, path, this.document.lines);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      this.tell(`Cannot write to "${path}"`);
    }
  }

  /** Shows what is appended, until ^C. */
  protected async follow(): Promise<void> {
    this.top = this.lastTop;
    this.short = false;
    let stopped = false;
    while (!stopped) {
      this.message = 'Waiting for data... (interrupt to abort)';
      await this.draw();
      stopped = (await this.t.sys.poll([{ fd: this.keys.fd, events: 'read' }], 1000)).length > 0;
      if (stopped) break;
      const opened = this.document.path === '-' ? this.document : await this.open(this.document.path);
      if (opened instanceof Document) this.document = opened;
      this.top = this.lastTop;
    }
    this.message = '';
    await this.keys.next();
  }

  protected async help(fresh: boolean): Promise<void> {
    const { HELP } = await import('./help.ts');
    const shown = HELP.slice(0, this.page);
    await this.t.out.text(
      `\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\r\n')}\r\n\x1b[7mHELP -- Press RETURN for more, or q when done\x1b[27m\x1b[J`,
    );
    await this.t.out.flush();
    await this.keys.next();
    [this.fresh, this.short] = [fresh, false];
  }
}
