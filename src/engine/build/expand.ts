/**
 * Variables and quotes in the words of a Dockerfile: `$NAME`, `${NAME:-word}`, `${NAME#pattern}` and so on, after the
 * rules (and in the error texts) of BuildKit's shell lexer, which the classic builder uses.
 */
import { FailureError } from '../../base/errors.ts';
import { goQuote } from './go-format.ts';
import { trimPattern, replacePattern } from './shell-pattern.ts';

export type Variables = ReadonlyMap<string, string>;

export function variablesOf(env: readonly string[]): Variables {
  return new Map(
    env.map((entry) => {
      const at = entry.indexOf('=');
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

/** One word in, one word out: spaces in values stay. Fails with `invalid`. */
export function expandWord(word: string, variables: Variables, escape = '\\'): string {
  return run(word, variables, escape).text;
}

/** Like `expandWord`, then split at the spaces that were not quoted. */
export function expandWords(word: string, variables: Variables, escape = '\\'): readonly string[] {
  return run(word, variables, escape).words;
}

function run(word: string, variables: Variables, escape: string): Expanded {
  try {
    return new Lexer(word, variables, escape).until(undefined, false);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new FailureError('invalid', `failed to process ${goQuote(word)}: ${error.message}`);
  }
}

interface Expanded {
  readonly text: string;
  readonly words: readonly string[];
}

class Malformed extends Error {}

/** Collects words: spaces split them, unless they come quoted. */
class Words {
  readonly #words: string[] = [];
  #word = '';

  add(text: string): void {
    for (const char of text) {
      if (!/\s/.test(char)) this.#word += char;
      else this.#end();
    }
  }

  addQuoted(text: string): void {
    this.#word += text;
  }

  all(): readonly string[] {
    this.#end();
    return this.#words;
  }

  #end(): void {
    if (this.#word) this.#words.push(this.#word);
    this.#word = '';
  }
}

class Lexer {
  readonly #chars: readonly string[];
  #at = 0;
  #keepEscapes = false;

  constructor(
    source: string,
    private readonly variables: Variables,
    private readonly escape: string,
  ) {
    this.#chars = [...source];
  }

  /** Up to `stop`, which is taken too; undefined: to the end. `keepEscapes`: for patterns, which have escapes of their own. */
  until(stop: string | undefined, keepEscapes: boolean): Expanded {
    const before = this.#keepEscapes;
    this.#keepEscapes = keepEscapes;
    let text = '';
    const words = new Words();
    try {
      for (let char = this.#peek(); char !== undefined; char = this.#peek()) {
        if (char === stop) {
          this.#at++;
          return { text, words: words.all() };
        }
        const special = char === "'" ? this.#single() : char === '"' ? this.#double() : undefined;
        const part = special ?? (char === '$' ? this.#dollar() : this.#plain());
        text += part;
        if (special !== undefined || (char === this.escape && char !== '$')) words.addQuoted(part);
        else words.add(part);
      }
    } finally {
      this.#keepEscapes = before;
    }
    if (stop !== undefined) throw new Malformed(`unexpected end of statement while looking for matching ${stop}`);
    return { text, words: words.all() };
  }

  #peek(): string | undefined {
    return this.#chars[this.#at];
  }

  #next(): string | undefined {
    return this.#chars[this.#at++];
  }

  #plain(): string {
    const char = this.#next() as string;
    if (char !== this.escape) return char;
    return (this.#keepEscapes ? char : '') + (this.#next() ?? '');
  }

  #single(): string {
    this.#at++;
    const end = this.#chars.indexOf("'", this.#at);
    if (end < 0) throw new Malformed('unexpected end of statement while looking for matching single-quote');
    const text = this.#chars.slice(this.#at, end).join('');
    this.#at = end + 1;
    return text;
  }

  #double(): string {
    this.#at++;
    let text = '';
    for (;;) {
      const char = this.#peek();
      if (char === undefined) {
        throw new Malformed('unexpected end of statement while looking for matching double-quote');
      }
      if (char === '$') {
        text += this.#dollar();
        continue;
      }
      this.#at++;
      if (char === '"') return text;
      text += char === this.escape ? this.#escapedInDouble() : char;
    }
  }

  /** Only a quote, a dollar and the escape itself can be escaped there; a lone one at the end is dropped. */
  #escapedInDouble(): string {
    const kept = this.#keepEscapes ? this.escape : '';
    const char = this.#peek();
    if (char === undefined) return kept;
    if (char !== '"' && char !== '$' && char !== this.escape) return kept + this.escape;
    this.#at++;
    return kept + char;
  }

  #dollar(): string {
    this.#at++;
    if (this.#peek() !== '{') {
      const name = this.#name();
      return name === '' ? '$' : (this.variables.get(name) ?? '');
    }
    this.#at++;
    const first = this.#peek();
    if (first === undefined) throw new Malformed("syntax error: missing '}'");
    if (first === '{' || first === '}' || first === ':') throw new Malformed('syntax error: bad substitution');
    const name = this.#name();
    let modifier = this.#next() ?? '\ufffd';
    if (modifier === '}') return this.variables.get(name) ?? '';
    if (modifier === '/') return this.#replace(name);
    const orEmpty = modifier === ':';
    if (orEmpty) modifier = this.#next() ?? '\ufffd';
    else if (!'+-?#%'.includes(modifier)) {
      throw new Malformed(`unsupported modifier (${modifier}) in substitution`);
    }
    return this.#modified(name, modifier, orEmpty);
  }

  #modified(name: string, modifier: string, orEmpty: boolean): string {
    const word = this.#closed('}', modifier === '#' || modifier === '%', "syntax error: missing '}'");
    const value = this.variables.get(name);
    const usable = value !== undefined && !(orEmpty && value === '');
    switch (modifier) {
      case '-':
        return usable ? value : word;
      case '+':
        return usable ? word : '';
      case '?':
        if (usable) return value;
        throw new Malformed(
          `${name}: ${word || (value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty')}`,
        );
      case '#':
      case '%': {
        const greedy = word.startsWith(modifier);
        return pattern(() =>
          trimPattern(value ?? '', greedy ? word.slice(1) : word, { greedy, end: modifier === '%' }),
        );
      }
      default:
        throw new Malformed(`unsupported modifier (${orEmpty ? ':' : ''}${modifier}) in substitution`);
    }
  }

  #replace(name: string): string {
    const all = this.#peek() === '/';
    if (all) this.#at++;
    const from = this.#closed('/', true, "syntax error: missing '/' in ${}");
    const to = this.#closed('}', true, "syntax error: missing '}'");
    return pattern(() => replacePattern(this.variables.get(name) ?? '', from, to, all));
  }

  #closed(stop: string, keepEscapes: boolean, missing: string): string {
    try {
      return this.until(stop, keepEscapes).text;
    } catch (error) {
      if (error instanceof Malformed && this.#peek() === undefined) throw new Malformed(missing);
      throw error;
    }
  }

  /** Letters, digits and underscores; digits alone, or one special parameter. */
  #name(): string {
    const first = this.#peek();
    if (first === undefined) return '';
    if (/[@*#?\-$!]/.test(first)) return this.#next() as string;
    const allowed = /\p{Nd}/u.test(first) ? /\p{Nd}/u : /[\p{L}\p{Nd}_]/u;
    let name = '';
    for (let char = this.#peek(); char !== undefined && allowed.test(char); char = this.#peek()) {
      name += char;
      this.#at++;
    }
    return name;
  }
}

function pattern(work: () => string): string {
  try {
    return work();
  } catch (error) {
    throw error instanceof FailureError ? new Malformed(error.message) : error;
  }
}
