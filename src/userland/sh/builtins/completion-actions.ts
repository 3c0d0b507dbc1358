/** The sources of `compgen -A`: each a list of names, which the caller narrows to those that begin with the word. */
import { isDirectory } from '../../is-directory.ts';
import { SysError } from '../../../kernel/errno.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { readWhole } from '../expand/tilde.ts';
import { stateOf } from '../jobs.ts';
import type { Shell } from '../shell.ts';
import { builtinNames } from './names.ts';
import { listedOptions } from './option-names.ts';
import { COMPUTED_NAMES } from '../computed-names.ts';
import { SHOPT_NAMES } from './shopt.ts';

const KEYWORDS =
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(' ');

type Source = (sh: Shell, word: string) => readonly string[] | Promise<readonly string[]>;

const variablesWhere = (
  test: (variable: { exported?: boolean; indexed?: unknown; assoc?: unknown }) => boolean,
): Source => {
  return (sh) =>
    [...sh.vars.map]
      .filter(([, variable]) => test(variable))
      .map(([name]) => name)
      .sort();
};
const builtins: Source = (sh) => builtinNames(sh.dialect);
const functions: Source = (sh) => [...sh.functions.keys()].sort();
const aliases: Source = (sh) => [...sh.aliases.keys()].sort();
const jobsWhere = (test: (state: string) => boolean): Source => {
  return (sh) => sh.jobs.all.filter((job) => test(stateOf(job))).map((job) => job.text.split(/\s/, 1)[0] as string);
};

/** In the order in which bash asks them, whatever the order of the options. */
export const ACTIONS: ReadonlyMap<string, Source> = new Map<string, Source>([
  ['alias', aliases],
  ['arrayvar', variablesWhere(({ indexed, assoc }) => indexed !== undefined || assoc !== undefined)],
  ['binding', () => []],
  ['builtin', builtins],
  ['disabled', () => []],
  ['enabled', builtins],
  ['export', variablesWhere(({ exported }) => exported === true)],
  ['function', functions],
  ['group', (sh) => namesIn(sh, '/etc/group')],
  ['helptopic', builtins],
  ['hostname', hosts],
  ['job', jobsWhere(() => true)],
  ['keyword', () => KEYWORDS],
  ['running', jobsWhere((state) => state === 'Running')],
  ['service', () => []],
  ['setopt', (sh) => listedOptions(sh)],
  ['shopt', () => SHOPT_NAMES],
  ['signal', () => Object.keys(SIGNALS).map((name) => `SIG${name}`)],
  ['stopped', jobsWhere((state) => state === 'Stopped')],
  ['user', (sh) => namesIn(sh, '/etc/passwd')],
  ['variable', (sh) => [...sh.vars.map.keys(), ...COMPUTED_NAMES].sort()],
  ['command', commands],
  ['file', (sh, word) => paths(sh, word, false)],
  ['directory', (sh, word) => paths(sh, word, true)],
]);

export async function namesIn(sh: Shell, path: string): Promise<readonly string[]> {
  const text = (await readWhole(sh, path)) ?? '';
  return text.split('\n').flatMap((line) => line.split(':', 1)[0] || []);
}

/** HOSTFILE's, which is /etc/hosts unless it is set. */
export async function hosts(sh: Shell): Promise<readonly string[]> {
  const text = (await readWhole(sh, sh.vars.get('HOSTFILE') || '/etc/hosts')) ?? '';
  return text.split('\n').flatMap((line) => line.replace(/#.*/, '').trim().split(/\s+/).slice(1));
}

async function commands(sh: Shell, word: string): Promise<readonly string[]> {
  const found = [
    ...(await aliases(sh, word)),
    ...KEYWORDS,
    ...(await functions(sh, word)),
    ...builtinNames(sh.dialect),
  ];
  for (const directory of (sh.vars.get('PATH') ?? '').split(':')) {
    for (const { name, type } of await entries(sh, directory || '.')) if (type !== 'directory') found.push(name);
  }
  return found;
}

/** What the directory part of the word holds, with that part in front. */
export async function paths(sh: Shell, word: string, directoriesOnly: boolean): Promise<readonly string[]> {
  const lead = word.slice(0, word.lastIndexOf('/') + 1);
  const hidden = word.slice(lead.length).startsWith('.');
  const found: string[] = [];
  for (const { name, type } of await entries(sh, lead || '.')) {
    if (name === '.' || name === '..' || (name.startsWith('.') && !hidden && word.length > lead.length)) continue;
    if (!directoriesOnly || type === 'directory' || (type === 'symlink' && (await isDirectory(sh.sys, lead + name)))) {
      found.push(lead + name);
    }
  }
  return found.sort();
}

async function entries(sh: Shell, directory: string) {
  try {
    return await sh.sys.readdir(directory);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}
