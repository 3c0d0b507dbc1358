/**
 * The part of the line discipline that looks at what is typed: in canonical mode a line is edited before it is read; echo; characters that
 * signal, and those that hold the output. Flags and characters are those of termios(3), behaviour is Linux's n_tty.
 */
import type { Signal } from '../signals.ts';
import type { Termios } from '../sys.ts';
import type { LineEffects } from './line-discipline.ts';
import { CC, IFLAG, LFLAG, type TermiosFlags, termiosFlags } from './termios-flags.ts';

/** A line holds this many bytes, its newline included (N_TTY_BUF_SIZE). */
const LINE_BYTES = 4096;

const CR = 13;
const NL = 10;
const TAB = 9;
const BELL = 7;
const BACKSPACE = 8;
const DELETE = 127;
const CARET = 94;

export class CookedInput {
  #flags: TermiosFlags;
  #line: number[] = [];
  #echo: number[] = [];
  #raw: number[] = [];
  /** The next byte is taken as it is (VLNEXT). */
  #literal = false;
  #stopped = false;

  constructor(
    private readonly effects: LineEffects,
    private readonly termios: () => Termios,
  ) {
    this.#flags = termiosFlags(termios());
  }

  input(bytes: Uint8Array): void {
    for (const byte of bytes) this.#byte(byte);
    this.#flushRaw();
    this.#flushEcho();
  }

