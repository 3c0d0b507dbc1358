/** find's tests and settings. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { named, type FindWords, type Primary, type Test } from './find-primary.ts';
import { readText } from './lib/read-text.ts';
import { globRegex } from './lib/glob.ts';
import { parseModeTest } from './lib/mode-test.ts';
import { parseDate } from './lib/parse-date.ts';
import { basename } from './lib/path.ts';
import { regex } from './lib/regex.ts';
import type { Tool } from './lib/tool.ts';

const DAY_MS = 86_400_000;

const REGEX_TYPES = [
  'findutils-default', 'ed', 'emacs', 'gnu-awk', 'grep', 'posix-awk', 'awk', 'posix-basic', 'posix-egrep', 'egrep',
  'posix-extended', 'posix-minimal-basic', 'sed',
]; // prettier-ignore

/** Emacs' regular expressions as basic ones: `+` and `?` repeat there without a backslash. */
function emacs(source: string): string {
  return source.replace(/\[\^?\]?[^\]]*\]|\\.|[+?]/gs, (token) =>
    token === '+' || token === '?' ? `\\${token}` : token,
  );
}

/** The type of the file system that holds a path, by the longest mount point above it. */
async function fileSystemOf(t: Tool, path: string): Promise<string> {
  const at = await t.sys.realpath(path);
  let found: readonly [point: string, type: string] = ['', ''];
  for (const line of (await readText(t.sys, '/proc/mounts')).split('\n')) {
    const [, point = '', type = ''] = line.split(' ');
    if (point.length >= found[0].length && `${at}/`.startsWith(point.endsWith('/') ? point : `${point}/`))
      found = [point, type];
  }
  return found[1];
}

/** Tests and settings by their words. */
export const TESTS: Readonly<Record<string, Primary>> = {
  ...named('-name -iname', async (p, word) => {
    const pattern = globRegex(await p.argument(word), word === '-iname');
    return ({ path }) => pattern.test(basename(path));
  }),
  ...named('-path -wholename -ipath -iwholename', async (p, word) => {
    const glob = await p.argument(word);
    if (glob.length > 1 && glob.endsWith('/') && !p.t.busybox)
      await p.t.err(`find: warning: ${word} ${glob} will not match anything because it ends with /.\n`);
    const pattern = globRegex(glob, word.startsWith('-i'));
    return ({ path }) => pattern.test(path);
  }),
  ...named('-lname -ilname', async (p, word) => {
    const pattern = globRegex(await p.argument(word), word === '-ilname');
    return async ({ path, stat }) => stat.type === 'symlink' && pattern.test(await p.t.sys.readlink(path));
  }),
  ...named('-regex -iregex', async (p, word) => {
    const source = await p.argument(word);
    const pattern = regex(p.settings.extended ? `^(${source})$` : `^\\(${emacs(source)}\\)$`, {
      extended: p.settings.extended,
      ignoreCase: word === '-iregex',
    });
    return ({ path }) => pattern.test(path);
  }),
  '-regextype': async (p, word) => {
    const type = await p.argument(word);
    if (!REGEX_TYPES.includes(type)) {
      const valid = REGEX_TYPES.map((name) => `'${name}'`).join(', ');
      return p.fail(`Unknown regular expression type ${p.t.quote(type)}; valid types are ${valid}.`);
    }
    p.settings.extended = /extended|egrep|awk/.test(type);
    return () => true;
  },
  ...named('-type -xtype', (p, word) => typeTest(p, word)),
  '-fstype': async (p, word) => {
    const type = await p.argument(word);
    return async ({ path }) => (await fileSystemOf(p.t, path)) === type;
  },
  '-used': async (p, word) => {
    const compare = await p.number(word);
    return ({ stat }) => compare(Math.floor((stat.atime - stat.ctime) / DAY_MS));
  },
  '-maxdepth': async (p, word) => {
    p.settings.maxdepth = await p.depth(word);
    return () => true;
  },
  '-mindepth': async (p, word) => {
    p.settings.mindepth = await p.depth(word);
    return () => true;
  },
  ...named('-depth -d', (p) => {
    p.settings.depthFirst = true;
    return () => true;
  }),
  ...named('-xdev -mount', (p) => {
    p.settings.oneFileSystem = true;
    return () => true;
  }),
  '-follow': (p) => {
    p.settings.follow = true;
    return () => true;
  },
  '-daystart': (p) => {
    p.settings.daystart = true;
    return () => true;
  },
  ...named('-noleaf -true -warn -nowarn -ignore_readdir_race -noignore_readdir_race', () => () => true),
  '-false': () => () => false,
  '-size': (p, word) => sizeTest(p, word),
  '-empty':
    (p) =>
    async ({ path, stat }) =>
      stat.type === 'file'
        ? stat.size === 0
        : stat.type === 'directory' && (await p.t.sys.readdir(path)).every(({ name }) => name === '.' || name === '..'),
  ...named('-mtime -atime -ctime -mmin -amin -cmin', async (p, word) => {
    const key = `${word[1]}time` as 'mtime';
    const unit = word.endsWith('min') ? 60_000 : DAY_MS;
    const compare = await p.number(word);
    const now = p.settings.daystart ? Math.ceil(p.t.sys.now() / DAY_MS) * DAY_MS : p.t.sys.now();
    return ({ stat }) => compare(Math.floor((now - stat[key]) / unit));
  }),
  ...named('-newer -anewer -cnewer', (p, word) => newerTest(p, word)),
  '-perm': async (p, word) => {
    const text = await p.argument(word);
    const holds = parseModeTest(text);
    if (!holds) return p.fail(`invalid mode ${p.t.quote(text)}`, `invalid mode '${text}'`);
    return ({ stat }) => holds(stat.mode);
  },
  ...named('-user -uid', async (p, word) => {
    const name = await p.argument(word);
    const uid = p.accounts.user(name)?.uid ?? (/^\d+$/.test(name) ? Number(name) : undefined);
    if (uid === undefined) return p.fail(`${p.t.quote(name)} is not the name of a known user`, `unknown user ${name}`);
    return ({ stat }) => stat.uid === uid;
  }),
  ...named('-group -gid', async (p, word) => {
    const name = await p.argument(word);
    const gid = p.accounts.group(name)?.gid ?? (/^\d+$/.test(name) ? Number(name) : undefined);
    if (gid === undefined)
      return p.fail(`${p.t.quote(name)} is not the name of an existing group`, `unknown group ${name}`);
    return ({ stat }) => stat.gid === gid;
  }),
  '-nouser':
    (p) =>
    ({ stat }) =>
      !p.accounts.user(stat.uid),
  '-nogroup':
    (p) =>
    ({ stat }) =>
      !p.accounts.group(stat.gid),
  '-links': async (p, word) => {
    const compare = await p.number(word);
    return ({ stat }) => compare(stat.nlink);
  },
  '-inum': async (p, word) => {
    const compare = await p.number(word);
    return ({ stat }) => compare(stat.ino);
  },
  '-samefile': async (p, word) => {
    const { dev, ino } = await p.t.sys.stat(await p.argument(word));
    return ({ stat }) => stat.dev === dev && stat.ino === ino;
  },
  '-readable': (p) => (visit) => p.t.sys.access(visit.path, { read: true }),
  '-writable': (p) => (visit) => p.t.sys.access(visit.path, { write: true }),
  '-executable': (p) => (visit) => p.t.sys.access(visit.path, { execute: true }),
};

