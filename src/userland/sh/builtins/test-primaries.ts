/** What `test` asks of one or two operands, as pure functions over an environment. A usage error is a TestError; its caller says whose it is. */
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

export const UNARY = new Set('-a -b -c -d -e -f -g -h -k -L -n -N -o -O -G -p -r -s -S -t -u -v -w -x -z'.split(' '));
export const BINARY = new Set('= == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '));

export function binary(a: string, operator: string, b: string, env: TestEnvironment): Awaitable<boolean> {
  const compared = compare(a, operator, b);
  if (compared !== undefined) return compared;
  switch (operator) {
    case '==':
      return a === b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '-a':
      return a !== '' && b !== '';
    case '-o':
      return a !== '' || b !== '';
    default:
      return env.compareFiles(operator as '-nt' | '-ot' | '-ef', a, b);
  }
}

/** The comparisons that every shell has, of texts and of numbers; undefined for the others. */
export function compare(a: string, operator: string, b: string): boolean | undefined {
  switch (operator) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '-eq':
    case '-ne':
    case '-lt':
    case '-le':
    case '-gt':
    case '-ge':
      return compareNumbers(operator, integer(a), integer(b));
    default:
      return undefined;
  }
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
