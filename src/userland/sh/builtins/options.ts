/** set, shopt, getopts. */
import type { OptionName, Shell } from '../shell.ts';
import { shellQuoted, singleQuoted } from '../quoting.ts';
import { doubleQuoted } from '../quoting.ts';
import { elementsOf, keysOf } from '../variables.ts';
import { functionText } from '../declaration-text.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { listedOptions, setLetter, setNamed } from './option-names.ts';

export const set: Builtin = async (sh, words) => {
  if (words.length === 1) return listSet(sh);
  for (let i = 1; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') {
      sh.params = words.slice(i + 1);
      return 0;
    }
    if (word === '-') {
      sh.options.xtrace = false;
      sh.options.verbose = false;
      if (i + 1 < words.length) sh.params = words.slice(i + 1);
      return 0;
    }
    if (!/^[-+]./.test(word)) {
      sh.params = words.slice(i);
      return 0;
    }
    const on = word[0] === '-';
    for (const letter of word.slice(1)) {
      if (letter === 'o') {
        const name = words[i + 1];
        if (name === undefined) return listOptions(sh, on);
        i++;
        if (!setNamed(sh, name, on)) return badOption(sh, name, true);
      } else if (!setLetter(sh, letter, on)) return badOption(sh, `${word[0]}${letter}`, false);
    }
  }
  return 0;
};

async function badOption(sh: Shell, option: string, named: boolean): Promise<number> {
  if (sh.dialect === 'bash') {
    if (named) return sh.builtinError('set', `${option}: invalid option name`, 2);
    return invalidOption(sh, 'set', option, 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]');
  }
  const text =
    sh.dialect === 'dash'
      ? `Illegal option ${named ? '-o ' : ''}${option}`
      : `illegal option ${named ? '-o ' : ''}${option}`;
  await sh.builtinError('set', text, 2);
  sh.leaveScript(2);
  return 2;
}

async function listSet(sh: Shell): Promise<number> {
  for (const name of [...sh.vars.map.keys()].sort()) {
    const variable = sh.vars.map.get(name);
    if (!variable) continue;
    if (variable.indexed || variable.assoc) {
      const values = elementsOf(variable);
      const shown = keysOf(variable).map((key, i) => `[${key}]=${doubleQuoted(values[i] as string)}`);
      await sh.out(`${name}=(${shown.join(' ')}${variable.assoc ? ' ' : ''})\n`);
    } else if (variable.value !== undefined) {
      await sh.out(
        `${name}=${sh.dialect === 'bash' ? (variable.value === '' ? '' : shellQuoted(variable.value)) : singleQuoted(variable.value)}\n`,
      );
    }
  }
  if (sh.dialect === 'bash') for (const [name, { text }] of sh.functions) await sh.out(functionText(name, text));
  return 0;
}

async function listOptions(sh: Shell, readable: boolean): Promise<number> {
  if (readable && sh.dialect !== 'bash') await sh.out('Current option settings\n');
  for (const name of listedOptions(sh)) {
    const on = sh.options[name];
    if (!readable) await sh.out(`set ${on ? '-' : '+'}o ${name}\n`);
    else if (sh.dialect === 'bash') await sh.out(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
    else await sh.out(`${name.padEnd(16)}${on ? 'on' : 'off'}\n`);
  }
  return 0;
}

/** Options of shopt that Drydock's shell acts on, with their defaults; others are refused by name. */
export const SHOPT_DEFAULTS: Readonly<Record<string, boolean>> = {
  autocd: false,
  checkwinsize: true,
  cmdhist: true,
  dotglob: false,
  expand_aliases: false,
  extglob: true,
  failglob: false,
  histappend: false,
  lastpipe: false,
  nocaseglob: false,
  nocasematch: false,
  nullglob: false,
  sourcepath: true,
  xpg_echo: false,
};

const PASSIVE = new Set([
  'checkwinsize',
  'cmdhist',
  'sourcepath',
  'histappend',
  'extglob',
  'globstar',
  'login_shell',
  'complete_fullquote',
  'progcomp',
  'hostcomplete',
  'promptvars',
  'interactive_comments',
  'force_fignore',
  'globasciiranges',
]);

export const shopt: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'pqsuo');
  if (options.bad) return invalidOption(sh, 'shopt', options.bad, 'shopt [-pqsu] [-o] [optname ...]');
  const change = has(options, 's') ? true : has(options, 'u') ? false : undefined;
  if (has(options, 'o')) return shoptNamed(sh, options.rest, change);
  const names = options.rest.length > 0 ? options.rest : Object.keys(SHOPT_DEFAULTS);
  let status = 0;
  for (const name of names) {
    if (!(name in SHOPT_DEFAULTS) && !PASSIVE.has(name)) {
      status = await sh.builtinError('shopt', `${name}: invalid shell option name`);
      continue;
    }
    if (name === 'globstar' && change) {
      return sh.builtinError(
        'shopt',
        'globstar: not simulated in Drydock (real bash lets ** match through directories)',
      );
    }
    if (name === 'lastpipe' && change) {
      return sh.builtinError(
        'shopt',
        'lastpipe: not simulated in Drydock (real bash runs the end of a pipeline in the shell itself)',
      );
    }
    const on = sh.shopt.get(name) ?? SHOPT_DEFAULTS[name] ?? true;
    if (change !== undefined && options.rest.length > 0) sh.shopt.set(name, change);
    else if (options.rest.length === 0 && change !== undefined && on !== change) continue;
    else {
      if (!on && options.rest.length > 0) status = 1;
      if (has(options, 'q')) continue;
      await sh.out(
        has(options, 'p') ? `shopt -${on ? 's' : 'u'} ${name}\n` : `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`,
      );
    }
  }
  return status;
};

