/** What dash takes for a script: its own parser's steps, and what it says where it can go no further. */
import { SPECIAL_BUILTINS } from '../dialect.ts';
import { isName } from '../variables.ts';
import { Refused, type Verdict } from './refusal.ts';
import { Tokens, type Token } from './tokens.ts';

const KEYWORDS: ReadonlySet<string> = new Set(
  '! case do done elif else esac fi for if in then until while { }'.split(' '),
);
const ENDS_LIST: ReadonlySet<string> = new Set(') ;; do done elif else esac fi then }'.split(' '));
/** What the parser below takes for more than a word, where dash does not. */
const ELSEWHERE: ReadonlySet<string> = new Set(['[[', ']]', 'coproc', 'function', 'select', 'time', 'case']);

export function dashVerdict(text: string, firstLine: number): Verdict {
  const tokens = new Tokens(text, firstLine, 'dash', false);
  const grammar = new DashGrammar(tokens);
  try {
    grammar.script();
    return { refusal: undefined, plain: grammar.plain, apostrophes: tokens.apostrophes };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refusal: error.refusal, plain: [] };
  }
}

class DashGrammar {
  readonly plain: number[] = [];
  #last: Token = { kind: 'newline', text: '\n', pos: 0, quoted: false };
  #pushed = false;

  constructor(private readonly tokens: Tokens) {
    tokens.substitution = () => this.#substitution();
  }

  script(): void {
    for (;;) {
      const token = this.#read(true);
      if (token.kind === 'end') return;
      if (token.kind === 'newline') continue;
      this.#pushed = true;
      this.#list(1);
    }
  }

  /** `keyword`: words that are reserved count as such. `skips`: new lines are passed over. */
  #read(keyword = false, skips = false): Token {
    if (this.#pushed) {
      this.#pushed = false;
      if (!(skips && this.#last.kind === 'newline')) return (this.#last = this.#judged(this.#last, keyword));
    }
    let token = this.tokens.next();
    while (skips && token.kind === 'newline') token = this.tokens.next();
    return (this.#last = this.#judged(token, keyword));
  }

  #judged(token: Token, keyword: boolean): Token {
    if (token.kind !== 'word' || token.quoted || !keyword) return token;
    return KEYWORDS.has(token.text) ? { ...token, kind: 'operator' } : token;
  }

  #isAt(text: string): boolean {
    return this.#last.kind === 'operator' && this.#last.text === text;
  }

