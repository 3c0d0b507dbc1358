/**
 * Keys from a terminal in raw mode: characters, and names for what sends escape sequences. While a key is waited for,
 * the screen is drawn anew whenever the window takes another size.
 */
import { SysError } from '../../../kernel/errno.ts';
import type { SignalAction, Sys, Termios } from '../../../kernel/sys.ts';
import { decodeText, encodeText } from '../../sh/text-bytes.ts';

/** A program's picture on the terminal. */
export interface Picture {
  /** Written before the first drawing, and after the program was stopped. */
  readonly enter: string;
  /** Written at the end, and before the program stops. */
  readonly leave: string;
  /** Written before the program stops, where that is something else. */
  readonly pause?: string;
  redraw(): Promise<void>;
}

/** What the terminal puts around a paste, where it was asked to. */
export const PASTE_START = 'paste-start';
export const PASTE_END = 'paste-end';

const SEQUENCES: Record<string, string> = {
  '[200~': PASTE_START,
  '[201~': PASTE_END,
  '[1;5C': 'ctrl-right',
  '[1;5D': 'ctrl-left',
  '[Z': 'shift-tab',
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[H': 'home',
  '[F': 'end',
  '[1~': 'home',
  '[4~': 'end',
  '[3~': 'delete',
  '[5~': 'pageup',
  '[6~': 'pagedown',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  OH: 'home',
  OF: 'end',
};

const ESCAPE_WAIT_MS = 25;
const RAW = { canonical: false, echo: false, signals: false, crToNl: false, flowControl: false };

export class Keys {
  #pending = '';
  #rest: Uint8Array = new Uint8Array(0);
  #saved: Termios | undefined;
  #resized = false;
  #beforeWinch: SignalAction = 'default';

  constructor(
    readonly sys: Sys,
    readonly fd: number,
    readonly picture: Picture,
  ) {}

  /** Raw mode until `close`. */
  async open(): Promise<void> {
    this.#beforeWinch = this.sys.signal('WINCH', () => {
      this.#resized = true;
    });
    await this.#enter();
  }

  /** Raw mode, with the picture left as it is. */
  async listen(): Promise<void> {
    this.#saved = this.sys.tcgetattr(this.fd);
    this.sys.tcsetattr(this.fd, RAW);
  }

  async close(): Promise<void> {
    this.sys.signal('WINCH', this.#beforeWinch);
    await this.#leave();
  }

  /** What ^Z does: the shell has its terminal back until the program goes on. */
  async suspend(): Promise<void> {
    await this.#leave(this.picture.pause);
    this.sys.kill(0, 'TSTP');
    await this.sys.tick();
    await this.#enter();
    await this.picture.redraw();
  }

  /** Something else has the terminal, as it was before, with the picture left as it is. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    if (this.#saved) this.sys.tcsetattr(this.fd, this.#saved);
    try {
      return await work();
    } finally {
      await this.listen();
    }
  }

  async #enter(): Promise<void> {
    await this.listen();
    if (this.picture.enter) await this.sys.write(1, encodeText(this.picture.enter));
  }

  async #leave(last = this.picture.leave): Promise<void> {
    if (this.#saved) this.sys.tcsetattr(this.fd, this.#saved);
    if (last) await this.sys.write(1, encodeText(last));
  }

  /** The next key: a character, `up`, `pagedown`, `escape` …; undefined at the end of input. */
  async next(): Promise<string | undefined> {
    if (this.#pending === '' && !(await this.#fill())) return undefined;
    if (this.#pending[0] !== '\x1b') return this.#take(1);
    if (this.#pending.length === 1 && (await this.sys.poll([{ fd: this.fd, events: 'read' }], ESCAPE_WAIT_MS)).length)
      await this.#fill();
    const match = /^\x1b(\[[\d;]*[A-Za-z~]|O[A-Z])/.exec(this.#pending);
    if (!match) {
      this.#take(1);
      return 'escape';
    }
    this.#pending = this.#pending.slice(match[0].length);
    return SEQUENCES[match[1] as string] ?? 'unknown';
  }

  /** Whether a key comes within `ms`; the window's other size ends the wait as well. */
  async arrives(ms: number): Promise<boolean> {
    if (this.#pending !== '') return true;
    try {
      return (await this.sys.poll([{ fd: this.fd, events: 'read' }], ms)).length > 0;
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
      this.#resized = false;
      return false;
    }
  }

  #take(count: number): string {
    const code = this.#pending.codePointAt(0) as number;
    const size = code > 0xffff ? 2 : count;
    const key = this.#pending.slice(0, size);
    this.#pending = this.#pending.slice(size);
    return key;
  }

  async #fill(): Promise<boolean> {
    const bytes = await this.#read();
    if (bytes.length === 0) return false;
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    // A character cut in the middle waits for its other bytes.
    let end = all.length;
    for (let back = 1; back <= Math.min(3, all.length); back++) {
      const byte = all[all.length - back] as number;
      if (byte < 0x80) break;
      if (byte >= 0xc0) {
        const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
        if (size > back) end = all.length - back;
        break;
      }
    }
    this.#rest = all.slice(end);
    this.#pending += decodeText(all.subarray(0, end));
    return true;
  }

  async #read(): Promise<Uint8Array> {
    for (;;) {
      try {
        return await this.sys.read(this.fd, 1024);
      } catch (error) {
        if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
        if (this.#resized) await this.picture.redraw();
        this.#resized = false;
      }
    }
  }
}
