/** printf, as each shell words its mistakes. */
import { isUtf8 } from '../../bin/lib/locale.ts';
import { elementName, expandSubscript } from '../expand/subscripts.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
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
  else if (sh.dialect === 'dash' && /^-./.test(args[0] ?? '')) {
    return sh.builtinError('printf', `Illegal option -${(args[0] as string)[1]}`, 2);
  } else if (sh.dialect === 'bash' && /^-./.test(args[0] ?? '')) {
    await sh.builtinError('printf', `-${(args[0] as string)[1]}: invalid option`, 2);
    await sh.err('printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  if (variable !== undefined && !isName(elementName(variable)?.name ?? variable)) {
    return sh.builtinError('printf', `\`${variable}': not a valid identifier`, 2);
  }
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
    plainUnicode: sh.dialect === 'bash' && !isUtf8(sh.sys),
    wholeNumbers: sh.dialect === 'ash',
    now: sh.sys.now(),
    ...(sh.dialect === 'bash' ? {} : { invalidNumber: (word: string) => invalidNumber(sh, word) }),
    ...(sh.dialect === 'dash' ? DASH : {}),
    zone: sh.vars.map.get('TZ')?.exported ? sh.vars.get('TZ') : undefined,
  });
  if (variable === undefined) await sh.out(result.text);
  for (const error of result.errors) {
    if (sh.dialect === 'ash') await sh.complain(error);
    else await sh.builtinError('printf', error);
  }
  if (variable !== undefined) {
    const element = elementName(variable);
    if (element) sh.vars.setElement(element.name, await expandSubscript(sh, element.key), result.text);
    else sh.vars.set(variable, result.text);
  }
  return result.status;
};

/** dash knows no time, tells of directives as they stand, and fails with numbers that are too large. */
const DASH = { dash: true } as const;

function invalidNumber(sh: Shell, word: string): string {
  if (sh.dialect === 'ash') return `invalid number '${word}'`;
  return /^[+-]?\d/.test(word) ? `${word}: not completely converted` : `${word}: expected numeric value`;
}
