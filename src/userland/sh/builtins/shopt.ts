/** shopt. */
import type { OptionName } from '../set-options.ts';
import type { Shell } from '../shell.ts';
import { SHOPT_ON, type ShoptName } from '../shell-options.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { listedOptions, setNamed } from './option-names.ts';

/** In the order in which bash lists them. */
export const SHOPT_NAMES: readonly ShoptName[] = [
  'autocd',
  'assoc_expand_once',
  'cdable_vars',
  'cdspell',
  'checkhash',
  'checkjobs',
  'checkwinsize',
  'cmdhist',
  'compat31',
  'compat32',
  'compat40',
  'compat41',
  'compat42',
  'compat43',
  'compat44',
  'complete_fullquote',
  'direxpand',
  'dirspell',
  'dotglob',
  'execfail',
  'expand_aliases',
  'extdebug',
  'extglob',
  'extquote',
  'failglob',
  'force_fignore',
  'globasciiranges',
  'globskipdots',
  'globstar',
  'gnu_errfmt',
  'histappend',
  'histreedit',
  'histverify',
  'hostcomplete',
  'huponexit',
  'inherit_errexit',
  'interactive_comments',
  'lastpipe',
  'lithist',
  'localvar_inherit',
  'localvar_unset',
  'login_shell',
  'mailwarn',
  'nocaseglob',
  'nocasematch',
  'no_empty_cmd_completion',
  'noexpand_translation',
  'nullglob',
  'patsub_replacement',
  'progcomp',
  'progcomp_alias',
  'promptvars',
  'restricted_shell',
  'shift_verbose',
  'sourcepath',
  'varredir_close',
  'xpg_echo',
];

/** Options that Drydock's shell acts on, or for which both states mean the same there. Others keep their default. */
const SETTABLE: ReadonlySet<string> = new Set<ShoptName>([
  'assoc_expand_once',
  'autocd',
  'cdable_vars',
  'cdspell',
  'checkwinsize',
  'cmdhist',
  'complete_fullquote',
  'dotglob',
  'execfail',
  'expand_aliases',
  'extdebug',
  'extglob',
  'extquote',
  'failglob',
  'force_fignore',
  'globasciiranges',
  'globskipdots',
  'globstar',
  'histappend',
  'histreedit',
  'histverify',
  'hostcomplete',
  'inherit_errexit',
  'checkjobs',
  'lastpipe',
  'lithist',
  'nocaseglob',
  'nocasematch',
  'nullglob',
  'patsub_replacement',
  'progcomp',
  'promptvars',
  'shift_verbose',
  'sourcepath',
  'xpg_echo',
]);

function isShoptName(name: string): name is ShoptName {
  return (SHOPT_NAMES as readonly string[]).includes(name);
}

/** False when Drydock's shell does not do what the option asks for. */
function canChange(name: ShoptName, on: boolean): boolean {
  return on === SHOPT_ON.has(name) || SETTABLE.has(name);
}

interface Request {
  readonly names: readonly string[];
  /** `-s` or `-u`. */
  readonly change: boolean | undefined;
  readonly quiet: boolean;
  /** As commands that set them. */
  readonly reusable: boolean;
}

export const shopt: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), 'pqsuo');
  if (options.bad) return invalidOption(sh, 'shopt', options.bad, 'shopt [-pqsu] [-o] [optname ...]');
  const change = has(options, 's') ? true : has(options, 'u') ? false : undefined;
  if (has(options, 's') && has(options, 'u')) {
    return sh.builtinError('shopt', 'cannot set and unset shell options simultaneously');
  }
  const request = { names: options.rest, change, quiet: has(options, 'q'), reusable: has(options, 'p') };
  return has(options, 'o') ? shellOptions(sh, request) : extraOptions(sh, request);
};

async function extraOptions(sh: Shell, request: Request): Promise<number> {
  const { names, change } = request;
  if (names.length === 0) {
    for (const name of SHOPT_NAMES) {
      const on = sh.isShopt(name);
      if (change === undefined || on === change) await tell(sh, request, name, on, 'shopt');
    }
    return 0;
  }
  let status = 0;
  for (const name of names) {
    if (!isShoptName(name)) status = await sh.builtinError('shopt', `${name}: invalid shell option name`);
    else if (change === undefined) {
      const on = sh.isShopt(name);
      if (!on) status = 1;
      await tell(sh, request, name, on, 'shopt');
    } else if (canChange(name, change)) sh.shopt.set(name, change);
    else {
      const real = 'real bash changes how it behaves with it';
      status = await sh.builtinError('shopt', `${name}: not simulated in Drydock (${real})`);
    }
  }
  return status;
}

/** `shopt -o`: the options of `set -o`. */
async function shellOptions(sh: Shell, request: Request): Promise<number> {
  const { change } = request;
  const all = listedOptions(sh);
  let status = 0;
  for (const name of request.names.length > 0 ? request.names : all) {
    if (!all.includes(name as OptionName)) {
      status = await sh.builtinError('shopt', `${name}: invalid option name`);
      continue;
    }
    const on = sh.options[name as OptionName];
    if (request.names.length === 0) {
      if (change === undefined || on === change) await tell(sh, request, name, on, 'set');
    } else if (change === undefined) {
      if (!on) status = 1;
      await tell(sh, request, name, on, 'set');
    } else setNamed(sh, name, change);
  }
  return status;
}

async function tell(sh: Shell, request: Request, name: string, on: boolean, command: 'set' | 'shopt'): Promise<void> {
  if (request.quiet) return;
  if (!request.reusable) return void (await sh.out(`${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`));
  const flag = command === 'set' ? `set ${on ? '-' : '+'}o` : `shopt -${on ? 's' : 'u'}`;
  await sh.out(`${flag} ${name}\n`);
}
