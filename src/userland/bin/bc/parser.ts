/** From words to a program. Precedence, lowest first: || && ! relations, assignment, + -, * / %, ^, unary -, ++ and --. */
import type { Token } from './lexer.ts';
import type { Argument, Expression, Parameter, Statement } from './syntax.ts';

export class BcSyntaxError extends Error {
  override name = 'BcSyntaxError';
  constructor(
    readonly line: number,
    message = 'syntax error',
  ) {
    super(message);
  }
}

const KEYWORDS = new Set(
  'auto break continue define else for halt if length limits print quit read return scale sqrt void warranty while'.split(
    ' ',
  ),
);
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);
const RELATIONS = new Set(['==', '!=', '<', '<=', '>', '>=']);

export class Parser {
  #at = 0;
  /** Of the code that bc would have made so far: what its errors name. */
  #address = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The statements of one line; undefined at the end. An error passes over the rest of its line. */
  line(): readonly Statement[] | undefined {
    this.#address = 0;
    if (this.#token.kind === 'end') return undefined;
    const statements: Statement[] = [];
    try {
      while (!this.#lineEnds) {
        if (this.#take(';')) continue;
        statements.push(this.#statement(true));
        // A function is over where its brace closes.
        if (!this.#ends && statements.at(-1)?.kind !== 'define') this.#fail();
      }
    } catch (error) {
      if (error instanceof BcSyntaxError) this.#skipLine();
      throw error;
    }
    this.#skipNewline();
    return statements;
  }

  get #token(): Token {
    return this.tokens[this.#at] as Token;
  }
  get #lineEnds(): boolean {
    return this.#token.kind === 'newline' || this.#token.kind === 'end';
  }
  get #ends(): boolean {
    const { kind, text } = this.#token;
    return kind === 'newline' || kind === 'end' || text === ';' || text === '}';
  }

  #fail(): never {
    const { kind, text, line } = this.#token;
    throw new BcSyntaxError(line, kind === 'illegal' ? `illegal character: ${text}` : undefined);
  }

  #skipLine(): void {
    while (!this.#lineEnds) this.#at++;
    this.#skipNewline();
  }
  #skipNewline(): void {
    if (this.#token.kind === 'newline') this.#at++;
  }
  #newlines(): void {
    while (this.#token.kind === 'newline') this.#at++;
  }

  #is(text: string): boolean {
    const { kind } = this.#token;
    return (kind === 'operator' || kind === 'name') && this.#token.text === text;
  }
  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }
  #need(text: string): void {
    if (!this.#take(text)) this.#fail();
  }

  #statement(top = false): Statement {
    const { kind, text } = this.#token;
    if (kind === 'string') {
      this.#at++;
      return { kind: 'string', text };
    }
    if (this.#take('{')) return { kind: 'block', body: this.#block() };
    if (kind !== 'name' || !KEYWORDS.has(text)) return this.#expressionStatement();
    switch (text) {
      case 'break':
      case 'continue':
      case 'halt':
      case 'quit':
        this.#at++;
        return { kind: text };
      case 'limits':
      case 'warranty':
        this.#at++;
        return { kind: 'string', text: `${text} is not simulated in Drydock\n` };
      case 'print':
        this.#at++;
        return this.#print();
      case 'if':
        return this.#if();
      case 'while': {
        this.#at++;
        const test = this.#inParentheses();
        this.#newlines();
        return { kind: 'loop', first: undefined, test, next: undefined, body: this.#statement() };
      }
      case 'for':
        return this.#for();
      case 'return':
        this.#at++;
        return { kind: 'return', value: this.#ends ? undefined : this.#expression() };
      case 'define':
        if (!top) this.#fail();
        return this.#define();
      default:
        return this.#expressionStatement();
    }
  }

  /** What assigns is not shown. */
  #expressionStatement(): Statement {
    const bare = !this.#is('(');
    const value = this.#expression();
    return { kind: 'expression', value, shown: !(bare && value.kind === 'assign') };
  }

  #block(): Statement[] {
    const body: Statement[] = [];
    for (;;) {
      while (this.#token.kind === 'newline' || this.#is(';')) this.#at++;
      if (this.#take('}')) return body;
      if (this.#token.kind === 'end') this.#fail();
      body.push(this.#statement());
      if (!this.#ends) this.#fail();
    }
  }

  #print(): Statement {
    const items: (string | Expression)[] = [];
    do {
      const { kind, text } = this.#token;
      if (kind === 'string') {
        this.#at++;
        items.push(text);
      } else items.push(this.#expression());
    } while (this.#take(','));
    return { kind: 'print', items };
  }

  #inParentheses(): Expression {
    this.#need('(');
    const value = this.#expression();
    this.#need(')');
    return value;
  }

  #if(): Statement {
    this.#at++;
    const test = this.#inParentheses();
    this.#newlines();
    const then = this.#statement();
    let otherwise: Statement | undefined;
    if (this.#take('else')) {
      this.#newlines();
      otherwise = this.#statement();
    }
    return { kind: 'if', test, then, otherwise };
  }

  #for(): Statement {
    this.#at++;
    this.#need('(');
    const part = (end: string) => {
      const value = this.#is(end) ? undefined : this.#expression();
      this.#need(end);
      return value;
    };
    const [first, test, next] = [part(';'), part(';'), part(')')];
    this.#newlines();
    return { kind: 'loop', first, test, next, body: this.#statement() };
  }

  #define(): Statement {
    this.#at++;
    this.#take('void');
    const name = this.#name();
    this.#need('(');
    const parameters = this.#parameters(')');
    this.#need(')');
    this.#newlines();
    this.#need('{');
    while (this.#token.kind === 'newline' || this.#is(';')) this.#at++;
    const locals = this.#take('auto') ? this.#parameters(';') : [];
    return { kind: 'define', definition: { name, parameters, locals, body: this.#block() } };
  }

  #name(): string {
    const { kind, text } = this.#token;
    if (kind !== 'name' || KEYWORDS.has(text)) this.#fail();
    this.#at++;
    return text;
  }

  #parameters(end: string): Parameter[] {
    const found: Parameter[] = [];
    if (this.#is(end) || this.#token.kind === 'newline') return found;
    do {
      this.#take('*');
      const name = this.#name();
      const isArray = this.#take('[');
      if (isArray) this.#need(']');
      found.push({ name, isArray });
    } while (this.#take(','));
    return found;
  }

  #expression(): Expression {
    return this.#left(['||'], () => this.#left(['&&'], () => this.#not()));
  }

  #left(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    while (this.#token.kind === 'operator' && operators.includes(this.#token.text)) {
      const operator = this.#token.text;
      this.#at++;
      const right = operand();
      left = { kind: 'binary', operator, left, right, address: ++this.#address };
    }
    return left;
  }

  #not(): Expression {
    if (this.#take('!')) {
      const value = this.#not();
      this.#address++;
      return { kind: 'not', value };
    }
    return this.#left([...RELATIONS], () => this.#assignment());
  }

  #assignment(): Expression {
    const left = this.#left(['+', '-'], () => this.#left(['*', '/', '%'], () => this.#power()));
    const { kind, text } = this.#token;
    if (left.kind !== 'place' || kind !== 'operator' || !ASSIGNMENTS.has(text)) return left;
    this.#at++;
    const value = this.#assignment();
    return { kind: 'assign', place: left.place, operator: text, value, address: ++this.#address };
  }

  #power(): Expression {
    const left = this.#unary();
    if (!this.#take('^')) return left;
    const right = this.#power();
    return { kind: 'binary', operator: '^', left, right, address: ++this.#address };
  }

  #unary(): Expression {
    if (this.#take('-')) {
      const value = this.#unary();
      this.#address++;
      return { kind: 'negate', value };
    }
    for (const [operator, by] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (!this.#take(operator)) continue;
      const value = this.#primary();
      if (value.kind !== 'place') return this.#fail();
      return { kind: 'step', place: value.place, by, before: true };
    }
    const value = this.#primary();
    if (value.kind !== 'place') return value;
    if (this.#take('++')) return { kind: 'step', place: value.place, by: 1, before: false };
    if (this.#take('--')) return { kind: 'step', place: value.place, by: -1, before: false };
    return value;
  }

  #primary(): Expression {
    const { kind, text } = this.#token;
    if (this.#take('(')) {
      const value = this.#expression();
      this.#need(')');
      return { kind: 'group', value };
    }
    if (kind === 'number') {
      this.#at++;
      this.#address += text === '0' || text === '1' ? 1 : text.length + 2;
      return { kind: 'number', text };
    }
    if (kind !== 'name') return this.#fail();
    if (['length', 'sqrt', 'read', 'scale'].includes(text)) {
      this.#at++;
      if (text === 'scale' && !this.#is('(')) return this.#variable(text);
      return this.#call(text);
    }
    const name = this.#name();
    if (this.#is('(')) return this.#call(name);
    if (!this.#take('[')) return this.#variable(name);
    const index = this.#expression();
    this.#need(']');
    this.#address += 2;
    return { kind: 'place', place: { kind: 'element', name, index } };
  }

  #variable(name: string): Expression {
    this.#address += 2;
    return { kind: 'place', place: { kind: 'variable', name } };
  }

  #call(name: string): Expression {
    this.#need('(');
    const given: Argument[] = [];
    if (!this.#is(')')) {
      do given.push(this.#argument());
      while (this.#take(','));
    }
    this.#need(')');
    this.#address += 2;
    return { kind: 'call', name, given, address: this.#address };
  }

  /** `a[]` is a whole array. */
  #argument(): Argument {
    const [bracket, close] = [this.tokens[this.#at + 1], this.tokens[this.#at + 2]];
    if (this.#token.kind !== 'name' || bracket?.text !== '[' || close?.text !== ']') return this.#expression();
    const name = this.#name();
    this.#at += 2;
    return { kind: 'array', name };
  }
}
