/**
 * Shell patterns as regular expressions. A backslash takes the next character literally: whoever builds a pattern
 * escapes what was quoted (`escapePattern`).
 */
const cache = new Map<string, RegExp>();

export interface PatternOptions {
  /** Where it must match. */
  readonly anchor: 'both' | 'start' | 'end' | 'none';
  readonly lazy?: boolean;
  readonly extended?: boolean;
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
  const key = `${options.anchor}${options.lazy ? 'l' : ''}${options.extended ? 'x' : ''}${options.flags ?? ''}:${pattern}`;
  let regExp = cache.get(key);
  if (!regExp) {
    const body = translate(pattern, options.lazy ?? false, options.extended ?? true);
    const start = options.anchor === 'both' || options.anchor === 'start' ? '^' : '';
    const end = options.anchor === 'both' || options.anchor === 'end' ? '$' : '';
    regExp = new RegExp(`${start}(?:${body})${end}`, `su${options.flags ?? ''}`);
    if (cache.size > 1000) cache.clear();
    cache.set(key, regExp);
  }
  regExp.lastIndex = 0;
  return regExp;
}

export function matchesPattern(text: string, pattern: string, ignoreCase = false): boolean {
  return patternRegExp(pattern, { anchor: 'both', flags: ignoreCase ? 'i' : '' }).test(text);
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function translate(pattern: string, lazy: boolean, extended: boolean): string {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (extended && '?*+@!'.includes(char) && pattern[i + 1] === '(') {
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
      const bracket = bracketExpression(pattern, i);
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
    .map((part) => translate(part, lazy, true))
    .join('|');
  if (operator === '!') return `(?:(?!(?:${body})${translate(rest, false, true)}$).*)${translate(rest, lazy, true)}`;
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

function bracketExpression(pattern: string, start: number): { source: string; end: number } | undefined {
  let i = start + 1;
  const negated = pattern[i] === '!' || pattern[i] === '^';
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
