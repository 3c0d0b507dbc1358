/** printf, as each shell words its mistakes. */
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { formatPrintf } from './printf.ts';

export const printf: Builtin = async (sh, words) => {
  let args = words.slice(1);
  let variable: string | undefined;
  if (args[0] === '-v' && sh.dialect === 'bash') {
    variable = args[1];
    args = args.slice(2);
  }
  if (args[0] === '--') args = args.slice(1);
  if (args.length === 0) {
    if (sh.dialect === 'dash') return sh.builtinError('printf', 'usage: printf format [arg ...]', 2);
    if (sh.dialect === 'ash') {
      await sh.complain('usage: printf FORMAT [ARGUMENT...]');
      return 2;
    }
    await sh.err('printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  const result = formatPrintf(args[0] as string, args.slice(1), {
    extended: sh.dialect !== 'dash',
    quotes: sh.dialect === 'bash',
    wholeNumbers: sh.dialect === 'ash',
    now: sh.sys.now(),
    ...(sh.dialect === 'bash' ? {} : { invalidNumber: (word: string) => invalidNumber(sh, word) }),
  });
  if (variable === undefined) await sh.out(result.text);
  for (const error of result.errors) {
    if (sh.dialect === 'ash') await sh.complain(error);
    else await sh.builtinError('printf', error);
  }
  if (variable !== undefined) {
    const element = /^(\w+)\[(.*)\]$/s.exec(variable);
    if (element) sh.vars.setElement(element[1] as string, element[2] as string, result.text);
    else sh.vars.set(variable, result.text);
  }
  return result.status;
};

function invalidNumber(sh: Shell, word: string): string {
  if (sh.dialect === 'ash') return `invalid number '${word}'`;
  return /^[+-]?\d/.test(word) ? `${word}: not completely converted` : `${word}: expected numeric value`;
}
