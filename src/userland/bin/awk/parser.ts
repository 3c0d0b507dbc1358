/** awk's grammar, by recursive descent. */
import type { AwkProgram, Expr, FunctionDefinition, Rule, Statement } from './ast.ts';
import { AwkSyntaxError, tokenize, type Token } from './lexer.ts';

export function parseAwk(source: string): AwkProgram {
  return new Parser(tokenize(source)).program();
}

const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=']);
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);

class Parser {
  #at = 0;
  /** In print's arguments a bare `>` redirects; in `for (` a bare `in` is the loop's. */
  #noGreater = false;
  #noIn = false;

  constructor(readonly tokens: readonly Token[]) {}

  get #token(): Token {
    return this.tokens[this.#at] as Token;
  }

  #is(text: string): boolean {
    const { kind, text: found } = this.#token;
    return found === text && (kind === 'operator' || kind === 'keyword' || kind === 'newline');
  }

  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) this.#fail();
  }

  #fail(message = 'syntax error'): never {
    const { text, kind, line } = this.#token;
    throw new AwkSyntaxError(message, line, kind === 'end' ? 'end of file' : kind === 'newline' ? 'newline' : text);
  }

  #newlines(): void {
    while (this.#token.kind === 'newline') this.#at++;
  }

  #terminators(): void {
    while (this.#token.kind === 'newline' || this.#is(';')) this.#at++;
  }

  program(): AwkProgram {
    const begin: Statement[] = [];
    const end: Statement[] = [];
    const rules: Rule[] = [];
    const functions = new Map<string, FunctionDefinition>();
    this.#terminators();
    while (this.#token.kind !== 'end') {
      if (this.#accept('BEGIN')) begin.push(this.#block());
      else if (this.#accept('END')) end.push(this.#block());
      else if (this.#accept('function')) {
        const definition = this.#function();
        functions.set(definition.name, definition);
      } else rules.push(this.#rule());
      this.#terminators();
    }
    return { begin, end, rules, functions };
  }

  #rule(): Rule {
    if (this.#is('{')) return { from: undefined, to: undefined, body: this.#block() };
    const from = this.#expression();
    let to: Expr | undefined;
    if (this.#accept(',')) {
      this.#newlines();
      to = this.#expression();
    }
    return { from, to, body: this.#is('{') ? this.#block() : undefined };
  }

  #function(): FunctionDefinition {
    const { kind, text: name } = this.#token;
    if (kind !== 'name' && kind !== 'function') this.#fail();
    this.#at++;
    this.#expect('(');
    const parameters: string[] = [];
    while (!this.#accept(')')) {
      if (parameters.length) this.#expect(',');
      this.#newlines();
      if (this.#token.kind !== 'name') this.#fail();
      parameters.push(this.#token.text);
      this.#at++;
      this.#newlines();
    }
    this.#newlines();
    return { name, parameters, body: this.#block() };
  }

  #block(): Statement {
    this.#newlines();
    this.#expect('{');
    const body: Statement[] = [];
    this.#terminators();
    while (!this.#accept('}')) {
      if (this.#token.kind === 'end') this.#fail();
      body.push(this.#statement());
      this.#terminators();
    }
    return { kind: 'block', body };
  }

  #endStatement(): void {
    if (this.#token.kind === 'newline' || this.#is(';')) this.#at++;
    else if (!this.#is('}') && this.#token.kind !== 'end') this.#fail();
  }

  #body(): Statement {
    this.#newlines();
    if (this.#accept(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #statement(): Statement {
    if (this.#is('{')) return this.#block();
    const { kind, text } = this.#token;
    if (kind === 'keyword') {
      switch (text) {
        case 'if':
          return this.#if();
        case 'while': {
          this.#at++;
          const test = this.#parenthesized();
          if (this.#accept(';')) return { kind: 'while', test, body: { kind: 'block', body: [] }, first: false };
          return { kind: 'while', test, body: this.#body(), first: false };
        }
        case 'do': {
          this.#at++;
          const body = this.#body();
          this.#terminators();
          this.#expect('while');
          const test = this.#parenthesized();
          this.#endStatement();
          return { kind: 'while', test, body, first: true };
        }
        case 'for':
          return this.#for();
        case 'break':
        case 'continue':
        case 'next':
        case 'nextfile':
          this.#at++;
          this.#endStatement();
          return { kind: text };
        case 'exit':
        case 'return': {
          this.#at++;
          const bare = this.#token.kind === 'newline' || this.#token.kind === 'end' || this.#is(';') || this.#is('}');
          const value = bare ? undefined : this.#expression();
          this.#endStatement();
          return { kind: text, value };
        }
      }
    }
    const simple = this.#simple();
    this.#endStatement();
    return simple;
  }

  #if(): Statement {
    this.#at++;
    const test = this.#parenthesized();
    const yes = this.#body();
    const mark = this.#at;
    this.#terminators();
    if (this.#accept('else')) return { kind: 'if', test, yes, no: this.#body() };
    this.#at = mark;
    return { kind: 'if', test, yes, no: undefined };
  }

  #parenthesized(): Expr {
    this.#expect('(');
    const test = this.#open(() => this.#expression());
    this.#expect(')');
    return test;
  }

  #for(): Statement {
    this.#at++;
    this.#expect('(');
    const mark = this.#at;
    const { kind, text } = this.#token;
    if (
      kind === 'name' &&
      this.tokens[mark + 1]?.text === 'in' &&
      this.tokens[mark + 2]?.kind === 'name' &&
      this.tokens[mark + 3]?.text === ')'
    ) {
      const array = (this.tokens[mark + 2] as Token).text;
      this.#at += 4;
      return { kind: 'each', variable: { kind: 'variable', name: text }, array, body: this.#body() };
    }
    const start = this.#is(';') ? undefined : this.#simple();
    this.#expect(';');
    this.#newlines();
    const test = this.#is(';') ? undefined : this.#expression();
    this.#expect(';');
    this.#newlines();
    const step = this.#is(')') ? undefined : this.#simple();
    this.#expect(')');
    return { kind: 'for', start, test, step, body: this.#body() };
  }

  #simple(): Statement {
    if (this.#accept('print')) return this.#print(false);
    if (this.#accept('printf')) return this.#print(true);
    if (this.#accept('delete')) {
      const name = this.#token.text;
      if (this.#token.kind !== 'name') this.#fail();
      this.#at++;
      return { kind: 'delete', name, keys: this.#accept('[') ? this.#keys() : undefined };
    }
    return { kind: 'expression', value: this.#expression() };
  }

  #keys(): readonly Expr[] {
    const keys = this.#open(() => this.#list());
    this.#expect(']');
    return keys;
  }

  #list(): Expr[] {
    const items = [this.#expression()];
    while (this.#accept(',')) {
      this.#newlines();
      items.push(this.#expression());
    }
    return items;
  }

  /** Inside brackets the restrictions of print and for don't hold. */
  #open<T>(parse: () => T): T {
    const saved = [this.#noGreater, this.#noIn] as const;
    this.#noGreater = this.#noIn = false;
    const result = parse();
    [this.#noGreater, this.#noIn] = saved;
    return result;
  }

  #print(format: boolean): Statement {
    const empty =
      this.#token.kind === 'newline' ||
      this.#token.kind === 'end' ||
      ['}', ';', '>', '>>', '|'].some((text) => this.#is(text));
    let args: readonly Expr[] = [];
    if (!empty) {
      this.#noGreater = true;
      args = this.#list();
      this.#noGreater = false;
      const [only] = args;
      if (args.length === 1 && only?.kind === 'list') args = only.items;
    }
    for (const redirect of ['>', '>>', '|'] as const) {
      if (!this.#accept(redirect)) continue;
      this.#noGreater = true;
      const target = this.#concat(true);
      this.#noGreater = false;
      return { kind: 'print', format, args, redirect, target };
    }
    return { kind: 'print', format, args };
  }

  #expression(): Expr {
    const left = this.#conditional();
    const { text, kind } = this.#token;
    if (kind === 'operator' && ASSIGNMENTS.has(text) && isTarget(left)) {
      this.#at++;
      this.#newlines();
      return { kind: 'assign', operator: text, target: left, value: this.#expression() };
    }
    return left;
  }

  #conditional(): Expr {
    const test = this.#or();
    if (!this.#accept('?')) return test;
    this.#newlines();
    const yes = this.#expression();
    this.#newlines();
    this.#expect(':');
    this.#newlines();
    return { kind: 'conditional', test, yes, no: this.#expression() };
  }

  #or(): Expr {
    let left = this.#and();
    while (this.#accept('||')) {
      this.#newlines();
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expr {
    let left = this.#in();
    while (this.#accept('&&')) {
      this.#newlines();
      left = { kind: 'and', left, right: this.#in() };
    }
    return left;
  }

  #in(): Expr {
    let left = this.#match();
    while (!this.#noIn && this.#accept('in')) {
      const name = this.#token.text;
      if (this.#token.kind !== 'name') this.#fail();
      this.#at++;
      left = { kind: 'in', keys: left.kind === 'list' ? left.items : [left], name };
    }
    return left;
  }

  #match(): Expr {
    let left = this.#comparison();
    while (this.#is('~') || this.#is('!~')) {
      const negated = this.#token.text === '!~';
      this.#at++;
      left = { kind: 'match', negated, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Expr {
    let left = this.#concat(false);
    for (;;) {
      const { kind, text } = this.#token;
      if (kind === 'operator' && COMPARISONS.has(text) && !(text === '>' && this.#noGreater)) {
        this.#at++;
        left = { kind: 'binary', operator: text, left, right: this.#concat(false) };
      } else if (this.#is('|') && this.tokens[this.#at + 1]?.text === 'getline') {
        this.#at += 2;
        left = { kind: 'getline', from: 'command', source: left, target: this.#optionalTarget() };
      } else return left;
    }
  }

  #startsOperand(): boolean {
    const { kind, text } = this.#token;
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

  #concat(target: boolean): Expr {
    let left = this.#additive();
    while (this.#startsOperand() && !(this.#is('in') || (target && this.#is('(') && false))) {
      if (this.#is('!') && this.tokens[this.#at + 1]?.text === '~') break;
      left = { kind: 'concat', left, right: this.#additive() };
    }
    return left;
  }

  #additive(): Expr {
    let left = this.#multiplicative();
    while (this.#is('+') || this.#is('-')) {
      const operator = this.#token.text;
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#multiplicative() };
    }
    return left;
  }

  #multiplicative(): Expr {
    let left = this.#unary();
    while (this.#is('*') || this.#is('/') || this.#is('%')) {
      const operator = this.#token.text;
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expr {
    for (const operator of ['!', '-', '+'] as const)
      if (this.#accept(operator)) return { kind: 'unary', operator, operand: this.#unary() };
    return this.#power();
  }

  #power(): Expr {
    const base = this.#postfix();
    if (!this.#accept('^')) return base;
    const negative = this.#is('-') || this.#is('+') || this.#is('!');
    return { kind: 'binary', operator: '^', left: base, right: negative ? this.#unary() : this.#power() };
  }

  #postfix(): Expr {
    const target = this.#primary();
    if (isTarget(target)) {
      if (this.#accept('++')) return { kind: 'step', by: 1, prefix: false, target };
      if (this.#accept('--')) return { kind: 'step', by: -1, prefix: false, target };
    }
    return target;
  }

  #optionalTarget(): Expr | undefined {
    const { kind } = this.#token;
    return kind === 'name' || this.#is('$') ? this.#primary() : undefined;
  }

  #primary(): Expr {
    const { kind, text } = this.#token;
    this.#at++;
    switch (kind) {
      case 'number':
        return { kind: 'number', value: Number(text) };
      case 'string':
        return { kind: 'string', value: text };
      case 'regex':
        return { kind: 'regex', source: text };
      case 'builtin':
        return this.#builtin(text);
      case 'function': {
        this.#expect('(');
        return { kind: 'call', name: text, args: this.#arguments() };
      }
      case 'name':
        if (this.#accept('[')) return { kind: 'element', name: text, keys: this.#keys() };
        return { kind: 'variable', name: text };
    }
    if (text === '$' && kind === 'operator') {
      for (const [mark, by] of [
        ['++', 1],
        ['--', -1],
      ] as const) {
        if (this.#accept(mark))
          return { kind: 'field', index: { kind: 'step', by, prefix: true, target: this.#primary() } };
      }
      if (this.#accept('-'))
        return { kind: 'field', index: { kind: 'unary', operator: '-', operand: this.#primary() } };
      return { kind: 'field', index: this.#primary() };
    }
    if (text === '++' || text === '--')
      return { kind: 'step', by: text === '++' ? 1 : -1, prefix: true, target: this.#primary() };
    if (text === '(' && kind === 'operator') {
      const items = this.#open(() => {
        this.#newlines();
        return this.#list();
      });
      this.#newlines();
      this.#expect(')');
      return items.length === 1 ? { kind: 'group', inner: items[0] as Expr } : { kind: 'list', items };
    }
    if (text === 'getline' && kind === 'keyword') {
      const target = this.#optionalTarget();
      if (this.#accept('<')) return { kind: 'getline', from: 'file', source: this.#postfix(), target };
      return { kind: 'getline', from: 'main', source: undefined, target };
    }
    if (kind === 'operator' && (text === '-' || text === '+' || text === '!'))
      return { kind: 'unary', operator: text, operand: this.#unary() };
    this.#at--;
    return this.#fail();
  }

  #builtin(name: string): Expr {
    if (!this.#accept('(')) {
      if (name !== 'length') this.#fail();
      return { kind: 'builtin', name, args: [] };
    }
    return { kind: 'builtin', name, args: this.#arguments() };
  }

  #arguments(): readonly Expr[] {
    return this.#open(() => {
      this.#newlines();
      if (this.#accept(')')) return [];
      const args = this.#list();
      this.#newlines();
      this.#expect(')');
      return args;
    });
  }
}

function isTarget({ kind }: Expr): boolean {
  return kind === 'variable' || kind === 'field' || kind === 'element';
}
