/** awk's rules and statements, by recursive descent. */
import type { AwkProgram, Expr, FunctionDefinition, Rule, Statement } from './ast.ts';
import { ExpressionParser } from './expression-parser.ts';
import { tokenize, type Token } from './lexer.ts';

export function parseAwk(source: string): AwkProgram {
  return new Parser(tokenize(source)).program();
}

class Parser extends ExpressionParser {
  program(): AwkProgram {
    const begin: Statement[] = [];
    const end: Statement[] = [];
    const rules: Rule[] = [];
    const functions = new Map<string, FunctionDefinition>();
    this.terminators();
    while (this.token.kind !== 'end') {
      if (this.accept('BEGIN')) begin.push(this.block());
      else if (this.accept('END')) end.push(this.block());
      else if (this.accept('function')) {
        const definition = this.function();
        functions.set(definition.name, definition);
      } else rules.push(this.rule());
      this.terminators();
    }
    return { begin, end, rules, functions };
  }

  protected rule(): Rule {
    if (this.is('{')) return { from: undefined, to: undefined, body: this.block() };
    const from = this.expression();
    let to: Expr | undefined;
    if (this.accept(',')) {
      this.newlines();
      to = this.expression();
    }
    return { from, to, body: this.is('{') ? this.block() : undefined };
  }

  protected function(): FunctionDefinition {
    const { kind, text: name } = this.token;
    if (kind !== 'name' && kind !== 'function') this.fail();
    this.at++;
    this.expect('(');
    const parameters: string[] = [];
    while (!this.accept(')')) {
      if (parameters.length) this.expect(',');
      this.newlines();
      if (this.token.kind !== 'name') this.fail();
      parameters.push(this.token.text);
      this.at++;
      this.newlines();
    }
    this.newlines();
    return { name, parameters, body: this.block() };
  }

  protected block(): Statement {
    this.newlines();
    this.expect('{');
    const body: Statement[] = [];
    this.terminators();
    while (!this.accept('}')) {
      if (this.token.kind === 'end') this.fail();
      body.push(this.statement());
      this.terminators();
    }
    return { kind: 'block', body };
  }

  protected endStatement(): void {
    if (this.token.kind === 'newline' || this.is(';')) this.at++;
    else if (!this.is('}') && this.token.kind !== 'end') this.fail();
  }

  protected body(): Statement {
    this.newlines();
    if (this.accept(';')) return { kind: 'block', body: [] };
    return this.statement();
  }

  protected statement(): Statement {
    if (this.is('{')) return this.block();
    const { kind, text } = this.token;
    if (kind === 'keyword') {
      switch (text) {
        case 'if':
          return this.if();
        case 'while': {
          this.at++;
          const test = this.parenthesized();
          if (this.accept(';')) return { kind: 'while', test, body: { kind: 'block', body: [] }, first: false };
          return { kind: 'while', test, body: this.body(), first: false };
        }
        case 'do': {
          this.at++;
          const body = this.body();
          this.terminators();
          this.expect('while');
          const test = this.parenthesized();
          this.endStatement();
          return { kind: 'while', test, body, first: true };
        }
        case 'for':
          return this.for();
        case 'break':
        case 'continue':
        case 'next':
        case 'nextfile':
          this.at++;
          this.endStatement();
          return { kind: text };
        case 'exit':
        case 'return': {
          this.at++;
          const bare = this.token.kind === 'newline' || this.token.kind === 'end' || this.is(';') || this.is('}');
          const value = bare ? undefined : this.expression();
          this.endStatement();
          return { kind: text, value };
        }
      }
    }
    const simple = this.simple();
    this.endStatement();
    return simple;
  }

  protected if(): Statement {
    this.at++;
    const test = this.parenthesized();
    const yes = this.body();
    const mark = this.at;
    this.terminators();
    if (this.accept('else')) return { kind: 'if', test, yes, no: this.body() };
    this.at = mark;
    return { kind: 'if', test, yes, no: undefined };
  }

  protected parenthesized(): Expr {
    this.expect('(');
    const test = this.open(() => this.expression());
    this.expect(')');
    return test;
  }

  protected for(): Statement {
    this.at++;
    this.expect('(');
    const mark = this.at;
    const { kind, text } = this.token;
    if (
      kind === 'name' &&
      this.tokens[mark + 1]?.text === 'in' &&
      this.tokens[mark + 2]?.kind === 'name' &&
      this.tokens[mark + 3]?.text === ')'
    ) {
      const array = (this.tokens[mark + 2] as Token).text;
      this.at += 4;
      return { kind: 'each', variable: { kind: 'variable', name: text }, array, body: this.body() };
    }
    const start = this.is(';') ? undefined : this.simple();
    this.expect(';');
    this.newlines();
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    this.newlines();
    const step = this.is(')') ? undefined : this.simple();
    this.expect(')');
    return { kind: 'for', start, test, step, body: this.body() };
  }

  protected simple(): Statement {
    if (this.accept('print')) return this.print(false);
    if (this.accept('printf')) return this.print(true);
    if (this.accept('delete')) {
      const name = this.token.text;
      if (this.token.kind !== 'name') this.fail();
      this.at++;
      return { kind: 'delete', name, keys: this.accept('[') ? this.keys() : undefined };
    }
    return { kind: 'expression', value: this.expression() };
  }

  protected print(format: boolean): Statement {
    const empty =
      this.token.kind === 'newline' ||
      this.token.kind === 'end' ||
      ['}', ';', '>', '>>', '|'].some((text) => this.is(text));
    let args: readonly Expr[] = [];
    if (!empty) {
      this.noGreater = true;
      args = this.list();
      this.noGreater = false;
      const [only] = args;
      if (args.length === 1 && only?.kind === 'list') args = only.items;
    }
    for (const redirect of ['>', '>>', '|'] as const) {
      if (!this.accept(redirect)) continue;
      this.noGreater = true;
      const target = this.concat(true);
      this.noGreater = false;
      return { kind: 'print', format, args, redirect, target };
    }
    return { kind: 'print', format, args };
  }
}
