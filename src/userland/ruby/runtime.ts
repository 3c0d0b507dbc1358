/** Ruby's world: its classes, how objects are made, how methods are found and called, how exceptions are raised. */
import { utf8 } from '../../base/bytes.ts';
import type { Errno } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { RubyError, ThrowJump } from './control.ts';
import { floatText } from './core/float-text.ts';
import { patternFor } from './core/pattern.ts';
import { successor } from './core/successor.ts';
import { RArray, RClass, RHash, RMatch, RObject, RProc, RRange, RRegexp, RString, RSymbol } from './values.ts';
import type { Builtin, Call, Frame, Method, Value, Visibility } from './values.ts';

/** Names of built-in methods to what they do: `'size length'` are two names of one. */
export type Methods = Readonly<Record<string, Builtin>>;

export abstract class Runtime {
  readonly classes = new Map<string, RClass>();
  readonly globals = new Map<string, Value>();
  readonly main: RObject;
  readonly #symbols = new Map<string, RSymbol>();
  /** Where the program is: names of methods and lines, for backtraces. */
  readonly stack: { name: string; line: number; file: string }[] = [];

  constructor(
    readonly sys: Sys,
    /** `1.9.3` */
    readonly version: string,
  ) {
    const bare = undefined as unknown as RClass;
    const basic = new RClass(bare, 'BasicObject', undefined, false, undefined);
    const object = new RClass(bare, 'Object', basic, false, undefined);
    const module = new RClass(bare, 'Module', object, false, undefined);
    const cls = new RClass(bare, 'Class', module, false, undefined);
    for (const one of [basic, object, module, cls]) {
      one.cls = cls;
      this.classes.set(one.name, one);
      object.constants.set(one.name, one);
    }
    const kernel = this.module('Kernel');
    object.includes.push(kernel);
    for (const name of ['Comparable', 'Enumerable']) this.module(name);
    this.main = new RObject(object);
  }

  // --- classes

  class(name: string): RClass {
    const found = this.classes.get(name);
    if (!found) throw new Error(`no class ${name}`);
    return found;
  }

  define(name: string, superclass = 'Object', under?: RClass): RClass {
    const cls = new RClass(
      this.class('Class'),
      under ? `${under.name}::${name}` : name,
      this.class(superclass),
      false,
      under,
    );
    (under ?? this.class('Object')).constants.set(name, cls);
    this.classes.set(cls.name, cls);
    return cls;
  }

  module(name: string): RClass {
    const module = new RClass(this.class('Module'), name, undefined, true, undefined);
    this.class('Object').constants.set(name, module);
    this.classes.set(name, module);
    return module;
  }

  methods(owner: RClass, methods: Methods, visibility: Visibility = 'public'): void {
    for (const [names, builtin] of Object.entries(methods)) {
      for (const name of names.split(' ')) owner.methods.set(name, { name, owner, visibility, builtin });
    }
  }

  singletonMethods(owner: RObject, methods: Methods): void {
    this.methods(this.singletonOf(owner), methods);
  }

  singletonOf(value: Value): RClass {
    if (!(value instanceof RObject)) throw this.error('TypeError', "can't define singleton");
    if (value.singleton) return value.singleton;
    const above = value instanceof RClass && value.superclass ? this.singletonOf(value.superclass) : value.cls;
    const name = value instanceof RClass ? `#<Class:${value.name}>` : '';
    value.singleton = new RClass(this.class('Class'), name, above, false, undefined);
    value.singleton.attached = value;
    return value.singleton;
  }

  /** The class that `obj.class` answers. */
  classOf(value: Value): RClass {
    if (value instanceof RObject) return value.cls;
    if (value === null) return this.class('NilClass');
    if (typeof value === 'boolean') return this.class(value ? 'TrueClass' : 'FalseClass');
    return this.class(typeof value === 'bigint' ? 'Integer' : 'Float');
  }

  isA(value: Value, cls: RClass): boolean {
    return this.#lookupClass(value).ancestors().includes(cls);
  }

