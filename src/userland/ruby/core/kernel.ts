/** Kernel: what every object can do, and what programs call without a receiver. */
import { utf8 } from '../../../base/bytes.ts';
import { ExitJump, ThrowJump } from '../control.ts';
import type { Interpreter } from '../interpreter.ts';
import { RArray, RClass, RHash, RObject, RRange, RString, identityOf } from '../values.ts';
import type { Value, RProc } from '../values.ts';
import { format } from './format.ts';

export function defineKernel(it: Interpreter): void {
  const object = it.class('Object');
  it.methods(it.class('BasicObject'), {
    initialize: () => null,
    '== equal?': ({ self, args }) => self === args[0],
    '!': ({ self }) => !it.truthy(self),
    '!=': async ({ self, args }) => !(await it.equal(self, args[0] as Value)),
    method_missing: async ({ self, args }) => {
      throw await it.noMethod(self, it.nameOf(args[0] as Value));
    },
    'instance_eval instance_exec': async ({ self, args, block }) => {
      if (block) return it.callProc(block, args.length ? args : [self], { self, module: it.singletonOf(self) });
      return it.run(it.str(args[0] as Value), '(eval)', it.frameFor(self, it.classOf(self), []));
    },
    '__send__ send': ({ self, args, block }) => it.sendWith(self, it.nameOf(args[0] as Value), args.slice(1), block),
    __id__: ({ self }) => BigInt(self instanceof RObject ? identityOf(self) * 8 : 8),
  });
  it.methods(object, {
    class: ({ self }) => it.classOf(self),
    singleton_class: ({ self }) => it.singletonOf(self),
    inspect: async ({ self }) => it.string(await inspectObject(it, self)),
    to_s: ({ self }) => it.string(self === it.main ? 'main' : `#<${it.classOf(self).name}>`),
    object_id: ({ self }) =>
      BigInt(self instanceof RObject ? identityOf(self) * 8 : typeof self === 'bigint' ? Number(self) * 2 + 1 : 8),
    hash: ({ self }) => BigInt(self instanceof RObject ? identityOf(self) : 1),
    '=== eql?': ({ self, args }) => it.equal(self, args[0] as Value),
    '=~': () => null,
    'nil?': ({ self }) => self === null,
    'is_a? kind_of?': ({ self, args }) => args[0] instanceof RClass && it.isA(self, args[0]),
    'instance_of?': ({ self, args }) => it.classOf(self) === args[0],
    'respond_to?': async ({ self, args }) => {
      if (it.responds(self, it.nameOf(args[0] as Value))) return true;
      const custom = it.find(self, 'respond_to_missing?');
      return custom
        ? it.truthy(await it.invoke(self, custom, [args[0] as Value, false], undefined, 'respond_to_missing?'))
        : false;
    },
    'respond_to_missing?': () => false,
    public_send: ({ self, args, block }) => it.sendWith(self, it.nameOf(args[0] as Value), args.slice(1), block),
    method: async ({ self, args }) => {
      const name = it.nameOf(args[0] as Value);
      const method = it.find(self, name);
      if (!method) throw it.error('NameError', `undefined method \`${name}' for class \`${it.classOf(self).name}'`);
      const proc = it.builtinProc(({ args: given, block }) => it.invoke(self, method, given, block, name));
      proc.lambda = true;
      return proc;
    },
    'methods public_methods': ({ self }) => it.array(methodNames(it, self).map((name) => it.symbol(name))),
    singleton_methods: ({ self }) =>
      it.array(
        self instanceof RObject && self.singleton
          ? [...self.singleton.methods.keys()].map((name) => it.symbol(name))
          : [],
      ),
    define_singleton_method: ({ self, args, block }) => {
      const owner = it.singletonOf(self);
      const proc = block ?? (args[1] as RProc);
      owner.methods.set(it.nameOf(args[0] as Value), {
        name: it.nameOf(args[0] as Value),
        owner,
        visibility: 'public',
        proc,
      });
      return args[0] as Value;
    },
    extend: ({ self, args }) => {
      for (const module of args) if (module instanceof RClass) it.singletonOf(self).includes.push(module);
      return self;
    },
    instance_variables: ({ self }) =>
      it.array(self instanceof RObject ? [...self.ivars.keys()].map((name) => it.symbol(name)) : []),
    instance_variable_get: ({ self, args }) =>
      self instanceof RObject ? (self.ivars.get(it.nameOf(args[0] as Value)) ?? null) : null,
    instance_variable_set: ({ self, args }) => {
      if (self instanceof RObject) self.ivars.set(it.nameOf(args[0] as Value), args[1] ?? null);
      return args[1] ?? null;
    },
    'instance_variable_defined?': ({ self, args }) =>
      self instanceof RObject && self.ivars.has(it.nameOf(args[0] as Value)),
    freeze: ({ self }) => {
      if (self instanceof RObject) self.frozen = true;
      return self;
    },
    'frozen?': ({ self }) => !(self instanceof RObject) || self.frozen,
    'dup clone': ({ self }) => copied(it, self),
    tap: async ({ self, block }) => {
      await it.yield(block, self);
      return self;
    },
    'then yield_self': ({ self, block }) => it.yield(block, self),
    itself: ({ self }) => self,
    display: async ({ self }) => {
      await it.sys.write(1, utf8(await it.text(self)));
      return null;
    },
    'to_enum each_entry enum_for': async ({ self }) => it.array(await it.items(self)),
    instance_variable_names: ({ self }) =>
      it.array(self instanceof RObject ? [...self.ivars.keys()].map(it.string) : []),
  });
  defineFunctions(it);
  defineNilAndBooleans(it);
}

