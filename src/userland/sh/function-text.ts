/** Functions as bash prints them: not their source, but what was understood of it, in lines of its own. */
import { parseSource } from './parser.ts';
import { singleQuoted } from './quoting.ts';
import type {
  AndOr,
  Assignment,
  Case,
  Command,
  CommandNode,
  CompoundList,
  FunctionNode,
  HereDoc,
  If,
  Pipeline,
  Redirection,
  Statement,
  TestExpression,
  Word,
} from './parser.ts';

const STEP = 4;

/** `body` is the source of a function's body. */
export function printedFunction(name: string, body: string): string {
  const { script, source, problem } = parseSource(`_() ${body}`, 'bash');
  const node = script.commands[0]?.command;
  if (problem || node?.type !== 'Function') return `${name} () \n${body}\n`;
  return `${new Printer(source.text).definition(`${name} () \n`, node)}\n`;
}

/** A command that is no function's; text that cannot be read stays as it is. */
export function printedCommand(text: string): string {
  const { statements, source, problem } = parseSource(text, 'bash');
  return problem ? text : new Printer(source.text).commands(statements);
}

/** What `$'…'` stands for has been put in its place as the word was read. */
function wordText({ text, parts }: Word): string {
  if (!parts?.some(({ type }) => type === 'AnsiCQuoted')) return text;
  return parts.map((part) => (part.type === 'AnsiCQuoted' ? singleQuoted(part.value) : part.text)).join('');
}

class Printer {
  #indent = 0;
  #out = '';
  /** The line ends in a here-document: no semicolon follows. */
  #afterHereDoc = false;
  /** Outside of functions commands of a list stand on one line. */
  #inFunction = false;

  constructor(private readonly source: string) {}

  definition(head: string, { body }: FunctionNode): string {
    this.#inFunction = true;
    this.#put(head);
    this.#put(`${this.#margin()}{ \n`);
    this.#indent += STEP;
    this.#newIndent();
    const command = body.type === 'Redirected' ? body.command : body;
    if (command.type === 'BraceGroup') this.#list(command.body);
    else if (command.type === 'CompoundList') this.#list(command);
    else this.#command(command);
    this.#indent -= STEP;
    this.#put(`\n${this.#margin()}}`);
    if (body.type === 'Redirected') this.#redirections(body.redirects);
    return this.#out;
  }

  commands(statements: readonly Statement[]): string {
    this.#statements(statements);
    return this.#out;
  }

