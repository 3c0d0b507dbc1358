/**
 * POSIX basic and extended regular expressions, over byte strings, as JavaScript's; of matches at one place the longest is
 * taken (posix-regexp.ts).
 */
import { posixRegExp } from './posix-regexp.ts';

export class RegexError extends Error {
  override name = 'RegexError';
}

const CLASSES: Record<string, string> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};

export interface RegexOptions {
  readonly extended: boolean;
  readonly ignoreCase?: boolean;
  /** In an extended expression too, a `)` that closes nothing and a `*` that repeats nothing are errors. */
  readonly strict?: boolean;
  /** Strict but for a `)` that closes nothing, which is itself: regcomp(3). */
  readonly posix?: boolean;
  /** `^` and `$` match at newlines inside. */
  readonly multiline?: boolean;
  /** Groups of patterns that this one is joined to, which back references count as well. */
  readonly groupsBefore?: number;
  /** JavaScript flags to add, e.g. `g` or `y`. */
  readonly flags?: string;
}

const compiled = new Map<string, RegExp>();
const KEPT = 500;
const SOURCE_LIMIT = 20_000;

/** Compiles a pattern given as a byte string. Throws RegexError with GNU's words. */
export function regex(pattern: string, options: RegexOptions): RegExp {
  const flags = `${options.ignoreCase ? 'i' : ''}${options.multiline ? 'm' : ''}s${options.flags ?? ''}`;
  const strict = !options.extended || !!options.strict || !!options.posix;
  const key = `${options.extended ? 'E' : 'B'}${strict ? '' : ')'}${options.posix ? 'P' : ''}${options.groupsBefore ?? ''}${flags}/${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  if (pattern.length > SOURCE_LIMIT) throw new RegexError('Regular expression too big');
  const source = new Translator(
    pattern,
    options.extended,
    strict,
    !options.posix && strict,
    options.groupsBefore,
  ).whole();
  let result: RegExp;
  try {
    result = posixRegExp(source, flags);
  } catch {
    throw new RegexError('Invalid preceding regular expression');
  }
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(key, result);
  return result;
}

/** Capturing groups of a JavaScript expression. */
export function groupsOf(source: string): number {
  return (new RegExp(`${source}|`).exec('') as RegExpExecArray).length - 1;
}

export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

class Translator {
  #at = 0;
  #groups = 0;
  #open: number[] = [];
  #closed = new Set<number>();

  constructor(
    readonly pattern: string,
    readonly extended: boolean,
    readonly strict: boolean,
    readonly closesOpen: boolean,
    readonly groupsBefore = 0,
  ) {}

  whole(): string {
    let out = '';
    /** Nothing to repeat stands before: the start, after `(` or `|`. */
    let start = true;
    while (this.#at < this.pattern.length) {
      const token = this.#token();
      if (token === '(') {
        this.#open.push(++this.#groups);
        out += '(';
        start = true;
      } else if (token === ')') {
        const group = this.#open.pop();
        if (group === undefined) {
          if (this.closesOpen) throw new RegexError('Unmatched ) or \\)');
          out += '\\)';
        } else {
          this.#closed.add(group);
          out += ')';
        }
        start = false;
      } else if (token === '|') {
        out += '|';
        start = true;
      } else if (token === '*' || token === '+' || token === '?') {
        if (start && this.extended && this.strict) throw new RegexError('Invalid preceding regular expression');
        if (start) out += this.extended && token !== '*' ? '' : '\\*';
        else out = this.#repeat(out, token);
        start = false;
      } else if (token === '{') {
        const bounds = this.#bounds();
        if (this.extended && this.strict && (bounds === undefined || start))
          throw new RegexError('Invalid preceding regular expression');
        if (bounds === undefined) out += '\\{';
        else if (!start) out = this.#repeat(out, bounds);
        start = false;
      } else if (token === '^') {
        const anchor: boolean = this.extended || start;
        out += anchor ? '^' : '\\^';
        start = anchor;
      } else if (token === '$') {
        out += this.#dollar() ? '$' : '\\$';
        start = false;
      } else {
        out += token;
        start = false;
      }
    }
    if (this.#open.length) throw new RegexError('Unmatched ( or \\(');
    return out;
  }

  /** Doubled repeats such as `a**` are one in POSIX; JavaScript refuses them or means something else. */
  #repeat(out: string, mark: string): string {
    const doubled = /(?:^|[^\\])(?:\\\\)*([*+?]|\{\d+,?\d*\})$/.exec(out);
    if (!doubled) return out + mark;
    return `${out.slice(0, -(doubled[1] as string).length)}*`;
  }

  #dollar(): boolean {
    if (this.extended) return true;
    const rest = this.pattern.slice(this.#at);
    return rest === '' || rest.startsWith('\\)') || rest.startsWith('\\|');
  }

  #bounds(): string | undefined {
    const close = this.extended ? '}' : '\\}';
    const end = this.pattern.indexOf(close, this.#at);
    const body = end < 0 ? '' : this.pattern.slice(this.#at, end);
    const match = /^(\d*)(,?)(\d*)$/.exec(body);
    if (end < 0 || !match || body === '') {
      if (this.extended) return undefined;
      throw new RegexError(end < 0 ? 'Unmatched \\{' : 'Invalid content of \\{\\}');
    }
    const [from, to] = [Number(match[1] || 0), match[3] ? Number(match[3]) : undefined];
    if (to !== undefined && to < from) throw new RegexError('Invalid content of \\{\\}');
    if (from > 32_767 || (to ?? 0) > 32_767) throw new RegexError('Regular expression too big');
    this.#at = end + close.length;
    return `{${from}${match[2]}${match[3]}}`;
  }

  /** The next token: an operator in extended spelling, or JavaScript source for one atom. */
  #token(): string {
    const char = this.pattern[this.#at++] as string;
    if (char === '[') return this.#bracket();
    if (char === '.') return '.';
    if (char === '*' || char === '^' || char === '$') return char;
    if (char === '\\') return this.#escape();
    if (this.extended && '()|+?{'.includes(char)) return char;
    return escapeRegex(char);
  }

  #escape(): string {
    const char = this.pattern[this.#at++];
    if (char === undefined) throw new RegexError('Trailing backslash');
    if (!this.extended && '(){|+?'.includes(char)) return char;
    if (/[1-9]/.test(char)) {
      if (!this.#closed.has(Number(char))) throw new RegexError('Invalid back reference');
      return `\\${this.groupsBefore + Number(char)}(?:)`;
    }
    switch (char) {
      case 'w':
      case 'W':
      case 's':
      case 'S':
      case 'b':
      case 'B':
        return `\\${char}`;
      case '<':
        return '\\b(?=\\w)';
      case '>':
        return '\\b(?<=\\w)';
      case '`':
        return '(?<![\\s\\S])';
      case "'":
        return '(?![\\s\\S])';
      case 'n':
        return '\\n';
      case 't':
        return '\\t';
      case 'r':
        return '\\r';
      case 'f':
        return '\\f';
      case 'v':
        return '\\v';
      default:
        return escapeRegex(char);
    }
  }

  #bracket(): string {
    let at = this.#at;
    const negated = this.pattern[at] === '^';
    if (negated) at++;
    let body = '';
    for (let first = true; ; first = false) {
      const char = this.pattern[at];
      if (char === undefined)
        throw new RegexError(first ? 'Invalid regular expression' : 'Unmatched [, [^, [:, [., or [=');
      if (char === ']' && !first) break;
      if (char === '[' && /[:.=]/.test(this.pattern[at + 1] ?? '')) {
        const kind = this.pattern[at + 1] as string;
        const end = this.pattern.indexOf(`${kind}]`, at + 2);
        if (end < 0) throw new RegexError('Unmatched [, [^, [:, [., or [=');
        const name = this.pattern.slice(at + 2, end);
        if (kind === ':') {
          if (!Object.hasOwn(CLASSES, name)) throw new RegexError('Invalid character class name');
          body += CLASSES[name];
        } else body += escapeRegex(name);
        at = end + 2;
        continue;
      }
      const low = char;
      at++;
      if (this.pattern[at] === '-' && this.pattern[at + 1] !== undefined && this.pattern[at + 1] !== ']') {
        const high = this.pattern[at + 1] as string;
        if (high < low) throw new RegexError('Invalid range end');
        body += `${inClass(low)}-${inClass(high)}`;
        at += 2;
      } else body += inClass(low);
    }
    this.#at = at + 1;
    return `[${negated ? '^' : ''}${body}]`;
  }
}

function inClass(char: string): string {
  return /[\\\]^[-]/.test(char) ? `\\${char}` : char;
}
