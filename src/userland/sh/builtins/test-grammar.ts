/** `test` with more than four arguments: expressions with `-o` below `-a` below `!`. */
import { BINARY, binary, TestError, UNARY, unary, type TestEnvironment } from './test-primaries.ts';

export class Grammar {
  #at = 0;

  constructor(
    private readonly args: readonly string[],
    private readonly env: TestEnvironment,
  ) {}

  async whole(): Promise<boolean> {
    const value = await this.#or();
    if (this.#at < this.args.length) throw new TestError('many', this.args[this.#at] as string);
    return value;
  }

  async #or(): Promise<boolean> {
    let value = await this.#and();
    while (this.args[this.#at] === '-o') {
      this.#at++;
      const right = await this.#and();
      value = value || right;
    }
    return value;
  }

  async #and(): Promise<boolean> {
    let value = await this.#primary();
    while (this.args[this.#at] === '-a') {
      this.#at++;
      const right = await this.#primary();
      value = value && right;
    }
    return value;
  }

  async #primary(): Promise<boolean> {
    const [word, next, third] = this.args.slice(this.#at, this.#at + 3);
    if (word === undefined) throw new TestError('argument', '');
    if (next !== undefined && third !== undefined && BINARY.has(next)) {
      this.#at += 3;
      return binary(word, next, third, this.env);
    }
    if (word === '!') {
      this.#at++;
      return !(await this.#primary());
    }
    if (word === '(') {
      this.#at++;
      const value = await this.#or();
      if (this.args[this.#at++] !== ')') throw new TestError('paren', ')');
      return value;
    }
    if (UNARY.has(word) && next !== undefined) {
      this.#at += 2;
      return unary(word, next, this.env);
    }
    this.#at++;
    return word !== '';
  }
}
