/** alias and the tiny ones: what a prompt needs at once. */
import { plainQuoted, singleQuoted } from '../quoting.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption, parseOptions } from './builtin.ts';

export const succeed: Builtin = () => 0;
export const fail: Builtin = () => 1;

export const alias: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'p');
  if (options.bad && sh.dialect === 'bash') {
    return invalidOption(sh, 'alias', options.bad, 'alias [-p] [name[=value] ... ]');
  }
  const args = options.rest;
  const show = (name: string, value: string): string =>
    `${sh.dialect === 'bash' ? 'alias ' : ''}${name}=${(sh.dialect === 'bash' ? singleQuoted : plainQuoted)(value)}\n`;
  if (args.length === 0) {
    for (const name of [...sh.aliases.keys()].sort()) await sh.out(show(name, sh.aliases.get(name) as string));
    return 0;
  }
  let status = 0;
  for (const arg of args) {
    const equals = arg.indexOf('=');
    const value = equals > 0 ? undefined : sh.aliases.get(arg);
    if (equals > 0) sh.aliases.set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (value !== undefined) await sh.out(show(arg, value));
    else if (sh.dialect === 'bash') status = await sh.builtinError('alias', `${arg}: not found`);
    else {
      await sh.err(`alias: ${arg} not found\n`);
      status = 1;
    }
  }
  return status;
};
