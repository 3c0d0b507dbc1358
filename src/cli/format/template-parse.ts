/** From tokens to the tree of a Go template (text/template/parse, parse.go), for what docker's formats use. */
import { lexTemplate, parseFailure, type Token } from './template-lex.ts';

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'with';
      readonly pipe: Pipe;
      readonly then: readonly Node[];
      readonly otherwise: readonly Node[];
    }
  | { readonly kind: 'range'; readonly pipe: Pipe; readonly then: readonly Node[]; readonly otherwise: readonly Node[] }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'template'; readonly name: string; readonly pipe: Pipe | undefined; readonly at: number };

export interface Pipe {
  readonly declares: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly Command[];
  readonly at: number;
  readonly source: string;
}

export interface Command {
  readonly operands: readonly Operand[];
  readonly at: number;
  readonly source: string;
}

export type Operand = { readonly at: number; readonly source: string } & (
  | { readonly kind: 'dot' | 'nil' }
  | { readonly kind: 'field'; readonly names: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string; readonly names: readonly string[] }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | boolean | number; readonly isFloat: boolean }
  | { readonly kind: 'pipe'; readonly pipe: Pipe; readonly names: readonly string[] }
);

export interface Template {
  readonly source: string;
  readonly body: readonly Node[];
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}

export function parseTemplate(source: string, functions: ReadonlySet<string>): Template {
  return new Parser(source, functions).parse();
}

class Parser {
  #tokens: readonly Token[];
  #next = 0;
  #variables: string[] = ['$'];
  #rangeDepth = 0;
  readonly #defined = new Map<string, readonly Node[]>();

  constructor(
    readonly source: string,
    readonly functions: ReadonlySet<string>,
  ) {
    this.#tokens = lexTemplate(source);
  }

  parse(): Template {
    const { nodes, end } = this.#list();
    if (end !== 'eof') this.#fail(`unexpected {{${end}}}`);
    return { source: this.source, body: nodes, defined: this.#defined };
  }

  #fail(message: string, at = this.#peek().at): never {
    throw parseFailure(this.source, Math.min(at, this.source.length), message);
  }

  #peek(skipSpace = true): Token {
    let i = this.#next;
    while (skipSpace && this.#tokens[i]?.kind === 'space') i++;
    return this.#tokens[i] ?? (this.#tokens.at(-1) as Token);
  }

  #take(skipSpace = true): Token {
    while (skipSpace && this.#tokens[this.#next]?.kind === 'space') this.#next++;
    return this.#tokens[this.#next++] ?? (this.#tokens.at(-1) as Token);
  }