function defineFunctions(it: Interpreter): void {
  const kernel = it.class('Kernel');
  const write = async (text: string) => {
    await it.send(it.globals.get('$stdout') ?? null, 'write', it.string(text));
    return null;
  };
  it.methods(kernel, {
    puts: async ({ args }) => write(await putsText(it, args)),
    print: async ({ args }) => write((await Promise.all(args.map(it.text, it))).join('')),
    p: async ({ args }) => {
      for (const one of args) await write(`${await it.inspect(one)}\n`);
      return args.length === 0 ? null : args.length === 1 ? (args[0] as Value) : it.array([...args]);
    },
    pp: async ({ args }) => {
      for (const one of args) await write(`${await it.inspect(one)}\n`);
      return args[0] ?? null;
    },
    'format sprintf': async ({ args }) => it.string(await format(it, it.str(args[0] as Value), args.slice(1))),
    printf: async ({ args }) => write(await format(it, it.str(args[0] as Value), args.slice(1))),
    putc: async ({ args }) =>
      write(args[0] instanceof RString ? (args[0].text[0] ?? '') : String.fromCharCode(it.int(args[0] as Value))),
    gets: ({ args }) => it.sendWith(it.globals.get('$stdin') ?? null, 'gets', args, undefined),
    readline: ({ args }) => it.sendWith(it.globals.get('$stdin') ?? null, 'readline', args, undefined),
    readlines: ({ args }) => it.sendWith(it.globals.get('$stdin') ?? null, 'readlines', args, undefined),
    require: async ({ args }) => it.require(it.str(args[0] as Value)),
    require_relative: async ({ args }) => {
      const folder = it.file.includes('/') ? it.file.slice(0, it.file.lastIndexOf('/')) : '.';
      return it.require(`${folder}/${it.str(args[0] as Value)}`);
    },
    load: async ({ args }) => it.loadFile(it.str(args[0] as Value)),
    'raise fail': async ({ args }) => {
      throw await raised(it, args);
    },
    loop: async ({ block }) => {
      for (;;) {
        await it.sys.tick();
        try {
          await it.yield(block);
        } catch (error) {
          if (it.isError(error, 'StopIteration')) return null;
          throw error;
        }
      }
    },
    lambda: ({ block }) => {
      if (!block) throw it.error('ArgumentError', 'tried to create Proc object without a block');
      block.lambda = true;
      return block;
    },
    proc: ({ block }) => {
      if (!block) throw it.error('ArgumentError', 'tried to create Proc object without a block');
      return block;
    },
    catch: async ({ args, block }) => {
      const tag = args[0] ?? new RObject(it.class('Object'));
      try {
        return await it.yield(block, tag);
      } catch (error) {
        if (error instanceof ThrowJump && error.tag === tag) return error.value;
        throw error;
      }
    },
    throw: ({ args }) => {
      throw it.thrown(args[0] as Value, args[1] ?? null);
    },
    'exit exit!': ({ args }) => {
      throw new ExitJump(args[0] === false ? 1 : args.length && args[0] !== true ? it.int(args[0] as Value) : 0);
    },
    abort: async ({ args }) => {
      if (args.length) await it.sys.write(2, utf8(`${it.str(args[0] as Value)}\n`));
      throw new ExitJump(1);
    },
    at_exit: ({ block }) => {
      if (block) it.atExit.unshift(block);
      return block ?? null;
    },
    sleep: async ({ args }) => {
      const started = it.sys.now();
      const ms = args.length ? Number(args[0]) * 1000 : 2 ** 31 - 1;
      await it.interruptible(() => it.sys.sleep(ms));
      return BigInt(Math.round((it.sys.now() - started) / 1000));
    },
    rand: ({ args }) => random(it, args[0] ?? null),
    srand: () => 0n,
    Integer: ({ args }) => toInteger(it, args[0] as Value, args[1]),
    Float: ({ args }) => {
      const [value] = args;
      if (value instanceof RString && /^\s*[-+]?\d[\d_]*(\.\d+)?([eE][-+]?\d+)?\s*$/.test(value.text))
        return Number(value.text.replace(/_/g, ''));
      if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
      throw it.error(
        value === null ? 'TypeError' : 'ArgumentError',
        value === null
          ? "can't convert nil into Float"
          : `invalid value for Float(): ${value instanceof RString ? `"${value.text}"` : ''}`,
      );
    },
    String: async ({ args }) => it.string(await it.text(args[0] as Value)),
    Array: async ({ args }) => {
      const [value] = args;
      if (value === null || value === undefined) return it.array([]);
      return value instanceof RArray
        ? value
        : value instanceof RHash || value instanceof RRange
          ? it.array(await it.items(value))
          : it.array([value]);
    },
    caller: () => it.array(it.backtrace().slice(1).map(it.string)),
    binding: () => it.main,
    eval: async ({ args }) => it.run(it.str(args[0] as Value), '(eval)', it.callerFrame),
    local_variables: () => it.array(it.callerFrame.variables.names().map((name) => it.symbol(name))),
    warn: async ({ args }) => {
      await it.sys.write(2, utf8(await putsText(it, args)));
      return null;
    },
    '`': ({ args }) => it.backtick(it.str(args[0] as Value)),
    system: ({ args }) => it.system(args.map((one) => (one instanceof RString ? one.text : '')).filter(Boolean)),
    exec: async ({ args }) => {
      throw new ExitJump((await it.system(args.map((one) => it.str(one)))) === true ? 0 : 1);
    },
    trap: ({ args, block }) => it.trap(args[0] as Value, block ?? null),
    'private public protected module_function': ({ self, name, args }) => {
      if (self === it.main) return null;
      throw it.error('NoMethodError', `undefined method \`${name}' for ${args.length}`);
    },
    include: ({ args }) => {
      for (const module of args) if (module instanceof RClass) it.class('Object').includes.push(module);
      return it.class('Object');
    },
    gem: () => true,
    srand_: () => null,
    fork: () => {
      throw it.notSimulated('fork');
    },
  });
  kernel.methods.delete('srand_');
}

