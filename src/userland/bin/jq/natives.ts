/** Built-in functions written here; those that are plainer in jq are in prelude.ts. */
import type { Closure } from './environment.ts';
import { Halt, JqError, described, fail } from './failure.ts';
import { made, pathOf, PAUSE, type Evaluator, type Located, type Pause, type Results } from './results.ts';
import { compare, isArray, truthy, type Json, type JsonArray } from './json.ts';
import { deletePaths, getPath, iterate, setPath } from './paths.ts';
import { printed } from './print.ts';
import { VALUE_FUNCTIONS } from './value-functions.ts';

export type Native = (jq: Evaluator, at: Located, args: readonly Closure[]) => Results;

export function native(name: string, arity: number): Native | undefined {
  const key = `${name}/${arity}`;
  if (Object.hasOwn(NATIVES, key)) return NATIVES[key];
  const plain = Object.hasOwn(VALUE_FUNCTIONS, key) ? VALUE_FUNCTIONS[key] : undefined;
  if (!plain) return undefined;
  return (jq, at, args) => everyChoice(jq, at, args, [], plain);
}

export function nativeNames(): readonly string[] {
  return [...Object.keys(NATIVES), ...Object.keys(VALUE_FUNCTIONS)];
}

/** A function of values, for every choice of values of its arguments; the last argument varies slowest. */
function* everyChoice(
  jq: Evaluator,
  at: Located,
  args: readonly Closure[],
  chosen: readonly Json[],
  apply: (value: Json, ...args: Json[]) => Json,
): Results {
  const next = args[args.length - 1 - chosen.length];
  if (!next) {
    yield made(apply(at.value, ...chosen), at);
    return;
  }
  for (const value of jq.values(next, at.value)) {
    if (value === PAUSE) yield PAUSE;
    else yield* everyChoice(jq, at, args, [value, ...chosen], apply);
  }
}

/** Each value of an argument in turn. */
function* each(
  jq: Evaluator,
  arg: Closure | undefined,
  value: Json,
  act: (value: Json) => Results | Iterable<Located | Pause>,
): Results {
  for (const found of jq.values(arg as Closure, value)) {
    if (found === PAUSE) yield PAUSE;
    else yield* act(found);
  }
}

/** All values of an argument, gathered. */
function* gathered(jq: Evaluator, arg: Closure | undefined, value: Json): Generator<Pause, Json[]> {
  const all: Json[] = [];
  for (const found of jq.values(arg as Closure, value)) {
    if (found === PAUSE) yield PAUSE;
    else all.push(found);
  }
  return all;
}

function* limited(jq: Evaluator, at: Located, arg: Closure, count: number): Results {
  if (count <= 0) return;
  let left = count;
  for (const found of jq.apply(arg, at)) {
    yield found;
    if (found !== PAUSE && --left <= 0) return;
  }
}

/** Items of an array with what `f` makes of each, as the `_by` functions order them. */
function* keyed(jq: Evaluator, at: Located, f: Closure | undefined): Generator<Pause, { item: Json; key: Json }[]> {
  if (!isArray(at.value)) return fail(`Cannot index ${described(at.value).split(' ')[0]} with number`);
  const pairs: { item: Json; key: Json }[] = [];
  for (const item of at.value) pairs.push({ item, key: yield* gathered(jq, f, item) });
  return pairs;
}

function* sorted(jq: Evaluator, at: Located, f: Closure | undefined): Generator<Pause, { item: Json; key: Json }[]> {
  if (!isArray(at.value)) return fail(`${described(at.value)} cannot be sorted, as it is not an array`);
  return (yield* keyed(jq, at, f)).sort((a, b) => compare(a.key, b.key));
}

function* groups(jq: Evaluator, at: Located, f: Closure | undefined): Generator<Pause, Json[][]> {
  const out: { key: Json; items: Json[] }[] = [];
  for (const { item, key } of yield* sorted(jq, at, f)) {
    const last = out[out.length - 1];
    if (last && compare(last.key, key) === 0) last.items.push(item);
    else out.push({ key, items: [item] });
  }
  return out.map(({ items }) => items);
}

/** `sign` 1 for the greatest. */
function extreme(sign: 1 | -1): Native {
  return function* (jq, at, [f]) {
    const pairs = yield* keyed(jq, at, f);
    const best = pairs.reduce<{ item: Json; key: Json } | undefined>((found, pair) => {
      const order = found ? compare(pair.key, found.key) * sign : 1;
      return order > 0 || (order === 0 && sign > 0) ? pair : found;
    }, undefined);
    yield made(best?.item ?? null, at);
  };
}

