/** tree: directories as a drawing, JSON or XML. */
import type { Stat } from '../../kernel/sys.ts';
import { O } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { globRegex } from './lib/glob.ts';
import { strftime } from './lib/strftime.ts';
import { human, modeString } from './lib/text.ts';
import { Out } from './lib/out.ts';
import { zoneOf } from './lib/time-zone.ts';
import { tool, type Tool } from './lib/tool.ts';
import { drawTree, writeJson, writeXml } from './tree/forms.ts';
import { readTree, type Node, type Totals, type Walk } from './tree/walk.ts';

export const tree = tool(
  {
    name: 'tree',
    usage:
      '[-adfghilnpqrstuvxCDFJNQSUX] [-L level] [-o filename] [-P pattern] [-I pattern] [--noreport] [--] [directory ...]',
    about: 'List directories as a tree',
    options:
      'a d f g h i l n p q r s t u v x A C D F J N Q S U X c L= o= P= I= R! H=! T=! noreport dirsfirst filesfirst sort= filelimit= prune matchdirs ' +
      'ignore-case charset= timefmt= du si inodes device metafirst gitignore! gitfile=! info! infofile=! fromfile! fflinks! nolinks! hintro=! houtro=!',
    from: 'tree',
    optionError: (text) => {
      const option = /'(.*)'/.exec(text)?.[1] ?? '';
      if (/requires an argument/.test(text)) return `tree: Missing argument to -${option.replace(/^--/, '')} option.\n`;
      return option.startsWith('--')
        ? `tree: Invalid argument \`${option}'.\n`
        : `tree: Invalid argument -\`${option}'.\n`;
    },
  },
  async (t) => {
    const depth = t.value('L');
    if (depth !== undefined && !(Number(depth) > 0)) return t.die('Invalid level, must be greater than 0.');
    const path = t.value('o');
    const fd = path === undefined ? 1 : await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    const walk = await walkOf(t, depth === undefined ? Infinity : Math.floor(Number(depth)));
    const roots: Node[] = [];
    const totals: Totals = { directories: 0, files: 0, bytes: 0 };
    for (const start of t.operands.length ? t.operands : ['.']) {
      const root = await readTree(t, start, walk, totals);
      if (root.error && !root.stat) t.status = 2;
      roots.push(root);
    }
    await print(t, fd, roots, totals);
    return t.status;
  },
);

async function walkOf(t: Tool, depth: number): Promise<Walk> {
  const ignoreCase = t.has('ignore-case');
  const patterns = (key: string) =>
    t.values(key).flatMap((word) => word.split('|').map((one) => globRegex(one, ignoreCase)));
  const limit = t.value('filelimit');
  return {
    depth,
    hidden: t.has('a'),
    directoriesOnly: t.has('d'),
    followLinks: t.has('l'),
    oneFileSystem: t.has('x'),
    prune: t.has('prune'),
    matchDirectories: t.has('matchdirs'),
    wanted: patterns('P'),
    unwanted: patterns('I'),
    limit: limit === undefined ? Infinity : Number(limit),
    sum: t.has('du'),
    order: orderOf(t),
  };
}

const SORTS: Readonly<Record<string, string>> = {
  mtime: 't',
  ctime: 'c',
  version: 'v',
  none: 'U',
  size: 'size',
  name: 'name',
};

function orderOf(t: Tool): ((a: Node, b: Node) => number) | undefined {
  const letter = SORTS[t.value('sort') ?? ''] ?? t.last('t', 'c', 'v', 'U') ?? 'name';
  const byName = (a: Node, b: Node) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const time = (node: Node, key: 'mtime' | 'ctime') => node.stat?.[key] ?? 0;
  const base =
    {
      t: (a: Node, b: Node) => time(a, 'mtime') - time(b, 'mtime') || byName(a, b),
      c: (a: Node, b: Node) => time(a, 'ctime') - time(b, 'ctime') || byName(a, b),
      size: (a: Node, b: Node) => (b.stat?.size ?? 0) - (a.stat?.size ?? 0) || byName(a, b),
      v: (a: Node, b: Node) => byVersion(a.name, b.name),
      U: undefined,
    }[letter] ?? (letter === 'U' ? undefined : byName);
  if (!base) return undefined;
  const sign = t.has('r') ? -1 : 1;
  const first = t.last('dirsfirst', 'filesfirst');
  return (a, b) => {
    if (first && a.isDirectory !== b.isDirectory) return a.isDirectory === (first === 'dirsfirst') ? -1 : 1;
    return sign * base(a, b);
  };
}

