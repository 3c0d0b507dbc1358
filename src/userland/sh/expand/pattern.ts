/**
 * Shell patterns as regular expressions. A backslash takes the next character literally: whoever builds a pattern
 * escapes what was quoted (`escapePattern`).
 */
import type { Shell } from '../shell.ts';
import { asBytes } from '../text-bytes.ts';

const cache = new Map<string, RegExp>();

/** How a shell reads patterns. */
export interface PatternStyle {
  /** `+(…)` and its kin. */
  readonly extended: boolean;
  /** `[^a]` is `[!a]`. */
  readonly caret: boolean;
  /** What is matched is bytes. */
  readonly bytes?: boolean;
}

/** Of `[[`, whatever `shopt` says. */
export const EXTENDED: PatternStyle = { extended: true, caret: true };
const PLAIN: PatternStyle = { extended: false, caret: true };
const OF_DASH: PatternStyle = { extended: false, caret: false, bytes: true };

/** At a prompt extglob is taken to be on, as the completion that distributions have there switches it on. */
export function patternStyle(sh: Shell): PatternStyle {
  if (sh.dialect === 'dash') return OF_DASH;
  return sh.dialect === 'bash' && (sh.interactive || sh.isShopt('extglob')) ? EXTENDED : PLAIN;
}

export interface PatternOptions {
  /** Where it must match. */
  readonly anchor: 'both' | 'start' | 'end' | 'none';
  readonly lazy?: boolean;
  readonly style?: PatternStyle;
  readonly flags?: string;
}

export function escapePattern(text: string): string {
  return text.replace(/[*?[\]\\()|!+@^-]/g, '\\$&');
}

export function hasMagic(pattern: string, extended = false): boolean {
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '\\') i++;
    else if (char === '*' || char === '?') return true;
    else if (char === '[' && pattern.indexOf(']', i + 1) > 0) return true;
    else if (extended && '+@!'.includes(char) && pattern[i + 1] === '(') return true;
  }
  return false;
}

export function unescapePattern(pattern: string): string {
  return pattern.replace(/\\(.)/gs, '$1');
}

export function patternRegExp(pattern: string, options: PatternOptions): RegExp {
  const { style = EXTENDED } = options;
  const how = `${options.lazy ? 'l' : ''}${style.extended ? 'x' : ''}${style.caret ? 'c' : ''}`;
  const key = `${options.anchor}${how}${options.flags ?? ''}:${pattern}`;
  let regExp = cache.get(key);
  if (!regExp) {
    const body = translate(style.bytes ? asBytes(pattern) : pattern, options.lazy ?? false, style);
    const start = options.anchor === 'both' || options.anchor === 'start' ? '^' : '';
    const end = options.anchor === 'both' || options.anchor === 'end' ? '$' : '';
    regExp = new RegExp(`${start}(?:${body})${end}`, `su${options.flags ?? ''}`);
    if (cache.size > 1000) cache.clear();
    cache.set(key, regExp);
  }
  regExp.lastIndex = 0;
  return regExp;
}

export function matchesPattern(text: string, pattern: string, ignoreCase = false, style = EXTENDED): boolean {
  const regExp = patternRegExp(pattern, { anchor: 'both', flags: ignoreCase ? 'i' : '', style });
  return regExp.test(style.bytes ? asBytes(text) : text);
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function translate(pattern: string, lazy: boolean, style: PatternStyle): string {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (style.extended && '?*+@!'.includes(char) && pattern[i + 1] === '(') {
      const end = groupEnd(pattern, i + 2);
      if (end > 0) {
        out += group(char, pattern.slice(i + 2, end), pattern.slice(end + 1), lazy);
        if (char === '!') return out;
        i = end;
        continue;
      }
    }
    if (char === '\\') {
      i++;
      out += i < pattern.length ? literal(pattern[i] as string) : '\\\\';
    } else if (char === '*') out += lazy ? '.*?' : '.*';
    else if (char === '?') out += '.';
    else if (char === '[') {
      const bracket = bracketExpression(pattern, i, style);
      if (bracket) {
        out += bracket.source;
        i = bracket.end;
      } else out += '\\[';
    } else out += literal(char);
  }
  return out;
}

/** Index of the `)` that closes a group whose content starts at `from`; -1 when there is none. */
function groupEnd(pattern: string, from: number): number {
  let depth = 1;
  for (let i = from; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === '(') depth++;
    else if (pattern[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function group(operator: string, content: string, rest: string, lazy: boolean): string {
  const body = alternatives(content)
    .map((part) => translate(part, lazy, EXTENDED))
    .join('|');
  if (operator === '!') {
    const after = (how: boolean) => translate(rest, how, EXTENDED);
    return `(?:(?!(?:${body})${after(false)}$).*)${after(lazy)}`;
  }
  return `(?:${body})${operator === '@' ? '' : operator}`;
}

function alternatives(content: string): string[] {
  const parts = [''];
  let depth = 0;
  for (let i = 0; i < content.length; i++) {
    const char = content[i] as string;
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char === '\\' ? char + (content[++i] ?? '') : char;
  }
  return parts;
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
  word: 'A-Za-z0-9_',
};

function bracketExpression(
  pattern: string,
  start: number,
  { caret }: PatternStyle,
): { source: string; end: number } | undefined {
  let i = start + 1;
  const negated = pattern[i] === '!' || (caret && pattern[i] === '^');
  if (negated) i++;
  let body = '';
  for (let first = true; ; first = false) {
    let char = pattern[i];
    if (char === undefined) return undefined;
    if (char === ']' && !first) break;
    const named = char === '[' ? /^\[([:.=])(.+?)\1\]/.exec(pattern.slice(i)) : null;
    if (named) {
      body += named[1] === ':' ? (CLASSES[named[2] as string] ?? '') : classLiteral(named[2] as string);
      i += named[0].length;
      continue;
    }
    if (char === '\\') char = pattern[++i];
    if (char === undefined) return undefined;
    const low = char;
    if (pattern[i + 1] === '-' && pattern[i + 2] !== undefined && pattern[i + 2] !== ']') {
      let high = pattern[i + 2] as string;
      i += 3;
      if (high === '\\') high = pattern[i++] ?? '\\';
      if (high >= low) body += `${classLiteral(low)}-${classLiteral(high)}`;
      continue;
    }
    body += classLiteral(low);
    i++;
  }
  if (body === '') return { source: negated ? '.' : '(?!)', end: i };
  return { source: `[${negated ? '^' : ''}${body}]`, end: i };
}

function classLiteral(char: string): string {
  return char.replace(/[\\\]^[\-/{}()|.*+?$]/g, '\\$&');
}
