/** Methods of Enumerable that make one value of all items, or put them in order. */
import type { Interpreter } from '../../interpreter.ts';
import type { Methods } from '../../runtime.ts';
import type { Call, Value } from '../../values.ts';

export function folding(it: Interpreter): Methods {
  const best = (sign: 1 | -1, by: boolean) => async (call: Call) => {
    const all = await it.items(call.self);
    const keyed: { one: Value; key: Value }[] = [];
    for (const one of all) keyed.push({ one, key: by ? await it.yield(call.block, one) : one });
    const sorted = await sortBy(
      it,
      keyed,
      async (a, b) =>
        sign * (call.block && !by ? Number(await it.yield(call.block, a.key, b.key)) : await it.compare(a.key, b.key)),
    );
    const count = call.args.find((arg) => typeof arg === 'bigint');
    return count === undefined
      ? (sorted[0]?.one ?? null)
      : it.array(sorted.slice(0, it.int(count)).map(({ one }) => one));
  };
  return {
    'inject reduce': async (call) => {
      const all = await it.items(call.self);
      const operator = call.block ? undefined : call.args.at(-1);
      const seeds = operator === undefined ? call.args : call.args.slice(0, -1);
      let memo: Value = seeds.length ? (seeds[0] as Value) : (all.shift() ?? null);
      for (const one of all)
        memo =
          operator === undefined
            ? await it.yield(call.block, memo, one)
            : await it.send(memo, it.nameOf(operator), one);
      return memo;
    },
    sum: async (call) => {
      let total: Value = call.args[0] ?? 0n;
      for (const one of await it.items(call.self))
        total = await it.send(total, '+', call.block ? await it.yield(call.block, one) : one);
      return total;
    },
    min: best(1, false),
    max: best(-1, false),
    min_by: best(1, true),
    max_by: best(-1, true),
    minmax: async (call) => it.array([await best(1, false)(call), await best(-1, false)(call)]),
    sort: async (call) =>
      it.array(
        await sortBy(it, await it.items(call.self), async (a, b) =>
          call.block ? Number(await it.yield(call.block, a, b)) : it.compare(a, b),
        ),
      ),
    sort_by: async (call) => {
      const keyed: { one: Value; key: Value }[] = [];
      for (const one of await it.items(call.self)) keyed.push({ one, key: await it.yield(call.block, one) });
      return it.array((await sortBy(it, keyed, (a, b) => it.compare(a.key, b.key))).map(({ one }) => one));
    },
    tally: async (call) => {
      const hash = it.hash();
      for (const one of await it.items(call.self)) hash.set(one, ((hash.get(one) as bigint | undefined) ?? 0n) + 1n);
      return hash;
    },
  };
}

/** A merge sort, since comparing may wait. */
async function sortBy<T>(it: Interpreter, list: readonly T[], compare: (a: T, b: T) => Promise<number>): Promise<T[]> {
  if (list.length < 2) return [...list];
  await it.sys.tick();
  const middle = list.length >> 1;
  const left = await sortBy(it, list.slice(0, middle), compare);
  const right = await sortBy(it, list.slice(middle), compare);
  const merged: T[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length)
    merged.push((await compare(left[i] as T, right[j] as T)) <= 0 ? (left[i++] as T) : (right[j++] as T));
  return [...merged, ...left.slice(i), ...right.slice(j)];
}
