/** Statements of Ruby: blocks of code, definitions, control flow. Expressions are in `expression-parser.ts`. */
import type { Argument, BlockNode, Node, Parameter, Rescue } from './ast.ts';
import { ExpressionParser } from './expression-parser.ts';

export function parseRuby(source: string, file: string, line = 1, locals: readonly string[] = []): Node {
  return new Parser(source, file, line, locals).program();
}

const DO_ENDS = ['end'];

export class Parser extends ExpressionParser {
  program(): Node {
    const body = this.statements([]);
    if (this.peek().type !== 'eof') throw this.unexpected();
    return body;
  }

  protected override inner(code: string, line: number): Node {
    const parser = new Parser(code, this.file, line, this.visible());
    return parser.program();
  }

  /** Up to a keyword of `ends`, which is left. */
  protected override statements(ends: readonly string[]): Node {
    const nodes: Node[] = [];
    const { line } = this.peek();
    for (;;) {
      this.skipLines();
      const token = this.peek();
      if (token.type === 'eof' || (token.type === 'kw' && ends.includes(token.text))) break;
      if (token.type === 'op' && token.text === '}' && ends.includes('}')) break;
      if (token.type === 'op' && token.text === ')' && ends.includes(')')) break;
      nodes.push(this.statement());
      const after = this.peek();
      if (
        after.type !== 'nl' &&
        after.type !== 'eof' &&
        !(after.type === 'kw' && ends.includes(after.text)) &&
        !ends.includes(after.text)
      ) {
        throw this.unexpected();
      }
    }
    return nodes.length === 1 ? (nodes[0] as Node) : { t: 'seq', nodes, line };
  }

  /** An expression with its modifiers: `puts x if y`. */
  statement(): Node {
    let node = this.expressionStatement();
    for (;;) {
      const token = this.peek();
      if (token.type !== 'kw') return node;
      const { line } = token;
      if (token.text === 'if' || token.text === 'unless') {
        this.take();
        const test = this.expressionStatement();
        node = {
          t: 'if',
          test: token.text === 'if' ? test : { t: 'not', value: test, line },
          then: node,
          otherwise: undefined,
          line,
        };
      } else if (token.text === 'while' || token.text === 'until') {
        this.take();
        const bodyFirst = node.t === 'begin';
        node = {
          t: 'while',
          test: this.expressionStatement(),
          body: node,
          until: token.text === 'until',
          bodyFirst,
          line,
        };
      } else if (token.text === 'rescue') {
        this.take();
        const body = this.expressionStatement();
        node = {
          t: 'begin',
          body: node,
          rescues: [{ classes: [], name: undefined, body }],
          otherwise: undefined,
          ensure: undefined,
          line,
        };
      } else return node;
    }
  }

  protected override keyword(): Node {
    const token = this.take();
    const { line } = token;
    switch (token.text) {
      case 'nil':
      case 'true':
      case 'false':
      case 'self':
      case 'redo':
      case 'retry':
        return { t: token.text, line };
      case '__FILE__':
        return { t: 'str', parts: [this.file], line };
      case '__LINE__':
        return { t: 'int', value: BigInt(line), line };
      case '__method__':
        return {
          t: 'call',
          receiver: undefined,
          safe: false,
          name: '__method__',
          args: [],
          block: undefined,
          bare: true,
          line,
        };
      case 'if':
      case 'unless':
        return this.#if(token.text === 'unless', line);
      case 'while':
      case 'until': {
        const test = this.condition();
        const body = this.#body('do');
        return { t: 'while', test, body, until: token.text === 'until', bodyFirst: false, line };
      }
      case 'for':
        return this.#for(line);
      case 'case':
        return this.#case(line);
      case 'begin': {
        const node = this.bodyWithRescue(DO_ENDS, line);
        this.expectKeyword('end');
        return node.t === 'begin'
          ? node
          : { t: 'begin', body: node, rescues: [], otherwise: undefined, ensure: undefined, line };
      }
      case 'def':
        return this.#def(line);
      case 'class':
        return this.#class(line);
      case 'module': {
        const path = this.constantPath();
        return { t: 'module', path, body: this.#scoped(), line };
      }
      case 'yield':
        return { t: 'yield', args: this.callArguments().args, line };
      case 'super': {
        const given = this.peek().type === 'op' && this.peek().text === '(';
        const { args, block } = this.callArguments(true);
        return { t: 'super', args: given || args.length ? args : undefined, block, line };
      }
      case 'return':
      case 'break':
      case 'next':
        return { t: token.text, value: this.#jumpValue(), line };
      case 'defined?':
        return { t: 'defined', value: this.parenthesised(), line };
      case 'not':
        return { t: 'not', value: this.expression(), line };
      case 'alias': {
        const to = this.take().text;
        return { t: 'alias', to, from: this.take().text, line };
      }
      default:
        throw this.unexpected(token);
    }
  }

  /** `then`, `do` or a line's end, statements, `end`. */
  #body(opener: string): Node {
    if (this.peek().type === 'kw' && this.peek().text === opener) this.take();
    const body = this.statements(['end']);
    this.expectKeyword('end');
    return body;
  }

  #if(unless: boolean, line: number): Node {
    const test = this.condition();
    if (this.peek().text === 'then') this.take();
    const then = this.statements(['elsif', 'else', 'end']);
    let otherwise: Node | undefined;
    const next = this.take();
    if (next.text === 'elsif') otherwise = this.#if(false, next.line);
    else if (next.text === 'else') {
      otherwise = this.statements(['end']);
      this.expectKeyword('end');
    } else if (next.text !== 'end') throw this.unexpected(next);
    return { t: 'if', test: unless ? { t: 'not', value: test, line } : test, then, otherwise, line };
  }

