/** Methods of Array that read it. */
import type { Interpreter } from '../../interpreter.ts';
import type { Methods } from '../../runtime.ts';
import { RArray, RRange } from '../../values.ts';
import type { Value } from '../../values.ts';
import { random } from '../kernel.ts';
import { spanOf } from '../string/slicing.ts';
import { listed } from '../enumerable/listed.ts';
import { items } from './items.ts';

export function access(it: Interpreter): Methods {
  return {
    each: async (call) => {
      const plain = listed(it, call, items(call));
      if (plain) return plain;
      for (let i = 0; i < items(call).length; i++) await it.yield(call.block, items(call)[i] as Value);
      return call.self;
    },
    each_index: async (call) => {
      for (let i = 0; i < items(call).length; i++) await it.yield(call.block, BigInt(i));
      return call.self;
    },
    '[] slice': (call) => {
      const [first] = call.args;
      const span = spanOf(it, call.args, items(call).length);
      if (!span) return null;
      if (call.args.length === 1 && !(first instanceof RRange)) return items(call)[span[0]] ?? null;
      return it.array(items(call).slice(span[0], span[0] + span[1]));
    },
    at: (call) => items(call).at(it.int(call.args[0] as Value)) ?? null,
    dig: async (call) => {
      const found = items(call).at(it.int(call.args[0] as Value)) ?? null;
      return call.args.length > 1 && found !== null ? it.send(found, 'dig', ...call.args.slice(1)) : found;
    },
    fetch: async (call) => {
      const index = it.int(call.args[0] as Value);
      const found = items(call).at(index);
      if (found !== undefined && Math.abs(index) <= items(call).length) return found;
      if (call.block) return it.yield(call.block, call.args[0] as Value);
      if (call.args.length > 1) return call.args[1] as Value;
      throw it.error(
        'IndexError',
        `index ${index} outside of array bounds: ${-items(call).length}...${items(call).length}`,
      );
    },
    values_at: (call) => it.array(call.args.map((one) => items(call).at(it.int(one)) ?? null)),
    last: (call) =>
      call.args.length
        ? it.array(items(call).slice(-it.int(call.args[0] as Value) || items(call).length))
        : (items(call).at(-1) ?? null),
    'length size': (call) => BigInt(items(call).length),
    'empty?': (call) => items(call).length === 0,
    'to_a to_ary': ({ self }) => self,
    'inspect to_s': async (call) =>
      it.string(
        `[${(await Promise.all(items(call).map((one) => (one === call.self ? '[...]' : it.inspect(one))))).join(', ')}]`,
      ),
    join: async (call) => {
      const separator = call.args.length && call.args[0] !== null ? it.str(call.args[0] as Value) : '';
      const flat = async (one: Value): Promise<string> =>
        one instanceof RArray ? (await Promise.all(one.items.map(flat))).join(separator) : it.text(one);
      return it.string((await Promise.all(items(call).map(flat))).join(separator));
    },
    hash: (call) => BigInt(items(call).length),
    '== eql?': async (call) => {
      const [other] = call.args;
      if (!(other instanceof RArray) || other.items.length !== items(call).length) return false;
      for (const [i, one] of items(call).entries()) if (!(await it.equal(one, other.items[i] as Value))) return false;
      return true;
    },
    '<=>': async (call) => {
      const other = (call.args[0] as RArray).items;
      for (const [i, one] of items(call).entries()) {
        if (i >= other.length) return 1n;
        const order = await it.compare(one, other[i] as Value);
        if (order) return BigInt(order);
      }
      return items(call).length < other.length ? -1n : 0n;
    },
    pack: () => {
      throw it.notSimulated('Array#pack');
    },
    sample: (call) => items(call)[Number(random(it, BigInt(items(call).length)))] ?? null,
    rindex: async (call) => {
      for (let i = items(call).length - 1; i >= 0; i--)
        if (await it.equal(items(call)[i] as Value, call.args[0] as Value)) return BigInt(i);
      return null;
    },
    assoc: async (call) => {
      for (const one of items(call))
        if (one instanceof RArray && (await it.equal(one.items[0] as Value, call.args[0] as Value))) return one;
      return null;
    },
    bsearch: async (call) => {
      for (const one of items(call)) if (it.truthy(await it.yield(call.block, one))) return one;
      return null;
    },
  };
}
