/** grep, egrep, fgrep. */
import { SysError } from '../../kernel/errno.ts';
import { compile, HINT } from './grep/compile.ts';
import { emit, emitMatches } from './grep/printing.ts';
import type { Search } from './grep/search.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { isUtf8 } from './lib/locale.ts';
import type { Input } from './lib/input.ts';
import { join } from './lib/path.ts';
import { escapeRegex } from './lib/regex.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const OPTIONS =
  'E|extended-regexp F|fixed-strings G|basic-regexp P|perl-regexp- e|regexp= f|file= i|ignore-case y- u|unix-byte-offsets- w|word-regexp x|line-regexp ' +
  'v|invert-match c|count l|files-with-matches L|files-without-match m|max-count= n|line-number o|only-matching q|quiet|silent ' +
  's|no-messages h|no-filename H|with-filename r|recursive R|dereference-recursive- A|after-context= B|before-context= C|context= ' +
  'group-separator=- no-group-separator- z|null-data Z|null- a|text- b|byte-offset- color|colour=?- I- U|binary- line-buffered- include=- exclude=- exclude-dir=- exclude-from=!- label=- ' +
  'binary-files=- T|initial-tab- no-ignore-case- d|directories=- D|devices=- Y=!-';

const spec = {
  name: 'grep',
  usage: '[-HhnlLoqvsrRiwFEz] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...',
  about: 'Search for PATTERN in FILEs (or stdin)',
  options: OPTIONS,
  usageStatus: 2,
  busyboxUsageStatus: 2,
  from: 'GNU grep',
  optionError: (text: string) => `grep: ${text}\n${HINT}`,
};

const run = tool(spec, async (t) => {
  const operands = [...t.operands];
  const utf8 = isUtf8(t.sys);
  const spelled = (text: string) => (utf8 ? text : fromText(text));
  const patterns: string[] = [...t.values('e')].map(spelled);
  for (const path of t.values('f')) {
    try {
      const input = await t.input(path);
      const lines = (await input.rest()).split('\n');
      if (lines[lines.length - 1] === '') lines.pop();
      patterns.push(...(utf8 ? lines.map(toText) : lines));
      await t.done(input);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`${path}: ${error.message}`, undefined, 2);
    }
  }
  if (!t.has('e') && !t.has('f')) {
    const pattern = operands.shift();
    if (pattern === undefined) return grepUsage(t);
    patterns.push(spelled(pattern));
  }
  const search = await compile(
    t,
    patterns.flatMap((pattern) => pattern.split('\n')),
    operands,
  );
  if (
    !t.busybox &&
    !t.has('L') &&
    (search.most === 0 ||
      (patterns.length === 0 ? !t.has('v') : patterns.join('') === '' && t.has('v') && !t.has('x') && !t.has('w')))
  )
    return 1;
  const recursive = t.has('r') || t.has('R') || t.value('d') === 'recurse';
  const paths = operands.length ? operands : recursive ? ['.'] : ['-'];
  for (const path of paths) {
    await searchPath(t, path, search, recursive, operands.length > 0);
    if (search.found && t.has('q')) return 0;
  }
  return t.status === 2 ? 2 : search.found ? 0 : 1;
});

async function grepUsage(t: Tool): Promise<never> {
  if (t.busybox) return t.usage('');
  await t.err(HINT);
  return t.sys.exit(2);
}

async function searchPath(t: Tool, path: string, search: Search, recursive: boolean, given: boolean): Promise<void> {
  try {
    if (path !== '-' && recursive && (await t.sys.stat(path)).type === 'directory') {
      return await searchTree(t, path, search, given);
    }
    const input = await t.input(path);
    try {
      await searchInput(t, input, path === '-' ? (t.value('label') ?? '(standard input)') : path, search);
    } finally {
      await t.done(input);
    }
  } catch (error) {
    if (!(error instanceof SysError) || error.errno === 'EPIPE') throw error;
    if (error.errno === 'EISDIR') {
      if (t.busybox || t.value('d') === 'skip') return;
      if (!t.has('s')) await t.err(`grep: ${path}: Is a directory\n`);
      if (t.has('c') && !t.has('q'))
        await t.out.raw(`${search.names ? `${fromText(path)}${t.has('Z') ? '\0' : ':'}` : ''}0\n`);
      t.status = 2;
      return;
    }
    t.status = 2;
    if (!t.has('s')) await t.warn(`${path}: ${error.message}`, undefined, 2);
  }
}

async function searchTree(t: Tool, path: string, search: Search, given: boolean): Promise<void> {
  const entries = [...(await t.sys.readdir(path))].filter(({ name }) => name !== '.' && name !== '..');
  for (const { name, type } of entries) {
    const child = !given && path === '.' && !t.busybox ? name : join(path, name);
    const kind = type === 'symlink' && t.has('R') ? (await t.sys.stat(child)).type : type;
    if (kind === 'directory') {
      if (!excluded(t, 'exclude-dir', name)) await searchTree(t, child, search, given || path !== '.');
    } else if (
      kind === 'file' &&
      !excluded(t, 'exclude', name) &&
      (!t.has('include') || excluded(t, 'include', name))
    ) {
      await searchPath(t, child, search, false, given);
    }
    if (search.found && t.has('q')) return;
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
}

function excluded(t: Tool, key: string, name: string): boolean {
  return t.values(key).some((glob) => {
    const source = escapeRegex(glob).replaceAll('\\*', '.*').replaceAll('\\?', '.');
    return new RegExp(`^${source}$`, 's').test(name);
  });
}

const hasZero = (bytes: string) => bytes.includes('\0');

function occurrences(bytes: string, mark: string): number {
  let count = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) count++;
  return count;
}