  /** Nodes up to an `end` or `else` (its opening is consumed, an else's pipe is not) or the end of the text. */
  #list(): { nodes: Node[]; end: string } {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.#take(false);
      if (token.kind === 'eof') return { nodes, end: 'eof' };
      if (token.kind === 'text') {
        nodes.push({ kind: 'text', text: token.text });
        continue;
      }
      const word = this.#peek();
      if (word.kind === 'identifier' && (word.text === 'end' || word.text === 'else')) {
        this.#take();
        if (word.text === 'end') this.#close('end');
        return { nodes, end: word.text };
      }
      const node = this.#action(word);
      if (node) nodes.push(node);
    }
  }

  #action(word: Token): Node | undefined {
    if (word.kind === 'identifier') {
      switch (word.text) {
        case 'if':
        case 'with':
        case 'range':
          this.#take();
          return this.#control(word.text);
        case 'break':
        case 'continue':
          this.#take();
          this.#close(word.text);
          if (this.#rangeDepth === 0) this.#fail(`{{${word.text}}} outside {{range}}`, word.at);
          return { kind: word.text };
        case 'template': {
          this.#take();
          const { text, at } = this.#quoted('template clause');
          const name = unquote(text);
          const pipe = this.#peek().kind === 'close' ? undefined : this.#pipeline('template clause');
          this.#close('template clause');
          return { kind: 'template', name, pipe, at };
        }
        case 'define':
        case 'block': {
          this.#take();
          const name = unquote(this.#quoted(`${word.text} clause`).text);
          const pipe = word.text === 'block' ? this.#pipeline('block clause') : undefined;
          this.#close(`${word.text} clause`);
          const { nodes, end } = this.#list();
          if (end !== 'end') this.#fail(`unexpected ${end === 'eof' ? 'EOF' : `{{${end}}}`}`);
          this.#defined.set(name, nodes);
          return pipe && { kind: 'template', name, pipe, at: word.at };
        }
        default:
      }
    }
    const pipe = this.#pipeline('command');
    this.#close('command');
    return { kind: 'action', pipe };
  }

  #quoted(context: string): Token {
    const token = this.#take();
    return token.kind === 'string' ? token : this.#unexpected(token, context);
  }

  #close(context: string): void {
    const token = this.#take();
    if (token.kind !== 'close') this.#unexpected(token, context);
  }

  #unexpected(token: Token, context: string): never {
    if (token.kind === 'eof') this.#fail('unexpected EOF', token.at);
    const text = token.text.length > 10 ? `${JSON.stringify(token.text.slice(0, 10))}...` : JSON.stringify(token.text);
    this.#fail(`unexpected ${isKeyword(token) ? `<${token.text}>` : text} in ${context}`, token.at);
  }

  #control(kind: 'if' | 'with' | 'range'): Node {
    const mark = this.#variables.length;
    const pipe = this.#pipeline(kind);
    this.#close(kind);
    if (kind === 'range') this.#rangeDepth++;
    const { nodes, end } = this.#list();
    if (kind === 'range') this.#rangeDepth--;
    let otherwise: readonly Node[] = [];
    if (end === 'else') {
      const word = this.#peek();
      if (word.kind === 'identifier' && word.text === kind && kind !== 'range') {
        this.#take();
        otherwise = [this.#control(kind)];
        this.#variables.length = mark;
        return { kind, pipe, then: nodes, otherwise };
      }
      if (word.text === 'if' || word.text === 'with') this.#unexpected(this.#take(), 'input');
      this.#close('else');
      const rest = this.#list();
      if (rest.end !== 'end') this.#fail(rest.end === 'eof' ? 'unexpected EOF' : 'expected end; found {{else}}');
      otherwise = rest.nodes;
    } else if (end !== 'end') this.#fail('unexpected EOF');
    this.#variables.length = mark;
    return { kind, pipe, then: nodes, otherwise };
  }

  #pipeline(context: string): Pipe {
    const start = this.#peek().at;
    const declares: string[] = [];
    let assigns = false;
    const mark = this.#next;
    if (this.#peek().kind === 'variable') {
      const names = [this.#take().text];
      while (this.#peek().kind === 'comma') {
        this.#take();
        names.push(this.#take().text);
        if (names.length > (context === 'range' ? 2 : 1)) this.#fail(`too many declarations in ${context}`);
      }
      const operator = this.#peek();
      if (operator.kind === 'declare' || operator.kind === 'assign') {
        this.#take();
        assigns = operator.kind === 'assign';
        declares.push(...names);
      } else this.#next = mark;
    }
    const commands: Command[] = [];
    for (;;) {
      const token = this.#peek();
      if (token.kind === 'close' || token.kind === 'right') {
        if (commands.length === 0) this.#fail(`missing value for ${context}`, token.at);
        break;
      }
      commands.push(this.#command(context));
      // A pipe at the very end is let pass, as Go does.
      if (this.#peek().kind === 'pipe') this.#take();
    }
    if (!assigns) this.#variables.push(...declares);
    for (const command of commands.slice(1)) {
      const first = command.operands[0] as Operand;
      if (['literal', 'dot', 'nil'].includes(first.kind))
        this.#fail(`non executable command in pipeline stage ${commands.indexOf(command) + 1}`, first.at);
    }
    return { declares, assigns, commands, at: start, source: this.source.slice(start, this.#peek().at).trim() };
  }

  #command(context: string): Command {
    const operands: Operand[] = [];
    const start = this.#peek().at;
    let end = start;
    for (;;) {
      const token = this.#peek();
      if (['close', 'right', 'pipe'].includes(token.kind)) break;
      const operand = this.#operand(context);
      operands.push(operand);
      end = this.#tokens[this.#next - 1]!.at + this.#tokens[this.#next - 1]!.text.length;
      const after = this.#tokens[this.#next] as Token;
      if (after.kind === 'field' && ['literal', 'dot', 'nil'].includes(operand.kind)) {
        this.#fail(`unexpected . after term ${JSON.stringify(operand.source)}`, after.at);
      }
      if (!['space', 'close', 'right', 'pipe'].includes(after.kind)) this.#unexpected(after, 'operand');
    }
    if (operands.length === 0) this.#fail(this.#peek().kind === 'pipe' ? 'unexpected "|" in command' : 'empty command');
    return { operands, at: start, source: this.source.slice(start, end) };
  }

  #operand(context: string): Operand {
    const token = this.#take();
    const base = { at: token.at, source: token.text };
    const chain = (): { names: string[]; at: number; source: string } => {
      const names: string[] = [];
      let at = token.at;
      let end = token.at + token.text.length;
      while (this.#tokens[this.#next]?.kind === 'field') {
        const field = this.#take();
        if (names.length === 0) at = field.at;
        names.push(field.text.slice(1));
        end = field.at + field.text.length;
      }
      return { names, at, source: this.source.slice(token.at, end) };
    };
    switch (token.kind) {
      case 'dot':
        return { kind: 'dot', ...base };
      case 'nil':
        return { kind: 'nil', ...base };
      case 'bool':
        return { kind: 'literal', value: token.text === 'true', isFloat: false, ...base };
      case 'string':
        return { kind: 'literal', value: unquote(token.text), isFloat: false, ...base };
      case 'char': {
        const characters = [...unquote(`"${token.text.slice(1, -1)}"`)];
        if (characters.length !== 1) this.#fail(`malformed character constant: ${token.text}`, token.at);
        return { kind: 'literal', value: characters[0]!.codePointAt(0) as number, isFloat: false, ...base };
      }
      case 'number': {
        const value = Number(token.text.replaceAll('_', ''));
        if (Number.isNaN(value)) this.#fail(`illegal number syntax: ${JSON.stringify(token.text)}`, token.at);
        const isOctal = /^[-+]?0[\d_]*[89]/.test(token.text);
        if (/^[-+]?[\d_]+$/.test(token.text) && (isOctal || Math.abs(value) >= 2 ** 64))
          this.#fail(`integer overflow: ${JSON.stringify(token.text)}`, token.at);
        return { kind: 'literal', value, isFloat: /[.eE]/.test(token.text) && !/^[-+]?0x/i.test(token.text), ...base };
      }
      case 'field': {
        const { names, at, source } = chain();
        return { kind: 'field', names: [token.text.slice(1), ...names], at, source };
      }
      case 'variable': {
        if (!this.#variables.includes(token.text))
          this.#fail(`undefined variable ${JSON.stringify(token.text)}`, token.at);
        const { names, at, source } = chain();
        return { kind: 'variable', name: token.text, names, at, source };
      }
      case 'identifier':
        if (!this.functions.has(token.text)) this.#fail(`function ${JSON.stringify(token.text)} not defined`, token.at);
        return { kind: 'function', name: token.text, ...base };
      case 'left': {
        const pipe = this.#pipeline('parenthesized pipeline');
        const right = this.#take();
        if (right.kind !== 'right') this.#fail('unclosed left paren', right.at);
        const { names, at } = chain();
        const end = this.#tokens[this.#next - 1] as Token;
        return { kind: 'pipe', pipe, names, at, source: this.source.slice(token.at, end.at + end.text.length) };
      }
      default:
        return this.#unexpected(token, context);
    }
  }
}

function unquote(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  return text
    .slice(1, -1)
    .replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/g, (_all, code: string) => {
      const simple: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
      if (/^[xuU]./.test(code)) return String.fromCodePoint(parseInt(code.slice(1), 16));
      if (/^[0-7]{3}$/.test(code)) return String.fromCodePoint(parseInt(code, 8));
      return simple[code] ?? code;
    });
}

/** What Go's lexer has a kind of its own for, and so shows in brackets. */
function isKeyword({ kind, text }: Token): boolean {
  return (
    kind === 'dot' || kind === 'nil' || (kind === 'identifier' && ['if', 'range', 'with', 'else', 'end'].includes(text))
  );
}
