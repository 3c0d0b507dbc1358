/** Expressions of Ruby, by precedence climbing. What is a statement comes from the subclass. */
import type { Argument, Node } from './ast.ts';
import { callNode, negated, operation } from './nodes.ts';
import { ASSIGNMENTS, OperandParser } from './operand-parser.ts';

/** Loosest first: operators and whether they group to the right. */
const BINARY: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['<=>', '==', '===', '!=', '=~', '!~'],
  ['<', '<=', '>', '>='],
  ['|', '^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

export abstract class ExpressionParser extends OperandParser {
  protected abstract bodyWithRescue(ends: readonly string[], line: number): Node;
  abstract statement(): Node;

  /** With `and`, `or`, `not`, and assignments of several targets. */
  expressionStatement(): Node {
    let left = this.#multiple();
    for (;;) {
      const token = this.peek();
      if (token.type !== 'kw' || (token.text !== 'and' && token.text !== 'or')) return left;
      this.take();
      this.skipLines();
      left = { t: token.text, left, right: this.#multiple(), line: token.line };
    }
  }

  /** The condition of a loop or an `if`, where `do` belongs to the loop. */
  protected condition(): Node {
    const before = this.noDo;
    this.noDo = true;
    try {
      return this.expressionStatement();
    } finally {
      this.noDo = before;
    }
  }

  /** `a, b = 1, 2`: told by looking ahead for `,` … `=` at the front of a statement. */
  #multiple(): Node {
    const start = this.mark();
    const { line } = this.peek();
    if (this.#looksMultiple()) {
      const targets: Node[] = [];
      do {
        if (this.peek().text === '=' && this.peek().type === 'op') break;
        targets.push(this.target());
      } while (this.accept(','));
      if (this.accept('=')) {
        this.skipLines();
        return { t: 'multiAssign', targets, value: this.#values(), line };
      }
      this.rewind(start);
    }
    return this.expression();
  }

  #looksMultiple(): boolean {
    const first = this.peek();
    if (!(
      ['ident', 'ivar', 'gvar', 'cvar', 'const'].includes(first.type) ||
      first.text === '*' ||
      first.text === '(' ||
      first.text === 'self'
    ))
      return false;
    let depth = 0;
    let comma = first.text === '*';
    for (let i = 0; ; i++) {
      const token = this.peek(i);
      if (token.type === 'nl' || token.type === 'eof' || (token.type === 'kw' && token.text !== 'self')) return false;
      if (token.type === 'op') {
        if ('([{'.includes(token.text)) depth++;
        else if (')]}'.includes(token.text)) depth--;
        else if (depth === 0 && token.text === ',') comma = true;
        else if (depth === 0 && token.text === '=') return comma;
        else if (depth === 0 && token.text !== '.' && token.text !== '*' && token.text !== '::') return false;
      } else if (depth === 0 && token.spaceBefore && i > 0 && this.peek(i - 1).type !== 'op') return false;
      if (depth < 0) return false;
    }
  }

  /** What may stand left of `=`; names become local variables. */
  protected target(): Node {
    const { line } = this.peek();
    if (this.accept('*')) return { t: 'splatTarget', target: this.target(), line };
    if (this.accept('(')) {
      const targets = [this.target()];
      while (this.accept(',')) targets.push(this.target());
      this.expect(')');
      return { t: 'tupleTarget', targets, line };
    }
    return this.#asTarget(this.postfix(this.primary()));
  }

  #asTarget(node: Node): Node {
    if (node.t === 'call' && node.bare) {
      this.declare(node.name);
      return { t: 'local', name: node.name, line: node.line };
    }
    return node;
  }

  /** `1, 2, *rest` right of `=`: one value, or an array. */
  #values(): Node {
    const { line } = this.peek();
    const items: Argument[] = [];
    do {
      items.push(
        this.accept('*') ? { kind: 'splat', value: this.expression() } : { kind: 'plain', value: this.expression() },
      );
    } while (this.accept(','));
    return items.length === 1 && items[0]?.kind === 'plain' ? items[0].value : { t: 'array', items, line };
  }

  expression(): Node {
    const left = this.ternary();
    const token = this.peek();
    if (token.type !== 'op' || !ASSIGNMENTS.has(token.text)) return left;
    const target = this.#asTarget(left);
    if (!['local', 'ivar', 'gvar', 'cvar', 'const', 'call'].includes(target.t)) return left;
    this.take();
    this.skipLines();
    const { line } = token;
    if (token.text === '=') {
      const value = this.peek().text === '*' ? this.#values() : this.#assigned();
      return { t: 'assign', target, value, line };
    }
    return { t: 'opAssign', target, op: token.text.slice(0, -1), value: this.#assigned(), line };
  }

  /** The right side: `x = y rescue z`, `x = 1, 2`. */
  #assigned(): Node {
    const value = this.expression();
    const { line } = this.peek();
    if (this.peek().type === 'op' && this.peek().text === ',' && this.top) {
      const items: Argument[] = [{ kind: 'plain', value }];
      while (this.accept(',')) items.push({ kind: 'plain', value: this.expression() });
      return { t: 'array', items, line };
    }
    return value;
  }

  protected ternary(): Node {
    const test = this.#range();
    const token = this.peek();
    if (token.type !== 'op' || token.text !== '?') return test;
    this.take();
    this.skipLines();
    const then = this.ternary();
    this.skipLines();
    if (this.peek().type === 'label') throw this.unexpected();
    this.expect(':');
    this.skipLines();
    return { t: 'if', test, then, otherwise: this.ternary(), line: token.line };
  }

  #range(): Node {
    const from = this.binary(0);
    const token = this.peek();
    if (token.type !== 'op' || (token.text !== '..' && token.text !== '...')) return from;
    this.take();
    const open = [')', ']'].includes(this.peek().text) || this.peek().type === 'nl' || this.peek().text === 'then';
    return {
      t: 'range',
      from,
      to: open ? undefined : this.binary(0),
      exclusive: token.text === '...',
      line: token.line,
    };
  }

  protected binary(level: number): Node {
    const operators = BINARY[level];
    if (!operators) return this.#unary();
    let left = this.binary(level + 1);
    for (;;) {
      const token = this.peek();
      if (token.type !== 'op' || !operators.includes(token.text)) return left;
      this.take();
      this.skipLines();
      const right = level === 0 && this.peek().text === 'not' ? this.expression() : this.binary(level + 1);
      const { line } = token;
      if (token.text === '&&') left = { t: 'and', left, right, line };
      else if (token.text === '||') left = { t: 'or', left, right, line };
      else if (token.text === '!=') left = { t: 'not', value: operation(left, '==', right, line), line };
      else if (token.text === '!~') left = { t: 'not', value: operation(left, '=~', right, line), line };
      else left = operation(left, token.text, right, line);
    }
  }

  #unary(): Node {
    const token = this.peek();
    const { line } = token;
    if (token.type === 'op') {
      if (token.text === '!') {
        this.take();
        return { t: 'not', value: this.#unary(), line };
      }
      if (token.text === '-' || token.text === '+' || token.text === '~') {
        this.take();
        const next = this.peek();
        if (token.text === '-' && (next.type === 'int' || next.type === 'float') && !next.spaceBefore) {
          const literal = this.#power(this.postfix(negated(this.primary())));
          return literal;
        }
        const name = token.text === '~' ? '~' : `${token.text}@`;
        return callNode(this.#unary(), name, [], line);
      }
      if (token.text === '&') throw this.unexpected();
    }
    if (token.type === 'kw' && token.text === 'defined?') return this.keyword();
    return this.#power(this.postfix(this.primary()));
  }

  #power(left: Node): Node {
    const token = this.peek();
    if (token.type !== 'op' || token.text !== '**') return left;
    this.take();
    return operation(left, '**', this.#unary(), token.line);
  }

  protected parenthesised(): Node {
    if (!this.accept('(')) return this.#unary();
    const node = this.within(() => this.statements([')']));
    this.expect(')');
    return node;
  }

  protected constantPath(): Node {
    const first = this.take();
    if (first.type !== 'const') throw this.unexpected(first);
    let node: Node = { t: 'const', scope: undefined, top: false, name: first.text, line: first.line };
    while (this.accept('::')) node = { t: 'const', scope: node, top: false, name: this.take().text, line: first.line };
    return node;
  }
}
