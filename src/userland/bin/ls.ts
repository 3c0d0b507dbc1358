/** ls: what to list and in which order; ls-format.ts draws it. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { blockSize, type BlockSize } from './lib/block-size.ts';
import { fromText } from './lib/byte-string.ts';
import { choose, type Choices } from './lib/choice.ts';
import { displayWidth, listEntries, type Entry, type LsStyle } from './ls-format.ts';
import { globRegex } from './lib/glob.ts';
import { join } from './lib/path.ts';
import { isUtf8 } from './lib/locale.ts';
import { QUOTING_STYLES, type QuotingStyle } from './lib/quoting.ts';
import { type Applet, Quit, tool, type Tool } from './lib/tool.ts';
import { compareVersions } from './lib/version-order.ts';

/** dir and vdir are ls with options before those given. */
function program(name: string, fixed: readonly string[] = []): Applet {
  const run = tool(
    {
      name,
      usage: '[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...',
      about: 'List directory contents',
      usageStatus: 2,
      options:
        'a|all A|almost-all b|escape- B|ignore-backups- c C d|directory f- F classify=? full-time file-type- format=- g G|no-group- ' +
        'group-directories-first h|human-readable H|dereference-command-line hide=- i|inode I|ignore=- l L|dereference m- ' +
        'n|numeric-uid-gid N|literal- o- p indicator-style=- q|hide-control-chars- show-control-chars- Q|quote-name quoting-style=- r|reverse ' +
        'R|recursive s|size S sort=- t T|tabsize=- time=- time-style=- u U- v w|width= x X 1 color=? Z|context- si- author- k|kibibytes- ' +
        'block-size=- zero- D|dired!- hyperlink=!-',
    },
    async (t) => {
      const style = await readStyle(t);
      const files: Entry[] = [];
      const directories: Entry[] = [];
      await choices(t);
      const paths = t.operands.length ? t.operands : ['.'];
      for (const path of paths) {
        const entry = await operand(t, path, style);
        if (entry) (entry.stat.type === 'directory' && !t.has('d') ? directories : files).push(entry);
      }
      order(t, files);
      order(t, directories);
      if (files.length) await listEntries(t, files, style, undefined, directories, paths);
      const titled = t.operands.length > 1 || t.has('R');
      const state = { first: files.length === 0 };
      for (const entry of directories) await listDirectory(t, entry.name, style, titled, state, true);
      return t.status;
    },
  );
  return fixed.length ? (sys, argv = sys.argv) => run(sys, [argv[0] as string, ...fixed, ...argv.slice(1)]) : run;
}

export const ls = program('ls');
export const dir = program('dir', ['-C', '-b']);
export const vdir = program('vdir', ['-l', '-b']);

const WHEN = [
  ['always', 'yes', 'force'],
  ['never', 'no', 'none'],
  ['auto', 'tty', 'if-tty'],
];
const FORMATS = [['verbose', 'long'], ['commas'], ['horizontal', 'across'], ['vertical'], ['single-column']];
const FORMAT_LETTERS: Readonly<Record<string, string>> = {
  verbose: 'l',
  commas: 'm',
  horizontal: 'x',
  vertical: 'C',
  'single-column': '1',
};
const WORDS: readonly (readonly [key: string, choices: Choices])[] = [
  ['color', WHEN],
  ['classify', WHEN],
  ['sort', [['none'], ['time'], ['size'], ['extension'], ['version'], ['width']]],
  [
    'time',
    [
      ['atime', 'access', 'use'],
      ['ctime', 'status'],
      ['birth', 'creation'],
    ],
  ],
  ['indicator-style', [['none'], ['slash'], ['file-type'], ['classify']]],
  ['quoting-style', QUOTING_STYLES.map((style) => [style])],
];

/** Refuses words that options do not know. */
async function choices(t: Tool): Promise<void> {
  for (const [key, words] of WORDS) {
    const word = t.value(key);
    if (word) await choose(t, `--${key}`, word, words);
  }
  const style = t.value('time-style')?.replace(/^posix-/, '');
  if (style === undefined || /^(full-iso|long-iso|iso|locale|\+.*)$/s.test(style)) return;
  const valid = ['[posix-]full-iso', '[posix-]long-iso', '[posix-]iso', '[posix-]locale'].map(
    (name) => `  - ${name}\n`,
  );
  await t.err(
    `ls: invalid argument ${t.quote(style)} for 'time style'\nValid arguments are:\n${valid.join('')}` +
      "  - +FORMAT (e.g., +%H:%M) for a 'date'-style format\nTry 'ls --help' for more information.\n",
  );
  throw new Quit(2);
}

