/** Methods of Array that make another of it. */
import type { Interpreter } from '../../interpreter.ts';
import type { Methods } from '../../runtime.ts';
import { RArray, hashKey } from '../../values.ts';
import type { Call, Value } from '../../values.ts';
import { random } from '../kernel.ts';
import { items } from './items.ts';

export function combining(it: Interpreter): Methods {
  const has = (list: readonly Value[]) => {
    const keys = new Set(list.map(hashKey));
    return (one: Value) => keys.has(hashKey(one));
  };
  const others = (call: Call) => (call.args[0] as RArray).items;
  const unique = (list: readonly Value[]) => [...new Map(list.map((one) => [hashKey(one), one])).values()];
  return {
    '+': (call) => {
      if (!(call.args[0] instanceof RArray)) throw it.conversion(call.args[0] as Value, 'Array');
      return it.array([...items(call), ...others(call)]);
    },
    '- difference': (call) => it.array(items(call).filter((one) => !has(others(call))(one))),
    '& intersection': (call) => it.array(unique(items(call).filter(has(others(call))))),
    '| union': (call) => it.array(unique([...items(call), ...others(call)])),
    '*': async (call) =>
      typeof call.args[0] === 'bigint'
        ? it.array(Array.from({ length: Number(call.args[0]) }, () => items(call)).flat())
        : it.send(call.self, 'join', call.args[0] as Value),
    compact: (call) => it.array(items(call).filter((one) => one !== null)),
    flatten: (call) => {
      const flat = (list: readonly Value[], depth: number): Value[] =>
        list.flatMap((one) => (one instanceof RArray && depth !== 0 ? flat(one.items, depth - 1) : [one]));
      return it.array(flat(items(call), call.args.length ? it.int(call.args[0] as Value) : -1));
    },
    reverse: (call) => it.array([...items(call)].reverse()),
    rotate: (call) => {
      const size = items(call).length;
      const by = size ? (((call.args.length ? it.int(call.args[0] as Value) : 1) % size) + size) % size : 0;
      return it.array([...items(call).slice(by), ...items(call).slice(0, by)]);
    },
    shuffle: (call) => {
      const list = [...items(call)];
      for (let i = list.length - 1; i > 0; i--) {
        const j = Number(random(it, BigInt(i + 1)));
        [list[i], list[j]] = [list[j] as Value, list[i] as Value];
      }
      return it.array(list);
    },
    transpose: (call) => {
      const rows = items(call).map((one) => (one as RArray).items);
      return it.array((rows[0] ?? []).map((_, i) => it.array(rows.map((row) => row[i] ?? null))));
    },
    product: (call) => it.array(items(call).flatMap((a) => others(call).map((b) => it.array([a, b])))),
    combination: (call) => {
      const choose = (list: readonly Value[], size: number): Value[][] =>
        size === 0 ? [[]] : list.flatMap((one, i) => choose(list.slice(i + 1), size - 1).map((rest) => [one, ...rest]));
      return it.array(choose(items(call), it.int(call.args[0] as Value)).map(it.array));
    },
    permutation: (call) => {
      const permute = (list: readonly Value[], size: number): Value[][] =>
        size === 0
          ? [[]]
          : list.flatMap((one, i) =>
              permute([...list.slice(0, i), ...list.slice(i + 1)], size - 1).map((rest) => [one, ...rest]),
            );
      return it.array(
        permute(items(call), call.args.length ? it.int(call.args[0] as Value) : items(call).length).map(it.array),
      );
    },
  };
}
