/** What operators stand between: literals, names, calls with their arguments, and what follows them. */
import type { Argument, BlockNode, Node, Parameter } from './ast.ts';
import type { StringPart, Token } from './tokens.ts';
import { bareCall, callNode, hashAtEnd } from './nodes.ts';
import { ParameterParser } from './parameter-parser.ts';

export const ASSIGNMENTS = new Set([
  '=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '**=',
  '||=',
  '&&=',
  '|=',
  '&=',
  '^=',
  '<<=',
  '>>=',
]);

interface CallArguments {
  readonly args: readonly Argument[];
  readonly block: BlockNode | undefined;
}

export abstract class OperandParser extends ParameterParser {
  /** In the condition of `while`, a `do` is the loop's. */
  protected noDo = false;

  protected abstract inner(code: string, line: number): Node;
  protected abstract statements(ends: readonly string[]): Node;
  protected abstract keyword(): Node;
  protected abstract block(): BlockNode | undefined;
  abstract expressionStatement(): Node;
  abstract expression(): Node;

  /** Lists are not open: a comma belongs to nobody else. */
  #nested = 0;
  protected get top(): boolean {
    return this.#nested === 0;
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

  protected within<T>(body: () => T): T {
    this.#nested++;
    try {
      return this.withDo(body);
    } finally {
      this.#nested--;
    }
  }

  protected primary(): Node {
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
      const items = this.within(() => this.list(']'));
      return { t: 'array', items: hashAtEnd(items, line), line };
    }
    if (this.accept('{')) return { t: 'hash', items: this.within(() => this.list('}')), line };
    if (this.accept('->')) return this.#lambda(line);
    if (this.accept('::')) return { t: 'const', scope: undefined, top: true, name: this.take().text, line };
    if (this.accept('..') || this.accept('...'))
      return { t: 'range', from: undefined, to: this.binary(0), exclusive: token.text === '...', line };
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
      args = this.within(() => this.list(')'));
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
    if (this.accept('*')) return { kind: 'splat', value: this.ternary() };
    if (this.accept('**')) return { kind: 'doubleSplat', value: this.ternary() };
    if (this.accept('&')) return { kind: 'block', value: this.ternary() };
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

  protected postfix(start: Node): Node {
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
          this.within(() => this.list(']')),
          line,
        );
        node = callNode(node, '[]', args, line);
      } else if (token.text === '[' && token.spaceBefore && node.t === 'local') {
        this.take();
        const args = this.within(() => this.list(']'));
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
}
