/** sort: whole input in memory, byte order, keys. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromText } from './lib/byte-string.ts';
import { Out } from './lib/out.ts';
import { q } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Flags {
  readonly numeric: boolean;
  readonly general: boolean;
  readonly human: boolean;
  readonly month: boolean;
  readonly version: boolean;
  readonly random: boolean;
  readonly fold: boolean;
  readonly dictionary: boolean;
  readonly printable: boolean;
  readonly reverse: boolean;
  readonly blanksFirst: boolean;
  readonly blanksLast: boolean;
}

interface Key {
  readonly field: number;
  readonly char: number;
  readonly endField: number;
  readonly endChar: number;
  readonly flags: Flags;
}

const LETTERS = 'nghMVRfdirb';

function flagsOf(start: string, end = start): Flags {
  const has = (letter: string) => start.includes(letter) || end.includes(letter);
  return {
    numeric: has('n'),
    general: has('g'),
    human: has('h'),
    month: has('M'),
    version: has('V'),
    random: has('R'),
    fold: has('f'),
    dictionary: has('d'),
    printable: has('i'),
    reverse: has('r'),
    blanksFirst: start.includes('b'),
    blanksLast: end.includes('b'),
  };
}

export const sort = tool(
  {
    name: 'sort',
    usage: '[-nrughMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...',
    about: 'Sort lines of text',
    usageStatus: 2,
    options:
      'n|numeric-sort g|general-numeric-sort h|human-numeric-sort M|month-sort V|version-sort R|random-sort f|ignore-case ' +
      'd|dictionary-order i|ignore-nonprinting r|reverse b|ignore-leading-blanks c|check=? C- s|stable u|unique ' +
      'z|zero-terminated k|key= t|field-separator= o|output= m|merge y=!- T|temporary-directory= S|buffer-size= parallel=-',
  },
  async (t) => {
    const letters = [...LETTERS].filter((letter) => t.has(letter)).join('');
    const global = flagsOf(letters);
    const keys: Key[] = [];
    for (const word of t.values('k'))
      keys.push(
        parseKey(word, letters) ??
          (await t.die(
            /^0/.test(word)
              ? `field number is zero: invalid field specification ${q(word)}`
              : `invalid number at field start: invalid count at start of ${q(word)}`,
            `bad field specification`,
            2,
          )),
      );
    const separator = t.value('t');
    if (separator !== undefined && fromText(separator).length > 1 && separator !== '\\0') {
      return t.die(`multi-character tab ${q(separator)}`, `bad -t parameter`, 2);
    }
    const mark = t.has('z') ? '\0' : '\n';
    const lines = await readLines(t, mark);
    const compare = comparer(keys, global, separator === '\\0' ? '\0' : separator && fromText(separator), t);
    if (t.has('c') || t.has('C')) return check(t, lines, compare.byKeys);
    const sorted = t.has('u') ? unique(lines.sort(compare.byKeys), compare.byKeys) : lines.sort(compare.whole);
    const path = t.value('o');
    const out =
      path === undefined ? t.out : new Out(t.sys, await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666));
    for (const line of sorted) {
      const wrote = out.raw(line + mark);
      if (wrote instanceof Promise) await wrote;
    }
    await out.flush();
  },
);

async function readLines(t: Tool, mark: string): Promise<string[]> {
  const lines: string[] = [];
  for (const path of t.operands.length ? t.operands : ['-']) {
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

function parseKey(word: string, global: string): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([bdfghiMnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnRrV]*))?$/.exec(word);
  if (!match || match[1] === '0') return undefined;
  const [start, end] = [match[3] as string, match[6] ?? ''];
  const own = start + end;
  return {
    field: Number(match[1]) - 1,
    char: Number(match[2] ?? 1) - 1,
    endField: match[4] === undefined ? Infinity : Number(match[4]) - 1,
    endChar: Number(match[5] ?? 0),
    flags: own ? flagsOf(start, end) : flagsOf(global),
  };
}

type Compare = (a: string, b: string) => number;

function comparer(
  keys: readonly Key[],
  global: Flags,
  separator: string | undefined,
  t: Tool,
): { byKeys: Compare; whole: Compare } {
  const whole: Key = { field: 0, char: 0, endField: Infinity, endChar: 0, flags: global };
  const list = keys.length ? keys : [whole];
  const ordinary = !keys.length && !Object.values({ ...global, reverse: false }).some(Boolean);
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

/** The part of a line that a key names. */
function extract(line: string, key: Key, separator: string | undefined): string {
  if (key.field === 0 && key.char === 0 && key.endField === Infinity) {
    return key.flags.blanksFirst ? line.replace(/^[ \t]+/, '') : line;
  }
  const bounds = fieldBounds(line, separator);
  const first = bounds[key.field];
  if (!first) return '';
  const blanks = (at: number, on: boolean) => {
    while (on && (line[at] === ' ' || line[at] === '\t')) at++;
    return at;
  };
  const start = Math.min(blanks(first[0], key.flags.blanksFirst) + key.char, line.length);
  const last = bounds[key.endField];
  let end = line.length;
  if (last) end = key.endChar ? Math.min(blanks(last[0], key.flags.blanksLast) + key.endChar, line.length) : last[1];
  return line.slice(start, Math.max(start, end));
}

function fieldBounds(line: string, separator: string | undefined): [number, number][] {
  const bounds: [number, number][] = [];
  if (separator) {
    let at = 0;
    for (const part of line.split(separator)) {
      bounds.push([at, at + part.length]);
      at += part.length + 1;
    }
    return bounds;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+/g)) bounds.push([match.index, match.index + match[0].length]);
  return bounds;
}

function numericValue(text: string): number {
  const match = /^[ \t]*(-?)(\d*(?:\.\d*)?)/.exec(text) as RegExpExecArray;
  const value = Number(match[2] === '.' || match[2] === '' ? 0 : match[2]);
  return match[1] ? -value : value;
}

function generalValue(text: string): number {
  const match = /^[ \t]*([-+]?(?:inf(?:inity)?|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?))/i.exec(text);
  const word = (match?.[1] ?? '').toLowerCase();
  if (word.includes('inf')) return word.startsWith('-') ? -Infinity : Infinity;
  return Number(word);
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
  return flags.version ? compareVersion(x, y) : bytewise(x, y);
}

function compareVersion(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D+/g) ?? [];
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, r] = [x[i] as string, y[i] as string];
    const difference = /^\d/.test(p) && /^\d/.test(r) ? Number(p) - Number(r) : bytewise(p, r);
    if (difference) return difference;
  }
  return x.length - y.length || bytewise(a, b);
}

function hash(text: string, seed: number): number {
  let value = seed | 0;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value ^ (value >>> 15);
}

function unique(lines: readonly string[], compare: Compare): string[] {
  return lines.filter((line, i) => i === 0 || compare(lines[i - 1] as string, line) !== 0);
}

async function check(t: Tool, lines: readonly string[], compare: Compare): Promise<number> {
  for (let i = 1; i < lines.length; i++) {
    const difference = compare(lines[i - 1] as string, lines[i] as string);
    if (difference < 0 || (difference === 0 && !t.has('u'))) continue;
    if (!t.has('C')) {
      const name = t.operands[0] ?? '-';
      await t.err(t.busybox ? 'Check line ' + i + '\n' : `sort: ${name}:${i + 1}: disorder: ${lines[i]}\n`);
    }
    return 1;
  }
  return 0;
}
