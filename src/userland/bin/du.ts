/** du: blocks of trees, hard links counted once. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { readText } from './lib/read-text.ts';
import { blockSize, sizeShown, type BlockSize } from './lib/block-size.ts';
import { globRegex } from './lib/glob.ts';
import { join } from './lib/path.ts';

import { strftime } from './lib/strftime.ts';
import { humanNear, parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

export const du = tool(
  {
    name: 'du',
    usage: '[-aHLdclsxhmk] [FILE]...',
    about: 'Summarize disk space used for FILEs and directories',
    options:
      'a|all b|bytes- B|block-size=- c|total d|max-depth= D|dereference-args- h|human-readable H k l|count-links L|dereference m ' +
      'P|no-dereference- s|summarize x|one-file-system apparent-size- exclude=- X|exclude-from=- S|separate-dirs- 0|null- si- ' +
      't|threshold=- time=?- time-style=!- files0-from=-',
  },
  async (t) => {
    const style = await readStyle(t);
    let paths = t.operands.length ? t.operands : ['.'];
    const list = t.value('files0-from');
    if (list !== undefined) {
      if (t.operands.length)
        return t.usage(
          `extra operand ${t.quote(t.operands[0] as string)}\nfile operands cannot be combined with --files0-from`,
        );
      paths = (await readText(t.sys, list === '-' ? '/dev/stdin' : list)).split('\0').filter(Boolean);
    }
    let total = 0;
    let newest = -Infinity;
    for (const path of paths) {
      const found = await measure(t, path, 0, style);
      total += found.bytes;
      newest = Math.max(newest, found.newest);
    }
    if (t.has('c')) await report(t, total, newest, 'total', style);
    return t.status;
  },
);

interface Style {
  readonly depth: number;
  readonly unit: BlockSize;
  readonly threshold: number;
  readonly excluded: readonly RegExp[];
  /** Inodes with several names that were counted. */
  readonly seen: Set<string>;
}

interface Measured {
  readonly bytes: number;
  /** The latest modification below. */
  readonly newest: number;
}

async function readStyle(t: Tool): Promise<Style> {
  const given = t.value('d');
  if (given !== undefined && !/^\d+$/.test(given)) return t.usage(`invalid maximum depth ${t.quote(given)}`);
  if (!t.busybox && t.has('s')) {
    if (t.has('a')) return t.usage('cannot both summarize and show all entries');
    if (given === '0') await t.err(`${t.called}: warning: summarizing is the same as using --max-depth=0\n`);
    else if (given !== undefined) return t.usage(`warning: summarizing conflicts with --max-depth=${Number(given)}`);
  }
  const threshold = t.value('t') ?? '0';
  const size = parseSize(threshold.replace(/^-/, ''));
  if (size === undefined) return t.die(`invalid --threshold argument ${t.quote(threshold)}`);
  const patterns = [...t.values('exclude'), ...(await excludeLines(t))];
  return {
    depth: t.has('s') ? 0 : Number(given ?? Infinity),
    unit: await unitOf(t),
    threshold: threshold.startsWith('-') ? -size : size,
    excluded: patterns.map((pattern) => globRegex(pattern)),
    seen: new Set(),
  };
}

async function excludeLines(t: Tool): Promise<string[]> {
  const path = t.value('X');
  return path === undefined ? [] : (await readText(t.sys, path)).split('\n').filter(Boolean);
}

async function unitOf(t: Tool): Promise<BlockSize> {
  const last = t.last('b', 'B', 'h', 'k', 'm', 'si');
  if (last === 'h') return { base: 1024 };
  if (last === 'si') return { base: 1000 };
  if (last !== 'B') return { size: last === 'b' ? 1 : last === 'm' ? 1024 ** 2 : 1024, suffix: '' };
  const word = t.value('B') as string;
  const size = blockSize(word);
  const spelt = t.argv.some((arg) => arg.startsWith('--b')) ? '--block-size' : '-B';
  return size ?? t.die(`invalid ${spelt} argument ${t.quote(word)}`);
}

async function report(t: Tool, bytes: number, newest: number, path: string, { unit }: Style): Promise<void> {
  const size = t.busybox && t.has('h') ? humanNear(bytes) : sizeShown(bytes, unit);
  const time = t.has('time') ? `${strftime('%Y-%m-%d %H:%M', newest)}\t` : '';
  await t.out.text(`${size}\t${time}${path}${t.has('0') ? '\0' : '\n'}`);
}

async function measure(t: Tool, path: string, level: number, style: Style): Promise<Measured> {
  const nothing: Measured = { bytes: 0, newest: -Infinity };
  let stat: Stat;
  try {
    const follow = t.has('L') || ((t.has('H') || t.has('D')) && level === 0);
    stat = await (follow ? t.sys.stat(path) : t.sys.lstat(path));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot access ${t.q(path)}: ${error.message}`, `${path}: ${error.message}`);
    return nothing;
  }
  const key = `${stat.dev}:${stat.ino}`;
  if ((stat.nlink > 1 || level === 0) && !t.has('l') && !t.busybox) {
    if (style.seen.has(key)) return nothing;
    style.seen.add(key);
  } else if (stat.nlink > 1 && stat.type !== 'directory' && !t.has('l')) {
    if (style.seen.has(key)) return nothing;
    style.seen.add(key);
  }
  const own = t.has('b') || t.has('apparent-size') ? stat.size : stat.blocks * 512;
  const below = stat.type === 'directory' ? await measureBelow(t, path, level, style) : { ...nothing, files: 0 };
  const newest = Math.max(stat.mtime, below.newest);
  const bytes = own + below.bytes;
  const shown = t.has('S') ? own + below.files : bytes;
  const enough = style.threshold < 0 ? shown <= -style.threshold : shown >= style.threshold;
  if (enough && level <= style.depth && (stat.type === 'directory' || t.has('a') || level === 0))
    await report(t, shown, newest, path, style);
  return { bytes, newest };
}

/** `files`: what does not lie in a directory further down. */
async function measureBelow(t: Tool, path: string, level: number, style: Style): Promise<Measured & { files: number }> {
  let [bytes, files, newest] = [0, 0, -Infinity];
  try {
    for (const { name, type } of await t.sys.readdir(path)) {
      const child = join(path, name);
      if (name === '.' || name === '..') continue;
      if (style.excluded.some((pattern) => pattern.test(name) || pattern.test(child))) continue;
      const found = await measure(t, child, level + 1, style);
      bytes += found.bytes;
      if (type !== 'directory') files += found.bytes;
      newest = Math.max(newest, found.newest);
      const turn = t.sys.tick();
      if (turn instanceof Promise) await turn;
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot read directory ${t.q(path)}: ${error.message}`, `can't open '${path}': ${error.message}`);
  }
  return { bytes, files, newest };
}
