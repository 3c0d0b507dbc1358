/** Cuts what is typed into statements and backslash commands, as psql's lexer does. */

/** `=` ready, `-` goes on, or what is still open: a quote, a comment, a parenthesis. */
export type Pending = '=' | '-' | "'" | '"' | '$' | '*' | '(';

export type Piece =
  | { readonly kind: 'statement'; readonly text: string }
  /** The buffer before it has not ended: `\g` and `\p` are about it. */
  | { readonly kind: 'command'; readonly text: string };

type Mode = { readonly kind: "'" | 'e' | '"' | '*' } | { readonly kind: '$'; readonly tag: string } | undefined;

/** Gives the value of a variable, `'` or `"` quoted where the name was; undefined leaves the text as it is. */
export type Interpolate = (name: string, quote: '' | "'" | '"') => string | undefined;

export class StatementReader {
  buffer = '';
  #mode: Mode;
  #comments = 0;
  #parentheses = 0;

  constructor(private readonly interpolate: Interpolate) {}

  get pending(): Pending {
    if (this.#mode) return this.#mode.kind === 'e' ? "'" : this.#mode.kind;
    if (this.#parentheses > 0) return '(';
    return this.buffer.trim() === '' ? '=' : '-';
  }

  clear(): void {
    this.buffer = '';
    this.#mode = undefined;
    this.#comments = 0;
    this.#parentheses = 0;
  }

  /** What a line completes. */
  *line(line: string): Generator<Piece> {
    let at = 0;
    const text = `${line}\n`;
    while (at < text.length) {
      const rest = text.slice(at);
      const [taken, step] = this.#mode ? this.#inside(rest, this.#mode) : this.#outside(rest);
      if (step === 'command') {
        yield { kind: 'command', text: rest.slice(0, -1) };
        return;
      }
      if (step === 'end') {
        const statement = this.buffer + taken;
        this.clear();
        if (statement.trim() !== ';') yield { kind: 'statement', text: statement.trimStart() };
      } else this.buffer += step ?? taken;
      at += taken.length;
    }
    if (this.buffer.trim() === '' && !this.#mode) this.buffer = '';
  }

  /** What is taken; then the end of a statement, a command, or a text in its place. */
  #outside(rest: string): readonly [taken: string, step?: string] {
    const char = rest[0] as string;
    const escaped = /^[eE]'/.exec(rest);
    const dollar = /^\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$/.exec(rest);
    const variable = /^:(?:(\w+)|'(\w+)'|"(\w+)")/.exec(rest);
    const word = /^[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*/.exec(rest);
    if (rest.startsWith('--')) return [rest.slice(0, rest.indexOf('\n'))];
    if (rest.startsWith('/*')) return this.#open('/*', { kind: '*' });
    if (rest.startsWith('::')) return ['::'];
    if (char === '\\') return ['', 'command'];
    if (escaped) return this.#open(escaped[0], { kind: 'e' });
    if (char === "'" || char === '"') return this.#open(char, { kind: char });
    if (dollar) return this.#open(dollar[0], { kind: '$', tag: dollar[0] });
    if (variable) {
      const [whole, plain, quoted, name] = variable;
      const value = this.interpolate(plain ?? quoted ?? (name as string), plain ? '' : quoted ? "'" : '"');
      return value === undefined ? [whole] : [whole, value];
    }
    if (char === '(') this.#parentheses++;
    if (char === ')') this.#parentheses = Math.max(0, this.#parentheses - 1);
    if (char === ';' && this.#parentheses === 0) return [';', 'end'];
    return [word?.[0] ?? char];
  }

  #open(text: string, mode: NonNullable<Mode>): readonly [string] {
    this.#mode = mode;
    if (mode.kind === '*') this.#comments = 1;
    return [text];
  }

  #inside(rest: string, mode: NonNullable<Mode>): readonly [taken: string] {
    if (mode.kind === '$') return this.#until(rest, mode.tag);
    if (mode.kind === '"') return this.#until(rest, '"');
    if (mode.kind === '*') {
      if (rest.startsWith('/*')) this.#comments++;
      else if (!rest.startsWith('*/')) return [rest[0] as string];
      else if (--this.#comments === 0) this.#mode = undefined;
      return [rest.slice(0, 2)];
    }
    if (mode.kind === 'e' && rest[0] === '\\') return [rest.slice(0, 2)];
    if (rest[0] === "'") this.#mode = undefined;
    return [rest[0] as string];
  }

  #until(rest: string, mark: string): readonly [string] {
    const end = rest.indexOf(mark);
    if (end < 0) return [rest];
    this.#mode = undefined;
    return [rest.slice(0, end + mark.length)];
  }
}
