/** awk's built-in functions. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { posixRegExp } from '../lib/posix-regexp.ts';
import { regex, RegexError } from '../lib/regex.ts';
import { strftime } from '../lib/strftime.ts';
import { formatAwk } from './format.ts';
import type { Machine } from './machine.ts';
import { splitRegex, splitText } from './record.ts';
import { fromInput, toNumber, type AwkArray, type Value } from './values.ts';

/** What a call has at hand: values of plain arguments, and ways to the others. */
export interface BuiltinCall {
  readonly values: readonly Value[];
  /** The expression of argument `i` where a pattern is meant: a regular expression literal's source, else undefined. */
  pattern(i: number): RegExp;
  isRegexLiteral(i: number): boolean;
  array(i: number): AwkArray;
  isArray(i: number): boolean;
  /** Assigns to the argument, which must be a variable, field or element; none given: $0. */
  assign(i: number, value: Value): Awaitable<void>;
}

type Builtin = (m: Machine, call: BuiltinCall) => Awaitable<Value>;

const number =
  (apply: (x: number) => number): Builtin =>
  (_, { values }) =>
    apply(toNumber(values[0]));
const bits =
  (apply: (a: bigint, b: bigint) => bigint): Builtin =>
  (_, { values }) =>
    Number(apply(BigInt(Math.trunc(toNumber(values[0]))), BigInt(Math.trunc(toNumber(values[1])))));

export const RUN: Readonly<Record<string, Builtin>> = {
  length: (m, call) =>
    call.values.length || call.isArray(0)
      ? call.isArray(0)
        ? call.array(0).size
        : m.string(call.values[0]).length
      : m.record.text.length,
  substr: (m, { values }) => {
    const text = m.string(values[0]);
    if (!m.t.busybox)
      return mawkSubstring(text, toNumber(values[1]), values.length > 2 ? toNumber(values[2]) : Infinity);
    const asked = Math.round(toNumber(values[1]));
    // busybox counts the length from the first character when the start lies before it.
    const start = Math.max(1, asked);
    const end = values.length > 2 ? start + Math.round(toNumber(values[2])) : Infinity;
    return text.slice(Math.max(0, start - 1), Math.max(0, end - 1));
  },
  index: (m, { values }) => m.string(values[0]).indexOf(m.string(values[1])) + 1,
  split: (m, call) => {
    const text = m.string(call.values[0]);
    const array = call.array(1);
    let parts: string[];
    if (call.values.length < 3 && !call.isRegexLiteral(2)) parts = splitText(text, m.text(m.fs));
    else if (call.isRegexLiteral(2))
      parts = text === '' ? [] : splitRegex(text, call.pattern(2).source === '(?:)' ? '' : rawSource(call, 2));
    else parts = splitText(text, m.string(call.values[2]));
    array.clear();
    parts.forEach((part, i) => array.set(String(i + 1), fromInput(part)));
    return parts.length;
  },
  sub: (m, call) => substitute(m, call, false),
  gsub: (m, call) => substitute(m, call, true),
  gensub: (m, call) => {
    const text = call.values.length > 3 ? m.string(call.values[3]) : m.record.text;
    const how = m.string(call.values[2]);
    const nth = /^g/i.test(how) ? 0 : Math.max(1, Math.trunc(toNumber(how)));
    let count = 0;
    return text.replace(global(call.pattern(0)), (...args: unknown[]) => {
      if (nth && ++count !== nth) return args[0] as string;
      return m
        .string(call.values[1])
        .replace(/\\([0-9&\\])|&/g, (_, mark: string | undefined) =>
          mark === undefined || mark === '0'
            ? (args[0] as string)
            : /\d/.test(mark)
              ? String(args[Number(mark)] ?? '')
              : mark,
        );
    });
  },
  match: (m, call) => {
    const found = call.pattern(1).exec(m.string(call.values[0]));
    m.cell('RSTART').value = found ? found.index + 1 : 0;
    m.cell('RLENGTH').value = found ? found[0].length : -1;
    if (call.isArray(2)) {
      const array = call.array(2);
      array.clear();
      found?.forEach((part, i) => part !== undefined && array.set(String(i), fromInput(part)));
    }
    return found ? found.index + 1 : 0;
  },
  sprintf: (m, { values }) =>
    formatAwk(m.string(values[0]), values.slice(1), m.text(m.convfmt), m.t.busybox ? undefined : 'sprintf'),
  sin: number(Math.sin),
  cos: number(Math.cos),
  exp: number(Math.exp),
  log: number(Math.log),
  sqrt: number(Math.sqrt),
  int: number(Math.trunc),
  atan2: (_, { values }) => Math.atan2(toNumber(values[0]), toNumber(values[1])),
  rand: (m) => {
    m.seed = (Math.imul(m.seed, 1664525) + 1013904223) >>> 0;
    return m.seed / 2 ** 32;
  },
  srand: (m, { values }) => {
    const before = m.previousSeed;
    m.previousSeed = values.length ? toNumber(values[0]) : Math.floor(m.t.sys.now() / 1000);
    m.seed = (Math.trunc(m.previousSeed) * 2654435761) >>> 0;
    return before;
  },
  tolower: (m, { values }) => m.string(values[0]).replace(/[A-Z]+/g, (text) => text.toLowerCase()),
  toupper: (m, { values }) => m.string(values[0]).replace(/[a-z]+/g, (text) => text.toUpperCase()),
  system: (m, { values }) => m.streams.system(m.string(values[0])),
  close: (m, { values }) => m.streams.close(m.string(values[0])),
  fflush: async (m) => {
    await m.t.out.flush();
    await m.streams.flush();
    return 0;
  },
  systime: (m) => Math.floor(m.t.sys.now() / 1000),
  strftime: (m, { values }) =>
    strftime(
      values.length ? m.string(values[0]) : '%a %b %e %H:%M:%S %Z %Y',
      values.length > 1 ? toNumber(values[1]) * 1000 : m.t.sys.now(),
    ),
  mktime: (m, { values }) => {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = m
      .string(values[0])
      .trim()
      .split(/\s+/)
      .map(Number);
    const ms = Date.UTC(year, month - 1, day, hour, minute, second);
    return Number.isNaN(ms) ? -1 : ms / 1000;
  },
  and: bits((a, b) => a & b),
  or: bits((a, b) => a | b),
  xor: bits((a, b) => a ^ b),
  lshift: bits((a, b) => a << b),
  rshift: bits((a, b) => a >> b),
  compl: (_, { values }) => Number(BigInt.asUintN(53, ~BigInt(Math.trunc(toNumber(values[0]))))),
};

