/** echo and test: the builtins that mostly compute. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import { unescapeText } from '../expand/escapes.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { evaluateTest } from './test.ts';
import { compare, TestError } from './test-primaries.ts';
import { shellTestEnvironment } from './test-environment.ts';

/** bash and busybox: `-n`, `-e`, `-E`. dash: `-n` only, and escapes always mean something. */
export const echo: Builtin = (sh, words) => {
  let at = 1;
  let newline = true;
  let escapes = sh.dialect === 'dash' || (sh.shopt.get('xpg_echo') ?? false);
  if (sh.dialect === 'dash') {
    if (words[1] === '-n') {
      newline = false;
      at = 2;
    }
  } else {
    for (; /^-[neE]+$/.test(words[at] ?? ''); at++) {
      for (const letter of (words[at] as string).slice(1)) {
        if (letter === 'n') newline = false;
        else escapes = letter === 'e';
      }
    }
  }
  let text = words.length === at + 1 ? (words[at] as string) : words.slice(at).join(' ');
  if (escapes) {
    const result = unescapeText(text, {
      octal: sh.dialect === 'dash' ? 'both' : 'zero',
      extended: sh.dialect !== 'dash',
    });
    text = result.text;
    if (result.stopped) newline = false;
  }
  const said = sh.out(newline ? `${text}\n` : text);
  return said instanceof Promise ? said.then(() => 0) : 0;
};

export const test: Builtin = (sh, words) => {
  const name = words[0] as string;
  const end = name === '[' ? words.length - 1 : words.length;
  if (name === '[' && words[end] !== ']') {
    if (sh.dialect === 'ash') return chain(sh.complain('missing ]'), () => 2);
    return sh.builtinError('[', sh.dialect === 'dash' ? 'missing ]' : "missing `]'", 2);
  }
  return attempt<number>(
    () => {
      // What is asked in loops needs neither a grammar nor files.
      const compared = end === 4 ? compare(words[1] as string, words[2] as string, words[3] as string) : undefined;
      if (compared !== undefined) return compared ? 0 : 1;
      return chain(evaluate(sh, words.slice(1, end)), (value) => (value ? 0 : 1));
    },
    (error) => {
      if (!(error instanceof TestError)) throw error;
      return import('./test-faults.ts').then(({ tellTestFault }) => tellTestFault(sh, name, error, words[2] ?? ''));
    },
  );
};

function evaluate(sh: Shell, args: readonly string[]): Awaitable<boolean> {
  const environment = shellTestEnvironment(sh);
  if (sh.dialect === 'bash' || isPlain(args)) return evaluateTest(args, environment);
  return import('./test-dash.ts').then(({ evaluateDashTest }) =>
    evaluateDashTest(args, environment, sh.dialect === 'ash'),
  );
}

function isPlain(args: readonly string[]): boolean {
  return args.length === 1 || (args.length === 2 && /^-[bcdefghkLnprsStuwxz]$/.test(args[0] as string));
}
