/** String, Symbol, Regexp, MatchData. */
import { utf8 } from '../../../base/bytes.ts';
import type { Interpreter } from '../interpreter.ts';
import { successor } from '../runtime.ts';
import { RArray, RHash, RRange, RRegexp, RString, RSymbol } from '../values.ts';
import type { Call, Value, RMatch } from '../values.ts';
import { format } from './format.ts';

export const quotedText = (text: string): string =>
  `"${text
    .replace(/[\\"]|#(?=[{$@])/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t')
    .replace(/\r/g, '\\r')
    .replace(/\x1b/g, '\\e')
    .replace(
      /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g,
      (c) => `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )}"`;

const text = (call: Call) => (call.self as RString).text;
const chars = (value: string) => [...value];

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
  defineSymbols(it);
  defineRegexps(it);
}

export const escapeRegExp = (value: string) => value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

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

/** A pattern out of a string or a regular expression. */
function patternOf(it: Interpreter, value: Value): RegExp {
  if (value instanceof RRegexp) return new RegExp(value.pattern.source, value.pattern.flags);
  return new RegExp(escapeRegExp(it.str(value)), 'gu');
}

function remember(it: Interpreter, match: RegExpExecArray | null): Value {
  const value = match ? it.match(match) : null;
  it.globals.set('$~', value);
  for (let i = 1; i <= 9; i++) it.globals.set(`$${i}`, match?.[i] === undefined ? null : it.string(match[i] as string));
  return value;
}

/** `\1` and `\k<name>` in replacements. */
const expanded = (template: string, match: RegExpExecArray) =>
  template.replace(/\\(\d|k<(\w+)>|\\)/g, (_, digit: string, name: string | undefined) =>
    digit === '\\'
      ? '\\'
      : name
        ? (match.groups?.[name] ?? '')
        : (match[Number(digit)] ?? (digit === '0' ? match[0] : '')),
  );

async function substituted(it: Interpreter, call: Call, all: boolean): Promise<string> {
  const pattern = patternOf(it, call.args[0] as Value);
  const value = text(call);
  let out = '';
  let at = 0;
  for (const found of value.matchAll(pattern)) {
    const match = found as RegExpExecArray;
    out += value.slice(at, match.index);
    at = match.index + match[0].length;
    remember(it, match);
    const [, replacement] = call.args;
    if (replacement instanceof RHash) out += await it.text(replacement.get(it.string(match[0])) ?? null);
    else if (replacement !== undefined) out += expanded(it.str(replacement), match);
    else out += await it.text(await it.yield(call.block, it.string(match[0])));
    if (!all) break;
  }
  return out + value.slice(at);
}

type Change = (self: Value, value: string) => RString;

