/** Ruby's objects. Integers are bigints, floats are numbers, `nil` is null; everything else is one of the classes here. */
import type { BlockNode, Node, Parameter } from './ast.ts';

export type Value = null | boolean | bigint | number | RObject;

/** What a built-in method is called with. */
export interface Call {
  readonly self: Value;
  readonly args: readonly Value[];
  readonly block: RProc | undefined;
  /** The name it was called by. */
  readonly name: string;
}

export type Builtin = (call: Call) => Value | Promise<Value>;
export type Visibility = 'public' | 'private' | 'protected';

export interface Method {
  readonly name: string;
  readonly owner: RClass;
  readonly visibility: Visibility;
  /** One of the three. */
  readonly builtin?: Builtin;
  readonly code?: { readonly parameters: readonly Parameter[]; readonly body: Node };
  readonly proc?: RProc;
}

export class RObject {
  readonly ivars = new Map<string, Value>();
  singleton: RClass | undefined;
  frozen = false;
  constructor(public cls: RClass) {}
}

export class RClass extends RObject {
  readonly methods = new Map<string, Method>();
  readonly constants = new Map<string, Value>();
  readonly classVariables = new Map<string, Value>();
  /** Mixed in, the last first. */
  readonly includes: RClass[] = [];
  readonly prepends: RClass[] = [];
  /** Of a singleton class: whose. */
  attached: Value | undefined;
  constructor(
    cls: RClass,
    public name: string,
    readonly superclass: RClass | undefined,
    readonly isModule: boolean,
    readonly lexicalParent: RClass | undefined,
  ) {
    super(cls);
  }

  /** Where methods are looked for, nearest first. */
  ancestors(): RClass[] {
    return ancestorsOf(this);
  }
}

function ancestorsOf(cls: RClass): RClass[] {
  const found: RClass[] = [];
  const mixed = (modules: readonly RClass[]) => [...modules].reverse().flatMap((one) => one.ancestors());
  for (let at: RClass | undefined = cls; at; at = at.superclass) {
    for (const one of [...mixed(at.prepends), at, ...mixed(at.includes)]) if (!found.includes(one)) found.push(one);
  }
  return found;
}

/** Class variables of a singleton class are those of its class. */
export const variablesOwner = (module: RClass): RClass =>
  module.attached instanceof RClass ? module.attached : module;

export class RString extends RObject {
  constructor(
    cls: RClass,
    public text: string,
  ) {
    super(cls);
  }
}

export class RSymbol extends RObject {
  constructor(
    cls: RClass,
    readonly name: string,
  ) {
    super(cls);
  }
}

export class RArray extends RObject {
  constructor(
    cls: RClass,
    public items: Value[],
  ) {
    super(cls);
  }
}

/** Insertion order is kept; keys are told apart by `hashKey`. */
export class RHash extends RObject {
  readonly entries = new Map<unknown, [Value, Value]>();
  fallback: Value = null;
  fallbackProc: RProc | undefined;

  get(key: Value): Value | undefined {
    return this.entries.get(hashKey(key))?.[1];
  }
  set(key: Value, value: Value): void {
    const at = hashKey(key);
    const known = this.entries.get(at);
    if (known) known[1] = value;
    else this.entries.set(at, [key, value]);
  }
  has(key: Value): boolean {
    return this.entries.has(hashKey(key));
  }
  delete(key: Value): void {
    this.entries.delete(hashKey(key));
  }
  pairs(): readonly (readonly [Value, Value])[] {
    return [...this.entries.values()];
  }
}

/** Equal keys give equal values: `eql?` and `hash` in one. */
export function hashKey(value: Value): unknown {
  if (value instanceof RString) return `s${value.text}`;
  if (value instanceof RArray) return `a${value.items.map((item) => keyText(hashKey(item))).join(',')}`;
  if (value instanceof RHash)
    return `h${value
      .pairs()
      .map(([key, one]) => `${keyText(hashKey(key))}=>${keyText(hashKey(one))}`)
      .join(',')}`;
  return typeof value === 'number' ? `f${value}` : value;
}

const identities = new WeakMap<object, number>();
let nextIdentity = 1;

export function identityOf(value: object): number {
  let id = identities.get(value);
  if (id === undefined) identities.set(value, (id = nextIdentity++));
  return id;
}

const keyText = (key: unknown) =>
  typeof key === 'object' && key !== null ? `o${identityOf(key)}` : `${typeof key} ${String(key)}`;

export class RRange extends RObject {
  constructor(
    cls: RClass,
    readonly from: Value,
    readonly to: Value,
    readonly exclusive: boolean,
  ) {
    super(cls);
  }
}

export class RRegexp extends RObject {
  constructor(
    cls: RClass,
    readonly source: string,
    readonly flags: string,
    readonly pattern: RegExp,
  ) {
    super(cls);
  }
}

export class RMatch extends RObject {
  constructor(
    cls: RClass,
    readonly match: RegExpExecArray,
  ) {
    super(cls);
  }
}

export class RProc extends RObject {
  lambda = false;
  constructor(
    cls: RClass,
    /** One of the two. */
    readonly block: BlockNode | undefined,
    readonly builtin: Builtin | undefined,
    readonly frame: Frame | undefined,
    public self: Value,
  ) {
    super(cls);
  }
}

/** Local variables; a block's see those around it. */
export class Variables {
  readonly #own = new Map<string, Value>();
  constructor(private readonly outer?: Variables) {}

  get(name: string): Value | undefined {
    return this.#own.has(name) ? this.#own.get(name) : this.outer?.get(name);
  }
  has(name: string): boolean {
    return this.#own.has(name) || (this.outer?.has(name) ?? false);
  }
  set(name: string, value: Value): void {
    if (!this.#own.has(name) && this.outer?.has(name)) this.outer.set(name, value);
    else this.#own.set(name, value);
  }
  declare(name: string, value: Value): void {
    this.#own.set(name, value);
  }
  names(): readonly string[] {
    return [...this.#own.keys(), ...(this.outer?.names() ?? [])];
  }
}

/** One activation of a method, a block or a class's body. */
export interface Frame {
  readonly variables: Variables;
  readonly self: Value;
  /** Where `def` defines, and constants are looked up from. */
  readonly module: RClass;
  readonly lexical: readonly RClass[];
  readonly method: Method | undefined;
  readonly args: readonly Value[];
  readonly block: RProc | undefined;
  /** What a `return` inside leaves: itself, or the method that a block stands in. */
  readonly home: Frame | undefined;
  visibility: Visibility;
  moduleFunction: boolean;
}
