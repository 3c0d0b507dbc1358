/** shopt. */
import type { OptionName, Shell } from '../shell.ts';
import { canChange, isShoptName, SHOPT_DEFAULTS } from '../shell-options.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';
import { listedOptions, setNamed } from './option-names.ts';

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
    for (const name of Object.keys(SHOPT_DEFAULTS)) {
      const on = sh.isShopt(name as keyof typeof SHOPT_DEFAULTS);
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
