/** String. */
import { utf8 } from '../../../base/bytes.ts';
import type { Interpreter } from '../interpreter.ts';
import { successor } from './successor.ts';
import { RArray, RString, type Call, type Value } from '../values.ts';
import { format } from './format.ts';
import { iterating } from './string/iterating.ts';
import { searching } from './string/searching.ts';
import { slicing } from './string/slicing.ts';
import { chars, escapeRegExp, quotedText, text } from './string/text.ts';

export function defineStrings(it: Interpreter): void {
  const string = it.define('String');
  string.includes.push(it.class('Comparable'));
  const make = it.string;
  it.singletonMethods(string, { new: ({ args }) => make(args[0] instanceof RString ? args[0].text : '') });
  const pure: Readonly<Record<string, (value: string) => string>> = {
    upcase: (value) => value.toUpperCase(),
    downcase: (value) => value.toLowerCase(),
    capitalize: (value) => value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase(),
    swapcase: (value) => value.replace(/[a-zA-Z]/g, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())),
    strip: (value) => value.replace(/^[\s\0]+|[\s\0]+$/g, ''),
    lstrip: (value) => value.replace(/^\s+/, ''),
    rstrip: (value) => value.replace(/[\s\0]+$/, ''),
    chop: (value) => value.replace(/\r\n$|[\s\S]$/, ''),
    reverse: (value) => chars(value).reverse().join(''),
    succ: successor,
    next: successor,
  };
  const change = (self: Value, value: string): RString => {
    const target = self as RString;
    if (target.frozen)
      throw it.error(
        /^[12]\.[0-4]/.test(it.version) ? 'RuntimeError' : 'FrozenError',
        `can't modify frozen String${/^1|^2\.[0-6]/.test(it.version) ? '' : `: ${quotedText(target.text)}`}`,
      );
    target.text = value;
    return target;
  };
  for (const [name, apply] of Object.entries(pure)) {
    it.methods(string, {
      [name]: (call) => make(apply(text(call))),
      [`${name}!`]: (call) => (apply(text(call)) === text(call) ? null : change(call.self, apply(text(call)))),
    });
  }
  it.methods(string, {
    ...searching(it, change),
    ...slicing(it, change),
    ...iterating(it),
    initialize: () => null,
    to_s: ({ self }) => self,
    to_str: ({ self }) => self,
    inspect: (call) => make(quotedText(text(call))),
    dump: (call) => make(quotedText(text(call))),
    'to_sym intern': (call) => it.symbol(text(call)),
    to_i: (call) => {
      const base = call.args.length ? it.int(call.args[0] as Value) : 10;
      const [digits = '0'] = /^\s*[-+]?\w+/.exec(text(call).replace(/_/g, '')) ?? [];
      if (base === 10) return BigInt(/^\s*[-+]?\d+/.exec(digits)?.[0].trim().replace('+', '') ?? '0');
      const value = parseInt(digits.replace(/^0[xb]/, ''), base);
      return BigInt(Number.isNaN(value) ? 0 : value);
    },
    to_f: (call) => Number(/^\s*[-+]?\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?/.exec(text(call))?.[0].replace(/_/g, '') ?? 0),
    '+': ({ self, args }) => make((self as RString).text + it.str(args[0] as Value)),
    '*': (call) => make(text(call).repeat(it.int(call.args[0] as Value))),
    '%': async (call) =>
      make(await format(it, text(call), call.args[0] instanceof RArray ? call.args[0].items : [call.args[0] as Value])),
    '<< concat': async ({ self, args }) => {
      const [value] = args;
      return change(
        self,
        (self as RString).text +
          (typeof value === 'bigint' ? String.fromCodePoint(Number(value)) : it.str(value as Value)),
      );
    },
    '<=>': (call) => {
      const [other] = call.args;
      if (!(other instanceof RString)) return null;
      return text(call) < other.text ? -1n : text(call) > other.text ? 1n : 0n;
    },
    '== === eql?': (call) => call.args[0] instanceof RString && call.args[0].text === text(call),
    hash: (call) => BigInt([...text(call)].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) as number)) | 0, 7)),
    'length size': (call) => BigInt(chars(text(call)).length),
    bytesize: (call) => BigInt(utf8(text(call)).length),
    'empty?': (call) => text(call) === '',
    replace: ({ self, args }) => change(self, it.str(args[0] as Value)),
    clear: ({ self }) => change(self, ''),
    chomp: (call) =>
      make(
        call.args.length
          ? text(call).replace(new RegExp(`${escapeRegExp(it.str(call.args[0] as Value))}$`), '')
          : text(call).replace(/\r?\n$|\r$/, ''),
      ),
    'chomp!': ({ self }) => change(self, (self as RString).text.replace(/\r?\n$/, '')),
    chr: (call) => make(chars(text(call))[0] ?? ''),
    ord: (call) => BigInt(text(call).codePointAt(0) ?? 0),
    hex: (call) => BigInt(parseInt(text(call), 16) || 0),
    oct: (call) => BigInt(parseInt(text(call), 8) || 0),
    sum: (call) => BigInt(utf8(text(call)).reduce((sum, byte) => sum + byte, 0)),
    crypt: () => {
      throw it.notSimulated('String#crypt');
    },
    unpack: () => {
      throw it.notSimulated('String#unpack');
    },
    center: (call) => make(padded(it, call, 'center')),
    ljust: (call) => make(padded(it, call, 'left')),
    rjust: (call) => make(padded(it, call, 'right')),
    encoding: () => it.symbol('UTF-8'),
    'force_encoding encode unicode_normalize scrub b': ({ self }) => self,
    'valid_encoding? ascii_only?': () => true,
    unary: ({ self }) => self,
    '+@ -@': ({ self }) => self,
    upto: async ({ self, args, block }) => {
      for (const one of await it.items(it.range(self, args[0] as Value, false))) await it.yield(block, one);
      return self;
    },
    'between?': (call) => it.str(call.args[0] as Value) <= text(call) && text(call) <= it.str(call.args[1] as Value),
    casecmp: (call) =>
      BigInt(
        text(call)
          .toLowerCase()
          .localeCompare(it.str(call.args[0] as Value).toLowerCase()),
      ),
    'casecmp?': (call) => text(call).toLowerCase() === it.str(call.args[0] as Value).toLowerCase(),
  });
}

function padded(it: Interpreter, call: Call, side: 'left' | 'right' | 'center'): string {
  const value = text(call);
  const missing = it.int(call.args[0] as Value) - chars(value).length;
  const fill = call.args.length > 1 ? it.str(call.args[1] as Value) : ' ';
  if (missing <= 0) return value;
  const pad = (count: number) => fill.repeat(Math.ceil(count / fill.length)).slice(0, count);
  if (side === 'left') return value + pad(missing);
  if (side === 'right') return pad(missing) + value;
  return pad(Math.floor(missing / 2)) + value + pad(Math.ceil(missing / 2));
}
