/** Module, Class, Comparable, Proc and exceptions. */
import { constantIn } from '../constants.ts';
import type { Interpreter } from '../interpreter.ts';
import { RArray, RClass, RObject } from '../values.ts';
import type { Call, Method, Value, Visibility, RProc } from '../values.ts';

export function defineModules(it: Interpreter): void {
  const module = it.class('Module');
  const cls = (call: Call) => call.self as RClass;
  const name = (value: Value) => it.nameOf(value);
  const visibility = (kind: Visibility) => (call: Call) => {
    if (call.args.length === 0) {
      it.callerFrame.visibility = kind;
      it.callerFrame.moduleFunction = false;
      return null;
    }
    for (const one of call.args.flatMap((arg) => (arg instanceof RArray ? arg.items : [arg]))) {
      const method = it.findIn(cls(call), name(one));
      if (!method) throw it.error('NameError', `undefined method \`${name(one)}' for class \`${cls(call).name}'`);
      cls(call).methods.set(name(one), { ...method, visibility: kind });
    }
    return call.args[0] as Value;
  };
  it.methods(module, {
    'name to_s inspect': (call) =>
      cls(call).name === ''
        ? call.name === 'name'
          ? null
          : it.string(`#<${cls(call).cls.name}>`)
        : it.string(cls(call).name),
    '===': (call) => it.isA(call.args[0] as Value, cls(call)),
    '==': (call) => call.self === call.args[0],
    '<': (call) =>
      call.self !== call.args[0] &&
      cls(call)
        .ancestors()
        .includes(call.args[0] as RClass),
    '<=': (call) =>
      cls(call)
        .ancestors()
        .includes(call.args[0] as RClass),
    ancestors: (call) => it.array(cls(call).ancestors()),
    'instance_methods public_instance_methods': (call) =>
      it.array(
        [...cls(call).methods.values()]
          .filter(({ visibility: kind }) => kind !== 'private')
          .map((one) => it.symbol(one.name)),
      ),
    instance_method: (call) => it.symbol(name(call.args[0] as Value)),
    'method_defined? public_method_defined? instance_methods_include?': (call) =>
      it.findIn(cls(call), name(call.args[0] as Value)) !== undefined,
    'attr_reader attr': (call) => attributes(it, call, true, false),
    attr_writer: (call) => attributes(it, call, false, true),
    attr_accessor: (call) => attributes(it, call, true, true),
    include: async (call) => {
      for (const one of call.args) {
        if (!(one instanceof RClass))
          throw it.error('TypeError', `wrong argument type ${it.classOf(one).name} (expected Module)`);
        if (!cls(call).includes.includes(one)) cls(call).includes.push(one);
        if (it.find(one, 'included')) await it.send(one, 'included', call.self);
      }
      return call.self;
    },
    prepend: (call) => {
      for (const one of call.args) if (one instanceof RClass) cls(call).prepends.push(one);
      return call.self;
    },
    extend: async (call) => {
      for (const one of call.args) {
        if (!(one instanceof RClass)) continue;
        it.singletonOf(call.self).includes.push(one);
        if (it.find(one, 'extended')) await it.send(one, 'extended', call.self);
      }
      return call.self;
    },
    'include?': (call) =>
      cls(call)
        .ancestors()
        .includes(call.args[0] as RClass),
    included_modules: (call) =>
      it.array(
        cls(call)
          .ancestors()
          .filter(({ isModule }) => isModule),
      ),
    private: visibility('private'),
    public: visibility('public'),
    protected: visibility('protected'),
    module_function: (call) => {
      if (call.args.length === 0) it.callerFrame.moduleFunction = true;
      for (const one of call.args) {
        const method = it.findIn(cls(call), name(one));
        if (method) it.singletonOf(call.self).methods.set(name(one), method);
      }
      return null;
    },
    private_constant: () => null,
    private_class_method: (call) => {
      for (const one of call.args) {
        const owner = it.singletonOf(call.self);
        const method = it.findIn(owner, name(one));
        if (method) owner.methods.set(name(one), { ...method, visibility: 'private' });
      }
      return null;
    },
    define_method: (call) => {
      const proc = call.block ?? (call.args[1] as RProc);
      const method: Method = { name: name(call.args[0] as Value), owner: cls(call), visibility: 'public', proc };
      cls(call).methods.set(method.name, method);
      return it.symbol(method.name);
    },
    alias_method: (call) => {
      const method = it.findIn(cls(call), name(call.args[1] as Value));
      if (!method)
        throw it.error(
          'NameError',
          `undefined method \`${name(call.args[1] as Value)}' for class \`${cls(call).name}'`,
        );
      cls(call).methods.set(name(call.args[0] as Value), { ...method, name: name(call.args[0] as Value) });
      return call.self;
    },
    'remove_method undef_method': (call) => {
      for (const one of call.args) cls(call).methods.delete(name(one));
      return call.self;
    },
    const_get: (call) => {
      let at: Value = call.self;
      for (const part of name(call.args[0] as Value).split('::')) {
        const found: Value | undefined =
          at instanceof RClass ? (constantIn(at, part) ?? constantIn(it.class('Object'), part)) : undefined;
        if (found === undefined) throw it.error('NameError', `uninitialized constant ${part}`);
        at = found;
      }
      return at;
    },
    const_set: (call) => {
      const value = call.args[1] ?? null;
      cls(call).constants.set(name(call.args[0] as Value), value);
      if (value instanceof RClass && value.name === '') value.name = name(call.args[0] as Value);
      return value;
    },
    'const_defined?': (call) => constantIn(cls(call), name(call.args[0] as Value)) !== undefined,
    constants: (call) => it.array([...cls(call).constants.keys()].map((one) => it.symbol(one))),
    class_variable_get: (call) => cls(call).classVariables.get(name(call.args[0] as Value)) ?? null,
    class_variable_set: (call) => {
      cls(call).classVariables.set(name(call.args[0] as Value), call.args[1] ?? null);
      return call.args[1] ?? null;
    },
    'class_eval module_eval class_exec': async (call) => {
      if (call.block)
        return it.callProc(call.block, call.args.length ? call.args : [call.self], {
          self: call.self,
          module: cls(call),
        });
      return it.run(it.str(call.args[0] as Value), '(eval)', it.frameFor(call.self, cls(call), [cls(call)]));
    },
    instance_variable_get: (call) => cls(call).ivars.get(name(call.args[0] as Value)) ?? null,
    hash: (call) => BigInt(cls(call).name.length),
    freeze: (call) => call.self,
  });
  it.methods(it.class('Class'), {
    new: async (call) => {
      const made = await it.send(call.self, 'allocate');
      const initialize = it.find(made, 'initialize');
      if (initialize) await it.invoke(made, initialize, call.args, call.block, 'initialize');
      return made;
    },
    allocate: (call) => new RObject(cls(call)),
    superclass: (call) => cls(call).superclass ?? null,
  });
  it.singletonMethods(it.class('Class'), {
    new: async (call) => {
      const made = await it.newModule('', it.class('Object'), false, call.args[0]);
      if (call.block) await it.callProc(call.block, [made], { self: made, module: made });
      return made;
    },
  });
  it.singletonMethods(module, {
    new: async (call) => {
      const made = await it.newModule('', it.class('Object'), true, undefined);
      if (call.block) await it.callProc(call.block, [made], { self: made, module: made });
      return made;
    },
  });
  defineComparable(it);
  defineProcs(it);
}

