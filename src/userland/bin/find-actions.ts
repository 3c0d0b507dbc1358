/** What find does to a file it has found. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import type { Accounts } from './lib/accounts.ts';
import { named, type FindWords, type Primary, type Test, type Visit } from './find-primary.ts';
import { confirm } from './lib/confirm.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { basename, dirname } from './lib/path.ts';
import { strftime } from './lib/strftime.ts';
import { modeString, TYPE_LETTER } from './lib/text.ts';
import type { Tool } from './lib/tool.ts';

/** Actions by their words. */
export const ACTIONS: Readonly<Record<string, Primary>> = {
  '-prune': () => (visit) => (visit.pruned = true),
  '-print': (p) => {
    p.settings.acts = true;
    return print(p, '\n');
  },
  '-print0': (p) => {
    p.settings.acts = true;
    return print(p, '\0');
  },
  '-printf': async (p, word) => {
    p.settings.acts = true;
    const format = await p.argument(word);
    await warnOfFormat(p.t, format);
    return async (visit) => (await p.t.out.text(await formatVisit(p.t, p.accounts, format, visit)), true);
  },
  ...named('-fprint -fprint0', async (p, word) => {
    const out = await p.output(word);
    return async ({ path }) => (await out.text(path + (word === '-fprint' ? '\n' : '\0')), true);
  }),
  '-fprintf': async (p, word) => {
    const out = await p.output(word);
    const format = await p.argument(word);
    return async (visit) => (await out.text(await formatVisit(p.t, p.accounts, format, visit)), true);
  },
  '-fls': async (p, word) => {
    const out = await p.output(word);
    return async ({ path, stat }) => (await out.line(longLine(p.accounts, path, stat)), true);
  },
  '-ls': (p) => {
    p.settings.acts = true;
    return async ({ path, stat }) => {
      await p.t.out.line(longLine(p.accounts, path, stat));
      return true;
    };
  },
  '-quit': (p) => {
    p.settings.acts = true;
    return () => (p.settings.quit = true);
  },
  '-delete': (p) => {
    p.settings.acts = true;
    p.settings.depthFirst = true;
    return (visit) => deleteVisit(p.t, visit);
  },
  ...named('-exec -execdir -ok -okdir', (p, word) => {
    p.settings.acts = true;
    return execute(p, word);
  }),
};

export function print(p: FindWords, end: string): Test {
  const { out } = p.t;
  return ({ path }) => {
    const wrote = out.text(path + end);
    return wrote instanceof Promise ? wrote.then(() => true) : true;
  };
}

async function execute(p: FindWords, word: string): Promise<Test> {
  const { argv: command, gathers } = await p.command(word);
  if (gathers) return gather(p, command);
  return async ({ path }) => {
    const inside = word.endsWith('dir');
    const name = inside ? `./${basename(path)}` : path;
    const argv = command.map((text) => text.replaceAll('{}', name));
    if (
      word.startsWith('-ok') &&
      !(await confirm(p.t, p.t.busybox ? `${argv.join(' ')} ?` : `< ${argv[0]} ... ${path} > ? `))
    )
      return false;
    return (await runCommand(p.t, argv, inside ? dirname(path) : undefined)) === 0;
  };
}

function gather(p: FindWords, command: readonly string[]): Test {
  let paths: string[] = [];
  let size = 0;
  const flush = async () => {
    if (paths.length && (await runCommand(p.t, [...command, ...paths]))) p.t.status = 1;
    paths = [];
    size = 0;
  };
  p.settings.pending.push(flush);
  return ({ path }) => {
    paths.push(path);
    size += path.length + 1;
    return size > 128 * 1024 ? flush().then(() => true) : true;
  };
}

