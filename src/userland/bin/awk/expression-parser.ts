/** awk's expressions, by recursive descent; also what reading of tokens both halves of the grammar share. */
import type { Expr } from './ast.ts';
import { AwkProgramError, AwkSyntaxError, type Token } from './lexer.ts';

export class ExpressionParser {
  protected at = 0;
  /** In print's arguments a bare `>` redirects; in `for (` a bare `in` is the loop's. */
  protected noGreater = false;
  protected noIn = false;

  /** Functions that are called, and the line of the first call. */
  protected readonly called = new Map<string, number>();

  constructor(
    readonly tokens: readonly Token[],
    readonly mawk: boolean,
  ) {}

  protected get token(): Token {
    return this.tokens[this.at] as Token;
  }

  protected is(text: string): boolean {
    const { kind, text: found } = this.token;
    return found === text && (kind === 'operator' || kind === 'keyword' || kind === 'newline');
  }

  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  protected expect(text: string): void {
    if (!this.accept(text)) this.fail();
  }

  protected fail(message = 'syntax error'): never {
    const { text, kind, line } = this.token;
    const place = this.mawk ? 'end of line' : kind === 'end' ? 'end of file' : 'newline';
    throw new AwkSyntaxError(message, line, kind === 'end' || kind === 'newline' ? place : text);
  }

  protected newlines(): void {
    while (this.token.kind === 'newline') this.at++;
  }

  protected terminators(): void {
    while (this.token.kind === 'newline' || this.is(';')) this.at++;
  }

  protected keys(): readonly Expr[] {
    const keys = this.open(() => this.list());
    this.expect(']');
    return keys;
  }

  protected list(): Expr[] {
    const items = [this.expression()];
    while (this.accept(',')) {
      this.newlines();
      items.push(this.expression());
    }
    return items;
  }

  /** Inside brackets the restrictions of print and for don't hold. */
  protected open<T>(parse: () => T): T {
    const saved = [this.noGreater, this.noIn] as const;
    this.noGreater = this.noIn = false;
    const result = parse();
    [this.noGreater, this.noIn] = saved;
    return result;
  }

  protected expression(): Expr {
    const left = this.conditional();
    const { text, kind } = this.token;
    if (kind === 'operator' && ASSIGNMENTS.has(text) && isTarget(left)) {
      this.at++;
      this.newlines();
      return { kind: 'assign', operator: text, target: left, value: this.expression() };
    }
    return left;
  }

  protected conditional(): Expr {
    const test = this.or();
    if (!this.accept('?')) return test;
    this.newlines();
    const yes = this.expression();
    this.newlines();
    this.expect(':');
    this.newlines();
    return { kind: 'conditional', test, yes, no: this.expression() };
  }

  protected or(): Expr {
    let left = this.and();
    while (this.accept('||')) {
      this.newlines();
      left = { kind: 'or', left, right: this.and() };
    }
    return left;
  }

  protected and(): Expr {
    let left = this.in();
    while (this.accept('&&')) {
      this.newlines();
      left = { kind: 'and', left, right: this.in() };
    }
    return left;
  }

  protected in(): Expr {
    let left = this.match();
    while (!this.noIn && this.accept('in')) {
      const name = this.token.text;
      if (this.token.kind !== 'name') this.fail();
      this.at++;
      left = { kind: 'in', keys: left.kind === 'list' ? left.items : [left], name };
    }
    return left;
  }

  protected match(): Expr {
    let left = this.comparison();
    while (this.is('~') || this.is('!~')) {
      const negated = this.token.text === '!~';
      this.at++;
      left = { kind: 'match', negated, left, right: this.comparison() };
    }
    return left;
  }

  protected comparison(): Expr {
    let left = this.concat(false);
    for (;;) {
      const { kind, text } = this.token;
      if (kind === 'operator' && COMPARISONS.has(text) && !(text === '>' && this.noGreater)) {
        this.at++;
        left = { kind: 'binary', operator: text, left, right: this.concat(false) };
      } else if (this.is('|') && this.tokens[this.at + 1]?.text === 'getline') {
        this.at += 2;
        left = { kind: 'getline', from: 'command', source: left, target: this.optionalTarget() };
      } else return left;
    }
  }

  protected startsOperand(): boolean {
    const { kind, text } = this.token;
    if (
      kind === 'number' ||
      kind === 'string' ||
      kind === 'regex' ||
      kind === 'name' ||
      kind === 'function' ||
      kind === 'builtin'
    )
      return true;
    return kind === 'operator' && ['$', '!', '(', '-', '+', '++', '--'].includes(text);
  }

  protected concat(target: boolean): Expr {
    let left = this.additive();
    while (this.startsOperand() && !(this.is('in') || (target && this.is('(') && false))) {
      if (this.is('!') && this.tokens[this.at + 1]?.text === '~') break;
      left = { kind: 'concat', left, right: this.additive() };
    }
    return left;
  }