function attributes(it: Interpreter, { self, args }: Call, reader: boolean, writer: boolean): Value {
  const owner = self as RClass;
  const { visibility } = it.callerFrame;
  for (const one of args) {
    const name = it.nameOf(one);
    const at = `@${name}`;
    if (reader)
      owner.methods.set(name, {
        name,
        owner,
        visibility,
        builtin: (call) => (call.self instanceof RObject ? (call.self.ivars.get(at) ?? null) : null),
      });
    if (writer) {
      owner.methods.set(`${name}=`, {
        name: `${name}=`,
        owner,
        visibility,
        builtin: (call) => {
          if (call.self instanceof RObject) {
            if (call.self.frozen) throw it.error('RuntimeError', `can't modify frozen ${it.classOf(call.self).name}`);
            call.self.ivars.set(at, call.args[0] ?? null);
          }
          return call.args[0] ?? null;
        },
      });
    }
  }
  return it.array(args.map((one) => it.symbol(it.nameOf(one))));
}

function defineComparable(it: Interpreter): void {
  const compared =
    (test: (order: number) => boolean) =>
    async ({ self, args }: Call) =>
      test(await it.compare(self, args[0] as Value));
  it.methods(it.class('Comparable'), {
    '<': compared((order) => order < 0),
    '>': compared((order) => order > 0),
    '<=': compared((order) => order <= 0),
    '>=': compared((order) => order >= 0),
    '==': async ({ self, args }) => self === args[0] || Number(await it.send(self, '<=>', args[0] as Value)) === 0,
    'between?': async ({ self, args }) =>
      (await it.compare(self, args[0] as Value)) >= 0 && (await it.compare(self, args[1] as Value)) <= 0,
    clamp: async ({ self, args }) => {
      if ((await it.compare(self, args[0] as Value)) < 0) return args[0] as Value;
      return (await it.compare(self, args[1] as Value)) > 0 ? (args[1] as Value) : self;
    },
  });
}

