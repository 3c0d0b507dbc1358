/** unset and shift. */
import { AbandonFlow } from '../flow.ts';
import { expandSubscript } from '../expand/subscripts.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';

export const unset: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'fvn');
  if (options.bad) return invalidOption(sh, 'unset', options.bad, 'unset [-f] [-v] [-n] [name ...]');
  let status = 0;
  for (const word of options.rest) {
    if (has(options, 'f')) {
      if (sh.readonlyFunctions.has(word))
        status = await sh.builtinError('unset', `${word}: cannot unset: readonly function`);
      else sh.functions.delete(word);
      continue;
    }
    const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(word);
    if (element) status = (await unsetElement(sh, element[1] as string, element[2] as string)) || status;
    else if (!isName(word) && (sh.dialect !== 'bash' || has(options, 'v'))) {
      const text = sh.dialect === 'bash' ? `\`${word}': not a valid identifier` : `${word}: bad variable name`;
      status = await sh.builtinError('unset', text, sh.dialect === 'bash' ? 1 : 2);
    } else if (sh.functions.has(word) && sh.vars.get(word) === undefined && !has(options, 'v') && sh.dialect === 'bash')
      sh.functions.delete(word);
    else {
      const name = has(options, 'n') ? word : (sh.vars.targetName(word) ?? word);
      if (sh.vars.unset(name)) {
        if (sh.dialect === 'bash') sh.uncover(name);
        continue;
      }
      const text = sh.dialect === 'bash' ? `${word}: cannot unset: readonly variable` : `${word}: is read only`;
      status = await sh.builtinError('unset', text, sh.dialect === 'bash' ? 1 : 2);
    }
  }
  if (status !== 0 && sh.dialect !== 'bash') sh.leaveScript(status);
  return status;
};

async function unsetElement(sh: Shell, name: string, subscript: string): Promise<number> {
  const variable = sh.vars.find(name);
  if (variable?.readonly) return sh.builtinError('unset', `${name}: cannot unset: readonly variable`);
  if (subscript === '@' || subscript === '*') {
    sh.vars.unset(name);
    return 0;
  }
  const key = await expandSubscript(sh, subscript);
  if (variable?.assoc) variable.assoc.delete(key);
  else if (variable?.indexed) {
    const index = sh.vars.index(key, variable);
    if (index < 0) return sh.builtinError('unset', `[${subscript}]: bad array subscript`);
    variable.indexed.delete(index);
  } else if (variable?.value !== undefined) {
    if (sh.vars.index(key, variable) !== 0) return sh.builtinError('unset', `${name}: not an array variable`);
    sh.vars.unset(name);
  }
  if (variable) variable.emptied = true;
  return 0;
}

export const shift: Builtin = async (sh, words) => {
  const word = words[1] ?? '1';
  if (sh.dialect === 'bash' && /^-\d+$/.test(word))
    return sh.builtinError('shift', `${word}: shift count out of range`);
  if (!/^\d+$/.test(word)) {
    const text = sh.dialect === 'bash' ? `${word}: numeric argument required` : `Illegal number: ${word}`;
    const status = await sh.builtinError('shift', text, sh.dialect === 'bash' ? 1 : 2);
    if (sh.dialect !== 'bash') sh.leaveScript(2);
    return status;
  }
  if (words.length > 2 && sh.dialect === 'bash') {
    await sh.builtinError('shift', 'too many arguments');
    throw new AbandonFlow(1);
  }
  const count = Number(word);
  if (count > sh.params.length) {
    if (sh.dialect === 'bash' && sh.isShopt('shift_verbose'))
      return sh.builtinError('shift', `${word}: shift count out of range`);
    if (sh.dialect !== 'dash') return 1;
    await sh.builtinError('shift', "can't shift that many", 2);
    sh.leaveScript(2);
    return 2;
  }
  sh.params.splice(0, count);
  return 0;
};