  #unexpected(expecting?: string): never {
    const { kind, text } = this.#last;
    const line = this.tokens.lineAt(this.tokens.pos);
    if (kind === 'end') this.tokens.refuse({ kind: 'end', line, ...(expecting && { expecting }) });
    const names = { word: 'word', newline: 'newline', redirection: 'redirection', operator: `"${text}"` };
    this.tokens.refuse({ kind: 'token', token: names[kind], line, ...(expecting && { expecting }) });
  }

  #special(words: string): never {
    this.tokens.refuse({ kind: 'words', words, line: this.tokens.lineAt(this.tokens.pos) });
  }

  #expect(text: string, skips = false): void {
    this.#read(true, skips);
    if (!this.#isAt(text)) this.#unexpected(`"${text}"`);
  }

  /** 1: up to the end of the line. 2: may be empty. */
  #list(flag: 0 | 1 | 2): void {
    const skips = flag !== 1;
    let mayEnd = flag === 2;
    for (;;) {
      const token = this.#read(true, skips);
      if (token.kind === 'newline') return;
      this.#pushed = true;
      if (token.kind === 'end') return;
      if (mayEnd && token.kind === 'operator' && ENDS_LIST.has(token.text)) return;
      mayEnd = true;
      this.#andOr();
      this.#read(true);
      if (this.#last.kind === 'newline' || this.#last.kind === 'end') this.#pushed = true;
      else if (!this.#isAt('&') && !this.#isAt(';')) {
        if (!skips) this.#unexpected();
        this.#pushed = true;
        return;
      }
    }
  }

  #andOr(): void {
    this.#pipeline(false);
    for (;;) {
      this.#read(true);
      if (!this.#isAt('&&') && !this.#isAt('||')) break;
      this.#pipeline(true);
    }
    this.#pushed = true;
  }

  #pipeline(skips: boolean): void {
    this.#read(true, skips);
    if (!this.#isAt('!')) this.#pushed = true;
    this.#command(skips && this.#pushed);
    for (;;) {
      this.#read(true);
      if (!this.#isAt('|')) break;
      this.#command(true);
    }
    this.#pushed = true;
  }

  #command(skips = false): void {
    const token = this.#read(true, skips);
    if (token.kind === 'word' || token.kind === 'redirection') {
      this.#pushed = true;
      return this.#simple();
    }
    if (token.kind !== 'operator') this.#unexpected();
    let close: string;
    switch (token.text) {
      case 'if':
        this.#if();
        close = 'fi';
        break;
      case 'while':
      case 'until':
        this.#list(0);
        this.#expect('do');
        this.#list(0);
        close = 'done';
        break;
      case 'for':
        this.#for();
        close = 'done';
        break;
      case 'case':
        this.#case();
        return this.#redirections();
      case '(':
        this.#list(0);
        close = ')';
        break;
      case '{':
        this.#list(0);
        close = '}';
        break;
      default:
        this.#unexpected();
    }
    this.#expect(close);
    this.#redirections();
  }

  #if(): void {
    this.#list(0);
    this.#expect('then');
    this.#list(0);
    while (this.#read(true) && this.#isAt('elif')) {
      this.#list(0);
      this.#expect('then');
      this.#list(0);
    }
    if (this.#isAt('else')) this.#list(0);
    else this.#pushed = true;
  }

  #for(): void {
    const name = this.#read();
    if (name.kind !== 'word' || name.quoted || !isName(name.text)) this.#special('Bad for loop variable');
    if (name.text === 'case') this.plain.push(name.pos);
    this.#read(true, true);
    if (this.#isAt('in')) {
      while (this.#read().kind === 'word');
      if (this.#last.kind !== 'newline' && !this.#isAt(';')) this.#unexpected();
    } else if (!this.#isAt(';')) this.#pushed = true;
    this.#expect('do', true);
    this.#list(0);
  }

  #case(): void {
    if (this.#read().kind !== 'word') this.#unexpected('word');
    this.#expect('in', true);
    for (;;) {
      this.#read(true, true);
      if (this.#isAt('esac')) return;
      if (this.#isAt('(')) this.#read();
      while (this.#read() && this.#isAt('|')) this.#read();
      if (!this.#isAt(')')) this.#unexpected('")"');
      this.#list(2);
      this.#read(true, true);
      if (this.#isAt('esac')) return;
      if (!this.#isAt(';;')) this.#unexpected('";;"');
    }
  }

  #redirections(): void {
    while (this.#read(true).kind === 'redirection') this.#target();
    this.#pushed = true;
  }

  #target(): void {
    const operator = this.#last.text;
    const word = this.#read();
    if (word.kind !== 'word') this.#unexpected();
    if (/<<-?$/.test(operator)) this.tokens.awaitHereDocument(word.text, operator.endsWith('-'));
  }

  #simple(): void {
    let words = 0;
    let others = false;
    let name = '';
    for (;;) {
      const token = this.#read();
      if (token.kind === 'word') {
        if (words === 0 && /^[A-Za-z_]\w*=/.test(token.text)) others = true;
        else {
          if (!token.quoted && (words === 0 || token.text === 'case') && ELSEWHERE.has(token.text))
            this.plain.push(token.pos);
          if (words++ === 0) name = token.text;
        }
      } else if (token.kind === 'redirection') {
        others = true;
        this.#target();
      } else if (this.#isAt('(') && words === 1 && !others) {
        this.#read();
        if (!this.#isAt(')')) this.#unexpected('")"');
        if (!isName(name) || SPECIAL_BUILTINS.has(name)) this.#special('Bad function name');
        return this.#command(true);
      } else {
        this.#pushed = true;
        return;
      }
    }
  }

  #substitution(): void {
    const [last, pushed] = [this.#last, this.#pushed];
    this.#pushed = false;
    this.#list(2);
    this.#expect(')');
    [this.#last, this.#pushed] = [last, pushed];
  }
}
