/** tr: a table of 256 bytes, applied to chunks. */
import { fromText } from './lib/byte-string.ts';
import { CHUNK } from './lib/input.ts';
import { tool, type Tool } from './lib/tool.ts';

export const tr = tool(
  {
    name: 'tr',
    usage: '[-cds] STRING1 [STRING2]',
    about: 'Translate, squeeze, or delete characters from stdin, writing to stdout',
    options: 'c|C|complement d|delete s|squeeze-repeats t|truncate-set1-',
    firstOperandEnds: true,
  },
  async (t) => {
    const [first, second, extra] = t.operands;
    const [deletes, squeezes] = [t.has('d'), t.has('s')];
    if (first === undefined) return t.usage('missing operand');
    if (!t.busybox) {
      if (second === undefined && !deletes && !squeezes) {
        return t.usage(`missing operand after ${t.quote(first)}\nTwo strings must be given when translating.`);
      }
      if (second === undefined && deletes && squeezes) {
        return t.usage(
          `missing operand after ${t.quote(first)}\nTwo strings must be given when both deleting and squeezing repeats.`,
        );
      }
      if (extra !== undefined || (second !== undefined && deletes && !squeezes)) {
        return t.usage(
          `extra operand ${t.quote(extra ?? second ?? '')}${deletes && !squeezes ? '\nOnly one string may be given when deleting without squeezing repeats.' : ''}`,
        );
      }
    }
    if (!t.busybox) {
      for (const set of [first, second ?? '']) {
        if (/(?:^|[^\\])(?:\\\\)*\\$/.test(set))
          await t.err(`${t.called}: warning: an unescaped backslash at end of string is not portable\n`);
        const problem = faultOf(t, fromText(set));
        if (problem) return t.die(problem);
      }
      const problem = second === undefined ? faultOfFirst(first) : faultOfPair(first, second, !deletes);
      if (problem) return t.die(problem);
    }
    let from = expandSet(fromText(first), 0);
    if (t.has('c')) {
      const named = new Set(from);
      from = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !named.has(byte));
    }
    const translates = second !== undefined && !deletes;
    const to = second === undefined ? [] : expandSet(fromText(second), from.length);
    if (translates && to.length === 0 && from.length)
      return t.die('when not truncating set1, string2 must be non-empty');
    if (translates && t.has('t')) from = from.slice(0, to.length);
    const map = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    if (translates) from.forEach((byte, i) => (map[byte] = to[Math.min(i, to.length - 1)] as number));
    const drop = membership(deletes ? from : []);
    const squeeze = membership(squeezes ? (second !== undefined ? to : from) : []);
    let last = -1;
    for (;;) {
      const read = t.sys.read(0, CHUNK);
      const bytes = read instanceof Promise ? await read : read;
      if (bytes.length === 0) return;
      const out = new Uint8Array(bytes.length);
      let size = 0;
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i] as number;
        if (drop[byte]) continue;
        const mapped = map[byte] as number;
        if (squeeze[mapped] && mapped === last) continue;
        last = mapped;
        out[size++] = mapped;
      }
      if (size) await t.sys.write(1, out.subarray(0, size));
      const turn = t.sys.tick();
      if (turn instanceof Promise) await turn;
    }
  },
);

function membership(bytes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of bytes) table[byte] = 1;
  return table;
}

const CLASS: Record<string, (code: number) => boolean> = {
  alpha: (c) => /[a-zA-Z]/.test(String.fromCharCode(c)),
  digit: (c) => c >= 48 && c <= 57,
  alnum: (c) => /[a-zA-Z0-9]/.test(String.fromCharCode(c)),
  upper: (c) => c >= 65 && c <= 90,
  lower: (c) => c >= 97 && c <= 122,
  space: (c) => c === 32 || (c >= 9 && c <= 13),
  blank: (c) => c === 32 || c === 9,
  punct: (c) => c > 32 && c < 127 && !/[a-zA-Z0-9]/.test(String.fromCharCode(c)),
  cntrl: (c) => c < 32 || c === 127,
  print: (c) => c >= 32 && c < 127,
  graph: (c) => c > 32 && c < 127,
  xdigit: (c) => /[0-9a-fA-F]/.test(String.fromCharCode(c)),
};

