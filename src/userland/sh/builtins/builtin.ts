/** A builtin: the words it was called by, its own name included; answers its status. */
import { SPECIAL_BUILTINS } from '../dialect.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import type { ArrayElement, Shell } from '../shell.ts';

export type ArrayArguments = ReadonlyMap<number, readonly ArrayElement[]>;
export type Builtin = (sh: Shell, words: readonly string[], arrays?: ArrayArguments) => Awaitable<number>;

export interface ParsedOptions {
  /** Letters that were given, in order; with their argument where they take one. */
  readonly letters: readonly (readonly [letter: string, argument: string | undefined])[];
  readonly rest: readonly string[];
  readonly bad: string | undefined;
}

/** `accepts` is getopts-like: letters, a colon after those with an argument. Stops at the first operand or `--`. */
export function parseOptions(args: readonly string[], accepts: string): ParsedOptions {
  const letters: [string, string | undefined][] = [];
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') {
      i++;
      break;
    }
    if (arg[0] !== '-' || arg === '-') break;
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] as string;
      const known = accepts.indexOf(letter);
      if (known < 0 || letter === ':') return { letters, rest: args.slice(i), bad: `-${letter}` };
      if (accepts[known + 1] === ':') {
        const attached = arg.slice(at + 1);
        const value = attached !== '' ? attached : args[++i];
        letters.push([letter, value]);
        break;
      }
      letters.push([letter, undefined]);
    }
  }
  return { letters, rest: args.slice(i), bad: undefined };
}

export function has(options: ParsedOptions, letter: string): boolean {
  return options.letters.some(([given]) => given === letter);
}

/** bash, of the last option, which has nothing after it. */
export async function missingArgument(sh: Shell, name: string, options: ParsedOptions, usage: string): Promise<number> {
  await sh.builtinError(name, `-${options.letters.at(-1)?.[0]}: option requires an argument`);
  await sh.err(`${name}: usage: ${usage}\n`);
  return 2;
}

export async function invalidOption(sh: Shell, name: string, option: string, usage: string): Promise<number> {
  if (sh.dialect === 'bash') {
    await sh.builtinError(name, `${option}: invalid option`);
    await sh.err(`${name}: usage: ${usage}\n`);
  } else if (sh.dialect === 'dash') {
    await sh.builtinError(name, `Illegal option ${option}`);
    if (SPECIAL_BUILTINS.has(name)) sh.leaveScript(2);
  } else await sh.builtinError(name, `illegal option ${option}`);
  return 2;
}
