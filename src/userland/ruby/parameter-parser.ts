/** Parameters of methods, blocks and lambdas. */
import type { Node, Parameter } from './ast.ts';
import { TokenReader } from './token-reader.ts';

export abstract class ParameterParser extends TokenReader {
  protected abstract ternary(): Node;
  /** The operators from a level of precedence on, 0 for the loosest. */
  protected abstract binary(level: number): Node;

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
      return { kind: 'keyword', name: token.text, ...(!open && { fallback: this.ternary() }) };
    }
    if (token.type !== 'ident') throw this.unexpected(token);
    // A default may not use `|`, which ends the list.
    if (this.accept('='))
      return { kind: 'optional', name: token.text, fallback: close === '|' ? this.binary(5) : this.ternary() };
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
