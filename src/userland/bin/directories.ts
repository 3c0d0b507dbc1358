/** mkdir, rmdir, mkfifo, mknod, mktemp. */
import { SysError, type Errno } from '../../kernel/errno.ts';
import type { FileType } from '../../kernel/sys.ts';
import { dirname, join } from './lib/path.ts';
import { parseMode } from './lib/mode-change.ts';
import { tool, type Tool } from './lib/tool.ts';

const NO_CONTEXTS = 'warning: ignoring --context; it requires an SELinux/SMACK-enabled kernel';

export const mkdir = tool(
  {
    name: 'mkdir',
    usage: '[-m MODE] [-p] DIRECTORY...',
    about: 'Create DIRECTORY',
    options: 'm|mode= p|parents v|verbose Z context=?-',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    const mode = await modeOption(t, 0o777);
    if (t.value('context')) await t.err(`${t.called}: ${NO_CONTEXTS}\n`);
    for (const path of t.operands) {
      try {
        if (t.has('p')) await makeParents(t, path);
        else {
          await t.sys.mkdir(path, 0o777);
          await created(t, path);
        }
        if (mode !== undefined) await t.sys.chmod(path, mode);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        const at = error instanceof ParentError ? error.path : path;
        await t.warn(
          `cannot create directory ${t.q(at)}: ${error.message}`,
          `can't create directory '${path}': ${error.message}`,
        );
      }
    }
  },
);

/** Something on the way stands in the way. */
class ParentError extends SysError {
  constructor(
    errno: Errno,
    readonly path: string,
  ) {
    super(errno);
  }
}

async function created(t: Tool, path: string): Promise<void> {
  if (t.has('v'))
    await t.out.line(t.busybox ? `created directory: '${path}'` : `mkdir: created directory ${t.q(path)}`);
}

async function makeParents(t: Tool, path: string): Promise<void> {
  let at = path.startsWith('/') ? '/' : '';
  const parts = path.split('/').filter(Boolean);
  const mask = t.sys.umask(0);
  t.sys.umask(mask);
  for (const [i, part] of parts.entries()) {
    at = at ? join(at, part) : part;
    try {
      await t.sys.mkdir(at, 0o777);
      // Whoever makes what lies above has to get in.
      if (i < parts.length - 1 && mask & 0o300) await t.sys.chmod(at, (0o777 & ~mask) | 0o300);
      await created(t, at);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno !== 'EEXIST' && error.errno !== 'EROFS') throw new ParentError(error.errno, at);
      const type = await typeOf(t, at);
      if (type !== 'directory') throw type && at !== path ? new ParentError('ENOTDIR', at) : error;
    }
  }
}

async function typeOf(t: Tool, path: string): Promise<FileType | undefined> {
  try {
    return (await t.sys.stat(path)).type;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

async function modeOption(t: Tool, base: number): Promise<number | undefined> {
  const text = t.value('m');
  if (text === undefined) return undefined;
  const mask = t.sys.umask(0);
  t.sys.umask(mask);
  const change = parseMode(text, mask);
  if (!change) return t.die(`invalid mode ${t.quote(text)}`, `invalid mode '${text}'`);
  return change(base, false);
}

export const rmdir = tool(
  {
    name: 'rmdir',
    usage: '[-p] DIRECTORY...',
    about: 'Remove DIRECTORY if it is empty',
    options: 'p|parents v|verbose- ignore-fail-on-non-empty',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    for (const path of t.operands) {
      for (let at = path; ; at = dirname(at)) {
        try {
          if (t.has('v')) await t.out.line(`rmdir: removing directory, ${t.q(at)}`);
          if (!t.busybox && at.endsWith('/') && (await refusesLink(t, at))) break;
          await t.sys.rmdir(at);
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
          if (error.errno === 'ENOTEMPTY' && t.has('ignore-fail-on-non-empty')) break;
          const what = at === path ? '' : 'directory ';
          await t.warn(`failed to remove ${what}${t.q(at)}: ${error.message}`, `'${at}': ${error.message}`);
          break;
        }
        if (!t.has('p') || (dirname(at) === '.' && !at.startsWith('./')) || dirname(at) === '/') break;
      }
    }
  },
);

async function refusesLink(t: Tool, path: string): Promise<boolean> {
  const link = path.replace(/\/+$/, '');
  if (!link || (await t.sys.lstat(link)).type !== 'symlink') return false;
  await t.warn(`failed to remove ${t.q(path)}: Symbolic link not followed`);
  return true;
}

export const mkfifo = tool(
  { name: 'mkfifo', usage: '[-m MODE] NAME', about: 'Create named pipe', options: 'm|mode= Z|context!' },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    if (!t.busybox && t.has('m') && !parseMode(t.value('m') as string, 0)) return t.die('invalid mode');
    const mode = await modeOption(t, 0o666);
    if (!t.busybox && mode !== undefined && mode > 0o777) return t.die('mode must specify only file permission bits');
    for (const path of t.operands) {
      try {
        await t.sys.mknod(path, 'fifo', 0o666);
        if (mode !== undefined) await t.sys.chmod(path, mode);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`cannot create fifo ${t.q(path)}: ${error.message}`, `${path}: ${error.message}`);
      }
    }
  },
);