  #lookupClass(value: Value): RClass {
    if (value instanceof RClass) return this.singletonOf(value);
    return value instanceof RObject && value.singleton ? value.singleton : this.classOf(value);
  }

  // --- objects

  string = (text: string): RString => new RString(this.class('String'), text);
  array = (items: Value[]): RArray => new RArray(this.class('Array'), items);
  hash(pairs: readonly (readonly [Value, Value])[] = []): RHash {
    const hash = new RHash(this.class('Hash'));
    for (const [key, value] of pairs) hash.set(key, value);
    return hash;
  }
  range = (from: Value, to: Value, exclusive: boolean): RRange => new RRange(this.class('Range'), from, to, exclusive);
  builtinProc = (builtin: Builtin): RProc => new RProc(this.class('Proc'), undefined, builtin, undefined, null);
  match = (match: RegExpExecArray): RMatch => new RMatch(this.class('MatchData'), match);

  symbol(name: string): RSymbol {
    let found = this.#symbols.get(name);
    if (!found) this.#symbols.set(name, (found = new RSymbol(this.class('Symbol'), name)));
    return found;
  }

  regexp(source: string, flags: string): RRegexp {
    const pattern = patternFor(source, flags);
    if (!pattern) throw this.error('RegexpError', `this pattern is not simulated in Drydock's ruby: /${source}/`);
    return new RRegexp(this.class('Regexp'), source, flags, pattern);
  }

  // --- methods

  /** A class or module that did not exist; without a name it is anonymous. */
  async newModule(name: string, under: RClass, isModule: boolean, superclass: Value | undefined): Promise<RClass> {
    const above = isModule ? undefined : superclass === undefined ? this.class('Object') : superclass;
    if (above !== undefined && !(above instanceof RClass)) throw this.error('TypeError', 'superclass must be a Class');
    const full = under.name === 'Object' || name === '' ? name : `${under.name}::${name}`;
    const cls = new RClass(this.class(isModule ? 'Module' : 'Class'), full, above, isModule, under);
    if (name) under.constants.set(name, cls);
    if (above && this.find(above, 'inherited')) await this.send(above, 'inherited', cls);
    return cls;
  }

  find(value: Value, name: string): Method | undefined {
    return this.findIn(this.#lookupClass(value), name);
  }

  findIn(cls: RClass, name: string): Method | undefined {
    for (const one of cls.ancestors()) {
      const found = one.methods.get(name);
      if (found) return found;
    }
    return undefined;
  }

  /** The next definition of the method above `owner`. */
  findSuper(self: Value, method: Method): Method | undefined {
    const chain = this.#lookupClass(self).ancestors();
    for (const one of chain.slice(chain.indexOf(method.owner) + 1)) {
      const found = one.methods.get(method.name);
      if (found) return found;
    }
    return undefined;
  }

  responds(value: Value, name: string): boolean {
    return this.find(value, name)?.visibility === 'public';
  }

  abstract invoke(
    self: Value,
    method: Method,
    args: readonly Value[],
    block: RProc | undefined,
    name: string,
  ): Promise<Value>;
  abstract callProc(
    proc: RProc,
    args: readonly Value[],
    options?: { readonly self?: Value; readonly block?: RProc; readonly module?: RClass },
  ): Promise<Value>;
  abstract run(source: string, file: string, frame?: Frame, line?: number): Promise<Value>;
  abstract require(name: string): Promise<boolean>;
  // What the machine gives: see `ruby.ts`.
  abstract readonly atExit: RProc[];
  abstract constant(name: string): Promise<Value>;
  abstract errno(name: Errno): RClass;
  abstract errorOf(exception: RObject): RubyError;
  abstract isError(error: unknown, cls: string): boolean;
  abstract interruptible<T>(wait: () => T | Promise<T>): Promise<T>;
  abstract readFile(path: string): Promise<string>;
  abstract loadFile(path: string): Promise<boolean>;
  abstract backtick(command: string): Promise<Value>;
  abstract system(argv: readonly string[]): Promise<Value>;
  abstract trap(signal: Value, action: RProc | null): Value;

  /** Calls a public method from inside the built-ins. */
  async send(self: Value, name: string, ...args: readonly Value[]): Promise<Value> {
    return this.sendWith(self, name, args, undefined);
  }

  async sendWith(self: Value, name: string, args: readonly Value[], block: RProc | undefined): Promise<Value> {
    const method = this.find(self, name);
    if (method) return this.invoke(self, method, args, block, name);
    const missing = this.find(self, 'method_missing');
    if (missing && !(missing.owner.name === 'BasicObject'))
      return this.invoke(self, missing, [this.symbol(name), ...args], block, 'method_missing');
    throw await this.noMethod(self, name);
  }

  async noMethod(self: Value, name: string, bare = false): Promise<RubyError> {
    const kind = bare ? 'undefined local variable or method' : 'undefined method';
    const what =
      self === null || typeof self === 'boolean'
        ? `${await this.inspect(self)}:${this.classOf(self).name}`
        : self === this.main
          ? 'main:Object'
          : await this.described(self);
    return this.error(bare ? 'NameError' : 'NoMethodError', `${kind} \`${name}' for ${what}`);
  }

  private async described(self: Value): Promise<string> {
    if (self instanceof RClass) return `${self.name}:${self.cls.name}`;
    const text = await this.inspect(self);
    const short = text.length > 65 ? `#<${this.classOf(self).name}>` : text;
    return short.startsWith('#<') ? short : `${short}:${this.classOf(self).name}`;
  }

  async yield(block: RProc | undefined, ...args: readonly Value[]): Promise<Value> {
    if (!block) throw this.error('LocalJumpError', 'no block given (yield)');
    return this.callProc(block, args);
  }

  // --- conversions

  truthy = (value: Value): boolean => value !== null && value !== false;

  async text(value: Value): Promise<string> {
    if (value instanceof RString) return value.text;
    if (value instanceof RSymbol) return value.name;
    if (value === null) return '';
    if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    if (typeof value === 'number') return floatText(value);
    const made = await this.send(value, 'to_s');
    return made instanceof RString ? made.text : `#<${this.classOf(value).name}>`;
  }

  async inspect(value: Value): Promise<string> {
    const made = await this.send(value, 'inspect');
    return made instanceof RString ? made.text : await this.text(made);
  }

  async equal(a: Value, b: Value): Promise<boolean> {
    if (a === b) return true;
    if (a instanceof RString && b instanceof RString) return a.text === b.text;
    if (!(a instanceof RObject))
      return typeof a === 'bigint' && typeof b === 'number'
        ? Number(a) === b
        : typeof a === 'number' && typeof b === 'bigint'
          ? a === Number(b)
          : false;
    return this.truthy(await this.send(a, '==', b));
  }

  async compare(a: Value, b: Value): Promise<number> {
    if ((typeof a === 'bigint' || typeof a === 'number') && (typeof b === 'bigint' || typeof b === 'number'))
      return a < b ? -1 : a > b ? 1 : 0;
    if (a instanceof RString && b instanceof RString) return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
    const order = this.find(a, '<=>') ? await this.send(a, '<=>', b) : null;
    if (typeof order === 'bigint' || typeof order === 'number') return Number(order);
    throw this.incomparable(a, b);
  }

  incomparable(a: Value, b: Value): RubyError {
    return this.error('ArgumentError', `comparison of ${this.classOf(a).name} with ${this.#shown(b)} failed`);
  }

  /** Of an operand that a number's operator cannot do with. */
  uncoerced(value: Value, self: Value): RubyError {
    return this.error('TypeError', `${this.#shown(value)} can't be coerced into ${this.classOf(self).name}`);
  }

  /** As messages name what is in the wrong place: values of their own kind by themselves, others by their class. */
  #shown(value: Value): string {
    if (value === null) return 'nil';
    if (typeof value === 'number') return floatText(value);
    if (value instanceof RSymbol) return `:${value.name}`;
    return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : this.classOf(value).name;
  }

  /** On stderr, with the place in the program. */
  async warn(what: string): Promise<void> {
    const { file, line } = this.stack.at(-1) ?? { file: '-e', line: 1 };
    await this.sys.write(2, utf8(`${file}:${line}: warning: ${what}\n`));
  }

  int(value: Value, what = 'Integer'): number {
    if (typeof value === 'bigint') return Number(value);
    if (typeof value === 'number') return Math.trunc(value);
    throw this.conversion(value, what);
  }

  str(value: Value): string {
    if (value instanceof RString) return value.text;
    throw this.conversion(value, 'String');
  }

  /** Of a string or a symbol. */
  nameOf(value: Value): string {
    if (value instanceof RSymbol) return value.name;
    if (value instanceof RString) return value.text;
    throw this.error('TypeError', `${this.classOf(value).name} is not a symbol nor a string`);
  }

  conversion(value: Value, to: string): RubyError {
    const what = value === null || typeof value === 'boolean' ? this.#shown(value) : this.classOf(value).name;
    return this.error('TypeError', `no implicit conversion of ${what} into ${to}`);
  }

  /** The items of anything that has `each`. */
  async items(value: Value): Promise<Value[]> {
    if (value instanceof RArray) return [...value.items];
    if (value instanceof RHash) return value.pairs().map(([key, one]) => this.array([key, one]));
    if (value instanceof RRange) return this.rangeItems(value);
    const found: Value[] = [];
    const collect = this.builtinProc(({ args }) => {
      found.push(args.length === 1 ? (args[0] as Value) : this.array([...args]));
      return null;
    });
    await this.sendWith(value, 'each', [], collect);
    return found;
  }

  private rangeItems({ from, to, exclusive }: RRange): Value[] {
    if (typeof from === 'bigint') {
      if (to === null || to === Infinity) throw this.error('RangeError', 'cannot convert endless range to an array');
      const end = typeof to === 'bigint' ? to : BigInt(Math.floor(Number(to)));
      const found: Value[] = [];
      for (let i = from; exclusive ? i < end : i <= end; i++) found.push(i);
      return found;
    }
    if (from instanceof RString && to instanceof RString) {
      const found: Value[] = [];
      for (let at = from.text; at.length <= to.text.length; at = successor(at)) {
        if (at === to.text && exclusive) break;
        found.push(this.string(at));
        if (at === to.text) break;
      }
      return found;
    }
    throw this.error('TypeError', `can't iterate from ${this.classOf(from).name}`);
  }

  // --- exceptions

  error(cls: string, message: string): RubyError {
    return new RubyError(this.exception(this.class(cls), message));
  }

  exception(cls: RClass, message: string): RObject {
    const exception = new RObject(cls);
    exception.ivars.set('@message', this.string(message));
    exception.ivars.set('@backtrace', this.array(this.backtrace().map(this.string)));
    return exception;
  }

  backtrace(): string[] {
    return [...this.stack].reverse().map(({ name, line, file }) => `${file}:${line}:in \`${name}'`);
  }

  arity(args: readonly Value[], from: number, to = from): void {
    if (args.length >= from && args.length <= to) return;
    const expected = to === Infinity ? `${from}+` : from === to ? String(from) : `${from}..${to}`;
    const old = /^1\.|^2\.[0-2]/.test(this.version);
    throw this.error(
      'ArgumentError',
      old
        ? `wrong number of arguments (${args.length} for ${expected})`
        : `wrong number of arguments (given ${args.length}, expected ${expected})`,
    );
  }

  notSimulated(what: string): RubyError {
    return this.error('NotImplementedError', `${what} is not simulated in Drydock's ruby; real Ruby has it`);
  }

  thrown(tag: Value, value: Value): ThrowJump {
    return new ThrowJump(tag, value);
  }
}

export type { Call };
