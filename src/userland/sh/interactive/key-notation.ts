/** Key sequences as inputrc files and `bind` write them: `\C-a`, `\e[A`, `\M-x`, `Control-x`. */
import { ESCAPE_CHARACTERS } from '../../escape-characters.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...ESCAPE_CHARACTERS,
  d: '\x7f',
  '"': '"',
  "'": "'",
};

const NAMES: Readonly<Record<string, string>> = {
  del: '\x7f',
  rubout: '\x7f',
  esc: '\x1b',
  escape: '\x1b',
  lfd: '\n',
  newline: '\n',
  ret: '\r',
  return: '\r',
  spc: ' ',
  space: ' ',
  tab: '\t',
};

/** What is between the quotes of `"\C-x\C-e": …`. */
export function parseSequence(text: string): string {
  let out = '';
  for (let i = 0; i < text.length;) {
    const rest = text.slice(i);
    const modified = /^(?:\\C-|\\M-)+/.exec(rest)?.[0];
    if (modified && rest.length > modified.length) {
      const last = /^\\.|^[^]/.exec(rest.slice(modified.length))?.[0] as string;
      out += modify(modified, last.length > 1 ? (ESCAPES[last[1] as string] ?? (last[1] as string)) : last);
      i += modified.length + last.length;
      continue;
    }
    const number = /^\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))/.exec(rest);
    if (number) {
      out += String.fromCharCode(number[1] ? parseInt(number[1], 16) : parseInt(number[2] as string, 8));
      i += number[0].length;
    } else if (rest[0] === '\\' && rest.length > 1) {
      out += ESCAPES[rest[1] as string] ?? rest[1];
      i += 2;
    } else {
      out += rest[0];
      i++;
    }
  }
  return out;
}

/** A key by its name: `Control-u`, `Meta-Rubout`, `C-x`. */
export function parseKeyName(name: string): string {
  const parts = name.split('-');
  const last = parts.pop() as string;
  const marks = parts.map((part) => (/^(?:c|control|ctrl)$/i.test(part) ? '\\C-' : '\\M-')).join('');
  return modify(marks, NAMES[last.toLowerCase()] ?? [...last][0] ?? '');
}

function modify(marks: string, char: string): string {
  const control = marks.includes('\\C-');
  const code = char === '?' ? 0x7f : char.toUpperCase().charCodeAt(0) & 0x1f;
  return (marks.includes('\\M-') ? '\x1b' : '') + (control ? String.fromCharCode(code) : char);
}

/** The notation that `bind -p` prints. */
export function showSequence(sequence: string): string {
  let out = '';
  for (const char of sequence) {
    const code = char.charCodeAt(0);
    if (char === '\x1b') out += '\\e';
    else if (code === 0x7f) out += '\\C-?';
    else if (code < 0x20) out += `\\C-${showControl(code)}`;
    else out += char === '"' || char === '\\' ? `\\${char}` : char;
  }
  return out;
}

function showControl(code: number): string {
  const letter = String.fromCharCode(code + 0x40).toLowerCase();
  return letter === '\\' ? '\\\\' : letter;
}