  protected additive(): Expr {
    let left = this.multiplicative();
    while (this.is('+') || this.is('-')) {
      const operator = this.token.text;
      this.at++;
      left = { kind: 'binary', operator, left, right: this.multiplicative() };
    }
    return left;
  }

  protected multiplicative(): Expr {
    let left = this.unary();
    while (this.is('*') || this.is('/') || this.is('%')) {
      const operator = this.token.text;
      this.at++;
      left = { kind: 'binary', operator, left, right: this.unary() };
    }
    return left;
  }

  protected unary(): Expr {
    for (const operator of ['!', '-', '+'] as const)
      if (this.accept(operator)) return { kind: 'unary', operator, operand: this.unary() };
    return this.power();
  }

  protected power(): Expr {
    const base = this.postfix();
    if (!this.accept('^')) return base;
    const negative = this.is('-') || this.is('+') || this.is('!');
    return { kind: 'binary', operator: '^', left: base, right: negative ? this.unary() : this.power() };
  }

  protected postfix(): Expr {
    const target = this.primary();
    if (isTarget(target)) {
      if (this.accept('++')) return { kind: 'step', by: 1, prefix: false, target };
      if (this.accept('--')) return { kind: 'step', by: -1, prefix: false, target };
    }
    return target;
  }

  protected optionalTarget(): Expr | undefined {
    const { kind } = this.token;
    return kind === 'name' || this.is('$') ? this.primary() : undefined;
  }

  protected primary(): Expr {
    const { kind, text } = this.token;
    this.at++;
    switch (kind) {
      case 'number':
        return { kind: 'number', value: Number(text) };
      case 'string':
        return { kind: 'string', value: text };
      case 'regex':
        return { kind: 'regex', source: text };
      case 'builtin':
        return this.builtin(text);
      case 'function': {
        if (!this.called.has(text)) this.called.set(text, this.token.line);
        this.expect('(');
        return { kind: 'call', name: text, args: this.arguments() };
      }
      case 'name':
        if (this.accept('[')) return { kind: 'element', name: text, keys: this.keys() };
        return { kind: 'variable', name: text };
    }
    if (text === '$' && kind === 'operator') {
      for (const [mark, by] of [
        ['++', 1],
        ['--', -1],
      ] as const) {
        if (this.accept(mark))
          return { kind: 'field', index: { kind: 'step', by, prefix: true, target: this.primary() } };
      }
      if (this.accept('-')) return { kind: 'field', index: { kind: 'unary', operator: '-', operand: this.primary() } };
      return { kind: 'field', index: this.primary() };
    }
    if (text === '++' || text === '--')
      return { kind: 'step', by: text === '++' ? 1 : -1, prefix: true, target: this.primary() };
    if (text === '(' && kind === 'operator') {
      const items = this.open(() => {
        this.newlines();
        return this.list();
      });
      this.newlines();
      this.expect(')');
      return items.length === 1 ? { kind: 'group', inner: items[0] as Expr } : { kind: 'list', items };
    }
    if (text === 'getline' && kind === 'keyword') {
      const target = this.optionalTarget();
      if (this.accept('<')) return { kind: 'getline', from: 'file', source: this.postfix(), target };
      return { kind: 'getline', from: 'main', source: undefined, target };
    }
    if (kind === 'operator' && (text === '-' || text === '+' || text === '!'))
      return { kind: 'unary', operator: text, operand: this.unary() };
    this.at--;
    return this.fail();
  }

  protected builtin(name: string): Expr {
    if (!this.accept('(')) {
      if (name !== 'length') this.fail();
      return { kind: 'builtin', name, args: [] };
    }
    const { line } = this.token;
    const args = this.arguments();
    const [least, most] = (this.mawk && ARITY[name]) || [0, Infinity];
    if (args.length < least || args.length > most)
      throw new AwkProgramError(`wrong number of arguments in call to ${name}`, line);
    return { kind: 'builtin', name, args };
  }

  protected arguments(): readonly Expr[] {
    return this.open(() => {
      this.newlines();
      if (this.accept(')')) return [];
      const args = this.list();
      this.newlines();
      this.expect(')');
      return args;
    });
  }
}

/** How many arguments mawk's functions take. */
const ARITY: Readonly<Record<string, readonly [least: number, most: number]>> = {
  length: [0, 1], substr: [2, 3], index: [2, 2], split: [2, 3], sub: [2, 3], gsub: [2, 3], match: [2, 2],
  sprintf: [1, Infinity], sin: [1, 1], cos: [1, 1], exp: [1, 1], log: [1, 1], sqrt: [1, 1], int: [1, 1], atan2: [2, 2],
  rand: [0, 0], srand: [0, 1], tolower: [1, 1], toupper: [1, 1], system: [1, 1], close: [1, 1], fflush: [0, 1],
  strftime: [0, 3], systime: [0, 0], mktime: [1, 1],
}; // prettier-ignore

const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=']);
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);

function isTarget({ kind }: Expr): boolean {
  return kind === 'variable' || kind === 'field' || kind === 'element';
}
