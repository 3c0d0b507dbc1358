/** Where a parser of jq's grammar stands among its tokens. */
import { JqSyntaxError, type Token } from './lexer.ts';

const KEYWORDS = new Set(
  '__loc__ and as catch def elif else end foreach if import include label module or reduce then try'.split(' '),
);

export const isKeyword = (name: string) => KEYWORDS.has(name);

export class TokenCursor {
  protected next = 0;
  constructor(
    readonly list: readonly Token[],
    readonly source: string,
  ) {}

  protected peek(): Token | undefined {
    return this.list[this.next];
  }

  at(text: string): boolean {
    const token = this.peek();
    return token !== undefined && token.kind !== 'string' && token.text === text;
  }

  protected take(text: string): boolean {
    if (!this.at(text)) return false;
    this.next++;
    return true;
  }

  protected expect(text: string): void {
    if (!this.take(text)) this.unexpected();
  }

  protected unexpected(): never {
    const token = this.peek();
    if (!token) throw new JqSyntaxError('unexpected $end', this.list.at(-1)?.at ?? 0);
    const name = { punctuation: `'${token.text}'`, word: 'IDENT', field: 'FIELD', variable: "'$'", format: 'FORMAT' };
    const shown =
      token.kind === 'number'
        ? 'LITERAL'
        : token.kind === 'string'
          ? 'QQSTRING_START'
          : KEYWORDS.has(token.text)
            ? token.text
            : name[token.kind];
    throw new JqSyntaxError(`unexpected ${shown}`, token.at);
  }

  end(): void {
    if (this.next < this.list.length) this.unexpected();
  }
}
