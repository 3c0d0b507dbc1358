/** grep, egrep, fgrep. */
import { SysError } from '../../kernel/errno.ts';
import { statOf } from './copy.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { isUtf8 } from './lib/locale.ts';
import type { Input } from './lib/input.ts';
import { join } from './lib/path.ts';
import { posixRegExp } from './lib/posix-regexp.ts';
import { escapeRegex, groupsOf, regex, RegexError } from './lib/regex.ts';
import { Quit, tool, type Applet, type Tool } from './lib/tool.ts';

const OPTIONS =
  'E|extended-regexp F|fixed-strings G|basic-regexp P|perl-regexp- e|regexp= f|file= i|ignore-case y- u|unix-byte-offsets- w|word-regexp x|line-regexp ' +
  'v|invert-match c|count l|files-with-matches L|files-without-match m|max-count= n|line-number o|only-matching q|quiet|silent ' +
  's|no-messages h|no-filename H|with-filename r|recursive R|dereference-recursive- A|after-context= B|before-context= C|context= ' +
  'group-separator=- no-group-separator- z|null-data Z|null- a|text- b|byte-offset- color|colour=?- I- U|binary- line-buffered- include=- exclude=- exclude-dir=- exclude-from=!- label=- ' +
  'binary-files=- T|initial-tab- no-ignore-case- d|directories=- D|devices=- Y=!-';

const HINT = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

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

interface Search {
  readonly test: RegExp;
  /** With flag `g`, for -o and colours. */
  readonly each: RegExp;
  readonly before: number;
  readonly after: number;
  readonly most: number;
  readonly names: boolean;
  readonly color: boolean;
  /** The colour of matches, as numbers for the terminal. */
  readonly match: string;
  readonly mark: string;
  /** Characters are UTF-8: lines are searched as text. */
  readonly utf8: boolean;
  found: boolean;
  /** Something was printed, so that what another file shows is parted from it. */
  emitted: boolean;
  /** Digits that -T keeps free for numbers. */
  numberWidth: number;
}

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

/** Words that options do not know, and patterns that GNU takes for slips. */
async function checkWords(t: Tool, patterns: readonly string[], mode: string): Promise<void> {
  const modes = ['E', 'F', 'G', 'P'].filter((letter) => t.has(letter));
  if (modes.length > 1) await t.die('conflicting matchers specified', undefined, 2);
  if (t.has('u')) await t.err('grep: warning: --unix-byte-offsets (-u) is obsolete\n');
  const devices = t.value('D');
  if (devices !== undefined && !/^(?:read|skip)$/.test(devices)) await t.die('unknown devices method', undefined, 2);
  const directories = t.value('d');
  if (directories !== undefined && !['read', 'recurse', 'skip'].includes(directories)) {
    const words = ['read', 'recurse', 'skip'].map((word) => `  - '${word}'\n`).join('');
    await t.err(
      `grep: invalid argument ${t.quote(directories)} for '--directories'\nValid arguments are:\n${words}${HINT}`,
    );
    throw new Quit(1);
  }
  const type = t.value('binary-files');
  if (type !== undefined && !['binary', 'text', 'without-match'].includes(type))
    await t.die('unknown binary-files type', undefined, 2);
  const color = t.value('color');
  if (color && !['always', 'yes', 'force', 'never', 'no', 'none', 'auto', 'tty', 'if-tty'].includes(color)) {
    await t.out.text(await t.helpText());
    throw new Quit(0);
  }
  if (mode === 'F' || mode === 'P') return;
  for (const pattern of patterns) {
    if (/^\[:\w+:\]$/.test(pattern)) await t.die('character class syntax is [[:space:]], not [:space:]', undefined, 2);
    if (mode === 'E' && /^[*+?]/.test(pattern)) await t.err(`grep: warning: ${pattern[0]} at start of expression\n`);
  }
}

/** PCRE as far as JavaScript has it in other words: `\K`, leading `(?i)`, possessive marks, `\h`, POSIX classes. */
function perlSource(pattern: string): string {
  const plain = pattern
    .replace(/^\(\?i\)/, '')
    .replace(/\[\[:(\w+):\]\]/g, (whole, name: string) => PERL_CLASSES[name] ?? whole);
  const kept = plain.split('\\K');
  const source = kept.length === 2 ? `(?<=${kept[0]})${kept[1]}` : plain;
  return source
    .replace(/\\h/g, '[ \\t]')
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$');
}

const PERL_CLASSES: Readonly<Record<string, string>> = {
  alpha: '[a-zA-Z]', digit: '[0-9]', alnum: '[a-zA-Z0-9]', upper: '[A-Z]', lower: '[a-z]', space: '[\\s]',
  punct: '[!-/:-@[-`{-~]', xdigit: '[0-9A-Fa-f]', word: '[\\w]', blank: '[ \\t]',
}; // prettier-ignore

