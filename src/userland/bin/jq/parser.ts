/** jq's grammar, by recursive descent: pipes, terms, and all that is made of them (operator-parser.ts has what lies between). */
import type { Definition, Node, Pattern } from './ast.ts';
import type { Json } from './json.ts';
import { JqSyntaxError, tokens, type Token } from './lexer.ts';
import { OperatorParser } from './operator-parser.ts';
import { isKeyword } from './token-cursor.ts';

export function parseJq(source: string): Node {
  const parser = new Parser(tokens(source), source);
  const node = parser.program();
  parser.end();
  return node;
}

/** Only definitions, as in a library. */
export function parseDefinitions(source: string): readonly Definition[] {
  const parser = new Parser(tokens(source), source);
  const found: Definition[] = [];
  while (parser.at('def')) found.push(parser.definition());
  parser.end();
  return found;
}

const IDENTITY: Node = { kind: 'identity' };
const MAX_DEPTH = 500;

class Parser extends OperatorParser {
  #depth = 0;

  /** What `$__loc__` is: where it stands. */
  #place(at: number): Node {
    const line = this.source.slice(0, at).split('\n').length;
    const value = new Map<string, Json>([
      ['file', '<top-level>'],
      ['line', line],
    ]);
    return { kind: 'literal', value };
  }

  /** Definitions alone stand for `.`. */
  program(): Node {
    if (this.next >= this.list.length) return IDENTITY;
    return this.#pipe(true);
  }

  #pipe(maybeEmpty = false): Node {
    if (++this.#depth > MAX_DEPTH) throw new JqSyntaxError('too deeply nested', this.peek()?.at ?? this.source.length);
    try {
      if (this.at('def')) {
        const definition = this.definition();
        const body = maybeEmpty && this.next >= this.list.length ? IDENTITY : this.#pipe(maybeEmpty);
        return { kind: 'define', definition, body };
      }
      if (this.take('label')) {
        const name = this.#variable();
        this.expect('|');
        return { kind: 'label', name, body: this.#pipe() };
      }
      const left = this.comma();
      return this.take('|') ? { kind: 'pipe', left, right: this.#pipe() } : left;
    } finally {
      this.#depth--;
    }
  }

  /** A term with what is picked out of it, and its own `as` (which reaches to the end of the pipe). */
  protected override postfix(): Node {
    let node = this.#term();
    for (;;) {
      const token = this.peek();
      if (token?.kind === 'field') {
        this.next++;
        node = { kind: 'index', target: node, key: literal(token.text.slice(1)) };
      } else if (this.at('.') && this.list[this.next + 1]?.kind === 'string') {
        this.next++;
        node = { kind: 'index', target: node, key: this.#text() };
      } else if (this.at('.') && this.list[this.next + 1]?.text === '[') {
        this.next++;
      } else if (this.take('[')) node = this.#brackets(node);
      else if (this.take('?')) node = attempted(node);
      else if (!this.#bound && this.at('as')) {
        this.next++;
        const patterns = [this.#pattern()];
        while (this.take('?//')) patterns.push(this.#pattern());
        this.expect('|');
        return { kind: 'as', source: node, patterns, body: this.#pipe() };
      } else return node;
    }
  }

  /** Within reduce and foreach, `as` belongs to them. */
  #bound = false;

  #brackets(target: Node): Node {
    if (this.take(']')) return { kind: 'iterate', target };
    if (this.take(':')) {
      const to = this.#free(() => this.#pipe());
      this.expect(']');
      return { kind: 'slice', target, to };
    }
    const key = this.#free(() => this.#pipe());
    if (!this.take(':')) {
      this.expect(']');
      return { kind: 'index', target, key };
    }
    const to = this.at(']') ? undefined : this.#free(() => this.#pipe());
    this.expect(']');
    return { kind: 'slice', target, from: key, ...(to && { to }) };
  }

  /** Inside brackets `as` binds again. */
  #free<T>(parse: () => T): T {
    const before = this.#bound;
    this.#bound = false;
    try {
      return parse();
    } finally {
      this.#bound = before;
    }
  }

  #term(): Node {
    const token = this.peek();
    if (!token) return this.unexpected();
    switch (token.kind) {
      case 'number':
        this.next++;
        return literal(token.value);
      case 'string':
        return this.#text();
      case 'format':
        this.next++;
        return this.peek()?.kind === 'string' ? this.#text(token.text) : { kind: 'format', name: token.text };
      case 'field':
        this.next++;
        return { kind: 'index', target: IDENTITY, key: literal(token.text.slice(1)) };
      case 'variable':
        this.next++;
        if (token.text === '$__loc__') return this.#place(token.at);
        return { kind: 'variable', name: token.text.slice(1), at: token.at };
      case 'word':
        return this.#free(() => this.#word(token.text));
      default:
        return this.#free(() => this.#punctuated(token.text));
    }
  }

  #punctuated(text: string): Node {
    if (text === '..') {
      this.next++;
      return { kind: 'recurse' };
    }
    if (text === '.') {
      this.next++;
      if (this.peek()?.kind === 'string') return { kind: 'index', target: IDENTITY, key: this.#text() };
      return IDENTITY;
    }
    if (this.take('(')) {
      const body = this.#pipe();
      this.expect(')');
      return body;
    }
    if (this.take('[')) {
      if (this.take(']')) return { kind: 'array', body: undefined };
      const body = this.#pipe();
      this.expect(']');
      return { kind: 'array', body };
    }
    if (this.take('{')) return this.#object();
    if (this.at('-')) return this.unary();
    return this.unexpected();
  }

  #word(name: string): Node {
    const at = (this.peek() as Token).at;
    this.next++;
    switch (name) {
      case 'if':
        return this.#if();
      case 'try': {
        const body = this.#tight();
        const handler = this.take('catch') ? this.#tight() : undefined;
        return { kind: 'try', body, handler };
      }
      case 'reduce': {
        const { source, pattern } = this.#over();
        const init = this.#pipe();
        this.expect(';');
        const update = this.#pipe();
        this.expect(')');
        return { kind: 'reduce', source, pattern, init, update };
      }
      case 'foreach': {
        const { source, pattern } = this.#over();
        const init = this.#pipe();
        this.expect(';');
        const update = this.#pipe();
        const extract = this.take(';') ? this.#pipe() : undefined;
        this.expect(')');
        return { kind: 'foreach', source, pattern, init, update, extract };
      }
      case 'def': {
        this.next--;
        const definition = this.definition();
        return { kind: 'define', definition, body: this.#pipe() };
      }
      case 'label': {
        const label = this.#variable();
        this.expect('|');
        return { kind: 'label', name: label, body: this.#pipe() };
      }
      case 'break':
        if (this.peek()?.kind === 'variable') return { kind: 'break', name: this.#variable() };
    }
    if (isKeyword(name)) {
      this.next--;
      return this.unexpected();
    }
    const args: Node[] = [];
    if (this.take('(')) {
      do args.push(this.#pipe());
      while (this.take(';'));
      this.expect(')');
    }
    return { kind: 'call', name, args, at };
  }

  /** What `try` and `catch` take: a term with its suffixes. */
  #tight(): Node {
    const before = this.#bound;
    this.#bound = true;
    try {
      return this.postfix();
    } finally {
      this.#bound = before;
    }
  }

  #over(): { readonly source: Node; readonly pattern: Pattern } {
    const source = this.#tight();
    this.expect('as');
    const pattern = this.#pattern();
    this.expect('(');
    return { source, pattern };
  }

  #if(): Node {
    const condition = this.#pipe();
    this.expect('then');
    const then = this.#pipe();
    if (this.take('elif')) return { kind: 'if', condition, then, else: this.#if() };
    const otherwise = this.take('else') ? this.#pipe() : undefined;
    this.expect('end');
    return { kind: 'if', condition, then, else: otherwise };
  }

  definition(): Definition {
    this.expect('def');
    const token = this.peek();
    if (token?.kind !== 'word') this.unexpected();
    this.next++;
    const name = (token as Token & { kind: 'word' }).text;
    const parameters: string[] = [];
    if (this.take('(')) {
      do {
        const parameter = this.peek();
        if (parameter?.kind !== 'word' && parameter?.kind !== 'variable') this.unexpected();
        this.next++;
        parameters.push((parameter as Token).text);
      } while (this.take(';'));
      this.expect(')');
    }
    this.expect(':');
    const body = this.#free(() => this.#pipe());
    this.expect(';');
    return { name, parameters, body };
  }

  #variable(): string {
    const token = this.peek();
    if (token?.kind !== 'variable') this.unexpected();
    this.next++;
    return (token as Token).text.slice(1);
  }

  #pattern(): Pattern {
    if (this.take('[')) {
      const items: Pattern[] = [];
      do items.push(this.#pattern());
      while (this.take(','));
      this.expect(']');
      return { kind: 'array', items };
    }
    if (!this.take('{')) return { kind: 'variable', name: this.#variable() };
    const entries: { key: Node; variable?: string; value?: Pattern }[] = [];
    do entries.push(this.#patternEntry());
    while (this.take(','));
    this.expect('}');
    return { kind: 'object', entries };
  }

  #patternEntry(): { key: Node; variable?: string; value?: Pattern } {
    const token = this.peek();
    if (token?.kind === 'variable') {
      const variable = this.#variable();
      const value = this.take(':') ? this.#pattern() : undefined;
      return { key: literal(variable), variable, ...(value && { value }) };
    }
    const key = this.#key();
    this.expect(':');
    return { key, value: this.#pattern() };
  }

  #key(): Node {
    const token = this.peek();
    if (token?.kind === 'word') {
      this.next++;
      return literal(token.text);
    }
    if (token?.kind === 'string') return this.#text();
    if (token?.kind === 'format') {
      this.next++;
      return this.#text(token.text);
    }
    if (token?.kind === 'number') {
      this.next++;
      return literal(token.value);
    }
    this.expect('(');
    const key = this.#free(() => this.#pipe());
    this.expect(')');
    return key;
  }

  #object(): Node {
    const entries: (readonly [Node, Node])[] = [];
    if (this.take('}')) return { kind: 'object', entries };
    do {
      if (this.at('}')) break;
      entries.push(this.#entry());
    } while (this.take(','));
    this.expect('}');
    return { kind: 'object', entries };
  }

  #entry(): readonly [Node, Node] {
    const token = this.peek();
    if (token?.kind === 'variable') {
      const name = this.#variable();
      return [literal(name), { kind: 'variable', name, at: token.at }];
    }
    const key = this.#key();
    if (this.take(':')) return [key, this.#objectValue()];
    // `{a}`, `{"a b"}` and `{@base64 "x"}` take the value of that name.
    return [key, { kind: 'index', target: IDENTITY, key }];
  }

  /** Terms joined by `|`, without commas. */
  #objectValue(): Node {
    const left = this.unary();
    return this.take('|') ? { kind: 'pipe', left, right: this.#objectValue() } : left;
  }

  #text(format?: string): Node {
    const token = this.peek();
    if (token?.kind !== 'string') return this.unexpected();
    this.next++;
    const parts = token.parts.map((part) => {
      if (typeof part === 'string') return part;
      const inner = new Parser(part, this.source);
      const node = inner.program();
      inner.end();
      return node;
    });
    if (parts.length === 1) return literal(parts[0] as string);
    return { kind: 'text', format, parts };
  }
}

function literal(value: string | number): Node {
  return { kind: 'literal', value };
}

/** `?` forgives the step before it alone: what leads there may go on. A key that is reckoned sees what came first. */
function attempted(node: Node): Node {
  const whole: Node = { kind: 'try', body: node, handler: undefined };
  if (node.kind !== 'iterate' && !(node.kind === 'index' && node.key.kind === 'literal')) return whole;
  if (node.target === IDENTITY) return whole;
  return { kind: 'pipe', left: node.target, right: { ...whole, body: { ...node, target: IDENTITY } } };
}