  /** The terminal's attributes are others now. */
  changed(): void {
    this.#flags = termiosFlags(this.termios());
    if (!this.#local(LFLAG.ICANON) && this.#line.length > 0) this.effects.raw(Uint8Array.from(this.#line.splice(0)));
    if (this.#stopped && !this.#input(IFLAG.IXON)) this.#hold(false);
  }

  #local(mask: number): boolean {
    return (this.#flags.c_lflag & mask) !== 0;
  }

  #input(mask: number): boolean {
    return (this.#flags.c_iflag & mask) !== 0;
  }

  #is(byte: number, name: keyof typeof CC): boolean {
    return byte !== 0 && byte === this.#flags.c_cc[CC[name]];
  }

  #byte(typed: number): void {
    if (this.#literal) {
      this.#literal = false;
      return this.#add(typed);
    }
    let byte = this.#input(IFLAG.ISTRIP) ? typed & 0x7f : typed;
    if (this.#input(IFLAG.IXON) && this.#flow(byte)) return;
    if (this.#local(LFLAG.ISIG) && this.#signal(byte)) return;
    if (this.#stopped && this.#input(IFLAG.IXON) && this.#input(IFLAG.IXANY)) this.#hold(false);
    if (byte === CR) {
      if (this.#input(IFLAG.IGNCR)) return;
      if (this.#input(IFLAG.ICRNL)) byte = NL;
    } else if (byte === NL && this.#input(IFLAG.INLCR)) byte = CR;
    if (this.#local(LFLAG.ICANON)) this.#edit(byte);
    else {
      this.#raw.push(byte);
      if (this.#local(LFLAG.ECHO)) this.#echoByte(byte);
    }
  }

  /** ^S and ^Q. */
  #flow(byte: number): boolean {
    if (this.#is(byte, 'start')) this.#hold(false);
    else if (this.#is(byte, 'stop')) this.#hold(true);
    else return false;
    return true;
  }

  #hold(stopped: boolean): void {
    // What was echoed before comes before.
    this.#flushEcho();
    this.#stopped = stopped;
    this.effects.hold(stopped);
  }

  #signal(byte: number): boolean {
    const signal: Signal | undefined = this.#is(byte, 'intr')
      ? 'INT'
      : this.#is(byte, 'quit')
        ? 'QUIT'
        : this.#is(byte, 'susp')
          ? 'TSTP'
          : undefined;
    if (!signal) return false;
    if (!this.#local(LFLAG.NOFLSH)) {
      this.#line = [];
      this.#raw = [];
      this.#echo = [];
      this.effects.flush();
    }
    if (this.#stopped && this.#input(IFLAG.IXON)) this.#hold(false);
    if (this.#local(LFLAG.ECHO)) this.#echoByte(byte);
    this.#flushEcho();
    this.effects.signal(signal);
    return true;
  }

  #edit(byte: number): void {
    const echo = this.#local(LFLAG.ECHO);
    const extended = this.#local(LFLAG.IEXTEN);
    if (this.#is(byte, 'erase')) this.#erase();
    else if (extended && this.#is(byte, 'werase')) this.#eraseWord();
    else if (this.#is(byte, 'kill')) this.#kill(byte);
    else if (extended && this.#is(byte, 'lnext')) {
      this.#literal = true;
      if (echo && this.#local(LFLAG.ECHOCTL)) this.#echo.push(CARET, BACKSPACE);
    } else if (extended && echo && this.#is(byte, 'rprnt')) this.#reprint(byte);
    else if (byte === NL) {
      if (echo || this.#local(LFLAG.ECHONL)) this.#echo.push(NL);
      this.#line.push(NL);
      this.#commit();
    } else if (this.#is(byte, 'eof')) this.#commit();
    else if (this.#is(byte, 'eol') || (extended && this.#is(byte, 'eol2'))) {
      if (echo) this.#echoByte(byte);
      this.#line.push(byte);
      this.#commit();
    } else this.#add(byte);
  }

  #add(byte: number): void {
    const echo = this.#local(LFLAG.ECHO);
    if (this.#line.length < LINE_BYTES - 1) {
      this.#line.push(byte);
      if (echo) this.#echoByte(byte);
    } else if (echo) this.#echo.push(BELL);
  }

  #commit(): void {
    this.#flushEcho();
    this.effects.line(Uint8Array.from(this.#line.splice(0)));
  }

  #erase(): void {
    if (this.#line.length === 0) return;
    let byte = this.#line.pop() as number;
    // The bytes of one character in UTF-8.
    const continued = () => this.#input(IFLAG.IUTF8) && (byte & 0xc0) === 0x80 && this.#line.length > 0;
    while (continued()) byte = this.#line.pop() as number;
    if (!this.#local(LFLAG.ECHO)) return;
    if (!this.#local(LFLAG.ECHOE)) return this.#echoByte(this.#flags.c_cc[CC.erase] as number);
    for (let i = this.#width(byte); i > 0; i--) this.#echo.push(BACKSPACE, 32, BACKSPACE);
  }

  /** The columns of what was erased behind the line as it is now. */
  #width(byte: number): number {
    if (byte === TAB) return this.#tabWidth();
    return isControl(byte) ? (this.#local(LFLAG.ECHOCTL) ? 2 : 0) : 1;
  }

  #eraseWord(): void {
    const isWord = () => /[\w\x80-\xff]/.test(String.fromCharCode(this.#line.at(-1) as number));
    while (this.#line.length > 0 && !isWord()) this.#erase();
    while (this.#line.length > 0 && isWord()) this.#erase();
  }

  #kill(byte: number): void {
    const [echo, line] = [this.#local(LFLAG.ECHO), this.#local(LFLAG.ECHOK)];
    if (echo && line && this.#local(LFLAG.ECHOKE) && this.#local(LFLAG.ECHOE)) {
      while (this.#line.length > 0) this.#erase();
      return;
    }
    this.#line = [];
    if (!echo) return;
    this.#echoByte(byte);
    if (line) this.#echo.push(NL);
  }

  #tabWidth(): number {
    let column = 0;
    for (const byte of this.#line) {
      if (byte === TAB) column += 8 - (column % 8);
      else if ((byte & 0xc0) !== 0x80) column += this.#width(byte);
    }
    return 8 - (column % 8);
  }

  #reprint(byte: number): void {
    this.#echoByte(byte);
    this.#echo.push(NL);
    for (const one of this.#line) this.#echoByte(one);
  }

  #echoByte(byte: number): void {
    if (isControl(byte) && byte !== NL && byte !== TAB && this.#local(LFLAG.ECHOCTL)) this.#echo.push(CARET, byte ^ 64);
    else this.#echo.push(byte);
  }

  #flushEcho(): void {
    if (this.#echo.length > 0) this.effects.echo(Uint8Array.from(this.#echo.splice(0)));
  }

  #flushRaw(): void {
    if (this.#raw.length > 0) this.effects.raw(Uint8Array.from(this.#raw.splice(0)));
  }
}

function isControl(byte: number): boolean {
  return byte < 32 || byte === DELETE;
}