function indicatorOf(t: Tool, terminal: boolean): LsStyle['indicator'] {
  const last = t.last('F', 'classify', 'p', 'file-type', 'indicator-style');
  const word = t.value(last === 'classify' ? 'classify' : 'indicator-style') ?? '';
  if (last === 'classify')
    return /^(n|$)/.test(word) && word ? 'none' : /^(au|t|i)/.test(word) && !terminal ? 'none' : 'classify';
  if (last === 'indicator-style')
    return word.startsWith('n') ? 'none' : word.startsWith('s') ? 'slash' : word.startsWith('f') ? 'type' : 'classify';
  return last === 'F' ? 'classify' : last === 'p' ? 'slash' : last ? 'type' : 'none';
}

function quotingOf(t: Tool, terminal: boolean): QuotingStyle {
  const last = t.last('N', 'Q', 'b', 'quoting-style');
  if (last === 'quoting-style') {
    const word = t.value('quoting-style') as string;
    return (QUOTING_STYLES.find((style) => style === word) ??
      QUOTING_STYLES.find((style) => style.startsWith(word))) as QuotingStyle;
  }
  if (last) return { N: 'literal', Q: 'c', b: 'escape' }[last] as QuotingStyle;
  return terminal && !t.busybox ? 'shell-escape' : 'literal';
}

/** The unit of sizes: `-k`, `--block-size`, `--si`, `-h`; undefined for bytes of files and KiB of blocks. */
async function unitOf(t: Tool): Promise<BlockSize | undefined> {
  const last = t.last('h', 'si', 'block-size', 'k');
  if (last === 'h') return { base: 1024 };
  if (last === 'si') return { base: 1000 };
  if (last !== 'block-size') return undefined;
  const word = t.value('block-size') as string;
  const size = blockSize(word);
  return size ?? t.die(`invalid --block-size argument ${t.quote(word)}`, undefined, 2);
}

async function readStyle(t: Tool): Promise<LsStyle> {
  const terminal = t.sys.isatty(1);
  const option = t.last('l', 'C', 'x', '1', 'm', 'g', 'n', 'o', 'full-time', 'format', 'zero');
  const last =
    option === 'format' ? FORMAT_LETTERS[await choose(t, '--format', t.value('format') ?? '', FORMATS)] : option;
  const long =
    last === 'l' ||
    (['l', 'g', 'n', 'o', 'full-time'].some((key) => t.has(key)) && !['C', 'x', 'm'].includes(last ?? ''));
  const known =
    ['LS_COLORS', 'COLORTERM'].some((name) => t.sys.env.get(name)) || /^(?!dumb$)./.test(t.sys.env.get('TERM') ?? '');
  const color = t.has('color') && (known || t.busybox) ? t.value('color') || 'always' : 'never';
  const width = Number(t.value('w') ?? (t.sys.env.get('COLUMNS') || (terminal ? t.sys.windowSize(1).columns : 80)));
  if (!Number.isInteger(width) || width < 0)
    return t.die(`invalid line width: ${t.quote(t.value('w') ?? '')}`, undefined, 2);
  const kind = t.value('time');
  const tabs = t.value('T') ?? '8';
  if (!/^\d+$/.test(tabs)) return t.die(`invalid tab size: ${t.quote(tabs)}`, undefined, 2);
  return {
    form: long
      ? 'long'
      : last === 'm'
        ? 'commas'
        : last === 'x'
          ? 'across'
          : last === 'C' || (!last && terminal)
            ? 'columns'
            : 'single',
    width: width || Infinity,
    tab: width ? Number(tabs) : 0,
    color: /^(al|y|f)/.test(color) || (/^(au|t|i)/.test(color) && terminal),
    time:
      t.has('u') || kind === 'atime' || kind === 'access'
        ? 'atime'
        : t.has('c') || kind === 'ctime'
          ? 'ctime'
          : 'mtime',
    timeStyle: t.has('full-time') ? 'full-iso' : (t.value('time-style') ?? ''),
    busybox: t.busybox,
    unit: await unitOf(t),
    indicator: indicatorOf(t, terminal),
    inode: t.has('i'),
    blocks: t.has('s'),
    owner: !t.has('g'),
    author: t.has('author'),
    end: t.has('zero') ? '\0' : '\n',
    group: !t.has('o') && !t.has('G'),
    numeric: t.has('n'),
    quote: quotingOf(t, terminal),
    bytes: !t.busybox && !isUtf8(t.sys),
    hideControls: t.has('q') || (terminal && !t.has('N') && !t.has('show-control-chars')),
    now: t.sys.now(),
    accounts: long ? await Accounts.read(t.sys) : undefined,
  };
}