/** Prints as it reads: `held` is what -B may still need. */
async function searchInput(t: Tool, input: Input, name: string, search: Search): Promise<void> {
  const quiet = t.has('q') || t.has('c') || t.has('l') || t.has('L');
  const [inverted, only] = [t.has('v'), t.has('o')];
  const held: { line: string; number: number; at: number }[] = [];
  let nextAt = 0;
  if (t.has('T') && !t.busybox) {
    const { type, size } = await t.sys.fstat(input.fd);
    search.numberWidth = type === 'file' ? String(size).length : 19;
  }
  const binary = !t.has('a') && !t.busybox && search.mark === '\n' && t.value('binary-files') !== 'text';
  const skipsBinary = t.has('I') || t.value('binary-files') === 'without-match';
  let zeros = false;
  let [number, count, shown, trailing] = [0, 0, 0, 0];
  const context = search.before > 0 || search.after > 0 || ['A', 'B', 'C'].some((key) => t.has(key));
  const between = t.value('group-separator') ?? '--';
  const shownBetween = search.color ? `\x1b[36m\x1b[K${between}\x1b[m\x1b[K` : fromText(between);
  const separator = t.last('group-separator', 'no-group-separator') === 'no-group-separator' ? '' : `${shownBetween}\n`;
  const { find, byBytes } = search;
  for (;;) {
    const passes = find && !inverted && search.before === 0 && trailing === 0 && count < search.most;
    const passed = passes ? input.pass(find, search.mark) : '';
    if (passed) {
      number += occurrences(passed, search.mark);
      nextAt += passed.length;
    }
    const next = input.line(search.mark);
    const bytes = next instanceof Promise ? await next : next;
    if (bytes === undefined && !passed) break;
    if (binary && !zeros && (hasZero(passed) || hasZero(bytes ?? '') || (number === 0 && input.ahead('\0')))) {
      zeros = true;
      if (skipsBinary) {
        count = 0;
        break;
      }
    }
    if (bytes === undefined) break;
    number++;
    const at = nextAt;
    nextAt += bytes.length + 1;
    const matches = byBytes ? byBytes.test(bytes) : search.test.test(search.utf8 ? toText(bytes) : bytes);
    const match = count < search.most && matches !== inverted;
    const line = search.utf8 && !quiet ? toText(bytes) : bytes;
    if (match) {
      count++;
      search.found ||= !(t.busybox && t.has('L'));
      if (t.has('q')) return;
      if (!quiet) {
        if (zeros) {
          await t.err(`grep: ${name}: binary file matches\n`);
          return;
        }
        const first = held[0]?.number ?? number;
        if (context && (shown > 0 ? first > shown + 1 : search.emitted)) await t.out.raw(separator);
        search.emitted = true;
        for (const before of held.splice(0)) await emit(t, name, before.line, before.number, '-', search, before.at);
        const wrote = only
          ? emitMatches(t, name, line, number, search, at)
          : emit(t, name, line, number, ':', search, at);
        if (wrote instanceof Promise) await wrote;
        shown = number;
        trailing = search.after;
      }
      if ((t.has('l') || t.has('L')) && count) break;
    } else if (!quiet && trailing > 0 && !only) {
      trailing--;
      await emit(t, name, line, number, '-', search, at);
      shown = number;
    } else if (search.before > 0 && !quiet && !only) {
      held.push({ line, number, at });
      if (held.length > search.before) held.shift();
    }
    if (count >= search.most && trailing === 0) break;
    if (passed || (number & 255) === 0) {
      const turn = t.sys.tick();
      if (turn instanceof Promise) await turn;
    }
  }
  const after = t.has('Z') ? '\0' : '\n';
  if (t.has('l')) {
    if (count) await t.out.text(name + after);
  } else if (t.has('L')) {
    if (!count) {
      search.found ||= t.busybox;
      await t.out.text(name + after);
    }
  } else if (t.has('c')) await t.out.text(`${search.names ? name + (t.has('Z') ? '\0' : ':') : ''}${count}\n`);
}

/** `-3` is `-C 3`; egrep and fgrep put their mode first. */
function withMode(mode: string): Applet {
  return (sys, argv = sys.argv) =>
    run(sys, [
      argv[0] as string,
      ...(mode ? [mode] : []),
      ...argv.slice(1).map((word) => (/^-\d+$/.test(word) ? `-C${word.slice(1)}` : word)),
    ]);
}

export const grep = withMode('');
export const egrep = withMode('-E');
export const fgrep = withMode('-F');
export const rgrep = withMode('-r');