async function typeTest(p: FindWords, word: string): Promise<Test> {
  const letters = (await p.argument(word)).split(',');
  const known: Record<string, Stat['type']> = {
    f: 'file',
    d: 'directory',
    l: 'symlink',
    p: 'fifo',
    c: 'char',
    b: 'block',
    s: 'socket',
  };
  for (const letter of letters)
    if (!known[letter]) await p.fail(`Unknown argument to -type: ${letter}`, `invalid argument '${letter}' to '-type'`);
  const types = letters.map((letter) => known[letter]);
  if (word === '-xtype') {
    return async ({ path, stat }) => {
      if (stat.type !== 'symlink') return types.includes(stat.type);
      try {
        return types.includes((await p.t.sys.stat(path)).type);
      } catch (error) {
        if (error instanceof SysError) return types.includes('symlink');
        throw error;
      }
    };
  }
  return ({ stat }) => types.includes(stat.type);
}

async function sizeTest(p: FindWords, word: string): Promise<Test> {
  const text = await p.argument(word);
  const match = /^([-+]?\d+)([bcwkMG]?)$/.exec(text);
  if (!match) return p.fail(`invalid -size type \`${text.slice(-1)}'`, `invalid number '${text}'`);
  const unit = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[2] as ''];
  const compare = await p.number(word, match[1]);
  return ({ stat }) => compare(Math.ceil(stat.size / unit));
}

async function newerTest(p: FindWords, word: string): Promise<Test> {
  const path = await p.argument(word);
  const key = word === '-anewer' ? 'atime' : word === '-cnewer' ? 'ctime' : 'mtime';
  try {
    const { mtime } = await p.t.sys.stat(path);
    return ({ stat }) => stat[key] > mtime;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return p.fail(`${p.t.quote(path)}: ${error.message}`, `${path}: ${error.message}`);
  }
}

/** `-newermt '2 days ago'`, `-newerac FILE`: one time of the file against one of another, or against a date. */
export async function newerXY(p: FindWords, word: string): Promise<Test> {
  const key = (letter: string) => ({ a: 'atime', c: 'ctime', m: 'mtime' })[letter] as 'mtime';
  const [own, other] = [key(word[6] as string), word[7] as string];
  const given = await p.argument(word);
  let than: number | undefined;
  if (other === 't') {
    than = parseDate(given, p.t.sys.now());
    if (than === undefined)
      return p.fail(
        `I cannot figure out how to interpret ${p.t.quote(given)} as a date or time`,
        `invalid date '${given}'`,
      );
  } else {
    try {
      than = (await p.t.sys.stat(given))[key(other)];
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return p.fail(`${p.t.quote(given)}: ${error.message}`, `${given}: ${error.message}`);
    }
  }
  const moment = than;
  return ({ stat }) => stat[own] > moment;
}
