/** `[[ … ]]` as bash reads it: its errors have words of their own, and end what is read. */
import { Refused } from './refusal.ts';
import type { Token, Tokens } from './tokens.ts';

const UNARY = /^-[a-zA-Z]$/;
const NO_UNARY = /^-[ABCDEFHIJKMPQTUVWXYZilmqy]$/;
const BINARY = /^(?:==?|!=|=~|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/;

/** `start` is the opening bracket, which has been read. */
export function readCondition(tokens: Tokens, start: Token): void {
  new Condition(tokens, start).read();
}

class Condition {
  constructor(
    private readonly tokens: Tokens,
    private readonly start: Token,
  ) {}

  read(): void {
    this.#or();
    const token = this.tokens.peek();
    if (isEnd(token)) return void this.tokens.next();
    if (token.kind === 'end') this.#open();
    const words = 'syntax error in conditional expression';
    const named = token.kind === 'word' ? words : `${words}: unexpected token \`${shown(token)}'`;
    this.#words(named, false, this.start.pos);
  }

  #words(words: string, silent = false, pos = this.tokens.peek().pos): never {
    this.tokens.refuse({ kind: 'words', words, line: this.tokens.lineAt(pos), silent });
  }

  #open(): never {
    this.tokens.refuse({ kind: 'end', line: this.tokens.lineAt(this.start.pos), expecting: ']]' });
  }

  #newlines(): Token {
    while (this.tokens.peek().kind === 'newline') this.tokens.next();
    return this.tokens.peek();
  }

  #isOperator(text: string): boolean {
    const token = this.tokens.peek();
    return token.kind === 'operator' && token.text === text;
  }

  #or(): void {
    this.#and();
    while (this.#isOperator('||')) {
      this.tokens.next();
      this.#and();
    }
  }

  #and(): void {
    this.#term();
    while (this.#isOperator('&&')) {
      this.tokens.next();
      this.#term();
    }
  }

  #term(): void {
    const token = this.#newlines();
    if (token.kind === 'end') this.#open();
    if (isEnd(token)) this.#words('', true);
    if (this.#isOperator('(')) return this.#group();
    if (token.kind !== 'word') this.#words(`unexpected token \`${shown(token)}' in conditional command`);
    if (!token.quoted && token.text === '!') {
      this.tokens.next();
      return this.#term();
    }
    this.tokens.next();
    if (UNARY.test(token.text) && !NO_UNARY.test(token.text)) return this.#argument('unary');
    this.#binary();
  }

  #group(): void {
    this.tokens.next();
    try {
      this.#or();
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.kind !== 'words' || error.refusal.silent) throw error;
      this.#words(`${error.refusal.words}\nexpected \`)'`);
    }
    const token = this.#newlines();
    if (token.kind === 'end') this.#open();
    if (!this.#isOperator(')')) this.#words(`unexpected token \`${shown(token)}', expected \`)'`);
    this.tokens.next();
    this.#newlines();
  }

  #binary(): void {
    const token = this.tokens.peek();
    if (token.kind === 'end') this.#open();
    const compares = (token.kind === 'word' && BINARY.test(token.text)) || /^[<>]$/.test(token.text);
    if (!compares) {
      if (isEnd(token) || ['&&', '||', ')'].some((text) => this.#isOperator(text))) return;
      if (token.kind === 'word') this.#words('conditional binary operator expected');
      this.#words(`unexpected token \`${shown(token)}', conditional binary operator expected`);
    }
    this.tokens.next();
    if (token.text === '=~') this.tokens.readRegExp();
    this.#argument('binary');
  }

  #argument(of: 'unary' | 'binary'): void {
    const token = this.tokens.peek();
    if (token.kind === 'end') this.#open();
    if (token.kind !== 'word' || isEnd(token))
      this.#words(`unexpected argument \`${shown(token)}' to conditional ${of} operator`);
    this.tokens.next();
    this.#newlines();
  }
}

function isEnd({ kind, text, quoted }: Token): boolean {
  return kind === 'word' && text === ']]' && !quoted;
}

function shown({ kind, text }: Token): string {
  return kind === 'newline' ? 'newline' : text;
}
