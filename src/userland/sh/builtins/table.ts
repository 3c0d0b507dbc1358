/** Name to builtin. Which shell has which is names.ts's. */
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
// Every login exports a variable: later it would come before the prompt all the same, and alone.
import * as declarations from './declarations.ts';
import { evalBuiltin, source } from './evaluating.ts';
import { isEnabled } from './names.ts';
import { echo, test } from './output.ts';
import * as plain from './plain.ts';

/** Builtins that no prompt needs come when the first of their module is called. */
function later<M>(load: () => Promise<M>): (pick: (module: M) => Builtin) => Builtin {
  let loaded: M | undefined;
  return (pick) => (sh, words, arrays) => {
    if (loaded) return pick(loaded)(sh, words, arrays);
    return load().then((module) => {
      loaded = module;
      return pick(module)(sh, words, arrays);
    });
  };
}

const leaving = later(() => import('./leaving.ts'));
const jobs = later(() => import('./job-control.ts'));
const reading = later(() => import('./read.ts'));
const mapping = later(() => import('./mapfile.ts'));
const directories = later(() => import('./directories.ts'));
const printing = later(() => import('./printf-builtin.ts'));
const options = later(() => import('./options.ts'));
const shopts = later(() => import('./shopt.ts'));
const getopt = later(() => import('./getopts.ts'));
const completing = later(() => import('./completions.ts'));
const executing = later(() => import('./exec.ts'));
const hashing = later(() => import('./hash.ts'));
const masking = later(() => import('./umask.ts'));
const binding = later(() => import('./bind.ts'));
const fixing = later(() => import('./fc.ts'));
const remembering = later(() => import('./history.ts'));
const limiting = later(() => import('./ulimit.ts'));
const various = later(() => import('./various.ts'));
const trapping = later(() => import('./trap.ts'));
const unsetting = later(() => import('./unset.ts'));
const describing = later(() => import('./describe.ts'));

const TABLE: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', plain.succeed],
  ['.', source],
  ['[', test],
  ['alias', plain.alias],
  ['bg', jobs(({ bg }) => bg)],
  ['bind', binding(({ bind }) => bind)],
  ['break', leaving(({ breakBuiltin }) => breakBuiltin)],
  ['builtin', various(({ builtin }) => builtin)],
  ['caller', various(({ caller }) => caller)],
  ['cd', directories(({ cd }) => cd)],
  ['chdir', directories(({ cd }) => cd)],
  ['command', executing(({ command }) => command)],
  ['compgen', completing(({ compgen }) => compgen)],
  ['complete', completing(({ complete }) => complete)],
  ['compopt', completing(({ compopt }) => compopt)],
  ['continue', leaving(({ continueBuiltin }) => continueBuiltin)],
  ['declare', declarations.declare],
  ['dirs', directories(({ dirs }) => dirs)],
  ['disown', jobs(({ disown }) => disown)],
  ['echo', echo],
  ['enable', various(({ enable }) => enable)],
  ['eval', evalBuiltin],
  ['exec', executing(({ exec }) => exec)],
  ['exit', leaving(({ exit }) => exit)],
  ['export', declarations.exportBuiltin],
  ['false', plain.fail],
  ['fc', fixing(({ fc }) => fc)],
  ['fg', jobs(({ fg }) => fg)],
  ['getopts', getopt(({ getopts }) => getopts)],
  ['hash', hashing(({ hash }) => hash)],
  ['help', various(({ help }) => help)],
  ['history', remembering(({ history }) => history)],
  ['jobs', jobs(({ jobs }) => jobs)],
  ['kill', jobs(({ kill }) => kill)],
  ['let', various(({ letBuiltin }) => letBuiltin)],
  ['local', declarations.declare],
  ['logout', various(({ logout }) => logout)],
  ['mapfile', mapping(({ mapfile }) => mapfile)],
  ['popd', directories(({ popd }) => popd)],
  ['printf', printing(({ printf }) => printf)],
  ['pushd', directories(({ pushd }) => pushd)],
  ['pwd', directories(({ pwd }) => pwd)],
  ['read', reading(({ read }) => read)],
  ['readarray', mapping(({ mapfile }) => mapfile)],
  ['readonly', declarations.readonlyBuiltin],
  ['return', leaving(({ returnBuiltin }) => returnBuiltin)],
  ['set', options(({ set }) => set)],
  ['shift', unsetting(({ shift }) => shift)],
  ['shopt', shopts(({ shopt }) => shopt)],
  ['source', source],
  ['suspend', various(({ suspend }) => suspend)],
  ['test', test],
  ['times', various(({ times }) => times)],
  ['trap', trapping(({ trap }) => trap)],
  ['true', plain.succeed],
  ['type', describing(({ type }) => type)],
  ['typeset', declarations.declare],
  ['ulimit', limiting(({ ulimit }) => ulimit)],
  ['umask', masking(({ umask }) => umask)],
  ['unalias', various(({ unalias }) => unalias)],
  ['unset', unsetting(({ unset }) => unset)],
  ['wait', jobs(({ wait }) => wait)],
]);

export function findBuiltin(sh: Shell, name: string): Builtin | undefined {
  return isEnabled(sh, name) ? TABLE.get(name) : undefined;
}
