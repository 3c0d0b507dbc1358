/** cp: copying files, with their attributes where asked. */
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import { backUp, BACKUP_OPTIONS, readBackup, type Backup } from './lib/backup.ts';
import { choose } from './lib/choice.ts';
import { confirm } from './lib/confirm.ts';
import { CHUNK } from './lib/input.ts';
import { basename, dirname, join } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

export interface CopyOptions {
  readonly recursive: boolean;
  readonly follow: 'always' | 'operands' | 'never';
  readonly preserve: { readonly mode: boolean; readonly owner: boolean; readonly times: boolean };
  readonly link?: 'hard' | 'symbolic';
  readonly backup: Backup;
}

export const cp = tool(
  {
    name: 'cp',
    usage: '[-arPLHpfinlsTu] SOURCE... DEST',
    about: 'Copy SOURCEs to DEST',
    options:
      'a|archive d f|force i|interactive H l|link L|dereference n|no-clobber P|no-dereference p preserve=? r|R|recursive ' +
      's|symbolic-link t|target-directory= T|no-target-directory u|update v|verbose parents x|one-file-system- ' +
      `reflink=?- sparse=- no-preserve=- attributes-only- strip-trailing-slashes- remove-destination ${BACKUP_OPTIONS} Z context=-`,
  },
  async (t) => {
    await checkWords(t);
    const archive = t.has('a');
    const preserved = t.has('preserve') ? t.value('preserve') || 'mode,ownership,timestamps' : '';
    const all = archive || t.has('p') || /\ball\b/.test(preserved);
    const lost = t.value('no-preserve') ?? '';
    const recursive = archive || t.has('r');
    const links = t.last('L', 'P', 'H', 'd', 'a');
    const options: CopyOptions = {
      recursive,
      follow: links === 'L' ? 'always' : links === 'H' ? 'operands' : links || recursive ? 'never' : 'always',
      preserve: {
        mode: (all || preserved.includes('mode')) && !/mode|all/.test(lost),
        owner: (all || preserved.includes('ownership')) && !/ownership|all/.test(lost),
        times: (all || preserved.includes('timestamps')) && !/timestamps|all/.test(lost),
      },
      backup: await readBackup(t),
      ...(t.has('l') ? { link: 'hard' as const } : t.has('s') ? { link: 'symbolic' as const } : {}),
    };
    await eachPair(t, (from, to) => copy(t, from, to, options, true));
  },
);

const ATTRIBUTES = ['mode', 'timestamps', 'ownership', 'links', 'context', 'xattr', 'all'].map((word) => [word]);

/** Refuses words that options do not know. */
async function checkWords(t: Tool): Promise<void> {
  for (const key of ['preserve', 'no-preserve']) {
    for (const word of (t.value(key) ?? '').split(',').filter(Boolean)) await choose(t, `--${key}`, word, ATTRIBUTES);
  }
  const when = [['never'], ['auto'], ['always']];
  if (t.value('sparse')) await choose(t, '--sparse', t.value('sparse') as string, when);
  if (t.value('reflink')) await choose(t, '--reflink', t.value('reflink') as string, [['auto'], ['always'], ['never']]);
}

