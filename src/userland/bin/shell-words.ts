/** test, [ and printf as programs: the shell's pure functions with the program's own words. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat, Sys } from '../../kernel/sys.ts';
import { formatPrintf } from '../sh/builtins/printf.ts';
import { evaluateTest } from '../sh/builtins/test.ts';
import { compareStats, TestError, type TestEnvironment } from '../sh/builtins/test-primaries.ts';
import { encodeText } from '../sh/text-bytes.ts';
import { isUtf8 } from './lib/locale.ts';
import { q } from './lib/text.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

function environment(sys: Sys): TestEnvironment {
  const maybe = async (path: string): Promise<Stat | undefined> => {
    try {
      return await sys.stat(path);
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  };
  return {
    stat: (path) => sys.stat(path),
    lstat: (path) => sys.lstat(path),
    access: async (path, mode) => {
      try {
        return await sys.access(path, mode);
      } catch (error) {
        if (error instanceof SysError) return false;
        throw error;
      }
    },
    isTerminal: (fd) => {
      try {
        return sys.isatty(fd);
      } catch {
        return false;
      }
    },
    uid: sys.credentials.euid,
    gid: sys.credentials.egid,
    program: true,
    compareFiles: async (operator, a, b) => compareStats(operator, await maybe(a), await maybe(b)),
  };
}

async function evaluate(t: Tool, words: readonly string[]): Promise<number> {
  try {
    return (await evaluateTest(words, environment(t.sys))) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    const { fault, word } = error;
    const gnu = {
      integer: `invalid integer ${t.quote(word)}`,
      binary: `${t.q(word)}: binary operator expected`,
      unary:
        words.length === 2 && !/^-.$/.test(word)
          ? `missing argument after ${t.q(words[1] ?? '')}`
          : `${t.q(word)}: unary operator expected`,
      argument: `missing argument after ${t.quote(words[words.length - 1] ?? '')}`,
      paren: "')' expected",
      many: `extra argument ${t.q(word)}`,
    }[fault];
    const busybox = {
      integer: `${word}: bad number`,
      binary: `${word}: unknown operand`,
      unary: `${words.length > 1 ? (words[words.indexOf(word) + 1] ?? word) : word}: unknown operand`,
      argument: 'argument expected',
      paren: 'closing paren expected',
      many: `${word}: unknown operand`,
    }[fault];
    return t.die(gnu, busybox, 2);
  }
}

export const test = tool(
  {
    name: 'test',
    usage: 'EXPRESSION',
    about: 'Check file types, compare values etc. Return a 0/1 exit code',
    rawArguments: true,
  },
  (t) => evaluate(t, t.operands),
);

export const bracket = tool(
  { name: '[', usage: 'EXPRESSION ]', about: 'Check file types, compare values etc.', rawArguments: true },
  async (t) => {
    if (t.operands.length === 1 && t.operands[0] === '--help') return void (await t.out.text(await t.helpText()));
    if (t.operands.length === 1 && t.operands[0] === '--version') return void (await t.out.text(t.versionText()));
    if (t.operands[t.operands.length - 1] !== ']') return t.die("missing ']'", 'missing ]', 2);
    return evaluate(t, t.operands.slice(0, -1));
  },
);

export const doubleBracket: Applet = tool(
  { name: '[[', usage: 'EXPRESSION ]]', about: 'Check file types, compare values etc.', rawArguments: true },
  (t) => {
    if (t.operands[t.operands.length - 1] !== ']]') return t.die("missing ']]'", 'missing ]]', 2);
    return evaluate(t, t.operands.slice(0, -1));
  },
);

/** Quoted where a shell would take it apart. */
function shellQuoted(word: string): string {
  return /^[\w%+,./:@^-]+$/.test(word) ? word : q(word);
}

export const printf = tool(
  {
    name: 'printf',
    usage: 'FORMAT [ARG]...',
    about: 'Format and print ARG(s) according to FORMAT (a-la C printf)',
    rawArguments: true,
  },
  async (t) => {
    const words = t.operands[0] === '--' ? t.operands.slice(1) : t.operands;
    if (words.length === 1 && words[0] === '--help') return t.out.text(await t.helpText());
    if (words.length === 1 && words[0] === '--version' && !t.busybox) return t.out.text(t.versionText());
    if (words.length === 0) return t.usage('missing operand');
    const result = formatPrintf(words[0] as string, words.slice(1), {
      extended: true,
      quotes: !t.busybox,
      wholeNumbers: t.busybox,
      program: !t.busybox,
      bytes: !t.busybox && !isUtf8(t.sys),
      quoteWord: shellQuoted,
      now: t.sys.now(),
      invalidNumber: (word) => (t.busybox ? `invalid number '${word}'` : `${t.quote(word)}: expected a numeric value`),
    });
    await t.out.bytes(encodeText(result.text));
    for (const error of result.errors) await t.err(`${t.called}: ${error}\n`);
    return result.status;
  },
);