  #for(line: number): Node {
    const targets = [this.target()];
    while (this.accept(',')) targets.push(this.target());
    this.expectKeyword('in');
    const source = this.condition();
    const target: Node = targets.length === 1 ? (targets[0] as Node) : { t: 'tupleTarget', targets, line };
    return { t: 'for', target, source, body: this.#body('do'), line };
  }

  #case(line: number): Node {
    const subject = this.peek().type === 'nl' ? undefined : this.expressionStatement();
    this.skipLines();
    const whens: { tests: readonly Argument[]; body: Node }[] = [];
    while (this.acceptKeyword('when')) {
      const tests: Argument[] = [];
      do {
        this.skipLines();
        tests.push(
          this.accept('*') ? { kind: 'splat', value: this.expression() } : { kind: 'plain', value: this.expression() },
        );
      } while (this.accept(','));
      if (this.peek().text === 'then') this.take();
      whens.push({ tests, body: this.statements(['when', 'else', 'end', 'in']) });
    }
    if (this.peek().text === 'in') throw this.unsupported('pattern matching with `in`');
    const otherwise = this.acceptKeyword('else') ? this.statements(['end']) : undefined;
    this.expectKeyword('end');
    return { t: 'case', subject, whens, otherwise, line };
  }

  /** Statements with `rescue`, `else` and `ensure`; the `end` is left. */
  protected override bodyWithRescue(ends: readonly string[], line: number): Node {
    const body = this.statements(['rescue', 'else', 'ensure', ...ends]);
    const rescues: Rescue[] = [];
    while (this.acceptKeyword('rescue')) rescues.push(this.#rescue(ends));
    const otherwise = this.acceptKeyword('else') ? this.statements(['ensure', ...ends]) : undefined;
    const ensure = this.acceptKeyword('ensure') ? this.statements(ends) : undefined;
    return rescues.length || otherwise || ensure ? { t: 'begin', body, rescues, otherwise, ensure, line } : body;
  }

  #rescue(ends: readonly string[]): Rescue {
    const classes: Node[] = [];
    while (this.peek().type !== 'nl' && this.peek().text !== '=>' && this.peek().text !== 'then') {
      classes.push(this.expression());
      if (!this.accept(',')) break;
    }
    const name = this.accept('=>') ? this.target() : undefined;
    if (this.peek().text === 'then') this.take();
    return { classes, name, body: this.statements(['rescue', 'else', 'ensure', ...ends]) };
  }

  #def(line: number): Node {
    let name = this.take().text;
    let singleton: Node | undefined;
    if (this.accept('.')) {
      const local = this.visible().includes(name);
      if (name === 'self') singleton = { t: 'self', line };
      else singleton = local ? { t: 'local', name, line } : { t: 'const', scope: undefined, top: false, name, line };
      name = this.take().text;
    }
    return this.scope(true, () => {
      const parameters: Parameter[] = [];
      if (this.accept('(')) {
        parameters.push(...this.parameters(')'));
        this.expect(')');
      } else if (this.peek().type !== 'nl' && !(this.peek().text === '=' && this.peek().type === 'op'))
        parameters.push(...this.parameters('\n'));
      let body: Node;
      if (this.accept('=')) {
        this.skipLines();
        body = this.statement();
      } else {
        body = this.bodyWithRescue(DO_ENDS, line);
        this.expectKeyword('end');
      }
      return { t: 'def', singleton, name, parameters, body, line };
    });
  }

  #class(line: number): Node {
    if (this.accept('<<')) {
      const value = this.expression();
      return { t: 'singletonClass', value, body: this.#scoped(), line };
    }
    const path = this.constantPath();
    const superclass = this.accept('<') ? this.expression() : undefined;
    return { t: 'class', path, superclass, body: this.#scoped(), line };
  }

  #scoped(): Node {
    return this.scope(true, () => {
      const body = this.bodyWithRescue(DO_ENDS, this.peek().line);
      this.expectKeyword('end');
      return body;
    });
  }

  #jumpValue(): Node | undefined {
    const token = this.peek();
    const modifier =
      token.type === 'kw' && ['if', 'unless', 'while', 'until', 'end', 'rescue', 'and', 'or'].includes(token.text);
    if (
      token.type === 'nl' ||
      token.type === 'eof' ||
      modifier ||
      (token.type === 'op' && /^[})\]:]$/.test(token.text))
    )
      return undefined;
    const first = this.expression();
    if (!(this.peek().type === 'op' && this.peek().text === ',')) return first;
    const items: Argument[] = [{ kind: 'plain', value: first }];
    while (this.accept(',')) items.push({ kind: 'plain', value: this.expression() });
    return { t: 'array', items, line: token.line };
  }

  protected override block(): BlockNode | undefined {
    const token = this.peek();
    const braces = token.type === 'op' && token.text === '{';
    if (!braces && !(token.type === 'kw' && token.text === 'do' && !this.noDo)) return undefined;
    this.take();
    return this.scope(false, () => {
      let parameters: readonly Parameter[] = [];
      this.skipLines();
      if (this.accept('|')) {
        parameters = this.parameters('|');
        this.expect('|');
      } else if (this.accept('||')) parameters = [];
      const body = this.withDo(() => (braces ? this.statements(['}']) : this.bodyWithRescue(DO_ENDS, token.line)));
      if (braces) this.expect('}');
      else this.expectKeyword('end');
      return { parameters: this.numbered(parameters, body), body };
    });
  }
}
