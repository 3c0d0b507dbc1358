/** cmp and diff. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { concat } from '../../base/bytes.ts';
import { fromBytes } from './lib/byte-string.ts';
import { changes, normalDiff, unifiedDiff, type Side } from './lib/line-diff.ts';
import type { Input } from './lib/input.ts';
import { basename, join } from './lib/path.ts';
import { strftime } from './lib/strftime.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

export const cmp = tool(
  {
    name: 'cmp',
    usage: '[-ls] [-n NUM] FILE1 [FILE2]',
    about: 'Compare FILE1 with FILE2 (or stdin)',
    options: 'l|verbose s|silent|quiet n|bytes= b|print-bytes!- i|ignore-initial=!-',
    usageStatus: 2,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [a, b = '-'] = t.operands;
    if (a === undefined) return t.usage("missing operand after 'cmp'");
    const open = async (path: string) => {
      try {
        return await t.input(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`${path}: ${error.message}`, undefined, 2);
      }
    };
    const [x, y] = [new Cursor(await open(a)), new Cursor(await open(b))];
    const limit = parseSize(t.value('n') ?? '') ?? Infinity;
    let [at, line, different] = [0, 1, false];
    while (at < limit) {
      const [p, r] = [await x.next(), await y.next()];
      if (p < 0 && r < 0) break;
      if (p < 0 || r < 0) {
        const short = p < 0 ? a : b;
        if (t.has('s')) return 1;
        if (at === 0 && !t.busybox) await t.err(`cmp: EOF on ${short} which is empty\n`);
        else
          await t.err(
            `cmp: EOF on ${short}${t.busybox ? '' : ` after byte ${at}${t.has('l') ? '' : `, ${x.atLineStart ? 'line' : 'in line'} ${x.atLineStart ? line - 1 : line}`}`}\n`,
          );
        return 1;
      }
      at++;
      if (p !== r) {
        different = true;
        if (t.has('s')) return 1;
        if (!t.has('l')) {
          await t.out.text(`${a} ${b} differ: char ${at}, line ${line}\n`);
          return 1;
        }
        await t.out.text(
          `${String(at).padStart(t.busybox ? 1 : 1)} ${p.toString(8).padStart(3)} ${r.toString(8).padStart(3)}\n`,
        );
      }
      if (p === 10) line++;
    }
    return different ? 1 : 0;
  },
);

class Cursor {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  atLineStart = true;
  constructor(readonly input: Input) {}
  async next(): Promise<number> {
    if (this.#at >= this.#bytes.length) {
      const read = this.input.chunk();
      this.#bytes = read instanceof Promise ? await read : read;
      this.#at = 0;
      if (this.#bytes.length === 0) return -1;
    }
    const byte = this.#bytes[this.#at++] as number;
    this.atLineStart = byte === 10;
    return byte;
  }
}

export const diff = tool(
  {
    name: 'diff',
    usage: '[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2',
    about: 'Compare files line by line and output the differences between them',
    options:
      'u U|unified=? c! C=! a|text b|ignore-space-change B|ignore-blank-lines d|minimal i|ignore-case L|label= N|new-file q|brief r|recursive ' +
      's|report-identical-files t|expand-tabs T|initial-tab! w|ignore-all-space S|starting-file=! color=?- normal- y|side-by-side!- e|ed!- x|exclude=- strip-trailing-cr-',
    usageStatus: 2,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [a, b, extra] = t.operands;
    if (a === undefined || b === undefined)
      return t.usage(a === undefined ? "missing operand after 'diff'" : `missing operand after '${a}'`);
    if (extra !== undefined) return t.usage(`extra operand '${extra}'`);
    return comparePaths(t, a, b, true);
  },
);

async function kindOf(t: Tool, path: string): Promise<Stat | undefined> {
  try {
    return await (path === '-' ? t.sys.fstat(0) : t.sys.stat(path));
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

async function comparePaths(t: Tool, a: string, b: string, given: boolean): Promise<number> {
  let [x, y] = [await kindOf(t, a), await kindOf(t, b)];
  if (given && x && y && (x.type === 'directory') !== (y.type === 'directory')) {
    if (x.type === 'directory') a = join(a, basename(b));
    else b = join(b, basename(a));
    [x, y] = [await kindOf(t, a), await kindOf(t, b)];
  }
  for (const [path, stat] of [
    [a, x],
    [b, y],
  ] as const) {
    if (stat || (t.has('N') && (x || y))) continue;
    await t.warn(`${path}: No such file or directory`, `can't stat '${path}': No such file or directory`, 2);
    return 2;
  }
  if (x?.type === 'directory' && y?.type === 'directory') return compareDirectories(t, a, b);
  const [left, right] = [await readSide(t, a, x), await readSide(t, b, y)];
  if (left === right || left.content === right.content) {
    if (t.has('s')) await t.out.line(`Files ${a} and ${b} are identical`);
    return 0;
  }
  if (!t.has('a') && (left.content.includes('\0') || right.content.includes('\0'))) {
    await t.out.line(t.busybox ? `Binary files ${a} and ${b} differ` : `Binary files ${a} and ${b} differ`);
    return t.busybox ? 1 : 2;
  }
  const found = changes(left.lines, right.lines, keyOf(t));
  const list = t.has('B')
    ? found.filter((change) =>
        [...left.lines.slice(...change.a), ...right.lines.slice(...change.b)].some((line) => line.trim() !== ''),
      )
    : found;
  if (list.length === 0) return 0;
  if (t.has('q')) {
    await t.out.line(`Files ${a} and ${b} differ`);
    return 1;
  }
  const unified = t.busybox || t.has('u') || t.has('U');
  if (!given)
    await t.out.line(
      t.busybox ? `diff -r${t.has('u') ? 'u' : ''} ${a} ${b}` : `diff ${t.argv.slice(1, -2).join(' ')} ${a} ${b}`,
    );
  await t.out.raw(unified ? unifiedDiff(list, left, right, Number(t.value('U') || 3)) : normalDiff(list, left, right));
  return 1;
}

async function readSide(t: Tool, path: string, stat: Stat | undefined): Promise<Side & { content: string }> {
  const parts: Uint8Array[] = [];
  if (stat) {
    const input = await t.input(path);
    for (let bytes = await input.chunk(); bytes.length; bytes = await input.chunk()) parts.push(bytes);
    await t.done(input);
  }
  const content = parts.length ? fromBytes(concat(parts)) : '';
  const lines = content.split('\n');
  const noNewline = lines[lines.length - 1] !== '';
  if (!noNewline) lines.pop();
  const labels = t.values('L');
  const label = labels.length ? labels[path === t.operands[0] ? 0 : 1] : undefined;
  const time =
    stat && !t.busybox
      ? `\t${strftime('%Y-%m-%d %H:%M:%S.%N %z', stat.mtime)}`
      : !stat && !t.busybox
        ? '\t1970-01-01 00:00:00.000000000 +0000'
        : '';
  return { lines, noNewline: noNewline && content !== '', header: label ?? `${path}${time}`, content };
}

function keyOf(t: Tool): (line: string) => string {
  const [all, some, fold, cr] = [t.has('w'), t.has('b'), t.has('i'), t.has('strip-trailing-cr')];
  if (!all && !some && !fold && !cr) return (line) => line;
  return (line) => {
    let key = line;
    if (cr) key = key.replace(/\r$/, '');
    if (all) key = key.replace(/\s+/g, '');
    else if (some) key = key.replace(/\s+/g, ' ').replace(/ $/, '');
    return fold ? key.toLowerCase() : key;
  };
}

async function compareDirectories(t: Tool, a: string, b: string): Promise<number> {
  const names = async (path: string) =>
    new Set((await t.sys.readdir(path)).map(({ name }) => name).filter((name) => name !== '.' && name !== '..'));
  const [x, y] = [await names(a), await names(b)];
  let status = 0;
  for (const name of [...new Set([...x, ...y])].sort()) {
    if (t.values('x').includes(name)) continue;
    const [p, r] = [join(a, name), join(b, name)];
    if (!(x.has(name) && y.has(name)) && !t.has('N')) {
      await t.out.line(`Only in ${x.has(name) ? a : b}: ${name}`);
      status = Math.max(status, 1);
      continue;
    }
    const [first, second] = [await kindOf(t, p), await kindOf(t, r)];
    if (first?.type === 'directory' && second?.type === 'directory' && !t.has('r')) {
      await t.out.line(`Common subdirectories: ${p} and ${r}`);
      continue;
    }
    if (first && second && (first.type === 'directory') !== (second.type === 'directory')) {
      const kind = ({ type }: Stat) =>
        type === 'directory' ? 'a directory' : type === 'file' ? 'a regular file' : `a ${type}`;
      await t.out.line(`File ${p} is ${kind(first)} while file ${r} is ${kind(second)}`);
      status = Math.max(status, 1);
      continue;
    }
    status = Math.max(status, await comparePaths(t, p, r, false));
  }
  return status;
}