function defineProcs(it: Interpreter): void {
  const proc = it.define('Proc');
  it.singletonMethods(proc, {
    new: ({ block }) => {
      if (!block) throw it.error('ArgumentError', 'tried to create Proc object without a block');
      return block;
    },
  });
  it.methods(proc, {
    'call () yield === []': ({ self, args, block }) => it.callProc(self as RProc, args, block ? { block } : {}),
    to_proc: ({ self }) => self,
    'lambda?': ({ self }) => (self as RProc).lambda,
    arity: ({ self }) => {
      const parameters = (self as RProc).block?.parameters ?? [];
      const required = parameters.filter(({ kind }) => kind === 'required').length;
      return BigInt(
        parameters.some(({ kind }) => kind === 'rest' || (kind === 'optional' && (self as RProc).lambda))
          ? -required - 1
          : required,
      );
    },
    parameters: ({ self }) =>
      it.array(
        ((self as RProc).block?.parameters ?? []).map(({ kind, name }) =>
          it.array([it.symbol(kind === 'required' ? 'req' : kind), it.symbol(name)]),
        ),
      ),
    curry: ({ self }) => {
      const whole = (self as RProc).block?.parameters.length ?? 1;
      const collect = (known: readonly Value[]): Value =>
        it.builtinProc(({ args }) => {
          const all = [...known, ...args];
          return all.length >= whole ? it.callProc(self as RProc, all) : collect(all);
        });
      return collect([]);
    },
    '>>': ({ self, args }) =>
      it.builtinProc(async (call) => it.send(args[0] as Value, 'call', await it.callProc(self as RProc, call.args))),
    '<<': ({ self, args }) =>
      it.builtinProc(async (call) =>
        it.callProc(self as RProc, [await it.sendWith(args[0] as Value, 'call', call.args, undefined)]),
      ),
    inspect: ({ self }) => it.string((self as RProc).lambda ? '#<Proc (lambda)>' : '#<Proc>'),
  });
}

const EXCEPTIONS: readonly (readonly [name: string, above: string])[] = [
  ['NoMemoryError', 'Exception'],
  ['ScriptError', 'Exception'],
  ['LoadError', 'ScriptError'],
  ['NotImplementedError', 'ScriptError'],
  ['SyntaxError', 'ScriptError'],
  ['SecurityError', 'Exception'],
  ['SignalException', 'Exception'],
  ['Interrupt', 'SignalException'],
  ['SystemExit', 'Exception'],
  ['SystemStackError', 'Exception'],
  ['StandardError', 'Exception'],
  ['ArgumentError', 'StandardError'],
  ['UncaughtThrowError', 'ArgumentError'],
  ['EncodingError', 'StandardError'],
  ['FiberError', 'StandardError'],
  ['IOError', 'StandardError'],
  ['EOFError', 'IOError'],
  ['IndexError', 'StandardError'],
  ['KeyError', 'IndexError'],
  ['StopIteration', 'IndexError'],
  ['LocalJumpError', 'StandardError'],
  ['NameError', 'StandardError'],
  ['NoMethodError', 'NameError'],
  ['Math::DomainError', 'ArgumentError'],
  ['RangeError', 'StandardError'],
  ['FloatDomainError', 'RangeError'],
  ['RegexpError', 'StandardError'],
  ['RuntimeError', 'StandardError'],
  ['FrozenError', 'RuntimeError'],
  ['ThreadError', 'StandardError'],
  ['TypeError', 'StandardError'],
  ['ZeroDivisionError', 'StandardError'],
  ['SystemCallError', 'StandardError'],
];

export function defineExceptions(it: Interpreter): void {
  const exception = it.define('Exception');
  for (const [name, above] of EXCEPTIONS) it.define(name, above);
  const message = async (self: RObject) => {
    const own = self.ivars.get('@message') ?? null;
    return own === null ? self.cls.name : it.text(own);
  };
  it.methods(exception, {
    initialize: ({ self, args }) => {
      if (self instanceof RObject && args.length) self.ivars.set('@message', args[0] as Value);
      return null;
    },
    to_s: async ({ self }) => it.string(await message(self as RObject)),
    message: async ({ self }) => it.string(await it.text(await it.send(self, 'to_s'))),
    full_message: async ({ self }) =>
      it.string(`${await it.text(await it.send(self, 'message'))} (${it.classOf(self).name})`),
    inspect: async ({ self }) => {
      const text = await it.text(await it.send(self, 'to_s'));
      const { name } = it.classOf(self);
      return it.string(text === '' ? name : `#<${name}: ${text}>`);
    },
    backtrace: ({ self }) => (self as RObject).ivars.get('@backtrace') ?? null,
    set_backtrace: ({ self, args }) => {
      (self as RObject).ivars.set('@backtrace', args[0] ?? null);
      return args[0] ?? null;
    },
    cause: ({ self }) => (self as RObject).ivars.get('@cause') ?? null,
    exception: ({ self }) => self,
    '==': async ({ self, args }) => self === args[0],
  });
  it.singletonMethods(exception, { exception: ({ self, args }) => it.sendWith(self, 'new', args, undefined) });
  it.methods(it.class('SystemExit'), { status: ({ self }) => (self as RObject).ivars.get('@status') ?? 0n });
  it.methods(it.class('KeyError'), { key: ({ self }) => (self as RObject).ivars.get('@key') ?? null });
  it.methods(it.class('NameError'), { name: ({ self }) => (self as RObject).ivars.get('@name') ?? null });
}