async function shoptNamed(sh: Shell, names: readonly string[], change: boolean | undefined): Promise<number> {
  let status = 0;
  for (const name of names) {
    if (change !== undefined) {
      if (!setNamed(sh, name, change)) status = await sh.builtinError('shopt', `${name}: invalid option name`);
    } else {
      const on = sh.options[name as OptionName];
      if (!on) status = 1;
      await sh.out(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
    }
  }
  return status;
}

export const getopts: Builtin = async (sh, words) => {
  const [, optstring, name] = words;
  if (optstring === undefined || name === undefined) {
    if (sh.dialect === 'bash') await sh.err('getopts: usage: getopts optstring name [arg ...]\n');
    else if (sh.dialect === 'dash') await sh.builtinError('getopts', 'Usage: getopts optstring var [arg...]');
    else await sh.builtinError('getopts', 'usage: getopts optstring var [arg]');
    return 2;
  }
  const args = words.length > 3 ? words.slice(3) : sh.params;
  const silent = optstring.startsWith(':');
  let index = Number(sh.vars.get('OPTIND') ?? 1) || 1;
  let at = sh.getoptsAt;
  if (at > 1 && sh.dialect !== 'bash') index--;
  const arg = args[index - 1];
  const finish = (): number => {
    moveTo(sh, index, 1);
    sh.vars.set(name, '?');
    return 1;
  };
  if (at === 1) {
    if (arg === '--') {
      index++;
      return finish();
    }
    if (arg === undefined || arg[0] !== '-' || arg === '-') return finish();
  }
  const letter = (arg as string)[at] as string;
  at++;
  if (at >= (arg as string).length) {
    index++;
    at = 1;
  }
  const known = letter === ':' ? -1 : optstring.indexOf(letter);
  if (known < 0) {
    moveTo(sh, index, at);
    sh.vars.set(name, '?');
    if (silent) sh.vars.set('OPTARG', letter);
    else {
      sh.vars.unset('OPTARG');
      if (sh.vars.get('OPTERR') !== '0') await complain(sh, `illegal option -- ${letter}`, `Illegal option -${letter}`);
    }
    return 0;
  }
  if (optstring[known + 1] !== ':') {
    moveTo(sh, index, at);
    if (sh.dialect === 'bash') sh.vars.unset('OPTARG');
    else sh.vars.set('OPTARG', '');
    sh.vars.set(name, letter);
    return 0;
  }
  let value: string | undefined;
  if (at > 1) {
    value = (arg as string).slice(at);
    index++;
  } else value = args[index++ - 1];
  moveTo(sh, index, 1);
  if (value !== undefined) {
    sh.vars.set('OPTARG', value);
    sh.vars.set(name, letter);
    return 0;
  }
  moveTo(sh, index - 1, 1);
  sh.vars.set(name, silent ? ':' : '?');
  if (silent) sh.vars.set('OPTARG', letter);
  else {
    sh.vars.unset('OPTARG');
    await complain(sh, `option requires an argument -- ${letter}`, `No arg for -${letter} option`);
  }
  return 0;
};

/** dash counts a cluster of letters as passed once its first is taken. */
function moveTo(sh: Shell, index: number, at: number): void {
  sh.vars.set('OPTIND', String(at > 1 && sh.dialect !== 'bash' ? index + 1 : index));
  sh.getoptsAt = at;
}

async function complain(sh: Shell, bash: string, dash: string): Promise<void> {
  if (sh.dialect === 'bash') await sh.err(`${sh.name}: ${bash}\n`);
  else await sh.err(`${dash}\n`);
}
