/** rm, unlink. */
import { nameExists } from '../name-exists.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { choose } from './lib/choice.ts';
import { confirm } from './lib/confirm.ts';
import { basename, join } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

export const rm = tool(
  {
    name: 'rm',
    usage: '[-irf] FILE...',
    about: 'Remove (unlink) FILEs',
    options:
      'f|force i I- interactive=?- r|R|recursive d|dir- v|verbose one-file-system- no-preserve-root- preserve-root=?-',
    optionHint: dashedFiles,
  },
  async (t) => {
    if (
      t.argv.some((word) => /^--no-pr[a-z-]*$/.test(word) && word !== '--no-preserve-root') &&
      t.has('no-preserve-root')
    )
      return t.die('you may not abbreviate the --no-preserve-root option');
    if (t.operands.length === 0) return ignoresMissing(t) ? 0 : t.usage('missing operand');
    if (t.value('interactive')) await choose(t, '--interactive', t.value('interactive') as string, INTERACTIVE);
    if (t.last('f', 'i', 'I') === 'I' && !(await confirmAll(t))) return 0;
    for (const path of t.operands) {
      const name = basename(path);
      if ((name === '.' || name === '..') && (t.busybox || (t.has('r') && (await nameExists(t.sys, path))))) {
        await t.warn(`refusing to remove '.' or '..' directory: skipping ${t.q(path)}`, `can't remove '.' or '..'`);
      } else if (name === '/' && t.has('r') && !t.busybox && !t.has('no-preserve-root')) {
        await t.warn("it is dangerous to operate recursively on '/'");
        await t.warn('use --no-preserve-root to override this failsafe');
      } else await remove(t, path, path);
    }
  },
);

/** Files whose names look like options, and how to name them. */
async function dashedFiles(t: Tool): Promise<string> {
  let hint = '';
  for (const word of t.argv.slice(1)) {
    if (word.startsWith('-') && (await nameExists(t.sys, word)))
      hint += `Try '${t.called} ./${word}' to remove the file ${t.q(word)}.\n`;
  }
  return hint;
}

const INTERACTIVE = [['never', 'no', 'none'], ['once'], ['always', 'yes']];

async function confirmAll(t: Tool): Promise<boolean> {
  const count = t.operands.length;
  if (count <= 3 && !t.has('r')) return true;
  const what = `${count} argument${count === 1 ? '' : 's'}${t.has('r') ? ' recursively' : ''}`;
  return confirm(t, `rm: remove ${what}? `);
}

/** A later request to be asked undoes what -f says of files that are not there. */
function ignoresMissing(t: Tool): boolean {
  if (t.busybox) return t.has('f');
  const asked = /^(?:y|a|o|$)/.test(t.value('interactive') ?? '') ? ['interactive'] : [];
  return t.last('f', 'i', 'I', ...asked) === 'f';
}

/** Answers whether it is gone. */
async function remove(t: Tool, path: string, given: string): Promise<boolean> {
  let stat: Stat;
  try {
    stat = await t.sys.lstat(path);
    const link =
      t.has('r') && path.endsWith('/') && (await t.sys.lstat(path.replace(/\/+$/, '') || '/')).type === 'symlink';
    if (link && !t.busybox) throw new SysError('ENOTDIR');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (ignoresMissing(t) && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return true;
    return cannot(t, path, error);
  }
  if (stat.type === 'directory') return removeDirectory(t, path, given);
  if (!(await agreed(t, path, stat))) return false;
  try {
    await t.sys.unlink(path);
    if (t.has('v')) await t.out.line(t.busybox ? `removed '${path}'` : `removed ${t.q(path)}`);
    return true;
  } catch (error) {
    return cannot(t, path, error);
  }
}

async function agreed(t: Tool, path: string, stat: Stat): Promise<boolean> {
  const kind = { file: stat.size ? 'regular file' : 'regular empty file', symlink: 'symbolic link', fifo: 'fifo' }[
    stat.type as 'file'
  ];
  const last = t.last('f', 'i', 'I', 'interactive');
  if (last === 'i' || (last === 'interactive' && /^(always|)$/.test(t.value('interactive') ?? ''))) {
    return confirm(t, t.busybox ? `rm: remove '${path}'? ` : `rm: remove ${kind ?? stat.type} ${t.q(path)}? `);
  }
  if (last === 'f' || stat.type === 'symlink' || !t.sys.isatty(0)) return true;
  if (await t.sys.access(path, { write: true })) return true;
  return confirm(
    t,
    t.busybox ? `rm: remove '${path}'? ` : `rm: remove write-protected ${kind ?? stat.type} ${t.q(path)}? `,
  );
}

async function removeDirectory(t: Tool, path: string, given: string): Promise<boolean> {
  if (!t.has('r') && !t.has('d')) {
    await t.warn(`cannot remove ${t.q(path)}: Is a directory`, `'${path}' is a directory`);
    return false;
  }
  const asks = t.last('f', 'i') === 'i';
  try {
    if (t.has('r')) {
      const entries = await t.sys.readdir(path);
      if (asks && entries.length && !(await confirm(t, `rm: descend into directory ${t.q(path)}? `))) return false;
      // A file that the learner keeps leaves the directory's own question to be asked; one that fails does not.
      let clean = true;
      for (const entry of entries) {
        if (entry.name === '.' || entry.name === '..') continue;
        const before = t.status;
        if (!(await remove(t, join(path, entry.name), given)) && (t.status !== before || t.busybox)) clean = false;
        const turn = t.sys.tick();
        if (turn instanceof Promise) await turn;
      }
      if (!clean) return false;
    }
    if (asks && !(await confirm(t, `rm: remove directory ${t.q(path)}? `))) return false;
    await t.sys.rmdir(path);
    if (t.has('v')) await t.out.line(t.busybox ? `removed directory: '${path}'` : `removed directory ${t.q(path)}`);
    return true;
  } catch (error) {
    return cannot(t, path, error);
  }
}

async function cannot(t: Tool, path: string, error: unknown): Promise<false> {
  if (!(error instanceof SysError)) throw error;
  await t.warn(`cannot remove ${t.q(path)}: ${error.message}`, `can't remove '${path}': ${error.message}`);
  return false;
}

export const unlink = tool({ name: 'unlink', usage: 'FILE', about: 'Delete FILE by calling unlink()' }, async (t) => {
  const [path, extra] = t.operands;
  if (path === undefined) return t.usage('missing operand');
  if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
  try {
    if (!t.busybox && (await t.sys.lstat(path)).type === 'directory') throw new SysError('EISDIR');
    await t.sys.unlink(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.die(`cannot unlink ${t.q(path)}: ${error.message}`, `can't remove file '${path}': ${error.message}`);
  }
});
