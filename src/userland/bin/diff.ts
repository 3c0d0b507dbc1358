/** diff. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { toText } from './lib/byte-string.ts';
import {
  forwardScript, ifdefFormats, merged, painted, rcsScript, type MergeFormats,
} from './lib/diff-formats.ts'; // prettier-ignore
import { globRegex } from './lib/glob.ts';
import { regex, RegexError } from './lib/regex.ts';
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
      'u U= unified=? c C= context=? a|text b|ignore-space-change B|ignore-blank-lines d|minimal i|ignore-case L|label= N|new-file q|brief r|recursive ' +
      's|report-identical-files t|expand-tabs T|initial-tab w|ignore-all-space S|starting-file= color=?- normal- y|side-by-side- W|width=- left-column- suppress-common-lines- e|ed- f|forward-ed- n|rcs- ' +
      'x|exclude=- strip-trailing-cr- no-dereference- p|show-c-function- F|show-function-line=- Z|ignore-trailing-space- E|ignore-tab-expansion- H|speed-large-files- I|ignore-matching-lines=- X|exclude-from=- P|unidirectional-new-file- D|ifdef=- line-format=- old-line-format=- new-line-format=- unchanged-line-format=- old-group-format=- new-group-format=- unchanged-group-format=- changed-group-format=- horizon-lines=- tabsize=- l|paginate!- suppress-blank-empty- palette=!- from-file=- to-file=- binary- ignore-file-name-case- no-ignore-file-name-case-',
    usageStatus: 2,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [a, b, extra] = t.operands;
    const fault = t.busybox ? undefined : faultOf(t);
    if (fault) return t.usage(fault);
    const [from, to] = [t.value('from-file'), t.value('to-file')];
    if (from !== undefined && to !== undefined) return t.usage('--from-file and --to-file both specified');
    const one = from ?? to;
    if (one === undefined && (a === undefined || b === undefined))
      return t.usage(`missing operand after '${t.argv.at(-1) ?? 'diff'}'`);
    if (one === undefined && extra !== undefined) return t.usage(`extra operand '${extra}'`);
    for (const source of t.values('I')) {
      try {
        regex(source, { extended: false });
      } catch (error) {
        if (!(error instanceof RegexError)) throw error;
        return t.die(
          `${source}: ${error.message.startsWith('Unmatched [') ? 'Invalid regular expression' : error.message}`,
          undefined,
          2,
        );
      }
    }
    if (one === undefined) return comparePaths(t, a as string, b as string, true);
    let status = 0;
    for (const path of t.operands)
      status = Math.max(
        status,
        await (to === undefined ? comparePaths(t, one, path, true) : comparePaths(t, path, one, true)),
      );
    return status;
  },
);

const STYLES: Readonly<Record<string, string>> = {
  u: 'unified', U: 'unified', unified: 'unified', c: 'context', C: 'context', context: 'context', normal: 'normal', y: 'side', e: 'ed', f: 'forward', n: 'rcs',
  D: 'merged', 'line-format': 'merged', 'old-line-format': 'merged', 'new-line-format': 'merged',
  'unchanged-line-format': 'merged', 'old-group-format': 'merged', 'new-group-format': 'merged',
  'unchanged-group-format': 'merged', 'changed-group-format': 'merged',
}; // prettier-ignore

function styleOf(t: Tool): string {
  if (t.busybox) return 'unified';
  const key = t.given.findLast(([name]) => name in STYLES)?.[0];
  return key === undefined ? (t.has('p') || t.has('F') ? 'context' : 'normal') : (STYLES[key] as string);
}

/** What is wrong with the command line, in GNU's words. */
function faultOf(t: Tool): string | undefined {
  const styles = new Set(t.given.map(([name]) => STYLES[name]).filter(Boolean));
  if (styles.size > 1) return 'conflicting output style options';
  for (const [key, words] of [
    ['U', 'context length'],
    ['C', 'context length'],
    ['unified', 'context length'],
    ['context', 'context length'],
    ['W', 'width'],
    ['horizon-lines', 'horizon length'],
    ['tabsize', 'tabsize'],
  ] as const) {
    const value = t.value(key);
    const zero = (key === 'W' || key === 'tabsize') && Number(value) === 0;
    if (value && (!/^\d+$/.test(value) || zero)) return `invalid ${words} '${value}'`;
  }
  const color = t.value('color');
  return color && !['never', 'auto', 'always'].includes(color) ? `invalid color '${color}'` : undefined;
}

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
    if (stat || (t.has('N') && (x || y)) || (t.has('P') && path === a && y)) continue;
    await t.warn(`${path}: No such file or directory`, `can't stat '${path}': No such file or directory`, 2);
    if (t.busybox) return 2;
  }
  if (t.status === 2 && (!x || !y) && !(t.has('N') && (x || y))) return 2;
  if (x?.type === 'directory' && y?.type === 'directory') return compareDirectories(t, a, b);
  if (a === b && a === '-') return 0;
  const odd = await differentKinds(t, a, b, x, y);
  if (odd !== undefined) return odd;
  const [left, right] = [await readSide(t, a, x, 0), await readSide(t, b, y, 1)];
  const showsAll = /^(?:side|merged)$/.test(styleOf(t)) && !t.has('q');
  if (left.content === right.content) {
    if (showsAll) await t.out.raw(drawn(t, [], left, right));
    if (t.has('s') && !(t.busybox && a === b)) await t.out.line(`Files ${a} and ${b} are identical`);
    return 0;
  }
  if (!t.has('a') && (left.content.includes('\0') || right.content.includes('\0'))) {
    await t.out.line(`${t.has('q') && !t.busybox ? 'Files' : 'Binary files'} ${a} and ${b} differ`);
    return 1;
  }
  const key = keyOf(t);
  const found = changes(keysOf(left, key), keysOf(right, key), (line) => line);
  const ignored = t.values('I').map((source) => regex(source, { extended: false }));
  const counts = (line: string) =>
    !(t.has('B') && line.trim() === '') && !ignored.some((pattern) => pattern.test(line));
  const list = found.filter(({ a: from, b: to }) =>
    [...left.lines.slice(...from), ...right.lines.slice(...to)].some(counts),
  );
  if (list.length === 0) {
    if (showsAll) await t.out.raw(drawn(t, [], left, right));
    return 0;
  }
  if (t.has('q')) {
    await t.out.line(`Files ${a} and ${b} differ`);
    return 1;
  }
  if (!given) {
    const labels = t.values('L');
    const options = t.argv
      .slice(1)
      .filter((word) => !t.operands.includes(word))
      .map(quotedOption);
    await t.out.line(
      t.busybox
        ? `diff -r${t.has('u') ? 'u' : ''} ${a} ${b}`
        : ['diff', ...options, labels[0] ?? a, labels[1] ?? b].join(' '),
    );
  }
  await t.out.raw(drawn(t, list, left, right));
  return 1;
}

