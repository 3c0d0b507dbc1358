/** `test` and `[`: POSIX's rules by number of arguments, then the grammar with `-a`, `-o`, `!` and parentheses. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { BINARY, binary, TestError, UNARY, unary, type TestEnvironment } from './test-primaries.ts';

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
  return import('./test-grammar.ts').then(({ Grammar }) => new Grammar(args, env).whole());
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
