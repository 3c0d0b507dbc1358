/** sort: whole input in memory, byte order, keys. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { choose } from './lib/choice.ts';
import { Out } from './lib/out.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { extract, flagsOf, isOrdinary, parseKey, type Flags, type Key } from './sort-keys.ts';
import { compareVersions } from './lib/version-order.ts';

const LETTERS = 'nghMVRfdirb';

const sortTool = tool(
  {
    name: 'sort',
    usage: '[-nrughMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...',
    about: 'Sort lines of text',
    usageStatus: 2,
    options:
      'sort=- files0-from=- debug- batch-size=- compress-program=- random-source=- n|numeric-sort g|general-numeric-sort h|human-numeric-sort M|month-sort V|version-sort R|random-sort f|ignore-case ' +
      'd|dictionary-order i|ignore-nonprinting r|reverse b|ignore-leading-blanks c check=?- C- s|stable u|unique ' +
      'z|zero-terminated k|key= t|field-separator= o|output= m|merge y=!- T|temporary-directory= S|buffer-size= parallel=-',
  },
  async (t) => {
    const letters = [...LETTERS].filter((letter) => t.has(letter)).join('') + (await sortWord(t));
    const global = flagsOf(letters);
    const keys: Key[] = [];
    for (const word of t.values('k'))
      keys.push(parseKey(word, letters) ?? (await t.die(keyFault(t, word), `bad field specification`, 2)));
    await checkArguments(t);
    for (const flags of [global, ...keys.map((key) => key.flags)]) await checkCompatible(t, flags);
    const separator = t.value('t');
    if (separator === '' && !t.busybox) return t.die('empty tab', undefined, 2);
    if (separator !== undefined && fromText(separator).length > 1 && separator !== '\\0') {
      return t.die(`multi-character tab ${t.quote(separator)}`, `bad -t parameter`, 2);
    }
    const mark = t.has('z') ? '\0' : '\n';
    const checking = await checkMode(t);
    const paths = t.has('files0-from') ? await listedPaths(t) : t.operands;
    const extra = t.operands[1];
    if (checking && extra !== undefined && !t.busybox)
      return t.die(
        `extra operand ${t.quote(extra)} not allowed with -${checking === 'quiet' ? 'C' : 'c'}`,
        undefined,
        2,
      );
    const parts = separator === '\\0' ? '\0' : separator && fromText(separator);
    const debug = t.has('debug') ? await markerOf(t, keys, global, parts, !!checking) : undefined;
    const lines = await readLines(t, mark, paths);
    const compare = comparer(keys, global, parts, t);
    if (checking) return check(t, lines, compare.byKeys, checking === 'quiet');
    await t.sys.tick();
    const sorted = t.has('u') ? unique(lines.sort(compare.byKeys), compare.byKeys) : lines.sort(compare.whole);
    const path = t.value('o');
    const out = path === undefined ? t.out : await outputFile(t, path);
    for (const line of sorted) {
      const wrote = out.raw(debug ? debug(line) : line + mark);
      if (wrote instanceof Promise) await wrote;
    }
    await out.flush();
  },
);

/** Says what is doubtful about the keys; the answer shows a line with its keys marked. */
async function markerOf(
  t: Tool,
  keys: readonly Key[],
  global: Flags,
  separator: string | undefined,
  checking: boolean,
): Promise<(line: string) => string> {
  if (checking) await t.die(`options '-${t.has('C') ? 'C' : 'c'} --debug' are incompatible`, undefined, 2);
  const { debugLine, debugNotes } = await import('./sort-debug.ts');
  for (const note of debugNotes(keys, global, separator !== undefined)) await t.err(`sort: ${note}\n`);
  const whole = wholeKey(global);
  const shown = keys.length ? keys : [whole].filter((key) => !isOrdinary(key));
  const settles = !t.has('s') && !t.has('u');
  return (line) => debugLine(line, shown, separator, settles || shown.length === 0);
}

