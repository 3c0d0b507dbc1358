/** awk's rules and statements, by recursive descent. */
import type { AwkProgram, Expr, FunctionDefinition, Rule, Statement } from './ast.ts';
import { ExpressionParser } from './expression-parser.ts';
import { AwkProgramError, tokenize, type Token } from './lexer.ts';

/** `mawk`: by its grammar and with its checks, else busybox's. */
export function parseAwk(source: string, mawk: boolean): AwkProgram {
  return new Parser(tokenize(source, mawk), mawk).program();
}

class Parser extends ExpressionParser {
  #loops = 0;
  /** Where statements stand that only some places allow. */
  #place: 'rule' | 'end' | 'function' = 'end';

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
        this.#place = 'function';
        const definition = this.function();
        this.#place = 'end';
        functions.set(definition.name, definition);
      } else {
        this.#place = 'rule';
        rules.push(this.rule());
        this.#place = 'end';
      }
      this.terminators();
    }
    if (this.mawk) {
      const missing = [...this.called.keys()].find((name) => !functions.has(name));
      if (missing !== undefined) throw new AwkProgramError(`function ${missing} never defined`, this.token.line + 1);
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
      if (this.token.kind !== 'name' || (this.mawk && this.token.text === name)) this.fail();
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
      if (this.token.kind === 'end') this.fail('missing }');
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
          return { kind: 'while', test, body: this.#loop(), first: false };
        }
        case 'do': {
          this.at++;
          const body = this.#loop();
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
          this.#allowed(text);
          this.at++;
          this.endStatement();
          return { kind: text };
        case 'exit':
        case 'return': {
          this.#allowed(text);
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

  #loop(): Statement {
    this.#loops++;
    const body = this.body();
    this.#loops--;
    return body;
  }

  /** mawk tells of statements out of their place before it runs anything. */
  #allowed(word: string): void {
    if (!this.mawk) return;
    const { line } = this.token;
    if ((word === 'break' || word === 'continue') && this.#loops === 0)
      throw new AwkProgramError(`${word} statement outside of loop`, line);
    if ((word === 'next' || word === 'nextfile') && this.#place !== 'rule')
      throw new AwkProgramError(`improper use of ${word}`, line);
    if (word === 'return' && this.#place !== 'function')
      throw new AwkProgramError('return outside function body', line);
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
      return { kind: 'each', variable: { kind: 'variable', name: text }, array, body: this.#loop() };
    }
    const start = this.is(';') ? undefined : this.simple();
    this.expect(';');
    this.newlines();
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    this.newlines();
    const step = this.is(')') ? undefined : this.simple();
    this.expect(')');
    return { kind: 'for', start, test, step, body: this.#loop() };
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
    if (empty && format && this.mawk) throw new AwkProgramError('no arguments in call to printf', this.token.line);
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
      const target = this.mawk && redirect !== '|' ? this.expression() : this.concat(true);
      this.noGreater = false;
      return { kind: 'print', format, args, redirect, target };
    }
    return { kind: 'print', format, args };
  }
}