function searching(it: Interpreter, change: Change) {
  const make = it.string;
  const replaced = (all: boolean) => async (call: Call) => make(await substituted(it, call, all));
  const replacedInPlace = (all: boolean) => async (call: Call) => {
    const value = await substituted(it, call, all);
    return value === text(call) ? null : change(call.self, value);
  };
  const edges = (test: (value: string, edge: string) => boolean) => (call: Call) =>
    call.args.some((one) =>
      one instanceof RRegexp
        ? new RegExp(`^(?:${one.pattern.source})`, 'u').test(text(call))
        : test(text(call), it.str(one)),
    );
  return {
    sub: replaced(false),
    gsub: replaced(true),
    'sub!': replacedInPlace(false),
    'gsub!': replacedInPlace(true),
    match: (call: Call) =>
      remember(
        it,
        patternOf(
          it,
          call.args[0] instanceof RString ? it.regexp(call.args[0].text, '') : (call.args[0] as Value),
        ).exec(text(call)),
      ),
    'match?': (call: Call) =>
      patternOf(it, call.args[0] instanceof RString ? it.regexp(call.args[0].text, '') : (call.args[0] as Value)).test(
        text(call),
      ),
    '=~': (call: Call) => {
      const match = patternOf(it, call.args[0] as Value).exec(text(call));
      remember(it, match);
      return match ? BigInt(match.index) : null;
    },
    scan: async (call: Call) => {
      const found = [...text(call).matchAll(patternOf(it, call.args[0] as Value))].map((match) =>
        match.length > 1
          ? it.array(match.slice(1).map((one) => (one === undefined ? null : make(one))))
          : make(match[0]),
      );
      if (!call.block) return it.array(found);
      for (const one of found) await it.yield(call.block, one);
      return call.self;
    },
    'include?': (call: Call) => text(call).includes(it.str(call.args[0] as Value)),
    'start_with?': edges((value, edge) => value.startsWith(edge)),
    'end_with?': edges((value, edge) => value.endsWith(edge)),
    index: (call: Call) => {
      const pattern = patternOf(it, call.args[0] as Value);
      pattern.lastIndex = call.args.length > 1 ? it.int(call.args[1] as Value) : 0;
      const match = pattern.exec(text(call));
      return match ? BigInt(match.index) : null;
    },
    rindex: (call: Call) => {
      const at = text(call).lastIndexOf(it.str(call.args[0] as Value));
      return at < 0 ? null : BigInt(at);
    },
    delete_prefix: (call: Call) =>
      make(
        text(call).startsWith(it.str(call.args[0] as Value))
          ? text(call).slice(it.str(call.args[0] as Value).length)
          : text(call),
      ),
    delete_suffix: (call: Call) =>
      make(
        text(call).endsWith(it.str(call.args[0] as Value))
          ? text(call).slice(0, -it.str(call.args[0] as Value).length)
          : text(call),
      ),
    tr: (call: Call) => make(translated(text(call), it.str(call.args[0] as Value), it.str(call.args[1] as Value))),
    delete: (call: Call) =>
      make(
        chars(text(call))
          .filter((c) => !inSet(c, it.str(call.args[0] as Value)))
          .join(''),
      ),
    count: (call: Call) => BigInt(chars(text(call)).filter((c) => inSet(c, it.str(call.args[0] as Value))).length),
    squeeze: (call: Call) =>
      make(
        text(call).replace(
          call.args.length ? new RegExp(`([${escapeRegExp(it.str(call.args[0] as Value))}])\\1+`, 'g') : /([\s\S])\1+/g,
          '$1',
        ),
      ),
    partition: (call: Call) => {
      const match = patternOf(it, call.args[0] as Value).exec(text(call));
      if (!match) return it.array([make(text(call)), make(''), make('')]);
      return it.array([
        make(text(call).slice(0, match.index)),
        make(match[0]),
        make(text(call).slice(match.index + match[0].length)),
      ]);
    },
    rpartition: (call: Call) => {
      const separator = it.str(call.args[0] as Value);
      const at = text(call).lastIndexOf(separator);
      if (at < 0) return it.array([make(''), make(''), make(text(call))]);
      return it.array([make(text(call).slice(0, at)), make(separator), make(text(call).slice(at + separator.length))]);
    },
  };
}

const setOf = (spec: string) =>
  chars(
    spec.replace(/(.)-(.)/g, (_, from: string, to: string) =>
      String.fromCharCode(
        ...Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_unused, i) => from.charCodeAt(0) + i),
      ),
    ),
  );
const inSet = (c: string, spec: string) =>
  spec.length > 1 && spec.startsWith('^') ? !setOf(spec.slice(1)).includes(c) : setOf(spec).includes(c);

function translated(value: string, from: string, to: string): string {
  const targets = setOf(to);
  if (from.length > 1 && from.startsWith('^'))
    return chars(value)
      .map((c) => (setOf(from.slice(1)).includes(c) ? c : (targets.at(-1) ?? '')))
      .join('');
  const sources = setOf(from);
  return chars(value)
    .map((c) => (sources.includes(c) ? (targets[Math.min(sources.indexOf(c), targets.length - 1)] ?? '') : c))
    .join('');
}

/** Start and length of a range or an index within `size`; undefined outside. */
export function spanOf(
  it: Interpreter,
  args: readonly Value[],
  size: number,
): readonly [from: number, length: number] | undefined {
  const [first, second] = args;
  if (first instanceof RRange) {
    let from = first.from === null ? 0 : it.int(first.from);
    let to = first.to === null ? size - 1 : it.int(first.to);
    if (from < 0) from += size;
    if (to < 0) to += size;
    if (first.exclusive && first.to !== null) to--;
    return from < 0 || from > size ? undefined : [from, Math.max(0, to - from + 1)];
  }
  let from = it.int(first as Value);
  if (from < 0) from += size;
  return from < 0 || from > size ? undefined : [from, second === undefined ? 1 : it.int(second)];
}

