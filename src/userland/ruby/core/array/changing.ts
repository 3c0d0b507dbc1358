/** Methods of Array that change it in place. */
import type { Interpreter } from '../../interpreter.ts';
import type { Methods } from '../../runtime.ts';
import { RArray, RRange } from '../../values.ts';
import type { Call, Value } from '../../values.ts';
import { spanOf } from '../string/slicing.ts';

export function changing(it: Interpreter): Methods {
  const own = (call: Call) => {
    const array = call.self as RArray;
    if (array.frozen)
      throw it.error(/^[12]\.[0-4]/.test(it.version) ? 'RuntimeError' : 'FrozenError', "can't modify frozen Array");
    return array.items;
  };
  const inPlace = (name: string) => async (call: Call) => {
    const before = own(call);
    const made = (await it.sendWith(it.array([...before]), name, call.args, call.block)) as RArray;
    const changed =
      made.items.length !== before.length ||
      name === 'map' ||
      name === 'collect' ||
      name.startsWith('sort') ||
      name === 'reverse' ||
      name === 'shuffle' ||
      name === 'flatten';
    (call.self as RArray).items = made.items;
    return changed ? call.self : null;
  };
  const methods: Record<string, Methods[string]> = {
    '<<': (call) => {
      own(call).push(call.args[0] as Value);
      return call.self;
    },
    'push append': (call) => {
      own(call).push(...call.args);
      return call.self;
    },
    pop: (call) =>
      call.args.length ? it.array(own(call).splice(-it.int(call.args[0] as Value))) : (own(call).pop() ?? null),
    shift: (call) =>
      call.args.length ? it.array(own(call).splice(0, it.int(call.args[0] as Value))) : (own(call).shift() ?? null),
    'unshift prepend': (call) => {
      own(call).unshift(...call.args);
      return call.self;
    },
    insert: (call) => {
      own(call).splice(it.int(call.args[0] as Value), 0, ...call.args.slice(1));
      return call.self;
    },
    '[]=': (call) => {
      const value = call.args.at(-1) as Value;
      const list = own(call);
      if (call.args.length === 2 && !(call.args[0] instanceof RRange)) {
        let at = it.int(call.args[0] as Value);
        if (at < 0) at += list.length;
        while (list.length < at) list.push(null);
        list[at] = value;
      } else {
        const span = spanOf(it, call.args.slice(0, -1), list.length);
        if (span) list.splice(span[0], span[1], ...(value instanceof RArray ? value.items : [value]));
      }
      return value;
    },
    concat: (call) => {
      for (const one of call.args) own(call).push(...(one as RArray).items);
      return call.self;
    },
    replace: (call) => {
      (call.self as RArray).items = [...(call.args[0] as RArray).items];
      return call.self;
    },
    clear: (call) => {
      own(call).length = 0;
      return call.self;
    },
    delete: async (call) => {
      let found: Value = null;
      const kept: Value[] = [];
      for (const one of own(call)) {
        if (await it.equal(one, call.args[0] as Value)) found = one;
        else kept.push(one);
      }
      (call.self as RArray).items = kept;
      return found;
    },
    delete_at: (call) => own(call).splice(it.int(call.args[0] as Value), 1)[0] ?? null,
    delete_if: async (call) => {
      const kept: Value[] = [];
      for (const one of own(call)) if (!it.truthy(await it.yield(call.block, one))) kept.push(one);
      (call.self as RArray).items = kept;
      return call.self;
    },
    keep_if: async (call) => {
      const kept: Value[] = [];
      for (const one of own(call)) if (it.truthy(await it.yield(call.block, one))) kept.push(one);
      (call.self as RArray).items = kept;
      return call.self;
    },
    fill: (call) => {
      own(call).fill(call.args[0] as Value);
      return call.self;
    },
    'slice!': (call) => {
      const span = spanOf(it, call.args, own(call).length);
      return span ? it.array(own(call).splice(span[0], span[1])) : null;
    },
  };
  for (const name of [
    'map',
    'collect',
    'select',
    'reject',
    'uniq',
    'compact',
    'flatten',
    'sort',
    'sort_by',
    'reverse',
    'shuffle',
  ])
    methods[`${name}!`] = inPlace(name);
  return methods;
}
