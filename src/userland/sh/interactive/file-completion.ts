/** Completion of the names of files. */
import { isDirectory } from '../../is-directory.ts';
import { SysError } from '../../../kernel/errno.ts';
import { tildeDirectory } from '../expand/tilde.ts';
import type { Shell } from '../shell.ts';
import { choose } from './completion-choice.ts';
import type { Completion } from './completion-keys.ts';

export type Wanted = 'all' | 'directories' | 'executables';

export async function entriesOf(sh: Shell, directory: string) {
  try {
    return await sh.sys.readdir(directory);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

export async function completeFiles(sh: Shell, word: string, wanted: Wanted): Promise<Completion> {
  const setting = (name: string) => sh.readline?.variables.get(name);
  const quote = /^["']/.exec(word)?.[0] ?? '';
  const bare = quote ? word.slice(1) : unquoted(word);
  const slash = bare.lastIndexOf('/') + 1;
  const lead = bare.slice(0, slash);
  const name = bare.slice(slash);
  let directory = lead || '.';
  const tilde = /^~([^/]*)\//.exec(lead);
  if (tilde) directory = `${(await tildeDirectory(sh, tilde[1] as string)) ?? tilde[0]}/${lead.slice(tilde[0].length)}`;
  const folds = setting('completion-ignore-case') === 'on';
  const maps = folds && setting('completion-map-case') === 'on';
  const alike = (text: string) => (maps ? text.toLowerCase().replaceAll('-', '_') : folds ? text.toLowerCase() : text);
  const marks = setting('mark-directories') !== 'off';
  const hides = setting('match-hidden-files') === 'off' || name === '';
  const found: { leads: boolean; shown: string; text: string }[] = [];
  for (const entry of await entriesOf(sh, directory)) {
    if (!alike(entry.name).startsWith(alike(name)) || (hides && entry.name.startsWith('.'))) continue;
    if (entry.name === '.' || entry.name === '..') continue;
    const leads =
      entry.type === 'directory' ||
      (entry.type === 'symlink' && (await isDirectory(sh.sys, `${directory}/${entry.name}`)));
    const path = `${directory}/${entry.name}`;
    if (wanted === 'directories' && !leads) continue;
    if (wanted === 'executables' && !leads && !(await isExecutable(sh, path))) continue;
    const mark = setting('visible-stats') === 'on' ? await statMark(sh, path) : leads ? '/' : '';
    found.push({ leads, shown: entry.name + mark, text: lead + entry.name + (leads && marks ? '/' : '') });
  }
  found.sort((a, b) => (a.text < b.text ? -1 : 1));
  const escape = (text: string) => (quote ? quote + text : text.replace(/[\s"'\\$`&|;<>()*?[\]#!{}]/g, '\\$&'));
  const directories = new Set(found.filter(({ leads }) => leads).map(({ text }) => escape(text)));
  return choose(
    word,
    found.map(({ text }) => escape(text)),
    // With the marks off there is nothing behind a directory.
    (item) => (item.endsWith('/') || directories.has(item) ? item : `${item}${quote} `),
    found.map(({ shown }) => shown),
    escape(bare),
  );
}

async function isExecutable(sh: Shell, path: string): Promise<boolean> {
  try {
    return await sh.sys.access(path, { execute: true });
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

/** What `visible-stats` puts behind a name. */
async function statMark(sh: Shell, path: string): Promise<string> {
  try {
    const { type } = await sh.sys.lstat(path);
    const marks: Readonly<Record<string, string>> = {
      directory: '/',
      symlink: '@',
      socket: '=',
      fifo: '|',
      char: '%',
      block: '#',
    };
    return marks[type] ?? ((await isExecutable(sh, path)) ? '*' : '');
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}

/** Without backslashes and quotes that stand inside. */
function unquoted(word: string): string {
  return word.replace(
    /\\(.)|"([^"]*)"|'([^']*)'/g,
    (_all, escaped = '', double = '', single = '') => escaped + double + single,
  );
}
