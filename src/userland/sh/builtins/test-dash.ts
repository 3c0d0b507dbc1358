/**
 * `test` as dash and busybox have it: one grammar by operators whatever the number of arguments, POSIX's rules for three and four before it.
 * What stands where an operator could is one only if the grammar can use it there.
 */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { TestEnvironment } from './test-primaries.ts';
import { binary, TestError, unary } from './test-primaries.ts';

const UNARY = new Set('-b -c -d -e -f -g -h -k -L -n -O -G -p -r -s -S -t -u -w -x -z'.split(' '));
const BINARY: ReadonlySet<string> = new Set('= != < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '));
const BUSYBOX_BINARY: ReadonlySet<string> = new Set([...BINARY, '==']);

type Token = 'end' | 'operand' | 'unary' | 'binary' | '!' | '-a' | '-o' | '(' | ')';

export async function evaluateDashTest(
  args: readonly string[],
  env: TestEnvironment,
  busybox: boolean,
): Promise<boolean> {
  const operators = busybox ? BUSYBOX_BINARY : BINARY;
  let words = args;
  let negated = false;
  if (words.length === 0) return false;
  if (!(words.length === 3 && operators.has(words[1] as string))) {
    while (words.length === 3 || words.length === 4) {
      if (words[0] === '(' && words.at(-1) === ')') {
        words = words.slice(1, -1);
        break;
      }
      if (words[0] !== '!') break;
      negated = !negated;
      words = words.slice(1);
      if (words.length === 3 && operators.has(words[1] as string)) break;
    }
  }
  const grammar = new Grammar(words, env, operators);
  return (await grammar.whole()) !== negated;
}

class Grammar {
  #at = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly env: TestEnvironment,
    private readonly operators: ReadonlySet<string>,
  ) {}

  async whole(): Promise<boolean> {
    const plain = this.words.length === 3 && this.operators.has(this.words[1] as string);
    const value = await this.#or(plain ? 'operand' : this.#token(0));
    const [last, next] = this.words.slice(this.#at, this.#at + 2);
    if (last !== undefined && next !== undefined)
      throw new TestError('binary', this.operators === BINARY ? last : next);
    return value;
  }

  #token(at: number): Token {
    const word = this.words[at];
    if (word === undefined) return 'end';
    if (UNARY.has(word)) return this.#isOperand(at) ? 'operand' : 'unary';
    if (this.operators.has(word)) return 'binary';
    if (word === '(') return this.words[at + 1] === undefined ? 'operand' : '(';
    return word === ')' || word === '!' || word === '-a' || word === '-o' ? word : 'operand';
  }

  /** A unary operator that has nothing to work on, or a binary one after it, is a plain word. */
  #isOperand(at: number): boolean {
    const [next, third] = this.words.slice(at + 1, at + 3);
    if (next === undefined) return true;
    return third !== undefined && this.operators.has(next);
  }

  async #or(first: Token): Promise<boolean> {
    let token = first;
    let value = false;
    for (;;) {
      value = (await this.#and(token)) || value;
      if (this.#token(this.#at + 1) !== '-o') return value;
      this.#at += 2;
      token = this.#token(this.#at);
    }
  }

  async #and(first: Token): Promise<boolean> {
    let token = first;
    let value = true;
    for (;;) {
      value = (await this.#not(token)) && value;
      if (this.#token(this.#at + 1) !== '-a') return value;
      this.#at += 2;
      token = this.#token(this.#at);
    }
  }

  async #not(token: Token): Promise<boolean> {
    if (token !== '!') return this.#primary(token);
    const next = this.#token(this.#at + 1);
    if (next !== 'end') this.#at++;
    return !(await this.#not(next));
  }

  async #primary(token: Token): Promise<boolean> {
    if (token === 'end') return false;
    if (token === '(') {
      const next = this.#token(++this.#at);
      if (next === ')') return false;
      const value = await this.#or(next);
      if (this.#token(++this.#at) !== ')') throw new TestError('paren', '');
      return value;
    }
    const word = this.words[this.#at] as string;
    if (token === 'unary') return this.#unary(word);
    if (this.#token(this.#at + 1) === 'binary') {
      const right = this.words[this.#at + 2];
      const operator = this.words[this.#at + 1] as string;
      if (right === undefined) throw new TestError('argument', operator);
      this.#at += 2;
      return binary(word, operator, right, this.env);
    }
    return word !== '';
  }

  #unary(operator: string): Awaitable<boolean> {
    const operand = this.words[++this.#at];
    if (operand === undefined) throw new TestError('argument', operator);
    return unary(operator, operand, this.env);
  }
}