function slicing(it: Interpreter, change: Change) {
  const make = it.string;
  return {
    '[] slice': (call: Call) => {
      const [first] = call.args;
      if (first instanceof RString) return text(call).includes(first.text) ? make(first.text) : null;
      if (first instanceof RRegexp) {
        const match = patternOf(it, first).exec(text(call));
        remember(it, match);
        const [, group] = call.args;
        const found =
          group === undefined
            ? match?.[0]
            : group instanceof RString || group instanceof RSymbol
              ? match?.groups?.[it.nameOf(group)]
              : match?.[it.int(group)];
        return found === undefined ? null : make(found);
      }
      const all = chars(text(call));
      const span = spanOf(it, call.args, all.length);
      if (!span || (call.args.length === 1 && !(first instanceof RRange) && span[0] >= all.length)) return null;
      return make(all.slice(span[0], span[0] + span[1]).join(''));
    },
    '[]=': (call: Call) => {
      const value = it.str(call.args.at(-1) as Value);
      const [first] = call.args;
      if (first instanceof RString)
        change(
          call.self,
          text(call).replace(first.text, () => value),
        );
      else if (first instanceof RRegexp)
        change(
          call.self,
          text(call).replace(new RegExp(first.pattern.source, 'u'), () => value),
        );
      else {
        const all = chars(text(call));
        const span = spanOf(it, call.args.slice(0, -1), all.length);
        if (!span) throw it.error('IndexError', 'index out of string');
        all.splice(span[0], span[1], value);
        change(call.self, all.join(''));
      }
      return call.args.at(-1) as Value;
    },
    'slice!': (call: Call) => {
      const all = chars(text(call));
      const span = spanOf(it, call.args, all.length);
      if (!span) return null;
      const taken = all.splice(span[0], span[1]).join('');
      change(call.self, all.join(''));
      return make(taken);
    },
    insert: (call: Call) => {
      const at = it.int(call.args[0] as Value);
      const all = chars(text(call));
      all.splice(at < 0 ? all.length + at + 1 : at, 0, it.str(call.args[1] as Value));
      return change(call.self, all.join(''));
    },
    prepend: (call: Call) => change(call.self, it.str(call.args[0] as Value) + text(call)),
    split: (call: Call) => it.array(splitText(it, text(call), call.args[0] ?? null, call.args[1]).map(make)),
  };
}

function splitText(it: Interpreter, value: string, separator: Value, limit: Value | undefined): string[] {
  const most = limit === undefined ? 0 : it.int(limit);
  const plain = separator === null || (separator instanceof RString && separator.text === ' ');
  const subject = plain ? value.replace(/^\s+/, '') : value;
  const pattern = plain ? /\s+/gu : patternOf(it, separator);
  const parts: string[] = [];
  let at = 0;
  for (const found of subject.matchAll(pattern)) {
    if (most > 0 && parts.length === most - 1) break;
    if (found[0] === '' && (found.index === 0 || found.index >= subject.length)) continue;
    parts.push(subject.slice(at, found.index), ...found.slice(1).filter((one) => one !== undefined));
    at = found.index + found[0].length;
  }
  parts.push(subject.slice(at));
  if (most === 0) while (parts.length && parts.at(-1) === '') parts.pop();
  return parts;
}

function iterating(it: Interpreter) {
  const make = it.string;
  const linesOf = (value: string) => value.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const each = (list: (value: string) => Value[]) => async (call: Call) => {
    if (!call.block) return it.array(list(text(call)));
    for (const one of list(text(call))) await it.yield(call.block, one);
    return call.self;
  };
  return {
    chars: (call: Call) => it.array(chars(text(call)).map(make)),
    lines: (call: Call) => it.array(linesOf(text(call)).map(make)),
    bytes: (call: Call) => it.array([...utf8(text(call))].map(BigInt)),
    codepoints: (call: Call) => it.array(chars(text(call)).map((c) => BigInt(c.codePointAt(0) as number))),
    each_char: each((value) => chars(value).map(make)),
    each_line: each((value) => linesOf(value).map(make)),
    each_byte: each((value) => [...utf8(value)].map(BigInt)),
    each_with_index: async (call: Call) => {
      for (const [i, c] of chars(text(call)).entries()) await it.yield(call.block, make(c), BigInt(i));
      return call.self;
    },
  };
}

