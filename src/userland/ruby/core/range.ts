/** Methods of Range. */
import type { Interpreter } from '../interpreter.ts';
import type { Methods } from '../runtime.ts';
import { RRange } from '../values.ts';
import type { Call, Value } from '../values.ts';

export function rangeMethods(it: Interpreter): Methods {
  const range = (call: Call) => call.self as RRange;
  const covers = async (call: Call) => {
    const { from, to, exclusive } = range(call);
    const value = call.args[0] as Value;
    if (value === null || (typeof from === 'bigint' && typeof value !== 'bigint' && typeof value !== 'number'))
      return false;
    if (from !== null && (await it.compare(from, value)) > 0) return false;
    const order = to === null ? -1 : await it.compare(value, to);
    return exclusive ? order < 0 : order <= 0;
  };
  return {
    each: async (call) => {
      const { from, to, exclusive } = range(call);
      if (!call.block) return it.array(await it.items(call.self));
      if (typeof from === 'bigint') {
        const end = to === null ? undefined : BigInt(Math.floor(Number(to)));
        for (let i = from; end === undefined || (exclusive ? i < end : i <= end); i++) await it.yield(call.block, i);
      } else for (const one of await it.items(call.self)) await it.yield(call.block, one);
      return call.self;
    },
    begin: (call) => range(call).from,
    end: (call) => range(call).to,
    last: async (call) =>
      call.args.length ? it.array((await it.items(call.self)).slice(-it.int(call.args[0] as Value))) : range(call).to,
    'exclude_end?': (call) => range(call).exclusive,
    'include? member? cover? ===': covers,
    'size length': async (call) => (range(call).to === null ? Infinity : BigInt((await it.items(call.self)).length)),
    to_s: async (call) =>
      it.string(
        `${await it.text(range(call).from)}${range(call).exclusive ? '...' : '..'}${await it.text(range(call).to)}`,
      ),
    inspect: async (call) =>
      it.string(
        `${range(call).from === null ? '' : await it.inspect(range(call).from)}${range(call).exclusive ? '...' : '..'}${range(call).to === null ? '' : await it.inspect(range(call).to)}`,
      ),
    'step %': async (call) => {
      const { from, to, exclusive } = range(call);
      const by = call.args[0] as bigint | number;
      const found: Value[] = [];
      for (
        let i = from as bigint | number;
        exclusive ? i < (to as bigint) : i <= (to as bigint);
        i = typeof i === 'bigint' && typeof by === 'bigint' ? i + by : Number(i) + Number(by)
      )
        found.push(i);
      if (!call.block) return it.array(found);
      for (const one of found) await it.yield(call.block, one);
      return call.self;
    },
    '==': async (call) =>
      call.args[0] instanceof RRange &&
      (await it.equal(range(call).from, call.args[0].from)) &&
      (await it.equal(range(call).to, call.args[0].to)) &&
      range(call).exclusive === call.args[0].exclusive,
    hash: () => 1n,
    sum: async (call) => {
      const { from, to, exclusive } = range(call);
      if (!call.block && typeof from === 'bigint' && typeof to === 'bigint') {
        const last = exclusive ? to - 1n : to;
        return last < from ? 0n : ((from + last) * (last - from + 1n)) / 2n;
      }
      let total: Value = 0n;
      for (const one of await it.items(call.self))
        total = await it.send(total, '+', call.block ? await it.yield(call.block, one) : one);
      return total;
    },
  };
}
