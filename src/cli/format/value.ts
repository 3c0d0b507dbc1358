/**
 * Values as Go's text/template and fmt see them: plain strings, booleans and numbers (integers), `null` for nil, and
 * these classes for what needs a type.
 */

import { modeMethod } from './modes.ts';

export type GoValue =
  | null
  | string
  | boolean
  | number
  | GoFloat
  | GoInteger
  | GoDuration
  | GoNumber
  | GoNamed
  | GoPointer
  | GoMap
  | GoList
  | GoStruct
  | GoTime
  | GoFunction
  | typeof NO_VALUE;

/** What looking up a missing key gives: prints `<no value>`. */
export const NO_VALUE: unique symbol = Symbol('no value');

export class GoFloat {
  constructor(readonly value: number) {}
}

/** An integer of another type than int. */
export class GoInteger {
  constructor(
    /** `int64` */
    readonly type: string,
    readonly value: number,
  ) {}
}

/** time.Duration: prints as `1m30s`, in JSON nanoseconds. */
export class GoDuration {
  constructor(readonly ns: number) {}
}

/** A number of untyped JSON: json.Number, a kind of string. */
export class GoNumber {
  constructor(readonly text: string) {}
}

/** A string whose type has a name of its own: it compares and prints as a string, and passes for one nowhere. */
export class GoNamed {
  constructor(
    readonly type: string,
    readonly text: string,
  ) {}

  /** What the type's methods of this name answer; undefined when there is none. */
  method(name: string): boolean | string | undefined {
    return modeMethod(this.type, name, this.text);
  }
}

/** A pointer to a number or boolean, or to nothing: prints as what it points to, and compares with nil alone. */
export class GoPointer {
  constructor(
    /** `*int64` */
    readonly type: string,
    readonly target: number | boolean | null,
  ) {}
}

export class GoMap {
  constructor(
    readonly type: string,
    readonly entries: ReadonlyMap<string, GoValue>,
    readonly isNil = false,
    /** The name that Go has for the type, when it has one. */
    readonly named: string = type,
  ) {}
}

export class GoList {
  constructor(
    readonly type: string,
    readonly items: readonly GoValue[],
    readonly isNil = false,
    /** The name that Go has for the type, when it has one. */
    readonly named: string = type,
  ) {}
}

export class GoTime {
  /** RFC 3339. */
  constructor(readonly text: string) {}
}

/** A method with arguments; those without are fields. */
export class GoFunction {
  constructor(
    readonly name: string,
    /** How many arguments it takes. */
    readonly arity: number,
    readonly call: (args: readonly GoValue[]) => GoValue,
  ) {}
}

export interface GoField {
  readonly name: string;
  /** In JSON; undefined when left out of it, '' when its fields belong to the struct around it. */
  readonly json: string | undefined;
  readonly omitEmpty: boolean;
  readonly get: () => GoValue;
}

export class GoStruct {
  constructor(
    /** As error texts have it: `container.State`, `*formatter.ContainerContext`. */
    readonly type: string,
    readonly fields: readonly GoField[],
    /** A pointer inside other values prints as an address. */
    readonly isPointer = false,
    /** Encoded by a method of its own, which escapes HTML whatever the encoder around it is told. */
    readonly escapesHtml = false,
    /** Its methods without arguments. */
    readonly method?: (name: string) => GoValue | undefined,
  ) {}

  field(name: string): GoField | undefined {
    const own = this.fields.find((field) => field.name === name);
    if (own) return own;
    for (const field of this.fields) {
      if (field.json !== '') continue;
      const embedded = field.get();
      const found = embedded instanceof GoStruct ? embedded.field(name) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}

/** Whether it is nil, literally or of a type that can be. */
export function isNil(value: GoValue): boolean {
  if (value === null || typeof value === 'symbol') return true;
  if (value instanceof GoPointer) return value.target === null;
  return (value instanceof GoMap || value instanceof GoList) && value.isNil;
}

/** JSON without a schema, as Go decodes it into `interface {}` with numbers kept as text. */
export function untyped(value: unknown): GoValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return new GoNumber(String(value));
  if (Array.isArray(value)) return new GoList('[]interface {}', value.map(untyped));
  return new GoMap(
    'map[string]interface {}',
    new Map(Object.entries(value as object).map(([key, item]) => [key, untyped(item)])),
  );
}

/**
 * Plain data as a struct of Go: fields in their order, numbers as integers. Objects inside are structs as well but for
 * those that `maps` names.
 */
export function structOf(type: string, value: object, maps: readonly string[] = []): GoStruct {
  const convert = (name: string, item: unknown): GoValue => {
    if (typeof item === 'number') return Number.isInteger(item) ? item : new GoFloat(item);
    if (Array.isArray(item)) {
      const strings = item.every((part) => typeof part === 'string');
      return strings
        ? new GoList('[]string', item as string[])
        : new GoList(
            `[]${name}`,
            item.map((part) => convert(name, part)),
          );
    }
    if (item === null || item === undefined || typeof item !== 'object') return untyped(item);
    if (!maps.includes(name)) return structOf(name, item, maps);
    return new GoMap(
      'map[string]interface {}',
      new Map(Object.entries(item).map(([key, part]) => [key, convert(key, part)])),
    );
  };
  const fields = Object.entries(value).map(([name, item]) => ({
    name,
    json: name,
    omitEmpty: false,
    get: () => convert(name, item as unknown),
  }));
  return new GoStruct(type, fields);
}

export function stringMap(entries: Iterable<readonly [string, string]>): GoMap {
  return new GoMap('map[string]string', new Map(entries));
}

export function stringList(items: readonly string[]): GoList {
  return new GoList('[]string', items);
}

/** The text of any kind of string. */
export function stringOf(value: GoValue): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof GoNumber || value instanceof GoNamed ? value.text : undefined;
}

/** The number of any kind of integer. */
export function integerOf(value: GoValue): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof GoDuration) return value.ns;
  return value instanceof GoInteger ? value.value : undefined;
}

export function typeName(value: GoValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'int';
  if (value instanceof GoFloat) return 'float64';
  if (value instanceof GoDuration) return 'time.Duration';
  if (value instanceof GoNumber) return 'json.Number';
  if (value instanceof GoTime) return 'time.Time';
  if (value instanceof GoFunction) return 'func()';
  if (typeof value === 'symbol') return '<nil>';
  return value.type;
}

/** Go's truth: not the zero value, not empty. */
export function isTrue(value: GoValue): boolean {
  if (value === null || typeof value === 'symbol') return false;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value instanceof GoFloat) return value.value !== 0;
  if (value instanceof GoDuration) return value.ns !== 0;
  if (value instanceof GoInteger) return value.value !== 0;
  if (value instanceof GoNumber || value instanceof GoNamed) return value.text !== '';
  if (value instanceof GoPointer) return value.target !== null;
  if (value instanceof GoMap) return value.entries.size > 0;
  if (value instanceof GoList) return value.items.length > 0;
  return true;
}