function defineSymbols(it: Interpreter): void {
  const symbol = it.define('Symbol');
  symbol.includes.push(it.class('Comparable'));
  const name = (call: Call) => (call.self as RSymbol).name;
  it.methods(symbol, {
    'to_s name id2name': (call) => it.string(name(call)),
    to_sym: ({ self }) => self,
    inspect: (call) =>
      it.string(
        /^(?:[a-zA-Z_]\w*[?!=]?|\[\]=?|[+\-*/%<>=!~^&|]+|@@?\w+|\$\w+)$/.test(name(call))
          ? `:${name(call)}`
          : `:${quotedText(name(call))}`,
      ),
    to_proc: (call) => it.builtinProc(({ args }) => it.sendWith(args[0] ?? null, name(call), args.slice(1), undefined)),
    '<=>': (call) =>
      call.args[0] instanceof RSymbol ? BigInt(Math.sign(name(call).localeCompare(call.args[0].name))) : null,
    'length size': (call) => BigInt(name(call).length),
    'upcase downcase capitalize succ': async (call) =>
      it.symbol(await it.text(await it.send(it.string(name(call)), call.name))),
    '[] start_with? end_with? =~': (call) => it.sendWith(it.string(name(call)), call.name, call.args, undefined),
    'empty?': (call) => name(call) === '',
  });
}

function defineRegexps(it: Interpreter): void {
  const regexp = it.define('Regexp');
  regexp.constants.set('IGNORECASE', 1n).set('EXTENDED', 2n).set('MULTILINE', 4n);
  const self = (call: Call) => call.self as RRegexp;
  it.singletonMethods(regexp, {
    'new compile': ({ args }) =>
      args[0] instanceof RRegexp ? args[0] : it.regexp(it.str(args[0] as Value), it.truthy(args[1] ?? null) ? 'i' : ''),
    'escape quote': ({ args }) =>
      it.string(
        it
          .str(args[0] as Value)
          .replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')
          .replace(/ /g, '\\ ')
          .replace(/\n/g, '\\n'),
      ),
    union: ({ args }) =>
      it.regexp(
        args
          .flatMap((one) => (one instanceof RArray ? one.items : [one]))
          .map((one) => (one instanceof RRegexp ? one.source : escapeRegExp(it.str(one))))
          .join('|'),
        '',
      ),
    last_match: () => it.globals.get('$~') ?? null,
  });
  it.methods(regexp, {
    '=~': (call) => {
      if (call.args[0] === null) return null;
      const match = patternOf(it, self(call)).exec(it.nameOf(call.args[0] as Value));
      remember(it, match);
      return match ? BigInt(match.index) : null;
    },
    match: (call) =>
      call.args[0] === null ? null : remember(it, patternOf(it, self(call)).exec(it.nameOf(call.args[0] as Value))),
    'match?': (call) => call.args[0] !== null && patternOf(it, self(call)).test(it.nameOf(call.args[0] as Value)),
    '===': (call) => {
      const [value] = call.args;
      if (!(value instanceof RString || value instanceof RSymbol)) return false;
      const match = patternOf(it, self(call)).exec(it.nameOf(value));
      remember(it, match);
      return match !== null;
    },
    source: (call) => it.string(self(call).source),
    inspect: (call) => it.string(`/${self(call).source}/${self(call).flags}`),
    to_s: (call) => it.string(`(?${self(call).flags}-mix:${self(call).source})`),
    names: (call) =>
      it.array([...self(call).source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => it.string(name as string))),
  });
  const matched = it.define('MatchData');
  const match = (call: Call) => (call.self as RMatch).match;
  const group = (value: string | undefined) => (value === undefined ? null : it.string(value));
  it.methods(matched, {
    '[]': (call) =>
      typeof call.args[0] === 'bigint'
        ? group(match(call)[Number(call.args[0])])
        : group(match(call).groups?.[it.nameOf(call.args[0] as Value)]),
    to_a: (call) => it.array([...match(call)].map(group)),
    captures: (call) => it.array(match(call).slice(1).map(group)),
    named_captures: (call) =>
      it.hash(Object.entries(match(call).groups ?? {}).map(([name, value]) => [it.string(name), group(value)])),
    names: (call) => it.array(Object.keys(match(call).groups ?? {}).map(it.string)),
    pre_match: (call) => it.string(match(call).input.slice(0, match(call).index)),
    post_match: (call) => it.string(match(call).input.slice(match(call).index + match(call)[0].length)),
    to_s: (call) => it.string(match(call)[0]),
    begin: (call) => BigInt(match(call).index),
    end: (call) => BigInt(match(call).index + match(call)[0].length),
    inspect: (call) => it.string(`#<MatchData ${quotedText(match(call)[0])}>`),
  });
}
