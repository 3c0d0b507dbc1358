/**
 * What lies between keys and programs (n_tty). A raw terminal hands bytes on; everything else, the editing of lines and the characters
 * that signal, is in cooked-input.ts, which loads when a program first wants it. Pure: bytes in, effects out through `LineEffects`.
 */
import type { Signal } from '../signals.ts';
import type { Awaitable, Termios } from '../sys.ts';
import type { CookedInput } from './cooked-input.ts';

export const DEFAULT_TERMIOS: Termios = {
  canonical: true,
  echo: true,
  signals: true,
  crToNl: true,
  nlToCrNl: true,
  flowControl: true,
};

const [START, STOP, NL, CR] = [17, 19, 10, 13];

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
  /** Output is held (^S), or goes on (^Q). */
  hold(stopped: boolean): void;
}

export class LineDiscipline {
  termios: Termios = DEFAULT_TERMIOS;
  #cooked: CookedInput | undefined;
  #loading: Promise<void> | undefined;

  constructor(private readonly effects: LineEffects) {}

  /** Done once the bytes have had their effects. */
  input(bytes: Uint8Array): Awaitable<void> {
    if (this.#loading) return this.#loading.then(() => this.input(bytes));
    const { canonical, echo, signals, crToNl, flowControl, flags } = this.termios;
    const plain = !canonical && !echo && !signals && !crToNl;
    if (plain && !(flowControl && (flags || bytes.includes(STOP) || bytes.includes(START)))) {
      // Nothing typed is not the end of what is typed.
      if (bytes.length > 0) this.effects.raw(bytes.slice());
      return;
    }
    if (this.#cooked) return this.#cooked.input(bytes);
    return this.#load().then(() => this.input(bytes));
  }

  change(change: Partial<Termios>): void {
    this.termios = { ...this.termios, ...change };
    if (this.#cooked) this.#cooked.changed();
    // Before a key that has to be understood at once.
    else if (this.termios.canonical) void this.#load();
  }

  #load(): Promise<void> {
    return (this.#loading ??= import('./cooked-input.ts').then(({ CookedInput }) => {
      this.#cooked = new CookedInput(this.effects, () => this.termios);
      this.#loading = undefined;
    }));
  }
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
