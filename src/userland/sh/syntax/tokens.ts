/**
 * The tokens of a script, as bash and dash part them. Words are looked through for what they quote and substitute, since only that tells
 * where they end; nothing is built of them.
 */
import { Refused, type Refusal } from './refusal.ts';

export interface Token {
  readonly kind: 'word' | 'operator' | 'redirection' | 'newline' | 'end';
  readonly text: string;
  readonly pos: number;
  /** A word with a quote or backslash in it, which is no reserved word. */
  readonly quoted: boolean;
}

interface HereDocument {
  readonly delimiter: string;
  readonly tabs: boolean;
}

const OPERATORS = {
  bash: /;;&|;;|;&|;|&&|&(?!>)|\|\||\|&|\||\(|\)/y,
  dash: /;;|;|&&|&|\|\||\||\(|\)/y,
};
const REDIRECTIONS = {
  bash: /(?:\d+|\{[A-Za-z_]\w*\})?(?:<<<|<<-|<<|<&|<>|<(?!\()|>>|>&|>\||>(?!\())|&>>|&>/y,
  dash: /\d*(?:<<-|<<|<&|<>|<|>>|>&|>\||>)/y,
};
const NAME = /(?:[A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=$/;

export class Tokens {
  pos = 0;
  #ahead: Token | undefined;
  #hereDocuments: HereDocument[] = [];
  /** Where dash and busybox take `'` for itself: in a default between double quotes. */
  readonly apostrophes: number[] = [];
  /** Reads what stands in `$(…)`, up to the parenthesis. */
  substitution: () => void = () => undefined;

  constructor(
    readonly text: string,
    private readonly firstLine: number,
    private readonly dialect: 'bash' | 'dash',
    private readonly extended: boolean,
  ) {}

  lineAt(pos: number): number {
    let line = this.firstLine;
    for (let at = this.text.indexOf('\n'); at !== -1 && at < pos; at = this.text.indexOf('\n', at + 1)) line++;
    return line;
  }

  refuse(refusal: Refusal): never {
    throw new Refused(refusal);
  }

  peek(): Token {
    return (this.#ahead ??= this.#read());
  }

  next(): Token {
    const token = this.peek();
    this.#ahead = undefined;
    return token;
  }

  /** A here-document whose operator and word have been read begins after the line. */
  awaitHereDocument(word: string, tabs: boolean): void {
    this.#hereDocuments.push({ delimiter: word.replace(/\\(.)|['"]/gs, '$1'), tabs });
  }

  /** `((…))` that begins at `pos`; false, and only the first parenthesis read, where it is a subshell. */
  skipArithmetic(pos: number): boolean {
    this.#ahead = undefined;
    this.pos = pos - 1;
    if (this.#arithmetic()) return true;
    this.pos = pos + 1;
    return false;
  }

  /** The next word is a regular expression, in which parentheses and bars are plain. */
  readRegExp(): void {
    const { text } = this;
    while (/[ \t]/.test(text[this.pos] ?? '')) this.pos++;
    const pos = this.pos;
    let depth = 0;
    for (let char = text[this.pos]; char !== undefined; char = text[this.pos]) {
      if (depth === 0 ? /[ \t\n;&<>)]/.test(char) : char === '\n') break;
      if (char === '(') depth++;
      if (char === ')') depth--;
      this.#part(false);
    }
    if (this.pos > pos) this.#ahead = { kind: 'word', text: text.slice(pos, this.pos), pos, quoted: true };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.pos;
    return pattern.exec(this.text)?.[0];
  }

  #read(): Token {
    const { text } = this;
    for (;;) {
      const char = text[this.pos];
      if (char === ' ' || char === '\t') this.pos++;
      else if (char === '\\' && text[this.pos + 1] === '\n') this.pos += 2;
      else if (char === '#') {
        const end = text.indexOf('\n', this.pos);
        this.pos = end < 0 ? text.length : end;
      } else break;
    }
    const pos = this.pos;
    const token = (kind: Token['kind'], found: string, quoted = false): Token => ({ kind, text: found, pos, quoted });
    if (pos >= text.length) return token('end', '');
    if (text[pos] === '\n') {
      this.pos++;
      for (const here of this.#hereDocuments.splice(0)) this.#skipHereDocument(here);
      return token('newline', '\n');
    }
    const redirection = this.#match(REDIRECTIONS[this.dialect]);
    if (redirection !== undefined && redirection !== '') {
      this.pos += redirection.length;
      return token('redirection', redirection);
    }
    const operator = this.#match(OPERATORS[this.dialect]);
    if (operator !== undefined) {
      this.pos += operator.length;
      return token('operator', operator);
    }
    const quoted = this.#word();
    if (this.pos === pos) this.pos++;
    return token('word', text.slice(pos, this.pos), quoted);
  }

  #skipHereDocument({ delimiter, tabs }: HereDocument): void {
    while (this.pos < this.text.length) {
      const end = this.text.indexOf('\n', this.pos);
      const line = this.text.slice(this.pos, end < 0 ? undefined : end);
      this.pos = end < 0 ? this.text.length : end + 1;
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) return;
    }
  }

  /** Answers whether something in it was quoted. */
  #word(): boolean {
    const { text } = this;
    const bash = this.dialect === 'bash';
    const start = this.pos;
    let quoted = false;
    for (;;) {
      const char = text[this.pos];
      // Other blanks, a carriage return among them, are of the word.
      if (char === undefined || /[ \t\n;&|)]/.test(char)) return quoted;
      if (char === '<' || char === '>') {
        if (!bash || text[this.pos + 1] !== '(') return quoted;
        this.#parentheses(this.pos + 2);
      } else if (char === '(') {
        if (bash && NAME.test(text.slice(start, this.pos))) this.#array();
        else if (this.extended && /[?*+@!]/.test(text[this.pos - 1] ?? '') && this.pos > start)
          this.#balanced('(', ')');
        else return quoted;
      } else if (char === '[' && bash && this.pos > start && /^[A-Za-z_]\w*$/.test(text.slice(start, this.pos))) {
        this.#subscript();
      } else {
        quoted ||= /['"\\]/.test(char);
        this.#part(false);
      }
    }
  }

  /** One character, or what is quoted or substituted there. */
  #part(inQuotes: boolean): void {
    const { text, pos } = this;
    const char = text[pos];
    if (char === '\\') this.pos = Math.min(pos + 2, text.length);
    else if (char === "'" && !inQuotes) this.#until("'", pos, false);
    else if (char === '"') this.#quotes();
    else if (char === '`') this.#until('`', pos, true);
    else if (char === '$') this.#dollar(inQuotes);
    else this.pos++;
  }

  #until(close: string, from: number, escapes: boolean): void {
    let at = from + 1;
    while (at < this.text.length && this.text[at] !== close) at += escapes && this.text[at] === '\\' ? 2 : 1;
    if (at >= this.text.length) this.#open(close, from, close);
    this.pos = at + 1;
  }

  #open(close: string, pos: number, from: string): never {
    this.refuse({ kind: 'open', close, line: this.lineAt(pos), from });
  }

  #quotes(): void {
    const from = this.pos++;
    while (this.text[this.pos] !== '"') {
      if (this.pos >= this.text.length) this.#open('"', from, '"');
      this.#part(true);
    }
    this.pos++;
  }

  #dollar(inQuotes: boolean): void {
    const { text, pos } = this;
    const bash = this.dialect === 'bash';
    if (text.startsWith('$((', pos)) {
      if (this.#arithmetic()) return;
      // bash looks no further than for the parentheses.
      this.pos = pos + 1;
      this.#balanced('(', ')');
    } else if (text.startsWith('$(', pos)) this.#parentheses(pos + 2);
    else if (text.startsWith('${', pos)) this.#braces(inQuotes);
    else if (bash && !inQuotes && text.startsWith("$'", pos)) this.#until("'", pos + 1, true);
    else this.pos++;
  }

  /** False where it is a subshell in a substitution after all. */
  #arithmetic(): boolean {
    const from = this.pos;
    let depth = 0;
    this.pos += 3;
    while (this.pos < this.text.length) {
      const char = this.text[this.pos];
      if (char === ')' && depth === 0) {
        if (this.text[this.pos + 1] === ')') {
          this.pos += 2;
          return true;
        }
        if (this.dialect === 'bash') break;
        this.pos++;
        continue;
      }
      if (char === '(') depth++;
      if (char === ')') depth--;
      if (/["'`$\\]/.test(char as string)) this.#part(this.dialect === 'dash');
      else this.pos++;
    }
    if (this.pos >= this.text.length) this.#open(')', from, '$((');
    this.pos = from;
    return false;
  }

  /** `start` is behind the parenthesis. */
  #parentheses(start: number): void {
    const ahead = this.#ahead;
    const here = this.#hereDocuments;
    this.#ahead = undefined;
    this.#hereDocuments = [];
    this.pos = start;
    try {
      this.substitution();
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.kind !== 'end') throw error;
      this.#open(')', start - 2, '$(');
    }
    this.#ahead = ahead;
    this.#hereDocuments = here;
  }

  #braces(inQuotes: boolean): void {
    const from = this.pos;
    this.pos += 2;
    const plain = inQuotes && /^\$\{(?:\w+|[@*#?$!-]):?[-+=?]/.test(this.text.slice(from));
    while (this.text[this.pos] !== '}') {
      if (this.pos >= this.text.length) this.#open('}', from, '${');
      if (plain && this.text[this.pos] === "'") this.apostrophes.push(this.pos);
      this.#part(inQuotes && this.dialect === 'dash');
    }
    this.pos++;
  }

  #balanced(open: string, close: string): void {
    const from = this.pos++;
    for (let depth = 1; depth > 0;) {
      const char = this.text[this.pos];
      if (char === undefined) this.#open(close, from, open);
      if (char === open) depth++;
      if (char === close) depth--;
      if (char === open || char === close) this.pos++;
      else this.#part(false);
    }
  }

  /** `name[…`, where a bracket does close it before the word could end. */
  #subscript(): void {
    const rest = this.text.slice(this.pos);
    if (/^\[[^\]\n]*\]\+?=/.test(rest)) this.#balanced('[', ']');
    else if (/^\[[^\]]*$/.test(rest) && /^\[[^\s]*=/.test(rest)) this.#open(']', this.pos, '[');
    else this.pos++;
  }

  /** The words of `name=(…)`. */
  #array(): void {
    const from = this.pos++;
    for (;;) {
      const token = this.#read();
      if (token.kind === 'end') this.#open(')', from, '=(');
      if (token.kind === 'word' || token.kind === 'newline') continue;
      if (token.text === ')') return;
      this.refuse({ kind: 'token', token: token.text, line: this.lineAt(token.pos), inArray: true });
    }
  }
}
