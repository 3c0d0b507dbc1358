/** Expressions of Ruby, by precedence climbing. What is a statement comes from the subclass. */
import type { Argument, BlockNode, Node, Parameter } from './ast.ts';
import type { StringPart, Token } from './lexer.ts';
import { bareCall, callNode, hashAtEnd, negated, operation } from './nodes.ts';
import { TokenReader } from './token-reader.ts';

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
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '**=', '||=', '&&=', '|=', '&=', '^=', '<<=', '>>=']);

export interface CallArguments {
  readonly args: readonly Argument[];
  readonly block: BlockNode | undefined;
}

export abstract class ExpressionParser extends TokenReader {
  /** In the condition of `while`, a `do` is the loop's. */
  protected noDo = false;

  protected abstract inner(code: string, line: number): Node;
  protected abstract statements(ends: readonly string[]): Node;
  protected abstract keyword(): Node;
  protected abstract bodyWithRescue(ends: readonly string[], line: number): Node;
  protected abstract block(): BlockNode | undefined;
  abstract statement(): Node;

  // --- expressions

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

  protected withDo<T>(body: () => T): T {
    const before = this.noDo;
    this.noDo = false;
    try {
      return body();
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
    return this.#asTarget(this.#postfix(this.#primary()));
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
    const left = this.#ternary();
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
    if (this.peek().type === 'op' && this.peek().text === ',' && this.#top) {
      const items: Argument[] = [{ kind: 'plain', value }];
      while (this.accept(',')) items.push({ kind: 'plain', value: this.expression() });
      return { t: 'array', items, line };
    }
    return value;
  }

  /** Lists are not open: a comma belongs to nobody else. */
  #nested = 0;
  get #top(): boolean {
    return this.#nested === 0;
  }

