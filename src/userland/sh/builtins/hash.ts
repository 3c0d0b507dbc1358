/** hash: where the shell remembers that commands are. */
import { findCommand } from '../run/lookup.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { isEnabled } from './names.ts';

export const hash: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), sh.dialect === 'bash' ? 'dlp:rt' : 'rv');
  if (options.bad) {
    return invalidOption(sh, 'hash', options.bad, 'hash [-lr] [-p pathname] [-dt] [name ...]');
  }
  if (has(options, 'r')) sh.hashed.clear();
  const path = new Map(options.letters).get('p');
  if (options.rest.length === 0 && !has(options, 'r')) {
    if (sh.hashed.size === 0 && sh.dialect === 'bash') await sh.out('hash: hash table empty\n');
    else if (sh.dialect === 'bash' && !has(options, 'l')) await sh.out('hits\tcommand\n');
    for (const [name, { path, hits }] of sh.hashed) {
      if (sh.dialect !== 'bash') await sh.out(`${path}\n`);
      else if (has(options, 'l')) await sh.out(`builtin hash -p ${path} ${name}\n`);
      else await sh.out(`${String(hits).padStart(4)}\t${path}\n`);
    }
    return 0;
  }
  let status = 0;
  for (const name of options.rest) {
    const known = sh.hashed.get(name);
    if (path !== undefined) sh.hashed.set(name, { path, hits: 0 });
    else if (has(options, 't') || has(options, 'd')) {
      if (!known) status = await sh.builtinError('hash', `${name}: not found`);
      else if (has(options, 'd')) sh.hashed.delete(name);
      else await sh.out(`${options.rest.length > 1 ? `${name}\t` : ''}${known.path}\n`);
    } else if (!isEnabled(sh, name) && !sh.functions.has(name)) {
      sh.hashed.delete(name);
      const found = await findCommand(sh, name);
      if (found.kind !== 'file') status = await sh.builtinError('hash', `${name}: not found`);
      else if (!name.includes('/')) sh.hashed.set(name, { path: found.path, hits: 0 });
    }
  }
  return status;
};