function* pathsOf(jq: Evaluator, arg: Closure | undefined, value: Json): Generator<JsonArray | Pause, void> {
  for (const found of jq.apply(arg as Closure, { value, path: [] })) yield found === PAUSE ? PAUSE : pathOf(found);
}

const NATIVES: Readonly<Record<string, Native>> = {
  *'empty/0'() {},
  *'error/0'(_, at) {
    if (at.value !== null) throw new JqError(at.value);
  },
  // An error of null is none to jq 1.6: the program goes back, as for `empty`.
  'error/1': (jq, at, [f]) =>
    each(jq, f, at.value, (value) => {
      if (value !== null) throw new JqError(value);
      return [];
    }),
  *'not/0'(_, at) {
    yield made(!truthy(at.value), at);
  },
  *'range/1'(jq, at, [to]) {
    yield* each(jq, to, at.value, (end) => counted(at, 0, end, 1));
  },
  *'range/2'(jq, at, [from, to]) {
    yield* each(jq, from, at.value, (start) => each(jq, to, at.value, (end) => counted(at, start, end, 1)));
  },
  *'range/3'(jq, at, [from, to, by]) {
    yield* each(jq, from, at.value, (start) =>
      each(jq, to, at.value, (end) => each(jq, by, at.value, (step) => counted(at, start, end, step))),
    );
  },
  *'path/1'(jq, at, [f]) {
    for (const path of pathsOf(jq, f, at.value)) yield path === PAUSE ? PAUSE : made(path, at);
  },
  *'getpath/1'(jq, at, [f]) {
    for (const path of jq.values(f as Closure, at.value)) {
      if (path === PAUSE) yield PAUSE;
      else if (!isArray(path)) fail('Path must be specified as an array');
      else {
        const before = at.path;
        yield { value: getPath(at.value, path), path: before && before !== 'nowhere' ? [...before, ...path] : before };
      }
    }
  },
  *'setpath/2'(jq, at, [paths, values]) {
    yield* each(jq, paths, at.value, (path) =>
      each(jq, values, at.value, function* (value) {
        yield made(setPath(at.value, isArray(path) ? path : fail('Path must be specified as an array'), value), at);
      }),
    );
  },
  *'delpaths/1'(jq, at, [f]) {
    yield* each(jq, f, at.value, function* (paths) {
      yield made(deletePaths(at.value, isArray(paths) ? paths : fail('Paths must be specified as an array')), at);
    });
  },
  *'del/1'(jq, at, [f]) {
    const paths: Json[] = [];
    for (const path of pathsOf(jq, f, at.value)) {
      if (path === PAUSE) yield PAUSE;
      else paths.push(path);
    }
    yield made(deletePaths(at.value, paths), at);
  },
  *'to_entries/0'(_, at) {
    const entries = iterate(at.value).map(
      ([key, value]) =>
        new Map<string, Json>([
          ['key', key],
          ['value', value],
        ]),
    );
    yield made(entries, at);
  },
  *'select/1'(jq, at, [f]) {
    for (const verdict of jq.values(f as Closure, at.value)) {
      if (verdict === PAUSE) yield PAUSE;
      else if (truthy(verdict)) yield at;
    }
  },
  *'recurse/1'(jq, at, [f]) {
    const waiting: Results[] = [one(at)];
    for (let top = waiting[waiting.length - 1]; top; top = waiting[waiting.length - 1]) {
      const next = top.next();
      if (next.done) waiting.pop();
      else {
        yield next.value;
        if (next.value !== PAUSE) waiting.push(jq.apply(f as Closure, next.value));
      }
    }
  },
  *'first/1'(jq, at, [f]) {
    yield* limited(jq, at, f as Closure, 1);
  },
  *'last/1'(jq, at, [f]) {
    let last: Located | undefined;
    for (const found of jq.apply(f as Closure, at)) {
      if (found === PAUSE) yield PAUSE;
      else last = found;
    }
    if (last) yield last;
  },
  *'limit/2'(jq, at, [count, f]) {
    yield* each(jq, count, at.value, (n) => limited(jq, at, f as Closure, Number(n)));
  },
  *'until/2'(jq, at, [done, next]) {
    const waiting: Results[] = [one(at)];
    for (let top = waiting[waiting.length - 1]; top; top = waiting[waiting.length - 1]) {
      const found = top.next();
      if (found.done) waiting.pop();
      else if (found.value === PAUSE) yield PAUSE;
      else {
        const { value } = found;
        for (const verdict of jq.values(done as Closure, value.value)) {
          if (verdict === PAUSE) yield PAUSE;
          else if (truthy(verdict)) yield value;
          else waiting.push(jq.apply(next as Closure, value));
        }
      }
    }
  },
  *'sort/0'(_, at) {
    if (!isArray(at.value)) fail(`${described(at.value)} cannot be sorted, as it is not an array`);
    yield made([...(at.value as JsonArray)].sort(compare), at);
  },
  *'sort_by/1'(jq, at, [f]) {
    yield made(
      (yield* sorted(jq, at, f)).map(({ item }) => item),
      at,
    );
  },
  *'group_by/1'(jq, at, [f]) {
    yield made(yield* groups(jq, at, f), at);
  },
  *'unique_by/1'(jq, at, [f]) {
    yield made(
      (yield* groups(jq, at, f)).map(([first]) => first as Json),
      at,
    );
  },
  'min_by/1': extreme(-1),
  'max_by/1': extreme(1),
  *'input/0'(jq, at) {
    const value = jq.host.input();
    if (value === undefined) fail('No more inputs');
    yield made(value as Json, at);
  },
  *'inputs/0'(jq, at) {
    for (let value = jq.host.input(); value !== undefined; value = jq.host.input()) yield made(value, at);
  },
  *'input_filename/0'(jq, at) {
    yield made(jq.host.inputFile(), at);
  },
  *'debug/0'(jq, at) {
    jq.host.say(`${printed(['DEBUG:', at.value])}\n`);
    yield at;
  },
  *'debug/1'(jq, at, [f]) {
    for (const value of yield* gathered(jq, f, at.value)) jq.host.say(`${printed(['DEBUG:', value])}\n`);
    yield at;
  },
  *'stderr/0'(jq, at) {
    jq.host.say(printed(at.value));
    yield at;
  },
  *'now/0'(jq, at) {
    yield made(jq.host.now() / 1000, at);
  },
  *'env/0'(jq, at) {
    yield made(jq.host.environment, at);
  },
  *'halt/0'() {
    throw new Halt(0);
  },
  'halt_error/1': (jq, at, [f]) =>
    each(jq, f, at.value, (status) => {
      if (typeof status !== 'number') fail('halt_error/1: number required');
      throw new Halt(Number(status), at.value);
    }),
  *'builtins/0'(_, at) {
    yield made([...nativeNames()], at);
  },
  *'input_line_number/0'(_, at) {
    yield made(0, at);
  },
  *'ltrimstr/1'(jq, at, [f]) {
    yield* each(jq, f, at.value, function* (part) {
      const { value } = at;
      const cuts = typeof value === 'string' && typeof part === 'string' && value.startsWith(part);
      yield made(cuts ? value.slice(part.length) : value, at);
    });
  },
  *'rtrimstr/1'(jq, at, [f]) {
    yield* each(jq, f, at.value, function* (part) {
      const { value } = at;
      const cuts = typeof value === 'string' && typeof part === 'string' && part !== '' && value.endsWith(part);
      yield made(cuts ? value.slice(0, -part.length) : value, at);
    });
  },
  *'splits/1'(jq, at, args) {
    yield* pieces(jq, at, args);
  },
  *'splits/2'(jq, at, args) {
    yield* pieces(jq, at, args);
  },
};

function* pieces(jq: Evaluator, at: Located, args: readonly Closure[]): Results {
  const split = VALUE_FUNCTIONS['split/2'] as (value: Json, pattern: Json, flags: Json) => Json;
  yield* each(jq, args[0], at.value, function* (pattern) {
    for (const flags of args[1] ? yield* gathered(jq, args[1], at.value) : [null])
      for (const piece of split(at.value, pattern, flags) as JsonArray) yield made(piece, at);
  });
}

function* one(at: Located): Results {
  yield at;
}

function* counted(at: Located, from: Json, to: Json, by: Json): Results {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number')
    return fail('Range bounds must be numeric');
  let steps = 0;
  for (let i = from; by > 0 ? i < to : by < 0 ? i > to : from < to; i += by) {
    if (++steps % 1000 === 0) yield PAUSE;
    yield made(i, at);
  }
}
