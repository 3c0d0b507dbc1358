/** Hash, and ENV that looks like one. */
import type { Interpreter } from '../interpreter.ts';
import type { Methods } from '../runtime.ts';
import { RArray, RHash, RObject, RString, RSymbol } from '../values.ts';
import type { Call, Value } from '../values.ts';
import { quotedText } from './string/text.ts';

const own = (call: Call) => call.self as RHash;

export function defineHashes(it: Interpreter): void {
  const hash = it.define('Hash');
  hash.includes.push(it.class('Enumerable'));
  it.singletonMethods(hash, {
    new: ({ args, block }) => {
      const made = it.hash();
      made.fallback = args[0] instanceof RHash && args[0].has(it.symbol('capacity')) ? null : (args[0] ?? null);
      made.fallbackProc = block;
      return made;
    },
    '[]': ({ args }) => {
      if (args[0] instanceof RHash) return it.hash(args[0].pairs());
      if (args[0] instanceof RArray)
        return it.hash(args[0].items.map((pair) => (pair as RArray).items as unknown as readonly [Value, Value]));
      return it.hash(
        Array.from({ length: args.length / 2 }, (_, i): readonly [Value, Value] => [
          args[2 * i] as Value,
          args[2 * i + 1] as Value,
        ]),
      );
    },
  });
  it.methods(hash, { ...reading(it), ...writing(it), ...iterating(it) });
}

async function lookUp(it: Interpreter, hash: RHash, key: Value): Promise<Value> {
  const found = hash.get(key);
  if (found !== undefined) return found;
  return hash.fallbackProc ? it.callProc(hash.fallbackProc, [hash, key]) : hash.fallback;
}

function reading(it: Interpreter): Methods {
  return {
    '[]': (call) => lookUp(it, own(call), call.args[0] as Value),
    fetch: async (call) => {
      const [key, fallback] = call.args;
      const found = own(call).get(key as Value);
      if (found !== undefined) return found;
      if (call.block) return it.yield(call.block, key as Value);
      if (fallback !== undefined) return fallback;
      throw it.error('KeyError', `key not found: ${await it.inspect(key as Value)}`);
    },
    dig: async (call) => {
      const found = await lookUp(it, own(call), call.args[0] as Value);
      return call.args.length > 1 && found !== null ? it.send(found, 'dig', ...call.args.slice(1)) : found;
    },
    'key? has_key? include? member?': (call) => own(call).has(call.args[0] as Value),
    'value? has_value?': async (call) => {
      for (const [, value] of own(call).pairs()) if (await it.equal(value, call.args[0] as Value)) return true;
      return false;
    },
    key: async (call) => {
      for (const [key, value] of own(call).pairs()) if (await it.equal(value, call.args[0] as Value)) return key;
      return null;
    },
    keys: (call) =>
      it.array(
        own(call)
          .pairs()
          .map(([key]) => key),
      ),
    values: (call) =>
      it.array(
        own(call)
          .pairs()
          .map(([, value]) => value),
      ),
    values_at: async (call) => it.array(await Promise.all(call.args.map((key) => lookUp(it, own(call), key)))),
    'length size count': async (call) => {
      if (!call.block) return BigInt(own(call).entries.size);
      let count = 0n;
      for (const [key, value] of own(call).pairs()) if (it.truthy(await it.yield(call.block, key, value))) count++;
      return count;
    },
    'empty?': (call) => own(call).entries.size === 0,
    'to_h to_hash': async (call) => {
      if (!call.block) return call.self;
      const hash = it.hash();
      for (const [key, value] of own(call).pairs()) {
        const pair = (await it.yield(call.block, key, value)) as RArray;
        hash.set(pair.items[0] as Value, pair.items[1] as Value);
      }
      return hash;
    },
    'inspect to_s': async (call) => it.string(await inspectHash(it, own(call))),
    '== eql?': async (call) => {
      const [other] = call.args;
      if (!(other instanceof RHash) || other.entries.size !== own(call).entries.size) return false;
      for (const [key, value] of own(call).pairs()) {
        const theirs = other.get(key);
        if (theirs === undefined || !(await it.equal(value, theirs))) return false;
      }
      return true;
    },
    invert: (call) =>
      it.hash(
        own(call)
          .pairs()
          .map(([key, value]) => [value, key]),
      ),
    default: (call) => own(call).fallback,
    to_proc: (call) => it.builtinProc(({ args }) => lookUp(it, own(call), args[0] as Value)),
    first: async (call) => {
      const pairs = own(call)
        .pairs()
        .map(([key, value]) => it.array([key, value]));
      return call.args.length ? it.array(pairs.slice(0, it.int(call.args[0] as Value))) : (pairs[0] ?? null);
    },
    hash: () => 1n,
  };
}