const sources = new WeakMap<BuiltinCall, (i: number) => string>();

/** Lets `split` see the source of a regular expression literal as awk wrote it. */
export function withSource(call: BuiltinCall, source: (i: number) => string): BuiltinCall {
  sources.set(call, source);
  return call;
}

function rawSource(call: BuiltinCall, i: number): string {
  return sources.get(call)?.(i) ?? '';
}

function global(expression: RegExp): RegExp {
  return posixRegExp(expression.source, `${expression.flags.replace('g', '')}g`);
}

function substitute(m: Machine, call: BuiltinCall, all: boolean): Awaitable<Value> {
  const text = call.values.length > 2 ? m.string(call.values[2]) : m.record.text;
  const replacement = m.string(call.values[1]);
  let count = 0;
  const plain = !/[\\&]/.test(replacement);
  const expression = call.pattern(0);
  const made = (match: string) => {
    count++;
    if (plain) return replacement;
    return replacement.replace(/\\\\(?=&)|\\&|&|\\\\/g, (mark) => (mark === '&' ? match : mark === '\\&' ? '&' : '\\'));
  };
  let result: string;
  if (!all)
    result = text.replace(posixRegExp(expression.source, expression.flags.replace('g', '')), (match: string) =>
      made(match),
    );
  else {
    let last = -1;
    result = text.replace(global(expression), (match: string, ...rest: unknown[]) => {
      const at = rest.find((item) => typeof item === 'number') as number;
      if (match === '' && at === last) return '';
      last = at + match.length;
      return made(match);
    });
  }
  if (count === 0) return 0;
  const done = call.assign(2, result);
  return done instanceof Promise ? done.then(() => count) : count;
}

/** mawk cuts fractions off, and lengthens what begins before the text by what is missing. */
function mawkSubstring(text: string, begin: number, length: number): string {
  const start = Math.trunc(begin);
  const size = Math.trunc(length) - (length > 0 ? Math.min(0, start) : 0);
  const from = Math.max(1, start) - 1;
  return size > 0 ? text.slice(from, from + size) : '';
}

/** A regular expression that cannot be compiled, and its source. */
export class AwkRegexError extends Error {
  override name = 'AwkRegexError';
  constructor(
    message: string,
    readonly source: string,
  ) {
    super(message);
  }
}

/** mawk takes braces as they stand, and nothing for `*` to repeat as a mistake. */
export function compileRegex(source: string, busybox: boolean): RegExp {
  try {
    if (busybox) return regex(source, { extended: true });
    if (/^[*+?]|(?<!\\)[(|][*+?]/.test(source)) throw new RegexError('missing operand');
    const literal = source.replace(/\\.|[{}]/gs, (token) => (token.length === 1 ? `\\${token}` : token));
    return regex(literal, { extended: true });
  } catch (error) {
    if (error instanceof RegexError) throw new AwkRegexError(error.message, source);
    throw error;
  }
}
