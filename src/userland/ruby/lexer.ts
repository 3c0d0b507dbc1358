/**
 * Cuts Ruby's text into tokens. Ruby's tokens depend on what stands before them (`a / b` divides, `puts /b/` matches), which is guessed
 * from the token before and the space around, as people write it.
 */
import {
  CLOSERS,
  ESCAPES,
  KEYWORDS,
  OPERATORS,
  RubySyntaxError,
  VALUE_KEYWORDS,
  type StringPart,
  type Token,
  type TokenType,
} from './tokens.ts';

export class Lexer {
  readonly tokens: Token[] = [];
  #at = 0;
  #space = false;
  /** Here-documents whose bodies begin on the next line. */
  #pending: ((bodyAt: number) => number)[] = [];

  constructor(
    private readonly source: string,
    private line = 1,
  ) {
    while (this.#next());
    // What is missing at the end is missing on the last line.
    this.line = this.tokens.at(-1)?.line ?? line;
    this.#push('nl', '\n');
    this.#push('eof', '');
  }

  #next(): boolean {
    this.#skipSpace();
    if (this.#at >= this.source.length) return false;
    const rest = this.source.slice(this.#at, this.#at + 80);
    if (rest[0] === '\n') {
      this.#newline();
      return true;
    }
    if (this.#lineStarts('__END__')) return false;
    this.#token(rest);
    return true;
  }

  #skipSpace(): void {
    this.#space = false;
    for (;;) {
      const c = this.source[this.#at];
      if (c === ' ' || c === '\t' || c === '\r') this.#at++;
      else if (c === '\\' && this.source[this.#at + 1] === '\n') {
        this.#at += 2;
        this.line++;
      } else if (c === '#') while (this.#at < this.source.length && this.source[this.#at] !== '\n') this.#at++;
      else if (this.#lineStarts('=begin')) {
        const end = this.source.indexOf('\n=end', this.#at);
        const to = end < 0 ? this.source.length : end + 5;
        this.line += this.source.slice(this.#at, to).split('\n').length - 1;
        this.#at = to;
      } else return;
      this.#space = true;
    }
  }

  #lineStarts(word: string): boolean {
    return (
      this.source.startsWith(word, this.#at) &&
      (this.#at === 0 || this.source[this.#at - 1] === '\n') &&
      /^(\s|$)/.test(this.source.slice(this.#at + word.length, this.#at + word.length + 1))
    );
  }

  #newline(): void {
    this.#at++;
    const starting = this.line++;
    for (const body of this.#pending.splice(0)) {
      const from = this.#at;
      this.#at = body(from);
      this.line += this.source.slice(from, this.#at).split('\n').length - 1;
    }
    // A line that begins with `.name` goes on with the one before.
    const follows = /^(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*(?:\.[a-zA-Z_]|&\.)/.test(this.source.slice(this.#at));
    if (!follows) this.tokens.push({ type: 'nl', text: '\n', spaceBefore: true, spaceAfter: true, line: starting });
  }

  #push(type: TokenType, text: string, parts?: readonly StringPart[]): void {
    const spaceAfter = /^[\s]?$/.test(this.source[this.#at] ?? '');
    this.tokens.push({ type, text, ...(parts && { parts }), spaceBefore: this.#space, spaceAfter, line: this.line });
  }

  /** Whether an operand is expected here, as at the start or after an operator. */
  get #operand(): boolean {
    const last = this.tokens.at(-1);
    if (!last) return true;
    if (last.type === 'kw') return !VALUE_KEYWORDS.has(last.text);
    if (last.type === 'op') return ![')', ']', '}'].includes(last.text);
    return last.type === 'nl' || last.type === 'label';
  }

  /** `puts /x/`: a name, a space, and no space after. */
  #argument(next: string): boolean {
    const last = this.tokens.at(-1);
    return last?.type === 'ident' && this.#space && !/[\s=]/.test(next);
  }

  #token(rest: string): void {
    const previous = this.tokens.at(-1);
    const afterDot = previous?.type === 'op' && (previous.text === '.' || previous.text === '&.');
    const afterDef = previous?.type === 'kw' && previous.text === 'def';
    const number = /^(?:0[xX][\da-fA-F_]+|0[bB][01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)/.exec(rest);
    if (number) return this.#number(number[0]);
    const label = /^([a-zA-Z_]\w*[?!]?):(?!:)/.exec(rest);
    if (label && !afterDot && !(previous?.type === 'op' && previous.text === '?')) {
      if (!(this.#inTernary() && /^[a-zA-Z_]\w*: /.test(rest) && !this.#operandOfCall())) {
        this.#at += label[0].length;
        return this.#push('label', label[1] as string);
      }
    }
    const name = /^(?:defined\?|[a-zA-Z_\u0080-\uffff][\w\u0080-\uffff]*(?:[?!](?![=~])|[?!](?==[=~]))?)/.exec(rest);
    if (name) {
      const word = name[0];
      this.#at += word.length;
      if (KEYWORDS.has(word) && !afterDot && !(afterDef && word !== 'self')) return this.#push('kw', word);
      const defining = afterDef || (afterDot && this.tokens.at(-3)?.text === 'def');
      if (defining && /^=[^=~>]/.test(this.source.slice(this.#at, this.#at + 2))) {
        this.#at++;
        return this.#push('ident', `${word}=`);
      }
      return this.#push(/^[A-Z]/.test(word) && !afterDef ? 'const' : 'ident', word);
    }
    if (rest[0] === '@') {
      const [variable = '@'] = /^@@?\w+/.exec(rest) ?? [];
      this.#at += variable.length;
      return this.#push(variable.startsWith('@@') ? 'cvar' : 'ivar', variable);
    }
    if (rest[0] === '$') {
      const [variable = '$'] = /^\$(?:\w+|[!@&~0-9?$;,/\\.<>_*"':-])/.exec(rest) ?? [];
      this.#at += variable.length;
      return this.#push('gvar', variable);
    }
    if (this.#literal(rest, afterDef || afterDot)) return;
    this.#operator(rest, afterDef || afterDot);
  }

  #inTernary(): boolean {
    for (let i = this.tokens.length - 1; i >= 0; i--) {
      const token = this.tokens[i] as Token;
      if (token.type === 'nl') return false;
      if (token.type === 'op' && token.text === '?') return true;
      if (token.type === 'op' && (token.text === '(' || token.text === '{' || token.text === ',')) return false;
    }
    return false;
  }

  #operandOfCall(): boolean {
    const last = this.tokens.at(-1);
    return last?.type === 'op' && (last.text === '(' || last.text === ',' || last.text === '{');
  }

  #number(text: string): void {
    this.#at += text.length;
    const plain = text.replace(/_/g, '');
    this.#push(
      /^\d+(\.|[eE])|^\d+[eE]/.test(plain) && !/^0[xXbB]/.test(plain) && /[.eE]/.test(plain) ? 'float' : 'int',
      plain,
    );
  }

  #literal(rest: string, afterName: boolean): boolean {
    const c = rest[0] as string;
    if (c === '"' || c === "'" || c === '`') {
      if (c === '`' && afterName) return false;
      this.#at++;
      const parts = this.#delimited(c, c, c !== "'");
      // `"name": value` in a hash.
      const last = this.tokens.at(-1);
      if (
        this.source[this.#at] === ':' &&
        this.source[this.#at + 1] !== ':' &&
        c !== '`' &&
        last?.type === 'op' &&
        /^[{,(]$/.test(last.text)
      ) {
        this.#at++;
        this.#push('label', parts.map((part) => (typeof part === 'string' ? part : '')).join(''));
      } else this.#push(c === '`' ? 'xstr' : 'str', '', parts);
      return true;
    }
    const heredoc = /^<<([~-]?)(["'`]?)([A-Za-z_]\w*)\2/.exec(rest);
    if (
      heredoc &&
      (this.#operand || this.#argument(rest[2] ?? ' ')) &&
      (heredoc[1] !== '' || /^[A-Z_]/.test(heredoc[3] as string))
    ) {
      return this.#heredoc(heredoc);
    }
    if (c === ':' && /^:["']/.test(rest)) {
      this.#at += 2;
      this.#push('dsym', '', this.#delimited(rest[1] as string, rest[1] as string, rest[1] === '"'));
      return true;
    }
    const symbol =
      /^:((?:[a-zA-Z_]\w*[?!]?(?:=(?![=~>]))?)|\[\]=?|\*\*|<=>|===?|=~|![=~]?|<<|>>|<=|>=|[+-]@|[+\-*/%<>&|^~]|@@?\w+|\$\w+)/.exec(
        rest,
      );
    if (symbol && (this.#operand || this.#space || this.tokens.at(-1)?.text === '(') && rest[1] !== ':') {
      this.#at += symbol[0].length;
      this.#push('sym', symbol[1] as string);
      return true;
    }
    if (c === '/' && (this.#operand || this.#argument(rest[1] ?? ' '))) {
      this.#at++;
      const parts = this.#delimited('/', '/', true, true);
      const [flags = ''] = /^[imxounse]*/.exec(this.source.slice(this.#at, this.#at + 8)) ?? [];
      this.#at += flags.length;
      this.#push('regex', flags, parts);
      return true;
    }
    const character = /^\?(\\?.)(?!\w)/.exec(rest);
    if (character && this.#operand) {
      this.#at += character[0].length;
      const [, one = ''] = character;
      this.#push('str', '', [one.length === 2 ? (ESCAPES[one[1] as string] ?? (one[1] as string)) : one]);
      return true;
    }
    return this.#percent(rest);
  }

  #percent(rest: string): boolean {
    const [whole, kind = '', open = ''] = /^%([wWiIqQrsx]?)([^\w\s])/.exec(rest) ?? [];
    if (whole === undefined || !(this.#operand || (this.#argument(rest[1] ?? ' ') && rest[1] !== ' '))) return false;
    if (kind === '' && !/[([{<|!]/.test(open)) return false;
    this.#at += whole.length;
    const parts = this.#delimited(open, CLOSERS[open] ?? open, !/[wiqs]/.test(kind), kind === 'r');
    if (/[wWiI]/.test(kind)) {
      this.#push(
        /[wW]/.test(kind) ? 'words' : 'symbols',
        parts.map((part) => (typeof part === 'string' ? part : '')).join(''),
      );
    } else if (kind === 'r') {
      const [flags = ''] = /^[imx]*/.exec(this.source.slice(this.#at, this.#at + 4)) ?? [];
      this.#at += flags.length;
      this.#push('regex', flags, parts);
    } else this.#push(kind === 's' ? 'dsym' : kind === 'x' ? 'xstr' : 'str', '', parts);
    return true;
  }

  /** What stands up to `close`, with interpolations apart. */
  #delimited(open: string, close: string, interpolate: boolean, raw = false): readonly StringPart[] {
    const started = this.line;
    const parts: StringPart[] = [];
    let text = '';
    let depth = 0;
    for (;;) {
      const c = this.source[this.#at];
      if (c === undefined) throw new RubySyntaxError(started, 'unterminated string meets end of file');
      if (c === '\n') this.line++;
      if (c === close && depth === 0) break;
      if (c === '\\') {
        text += this.#escape(interpolate, raw, close);
        continue;
      }
      if (interpolate && c === '#' && this.source[this.#at + 1] === '{') {
        if (text) parts.push(text);
        text = '';
        parts.push(this.#interpolation());
        continue;
      }
      if (open !== close && c === open) depth++;
      if (open !== close && c === close) depth--;
      text += c;
      this.#at++;
    }
    this.#at++;
    if (text || parts.length === 0) parts.push(text);
    return parts;
  }

  #escape(interpolate: boolean, raw: boolean, close: string): string {
    const c = this.source[this.#at + 1] ?? '';
    this.#at += 2;
    if (raw) return c === close ? c : `\\${c}`;
    if (!interpolate) return c === close || c === '\\' ? c : `\\${c}`;
    if (c === '\n') {
      this.line++;
      return '';
    }
    const code = /^(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{1,2}))/.exec(
      this.source.slice(this.#at - 1, this.#at + 12),
    );
    if (code) {
      this.#at += code[0].length - 1;
      return String.fromCodePoint(parseInt((code[1] ?? code[2] ?? code[3]) as string, 16));
    }
    return ESCAPES[c] ?? c;
  }

  #interpolation(): StringPart {
    const line = this.line;
    this.#at += 2;
    const from = this.#at;
    for (let depth = 1; ; this.#at++) {
      const c = this.source[this.#at];
      if (c === undefined) throw new RubySyntaxError(line, 'unterminated string meets end of file');
      if (c === '\n') this.line++;
      if (c === '{') depth++;
      if (c === '}' && --depth === 0) break;
      if (c === '"' || c === "'") {
        // A string inside the code may hold braces of its own.
        for (this.#at++; this.source[this.#at] !== undefined && this.source[this.#at] !== c; this.#at++)
          if (this.source[this.#at] === '\\') this.#at++;
      }
    }
    const code = this.source.slice(from, this.#at);
    this.#at++;
    return { code, line };
  }

  #heredoc([whole, indent, quote, word]: readonly (string | undefined)[]): boolean {
    this.#at += (whole as string).length;
    const index = this.tokens.length;
    this.#push('str', '', []);
    const line = this.line;
    this.#pending.push((bodyAt) => {
      const lines: string[] = [];
      let at = bodyAt;
      for (;;) {
        const end = this.source.indexOf('\n', at);
        const one = this.source.slice(at, end < 0 ? undefined : end);
        if (at >= this.source.length)
          throw new RubySyntaxError(line, `can't find string "${word}" anywhere before EOF`);
        at = end < 0 ? this.source.length : end + 1;
        if ((indent ? one.trim() : one) === word) break;
        lines.push(`${one}\n`);
      }
      const cut =
        indent === '~'
          ? Math.min(...lines.filter((one) => one.trim()).map((one) => /^[ \t]*/.exec(one)?.[0].length ?? 0))
          : 0;
      const body = lines.map((one) => one.slice(Math.min(cut, one.length - 1))).join('');
      const parts = quote === "'" ? [body] : new Lexer(`%Q\x01${body}\x01`, line + 1).tokens[0]?.parts;
      this.tokens[index] = {
        ...(this.tokens[index] as Token),
        ...(quote === '`' && { type: 'xstr' as const }),
        parts: parts ?? [],
      };
      return at;
    });
    return true;
  }

  #operator(rest: string, afterName: boolean): void {
    if (afterName) {
      const method = /^(?:\[\]=?|<=>|===?|=~|\*\*|<<|>>|<=|>=|[+-]@|![=~]?|[+\-*/%<>&|^~`])/.exec(rest);
      if (method) {
        this.#at += method[0].length;
        return this.#push('ident', method[0]);
      }
    }
    const operator = OPERATORS.find((one) => rest.startsWith(one));
    if (!operator) throw new RubySyntaxError(this.line, `Invalid char '${rest[0]}' in expression`);
    this.#at += operator.length;
    if (operator === ';') return this.#push('nl', ';');
    this.#push('op', operator);
  }
}
