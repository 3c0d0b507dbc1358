/**
 * `test` and `[` as pure functions over an environment: POSIX's rules by number of arguments, then the grammar with
 * `-a`, `-o`, `!` and parentheses. A usage error is a TestError; its caller says whose it is.
 */
import type { Awaitable, Stat } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import { shortDecimal } from '../short-decimal.ts';

export interface TestEnvironment {
  stat(path: string): Awaitable<Stat>;
  lstat(path: string): Awaitable<Stat>;
  access(path: string, mode: { read?: boolean; write?: boolean; execute?: boolean }): Awaitable<boolean>;
  isTerminal(fd: number): boolean;
  /** Effective ids, for -O and -G. */
  readonly uid: number;
  readonly gid: number;
  compareFiles(operator: '-nt' | '-ot' | '-ef', a: string, b: string): Awaitable<boolean>;
  /** `-v name`; only a shell knows. */
  isSet?(name: string): Awaitable<boolean>;
  /** The program of coreutils: it has `-l STRING` for a length, and neither `<` nor `>`. */
  readonly program?: boolean;
  /** `-o option`. */
  isOn?(option: string): boolean;
}

export type TestFault = 'integer' | 'binary' | 'unary' | 'argument' | 'paren' | 'many';

export class TestError {
  constructor(
    readonly fault: TestFault,
    readonly word: string,
  ) {}
}

const UNARY = new Set('-a -b -c -d -e -f -g -h -k -L -n -N -o -O -G -p -r -s -S -t -u -v -w -x -z'.split(' '));
const BINARY = new Set('= == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '));

/** The arguments after the name, `]` already taken off. Answers whether it is true. */
export function evaluateTest(words: readonly string[], env: TestEnvironment): Awaitable<boolean> {
  const args = env.program ? withLengths(words) : words;
  const [a, b, c, d] = args as [string, string, string, string];
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return a !== '';
    case 2:
      if (a === '!') return b === '';
      if (UNARY.has(a) && !(env.program && /^-[aov]$/.test(a))) return unary(a, b, env);
      throw new TestError('unary', a);
    case 3:
      if (env.program && (b === '<' || b === '>')) throw new TestError('binary', b);
      if (BINARY.has(b) || b === '-a' || b === '-o') return binary(a, b, c, env);
      if (a === '!') return chain(evaluateTest([b, c], env), (value) => !value);
      if (a === '(' && c === ')') return b !== '';
      throw new TestError('binary', b);
    case 4:
      if (a === '!') return chain(evaluateTest([b, c, d], env), (value) => !value);
      if (a === '(' && d === ')') return evaluateTest([b, c], env);
  }
  return new Grammar(args, env).whole();
}

/** `-l STRING` beside a comparison of numbers is the length of the string. */
function withLengths(words: readonly string[]): readonly string[] {
  const at = words.indexOf('-l');
  const text = words[at + 1];
  const beside = NUMERIC.has(words[at - 1] ?? '') || NUMERIC.has(words[at + 2] ?? '');
  if (at < 0 || text === undefined || !beside) return words;
  return withLengths([...words.slice(0, at), String(text.length), ...words.slice(at + 2)]);
}
const NUMERIC = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);

export function binary(a: string, operator: string, b: string, env: TestEnvironment): Awaitable<boolean> {
  switch (operator) {
    case '=':
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '-a':
      return a !== '' && b !== '';
    case '-o':
      return a !== '' || b !== '';
    case '-nt':
    case '-ot':
    case '-ef':
      return env.compareFiles(operator, a, b);
  }
  return compareNumbers(operator, integer(a), integer(b)) ?? false;
}

type Int = number | bigint;

export function compareNumbers(operator: string, a: Int, b: Int): boolean | undefined {
  switch (operator) {
    case '-eq':
      return a <= b && a >= b;
    case '-ne':
      return a < b || a > b;
    case '-lt':
      return a < b;
    case '-le':
      return a <= b;
    case '-gt':
      return a > b;
    case '-ge':
      return a >= b;
    default:
      return undefined;
  }
}

function integer(text: string): Int {
  const short = shortDecimal(text) ?? (/^-\d{1,15}$/.test(text) ? Number(text) : undefined);
  if (short !== undefined) return short;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new TestError('integer', text);
  return BigInt(text.trim().replace(/^\+/, ''));
}

export function unary(operator: string, operand: string, env: TestEnvironment): Awaitable<boolean> {
  return textTest(operator, operand) ?? fileTest(operator, operand, env);
}

/** `-n` and `-z`; undefined for the others. */
export function textTest(operator: string, operand: string): boolean | undefined {
  if (operator === '-n') return operand !== '';
  return operator === '-z' ? operand === '' : undefined;
}

export function fileTest(operator: string, operand: string, env: TestEnvironment): Awaitable<boolean> {
  switch (operator) {
    case '-t':
      return env.isTerminal(Number(integer(operand)));
    case '-v':
      return env.isSet?.(operand) ?? false;
    case '-o':
      return env.isOn?.(operand) ?? false;
    case '-r':
      return env.access(operand, { read: true });
    case '-w':
      return env.access(operand, { write: true });
    case '-x':
      return env.access(operand, { execute: true });
    case '-h':
    case '-L':
      return whether(
        () => env.lstat(operand),
        (stat) => stat.type === 'symlink',
      );
  }
  return whether(
    () => env.stat(operand),
    (stat) => statTest(operator, stat, env),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  '-b': 'block',
  '-c': 'char',
  '-d': 'directory',
  '-f': 'file',
  '-p': 'fifo',
  '-S': 'socket',
};

function statTest(operator: string, stat: Stat, env: TestEnvironment): boolean {
  const type = TYPES[operator];
  if (type) return stat.type === type;
  switch (operator) {
    case '-s':
      return stat.size > 0;
    case '-g':
      return (stat.mode & 0o2000) !== 0;
    case '-u':
      return (stat.mode & 0o4000) !== 0;
    case '-k':
      return (stat.mode & 0o1000) !== 0;
    case '-O':
      return stat.uid === env.uid;
    case '-G':
      return stat.gid === env.gid;
    case '-N':
      return stat.mtime > stat.atime;
    default:
      return true;
  }
}

function whether(stat: () => Awaitable<Stat>, test: (stat: Stat) => boolean): Awaitable<boolean> {
  return attempt(
    () => chain(stat(), test),
    () => false,
  );
}

/** `-nt`, `-ot` and `-ef` over two stats; undefined is a file that is not there. */
export function compareStats(operator: '-nt' | '-ot' | '-ef', a: Stat | undefined, b: Stat | undefined): boolean {
  if (operator === '-ef') return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
  const [newer, older] = operator === '-nt' ? [a, b] : [b, a];
  if (!newer) return false;
  return !older || newer.mtime > older.mtime;
}

/** More than four arguments: expressions with `-o` below `-a` below `!`. */
class Grammar {
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
