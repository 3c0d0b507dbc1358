/** jq's tokens. Strings hold the tokens of what is interpolated in them. */
export type Token =
  | {
      readonly kind: 'punctuation' | 'word' | 'field' | 'variable' | 'format';
      readonly text: string;
      readonly at: number;
    }
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly at: number }
  | {
      readonly kind: 'string';
      readonly parts: readonly (string | readonly Token[])[];
      readonly text: string;
      readonly at: number;
    };

export class JqSyntaxError extends Error {
  override name = 'JqSyntaxError';
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const SPACE = /(?:[ \t\r\n]+|#[^\n]*)+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const WORD = /(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*/y;
const FIELD = /\.[A-Za-z_]\w*/y;
const VARIABLE = /\$(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*/y;
const FORMAT = /@[A-Za-z0-9_]+/y;
const PUNCTUATION = /\?\/\/=?|\|=|\+=|-=|\*=|\/\/=|\/=|%=|==|!=|<=|>=|\/\/|\.\.|[.[\](){}|,:;=<>+\-*/%?$]/y;

export function tokens(source: string): readonly Token[] {
  return new Lexer(source).until(undefined);
}

class Lexer {
  #at = 0;
  constructor(readonly source: string) {}

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.source)?.[0];
  }

  /** Up to the `)` that closes an interpolation, or to the end. */
  until(close: ')' | undefined): Token[] {
    const found: Token[] = [];
    let depth = 0;
    for (;;) {
      this.#at += this.#match(SPACE)?.length ?? 0;
      if (this.#at >= this.source.length) {
        if (close) throw new JqSyntaxError('unexpected end of file', this.#at);
        return found;
      }
      const at = this.#at;
      if (this.source[at] === '"') {
        found.push(this.#string());
        continue;
      }
      const token = this.#plain(at);
      if (token.text === '(') depth++;
      if (token.text === ')' && close && depth-- === 0) return found;
      found.push(token);
    }
  }

  #plain(at: number): Token {
    const number = this.#match(NUMBER);
    if (number !== undefined) {
      this.#at += number.length;
      return { kind: 'number', value: Number(number), text: number, at };
    }
    for (const [kind, pattern] of [
      ['field', FIELD],
      ['variable', VARIABLE],
      ['format', FORMAT],
      ['word', WORD],
      ['punctuation', PUNCTUATION],
    ] as const) {
      const text = this.#match(pattern);
      if (text === undefined) continue;
      this.#at += text.length;
      return { kind, text, at };
    }
    throw new JqSyntaxError('unexpected INVALID_CHARACTER', at);
  }

  #string(): Token {
    const at = this.#at++;
    const parts: (string | readonly Token[])[] = [];
    let text = '';
    for (;;) {
      const char = this.source[this.#at++];
      if (char === undefined) throw new JqSyntaxError('unexpected end of file', this.#at);
      if (char === '"') break;
      if (char !== '\\') {
        text += char;
        continue;
      }
      const escape = this.source[this.#at++];
      if (escape === '(') {
        parts.push(text, this.until(')'));
        text = '';
      } else if (escape === 'u') {
        const code = /^[0-9a-fA-F]{4}/.exec(this.source.slice(this.#at))?.[0];
        if (code === undefined) throw new JqSyntaxError('invalid \\uXXXX escape', at);
        text += String.fromCharCode(parseInt(code, 16));
        this.#at += 4;
      } else {
        const plain = ESCAPES[escape ?? ''];
        if (plain === undefined) throw new JqSyntaxError('invalid escape', at);
        text += plain;
      }
    }
    parts.push(text);
    return { kind: 'string', parts, text: this.source.slice(at, this.#at), at };
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '/': '/',
  '\\': '\\',
  '"': '"',
};