function wholeKey(flags: Flags): Key {
  return { field: 0, char: 0, endField: Infinity, endChar: 0, flags };
}

/** `+1 -2` are old spellings of `-k2,2`. */
export const sort: Applet = (sys, argv = sys.argv) => {
  const words: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const [, field, char, letters = ''] = /^\+(\d+)(?:\.(\d+))?([a-zA-Z]*)$/.exec(argv[i] as string) ?? [];
    if (i === 0 || field === undefined || argv[i - 1] === '--') {
      words.push(argv[i] as string);
      continue;
    }
    let key = `${Number(field) + 1}${char === undefined ? '' : `.${Number(char) + 1}`}${letters}`;
    const end = /^-(\d+)(?:\.(\d+))?([a-zA-Z]*)$/.exec(argv[i + 1] ?? '');
    if (end) {
      i++;
      key += `,${Number(end[2] ?? 0) ? `${Number(end[1]) + 1}.${end[2]}` : end[1]}${end[3]}`;
    }
    words.push('-k', key);
  }
  return sortTool(sys, words);
};

const SORT_WORDS = [
  ['general-numeric', 'g'],
  ['human-numeric', 'h'],
  ['month', 'M'],
  ['numeric', 'n'],
  ['random', 'R'],
  ['version', 'V'],
] as const;

/** The letter of `--sort`. */
async function sortWord(t: Tool): Promise<string> {
  const word = t.value('sort');
  if (word === undefined) return '';
  const choices = SORT_WORDS.map(([name]) => [name]);
  const chosen = await choose(t, '--sort', word, choices);
  return SORT_WORDS.find(([name]) => name === chosen)?.[1] ?? '';
}

async function checkMode(t: Tool): Promise<'loud' | 'quiet' | undefined> {
  const word = t.value('check');
  if (word) {
    const chosen = await choose(t, '--check', word, [['quiet', 'silent'], ['diagnose-first']]);
    return chosen === 'quiet' ? 'quiet' : 'loud';
  }
  if (t.has('C')) return 'quiet';
  return t.has('c') || t.has('check') ? 'loud' : undefined;
}

async function checkArguments(t: Tool): Promise<void> {
  if (t.busybox) return;
  const [size, parallel, batch] = [t.value('S'), t.value('parallel'), t.value('batch-size')];
  if (size !== undefined && !/^\d+(?:[%bEGkKMPTYZ]|[EGkKMPTYZ]i?B)?$/.test(size))
    await t.die(`${/^\d/.test(size) ? 'invalid suffix in ' : 'invalid '}-S argument ${t.quote(size)}`, undefined, 2);
  if (parallel !== undefined && !/^\d+$/.test(parallel))
    await t.die(`invalid --parallel argument ${t.quote(parallel)}`, undefined, 2);
  if (Number(parallel) === 0) await t.die('number in parallel must be nonzero', undefined, 2);
  if (batch !== undefined && !/^\d+$/.test(batch))
    await t.die(`invalid --batch-size argument ${t.quote(batch)}`, undefined, 2);
  if (Number(batch) < 2)
    await t.die(
      `invalid --batch-size argument ${t.quote(batch ?? '')}\nsort: minimum --batch-size argument is '2'`,
      undefined,
      2,
    );
}

/** Two ways to order at once are refused. */
async function checkCompatible(t: Tool, flags: Flags): Promise<void> {
  const { numeric, general, human, month, version, random, dictionary, printable, fold } = flags;
  const texts = version || random || dictionary || printable;
  if (t.busybox || [numeric, general, human, month, texts].filter(Boolean).length < 2) return;
  const letters: readonly (readonly [string, boolean])[] = [
    ['d', dictionary], ['f', fold], ['g', general], ['h', human], ['i', printable && !dictionary], ['M', month],
    ['n', numeric], ['R', random], ['V', version],
  ]; // prettier-ignore
  const given = letters.filter(([, on]) => on).map(([letter]) => letter);
  await t.die(`options '-${given.join('')}' are incompatible`, undefined, 2);
}

