/** mv: renames, or copies and removes where a rename cannot reach. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { copy, eachPair, mayOverwrite, statOf } from './copy.ts';
import { backUp, BACKUP_OPTIONS, readBackup, type Backup } from './lib/backup.ts';
import { basename, join } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

export const mv = tool(
  {
    name: 'mv',
    usage: '[-finT] SOURCE... DEST',
    about: 'Rename SOURCE to DEST, or move SOURCEs to DIRECTORY',
    options:
      'f|force i|interactive n|no-clobber t|target-directory= T|no-target-directory u|update- v|verbose ' +
      `${BACKUP_OPTIONS} strip-trailing-slashes- Z|context-`,
  },
  async (t) => {
    const backup = await readBackup(t);
    await eachPair(t, (from, to) => move(t, from, to, backup));
  },
);

async function move(t: Tool, from: string, to: string, backup: Backup): Promise<void> {
  let source: Stat;
  try {
    source = await t.sys.lstat(from);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`cannot stat ${t.q(from)}: ${error.message}`, `can't rename '${from}': ${error.message}`);
  }
  const existing = await statOf(t, to, false);
  if (existing) {
    if (existing.dev === source.dev && existing.ino === source.ino) {
      if (t.busybox) return;
      return t.warn(`${t.q(from)} and ${t.q(to)} are the same file`, `'${from}' and '${to}' are the same file`);
    }
    if (existing.type === 'directory' && source.type !== 'directory') {
      return t.warn(
        `cannot overwrite directory ${t.q(to)} with non-directory`,
        `can't rename '${from}': Is a directory`,
      );
    }
    if (existing.type !== 'directory' && source.type === 'directory' && !t.busybox) {
      return t.warn(`cannot overwrite non-directory ${t.q(to)} with directory ${t.q(from)}`);
    }
    if (t.has('u') && existing.mtime >= source.mtime) return;
    if (!(await mayOverwrite(t, to))) return;
  }
  let kept: string | undefined;
  try {
    if (!t.busybox) await checkMovable(t, from);
    if (existing && existing.type !== 'directory') kept = await backUp(t, to, backup);
    await t.sys.rename(from, to);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EXDEV') return moveAcross(t, from, to, existing);
    if (error.errno === 'EINVAL' && !t.busybox) {
      return t.warn(`cannot move ${t.q(from)} to a subdirectory of itself, ${t.q(to)}`);
    }
    return t.warn(
      `cannot move ${t.q(from)} to ${t.q(to)}: ${error.message}`,
      `can't rename '${from}': ${error.message}`,
    );
  }
  const saved = kept === undefined ? '' : ` (backup: ${t.q(kept)})`;
  if (t.has('v')) await t.out.line(t.busybox ? `'${from}' -> '${to}'` : `renamed ${t.q(from)} -> ${t.q(to)}${saved}`);
}

/** What rename refuses by the form of a path: `.`, `..`, and a link to a directory with a slash behind it. */
async function checkMovable(t: Tool, from: string): Promise<void> {
  const name = basename(from);
  if (name === '.' || name === '..') throw new SysError('EBUSY');
  if (from.endsWith('/') && (await statOf(t, from.replace(/\/+$/, ''), false))?.type === 'symlink')
    throw new SysError('ENOTDIR');
}

/** Between file systems: a copy with all attributes, then the source goes. */
export async function moveAcross(t: Tool, from: string, to: string, existing: Stat | undefined): Promise<void> {
  if (existing && existing.type !== 'directory') await t.sys.unlink(to);
  const all = { mode: true, owner: true, times: true };
  if (!(await copy(t, from, to, { recursive: true, follow: 'never', preserve: all, backup: 'none' }, true))) return;
  if ((await removeTree(t, from)) && t.has('v') && t.busybox) await t.out.line(`'${from}' -> '${to}'`);
}

/** What cannot go is told, and stays with the directories above it; the rest goes. False when something stayed. */
async function removeTree(t: Tool, path: string): Promise<boolean> {
  try {
    const isDirectory = (await t.sys.lstat(path)).type === 'directory';
    let empty = true;
    for (const { name } of isDirectory ? await t.sys.readdir(path) : []) {
      if (name !== '.' && name !== '..') empty = (await removeTree(t, join(path, name))) && empty;
    }
    if (!empty) return false;
    await (isDirectory ? t.sys.rmdir(path) : t.sys.unlink(path));
    if (t.has('v') && !t.busybox) await t.out.line(`removed ${isDirectory ? 'directory ' : ''}${t.q(path)}`);
    return true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot remove ${t.q(path)}: ${error.message}`, `can't remove '${path}': ${error.message}`);
    return false;
  }
}