async function inspectHash(it: Interpreter, hash: RHash): Promise<string> {
  const modern = !/^[12]\.|^3\.[0-3]/.test(it.version);
  const parts = await Promise.all(
    hash.pairs().map(async ([key, value]) => {
      const shown = value === hash ? '{...}' : await it.inspect(value);
      if (!modern) return `${await it.inspect(key)}=>${shown}`;
      return key instanceof RSymbol
        ? `${/^\w+[?!]?$/.test(key.name) ? key.name : quotedText(key.name)}: ${shown}`
        : `${await it.inspect(key)} => ${shown}`;
    }),
  );
  return `{${parts.join(', ')}}`;
}

function writing(it: Interpreter): Methods {
  const changing = (call: Call) => {
    const hash = own(call);
    if (hash.frozen)
      throw it.error(/^[12]\.[0-4]/.test(it.version) ? 'RuntimeError' : 'FrozenError', "can't modify frozen Hash");
    return hash;
  };
  const merged = async (target: RHash, call: Call) => {
    for (const other of call.args) {
      for (const [key, value] of (other as RHash).pairs()) {
        const known = target.get(key);
        target.set(key, known !== undefined && call.block ? await it.yield(call.block, key, known, value) : value);
      }
    }
    return target;
  };
  return {
    '[]= store': (call) => {
      const [key, value] = call.args as [Value, Value];
      changing(call).set(key instanceof RString && !key.frozen ? it.string(key.text) : key, value);
      return value;
    },
    delete: async (call) => {
      const found = own(call).get(call.args[0] as Value);
      changing(call).delete(call.args[0] as Value);
      return found ?? (call.block ? it.yield(call.block, call.args[0] as Value) : null);
    },
    merge: (call) => {
      const copy = it.hash(own(call).pairs());
      copy.fallback = own(call).fallback;
      copy.fallbackProc = own(call).fallbackProc;
      return merged(copy, call);
    },
    'merge! update': (call) => merged(changing(call), call),
    replace: (call) => {
      changing(call).entries.clear();
      return merged(own(call), call);
    },
    clear: (call) => {
      changing(call).entries.clear();
      return call.self;
    },
    shift: (call) => {
      const [first] = own(call).pairs();
      if (!first) return null;
      changing(call).delete(first[0]);
      return it.array([...first]);
    },
    'default=': (call) => {
      own(call).fallback = call.args[0] as Value;
      return call.args[0] as Value;
    },
    'delete_if reject! keep_if select!': async (call) => {
      const keep = call.name === 'keep_if' || call.name === 'select!';
      for (const [key, value] of own(call).pairs())
        if (it.truthy(await it.yield(call.block, key, value)) !== keep) changing(call).delete(key);
      return call.self;
    },
    compare_by_identity: ({ self }) => self,
    compact: (call) =>
      it.hash(
        own(call)
          .pairs()
          .filter(([, value]) => value !== null),
      ),
    slice: (call) =>
      it.hash(
        call.args.flatMap((key): (readonly [Value, Value])[] =>
          own(call).has(key) ? [[key, own(call).get(key) as Value]] : [],
        ),
      ),
    except: (call) => {
      const copy = it.hash(own(call).pairs());
      for (const key of call.args) copy.delete(key);
      return copy;
    },
  };
}

