/** Backups that cp, mv, ln and install make of what they would replace: `-b`, `--backup=HOW`, `-S SUFFIX`. */
import { SysError } from '../../../kernel/errno.ts';
import { choose } from './choice.ts';
import { basename, dirname } from './path.ts';
import type { Tool } from './tool.ts';

/** For the options of a program; read by `readBackup`. */
export const BACKUP_OPTIONS = 'b- backup=?- S|suffix=-';

export type Backup = 'none' | 'simple' | 'existing' | 'numbered';

export const BACKUP_KINDS = [
  ['none', 'off'],
  ['simple', 'never'],
  ['existing', 'nil'],
  ['numbered', 't'],
];

export async function readBackup(t: Tool): Promise<Backup> {
  const word = t.value('backup');
  if (word) return (await choose(t, 'backup type', word, BACKUP_KINDS)) as Backup;
  if (word === undefined && !t.has('b') && !t.has('S') && !t.has('suffix')) return 'none';
  const control = t.sys.env.get('VERSION_CONTROL');
  return control ? ((await choose(t, '$VERSION_CONTROL', control, BACKUP_KINDS)) as Backup) : 'existing';
}

/** Renames what is at `path` out of the way; answers its new name, if there was any need. */
export async function backUp(t: Tool, path: string, how: Backup, ending = t.value('S')): Promise<string | undefined> {
  if (how === 'none') return undefined;
  const numbers = how === 'simple' ? [] : await numbered(t, path);
  const suffix =
    how === 'numbered' || numbers.length
      ? `.~${Math.max(0, ...numbers) + 1}~`
      : (ending ?? t.sys.env.get('SIMPLE_BACKUP_SUFFIX') ?? '~');
  try {
    await t.sys.rename(path, path + suffix);
    return path + suffix;
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT') return undefined;
    throw error;
  }
}

export async function numbered(t: Tool, path: string): Promise<number[]> {
  const start = `${basename(path)}.~`;
  const numbers: number[] = [];
  for (const { name } of await t.sys.readdir(dirname(path))) {
    if (name.startsWith(start) && /^\d+~$/.test(name.slice(start.length)))
      numbers.push(parseInt(name.slice(start.length), 10));
  }
  return numbers;
}
