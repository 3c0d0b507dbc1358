/** What bash takes for a script, and the token that it refuses. Conditions are in bash-condition.ts. */
import { readCondition } from './bash-condition.ts';
import { Refused, type Verdict } from './refusal.ts';
import { Tokens, type Token } from './tokens.ts';

const KEYWORDS: ReadonlySet<string> = new Set(
  '! [[ case coproc do done elif else esac fi for function if in select then time until while { }'.split(' '),
);
const COMPOUND: ReadonlySet<string> = new Set('( [[ (( case for if select until while {'.split(' '));

export function bashVerdict(text: string, firstLine: number, extended: boolean): Verdict {
  // Where a text ends without one, bash reads a new line all the same.
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  const grammar = new BashGrammar(new Tokens(whole, firstLine, 'bash', extended));
  try {
    grammar.script();
    return { refusal: undefined, plain: grammar.plain };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refusal: error.refusal, plain: [] };
  }
}

class BashGrammar {
  readonly plain: number[] = [];

  constructor(private readonly tokens: Tokens) {
    tokens.substitution = () => {
      this.#list();
      this.#close(')');
    };
  }

  script(): void {
    for (;;) {
      this.#newlines();
      if (this.tokens.peek().kind === 'end') return;
      this.#andOr();
      const token = this.tokens.peek();
      if (token.kind === 'newline' || this.#is(';') || this.#is('&')) this.tokens.next();
      else if (token.kind !== 'end') this.#unexpected();
    }
  }

  #is(...operators: readonly string[]): boolean {
    const { kind, text } = this.tokens.peek();
    return kind === 'operator' && operators.includes(text);
  }

