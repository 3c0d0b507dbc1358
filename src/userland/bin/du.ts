/** du: blocks of trees, hard links counted once. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { join } from './lib/path.ts';
import { human, humanNear, q } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

export const du = tool(
  {
    name: 'du',
    usage: '[-aHLdclsxhmk] [FILE]...',
    about: 'Summarize disk space used for FILEs and directories',
    options:
      'a|all b|bytes- c|total d|max-depth= h|human-readable H k l|count-links L|dereference m s|summarize x|one-file-system apparent-size- exclude=- S|separate-dirs!- 0|null- si!- t|threshold=!-',
  },
  async (t) => {
    const depth = t.has('s') ? 0 : Number(t.value('d') ?? Infinity);
    if (Number.isNaN(depth)) return t.usage(`invalid maximum depth ${q(t.value('d') ?? '')}`);
    const seen = new Set<string>();
    let total = 0;
    for (const path of t.operands.length ? t.operands : ['.']) total += await measure(t, path, 0, depth, seen);
    if (t.has('c')) await report(t, total, 'total');
    return t.status;
  },
);

async function report(t: Tool, bytes: number, path: string): Promise<void> {
  const unit = t.has('b') ? 1 : t.has('m') ? 1024 ** 2 : 1024;
  const size = t.has('h') ? (t.busybox ? humanNear(bytes) : human(bytes)) : String(Math.ceil(bytes / unit));
  await t.out.text(`${size}\t${path}${t.has('0') ? '\0' : '\n'}`);
}

async function measure(t: Tool, path: string, level: number, depth: number, seen: Set<string>): Promise<number> {
  let stat: Stat;
  try {
    stat = await (t.has('L') || (t.has('H') && level === 0) ? t.sys.stat(path) : t.sys.lstat(path));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot access ${q(path)}: ${error.message}`, `${path}: ${error.message}`);
    return 0;
  }
  const key = `${stat.dev}:${stat.ino}`;
  if (stat.nlink > 1 && stat.type !== 'directory' && !t.has('l')) {
    if (seen.has(key)) return 0;
    seen.add(key);
  }
  let bytes = t.has('b') || t.has('apparent-size') ? stat.size : stat.blocks * 512;
  if (stat.type === 'directory') {
    try {
      for (const { name } of await t.sys.readdir(path)) {
        if (name === '.' || name === '..' || t.values('exclude').includes(name)) continue;
        bytes += await measure(t, join(path, name), level + 1, depth, seen);
        const turn = t.sys.tick();
        if (turn instanceof Promise) await turn;
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`cannot read directory ${q(path)}: ${error.message}`, `can't open '${path}': ${error.message}`);
    }
  }
  if (level <= depth && (stat.type === 'directory' || t.has('a') || level === 0)) await report(t, bytes, path);
  return bytes;
}
