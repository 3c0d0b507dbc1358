/** Methods of String that look for something in it, or put something else in its place. */
import type { Interpreter } from '../../interpreter.ts';
import { RHash, RRegexp, RString, type Call, type Value } from '../../values.ts';
import { inSet, translated } from './character-sets.ts';
import { patternOf, remember } from './patterns.ts';
import { chars, escapeRegExp, text, type Change } from './text.ts';

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

export function searching(it: Interpreter, change: Change) {
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