/** Numbers in names by their value. */
function byVersion(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    const numbers = /^\d/.test(x) && /^\d/.test(y);
    if (numbers && Number(x) !== Number(y)) return Number(x) - Number(y);
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

async function print(t: Tool, fd: number, roots: readonly Node[], totals: Totals): Promise<void> {
  const out = fd === 1 ? t.out : new Out(t.sys, fd);
  const report = t.has('noreport') ? undefined : totals;
  if (t.has('J')) await out.text(writeJson(roots, report, t.has('d')));
  else if (t.has('X')) await out.text(writeXml(roots, report, t.has('d')));
  else {
    const style = { ...(await styleOf(t)), lines: linesOf(t) };
    for (const root of roots) for (const line of drawTree(root, style)) await out.line(line);
    if (report) await out.text(`\n${reportOf(t, report)}\n`);
  }
  await out.flush();
  if (fd !== 1) await t.sys.close(fd);
}

function reportOf(t: Tool, { directories, files, bytes }: Totals): string {
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  const used = t.has('du') ? `${sizeOf(t, bytes)} used in ` : '';
  const shown = `${used}${count(directories, 'directory', 'directories')}`;
  return t.has('d') ? shown : `${shown}, ${count(files, 'file', 'files')}`;
}

/** Box drawing where the locale's characters have it. */
function linesOf(t: Tool): 'ascii' | 'utf-8' | 'none' {
  if (t.has('i')) return 'none';
  const { env } = t.sys;
  const locale = t.value('charset') ?? (env.get('LC_ALL') || env.get('LC_CTYPE') || env.get('LANG') || '');
  return /utf-?8/i.test(locale) ? 'utf-8' : 'ascii';
}

async function styleOf(t: Tool) {
  const accounts = await Accounts.read(t.sys);
  const zone = zoneOf(t.sys.env.get('TZ'));
  const now = t.sys.now();
  const date = (ms: number) => {
    const format = t.value('timefmt') ?? (Math.abs(now - ms) > 182 * 86_400_000 ? '%b %e  %Y' : '%b %e %H:%M');
    return strftime(format, ms, zone);
  };
  const fields = (stat: Stat, size: number): string => {
    const parts: string[] = [];
    if (t.has('inodes')) parts.push(String(stat.ino).padStart(7));
    if (t.has('device')) parts.push(String(stat.dev).padStart(3));
    if (t.has('p')) parts.push(modeString(stat));
    if (t.has('u')) parts.push(accounts.userName(stat.uid).padEnd(8));
    if (t.has('g')) parts.push(accounts.groupName(stat.gid).padEnd(8));
    if (t.has('s') || t.has('h') || t.has('si') || t.has('du')) parts.push(sizeOf(t, size));
    if (t.has('D')) parts.push(date(stat.mtime));
    return parts.length ? `[${parts.join(' ')}]  ` : '';
  };
  const quote = (name: string) => {
    const shown = t.has('q') ? name.replace(/[\x00-\x1f\x7f]/g, '?') : name;
    if (t.has('Q')) return `"${shown.replace(/[\\"]/g, '\\$&')}"`;
    return t.has('N') ? shown : shown.replace(/[ \\]/g, '\\$&');
  };
  // Without a terminal's name nobody knows what it would take for colours.
  const known = t.sys.env.has('TERM') || t.sys.env.has('LS_COLORS');
  const colours = t.has('C') && !t.has('n') && known;
  return { fields, quote, paths: t.has('f'), marks: t.has('F'), colours };
}

function sizeOf(t: Tool, bytes: number): string {
  if (t.has('h') || t.has('si')) return human(bytes, t.has('si') ? 1000 : 1024).padStart(4);
  return String(bytes).padStart(11);
}