/** What is wrong with a key, in GNU's words. */
function keyFault(t: Tool, word: string): string {
  const [, start = '', dot, char = '', letters = '', comma, end = '', endDot, endChar = '', , rest = ''] =
    /^(\d*)(\.)?(\d*)([bdfghiMnRrV]*)(,)?(\d*)(\.)?(\d*)([bdfghiMnRrV]*)(.*)$/s.exec(word) ?? [];
  const tail = (size: number) => word.slice(size);
  if (start === '') return `invalid number at field start: invalid count at start of ${t.quote(word)}`;
  if (Number(start) === 0) return `field number is zero: invalid field specification ${t.quote(word)}`;
  if (dot && char === '')
    return `invalid number after '.': invalid count at start of ${t.quote(tail(start.length + 1))}`;
  if (dot && Number(char) === 0) return `character offset is zero: invalid field specification ${t.quote(word)}`;
  const upTo = start.length + (dot ? 1 : 0) + char.length + letters.length + 1;
  if (comma && end === '') return `invalid number after ',': invalid count at start of ${t.quote(tail(upTo))}`;
  if (comma && Number(end) === 0) return `field number is zero: invalid field specification ${t.quote(word)}`;
  if (endDot && endChar === '')
    return `invalid number after '.': invalid count at start of ${t.quote(tail(upTo + end.length + 1))}`;
  return rest
    ? `stray character in field spec: invalid field specification ${t.quote(word)}`
    : `invalid field specification ${t.quote(word)}`;
}

/** Names that a file lists, each ended by a zero byte. */
async function listedPaths(t: Tool): Promise<readonly string[]> {
  const list = t.value('files0-from') as string;
  if (t.operands.length) {
    const words = `extra operand ${t.quote(t.operands[0] as string)}\nfile operands cannot be combined with --files0-from`;
    return t.usage(words, 2);
  }
  try {
    const input = await t.input(list);
    const names = (await input.rest()).split('\0').map(toText).filter(Boolean);
    await t.done(input);
    return names.length ? names : await t.die(`no input from ${t.q(list)}`, undefined, 2);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`open failed: ${list}: ${error.message}`, undefined, 2);
  }
}

async function outputFile(t: Tool, path: string): Promise<Out> {
  try {
    return new Out(t.sys, await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`open failed: ${path}: ${error.message}`, `${path}: ${error.message}`, 2);
  }
}

async function readLines(t: Tool, mark: string, paths: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for (const path of paths.length ? paths : ['-']) {
    try {
      const input = await t.input(path);
      const content = await input.rest();
      await t.done(input);
      const parts = content.split(mark);
      if (parts[parts.length - 1] === '') parts.pop();
      for (const part of parts) lines.push(part);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.die(
        `${error.errno === 'EISDIR' ? 'read failed' : 'cannot read'}: ${path}: ${error.message}`,
        `${path}: ${error.message}`,
        2,
      );
    }
  }
  return lines;
}

type Compare = (a: string, b: string) => number;

function comparer(
  keys: readonly Key[],
  global: Flags,
  separator: string | undefined,
  t: Tool,
): { byKeys: Compare; whole: Compare } {
  const whole = wholeKey(global);
  const list = keys.length ? keys : [whole];
  const ordinary = !keys.length && isOrdinary(whole);
  const seed = t.sys.random(4).reduce((sum, byte) => sum * 256 + byte, 0);
  const byKeys: Compare = ordinary
    ? global.reverse
      ? (a, b) => bytewise(b, a)
      : bytewise
    : (a, b) => {
        for (const key of list) {
          const difference = compareBy(extract(a, key, separator), extract(b, key, separator), key.flags, seed);
          if (difference) return key.flags.reverse ? -difference : difference;
        }
        return 0;
      };
  if (ordinary || t.has('s')) return { byKeys, whole: byKeys };
  return { byKeys, whole: (a, b) => byKeys(a, b) || (global.reverse ? bytewise(b, a) : bytewise(a, b)) };
}