function drawn(t: Tool, list: readonly Change[], left: Side, right: Side): string {
  const style = styleOf(t);
  const context = Number(t.value('U') || t.value('unified') || t.value('C') || t.value('context') || 3);
  const [a, b] = t.has('t') && style !== 'side' ? [tabsExpanded(t, left), tabsExpanded(t, right)] : [left, right];
  switch (style) {
    case 'side':
      return sideBySide(list, left, right, {
        width: Number(t.value('W') ?? 130),
        onlyChanges: t.has('suppress-common-lines'),
        leftColumn: t.has('left-column'),
        expand: t.has('t'),
      });
    case 'ed':
      return edScript(list, right);
    case 'forward':
      return forwardScript(list, right);
    case 'rcs':
      return rcsScript(list, right);
    case 'merged':
      return merged(list, left, right, formatsOf(t));
  }
  const pattern = t.has('F') ? t.value('F') : t.has('p') ? '^[[:alpha:]$_]' : undefined;
  const heading = pattern === undefined ? undefined : regex(pattern, { extended: false });
  const name = (line: number) => headingBefore(left.lines, line, heading);
  let drawing: string;
  if (style === 'context') drawing = contextDiff(list, a, b, context, name);
  else drawing = style === 'normal' ? normalDiff(list, a, b) : unifiedDiff(list, a, b, context, name);
  if (t.has('T')) {
    if (style === 'normal') drawing = drawing.replace(/^([<>]) /gm, '$1\t');
    else if (style === 'context')
      drawing = drawing.replace(/^([ !+-]) (?!.* ----$)/gm, (_, mark: string) => `${mark === ' ' ? '' : mark}\t`);
    else drawing = drawing.replace(/^(?!---|\+\+\+)([ +-])/gm, (mark) => `${mark === ' ' ? '' : mark}\t`);
  }
  const color = t.has('color') ? t.value('color') || 'auto' : 'never';
  const paints = !t.busybox && (color === 'always' || (color === 'auto' && t.sys.isatty(1)));
  return paints ? painted(drawing, style as 'normal') : drawing;
}

