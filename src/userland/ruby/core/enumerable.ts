/** Array, Range and Enumerable: most methods are one, over the items of whatever has `each`. */
import type { Interpreter } from '../interpreter.ts';
import { RArray } from '../values.ts';
import type { Value } from '../values.ts';
import { access } from './array/access.ts';
import { changing } from './array/changing.ts';
import { combining } from './array/combining.ts';
import { folding } from './enumerable/folding.ts';
import { grouping } from './enumerable/grouping.ts';
import { mapping } from './enumerable/mapping.ts';
import { searching } from './enumerable/searching.ts';
import { rangeMethods } from './range.ts';

export function defineEnumerables(it: Interpreter): void {
  const shared = { ...searching(it), ...mapping(it), ...folding(it), ...grouping(it) };
  it.methods(it.class('Enumerable'), shared);
  const array = it.define('Array');
  array.includes.push(it.class('Enumerable'));
  it.singletonMethods(array, {
    new: async ({ args, block }) => {
      if (args[0] instanceof RArray) return it.array([...args[0].items]);
      const size = args.length ? it.int(args[0] as Value) : 0;
      const made: Value[] = [];
      for (let i = 0; i < size; i++) made.push(block ? await it.yield(block, BigInt(i)) : (args[1] ?? null));
      return it.array(made);
    },
    '[]': ({ args }) => it.array([...args]),
  });
  it.methods(array, { ...access(it), ...changing(it), ...combining(it) });
  const range = it.define('Range');
  range.includes.push(it.class('Enumerable'));
  it.singletonMethods(range, {
    new: ({ args }) => it.range(args[0] ?? null, args[1] ?? null, it.truthy(args[2] ?? null)),
  });
  it.methods(range, rangeMethods(it));
}
