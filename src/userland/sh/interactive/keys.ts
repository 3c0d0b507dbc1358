/** Bytes from a terminal to keys: UTF-8, escape sequences, bracketed paste. */
import { decodeText } from '../text-bytes.ts';

export type Key =
  | { readonly kind: 'text'; readonly text: string }
  /** `^A` is `a`; `^?` is `?`. */
  | { readonly kind: 'control'; readonly letter: string }
  | { readonly kind: 'meta'; readonly letter: string }
  | { readonly kind: 'named'; readonly name: NamedKey }
  | { readonly kind: 'paste'; readonly text: string };

export type NamedKey = 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'delete' | 'wordLeft' | 'wordRight';

const SEQUENCES: Readonly<Record<string, NamedKey>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  '[H': 'home',
  '[F': 'end',
  OH: 'home',
  OF: 'end',
  '[1~': 'home',
  '[7~': 'home',
  '[4~': 'end',
  '[8~': 'end',
  '[3~': 'delete',
  '[1;5D': 'wordLeft',
  '[1;5C': 'wordRight',
  '[1;3D': 'wordLeft',
  '[1;3C': 'wordRight',
};

const PASTE_END = '\x1b[201~';

/** Keeps unfinished sequences between calls. */
export class KeyDecoder {
  #bytes: number[] = [];
  #escape: string | undefined;
  #paste: number[] | undefined;

  /** The key that this byte completes, if it does. */
  feed(byte: number): Key | undefined {
    if (this.#paste) return this.#pasted(byte, this.#paste);
    if (this.#escape !== undefined) return this.#escaped(byte);
    if (this.#bytes.length > 0 || byte >= 0x80) return this.#multibyte(byte);
    if (byte === 0x1b) {
      this.#escape = '';
      return undefined;
    }
    if (byte === 0x7f) return { kind: 'control', letter: '?' };
    if (byte < 0x20) return { kind: 'control', letter: String.fromCharCode(byte + 0x60) };
    return { kind: 'text', text: String.fromCharCode(byte) };
  }

  #multibyte(byte: number): Key | undefined {
    this.#bytes.push(byte);
    const lead = this.#bytes[0] as number;
    const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (this.#bytes.length < size) return undefined;
    const text = decodeText(Uint8Array.from(this.#bytes));
    this.#bytes = [];
    return { kind: 'text', text };
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
    const name = SEQUENCES[sequence];
    if (name) return { kind: 'named', name };
    if (sequence.length === 1) return { kind: 'meta', letter: byte === 0x7f ? '?' : sequence };
    return undefined;
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