function bytewise(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function numericValue(text: string): number {
  const match = /^[ \t]*(-?)(\d*(?:\.\d*)?)/.exec(text) as RegExpExecArray;
  const value = Number(match[2] === '.' || match[2] === '' ? 0 : match[2]);
  return match[1] ? -value : value;
}

function generalValue(text: string): number {
  const match = /^[ \t]*([-+]?(?:inf(?:inity)?|0x[\da-f]+|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?))/i.exec(text);
  const word = (match?.[1] ?? '').toLowerCase();
  if (word.includes('inf')) return word.startsWith('-') ? -Infinity : Infinity;
  return word.startsWith('-') ? -Number(word.slice(1)) : Number(word.replace(/^\+/, ''));
}

/** What is no number comes first, then NaN, then numbers. */
function generalRank(text: string): number {
  if (/^[ \t]*[-+]?nan/i.test(text)) return 1;
  return /^[ \t]*[-+]?(\d|\.\d|inf)/i.test(text) ? 2 : 0;
}

function compareGeneral(a: string, b: string): number {
  const [x, y] = [generalRank(a), generalRank(b)];
  if (x !== y || x < 2) return x - y;
  const [v, w] = [generalValue(a), generalValue(b)];
  return v < w ? -1 : v > w ? 1 : 0;
}

function humanValue(text: string): number {
  const unit = /^[ \t]*-?[\d.]+([KkMGTPEZY]?)/.exec(text)?.[1] ?? '';
  const rank = ' KMGTPEZY'.indexOf(unit.toUpperCase() || ' ');
  const value = numericValue(text);
  return Math.sign(value) * (rank * 1e6 + Math.min(Math.abs(value), 1e6 - 1));
}

const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function compareBy(a: string, b: string, flags: Flags, seed: number): number {
  if (flags.numeric) return numericValue(a) - numericValue(b);
  if (flags.general) return compareGeneral(a, b);
  if (flags.human) return humanValue(a) - humanValue(b);
  if (flags.month) {
    const rank = (text: string) => MONTH_NAMES.indexOf(text.trim().slice(0, 3).toUpperCase());
    return rank(a) - rank(b);
  }
  if (flags.random) return hash(a, seed) - hash(b, seed);
  let [x, y] = [a, b];
  if (flags.dictionary) [x, y] = [x, y].map((text) => text.replace(/[^a-zA-Z0-9 \t]/g, '')) as [string, string];
  if (flags.printable) [x, y] = [x, y].map((text) => text.replace(/[^ -~]/g, '')) as [string, string];
  if (flags.fold)
    [x, y] = [x, y].map((text) => text.replace(/[a-z]+/g, (low) => low.toUpperCase())) as [string, string];
  return flags.version ? compareVersions(x, y) : bytewise(x, y);
}

function hash(text: string, seed: number): number {
  let value = seed | 0;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value ^ (value >>> 15);
}

function unique(lines: readonly string[], compare: Compare): string[] {
  return lines.filter((line, i) => i === 0 || compare(lines[i - 1] as string, line) !== 0);
}

async function check(t: Tool, lines: readonly string[], compare: Compare, quiet: boolean): Promise<number> {
  for (let i = 1; i < lines.length; i++) {
    const difference = compare(lines[i - 1] as string, lines[i] as string);
    if (difference < 0 || (difference === 0 && !t.has('u'))) continue;
    if (!quiet) {
      const name = t.operands[0] ?? '-';
      await t.err(t.busybox ? 'Check line ' + i + '\n' : `sort: ${name}:${i + 1}: disorder: ${lines[i]}\n`);
    }
    return 1;
  }
  return 0;
}
