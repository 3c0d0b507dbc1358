/** Methods of Enumerable that put items together that have something in common. */
import type { Interpreter } from '../../interpreter.ts';
import type { Methods } from '../../runtime.ts';
import { RArray, hashKey } from '../../values.ts';
import type { Value } from '../../values.ts';

export function grouping(it: Interpreter): Methods {
  return {
    group_by: async (call) => {
      const hash = it.hash();
      for (const one of await it.items(call.self)) {
        const key = await it.yield(call.block, one);
        const known = hash.get(key);
        if (known instanceof RArray) known.items.push(one);
        else hash.set(key, it.array([one]));
      }
      return hash;
    },
    partition: async (call) => {
      const yes: Value[] = [];
      const no: Value[] = [];
      for (const one of await it.items(call.self)) (it.truthy(await it.yield(call.block, one)) ? yes : no).push(one);
      return it.array([it.array(yes), it.array(no)]);
    },
    uniq: async (call) => {
      const seen = new Set<unknown>();
      const found: Value[] = [];
      for (const one of await it.items(call.self)) {
        const key = hashKey(call.block ? await it.yield(call.block, one) : one);
        if (!seen.has(key)) found.push(one);
        seen.add(key);
      }
      return it.array(found);
    },
    chunk_while: async (call) => {
      const chunks: Value[][] = [];
      for (const one of await it.items(call.self)) {
        const last = chunks.at(-1);
        if (last && it.truthy(await it.yield(call.block, last.at(-1) as Value, one))) last.push(one);
        else chunks.push([one]);
      }
      return it.array(chunks.map(it.array));
    },
  };
}