/** The last line above that looks like the start of a function, as the head of a hunk shows it. */
function headingBefore(lines: readonly string[], line: number, pattern: RegExp | undefined): string {
  if (!pattern) return '';
  for (let i = line - 1; i >= 0; i--) {
    const text = lines[i] as string;
    if (pattern.test(text)) return ` ${text.replace(/^\s+/, '').slice(0, 40).trimEnd()}`;
  }
  return '';
}

function tabsExpanded(t: Tool, side: Side): Side {
  const size = Number(t.value('tabsize') ?? 8);
  const expand = (line: string) => {
    let out = '';
    for (const char of line) out += char === '\t' ? ' '.repeat(size - (out.length % size)) : char;
    return out;
  };
  return { ...side, lines: side.lines.map(expand) };
}

function formatsOf(t: Tool): MergeFormats {
  const name = t.value('D');
  if (name !== undefined) return ifdefFormats(name);
  const line = (kind: string) => t.value(`${kind}-line-format`) ?? t.value('line-format') ?? '%L';
  const [older, newer] = [t.value('old-group-format') ?? '%<', t.value('new-group-format') ?? '%>'];
  return {
    line: { old: line('old'), new: line('new'), same: line('unchanged') },
    group: {
      old: t.value('old-group-format') ?? t.value('changed-group-format') ?? older,
      new: t.value('new-group-format') ?? t.value('changed-group-format') ?? newer,
      same: t.value('unchanged-group-format') ?? '%=',
      changed: t.value('changed-group-format') ?? older + newer,
    },
  };
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

/** In the C locale the headings of context diffs have the time as ctime(3) writes it. */
function timeFormat(t: Tool): string {
  const { env } = t.sys;
  const locale = env.get('LC_ALL') || env.get('LC_TIME') || env.get('LANG') || 'C';
  const context = ['c', 'C'].some((key) => t.has(key));
  return context && /^(?:C|POSIX)$/.test(locale) ? '%a %b %e %H:%M:%S %Y' : '%Y-%m-%d %H:%M:%S.%N %z';
}

async function readSide(
  t: Tool,
  path: string,
  stat: Stat | undefined,
  side: 0 | 1,
): Promise<Side & { content: string }> {
  const input = stat && (await t.input(path));
  const content = (await input?.rest()) ?? '';
  if (input) await t.done(input);
  const lines = content.split('\n');
  const noNewline = lines[lines.length - 1] !== '';
  if (!noNewline) lines.pop();
  const labels = t.values('L');
  const label = labels.length ? labels[side] : undefined;
  const time = t.busybox ? '' : `\t${strftime(timeFormat(t), stat?.mtime ?? 0)}`;
  return { lines, noNewline: noNewline && content !== '', header: label ?? `${path}${time}`, content };
}

function keyOf(t: Tool): (line: string) => string {
  const [all, some, fold, cr, tabs] = [t.has('w'), t.has('b'), t.has('i'), t.has('strip-trailing-cr'), t.has('E')];
  const end = t.has('Z');
  if (!all && !some && !fold && !cr && !end && !tabs) return (line) => line;
  return (line) => {
    let key = line;
    if (cr) key = key.replace(/\r$/, '');
    if (tabs) key = key.replace(/([^\t]*)\t/g, (_, part: string) => part + ' '.repeat(8 - (part.length % 8)));
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
  const excluded = [...t.values('x')];
  for (const path of t.values('X')) {
    const input = await t.input(path);
    excluded.push(
      ...toText(await input.rest())
        .split('\n')
        .filter(Boolean),
    );
    await t.done(input);
  }
  let status = 0;
  for (const name of [...new Set([...x, ...y])].sort()) {
    if (excluded.some((glob) => globRegex(glob).test(name))) continue;
    if (t.has('S') && name < (t.value('S') as string)) continue;
    const [p, r] = [join(a, name), join(b, name)];
    if (!(x.has(name) && y.has(name)) && !t.has('N') && !(t.has('P') && y.has(name))) {
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

/** As it could be typed into a shell again. */
function quotedOption(word: string): string {
  return /[^\w@%+:,./-]/.test(word) || word === '' ? `'${word.replaceAll("'", "'\\''")}'` : word;
}