async function deleteVisit(t: Tool, { path, stat }: Visit): Promise<boolean> {
  if (path === '.') return true;
  try {
    await (stat.type === 'directory' ? t.sys.rmdir(path) : t.sys.unlink(path));
    return true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot delete ${t.quote(path)}: ${error.message}`, `${path}: ${error.message}`);
    return false;
  }
}

/** Runs a command for -exec; answers its status. */
async function runCommand(t: Tool, argv: readonly string[], cwd?: string): Promise<number> {
  await t.out.flush();
  try {
    return await waitFor(t.sys, await spawnCommand(t.sys, argv, cwd === undefined ? {} : { cwd }));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`find: ${t.busybox ? argv[0] : t.quote(argv[0] as string)}: ${error.message}\n`);
    return 1;
  }
}

/** A line of -ls. */
function longLine(accounts: Accounts, path: string, stat: Stat): string {
  const owner = `${accounts.userName(stat.uid).padEnd(8)} ${accounts.groupName(stat.gid).padEnd(8)}`;
  return `${String(stat.ino).padStart(9)} ${String(Math.ceil(stat.blocks / 2)).padStart(6)} ${modeString(stat)} ${String(stat.nlink).padStart(3)} ${owner} ${String(stat.size).padStart(8)} ${strftime('%b %e %H:%M', stat.mtime)} ${path}`;
}

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\',
}; // prettier-ignore
const TIMES: Readonly<Record<string, string>> = { T: 'mtime', A: 'atime', C: 'ctime' };

function timeText(letter: string, ms: number): string {
  if (letter === '@') return (ms / 1000).toFixed(10);
  if (letter === '+') return strftime('%Y-%m-%d+%H:%M:%S.%N0', ms);
  return strftime(`%${letter}`, ms) + (letter === 'S' || letter === 'T' || letter === 'X' ? strftime('.%N0', ms) : '');
}

/** GNU tells of directives that it does not know, and of a percent sign at the end. */
async function warnOfFormat(t: Tool, format: string): Promise<void> {
  if (t.busybox) return;
  for (const [, directive = ''] of format.matchAll(/%[-0+ #]*\d*(?:\.\d+)?([TAC].|[^TAC])/gs)) {
    if (!/^(?:[TAC].|[%pfhPHdskbmMugUGinlytacDYSFZ])$/s.test(directive))
      await t.err(`find: warning: unrecognized format directive \`%${directive}'\n`);
  }
  if (/(?:^|[^%])(?:%%)*%$/s.test(format)) await t.err('find: error: % at end of format string\n');
}

/** What a symbolic link leads to: `N` for nothing, `L` for a loop. */
async function targetLetter(t: Tool, path: string): Promise<string> {
  try {
    return TYPE_LETTERS[(await t.sys.stat(path)).type];
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.errno === 'ELOOP' ? 'L' : 'N';
  }
}

const TYPE_LETTERS = { ...TYPE_LETTER, file: 'f' };

/** -printf. */
async function formatVisit(
  t: Tool,
  accounts: Accounts,
  format: string,
  { path, stat, depth, given }: Visit,
): Promise<string> {
  const target = stat.type === 'symlink' ? await t.sys.readlink(path) : '';
  const letter = TYPE_LETTERS[stat.type];
  const behind = stat.type === 'symlink' && format.includes('Y') ? await targetLetter(t, path) : letter;
  const moment = (ms: number) => strftime('%a %b %e %H:%M:%S.%N0 %Y', ms);
  // Made when asked for: there is a line for each file of a tree, and most formats want little of all this.
  const values: Record<string, () => string | number> = {
    p: () => path,
    f: () => basename(path),
    h: () => dirname(path),
    P: () => path.slice(given.length).replace(/^\//, ''),
    H: () => given,
    d: () => depth,
    s: () => stat.size,
    k: () => Math.ceil(stat.blocks / 2),
    b: () => stat.blocks,
    m: () => stat.mode.toString(8),
    M: () => modeString(stat),
    u: () => accounts.userName(stat.uid),
    g: () => accounts.groupName(stat.gid),
    U: () => stat.uid,
    G: () => stat.gid,
    i: () => stat.ino,
    n: () => stat.nlink,
    l: () => target,
    y: () => letter,
    t: () => moment(stat.mtime),
    a: () => moment(stat.atime),
    c: () => moment(stat.ctime),
    D: () => stat.dev,
    Y: () => behind,
    '%': () => '%',
  };
  return format
    .replace(/\\c.*/s, '')
    .replace(/(^|[^%])((?:%%)*)%$/s, '$1$2')
    .replace(/\\([0-7]{1,3}|[abfnrtv\\])/g, (_, c: string) => CONTROLS[c] ?? String.fromCharCode(parseInt(c, 8) & 255))
    .replace(
      /%([-0+ #]*\d*)(?:\.(\d+))?([TAC].|[a-zA-Z%])/g,
      (whole, width: string, precision: string | undefined, key: string) => {
        const value =
          key.length > 1 ? timeText(key[1] as string, stat[TIMES[key[0] as string] as 'mtime']) : values[key]?.();
        if (value === undefined) return whole;
        const sharp = key === 'm' && width.includes('#') ? '0' : '';
        const text = (sharp + String(value)).slice(0, precision === undefined ? undefined : Number(precision));
        const [, flags = '', size = ''] = /^([-0+ #]*)(\d*)$/.exec(width) ?? [];
        if (flags.includes('-')) return text.padEnd(Number(size));
        return text.padStart(Number(size), flags.includes('0') && /^\d+$/.test(text) ? '0' : ' ');
      },
    );
}
