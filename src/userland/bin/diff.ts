/** diff. */
import { concat } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { fromBytes } from './lib/byte-string.ts';
import { contextDiff, edScript, sideBySide } from './lib/diff-styles.ts';
import { changes, normalDiff, unifiedDiff, type Change, type Side } from './lib/line-diff.ts';
import { basename, join } from './lib/path.ts';
import { strftime } from './lib/strftime.ts';
import { tool, type Tool } from './lib/tool.ts';

const diffTool = tool(
  {
    name: 'diff',
    usage: '[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2',
    about: 'Compare files line by line and output the differences between them',
    options:
      'u U|unified=? c C|context=? a|text b|ignore-space-change B|ignore-blank-lines d|minimal i|ignore-case L|label= N|new-file q|brief r|recursive ' +
      's|report-identical-files t|expand-tabs T|initial-tab! w|ignore-all-space S|starting-file=! color=?- normal- y|side-by-side- W|width=- left-column!- suppress-common-lines- e|ed- f|forward-ed!- n|rcs!- ' +
      'x|exclude=- strip-trailing-cr- no-dereference- p|show-c-function!- F|show-function-line=!- Z|ignore-trailing-space- E|ignore-tab-expansion!- H|speed-large-files-',
    usageStatus: 2,
    optionError: (text) => `diff: ${text}\ndiff: Try 'diff --help' for more information.\n`,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [a, b, extra] = t.operands;
    const wrong = async (text: string) => {
      if (t.busybox) return t.usage('');
      await t.err(`diff: ${text}\ndiff: Try 'diff --help' for more information.\n`);
      return t.sys.exit(2);
    };
    if (a === undefined || b === undefined) return wrong(`missing operand after '${a ?? 'diff'}'`);
    if (extra !== undefined) return wrong(`extra operand '${extra}'`);
    return comparePaths(t, a, b, true);
  },
);

/** `-u1` and `-2` give the lines of context in an old way. */
export const diff: typeof diffTool = (sys, argv = sys.argv) =>
  diffTool(
    sys,
    argv.flatMap((word, i) => {
      const match = i > 0 ? /^-([a-zA-Z]*)(\d+)$/.exec(word) : null;
      if (!match || /[ULCWxISF]/.test(match[1] as string)) return [word];
      const letters = (match[1] as string).replace(/[uc]/g, '');
      return [...(letters ? [`-${letters}`] : []), `-${/c/.test(match[1] as string) ? 'C' : 'U'}${match[2]}`];
    }),
  );

async function kindOf(t: Tool, path: string): Promise<Stat | undefined> {
  try {
    return await (path === '-' ? t.sys.fstat(0) : t.has('no-dereference') ? t.sys.lstat(path) : t.sys.stat(path));
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
  if (a === b && a === '-') return 0;
  const odd = await differentKinds(t, a, b, x, y);
  if (odd !== undefined) return odd;
  const [left, right] = [await readSide(t, a, x, 0), await readSide(t, b, y, 1)];
  if (left === right || left.content === right.content) {
    if (t.has('s')) await t.out.line(`Files ${a} and ${b} are identical`);
    return 0;
  }
  if (!t.has('a') && (left.content.includes('\0') || right.content.includes('\0'))) {
    await t.out.line(t.busybox ? `Binary files ${a} and ${b} differ` : `Binary files ${a} and ${b} differ`);
    return t.busybox ? 1 : 2;
  }
  const key = keyOf(t);
  const found = changes(keysOf(left, key), keysOf(right, key), (line) => line);
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
  if (!given) {
    const options = t.argv.slice(1).filter((word) => !t.operands.includes(word));
    await t.out.line(t.busybox ? `diff -r${t.has('u') ? 'u' : ''} ${a} ${b}` : ['diff', ...options, a, b].join(' '));
  }
  await t.out.raw(drawn(t, list, left, right));
  return 1;
}

function drawn(t: Tool, list: readonly Change[], left: Side, right: Side): string {
  const style = t.busybox ? 'u' : (t.last('u', 'U', 'c', 'C', 'normal', 'y', 'e') ?? 'normal');
  const context = Number(t.value('U') || t.value('C') || 3);
  if (style === 'y') return sideBySide(list, left, right, Number(t.value('W') ?? 130), t.has('suppress-common-lines'));
  if (style === 'e') return edScript(list, right);
  if (style === 'c' || style === 'C') return contextDiff(list, left, right, context);
  return style === 'normal' ? normalDiff(list, left, right) : unifiedDiff(list, left, right, context);
}

const KINDS: Readonly<Record<string, string>> = {
  file: 'regular file', directory: 'directory', symlink: 'symbolic link', fifo: 'fifo', char: 'character special file',
  block: 'block special file', socket: 'socket',
}; // prettier-ignore

function kindText({ type, size }: Stat): string {
  return `a ${type === 'file' && size === 0 ? 'regular empty file' : KINDS[type]}`;
}

/** Links that are not followed are compared by where they lead. */
async function differentKinds(
  t: Tool,
  a: string,
  b: string,
  x: Stat | undefined,
  y: Stat | undefined,
): Promise<number | undefined> {
  if (!t.has('no-dereference') || !x || !y) return undefined;
  if (x.type === 'symlink' && y.type === 'symlink') {
    if ((await t.sys.readlink(a)) === (await t.sys.readlink(b))) return 0;
    await t.out.line(`Symbolic links ${a} and ${b} differ`);
    return 1;
  }
  if (x.type === y.type) return undefined;
  await t.out.line(`File ${a} is ${kindText(x)} while file ${b} is ${kindText(y)}`);
  return 1;
}

/** A last line that lacks its end differs from one that has it. */
function keysOf({ lines, noNewline }: Side, key: (line: string) => string): string[] {
  const keys = lines.map(key);
  if (noNewline) keys[keys.length - 1] += '\0';
  return keys;
}

async function readSide(
  t: Tool,
  path: string,
  stat: Stat | undefined,
  side: 0 | 1,
): Promise<Side & { content: string }> {
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
  const label = labels.length ? labels[side] : undefined;
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
  const end = t.has('Z');
  if (!all && !some && !fold && !cr && !end) return (line) => line;
  return (line) => {
    let key = line;
    if (cr) key = key.replace(/\r$/, '');
    if (all) key = key.replace(/\s+/g, '');
    else if (some) key = key.replace(/\s+/g, ' ').replace(/ $/, '');
    if (end) key = key.trimEnd();
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
      await t.out.line(`File ${p} is ${kindText(first)} while file ${r} is ${kindText(second)}`);
      status = Math.max(status, 1);
      continue;
    }
    status = Math.max(status, await comparePaths(t, p, r, false));
  }
  return status;
}