/** Works out SOURCE and destination pairs from the operands. */
export async function eachPair(t: Tool, act: (from: string, to: string) => Promise<unknown>): Promise<void> {
  const operands = [...t.operands];
  const target = t.value('t');
  if (operands.length === 0) return void (await t.usage('missing file operand'));
  if (target === undefined && operands.length === 1) {
    return void (await t.usage(`missing destination file operand after ${t.q(operands[0] as string)}`));
  }
  const last = target ?? (operands.pop() as string);
  const into = !t.has('T') && (await typeOf(t, last, true)) === 'directory';
  if (t.has('T') && operands.length > 1)
    return void (await t.usage(`extra operand ${t.quote(t.operands[2] as string)}`));
  if (!into && t.has('parents') && !t.busybox) await t.usage('with --parents, the destination must be a directory');
  if (!into && target !== undefined && t.name === 'install' && !(await typeOf(t, last, true)))
    await t.die(`failed to access ${t.q(last)}: No such file or directory`, `${last}: No such file or directory`);
  if (!into && (operands.length > 1 || target !== undefined) && !t.busybox) {
    await t.die(
      `target ${target === undefined ? '' : 'directory '}${t.q(last)}: ${(await typeOf(t, last, true)) ? 'Not a directory' : 'No such file or directory'}`,
    );
  }
  const done = new Destinations(t);
  for (const from of operands) {
    const inside = into || operands.length > 1 || target !== undefined;
    const name = t.has('parents') ? from.replace(/\/+$/, '') : basename(from);
    if (t.has('parents')) await makeParents(t, dirname(name), last);
    const to = inside ? (name === '..' ? last : join(last, name)) : last;
    if (await done.refuses(from, to)) continue;
    await act(from, to);
    await done.add(to);
  }
}

/** What this run has made: another source of the same name would overwrite it. */
class Destinations {
  readonly #sources = new Set<string>();
  readonly #made = new Set<string>();
  constructor(readonly t: Tool) {}

