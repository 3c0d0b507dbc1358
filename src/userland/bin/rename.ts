/** rename of util-linux: puts one string in names in another's place. */
import { SysError } from '../../kernel/errno.ts';
import { nameExists } from '../name-exists.ts';
import { confirm } from './lib/confirm.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Exit statuses besides 0: nothing could be, some could not be, nothing had to be renamed. */
const STATUS = { failed: 1, partly: 2, nothing: 4 } as const;

export const rename = tool(
  {
    name: 'rename.ul',
    usage: '[options] <expression> <replacement> <file>...',
    about: 'Rename files',
    options: 'v|verbose s|symlink n|no-act a|all l|last o|no-overwrite i|interactive',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const [from, to, ...paths] = t.operands;
    if (from === undefined || to === undefined || paths.length === 0) return t.usage('not enough arguments');
    let [done, failed] = [0, 0];
    for (const path of paths) {
      const did = await renameOne(t, path, from, to);
      if (did === undefined) failed++;
      else if (did) done++;
    }
    if (failed) return done ? STATUS.partly : STATUS.failed;
    return done ? 0 : STATUS.nothing;
  },
);

/** Undefined when it failed. */
async function renameOne(t: Tool, path: string, from: string, to: string): Promise<boolean | undefined> {
  try {
    return await (t.has('s') ? retarget(t, path, from, to) : renameFile(t, path, from, to));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`${t.name}: ${path}: not accessible: ${error.message}\n`);
    return undefined;
  }
}

async function renameFile(t: Tool, path: string, from: string, to: string): Promise<boolean> {
  await t.sys.lstat(path);
  // The directory's part of a path stays, unless the expression has a slash itself.
  const cut = from.includes('/') ? 0 : path.lastIndexOf('/') + 1;
  const target = path.slice(0, cut) + replaced(t, path.slice(cut), from, to);
  if (target === path) return false;
  if (t.has('o') && (await nameExists(t.sys, target))) {
    if (t.has('v')) await t.out.line(`Skipping existing file: \`${target}'`);
    return false;
  }
  if (t.has('i') && (await nameExists(t.sys, target)) && !(await confirm(t, `rename.ul: overwrite \`${target}'? `)))
    return false;
  if (!t.has('n')) await t.sys.rename(path, target);
  if (t.has('v')) await t.out.line(`\`${path}' -> \`${target}'`);
  return true;
}

async function retarget(t: Tool, path: string, from: string, to: string): Promise<boolean> {
  const before = await t.sys.readlink(path);
  const after = replaced(t, before, from, to);
  if (after === before) return false;
  if (!t.has('n')) {
    await t.sys.unlink(path);
    await t.sys.symlink(after, path);
  }
  if (t.has('v')) await t.out.line(`${path}: \`${before}' -> \`${after}'`);
  return true;
}

function replaced(t: Tool, name: string, from: string, to: string): string {
  if (from === '') return t.has('l') ? name + to : to + name;
  if (t.has('a')) return name.replaceAll(from, () => to);
  const at = t.has('l') ? name.lastIndexOf(from) : name.indexOf(from);
  return at < 0 ? name : name.slice(0, at) + to + name.slice(at + from.length);
}
