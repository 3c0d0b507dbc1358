/** The module `assert`. */
import { isDeepEqual } from './deep-equal.ts';
import { inspect } from './inspect.ts';

export class AssertionError extends Error {
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage: boolean;
  constructor(
    readonly options: {
      readonly message?: string | undefined;
      readonly actual?: unknown;
      readonly expected?: unknown;
      readonly operator?: string;
    },
  ) {
    super(options.message ?? `${inspect(options.actual)} ${options.operator} ${inspect(options.expected)}`);
    this.name = 'AssertionError';
    this.generatedMessage = options.message === undefined;
    Object.defineProperty(this, 'options', { enumerable: false });
    Object.assign(this, { actual: options.actual, expected: options.expected, operator: options.operator });
  }
}

type Message = string | Error | undefined;

function fail(
  message: Message,
  details: { actual?: unknown; expected?: unknown; operator: string },
  text?: string,
): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ ...details, message: message ?? text });
}

/** `Expected values to be strictly equal:` and both. */
const both = (what: string, actual: unknown, expected: unknown, sign: string) =>
  `${what}\n\n${inspect(actual)} ${sign} ${inspect(expected)}\n`;

async function outcome(work: unknown): Promise<{ readonly error: unknown } | undefined> {
  try {
    await (typeof work === 'function' ? (work as () => unknown)() : work);
    return undefined;
  } catch (error) {
    return { error };
  }
}

function matches(error: unknown, expected: unknown): boolean {
  if (expected === undefined || typeof expected === 'string') return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof (expected as new () => unknown)) return true;
    if (expected === Error || expected.prototype instanceof Error) return false;
    return (expected as (error: unknown) => unknown)(error) === true;
  }
  return Object.entries(expected as object).every(([key, value]) => {
    const actual = (error as Record<string, unknown>)[key];
    return value instanceof RegExp ? value.test(String(actual)) : isDeepEqual(actual, value, true);
  });
}

export function assertModule(): Record<string, unknown> {
  const ok = (value: unknown, message?: Message): void => {
    if (!value)
      fail(message, { actual: value, expected: true, operator: '==' }, 'The expression evaluated to a falsy value');
  };
  const compare =
    (operator: string, holds: (a: unknown, b: unknown) => boolean, what: string, sign: string) =>
    (actual: unknown, expected: unknown, message?: Message): void => {
      if (!holds(actual, expected)) fail(message, { actual, expected, operator }, both(what, actual, expected, sign));
    };
  const thrown = (
    found: { readonly error: unknown } | undefined,
    expected: unknown,
    message: Message,
    operator: string,
  ) => {
    const missing = operator === 'throws' ? 'Missing expected exception.' : 'Missing expected rejection.';
    if (!found) fail(message ?? (typeof expected === 'string' ? expected : undefined), { expected, operator }, missing);
    if (!matches(found.error, expected)) throw found.error;
  };
  const methods = {
    ok,
    AssertionError,
    fail: (message?: Message) => fail(message, { operator: 'fail' }, 'Failed'),
    equal: compare('==', (a, b) => a == b || (a !== a && b !== b), 'Expected values to be loosely equal:', '!='),
    notEqual: compare('!=', (a, b) => a != b, 'Expected "actual" to be loosely unequal to:', '=='),
    strictEqual: compare('strictEqual', Object.is, 'Expected values to be strictly equal:', '!=='),
    notStrictEqual: compare(
      'notStrictEqual',
      (a, b) => !Object.is(a, b),
      'Expected "actual" to be strictly unequal to:',
      '===',
    ),
    deepEqual: compare(
      'deepEqual',
      (a, b) => isDeepEqual(a, b, false),
      'Expected values to be loosely deep-equal:',
      'should loosely deep-equal',
    ),
    deepStrictEqual: compare(
      'deepStrictEqual',
      (a, b) => isDeepEqual(a, b, true),
      'Expected values to be strictly deep-equal:',
      'should equal',
    ),
    notDeepStrictEqual: compare(
      'notDeepStrictEqual',
      (a, b) => !isDeepEqual(a, b, true),
      'Expected "actual" not to be strictly deep-equal to:',
      'equals',
    ),
    match: (text: string, pattern: RegExp, message?: Message) => {
      if (!pattern.test(text))
        fail(
          message,
          { actual: text, expected: pattern, operator: 'match' },
          `The input did not match the regular expression ${pattern}. Input:\n\n${inspect(text)}\n`,
        );
    },
    throws: (work: () => unknown, expected?: unknown, message?: Message) => {
      let found: { readonly error: unknown } | undefined;
      try {
        work();
      } catch (error) {
        found = { error };
      }
      thrown(found, expected, message, 'throws');
    },
    rejects: async (work: unknown, expected?: unknown, message?: Message) =>
      thrown(await outcome(work), expected, message, 'rejects'),
    doesNotThrow: (work: () => unknown) => void work(),
    ifError: (value: unknown) => {
      if (value !== null && value !== undefined)
        throw value instanceof Error ? value : new AssertionError({ actual: value, operator: 'ifError' });
    },
  };
  const assert = Object.assign((value: unknown, message?: Message) => ok(value, message), methods);
  const strictly = { equal: methods.strictEqual, deepEqual: methods.deepStrictEqual, notEqual: methods.notStrictEqual };
  const strict = Object.assign((value: unknown, message?: Message) => ok(value, message), methods, strictly);
  return Object.assign(assert, { strict }) as unknown as Record<string, unknown>;
}
