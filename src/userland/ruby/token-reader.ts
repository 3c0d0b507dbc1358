/** The tokens of a program, read one after another, and which local variables are known where the reader stands. */
import { Lexer } from './lexer.ts';
import { RubySyntaxError, type Token } from './tokens.ts';

interface Scope {
  readonly names: Set<string>;
  /** A method sees nothing of what is around it; a block does. */
  readonly closed: boolean;
}

export abstract class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  readonly #scopes: Scope[];

  constructor(
    source: string,
    protected readonly file: string,
    line: number,
    locals: readonly string[],
  ) {
    this.#tokens = new Lexer(source, line).tokens;
    this.#scopes = [{ names: new Set(locals), closed: true }];
  }

  protected peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token;
  }

  /** Where the reader stands, to come back to after a look that led nowhere. */
  protected mark(): number {
    return this.#at;
  }

  protected rewind(mark: number): void {
    this.#at = mark;
  }

  protected take(): Token {
    const token = this.peek();
    if (this.#at < this.#tokens.length - 1) this.#at++;
    return token;
  }

  protected accept(op: string): boolean {
    const token = this.peek();
    if (token.type !== 'op' || token.text !== op) return false;
    this.take();
    return true;
  }

  protected expect(op: string): void {
    if (!this.accept(op)) throw this.unexpected();
  }

  protected acceptKeyword(word: string): boolean {
    this.skipLinesBefore(word);
    const token = this.peek();
    if (token.type !== 'kw' || token.text !== word) return false;
    this.take();
    return true;
  }

  protected expectKeyword(word: string): void {
    this.skipLines();
    const token = this.peek();
    if (token.type !== 'kw' || token.text !== word) throw this.unexpected();
    this.take();
  }

  protected skipLines(): void {
    while (this.peek().type === 'nl') this.take();
  }

  private skipLinesBefore(word: string): void {
    let ahead = 0;
    while (this.peek(ahead).type === 'nl') ahead++;
    if (this.peek(ahead).type === 'kw' && this.peek(ahead).text === word) for (; ahead > 0; ahead--) this.take();
  }

  protected unexpected(token = this.peek()): RubySyntaxError {
    const what =
      token.type === 'eof'
        ? 'end-of-input'
        : token.type === 'nl'
          ? "'\\n'"
          : token.type === 'kw'
            ? `keyword_${token.text}`
            : `'${token.text}'`;
    return new RubySyntaxError(token.line, `syntax error, unexpected ${what}`);
  }

  protected unsupported(what: string): RubySyntaxError {
    return new RubySyntaxError(
      this.peek().line,
      `${what} is not simulated in Drydock's ruby; real Ruby understands it`,
    );
  }

  protected scope<T>(closed: boolean, body: () => T): T {
    this.#scopes.push({ names: new Set(), closed });
    try {
      return body();
    } finally {
      this.#scopes.pop();
    }
  }

  protected visible(): readonly string[] {
    const names: string[] = [];
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const scope = this.#scopes[i] as Scope;
      names.push(...scope.names);
      if (scope.closed) break;
    }
    return names;
  }

  protected declare(name: string): void {
    if (!this.visible().includes(name)) this.#scopes.at(-1)?.names.add(name);
  }
}