/** As strtoumax reads it: octal after a 0, hexadecimal after 0x; at most what a device number holds. */
async function deviceNumber(t: Tool, what: string, word = '0'): Promise<number> {
  const number = /^(?:0x[\da-f]+|\d+)$/i.test(word) ? (/^0\d/.test(word) ? parseInt(word, 8) : Number(word)) : NaN;
  if (!(number <= 0xffffffff)) return t.die(`invalid ${what} device number ${t.quote(word)}`);
  return number;
}

export const mknod = tool(
  {
    name: 'mknod',
    usage: '[-m MODE] NAME TYPE [MAJOR MINOR]',
    about: 'Create a special file (block, character, or pipe)',
    options: 'm|mode= Z|context!',
  },
  async (t) => {
    const [path, type, major, minor] = t.operands;
    if (path === undefined || type === undefined) {
      return t.usage(path === undefined ? 'missing operand' : `missing operand after ${t.quote(path)}`);
    }
    const letter = t.busybox ? type : type.slice(0, 1);
    if (letter !== 'p' && minor === undefined && !t.busybox)
      return t.usage(
        `missing operand after ${t.quote(t.operands.at(-1) as string)}` +
          (major === undefined ? '\nSpecial files require major and minor device numbers.' : ''),
      );
    const extra = letter === 'p' ? major : t.operands[4];
    if (extra !== undefined && !t.busybox)
      return t.usage(
        `extra operand ${t.quote(extra)}` +
          (letter === 'p' && t.operands.length === 4 ? '\nFifos do not have major and minor device numbers.' : ''),
      );
    const kind = ({ p: 'fifo', c: 'char', u: 'char', b: 'block' } as const)[letter as 'p'];
    if (!kind) return t.usage(`invalid device type ${t.quote(type)}`);
    if (t.busybox && (kind === 'fifo') !== (major === undefined)) return t.usage('');
    const numbers = [await deviceNumber(t, 'major', major), await deviceNumber(t, 'minor', minor)] as const;
    const mode = await modeOption(t, 0o666);
    try {
      await t.sys.mknod(path, kind, 0o666, ...numbers);
      if (mode !== undefined) await t.sys.chmod(path, mode);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.die(`${path}: ${error.message}`);
    }
  },
);

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export const mktemp = tool(
  {
    name: 'mktemp',
    usage: '[-dt] [-p DIR] [TEMPLATE]',
    about: 'Create a temporary file with name based on TEMPLATE and print its name',
    options: 'd|directory p= tmpdir=?- q|quiet t u|dry-run suffix=-',
  },
  async (t) => {
    const given = t.operands[0];
    if (t.operands.length > 1) return t.usage('too many templates');
    const common = t.sys.env.get('TMPDIR') || '/tmp';
    const named = t.value('p') ?? t.value('tmpdir');
    // What -t says of $TMPDIR comes first.
    const place = t.has('t') && !t.busybox ? t.sys.env.get('TMPDIR') || named || common : named || common;
    const suffix = t.value('suffix');
    const template = given ?? (t.busybox ? 'tmp.XXXXXX' : 'tmp.XXXXXXXXXX');
    const run = /^(.*?)(X+)([^X]*)$/s.exec(template);
    if (!run || (run[2] as string).length < 3) {
      return t.die(`too few X's in template ${t.q(template)}`, `: ${new SysError('EINVAL').message}`);
    }
    const inPlace = given === undefined || t.has('t') || t.has('p') || t.has('tmpdir');
    if (suffix !== undefined && run[3] !== '') return t.die(`with --suffix, template ${t.q(template)} must end in X`);
    const ending = suffix ?? run[3] ?? '';
    if (ending.includes('/') && !t.busybox)
      return t.die(`invalid suffix ${t.quote(ending)}, contains directory separator`);
    if (t.has('t') && template.includes('/') && !t.busybox)
      return t.die(`invalid template, ${t.q(template)}, contains directory separator`);
    if (inPlace && !t.has('t') && template.startsWith('/') && !t.busybox)
      return t.die(`invalid template, ${t.q(template)}; with --tmpdir, it may not be absolute`);
    for (let attempt = 0; attempt < 100; attempt++) {
      const random = [...t.sys.random((run[2] as string).length)]
        .map((byte) => LETTERS[byte % LETTERS.length])
        .join('');
      const name = `${run[1]}${random}${run[3]}${suffix ?? ''}`;
      const path = inPlace ? join(place, name) : name;
      try {
        if (!t.has('u') && t.has('d')) await t.sys.mkdir(path, 0o700);
        else if (!t.has('u')) await t.sys.close(await t.sys.open(path, 0o302, 0o600));
        return void (await t.out.line(path));
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (error.errno === 'EEXIST') continue;
        const what = t.has('d') ? 'directory' : 'file';
        const shown = inPlace ? join(place, template) : template;
        if (t.has('q')) return 1;
        await t.die(`failed to create ${what} via template ${t.q(shown)}: ${error.message}`, `: ${error.message}`);
      }
    }
    return 1;
  },
);
