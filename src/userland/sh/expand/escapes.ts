/** Backslash escapes of `echo`, `printf` and `$'…'`. Bytes above 0x7f become the lone surrogates of text-bytes.ts. */
import { ESCAPE_CHARACTERS } from '../../escape-characters.ts';
import { decodeText } from '../text-bytes.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  ...ESCAPE_CHARACTERS,
  E: '\x1b',
};

export interface EscapeOptions {
  /** `\0ddd` (echo, `%b`), or `\ddd` (printf formats), or both. */
  readonly octal: 'zero' | 'bare' | 'both';
  /** `\xHH`, `\e` and `\uHHHH`: not in dash. */
  readonly extended: boolean;
  /** `\"`, `\'` and `\?` lose their backslash (`$'…'`). */
  readonly quotes?: boolean;
}

export interface Unescaped {
  readonly text: string;
  /** `\c` was met: nothing after it is printed. */
  readonly stopped: boolean;
}

/** One escape at `at` (a backslash): its text and the index after it; undefined when it is no escape. */
export function escapeAt(text: string, at: number, options: EscapeOptions): { text: string; end: number } | undefined {
  const char = text[at + 1];
  if (char === undefined) return undefined;
  const rest = text.slice(at + 1, at + 12);
  const octal =
    (options.octal !== 'bare' ? /^0[0-7]{0,3}/.exec(rest) : null) ??
    (options.octal !== 'zero' ? /^[0-7]{1,3}/.exec(rest) : null);
  if (octal) return { text: byte(parseInt(octal[0], 8)), end: at + 1 + octal[0].length };
  if (options.quotes && (char === '"' || char === "'" || char === '?')) return { text: char, end: at + 2 };
  if (char in SIMPLE && (options.extended || char !== 'E')) {
    return { text: SIMPLE[char] as string, end: at + 2 };
  }
  if (!options.extended) return undefined;
  const hex = /^x([0-9A-Fa-f]{1,2})/.exec(rest);
  if (hex) return { text: byte(parseInt(hex[1] as string, 16)), end: at + 1 + hex[0].length };
  const point = /^(?:u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8}))/.exec(rest);
  if (!point) return undefined;
  const code = parseInt((point[1] ?? point[2]) as string, 16);
  return { text: code <= 0x10ffff ? String.fromCodePoint(code) : '', end: at + 1 + point[0].length };
}

export function unescapeText(text: string, options: EscapeOptions): Unescaped {
  if (!text.includes('\\')) return { text, stopped: false };
  let out = '';
  for (let i = 0; i < text.length;) {
    if (text[i] !== '\\') {
      out += text[i++];
      continue;
    }
    if (text[i + 1] === 'c') return { text: joinBytes(out), stopped: true };
    const escape = escapeAt(text, i, options);
    out += escape?.text ?? '\\';
    i = escape?.end ?? i + 1;
  }
  return { text: joinBytes(out), stopped: false };
}

/** `$'…'`: the escapes of printf, quotes, and `\cX` for a control character. A null byte ends the text. */
export function ansiEscapes(text: string): string {
  let out = '';
  for (let i = 0; i < text.length;) {
    const control = text[i] === '\\' && text[i + 1] === 'c' && i + 2 < text.length;
    const escape = control ? undefined : escapeAt(text, i, ANSI);
    if (control) {
      // An escaped backslash stands for one.
      const size = text.startsWith('\\\\', i + 2) ? 4 : 3;
      out += String.fromCharCode(text.charCodeAt(i + 2) & 0x1f);
      i += size;
    } else if (text[i] !== '\\' || !escape) out += text[i++];
    else {
      out += escape.text;
      i = escape.end;
    }
  }
  const end = out.indexOf('\0');
  return joinBytes(end < 0 ? out : out.slice(0, end));
}

const ANSI: EscapeOptions = { octal: 'bare', extended: true, quotes: true };

function byte(code: number): string {
  const value = code & 0xff;
  return value < 0x80 ? String.fromCharCode(value) : String.fromCharCode(0xdc00 + value);
}

/** Escaped bytes that together are UTF-8 become their character. */
export function joinBytes(text: string): string {
  if (!/[\udc80-\udcff]/.test(text)) return text;
  return text.replace(/(?<![\ud800-\udbff])[\udc80-\udcff]+/g, (run) =>
    decodeText(Uint8Array.from([...run].map((char) => char.charCodeAt(0) - 0xdc00))),
  );
}
