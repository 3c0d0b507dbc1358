/** Methods of Enumerable that look for items: by a block, a pattern, or from the front. */
import type { Interpreter } from '../../interpreter.ts';
import type { Methods } from '../../runtime.ts';
import { RHash, RRange } from '../../values.ts';
import type { Call, Value, RArray } from '../../values.ts';
import { listed } from './listed.ts';

export function searching(it: Interpreter): Methods {
  const test = async (call: Call, value: Value) => {
    if (call.args.length && call.name !== 'count') return it.truthy(await it.send(call.args[0] as Value, '===', value));
    return it.truthy(call.block ? await it.yield(call.block, value) : value);
  };
  const filtered = (keep: boolean) => async (call: Call) => {
    const all = await it.items(call.self);
    const plain = listed(it, call, all);
    if (plain) return plain;
    const found: Value[] = [];
    for (const one of all) if (it.truthy(await it.yield(call.block, one)) === keep) found.push(one);
    return call.self instanceof RHash
      ? it.hash(found.map((pair) => (pair as RArray).items as unknown as readonly [Value, Value]))
      : it.array(found);
  };
  return {
    'select filter': filtered(true),
    reject: filtered(false),
    'find detect': async (call) => {
      for (const one of await it.items(call.self)) if (it.truthy(await it.yield(call.block, one))) return one;
      return null;
    },
    'find_index index': async (call) => {
      for (const [i, one] of (await it.items(call.self)).entries()) {
        if (call.args.length ? await it.equal(one, call.args[0] as Value) : it.truthy(await it.yield(call.block, one)))
          return BigInt(i);
      }
      return null;
    },
    'all?': async (call) => {
      for (const one of await it.items(call.self)) if (!(await test(call, one))) return false;
      return true;
    },
    'any?': async (call) => {
      for (const one of await it.items(call.self)) if (await test(call, one)) return true;
      return false;
    },
    'none?': async (call) => {
      for (const one of await it.items(call.self)) if (await test(call, one)) return false;
      return true;
    },
    'one?': async (call) => {
      let count = 0;
      for (const one of await it.items(call.self)) if (await test(call, one)) count++;
      return count === 1;
    },
    'include? member?': async (call) => {
      for (const one of await it.items(call.self)) if (await it.equal(one, call.args[0] as Value)) return true;
      return false;
    },
    count: async (call) => {
      const all = await it.items(call.self);
      if (!call.args.length && !call.block) return BigInt(all.length);
      let count = 0n;
      for (const one of all)
        if (call.args.length ? await it.equal(one, call.args[0] as Value) : it.truthy(await it.yield(call.block, one)))
          count++;
      return count;
    },
    first: async (call) => {
      const all =
        call.self instanceof RRange && call.self.to === null
          ? await firstOfEndless(it, call)
          : await it.items(call.self);
      return call.args.length ? it.array(all.slice(0, it.int(call.args[0] as Value))) : (all[0] ?? null);
    },
    grep: async (call) => {
      const found: Value[] = [];
      for (const one of await it.items(call.self))
        if (it.truthy(await it.send(call.args[0] as Value, '===', one)))
          found.push(call.block ? await it.yield(call.block, one) : one);
      return it.array(found);
    },
    take_while: async (call) => {
      const found: Value[] = [];
      for (const one of await it.items(call.self)) {
        if (!it.truthy(await it.yield(call.block, one))) break;
        found.push(one);
      }
      return it.array(found);
    },
    drop_while: async (call) => {
      const all = await it.items(call.self);
      let at = 0;
      while (at < all.length && it.truthy(await it.yield(call.block, all[at] as Value))) at++;
      return it.array(all.slice(at));
    },
    take: async (call) => it.array((await it.items(call.self)).slice(0, it.int(call.args[0] as Value))),
    drop: async (call) => it.array((await it.items(call.self)).slice(it.int(call.args[0] as Value))),
  };
}

async function firstOfEndless(it: Interpreter, call: Call): Promise<Value[]> {
  const from = (call.self as RRange).from as bigint;
  return Array.from({ length: call.args.length ? it.int(call.args[0] as Value) : 1 }, (_, i) => from + BigInt(i));
}
