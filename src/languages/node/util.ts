/** The module `util`. */
import { CUSTOM, format, inspect } from './inspect.ts';
import { isDeepEqual } from './deep-equal.ts';
import { unsimulated } from './system-error.ts';

type Callable = (...args: readonly unknown[]) => unknown;

const PROMISIFIED = Symbol.for('nodejs.util.promisify.custom');

function promisify(work: Callable & { [PROMISIFIED]?: Callable }): Callable {
  if (work[PROMISIFIED]) return work[PROMISIFIED];
  return function (this: unknown, ...args: readonly unknown[]) {
    return new Promise((resolve, reject) => {
      work.call(this, ...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)));
    });
  };
}

function callbackify(work: (...args: readonly unknown[]) => Promise<unknown>): Callable {
  return (...args) => {
    const done = args.at(-1) as Callable;
    work(...args.slice(0, -1)).then(
      (value) => done(null, value),
      (error: unknown) => done(error),
    );
  };
}

function inherits(child: { prototype: object; super_?: unknown }, parent: { prototype: object }): void {
  child.super_ = parent;
  Object.setPrototypeOf(child.prototype, parent.prototype);
}

const TYPES = {
  isDate: (value: unknown) => value instanceof Date,
  isRegExp: (value: unknown) => value instanceof RegExp,
  isPromise: (value: unknown) => value instanceof Promise,
  isMap: (value: unknown) => value instanceof Map,
  isSet: (value: unknown) => value instanceof Set,
  isNativeError: (value: unknown) => value instanceof Error,
  isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isUint8Array: (value: unknown) => value instanceof Uint8Array,
  isArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
  isAsyncFunction: (value: unknown) => Object.prototype.toString.call(value) === '[object AsyncFunction]',
  isGeneratorFunction: (value: unknown) => Object.prototype.toString.call(value) === '[object GeneratorFunction]',
};

export function utilModule(warn: (text: string) => void): Record<string, unknown> {
  return {
    inspect: Object.assign(inspect, { custom: CUSTOM, defaultOptions: {} }),
    format: (...args: readonly unknown[]) => format(args),
    promisify: Object.assign(promisify, { custom: PROMISIFIED }),
    callbackify,
    inherits,
    deprecate: (work: Callable, message: string) => {
      let told = false;
      return function (this: unknown, ...args: readonly unknown[]) {
        if (!told) warn(`DeprecationWarning: ${message}`);
        told = true;
        return Reflect.apply(work, this, args) as unknown;
      };
    },
    isDeepStrictEqual: (a: unknown, b: unknown) => isDeepEqual(a, b, true),
    stripVTControlCharacters: (text: string) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, ''),
    isArray: Array.isArray,
    types: TYPES,
    TextEncoder,
    TextDecoder,
    parseArgs: () => {
      throw unsimulated('util.parseArgs', 'parse the arguments');
    },
  };
}
