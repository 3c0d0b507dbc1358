/** The variables that a shell begins with. */
import { SysError } from '../../kernel/errno.ts';
import { defineOptions } from './option-variables.ts';
import type { Shell } from './shell.ts';
import type { ShoptName } from './shell-options.ts';
import { isName } from './variables.ts';
import { DEFAULT_PATH } from './run/lookup.ts';

export function importEnvironment(sh: Shell): void {
  const { map } = sh.vars;
  for (const [name, value] of sh.sys.env) if (isName(name)) map.set(name, { value, exported: true });
  sh.directory = sh.sys.cwd;
  map.set('PWD', { value: sh.directory, exported: true });
  map.set('IFS', { value: ' \t\n' });
  map.set('PPID', { value: String(sh.sys.ppid), readonly: sh.dialect === 'bash' });
  map.set('OPTIND', { value: '1' });
  define(sh, 'PATH', DEFAULT_PATH);
  define(sh, 'PS4', '+ ');
  if (sh.dialect === 'bash') importBash(sh);
  else if (sh.dialect === 'ash') {
    define(sh, 'HOSTNAME', sh.sys.uname().nodename);
    deepen(sh);
  }
}

/** A PWD that was handed down is kept where it leads here, over whatever symbolic links. */
export async function keepDirectory(sh: Shell): Promise<void> {
  const inherited = sh.sys.env.get('PWD');
  if (inherited === undefined || inherited === sh.directory || !/^\/(?!.*\/\.{1,2}(?:\/|$))/.test(inherited)) return;
  try {
    const [there, here] = [await sh.sys.stat(inherited), await sh.sys.stat('.')];
    if (there.dev !== here.dev || there.ino !== here.ino) return;
  } catch (error) {
    if (error instanceof SysError) return;
    throw error;
  }
  sh.directory = inherited;
  sh.vars.map.set('PWD', { value: inherited, exported: true });
}

function define(sh: Shell, name: string, value: string): void {
  if (!sh.vars.map.has(name)) sh.vars.map.set(name, { value });
}

function importBash(sh: Shell): void {
  const { map } = sh.vars;
  const { uid, euid } = sh.sys.credentials;
  map.set('UID', { value: String(uid), readonly: true, integer: true });
  map.set('EUID', { value: String(euid), readonly: true, integer: true });
  const { nodename, machine } = sh.sys.uname();
  define(sh, 'HOSTNAME', nodename);
  define(sh, 'HOSTTYPE', machine);
  define(sh, 'MACHTYPE', `${machine}-pc-linux-gnu`);
  define(sh, 'OSTYPE', 'linux-gnu');
  define(sh, 'BASH', '/bin/bash');
  define(sh, 'TERM', 'dumb');
  for (const name of sh.vars.get('BASHOPTS')?.split(':') ?? []) sh.shopt.set(name as ShoptName, true);
  defineOptions(sh, map);
  deepen(sh);
  map.set('_', { value: sh.name });
  if (!map.has('OLDPWD')) map.set('OLDPWD', { value: undefined, exported: true });
}

function deepen(sh: Shell): void {
  const level = Number(sh.vars.get('SHLVL') ?? 0);
  sh.vars.map.set('SHLVL', { value: String((Number.isInteger(level) ? level : 0) + 1), exported: true });
}
