/** Methods of String that take parts of it, by place. */
import type { Interpreter } from '../../interpreter.ts';
import { RRange, RRegexp, RString, RSymbol, type Call, type Value } from '../../values.ts';
import { patternOf, remember } from './patterns.ts';
import { chars, text, type Change } from './text.ts';

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

export function slicing(it: Interpreter, change: Change) {
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