export async function putsText(it: Interpreter, args: readonly Value[]): Promise<string> {
  if (args.length === 0) return '\n';
  let text = '';
  for (const one of args) {
    if (one instanceof RArray) text += one.items.length ? await putsText(it, one.items) : args.length === 1 ? '\n' : '';
    else {
      const line = await it.text(one);
      text += line.endsWith('\n') ? line : `${line}\n`;
    }
  }
  return text;
}

async function raised(it: Interpreter, args: readonly Value[]) {
  const [first, second] = args;
  if (first === undefined) {
    const current = it.globals.get('$!');
    if (current instanceof RObject) return it.errorOf(current);
    return it.error('RuntimeError', 'unhandled exception');
  }
  if (first instanceof RString) return it.error('RuntimeError', first.text);
  const made =
    first instanceof RClass ? await it.sendWith(first, 'new', second === undefined ? [] : [second], undefined) : first;
  if (!(made instanceof RObject) || !it.isA(made, it.class('Exception')))
    return it.error('TypeError', 'exception class/object expected');
  if (!(first instanceof RClass) && second !== undefined) made.ivars.set('@message', second);
  if (!made.ivars.has('@backtrace') || made.ivars.get('@backtrace') === null)
    made.ivars.set('@backtrace', it.array(it.backtrace().map(it.string)));
  const cause = it.globals.get('$!') ?? null;
  if (!made.ivars.has('@cause') && cause !== made) made.ivars.set('@cause', cause);
  return it.errorOf(made);
}

