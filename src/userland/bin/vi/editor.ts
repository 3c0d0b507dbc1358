/** vi at work: draws, waits for keys, does one command after another. */
import { encodeText } from '../../sh/text-bytes.ts';
import { Keys } from '../lib/keys.ts';
import type { Tool } from '../lib/tool.ts';
import { waitFor, spawnCommand } from '../lib/find-program.ts';
import { normalCommand } from './normal.ts';
import { KeysEnded, Session } from './session.ts';
import { Text } from './text.ts';

/** Where commands that are not done are shown, and the ruler, from the right edge. */
const RULER = 18;
const SHOWN = 10;

export class Editor {
  readonly session: Session;
  /** What was drawn last: the first line, how many there were, the message. */
  #drawn = { top: 0, lines: 0, bottom: 0, said: 0 };
  #rows: string[] = [];

  constructor(readonly t: Tool) {
    const keys = new Keys(t.sys, 0, {
      enter: '\x1b[?1049h\x1b[?2004h',
      leave: '\x1b[?2004l\x1b[?1049l',
      redraw: () => {
        if (!this.session.prompt) this.session.message = '';
        return this.#draw();
      },
    });
    this.session = new Session(
      t,
      new Text([''], () => t.sys.now()),
      keys,
      () => this.#draw(),
      normalCommand,
      (command) => this.#shell(command),
    );
  }

  /** Until it is left; answers the status. */
  async run(): Promise<number> {
    const s = this.session;
    await s.keys.open();
    try {
      while (s.leaving === undefined) {
        if (s.printed.length) await this.#pressEnter();
        await s.normal(s);
        s.text.commit();
      }
      return s.leaving;
    } catch (error) {
      if (!(error instanceof KeysEnded)) throw error;
      return 1;
    } finally {
      await this.t.out.flush();
      await s.keys.close();
      if (s.hadShell) await this.t.sys.write(1, encodeText('\r\n'));
    }
  }

  /** What a command printed stays until a key is pressed, which counts unless it only says so. */
  async #pressEnter(): Promise<void> {
    const s = this.session;
    const key = await s.key();
    s.printed = [];
    s.message = '';
    if (!/^[\r\n ]$/.test(key)) s.play([key]);
  }

  /** `:!`: the command has the terminal, and a key is waited for behind it. */
  async #shell(command: string): Promise<void> {
    const s = this.session;
    await this.t.out.flush();
    await s.keys.close();
    await this.t.out.raw('\r\n');
    await this.t.out.flush();
    const status = await waitFor(this.t.sys, await spawnCommand(this.t.sys, ['sh', '-c', command]));
    await this.t.out.text(
      `${status ? `\r\nshell returned ${status}\r\n` : ''}\r\nPress ENTER or type command to continue`,
    );
    await this.t.out.flush();
    await s.keys.listen();
    const key = await s.keys.next();
    s.hadShell = true;
    await s.keys.open();
    if (key === undefined) throw new KeysEnded();
    if (!/^[\r\n ]$/.test(key)) s.play([key]);
  }

  async #draw(): Promise<void> {
    const s = this.session;
    const { view, text } = s;
    const size = this.t.sys.windowSize(1);
    const [rows, columns] = [size.rows || 24, size.columns || 80];
    view.resize(Math.max(1, rows - 1), columns);
    const inserting = s.mode !== '' && !s.selection;
    text.clamp(inserting || s.selection !== undefined || s.prompt !== undefined);
    view.follow();
    this.#scrolledAway();
    if (s.printed.length) return this.#drawPrinted(rows, columns);
    const { rows: shown, cursor } = view.draw(inserting);
    this.#rows = shown;
    const last = this.#lastLine(columns, inserting);
    const at = s.prompt ? [rows - 1, Math.min(columns - 1, s.prompt.column)] : cursor;
    const body = shown.map((line, i) => `\x1b[${i + 1};1H${line}\x1b[K`).join('');
    await this.t.out.text(
      `\x1b[?25l${body}\x1b[${rows};1H${last}\x1b[K\x1b[${(at[0] as number) + 1};${(at[1] as number) + 1}H\x1b[?25h`,
    );
    await this.t.out.flush();
  }

  /** Vim's terminal loses the last line's text when lines are scrolled above it, unless it was said just now. */
  #scrolledAway(): void {
    const s = this.session;
    const { view, text } = s;
    const before = this.#drawn;
    if (s.prompt) return;
    const by = view.top - before.top;
    const lines = text.lines.length - before.lines;
    const scrolled =
      (by > 0 && view.top < before.bottom) ||
      (by < 0 && -by < view.height - 2) ||
      (by === 0 &&
        lines !== 0 &&
        !(lines > 0 && text.row === 0) &&
        text.row - view.top + Math.abs(lines) < view.height - 2);
    const old = s.said === before.said || s.fleeting || /^[:/?]/.test(s.message);
    if (scrolled && old && before.lines > 0) s.message = '';
    if (text.empty && text.modified && before.lines > 0 && lines !== 0 && s.mode === '')
      s.message = '--No lines in buffer--';
    this.#drawn = { top: view.top, lines: text.lines.length, bottom: view.bottom, said: s.said };
  }

  async #drawPrinted(rows: number, columns: number): Promise<void> {
    const s = this.session;
    const printed = s.printed.flatMap((line) => cut(line, columns));
    const all = [...this.#rows, ...printed].slice(-(rows - 1));
    const prompt = 'Press ENTER or type command to continue';
    const body = all.map((line, i) => `\x1b[${i + 1};1H${line}\x1b[K`).join('');
    await this.t.out.text(`\x1b[?25l${body}\x1b[${rows};1H${prompt}\x1b[K\x1b[?25h`);
    await this.t.out.flush();
  }

  #lastLine(columns: number, inserting: boolean): string {
    const s = this.session;
    if (s.prompt && !s.prompt.ruler) return s.prompt.text.slice(-(columns - 1));
    const said =
      s.prompt?.text ??
      (s.mode && s.options.on('showmode') ? s.mode + this.#recording() : s.message || this.#recording());
    if (this.t.busybox) return said || this.#busyboxStatus(inserting);
    const ruler = s.options.on('ruler') && said.length <= columns - RULER;
    const edge = columns - (ruler ? RULER : 1);
    const shown = s.options.on('showcmd') && edge - SHOWN > 0 ? s.showing.slice(-SHOWN) : '';
    const start = Math.max(0, edge - SHOWN);
    let line = shown ? `${said.slice(0, start).padEnd(start)}${shown}` : said;
    if (ruler && columns > RULER)
      line = `${line.slice(0, edge).padEnd(edge)}${s.text.empty ? emptyRuler(s) : s.view.ruler(inserting)}`;
    return line.slice(0, columns - 1);
  }

  #recording(): string {
    const { recording } = this.session;
    return recording ? `recording @${recording.name}` : '';
  }

  #busyboxStatus(inserting: boolean): string {
    const { path, text, readonly } = this.session;
    const share = Math.floor(((text.row + 1) * 100) / text.lines.length);
    const notes = `${readonly ? ' [Readonly]' : ''}${text.modified ? ' [Modified]' : ''}`;
    return `${inserting ? 'I' : '-'} ${path ?? 'No file'}${notes} ${text.row + 1}/${text.lines.length} ${share}%`;
  }
}

const emptyRuler = (s: Session) => s.view.ruler(s.mode !== '').replace(/^1,/, '0,');

function cut(line: string, width: number): string[] {
  const parts = [];
  for (let at = 0; at === 0 || at < line.length; at += width) parts.push(line.slice(at, at + width));
  return parts;
}