async function operand(t: Tool, path: string, style: LsStyle): Promise<Entry | undefined> {
  const long = style.form === 'long' || t.has('F') || (t.busybox ? t.has('i') || t.has('s') : t.has('d'));
  try {
    const follow = t.has('L') || t.has('H') || !long;
    return await entryOf(t, path, path, follow);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot access ${t.q(path)}: ${error.message}`, `${path}: ${error.message}`, t.busybox ? 1 : 2);
    return undefined;
  }
}

async function entryOf(t: Tool, path: string, name: string, follow: boolean): Promise<Entry> {
  let stat: Stat;
  try {
    stat = await (follow ? t.sys.stat(path) : t.sys.lstat(path));
  } catch (error) {
    if (!follow || t.has('L') || t.busybox || !(error instanceof SysError) || error.errno === 'EACCES') throw error;
    stat = await t.sys.lstat(path);
  }
  if (stat.type !== 'symlink') return { name, stat };
  let target: string | undefined;
  try {
    target = await t.sys.readlink(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(
      `cannot read symbolic link ${t.q(path)}: ${error.message}`,
      `${path}: cannot read link: ${error.message}`,
    );
    return { name, stat };
  }
  let targetStat: Stat | undefined;
  try {
    targetStat = await t.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  return { name, stat, target, targetStat };
}

async function listDirectory(
  t: Tool,
  path: string,
  style: LsStyle,
  titled: boolean,
  state: { first: boolean },
  operandGiven: boolean,
): Promise<void> {
  let entries: Entry[];
  try {
    entries = await readEntries(t, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const status = t.busybox || !operandGiven ? 1 : 2;
    return t.warn(
      `cannot open directory ${t.q(path)}: ${error.message}`,
      `can't open '${path}': ${error.message}`,
      status,
    );
  }
  if (titled) {
    if (!state.first) await t.out.raw('\n');
    await t.out.line(`${path}:`);
  }
  state.first = false;
  order(t, entries);
  const blocks =
    style.form === 'long' || style.blocks ? entries.reduce((sum, { stat }) => sum + stat.blocks, 0) : undefined;
  await listEntries(t, entries, style, blocks);
  if (!t.has('R')) return;
  for (const { name, stat } of entries) {
    if (stat.type !== 'directory' || name === '.' || name === '..') continue;
    await listDirectory(t, join(path, name), style, titled, state, false);
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
}

async function readEntries(t: Tool, path: string): Promise<Entry[]> {
  const all = t.last('a', 'A', 'f');
  const names = (await t.sys.readdir(path)).map((entry) => entry.name).filter((name) => name !== '.' && name !== '..');
  const shown = all ? names : names.filter((name) => !name.startsWith('.'));
  const ignored = [...t.values('I'), ...(all ? [] : t.values('hide'))].map((glob) => globRegex(glob));
  const listed = shown.filter(
    (name) => !ignored.some((pattern) => pattern.test(name)) && !(t.has('B') && name.endsWith('~')),
  );
  if (all === 'a' || all === 'f') listed.unshift('.', '..');
  const entries: Entry[] = [];
  for (const name of listed) {
    try {
      const entry = entryOf(t, join(path, name), name, t.has('L'));
      entries.push(await entry);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`cannot access ${t.q(join(path, name))}: ${error.message}`, `${join(path, name)}: ${error.message}`);
    }
  }
  return entries;
}

const SORT_WORDS = [
  ['size', 'S'],
  ['time', 't'],
  ['extension', 'X'],
  ['version', 'v'],
  ['none', 'U'],
  ['width', 'width'],
] as const;

type Compare = (a: Entry, b: Entry) => number;

export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function order(t: Tool, entries: Entry[]): void {
  const name: Compare = (a, b) => compareNames(fromText(a.name), fromText(b.name));
  const extension = (entry: Entry) => /\.[^.]*$/.exec(entry.name)?.[0] ?? '';
  const word = t.value('sort');
  const key = word
    ? (SORT_WORDS.find(([name]) => name.startsWith(word))?.[1] ?? 'name')
    : (t.last('S', 't', 'X', 'v', 'U', 'f') ?? (!t.has('l') && (t.has('u') || t.has('c')) ? 't' : 'name'));
  if (key === 'U' || key === 'f') return;
  const time = t.has('u') ? 'atime' : t.has('c') ? 'ctime' : 'mtime';
  const compare: Record<string, Compare> = {
    S: (a, b) => b.stat.size - a.stat.size || name(a, b),
    t: (a, b) => b.stat[time] - a.stat[time] || name(a, b),
    X: (a, b) => compareNames(extension(a), extension(b)) || name(a, b),
    v: (a, b) => compareVersions(a.name, b.name) || name(a, b),
    width: (a, b) => displayWidth(a.name) - displayWidth(b.name) || name(a, b),
    name,
  };
  entries.sort(compare[key] as Compare);
  if (t.has('r')) entries.reverse();
  if (t.has('group-directories-first')) {
    const rank = ({ stat, targetStat }: Entry) => ((targetStat ?? stat).type === 'directory' ? 0 : 1);
    entries.sort((a, b) => rank(a) - rank(b));
  }
}
