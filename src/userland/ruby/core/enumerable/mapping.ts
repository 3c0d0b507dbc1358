/** Methods of Enumerable that go over all items, and make something of each. */
import type { Interpreter } from '../../interpreter.ts';
import type { Methods } from '../../runtime.ts';
import { RArray } from '../../values.ts';
import type { Call, Value } from '../../values.ts';
import { listed } from './listed.ts';

export function mapping(it: Interpreter): Methods {
  const mapped = async (call: Call) => {
    const all = await it.items(call.self);
    const plain = listed(it, call, all);
    if (plain) return plain;
    const found: Value[] = [];
    for (const one of all) found.push(await it.yield(call.block, one));
    return it.array(found);
  };
  return {
    'map collect': mapped,
    'flat_map collect_concat': async (call) =>
      it.array(((await mapped(call)) as RArray).items.flatMap((one) => (one instanceof RArray ? one.items : [one]))),
    filter_map: async (call) => it.array(((await mapped(call)) as RArray).items.filter(it.truthy)),
    each_with_index: async (call) => {
      const all = await it.items(call.self);
      if (!call.block) return it.array(all.map((one, i) => it.array([one, BigInt(i)])));
      for (const [i, one] of all.entries()) await it.yield(call.block, one, BigInt(i));
      return call.self;
    },
    'with_index each_index_with map_with_index': async (call) => {
      const start = call.args.length ? (call.args[0] as bigint) : 0n;
      const found: Value[] = [];
      for (const [i, one] of (await it.items(call.self)).entries())
        found.push(await it.yield(call.block, one, start + BigInt(i)));
      return it.array(found);
    },
    'each_with_object with_object': async (call) => {
      for (const one of await it.items(call.self)) await it.yield(call.block, one, call.args[0] as Value);
      return call.args[0] as Value;
    },
    each_slice: async (call) => {
      const all = await it.items(call.self);
      const size = it.int(call.args[0] as Value);
      const slices: Value[] = [];
      for (let i = 0; i < all.length; i += size) slices.push(it.array(all.slice(i, i + size)));
      if (!call.block) return it.array(slices);
      for (const one of slices) await it.yield(call.block, one);
      return null;
    },
    each_cons: async (call) => {
      const all = await it.items(call.self);
      const size = it.int(call.args[0] as Value);
      const found = Array.from({ length: Math.max(0, all.length - size + 1) }, (_, i): Value =>
        it.array(all.slice(i, i + size)),
      );
      if (!call.block) return it.array(found);
      for (const one of found) await it.yield(call.block, one);
      return null;
    },
    'to_a entries': async (call) => it.array(await it.items(call.self)),
    to_set: async (call) => it.send(await it.constant('Set'), 'new', it.array(await it.items(call.self))),
    to_h: async (call) => {
      const hash = it.hash();
      for (const one of await it.items(call.self)) {
        const pair = call.block ? await it.yield(call.block, one) : one;
        if (!(pair instanceof RArray) || pair.items.length !== 2)
          throw it.error('TypeError', `wrong element type ${it.classOf(pair).name} (expected array)`);
        hash.set(pair.items[0] as Value, pair.items[1] as Value);
      }
      return hash;
    },
    zip: async (call) => {
      const others = await Promise.all(call.args.map((one) => it.items(one)));
      return it.array(
        (await it.items(call.self)).map((one, i) => it.array([one, ...others.map((list) => list[i] ?? null)])),
      );
    },
    reverse_each: async (call) => {
      for (const one of (await it.items(call.self)).reverse()) await it.yield(call.block, one);
      return call.self;
    },
    cycle: async (call) => {
      const all = await it.items(call.self);
      for (let round = 0; !call.args.length || round < it.int(call.args[0] as Value); round++)
        for (const one of all) await it.yield(call.block, one);
      return null;
    },
    lazy: ({ self }) => self,
    force: async (call) => it.array(await it.items(call.self)),
  };
}