  /** A reserved word where one may stand. */
  #isWord(...words: readonly string[]): boolean {
    const { kind, text, quoted } = this.tokens.peek();
    return kind === 'word' && !quoted && words.includes(text);
  }

  #newlines(): void {
    while (this.tokens.peek().kind === 'newline') this.tokens.next();
  }

  #unexpected(token: Token = this.tokens.peek()): never {
    const { kind, text, pos } = token;
    const line = this.tokens.lineAt(pos);
    if (kind === 'end') this.tokens.refuse({ kind: 'end', line });
    this.tokens.refuse({ kind: 'token', token: kind === 'newline' ? 'newline' : text, line });
  }

  #close(text: string): void {
    const { kind, text: found, quoted } = this.tokens.peek();
    if (found !== text || quoted || (kind !== 'operator' && kind !== 'word')) this.#unexpected();
    this.tokens.next();
  }

  /** Whether the list ends here. */
  #isEnd(): boolean {
    return (
      this.tokens.peek().kind === 'end' ||
      this.#is(')', ';;', ';&', ';;&') ||
      this.#isWord('then', 'do', 'done', 'elif', 'else', 'esac', 'fi', '}')
    );
  }

  /** Commands up to what closes them, of which there is at least one, but in a substitution. */
  #list(empty = true): void {
    this.#newlines();
    if (this.#isEnd()) {
      if (!empty) this.#unexpected();
      return;
    }
    for (;;) {
      this.#andOr();
      if (this.tokens.peek().kind === 'newline' || this.#is(';', '&')) this.tokens.next();
      else return;
      this.#newlines();
      if (this.#isEnd()) return;
    }
  }

  #andOr(): void {
    this.#pipeline();
    while (this.#is('&&', '||')) {
      this.tokens.next();
      this.#newlines();
      this.#pipeline();
    }
  }

  #pipeline(): void {
    let prefixed = false;
    while (this.#isWord('!', 'time')) {
      const { text } = this.tokens.next();
      if (text === 'time' && this.#isWord('-p')) this.tokens.next();
      prefixed = true;
    }
    const { kind } = this.tokens.peek();
    if (prefixed && (kind === 'newline' || kind === 'end' || this.#is(';'))) return;
    this.#command();
    while (this.#is('|', '|&')) {
      this.tokens.next();
      this.#newlines();
      while (this.#isWord('!', 'time')) this.tokens.next();
      this.#command();
    }
  }

  #command(): void {
    const { kind, text, quoted } = this.tokens.peek();
    if (kind === 'operator' && text === '(') return this.#compound();
    if (kind === 'redirection' || (kind === 'word' && (quoted || !KEYWORDS.has(text)))) return this.#simple();
    if (kind !== 'word') this.#unexpected();
    if (text === 'function') return this.#function();
    if (text === 'coproc') return this.#coproc();
    // A reserved word elsewhere is none here.
    if (text === 'in') return this.#simple();
    this.#compound();
  }

  #coproc(): void {
    this.tokens.next();
    const { kind, text, quoted } = this.tokens.peek();
    if (kind === 'word' && !quoted && !KEYWORDS.has(text)) this.tokens.next();
    else if (kind !== 'word' && kind !== 'redirection' && !this.#is('(')) this.#unexpected();
    else return this.#command();
    const next = this.tokens.peek();
    if ((next.kind === 'word' && !next.quoted && COMPOUND.has(next.text)) || this.#is('(')) this.#compound();
    else this.#simple();
  }

  #function(): void {
    this.tokens.next();
    if (this.tokens.peek().kind !== 'word') this.#unexpected();
    this.tokens.next();
    if (this.#is('(')) {
      this.tokens.next();
      this.#close(')');
    }
    this.#body();
  }

  #body(): void {
    this.#newlines();
    const { kind, text, quoted } = this.tokens.peek();
    if (!this.#is('(') && (kind !== 'word' || quoted || !COMPOUND.has(text))) this.#unexpected();
    this.#compound();
  }

  #compound(): void {
    const token = this.tokens.next();
    switch (token.text) {
      case '(':
        this.#arithmeticOrSubshell(token);
        break;
      case '{':
        this.#list(false);
        this.#close('}');
        break;
      case 'if':
        this.#if();
        break;
      case 'while':
      case 'until':
        this.#list(false);
        this.#do();
        break;
      case 'for':
      case 'select':
        this.#for(token.text === 'for');
        break;
      case 'case':
        this.#case();
        break;
      case '[[':
        readCondition(this.tokens, token);
        break;
      default:
        this.#unexpected(token);
    }
    while (this.tokens.peek().kind === 'redirection') this.#redirection();
  }

  #arithmeticOrSubshell({ pos }: Token): void {
    if (this.tokens.text[pos + 1] === '(' && this.tokens.skipArithmetic(pos)) return;
    this.#list(false);
    this.#close(')');
  }

  #if(): void {
    this.#list(false);
    this.#close('then');
    this.#list(false);
    while (this.#isWord('elif')) {
      this.tokens.next();
      this.#list(false);
      this.#close('then');
      this.#list(false);
    }
    if (this.#isWord('else')) {
      this.tokens.next();
      this.#list(false);
    }
    this.#close('fi');
  }

  #do(): void {
    if (this.#isWord('{')) {
      this.tokens.next();
      this.#list(false);
      return this.#close('}');
    }
    this.#close('do');
    this.#list(false);
    this.#close('done');
  }

  #for(arithmetic: boolean): void {
    const { pos } = this.tokens.peek();
    if (arithmetic && this.tokens.text.startsWith('((', pos) && this.tokens.skipArithmetic(pos)) {
      if (this.#is(';')) this.tokens.next();
      this.#newlines();
      return this.#do();
    }
    if (this.tokens.peek().kind !== 'word') this.#unexpected();
    this.#word();
    if (this.#is(';')) {
      this.tokens.next();
      this.#newlines();
      return this.#do();
    }
    this.#newlines();
    if (this.#isWord('in')) {
      this.tokens.next();
      while (this.tokens.peek().kind === 'word') this.#word();
      if (this.tokens.peek().kind !== 'newline' && !this.#is(';')) this.#unexpected();
      this.tokens.next();
      this.#newlines();
    }
    this.#do();
  }

  #case(): void {
    if (this.tokens.peek().kind !== 'word') this.#unexpected();
    this.#word();
    this.#newlines();
    this.#close('in');
    for (;;) {
      this.#newlines();
      if (this.#isWord('esac')) break;
      if (this.#is('(')) this.tokens.next();
      for (;;) {
        if (this.tokens.peek().kind !== 'word') this.#unexpected();
        this.#word();
        if (!this.#is('|')) break;
        this.tokens.next();
      }
      this.#close(')');
      this.#list();
      if (this.#isWord('esac')) break;
      if (!this.#is(';;', ';&', ';;&')) this.#unexpected();
      this.tokens.next();
    }
    this.tokens.next();
  }

  /** A word that is no command's name. */
  #word(): void {
    const { text, quoted, pos } = this.tokens.next();
    if (text === 'case' && !quoted) this.plain.push(pos);
  }

  #redirection(): void {
    const { text } = this.tokens.next();
    const target = this.tokens.peek();
    if (target.kind !== 'word') this.#unexpected();
    this.#word();
    if (/<<-?$/.test(text)) this.tokens.awaitHereDocument(target.text, text.endsWith('-'));
  }

  #simple(): void {
    let words = 0;
    for (;;) {
      const { kind } = this.tokens.peek();
      if (kind === 'redirection') {
        this.#redirection();
        words += 2;
      } else if (kind === 'word') {
        words++;
        this.#word();
      } else if (this.#is('(')) {
        if (words !== 1) this.#unexpected();
        this.tokens.next();
        if (!this.#is(')')) this.#unexpected();
        this.tokens.next();
        return this.#body();
      } else return;
    }
  }
}