function perlFault(pattern: string): string {
  const bare = pattern.replace(/\\./gs, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  const [opened, closed] = [bare.split('(').length, bare.split(')').length];
  if (opened > closed) return 'missing closing parenthesis';
  if (closed > opened) return 'unmatched closing parenthesis';
  if (/\[/.test(bare)) return 'missing terminating ] for character class';
  return /(?:^|[(|])[*+?]/.test(bare) ? 'quantifier does not follow a repeatable item' : 'invalid regular expression';
}

async function grepUsage(t: Tool): Promise<never> {
  if (t.busybox) return t.usage('');
  await t.err(HINT);
  return t.sys.exit(2);
}

async function compile(t: Tool, patterns: readonly string[], paths: readonly string[]): Promise<Search> {
  const mode = t.last('E', 'F', 'G', 'P') ?? 'G';
  if (!t.busybox) await checkWords(t, patterns, mode);
  const sources: string[] = [];
  let groups = 0;
  try {
    for (const pattern of patterns) {
      let source =
        mode === 'F'
          ? escapeRegex(pattern)
          : mode === 'P'
            ? perlSource(pattern)
            : regex(pattern, { extended: mode === 'E', groupsBefore: groups }).source;
      if (mode !== 'P') groups += groupsOf(source);
      if (source === '(?:)') source = '';
      if (t.has('x')) source = `^(?:${source})$`;
      else if (t.has('w')) source = `(?<!\\w)(?:${source})(?!\\w)`;
      sources.push(patterns.length > 1 ? `(?:${source})` : source);
    }
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    const words =
      error.message.startsWith('Unmatched [') && /^\[+\^?$/.test(patterns[0] ?? '')
        ? 'Invalid regular expression'
        : error.message;
    return t.die(words, `bad regex '${patterns[0]}'`, 2);
  }
  const insensitive = mode === 'P' && patterns.some((pattern) => pattern.startsWith('(?i)'));
  const fold =
    insensitive || ((t.has('i') || t.has('y')) && t.last('i', 'y', 'no-ignore-case') !== 'no-ignore-case') ? 'i' : '';
  const number = async (key: string) => {
    const word = t.value(key) ?? t.value('C') ?? '0';
    if (!/^\d+$/.test(word)) await t.die(`${word}: invalid context length argument`, `invalid number '${word}'`, 2);
    return Number(word);
  };
  const most = t.value('m');
  if (most !== undefined && !/^-?\d+$/.test(most)) return t.die('invalid max count', `invalid number '${most}'`, 2);
  const color = t.has('color') ? t.value('color') || 'auto' : 'never';
  let test: RegExp;
  try {
    test = sources.length ? new RegExp(sources.join('|'), `s${fold}`) : /[^\s\S]/;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return t.die(perlFault(patterns[0] ?? ''), undefined, 2);
  }
  const recursive = t.has('r') || t.has('R') || t.value('d') === 'recurse';
  return {
    test,
    each: mode === 'P' ? new RegExp(test.source, `${test.flags}g`) : posixRegExp(test.source, `${test.flags}g`),
    before: await number('B'),
    after: await number('A'),
    most: most === undefined || Number(most) < 0 ? Infinity : Number(most),
    names: t.last('h', 'H') ? t.last('h', 'H') === 'H' : paths.length > 1 || (recursive && !(await isFile(t, paths))),
    color: color === 'always' || (color === 'auto' && t.sys.isatty(1)),
    match: /(?:^|:)m[ts]=([\d;]+)/.exec(t.sys.env.get('GREP_COLORS') ?? '')?.[1] ?? '01;31',
    mark: t.has('z') ? '\0' : '\n',
    utf8: isUtf8(t.sys),
    found: false,
    emitted: false,
    numberWidth: 0,
  };
}

/** One file is named, and no directory to go through. */
async function isFile(t: Tool, paths: readonly string[]): Promise<boolean> {
  if (t.busybox || paths.length !== 1) return false;
  const stat = await statOf(t, paths[0] as string, true);
  return stat !== undefined && stat.type !== 'directory';
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
  for (;;) {
    const next = input.line(search.mark);
    const bytes = next instanceof Promise ? await next : next;
    if (bytes === undefined) break;
    const line = search.utf8 ? toText(bytes) : bytes;
    if (binary && !zeros && (number === 0 ? line.includes('\0') || input.ahead('\0') : line.includes('\0'))) {
      zeros = true;
      if (skipsBinary) {
        count = 0;
        break;
      }
    }
    number++;
    const at = nextAt;
    nextAt += bytes.length + 1;
    const match = count < search.most && search.test.test(line) !== inverted;
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
    if ((number & 255) === 0) {
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

function prefix(t: Tool, name: string, number: number, separator: string, search: Search, at: number): string {
  const paint = (code: string, text: string) => (search.color ? `\x1b[${code}m\x1b[K${text}\x1b[m\x1b[K` : text);
  let out = '';
  if (search.names) out += paint('35', fromText(name)) + (t.has('Z') ? '\0' : paint('36', separator));
  if (t.has('n')) out += paint('32', String(number).padStart(search.numberWidth)) + paint('36', separator);
  if (t.has('b')) out += paint('32', String(at).padStart(search.numberWidth)) + paint('36', separator);
  return out && t.has('T') ? `${out}\t` : out;
}

function emit(
  t: Tool,
  name: string,
  line: string,
  number: number,
  separator: string,
  search: Search,
  at: number,
): void | Promise<void> {
  const before = search.names || t.has('n') || t.has('b') ? prefix(t, name, number, separator, search, at) : '';
  const shown =
    search.color && separator === ':' && !t.has('v')
      ? line.replace(search.each, (part) => (part ? `\x1b[${search.match}m\x1b[K${part}\x1b[m\x1b[K` : ''))
      : line;
  return t.out.raw(before + (search.utf8 ? fromText(shown) : shown) + search.mark);
}

async function emitMatches(
  t: Tool,
  name: string,
  line: string,
  number: number,
  search: Search,
  at: number,
): Promise<void> {
  if (t.has('v')) return;
  for (const match of line.matchAll(search.each)) {
    const [part] = match;
    if (!part) continue;
    const shown = search.color ? `\x1b[${search.match}m\x1b[K${part}\x1b[m\x1b[K` : part;
    const offset = search.utf8 ? fromText(line.slice(0, match.index)).length : match.index;
    const text = search.utf8 ? fromText(shown) : shown;
    await t.out.raw(prefix(t, name, number, ':', search, at + offset) + text + search.mark);
  }
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
