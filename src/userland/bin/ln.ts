/** ln: makes hard and symbolic links. */
import { nameExists } from '../name-exists.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { statOf } from './copy.ts';
import { backUp, BACKUP_OPTIONS, readBackup, type Backup } from './lib/backup.ts';
import { confirm } from './lib/confirm.ts';
import { absolute, basename, dirname, join, relative } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

export const ln = tool(
  {
    name: 'ln',
    usage: '[-sfnbtv] [-S SUF] TARGET... LINK|DIR',
    about: 'Create a link LINK or DIR/TARGET to the specified TARGET(s)',
    options:
      's|symbolic f|force n|no-dereference T|no-target-directory t|target-directory= v|verbose i|interactive- r|relative- ' +
      `d|directory- F L|logical- P|physical- ${BACKUP_OPTIONS}`,
  },
  async (t) => {
    const targets = [...t.operands];
    const backup = await readBackup(t);
    if (targets.length === 0) return t.usage('missing file operand');
    if (t.has('r') && !t.has('s')) return t.die('cannot do --relative without --symbolic');
    if (t.has('T') && targets.length > 2) return t.usage(`extra operand ${t.quote(targets[2] as string)}`);
    if (t.has('T') && targets.length < 2)
      return t.usage(`missing destination file operand after ${t.q(targets[0] as string)}`);
    const last = t.value('t') ?? (targets.length > 1 ? (targets.pop() as string) : '.');
    const into = !t.has('T') && (await isDirectory(t, last, !t.has('n')));
    if (!into && (targets.length > 1 || t.has('t'))) {
      const reason = new SysError((await nameExists(t.sys, last)) ? 'ENOTDIR' : 'ENOENT').message;
      return t.die(`target ${t.has('t') ? 'directory ' : ''}${t.q(last)}: ${reason}`, `${last}: Not a directory`);
    }
    for (const target of targets) await makeLink(t, target, into ? join(last, nameOf(target)) : last, backup);
  },
);

/** `/` has no name of its own. */
function nameOf(path: string): string {
  const name = basename(path);
  return name === '/' ? '' : name;
}

async function isDirectory(t: Tool, path: string, follow: boolean): Promise<boolean> {
  try {
    return (await (follow ? t.sys.stat(path) : t.sys.lstat(path))).type === 'directory';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

async function makeLink(t: Tool, target: string, path: string, backup: Backup): Promise<void> {
  const symbolic = t.has('s');
  const kind = symbolic ? 'symbolic link' : 'hard link';
  const follow = t.last('L', 'P') === 'L' || t.busybox;
  try {
    const source = symbolic ? await statOf(t, target, true) : await (follow ? t.sys.stat(target) : t.sys.lstat(target));
    if (source?.type === 'directory' && !symbolic && t.has('d')) throw new SysError('EPERM');
    if (source?.type === 'directory' && !symbolic)
      return t.warn(`${target}: hard link not allowed for directory`, `${path}: Operation not permitted`);
    const replaces = t.has('f') || t.has('i') || backup !== 'none';
    const same = source && !t.busybox && replaces && (backup === 'none' || !symbolic);
    if (same && (await sameFile(t, source, target, path)))
      return t.warn(`${t.q(target)} and ${t.q(path)} are the same file`);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`failed to access ${t.q(target)}: ${error.message}`, `${target}: ${error.message}`);
  }
  const content = t.has('r') ? relative(absolute(t.sys.cwd, dirname(path)), absolute(t.sys.cwd, target)) : target;
  try {
    let kept: string | undefined;
    const replaces = t.has('f') || t.has('i') || backup !== 'none';
    if (replaces && (await nameExists(t.sys, path))) {
      if (t.last('f', 'i') === 'i' && !(await confirm(t, `ln: replace ${t.q(path)}? `))) return;
      kept = await backUp(t, path, backup);
      if (kept === undefined) await t.sys.unlink(path);
    }
    if (symbolic && path.endsWith('/')) throw new SysError('ENOENT');
    await (symbolic ? t.sys.symlink(content, path) : t.sys.link(follow ? await t.sys.realpath(target) : target, path));
    const saved = kept === undefined ? '' : `${t.q(kept)} ~ `;
    if (t.has('v'))
      await t.out.line(
        t.busybox ? `'${path}' -> '${content}'` : `${saved}${t.q(path)} ${symbolic ? '->' : '=>'} ${t.q(content)}`,
      );
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const known = ['EEXIST', 'ENOSPC', 'EROFS'].includes(error.errno);
    const to = symbolic ? (content === '' ? " -> ''" : '') : known ? '' : ` => ${t.q(target)}`;
    await t.warn(`failed to create ${kind} ${t.q(path)}${to}: ${error.message}`, `${path}: ${error.message}`);
  }
}

/** Whether `path` is another way to the very same name, which `-f` would remove. */
async function sameFile(t: Tool, source: Stat, target: string, path: string): Promise<boolean> {
  try {
    const { ino, dev, nlink } = await t.sys.lstat(path);
    const sameName = absolute(t.sys.cwd, target) === absolute(t.sys.cwd, path);
    return ino === source.ino && dev === source.dev && (nlink === 1 || sameName);
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