function iterating(it: Interpreter): Methods {
  const kept = (keep: boolean) => async (call: Call) => {
    const hash = it.hash();
    for (const [key, value] of own(call).pairs())
      if (it.truthy(await it.yield(call.block, key, value)) === keep) hash.set(key, value);
    return hash;
  };
  const each = async (call: Call) => {
    if (!call.block) return it.array(await it.items(call.self));
    for (const [key, value] of own(call).pairs()) await it.yield(call.block, it.array([key, value]));
    return call.self;
  };
  return {
    'each each_pair': each,
    each_key: async (call) => {
      for (const [key] of own(call).pairs()) await it.yield(call.block, key);
      return call.self;
    },
    each_value: async (call) => {
      for (const [, value] of own(call).pairs()) await it.yield(call.block, value);
      return call.self;
    },
    'select filter': kept(true),
    reject: kept(false),
    'map collect': async (call) => {
      const found: Value[] = [];
      for (const [key, value] of own(call).pairs()) found.push(await it.yield(call.block, key, value));
      return it.array(found);
    },
    transform_values: async (call) => {
      const hash = it.hash();
      for (const [key, value] of own(call).pairs()) hash.set(key, await it.yield(call.block, value));
      return hash;
    },
    transform_keys: async (call) => {
      const hash = it.hash();
      for (const [key, value] of own(call).pairs())
        hash.set(call.block ? await it.yield(call.block, key) : ((call.args[0] as RHash).get(key) ?? key), value);
      return hash;
    },
    'any?': async (call) => {
      if (!call.block) return own(call).entries.size > 0;
      for (const [key, value] of own(call).pairs()) if (it.truthy(await it.yield(call.block, key, value))) return true;
      return false;
    },
    'all?': async (call) => {
      for (const [key, value] of own(call).pairs())
        if (!it.truthy(await it.yield(call.block, key, value))) return false;
      return true;
    },
    'find detect': async (call) => {
      for (const [key, value] of own(call).pairs())
        if (it.truthy(await it.yield(call.block, key, value))) return it.array([key, value]);
      return null;
    },
  };
}

/** ENV reads and changes the process's environment. */
export function defineEnvironment(it: Interpreter): void {
  const env = new RObject(it.class('Object'));
  const text = (value: string | undefined) => (value === undefined ? null : it.string(value));
  const asHash = () => it.hash([...it.sys.env].map(([key, value]) => [it.string(key), it.string(value)]));
  it.singletonMethods(env, {
    '[]': ({ args }) => text(it.sys.env.get(it.str(args[0] as Value))),
    '[]= store': ({ args }) => {
      it.sys.setenv(it.str(args[0] as Value), args[1] === null ? undefined : it.str(args[1] as Value));
      return args[1] as Value;
    },
    fetch: async ({ args, block }) => {
      const found = it.sys.env.get(it.str(args[0] as Value));
      if (found !== undefined) return it.string(found);
      if (block) return it.yield(block, args[0] as Value);
      if (args.length > 1) return args[1] as Value;
      throw it.error('KeyError', `key not found: "${it.str(args[0] as Value)}"`);
    },
    delete: ({ args }) => {
      const found = text(it.sys.env.get(it.str(args[0] as Value)));
      it.sys.setenv(it.str(args[0] as Value), undefined);
      return found;
    },
    'key? has_key? include?': ({ args }) => it.sys.env.has(it.str(args[0] as Value)),
    'to_h to_hash': () => asHash(),
    inspect: () => it.send(asHash(), 'inspect'),
    to_s: () => it.string('ENV'),
    'each each_pair map select keys values to_a sort_by find any?': ({ name, args, block }) =>
      it.sendWith(asHash(), name, args, block),
  });
  it.class('Object').constants.set('ENV', env);
}
