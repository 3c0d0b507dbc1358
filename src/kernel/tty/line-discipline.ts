/**
 * What lies between keys and programs (n_tty): in canonical mode a line is edited before it is read; echo; control
 * characters that signal. Pure: bytes in, effects out through `LineEffects`.
 */
import type { Signal } from '../signals.ts';
import type { Termios } from '../sys.ts';

export const DEFAULT_TERMIOS: Termios = {
  canonical: true,
  echo: true,
  signals: true,
  crToNl: true,
  nlToCrNl: true,
};

/** A line holds this many bytes, its newline included (N_TTY_BUF_SIZE). */
const LINE_BYTES = 4096;

const CR = 13;
const NL = 10;
const TAB = 9;
const BELL = 7;
const BACKSPACE = 8;
const DELETE = 127;
const CTRL = { C: 3, D: 4, U: 21, W: 23, R: 18, Z: 26, BACKSLASH: 28 };

export interface LineEffects {
  /** Echo, not yet processed for output. */
  echo(bytes: Uint8Array): void;
  /** A line to read; empty: end of file. */
  line(bytes: Uint8Array): void;
  /** Bytes to read in raw mode. */
  raw(bytes: Uint8Array): void;
  signal(signal: Signal): void;
  /** A signal character throws away what was typed ahead. */
  flush(): void;
}

export class LineDiscipline {
  termios: Termios = DEFAULT_TERMIOS;
  #line: number[] = [];
  #echo: number[] = [];
  #raw: number[] = [];

  constructor(private readonly effects: LineEffects) {}

  input(bytes: Uint8Array): void {
    const { canonical, echo, signals, crToNl } = this.termios;
    if (!canonical && !echo && !signals && !crToNl) {
      // Nothing typed is not the end of what is typed.
      if (bytes.length > 0) this.effects.raw(bytes.slice());
      return;
    }
    for (const byte of bytes) this.#byte(byte);
    this.#flushRaw();
    this.#flushEcho();
  }

  change(change: Partial<Termios>): void {
    const before = this.termios;
    this.termios = { ...before, ...change };
    if (before.canonical && !this.termios.canonical && this.#line.length > 0) {
      this.effects.raw(Uint8Array.from(this.#line.splice(0)));
    }
  }

  #byte(typed: number): void {
    const { canonical, echo, signals, crToNl } = this.termios;
    if (signals && this.#signal(typed)) return;
    const byte = typed === CR && crToNl ? NL : typed;
    if (canonical) this.#edit(byte);
    else {
      this.#raw.push(byte);
      if (echo) this.#echoByte(byte);
    }
  }

  #signal(byte: number): boolean {
    const signal: Signal | undefined =
      byte === CTRL.C ? 'INT' : byte === CTRL.BACKSLASH ? 'QUIT' : byte === CTRL.Z ? 'TSTP' : undefined;
    if (!signal) return false;
    this.#line = [];
    this.#raw = [];
    this.effects.flush();
    if (this.termios.echo) this.#echoByte(byte);
    this.#flushEcho();
    this.effects.signal(signal);
    return true;
  }

  #edit(byte: number): void {
    if (byte === DELETE || byte === BACKSPACE) this.#erase();
    else if (byte === CTRL.W) this.#eraseWord();
    else if (byte === CTRL.U) while (this.#line.length > 0) this.#erase();
    else if (byte === CTRL.R && this.termios.echo) this.#reprint();
    else if (byte === CTRL.D) this.#commit();
    else if (byte === NL) {
      this.#line.push(NL);
      if (this.termios.echo) this.#echo.push(NL);
      this.#commit();
    } else if (this.#line.length >= LINE_BYTES - 1) {
      if (this.termios.echo) this.#echo.push(BELL);
    } else {
      this.#line.push(byte);
      if (this.termios.echo) this.#echoByte(byte);
    }
  }

  #commit(): void {
    this.#flushEcho();
    this.effects.line(Uint8Array.from(this.#line.splice(0)));
  }

  #erase(): void {
    if (this.#line.length === 0) return;
    let byte = this.#line.pop() as number;
    // The bytes of one character in UTF-8 (IUTF8).
    while ((byte & 0xc0) === 0x80 && this.#line.length > 0) byte = this.#line.pop() as number;
    if (!this.termios.echo) return;
    for (let i = byte === TAB ? this.#tabWidth() : isControl(byte) ? 2 : 1; i > 0; i--) {
      this.#echo.push(BACKSPACE, 32, BACKSPACE);
    }
  }

  #eraseWord(): void {
    const isWord = () => /[\w\x80-\xff]/.test(String.fromCharCode(this.#line.at(-1) as number));
    while (this.#line.length > 0 && !isWord()) this.#erase();
    while (this.#line.length > 0 && isWord()) this.#erase();
  }

  #tabWidth(): number {
    let column = 0;
    for (const byte of this.#line) {
      if (byte === TAB) column += 8 - (column % 8);
      else if ((byte & 0xc0) !== 0x80) column += isControl(byte) ? 2 : 1;
    }
    return 8 - (column % 8);
  }

  #reprint(): void {
    this.#echoByte(CTRL.R);
    this.#echo.push(NL);
    for (const byte of this.#line) this.#echoByte(byte);
  }

  #echoByte(byte: number): void {
    if (isControl(byte) && byte !== NL && byte !== TAB) this.#echo.push(94, byte ^ 64);
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

/** Newlines become carriage return and newline (ONLCR). */
export function toCrNl(bytes: Uint8Array): Uint8Array {
  let extra = 0;
  for (const byte of bytes) if (byte === NL) extra++;
  if (extra === 0) return bytes;
  const out = new Uint8Array(bytes.length + extra);
  let at = 0;
  for (const byte of bytes) {
    if (byte === NL) out[at++] = CR;
    out[at++] = byte;
  }
  return out;
}