  #within<T>(body: () => T): T {
    this.#nested++;
    try {
      return this.withDo(body);
    } finally {
      this.#nested--;
    }
  }

  #ternary(): Node {
    const test = this.#range();
    const token = this.peek();
    if (token.type !== 'op' || token.text !== '?') return test;
    this.take();
    this.skipLines();
    const then = this.#ternary();
    this.skipLines();
    if (this.peek().type === 'label') throw this.unexpected();
    this.expect(':');
    this.skipLines();
    return { t: 'if', test, then, otherwise: this.#ternary(), line: token.line };
  }

  #range(): Node {
    const from = this.#binary(0);
    const token = this.peek();
    if (token.type !== 'op' || (token.text !== '..' && token.text !== '...')) return from;
    this.take();
    const open = [')', ']'].includes(this.peek().text) || this.peek().type === 'nl' || this.peek().text === 'then';
    return {
      t: 'range',
      from,
      to: open ? undefined : this.#binary(0),
      exclusive: token.text === '...',
      line: token.line,
    };
  }

  #binary(level: number): Node {
    const operators = BINARY[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const token = this.peek();
      if (token.type !== 'op' || !operators.includes(token.text)) return left;
      this.take();
      this.skipLines();
      const right = level === 0 && this.peek().text === 'not' ? this.expression() : this.#binary(level + 1);
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
          const literal = this.#power(this.#postfix(negated(this.#primary())));
          return literal;
        }
        const name = token.text === '~' ? '~' : `${token.text}@`;
        return callNode(this.#unary(), name, [], line);
      }
      if (token.text === '&') throw this.unexpected();
    }
    if (token.type === 'kw' && token.text === 'defined?') return this.keyword();
    return this.#power(this.#postfix(this.#primary()));
  }

  #power(left: Node): Node {
    const token = this.peek();
    if (token.type !== 'op' || token.text !== '**') return left;
    this.take();
    return operation(left, '**', this.#unary(), token.line);
  }

  protected parenthesised(): Node {
    if (!this.accept('(')) return this.#unary();
    const node = this.#within(() => this.statements([')']));
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

  #primary(): Node {
    const token = this.peek();
    const { line } = token;
    switch (token.type) {
      case 'int':
        this.take();
        return { t: 'int', value: BigInt(/^0\d/.test(token.text) ? `0o${token.text.slice(1)}` : token.text), line };
      case 'float':
        this.take();
        return { t: 'float', value: Number(token.text), line };
      case 'str': {
        this.take();
        const parts = this.#parts(token.parts);
        while (this.peek().type === 'str') parts.push(...this.#parts(this.take().parts));
        return { t: 'str', parts, line };
      }
      case 'xstr':
      case 'dsym':
        this.take();
        return { t: token.type, parts: this.#parts(token.parts), line };
      case 'regex':
        this.take();
        return { t: 'regex', parts: this.#parts(token.parts), flags: token.text, line };
      case 'words':
      case 'symbols': {
        this.take();
        const words = token.text.split(/\s+/).filter(Boolean);
        const item = (word: string): Node =>
          token.type === 'words' ? { t: 'str', parts: [word], line } : { t: 'sym', name: word, line };
        return { t: 'array', items: words.map((word) => ({ kind: 'plain', value: item(word) })), line };
      }
      case 'sym':
        this.take();
        return { t: 'sym', name: token.text, line };
      case 'ivar':
      case 'gvar':
      case 'cvar':
        this.take();
        return { t: token.type, name: token.text, line };
      case 'const':
        return this.#constant();
      case 'ident':
        return this.#identifier();
      case 'kw':
        return this.keyword();
      case 'op':
        return this.#bracketed(token);
      default:
        throw this.unexpected();
    }
  }

  #parts(parts: readonly StringPart[] = []): (string | Node)[] {
    return parts.map((part) => (typeof part === 'string' ? part : this.inner(part.code, part.line)));
  }

  #bracketed(token: Token): Node {
    const { line } = token;
    if (this.accept('(')) {
      const node = this.withDo(() => this.#parenthesis());
      this.expect(')');
      return node;
    }
    if (this.accept('[')) {
      const items = this.#within(() => this.list(']'));
      return { t: 'array', items: hashAtEnd(items, line), line };
    }
    if (this.accept('{')) return { t: 'hash', items: this.#within(() => this.list('}')), line };
    if (this.accept('->')) return this.#lambda(line);
    if (this.accept('::')) return { t: 'const', scope: undefined, top: true, name: this.take().text, line };
    if (this.accept('..') || this.accept('...'))
      return { t: 'range', from: undefined, to: this.#binary(0), exclusive: token.text === '...', line };
    throw this.unexpected();
  }

  /** Inside parentheses lists are closed again: `x = (a, b = 1, 2)`. */
  #parenthesis(): Node {
    const before = this.#nested;
    this.#nested = 0;
    try {
      return this.statements([')']);
    } finally {
      this.#nested = before;
    }
  }

  #lambda(line: number): Node {
    return this.scope(false, () => {
      let parameters: readonly Parameter[] = [];
      if (this.accept('(')) {
        parameters = this.parameters(')');
        this.expect(')');
      } else if (this.peek().type === 'ident') parameters = this.parameters('{');
      const block = this.withDo(() => this.block());
      if (!block) throw this.unexpected();
      return {
        t: 'lambda',
        block: { parameters: parameters.length ? parameters : block.parameters, body: block.body },
        line,
      };
    });
  }

  #constant(): Node {
    const token = this.take();
    const { line } = token;
    const next = this.peek();
    if (next.type === 'op' && next.text === '(' && !next.spaceBefore)
      return this.#call(undefined, false, token.text, line, false);
    if (next.type === 'str' && next.spaceBefore && !this.#isTarget())
      return this.#call(undefined, false, token.text, line, false);
    return { t: 'const', scope: undefined, top: false, name: token.text, line };
  }

  #isTarget(): boolean {
    return this.peek().type === 'op' && this.peek().text === '=';
  }

  #identifier(): Node {
    const token = this.take();
    const { line } = token;
    const next = this.peek();
    if (this.visible().includes(token.text) && !(next.type === 'op' && next.text === '(' && !next.spaceBefore)) {
      return { t: 'local', name: token.text, line };
    }
    if (token.text === 'lambda' || token.text === 'proc') {
      const block = this.block();
      if (block && token.text === 'lambda') return { t: 'lambda', block, line };
      if (block)
        return { t: 'call', receiver: undefined, safe: false, name: 'proc', args: [], block, bare: false, line };
    }
    if (token.text === 'block_given?') return callNode(undefined, token.text, [], line);
    return this.#call(undefined, false, token.text, line, true);
  }

  /** After the name: arguments with or without parentheses, and a block. */
  #call(receiver: Node | undefined, safe: boolean, name: string, line: number, bareAllowed: boolean): Node {
    const { args, block } = this.callArguments(true);
    const bare = bareAllowed && receiver === undefined && args.length === 0 && !block && this.peek(-1).text !== ')';
    return { t: 'call', receiver, safe, name, args, block, bare, line };
  }

  callArguments(withBlock = false): CallArguments {
    const next = this.peek();
    let args: readonly Argument[] = [];
    if (next.type === 'op' && next.text === '(' && !next.spaceBefore) {
      this.take();
      args = this.#within(() => this.list(')'));
    } else if (this.#startsArgument(next)) args = this.#commandArguments();
    const passed = args.find(({ kind }) => kind === 'block');
    const block = withBlock && !passed ? this.block() : undefined;
    return { args: hashAtEnd(args, next.line), block };
  }

  /** Whether a token after a name begins an argument without parentheses. */
  #startsArgument(token: Token): boolean {
    if (!token.spaceBefore) return false;
    switch (token.type) {
      case 'nl':
      case 'eof':
        return false;
      case 'kw':
        return (
          /^(?:nil|true|false|self|not|defined\?|__FILE__|__LINE__|__method__|case|if|begin|yield|super|def)$/.test(
            token.text,
          ) && token.text !== 'if'
        );
      case 'op':
        if (token.text === '[' || token.text === '->' || token.text === '!' || token.text === '(' || token.text === '~')
          return true;
        if (token.text === '::') return !token.spaceAfter;
        return ['-', '*', '&', '**', ':'].includes(token.text) && !token.spaceAfter;
      default:
        return true;
    }
  }

  /** A `do` after them belongs to the call whose arguments they are. */
  #commandArguments(): readonly Argument[] {
    const args: Argument[] = [];
    const before = this.noDo;
    this.noDo = true;
    this.#nested++;
    try {
      do {
        if (args.length > 0) this.skipLines();
        args.push(this.#argument());
      } while (this.accept(','));
    } finally {
      this.#nested--;
      this.noDo = before;
    }
    return args;
  }

  /** Items up to `close`, which is taken. */
  protected list(close: string): readonly Argument[] {
    const items: Argument[] = [];
    for (;;) {
      this.skipLines();
      if (this.accept(close)) return items;
      items.push(this.#argument());
      this.skipLines();
      if (this.accept(close)) return items;
      this.expect(',');
    }
  }

  #argument(): Argument {
    const token = this.peek();
    const { line } = token;
    if (token.type === 'label') {
      this.take();
      const key: Node = { t: 'sym', name: token.text, line };
      this.skipLines();
      const next = this.peek();
      const short = next.type === 'op' && [',', '}', ')'].includes(next.text);
      const value: Node = short ? this.#named(token.text, line) : this.#noMultiple();
      return { kind: 'pair', key, value };
    }
    if (this.accept('*')) return { kind: 'splat', value: this.#ternary() };
    if (this.accept('**')) return { kind: 'doubleSplat', value: this.#ternary() };
    if (this.accept('&')) return { kind: 'block', value: this.#ternary() };
    const value = this.#noMultiple();
    if (!this.accept('=>')) return { kind: 'plain', value };
    this.skipLines();
    return { kind: 'pair', key: value, value: this.#noMultiple() };
  }

  #named(name: string, line: number): Node {
    if (this.visible().includes(name)) return { t: 'local', name, line };
    return bareCall(name, line);
  }

  #noMultiple(): Node {
    if (this.peek().type === 'kw' && this.peek().text === 'not') return this.expressionStatement();
    return this.expression();
  }

  #postfix(start: Node): Node {
    let node = start;
    for (;;) {
      const token = this.peek();
      if (token.type !== 'op') return node;
      const { line } = token;
      if (token.text === '.' || token.text === '&.') {
        this.take();
        this.skipLines();
        const safe = token.text === '&.';
        if (this.peek().text === '(') node = this.#call(node, safe, 'call', line, false);
        else {
          const name = this.take();
          if (name.type === 'label') throw this.unexpected(name);
          node = this.#assignable(node, safe, name.text, line);
        }
      } else if (token.text === '::') {
        this.take();
        const name = this.take();
        const called = this.peek().text === '(' && !this.peek().spaceBefore;
        node =
          name.type === 'const' && !called
            ? { t: 'const', scope: node, top: false, name: name.text, line }
            : this.#call(node, false, name.text, line, false);
      } else if (token.text === '[' && !token.spaceBefore) {
        this.take();
        const args = hashAtEnd(
          this.#within(() => this.list(']')),
          line,
        );
        node = callNode(node, '[]', args, line);
      } else if (token.text === '[' && token.spaceBefore && node.t === 'local') {
        this.take();
        const args = this.#within(() => this.list(']'));
        node = callNode(node, '[]', args, line);
      } else return node;
    }
  }

  /** `a.b = c` is an assignment, so the name takes no arguments then. */
  #assignable(receiver: Node, safe: boolean, name: string, line: number): Node {
    const next = this.peek();
    if (next.type === 'op' && ASSIGNMENTS.has(next.text) && next.text !== '') {
      return { t: 'call', receiver, safe, name, args: [], block: undefined, bare: false, line };
    }
    return this.#call(receiver, safe, name, line, false);
  }

  // --- parameters

  protected parameters(close: string): readonly Parameter[] {
    const found: Parameter[] = [];
    for (;;) {
      if (close !== '\n') this.skipLines();
      const token = this.peek();
      if (
        (token.type === 'op' && token.text === close) ||
        token.type === 'nl' ||
        (close === '{' && (token.text === '{' || token.text === 'do'))
      )
        break;
      found.push(this.#parameter(close));
      if (close !== '\n') this.skipLines();
      if (this.peek().type === 'nl' && this.peek().text === ';' && close === '|') {
        // Block-local variables.
        this.take();
        while (this.peek().type === 'ident') {
          this.declare(this.take().text);
          this.accept(',');
        }
      }
      if (!this.accept(',')) break;
    }
    return found;
  }

  #parameter(close: string): Parameter {
    if (this.accept('(')) {
      const parts = this.parameters(')');
      this.expect(')');
      return { kind: 'destructured', name: '', parts };
    }
    const splat = this.accept('*')
      ? 'rest'
      : this.accept('**')
        ? 'keywordRest'
        : this.accept('&')
          ? 'block'
          : undefined;
    if (splat) {
      const name = this.peek().type === 'ident' ? this.take().text : '';
      if (name) this.declare(name);
      return { kind: splat, name };
    }
    const token = this.take();
    this.declare(token.text);
    if (token.type === 'label') {
      const next = this.peek();
      const open = (next.type === 'op' && (next.text === ',' || next.text === close)) || next.type === 'nl';
      return { kind: 'keyword', name: token.text, ...(!open && { fallback: this.#ternary() }) };
    }
    if (token.type !== 'ident') throw this.unexpected(token);
    // A default may not use `|`, which ends the list.
    if (this.accept('='))
      return { kind: 'optional', name: token.text, fallback: close === '|' ? this.#binary(5) : this.#ternary() };
    return { kind: 'required', name: token.text };
  }

  /** `_1` and `it`, when a block names no parameters. */
  protected numbered(parameters: readonly Parameter[], body: Node): readonly Parameter[] {
    if (parameters.length) return parameters;
    const text = JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    const name = text.includes('"name":"_1"') ? '_1' : text.includes('"name":"it"') ? 'it' : undefined;
    return name ? [{ kind: 'required', name }] : [];
  }
}
