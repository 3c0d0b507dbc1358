/** Array, Range and Enumerable: most methods are one, over the items of whatever has `each`. */
import type { Interpreter } from '../interpreter.ts';
import type { Methods } from '../runtime.ts';
import { RArray, RHash, RRange, hashKey } from '../values.ts';
import type { Call, Value } from '../values.ts';
import { random } from './kernel.ts';
import { spanOf } from './string.ts';

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

const items = (call: Call) => (call.self as RArray).items;

/** Without a block the items themselves, on which `with_index` and others go on. */
const listed = (it: Interpreter, call: Call, all: readonly Value[]) => (call.block ? undefined : it.array([...all]));

function searching(it: Interpreter): Methods {
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

function mapping(it: Interpreter): Methods {
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

function folding(it: Interpreter): Methods {
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

function grouping(it: Interpreter): Methods {
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

function access(it: Interpreter): Methods {
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

function changing(it: Interpreter): Methods {
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

function combining(it: Interpreter): Methods {
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

function rangeMethods(it: Interpreter): Methods {
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
