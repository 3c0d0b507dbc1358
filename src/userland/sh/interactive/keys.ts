/** Bytes from a terminal to keys: UTF-8, escape sequences, bracketed paste. What keys mean is the keymap's. */
import { decodeText } from '../text-bytes.ts';

export type Key =
  /** A character, or all of an escape sequence. */
  { readonly kind: 'key'; readonly text: string } | { readonly kind: 'paste'; readonly text: string };

const PASTE_END = '\x1b[201~';

/** Keeps unfinished sequences between calls. */
export class KeyDecoder {
  #bytes: number[] = [];
  #escape: string | undefined;
  #paste: number[] | undefined;

  /** Whether an escape has come, and nothing behind it. */
  get afterEscape(): boolean {
    return this.#escape === '';
  }

  /** The escape is a key of its own. */
  escape(): Key {
    this.#escape = undefined;
    return { kind: 'key', text: '\x1b' };
  }

  /** The key that this byte completes, if it does. */
  feed(byte: number): Key | undefined {
    if (this.#paste) return this.#pasted(byte, this.#paste);
    if (this.#escape !== undefined) return this.#escaped(byte);
    if (this.#bytes.length > 0 || byte >= 0x80) return this.#multibyte(byte);
    if (byte === 0x1b) {
      this.#escape = '';
      return undefined;
    }
    return { kind: 'key', text: String.fromCharCode(byte) };
  }

  #multibyte(byte: number): Key | undefined {
    this.#bytes.push(byte);
    const lead = this.#bytes[0] as number;
    const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (this.#bytes.length < size) return undefined;
    const text = decodeText(Uint8Array.from(this.#bytes));
    this.#bytes = [];
    return { kind: 'key', text };
  }

  #escaped(byte: number): Key | undefined {
    const sequence = (this.#escape ?? '') + String.fromCharCode(byte);
    if (sequence === '[' || sequence === 'O' || /^\[[0-9;?]*$/.test(sequence)) {
      this.#escape = sequence;
      return undefined;
    }
    this.#escape = undefined;
    if (sequence === '[200~') {
      this.#paste = [];
      return undefined;
    }
    return { kind: 'key', text: `\x1b${sequence}` };
  }

  #pasted(byte: number, paste: number[]): Key | undefined {
    paste.push(byte);
    if (byte !== 0x7e) return undefined;
    const text = decodeText(Uint8Array.from(paste));
    if (!text.endsWith(PASTE_END)) return undefined;
    this.#paste = undefined;
    return { kind: 'paste', text: text.slice(0, -PASTE_END.length).replace(/\r\n?/g, '\n') };
  }
}
