/** jq's operators, from loosest to tightest: `,`, `//`, assignments, or, and, comparisons, sums, products, and a minus before. */
import type { Node } from './ast.ts';
import { TokenCursor } from './token-cursor.ts';

const ASSIGNMENTS = new Set(['=', '|=', '+=', '-=', '*=', '/=', '%=', '//=']);
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const SUMS = new Set(['+', '-']);
const PRODUCTS = new Set(['*', '/', '%']);

export abstract class OperatorParser extends TokenCursor {
  /** A term with what is picked out of it. */
  protected abstract postfix(): Node;

  protected comma(): Node {
    let left = this.alternative();
    while (this.take(',')) left = { kind: 'comma', left, right: this.alternative() };
    return left;
  }

  private alternative(): Node {
    const left = this.assignment();
    return this.take('//') ? { kind: 'alternative', left, right: this.alternative() } : left;
  }

  private assignment(): Node {
    const path = this.or();
    const token = this.peek();
    if (token?.kind !== 'punctuation' || !ASSIGNMENTS.has(token.text)) return path;
    this.next++;
    return { kind: 'update', operator: token.text, path, value: this.alternative() };
  }

  private or(): Node {
    let left = this.and();
    while (this.take('or')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  private and(): Node {
    let left = this.comparison();
    while (this.take('and')) left = { kind: 'and', left, right: this.comparison() };
    return left;
  }

  private comparison(): Node {
    const left = this.sum();
    const operator = this.operator(COMPARISONS);
    return operator ? { kind: 'binary', operator, left, right: this.sum() } : left;
  }

  private sum(): Node {
    let left = this.product();
    for (let operator = this.operator(SUMS); operator; operator = this.operator(SUMS))
      left = { kind: 'binary', operator, left, right: this.product() };
    return left;
  }

  private product(): Node {
    let left = this.unary();
    for (let operator = this.operator(PRODUCTS); operator; operator = this.operator(PRODUCTS))
      left = { kind: 'binary', operator, left, right: this.unary() };
    return left;
  }

  private operator(which: ReadonlySet<string>): string | undefined {
    const token = this.peek();
    if (token?.kind !== 'punctuation' || !which.has(token.text)) return undefined;
    this.next++;
    return token.text;
  }

  protected unary(): Node {
    return this.take('-') ? { kind: 'negate', body: this.postfix() } : this.postfix();
  }
}