  async refuses(from: string, to: string): Promise<boolean> {
    const { t } = this;
    if (t.busybox || t.operands.length < 3) return false;
    const source = await statOf(t, from, false);
    if (source && t.name === 'cp') {
      const key = `${source.dev}:${source.ino}:${from.replace(/\/+$/, '')}`;
      if (this.#sources.has(key)) {
        const kind = source.type === 'directory' ? 'directory' : 'file';
        await t.err(`${t.called}: warning: source ${kind} ${t.q(from)} specified more than once\n`);
        return true;
      }
      if (source.type !== 'directory' || t.has('r') || t.has('a')) this.#sources.add(key);
    }
    const existing = source && (await statOf(t, to, false));
    if (!existing || existing.type === 'directory' || !this.#made.has(`${existing.dev}:${existing.ino}`)) return false;
    await t.warn(`will not overwrite just-created ${t.q(to)} with ${t.q(from)}`);
    return true;
  }

  async add(to: string): Promise<void> {
    const made = this.t.operands.length > 2 ? await statOf(this.t, to, false) : undefined;
    if (made) this.#made.add(`${made.dev}:${made.ino}`);
  }
}

/** The directories of a source that `--parents` makes below the target, with their modes. */
async function makeParents(t: Tool, path: string, into: string): Promise<void> {
  let at = '';
  for (const part of path.split('/').filter((word) => word && word !== '.')) {
    at = at ? join(at, part) : path.startsWith('/') ? `/${part}` : part;
    const to = join(into, at.replace(/^\//, ''));
    const source = await statOf(t, at, true);
    if (!source || (await statOf(t, to, true))) continue;
    await t.sys.mkdir(to, source.mode & 0o7777);
    if (t.has('v')) await t.out.line(`${at} -> ${to}`);
  }
}

async function typeOf(t: Tool, path: string, follow: boolean): Promise<Stat['type'] | undefined> {
  try {
    return (await (follow ? t.sys.stat(path) : t.sys.lstat(path))).type;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

export async function statOf(t: Tool, path: string, follow: boolean): Promise<Stat | undefined> {
  try {
    return await (follow ? t.sys.stat(path) : t.sys.lstat(path));
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

/** Copies one file or tree. Answers whether all of it worked. */
export async function copy(
  t: Tool,
  from: string,
  to: string,
  options: CopyOptions,
  operand: boolean,
): Promise<boolean> {
  const follow = options.follow === 'always' || (options.follow === 'operands' && operand);
  let source: Stat;
  try {
    source = await (follow ? t.sys.stat(from) : t.sys.lstat(from));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot stat ${t.q(from)}: ${error.message}`, `can't stat '${from}': ${error.message}`);
    return false;
  }
  if (source.type === 'directory') return copyDirectory(t, from, to, source, options);
  let existing = await statOf(t, to, true);
  if (existing && !options.link) {
    if (existing.dev === source.dev && existing.ino === source.ino) {
      await t.warn(`${t.q(from)} and ${t.q(to)} are the same file`, `'${from}' and '${to}' are the same file`);
      return false;
    }
    if (existing.type === 'directory') {
      await t.warn(
        `cannot overwrite directory ${t.q(to)} with non-directory`,
        `can't overwrite directory '${to}' with non-directory`,
      );
      return false;
    }
    if (t.has('u') && existing.mtime >= source.mtime) return true;
    if (!(await mayOverwrite(t, to))) return t.last('n', 'i') === 'i' ? true : true;
  }
  if (
    !existing &&
    !t.busybox &&
    source.type === 'file' &&
    !options.link &&
    (await typeOf(t, to, false)) === 'symlink'
  ) {
    if (!t.has('remove-destination') && options.backup === 'none') {
      await t.warn(`not writing through dangling symlink ${t.q(to)}`);
      return false;
    }
  }
  const kept = existing && (await backUp(t, to, options.backup));
  if (kept !== undefined) existing = undefined;
  if (existing && t.has('remove-destination')) await removeFirst(t, to);
  const saved = kept === undefined ? '' : ` (backup: ${t.q(kept)})`;
  await told(t, `${t.q(from)} -> ${t.q(to)}${saved}`, 'copied ');
  return copyLeaf(t, from, to, source, options, existing);
}

/** What -v says; mv between file systems says what was done. */
async function told(t: Tool, what: string, done: string): Promise<void> {
  if (t.has('v') && !(t.name === 'mv' && t.busybox)) await t.out.line((t.name === 'mv' ? done : '') + what);
}

async function removeFirst(t: Tool, path: string): Promise<void> {
  await t.sys.unlink(path);
  if (t.has('v')) await t.out.line(`removed ${t.q(path)}`);
}

export async function mayOverwrite(t: Tool, to: string): Promise<boolean> {
  const choice = t.last('n', 'i', 'f');
  if (choice === 'n') return false;
  return choice !== 'i' || confirm(t, `${t.name}: overwrite ${t.q(to)}? `);
}

async function copyLeaf(
  t: Tool,
  from: string,
  to: string,
  source: Stat,
  options: CopyOptions,
  existing: Stat | undefined,
): Promise<boolean> {
  const step = { words: `cannot create regular file ${t.q(to)}`, short: `can't create '${to}'` };
  try {
    if (options.link) {
      step.words = `cannot create ${options.link === 'hard' ? 'hard' : 'symbolic'} link ${t.q(to)} to ${t.q(from)}`;
      if (t.has('f') && existing) await t.sys.unlink(to);
      if (options.link === 'symbolic' && !t.busybox && !from.startsWith('/') && !(await isHere(t, dirname(to)))) {
        await t.warn(`${to}: can make relative symbolic links only in current directory`);
        return false;
      }
      await (options.link === 'hard' ? t.sys.link(from, to) : t.sys.symlink(from, to));
      return true;
    }
    if (source.type === 'symlink') {
      step.words = `cannot create symbolic link ${t.q(to)}`;
      step.short = `can't create symlink '${to}'`;
      if (await statOf(t, to, false)) await t.sys.unlink(to);
      await t.sys.symlink(await t.sys.readlink(from), to);
      if (options.preserve.owner) await t.sys.chown(to, source.uid, source.gid, { followLink: false });
      if (options.preserve.times) await t.sys.utimes(to, source.atime, source.mtime, { followLink: false });
      return true;
    }
    if (source.type !== 'file' && options.recursive) {
      step.words = `cannot create special file ${t.q(to)}`;
      if (existing) await t.sys.unlink(to);
      await t.sys.mknod(to, source.type as 'fifo', source.mode & 0o777, source.major, source.minor);
    } else await copyContent(t, from, to, source, step);
    await keepAttributes(t, to, source, options);
    return true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`${step.words}: ${error.message}`, `${step.short}: ${error.message}`);
    return false;
  }
}

/** Whether a directory is the current one; one that is not there may be. */
async function isHere(t: Tool, path: string): Promise<boolean> {
  const [here, there] = [await t.sys.stat('.'), await statOf(t, path, true)];
  return !there || (here.dev === there.dev && here.ino === there.ino);
}

/** `step` follows along, so that a failure is told in the right words. */
async function copyContent(
  t: Tool,
  from: string,
  to: string,
  source: Stat,
  step: { words: string; short: string },
): Promise<void> {
  const { words, short } = step;
  step.words = `cannot open ${t.q(from)} for reading`;
  step.short = `can't open '${from}'`;
  const input = await t.sys.open(from, O.RDONLY);
  try {
    step.words = words;
    step.short = short;
    let output: number;
    try {
      const truncate = t.has('attributes-only') ? 0 : O.TRUNC;
      output = await t.sys.open(to, O.WRONLY | O.CREAT | truncate, source.mode & 0o777);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'EISDIR' && to.endsWith('/') && !t.busybox) throw new SysError('ENOTDIR');
      if (!t.has('f') || error.errno === 'EISDIR' || error.errno === 'ENOENT') throw error;
      await removeFirst(t, to);
      output = await t.sys.open(to, O.WRONLY | O.CREAT | O.EXCL, source.mode & 0o777);
    }
    try {
      step.words = `error writing ${t.q(to)}`;
      step.short = 'write error';
      while (!t.has('attributes-only')) {
        const read = t.sys.read(input, CHUNK * 4);
        const bytes = read instanceof Promise ? await read : read;
        if (bytes.length === 0) break;
        await t.sys.write(output, bytes);
        await t.sys.tick();
      }
    } finally {
      await t.sys.close(output);
    }
  } finally {
    await t.sys.close(input);
  }
}

async function keepAttributes(t: Tool, to: string, source: Stat, options: CopyOptions): Promise<void> {
  const { preserve } = options;
  if (preserve.owner) {
    try {
      await t.sys.chown(to, source.uid, source.gid);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EPERM') throw error;
    }
  }
  if (preserve.mode) await t.sys.chmod(to, source.mode);
  if (preserve.times) await t.sys.utimes(to, source.atime, source.mtime);
}

async function copyDirectory(t: Tool, from: string, to: string, source: Stat, options: CopyOptions): Promise<boolean> {
  if (!options.recursive) {
    await t.warn(`-r not specified; omitting directory ${t.q(from)}`, `omitting directory '${from}'`);
    return false;
  }
  let ok = true;
  try {
    const existing = await statOf(t, to, true);
    if (existing && existing.type !== 'directory') {
      await t.warn(
        `cannot overwrite non-directory ${t.q(to)} with directory ${t.q(from)}`,
        `target '${to}' is not a directory`,
      );
      return false;
    }
    const entries = await t.sys.readdir(from);
    if (!existing) {
      await t.sys.mkdir(to, source.mode | 0o700);
      await told(t, t.name === 'mv' ? t.q(to) : `${t.q(from)} -> ${t.q(to)}`, 'created directory ');
    }
    const made = await t.sys.stat(to);
    if (`${await t.sys.realpath(to)}/`.startsWith(`${await t.sys.realpath(from)}/`) && made.ino !== source.ino) {
      if (!existing && t.busybox) await t.sys.rmdir(to);
      await t.warn(
        `cannot copy a directory, ${t.q(from)}, into itself, ${t.q(to)}`,
        `recursion detected, omitting directory '${from}'`,
      );
      return false;
    }
    for (const entry of entries) {
      if (entry.name === '.' || entry.name === '..') continue;
      if (!(await copy(t, join(from, entry.name), join(to, entry.name), options, false))) ok = false;
    }
    if (!existing && !options.preserve.mode) {
      const mask = t.sys.umask(0);
      t.sys.umask(mask);
      await t.sys.chmod(to, source.mode & ~mask);
    }
    await keepAttributes(t, to, source, options);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(
      `cannot create directory ${t.q(to)}: ${error.message}`,
      `can't create directory '${to}': ${error.message}`,
    );
    return false;
  }
  return ok;
}
