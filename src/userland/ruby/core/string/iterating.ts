/** Methods of String that go through its characters, lines and bytes. */
import { utf8 } from '../../../../base/bytes.ts';
import type { Interpreter } from '../../interpreter.ts';
import type { Call, Value } from '../../values.ts';
import { chars, text } from './text.ts';

export function iterating(it: Interpreter) {
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