async function inspectObject(it: Interpreter, self: Value): Promise<string> {
  if (self === it.main) return 'main';
  if (!(self instanceof RObject) || self.ivars.size === 0) return `#<${it.classOf(self).name}>`;
  const parts = await Promise.all([...self.ivars].map(async ([name, value]) => `${name}=${await it.inspect(value)}`));
  const address = `0x${(identityOf(self) * 8).toString(16).padStart(16, '0')}`;
  return `#<${it.classOf(self).name}:${address} ${parts.join(', ')}>`;
}

function methodNames(it: Interpreter, self: Value): readonly string[] {
  const names = new Set<string>();
  const start =
    self instanceof RClass
      ? it.singletonOf(self)
      : self instanceof RObject && self.singleton
        ? self.singleton
        : it.classOf(self);
  for (const cls of start.ancestors()) {
    if (cls.name === 'Object') break;
    for (const [name, { visibility }] of cls.methods) if (visibility !== 'private') names.add(name);
  }
  return [...names];
}

function copied(it: Interpreter, self: Value): Value {
  if (!(self instanceof RObject) || self instanceof RClass) return self;
  if (self instanceof RString) return it.string(self.text);
  if (self instanceof RArray) return it.array([...self.items]);
  if (self instanceof RHash) {
    const hash = it.hash(self.pairs());
    hash.fallback = self.fallback;
    hash.fallbackProc = self.fallbackProc;
    return hash;
  }
  if (self.constructor !== RObject) return self;
  const copy = new RObject(self.cls);
  for (const [name, value] of self.ivars) copy.ivars.set(name, value);
  return copy;
}

export function random(it: Interpreter, limit: Value): Value {
  const bytes = it.sys.random(6);
  const unit = bytes.reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48;
  if (limit instanceof RRange) {
    const from = it.int(limit.from);
    return BigInt(from + Math.floor(unit * (it.int(limit.to) - from + (limit.exclusive ? 0 : 1))));
  }
  if (typeof limit === 'number') return unit * limit;
  return limit === null || limit === 0n ? unit : BigInt(Math.floor(unit * Number(limit)));
}

function toInteger(it: Interpreter, value: Value, base: Value | undefined): Value {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(Math.trunc(value));
  if (value instanceof RString) {
    const text = value.text.trim().replace(/_/g, '');
    const radix = base === undefined ? 10 : it.int(base);
    if (/^[-+]?\d+$/.test(text) && radix === 10) return BigInt(text.replace(/^\+/, ''));
    if (/^0[xXbBoO][\da-fA-F]+$/.test(text)) return BigInt(text);
    const parsed = parseInt(text, radix);
    if (radix !== 10 && !Number.isNaN(parsed)) return BigInt(parsed);
    throw it.error('ArgumentError', `invalid value for Integer(): "${value.text}"`);
  }
  throw it.error('TypeError', `can't convert ${value === null ? 'nil' : it.classOf(value).name} into Integer`);
}

function defineNilAndBooleans(it: Interpreter): void {
  const constant = (name: string, text: string, shown = text) =>
    it.methods(it.class(name), { to_s: () => it.string(text), inspect: () => it.string(shown) });
  constant('NilClass', '', 'nil');
  constant('TrueClass', 'true');
  constant('FalseClass', 'false');
  it.methods(it.class('NilClass'), {
    to_a: () => it.array([]),
    to_i: () => 0n,
    to_f: () => 0,
    to_h: () => it.hash(),
    '&': () => false,
  });
  for (const name of ['TrueClass', 'FalseClass']) {
    it.methods(it.class(name), {
      '&': ({ self, args }) => self === true && it.truthy(args[0] as Value),
      '|': ({ self, args }) => self === true || it.truthy(args[0] as Value),
      '^': ({ self, args }) => (self === true) !== it.truthy(args[0] as Value),
    });
  }
}
