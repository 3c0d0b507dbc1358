/** Regexp and MatchData. */
import type { Interpreter } from '../interpreter.ts';
import { RArray, RRegexp, RString, RSymbol, type Call, type RMatch, type Value } from '../values.ts';
import { patternOf, remember } from './string/patterns.ts';
import { escapeRegExp, quotedText } from './string/text.ts';

export function defineRegexps(it: Interpreter): void {
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