  #put(text: string): void {
    this.#out += text;
  }
  #margin(): string {
    return ' '.repeat(this.#indent);
  }
  #newIndent(): void {
    this.#put(this.#margin());
  }
  #newline(text = ''): void {
    this.#put(`\n${this.#margin()}${text}`);
  }
  #text(node: { readonly pos: number; readonly end: number }): string {
    return this.source.slice(node.pos, node.end);
  }

  #semicolon(): void {
    if (this.#afterHereDoc) this.#afterHereDoc = false;
    else if (!/[&\n]$/.test(this.#out)) this.#put(';');
  }

  #list(list: CompoundList): void {
    this.#statements(list.commands);
  }

  #statements(statements: readonly Statement[]): void {
    for (const [i, statement] of statements.entries()) {
      this.#statement(statement.command);
      const last = i === statements.length - 1;
      if (statement.background) this.#put(last ? ' &' : ' & ');
      else if (!last) {
        this.#semicolon();
        if (this.#inFunction) this.#newline();
        else this.#put(' ');
      }
    }
  }

  #statement(node: CommandNode | Pipeline | AndOr): void {
    if (node.type === 'AndOr') {
      for (const [i, part] of node.commands.entries()) {
        if (i > 0) this.#put(` ${node.operators[i - 1]} `);
        this.#statement(part);
      }
    } else if (node.type === 'Pipeline') this.#pipeline(node);
    else this.#command(node);
  }

  #pipeline(node: Pipeline): void {
    for (const prefix of node.prefixes) {
      if (prefix.type === 'Negation') this.#put('! ');
      else this.#put(prefix.posix ? 'time -p ' : 'time ');
    }
    for (const [i, command] of node.commands.entries()) {
      if (i > 0) this.#put(node.operators[i - 1] === '|&' ? ' 2>&1 | ' : ' | ');
      this.#command(command);
    }
  }

  #command(node: CommandNode): void {
    switch (node.type) {
      case 'Command':
        return this.#simple(node);
      case 'Redirected':
        this.#command(node.command);
        return this.#redirections(node.redirects);
      case 'Function': {
        const inner = new Printer(this.source);
        inner.#indent = this.#indent;
        return this.#put(inner.definition(`function ${node.name.text} () \n`, node));
      }
      case 'If':
        return this.#if(node);
      case 'For':
      case 'Select': {
        const words = node.wordlist ? node.wordlist.map(({ text }) => text) : ['"$@"'];
        this.#put(`${node.type === 'For' ? 'for' : 'select'} ${node.name.text} in ${words.join(' ')};`);
        return this.#body(node.body);
      }
      case 'ArithmeticFor':
        this.#put(`for ((${this.#steps(this.#text(node).slice(0, this.#headerEnd(node.pos, node.body.pos)))}))`);
        return this.#body(node.body);
      case 'While':
        this.#put(`${node.kind} `);
        this.#list(node.clause);
        this.#semicolon();
        this.#put(' do\n');
        return this.#block(node.body, 'done');
      case 'Case':
        return this.#case(node);
      case 'BraceGroup':
        if (!this.#inFunction) {
          this.#put('{ ');
          this.#list(node.body);
          this.#semicolon();
          return this.#put(' }');
        }
        this.#put('{ \n');
        this.#indent += STEP;
        this.#newIndent();
        this.#list(node.body);
        this.#indent -= STEP;
        return this.#newline('}');
      case 'Subshell':
        this.#put('( ');
        this.#list(node.body);
        return this.#put(' )');
      case 'TestCommand':
        return this.#put(`[[ ${this.#test(node.expression)} ]]`);
      case 'ArithmeticCommand':
        return this.#put(`((${node.body}))`);
      case 'Coproc':
        this.#put(`coproc ${node.name?.text ?? 'COPROC'} `);
        return node.body.type === 'CompoundList' ? this.#list(node.body) : this.#command(node.body);
    }
  }

  /** The three expressions of `for ((…))`, of which one that is left out is 1. */
  #steps(header: string): string {
    const steps = header.slice(header.indexOf('((') + 2, -2).split(';');
    return steps.map((step) => step.trimStart() || '1').join('; ');
  }

  /** Of `for ((…))`, up to its second parenthesis. */
  #headerEnd(pos: number, body: number): number {
    return this.source.lastIndexOf('))', body) + 2 - pos;
  }

  #body(body: CompoundList): void {
    this.#newline('do\n');
    this.#block(body, 'done');
  }

  #block(body: CompoundList, end: string): void {
    this.#indent += STEP;
    this.#newIndent();
    this.#list(body);
    this.#indent -= STEP;
    this.#semicolon();
    this.#newline(end);
  }

  #if({ clause, then, elif, else: otherwise }: Pick<If, 'clause' | 'then' | 'elif' | 'else'>): void {
    this.#put('if ');
    this.#list(clause);
    this.#semicolon();
    this.#put(' then\n');
    this.#indent += STEP;
    this.#newIndent();
    this.#list(then);
    this.#indent -= STEP;
    this.#semicolon();
    const [next, ...rest] = elif;
    if (next || otherwise) {
      this.#newline('else\n');
      this.#indent += STEP;
      this.#newIndent();
      if (next) this.#if({ clause: next.clause, then: next.then, elif: rest, else: otherwise });
      else if (otherwise) this.#list(otherwise);
      this.#indent -= STEP;
      this.#semicolon();
    }
    this.#newline('fi');
  }

  #case({ word, items }: Case): void {
    this.#put(`case ${word.text} in `);
    this.#indent += STEP;
    for (const { pattern, body, terminator } of items) {
      this.#newline(`${pattern.map(({ text }) => text).join(' | ')})\n`);
      this.#indent += STEP;
      if (body.commands.length > 0) {
        this.#newIndent();
        this.#list(body);
      }
      this.#indent -= STEP;
      this.#newline(terminator ?? ';;');
    }
    this.#indent -= STEP;
    this.#newline('esac');
  }

  #simple(node: Command): void {
    const parts = [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix];
    const isRedirection = (part: (typeof parts)[number]): part is Redirection =>
      part.type === 'Redirect' || part.type === 'HereDoc' || part.type === 'HereString';
    const words = parts.filter((part): part is Exclude<typeof part, Redirection> => !isRedirection(part));
    this.#put(words.map((word) => this.#word(word)).join(' '));
    this.#redirections(parts.filter(isRedirection), words.length > 0);
  }

  #word(word: Word | Assignment): string {
    if (word.type === 'Word') return wordText(word);
    const { value } = word;
    return value.type === 'Word' ? this.source.slice(word.pos, value.pos) + wordText(value) : this.#text(word);
  }

  #redirections(redirections: readonly Redirection[], blank = true): void {
    const texts = redirections.map((one) => this.#redirection(one));
    if (texts.length) this.#put((blank ? ' ' : '') + texts.join(' '));
    for (const one of redirections) if (one.type === 'HereDoc') this.#hereDoc(one);
  }

  #hereDoc({ body, delimiter }: HereDoc): void {
    this.#put(`\n${body.text}${delimiter?.value ?? ''}\n`);
    this.#afterHereDoc = true;
  }

  #redirection(node: Redirection): string {
    const { descriptor, operator } = node;
    const named = descriptor?.type === 'FileDescriptorVariable' ? `{${descriptor.name}}` : undefined;
    const given = descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined;
    const reads = operator.startsWith('<');
    const usual = reads ? 0 : 1;
    const number = named ?? (given === undefined || given === usual ? '' : String(given));
    if (node.type === 'HereDoc') return `${number}${operator}${node.delimiter?.text ?? ''}`;
    const target: Word | undefined = node.target;
    const text = target?.text ?? '';
    if (operator === '<&' || operator === '>&') {
      if (text === '-') return `${named ?? String(given ?? usual)}>&-`;
      if (/^\d+-?$/.test(text)) return `${named ?? String(given ?? usual)}${operator}${text}`;
      if (operator === '>&' && given === undefined && named === undefined && !text.startsWith('$')) return `&> ${text}`;
      return `${number}${operator}${text}`;
    }
    return `${number}${operator} ${text}`;
  }

  #test(node: TestExpression): string {
    switch (node.type) {
      case 'TestUnary':
        return `${node.operator} ${node.operand.text}`;
      case 'TestBinary':
        return `${node.left.text} ${node.operator} ${node.right.text}`;
      case 'TestLogical':
        return node.operands.map((one) => this.#test(one)).join(` ${node.operator} `);
      case 'TestNot':
        return `${'! '.repeat(node.negations.length)}${this.#test(node.operand)}`;
      case 'TestGroup':
        return `( ${this.#test(node.expression)} )`;
    }
  }
}
