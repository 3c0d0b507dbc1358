/** What sed's `s` and `l` do to a text. */
import { C_ESCAPES } from '../escape-characters.ts';
import type { Command, Substitution } from './sed-command.ts';

/** Undefined when nothing matched (or not often enough). `expression` has flag `g`. */
export function replaceMatches(text: string, expression: RegExp, substitution: Substitution): string | undefined {
  let [out, from, count, last] = ['', 0, 0, -1];
  expression.lastIndex = 0;
  while (expression.lastIndex <= text.length) {
    const match = expression.exec(text);
    if (!match) break;
    const end = match.index + match[0].length;
    if (match[0] === '' && match.index === last) {
      expression.lastIndex = end + 1;
      continue;
    }
    last = end;
    count++;
    if (count >= substitution.nth) {
      out += text.slice(from, match.index) + substitution.replace(match);
      from = end;
      if (!substitution.global) break;
    }
    expression.lastIndex = match[0] === '' ? end + 1 : end;
  }
  return count < substitution.nth || count === 0 ? undefined : out + text.slice(from);
}

const ESCAPES: Readonly<Record<string, string>> = { ...C_ESCAPES, '\\': '\\\\' };

/** sed's `l`: escapes for what cannot be seen, lines folded at `width`, `$` and the mark of lines at the end. */
export function unambiguous(text: string, width: number, mark = '\n'): string {
  let [out, line] = ['', ''];
  for (const char of text) {
    const shown = ESCAPES[char] ?? (/[ -~]/.test(char) ? char : `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
    if (width > 1 && line.length + shown.length > width - 1) {
      out += `${line}\\\n`;
      line = '';
    }
    line += shown;
  }
  return `${out}${line}$${mark}`;
}

/** What `a` and `i` add: no line where the script ends behind their backslash. */
export function addedText({ text, bare }: Command): string {
  return text || !bare ? `${text}\n` : '';
}
