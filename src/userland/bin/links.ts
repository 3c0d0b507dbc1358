/** link, readlink, realpath, basename, dirname. */
import { SysError } from '../../kernel/errno.ts';
import { absolute, basename as baseOf, dirname as directoryOf, join, relative } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

export const link = tool({ name: 'link', usage: 'FILE LINK', about: 'Create hard LINK to FILE' }, async (t) => {
  const [from, to] = t.operands;
  if (from === undefined) return t.usage('missing operand');
  if (to === undefined) return t.usage(`missing operand after ${t.quote(from)}`);
  if (t.operands.length > 2) return t.usage(`extra operand ${t.quote(t.operands[2] as string)}`);
  try {
    await t.sys.link(from, to);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.die(
      `cannot create link ${t.q(to)} to ${t.q(from)}: ${error.message}`,
      `can't create link '${to}' to '${from}': ${error.message}`,
    );
  }
});

export const readlink = tool(
  {
    name: 'readlink',
    usage: '[-fnv] FILE',
    about: 'Display the value of a symlink',
    options:
      'f|canonicalize e|canonicalize-existing- m|canonicalize-missing- n|no-newline q|quiet- s|silent- v|verbose z|zero-',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    if (t.busybox && t.operands.length > 1) return t.usage('');
    const how = t.last('f', 'e', 'm');
    if (t.has('n') && t.operands.length > 1 && !t.busybox)
      await t.err(`${t.called}: ignoring --no-newline with multiple arguments\n`);
    for (const path of t.operands) {
      try {
        const found = how ? await canonical(t, path, how as 'f') : await t.sys.readlink(path);
        await t.out.text(found + (t.has('n') && t.operands.length === 1 ? '' : t.has('z') ? '\0' : '\n'));
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        t.status = 1;
        if (t.has('v')) await t.warn(`${t.qf(path)}: ${error.message}`);
      }
    }
  },
);

/** As many links as the kernel follows in one path. */
const MAX_LINKS = 40;

/** `f`: the last part may be missing; `e`: nothing may; `m`: anything may. */
export async function canonical(t: Tool, path: string, how: 'f' | 'e' | 'm', links = 0): Promise<string> {
  if (path === '' && !t.busybox) throw new SysError('ENOENT');
  if (links > MAX_LINKS) {
    throw new SysError('ELOOP');
  }
  try {
    return await t.sys.realpath(path);
  } catch (error) {
    if (!(error instanceof SysError) || how === 'e' || (error.errno !== 'ENOENT' && how !== 'm')) throw error;
  }
  const full = path.startsWith('/') ? path : join(t.sys.cwd, path);
  const trimmed = full.replace(/\/+$/, '');
  let target: string | undefined;
  try {
    target = await t.sys.readlink(trimmed);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  const parent = directoryOf(trimmed);
  if (target !== undefined) return canonical(t, target.startsWith('/') ? target : join(parent, target), how, links + 1);
  const above = how === 'm' ? await canonical(t, parent, 'm', links) : await t.sys.realpath(parent);
  return absolute(above, baseOf(trimmed));
}

export const realpath = tool(
  {
    name: 'realpath',
    usage: 'FILE...',
    about: 'Print absolute pathnames of FILE',
    options:
      'e|canonicalize-existing- m|canonicalize-missing- q|quiet- s|strip|no-symlinks- L|logical- P|physical- z|zero- relative-to=- relative-base=-',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    const how = t.has('m') ? 'm' : t.has('e') ? 'e' : 'f';
    const resolve = async (path: string) => {
      const style = t.last('s', 'L', 'P');
      // Logically, `..` goes away before links are followed.
      if (style === 'L') return canonical(t, absolute(t.sys.cwd, path), how);
      if (style !== 's') return canonical(t, path, how);
      if (how === 'e') await t.sys.stat(path);
      return absolute(t.sys.cwd, path);
    };
    const directory = async (key: string) => {
      const path = t.value(key);
      if (path === undefined) return undefined;
      try {
        return await resolve(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`${path}: ${error.message}`);
      }
    };
    const below = await directory('relative-base');
    const from = (await directory('relative-to')) ?? below;
    const inside = (path: string, base: string) => path === base || base === '/' || path.startsWith(`${base}/`);
    for (const path of t.operands) {
      try {
        const found = await resolve(path);
        const near = from !== undefined && (below === undefined || (inside(found, below) && inside(from, below)));
        await t.out.text((near ? relative(from, found) : found) + (t.has('z') ? '\0' : '\n'));
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        t.status = 1;
        if (!t.has('q')) await t.warn(`${t.qf(path)}: ${error.message}`);
      }
    }
  },
);

export const basename = tool(
  {
    name: 'basename',
    usage: 'FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...',
    about: 'Strip directory path and SUFFIX from FILE',
    options: 'a|multiple s|suffix= z|zero-',
    firstOperandEnds: true,
  },
  async (t) => {
    const [first, suffix, extra] = t.operands;
    if (first === undefined) return t.usage('missing operand');
    const many = t.has('a') || t.has('s');
    if (!many && extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
    const cut = t.value('s') ?? (many ? '' : (suffix ?? ''));
    for (const path of many ? t.operands : [first]) {
      const name = baseOf(path);
      const bare = cut && name !== cut && name.endsWith(cut) ? name.slice(0, -cut.length) : name;
      await t.out.text(bare + (t.has('z') ? '\0' : '\n'));
    }
  },
);

export const dirname = tool(
  { name: 'dirname', usage: 'FILENAME', about: 'Strip non-directory suffix from FILENAME', options: 'z|zero-' },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    for (const path of t.operands) await t.out.text(directoryOf(path) + (t.has('z') ? '\0' : '\n'));
  },
);