const ESCAPE: Record<string, number> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** What is wrong with a set, in GNU's words. */
function faultOf(t: Tool, set: string): string | undefined {
  const named = [...set.matchAll(/\[:(\w*):\]/g)].find(([, name]) => !Object.hasOwn(CLASS, name as string));
  if (named) return `invalid character class ${t.quote(named[1] as string)}`;
  const several = /\[=([^=\]]{2,})=\]/.exec(set);
  if (several) return `${several[1]}: equivalence class operand must be a single character`;
  const repeat = /\[.\*([^\]]*)\]/s.exec(set);
  if (repeat && !/^\d*$/.test(repeat[1] as string))
    return `invalid repeat count ${t.quote(repeat[1] as string)} in [c*n] construct`;
  const range = /(?<!\\)([^\\[])-([^\\])/gs;
  for (const [, from = '', to = ''] of set.matchAll(range))
    if (to < from) return `range-endpoints of '${from}-${to}' are in reverse collating sequence order`;
  return undefined;
}

function faultOfFirst(first: string): string | undefined {
  return /\[(?:\\.|[^\\])\*0*\]/s.test(first) ? 'the [c*] repeat construct may not appear in string1' : undefined;
}

/** Classes may translate to each other's case alone, one for one at the same place. */
function faultOfPair(first: string, second: string, translates: boolean): string | undefined {
  const fault = faultOfFirst(first);
  if (fault || !translates) return fault;
  if ([...second.matchAll(/\[:(\w+):\]/g)].some(([, name]) => name !== 'upper' && name !== 'lower'))
    return "when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'";
  const places = (set: string) =>
    [...set.matchAll(/\[:(\w+):\]/g)].map((match) => expandSet(fromText(set.slice(0, match.index)), 0).length);
  const sources = [...first.matchAll(/\[:(\w+):\]/g)].map(([, name]) => name);
  const starts = places(first);
  for (const start of places(second)) {
    const at = starts.indexOf(start);
    if (at < 0 || (sources[at] !== 'upper' && sources[at] !== 'lower'))
      return 'misaligned [:upper:] and/or [:lower:] construct';
  }
  return undefined;
}

/** `a-z`, `[:upper:]`, `\n`, `[x*n]` to byte values; `[x*]` fills up to `length`. */
function expandSet(set: string, length: number): number[] {
  const out: number[] = [];
  let at = 0;
  const char = (): number => {
    const escape = /^\\([0-7]{1,3}|.)/s.exec(set.slice(at));
    if (!escape) return set.charCodeAt(at++);
    at += escape[0].length;
    const body = escape[1] as string;
    return /^[0-7]/.test(body) ? parseInt(body, 8) & 255 : (ESCAPE[body] ?? body.charCodeAt(0));
  };
  while (at < set.length) {
    const rest = set.slice(at);
    const named = /^\[:(\w+):\]/.exec(rest);
    const test = named && CLASS[named[1] as string];
    if (named && test) {
      for (let code = 0; code < 256; code++) if (test(code)) out.push(code);
      at += named[0].length;
      continue;
    }
    const equivalent = /^\[=(.)=\]/s.exec(rest);
    if (equivalent) {
      out.push((equivalent[1] as string).charCodeAt(0));
      at += equivalent[0].length;
      continue;
    }
    const repeat = /^\[(\\?.)\*(\d*)\]/s.exec(rest);
    if (repeat) {
      at++;
      const code = char();
      at = at - 0 + 1 + (repeat[2] as string).length + 1;
      const digits = repeat[2] as string;
      const count = digits ? parseInt(digits, digits.startsWith('0') ? 8 : 10) : Math.max(0, length - out.length);
      for (let i = 0; i < count; i++) out.push(code);
      continue;
    }
    const from = char();
    if (set[at] === '-' && at + 1 < set.length) {
      at++;
      const to = char();
      for (let code = from; code <= to; code++) out.push(code);
    } else out.push(from);
  }
  return out;
}
