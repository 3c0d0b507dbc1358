/** set. */
import { AbandonFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';
import { assignmentText } from '../declaration-text.ts';
import { plainQuoted } from '../quoting.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption } from './builtin.ts';
import type { OptionName } from '../set-options.ts';
import { listedOptions, setLetter, setNamed } from './option-names.ts';

export const set: Builtin = async (sh, words) => {
  const status = await setOptions(sh, words);
  // From here on the shell only reads; what was read already does not run either.
  if (sh.options.noexec && !sh.interactive) throw new AbandonFlow(status);
  return status;
};

async function setOptions(sh: Shell, words: readonly string[]): Promise<number> {
  if (words.length === 1) return listSet(sh);
  for (let i = 1; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') {
      return setParameters(sh, words.slice(i + 1));
    }
    if (word === '-') {
      sh.options.xtrace = false;
      sh.options.verbose = false;
      if (i + 1 < words.length) sh.params = words.slice(i + 1);
      return 0;
    }
    if (word === '+') continue;
    if (!/^[-+]./.test(word)) {
      return setParameters(sh, words.slice(i));
    }
    const on = word[0] === '-';
    for (const letter of word.slice(1)) {
      if (letter === 'o') {
        const name = words[i + 1];
        if (name === undefined) return listOptions(sh, on);
        i++;
        if (name === 'vi' && on && sh.interactive && sh.dialect === 'ash')
          return sh.builtinError('set', 'vi: not simulated in Drydock (real shells edit lines as vi does then)');
        if (!setNamed(sh, name, on)) return badOption(sh, name, true);
      } else if (!setLetter(sh, letter, on)) return badOption(sh, `${word[0]}${letter}`, false);
    }
  }
  return 0;
}

/** To dash and busybox new parameters are looked at from the first one again. */
function setParameters(sh: Shell, params: string[]): number {
  sh.params = params;
  if (sh.dialect !== 'bash') sh.restartsOptions = true;
  return 0;
}

async function badOption(sh: Shell, option: string, named: boolean): Promise<number> {
  if (sh.dialect === 'bash') {
    if (named) return sh.builtinError('set', `${option}: invalid option name`, 2);
    return invalidOption(sh, 'set', option, 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]');
  }
  const text =
    sh.dialect === 'dash'
      ? `Illegal option ${named ? '-o ' : ''}${option}`
      : `illegal option ${named ? '-o ' : ''}${option}`;
  const status = sh.dialect === 'ash' && named ? 1 : 2;
  await sh.builtinError('set', text, status);
  if (status === 2) sh.leaveScript(2);
  return status;
}

async function listSet(sh: Shell): Promise<number> {
  for (const name of [...sh.vars.map.keys()].sort()) {
    const variable = sh.vars.map.get(name);
    if (!variable) continue;
    if (sh.dialect === 'bash') await sh.out(assignmentText(name, variable));
    else if (variable.value !== undefined) await sh.out(`${name}=${plainQuoted(variable.value)}\n`);
  }
  if (sh.dialect !== 'bash' || sh.functions.size === 0) return 0;
  const { printedFunction } = await import('../function-text.ts');
  for (const [name, { text }] of sh.functions) await sh.out(printedFunction(name, text));
  return 0;
}

/** dash tells of some that nobody sets by their names. */
function shownOptions(sh: Shell): readonly string[] {
  const names = listedOptions(sh);
  if (sh.dialect !== 'dash') return names;
  const own = (name: OptionName) =>
    ({ monitor: ['interactive', name], xtrace: ['stdin', name], nolog: [name, 'debug'] })[name as string] ?? [name];
  return names.flatMap(own);
}

function isOn(sh: Shell, name: string): boolean {
  if (name === 'interactive') return sh.interactive;
  if (name === 'stdin') return sh.readsInput && sh.commandString === undefined;
  return sh.options[name as OptionName] ?? false;
}

async function listOptions(sh: Shell, readable: boolean): Promise<number> {
  if (readable && sh.dialect !== 'bash') await sh.out('Current option settings\n');
  for (const name of shownOptions(sh)) {
    const on = isOn(sh, name);
    if (!readable) await sh.out(`set ${on ? '-' : '+'}o ${name}\n`);
    else if (sh.dialect === 'bash') await sh.out(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
    else await sh.out(`${name.padEnd(16)}${on ? 'on' : 'off'}\n`);
  }
  return 0;
}
