/** What `as` and its kin bind: the names of a pattern to the parts of a value. */
import type { Node, Pattern } from './ast.ts';
import type { Environment } from './environment.ts';
import { described, fail, JqError } from './failure.ts';
import { isArray, type Json } from './json.ts';
import { namesIn } from './names.ts';
import { index } from './paths.ts';
import { PAUSE, type Pause, type Walk } from './results.ts';

export interface Bound {
  readonly environment: Environment | undefined;
  /** Which of the patterns it was. */
  readonly pattern: number;
}

/** Each way to bind, by the first pattern that fits. Fails as the last of them does. */
export function* bindings(
  walk: Walk,
  patterns: readonly Pattern[],
  environment: Environment | undefined,
  value: Json,
): Generator<Bound | Pause, void> {
  let start = environment;
  // Names that only other patterns bind are null.
  if (patterns.length > 1)
    for (const name of patterns.flatMap(namesIn)) start = { kind: 'variable', name, value: null, outer: start };
  for (const [i, pattern] of patterns.entries()) {
    try {
      for (const bound of match(walk, pattern, start, environment, value))
        yield bound === PAUSE ? PAUSE : { environment: bound.environment, pattern: i };
      return;
    } catch (error) {
      if (!(error instanceof JqError) || i === patterns.length - 1) throw error;
    }
  }
}

function* match(
  walk: Walk,
  pattern: Pattern,
  names: Environment | undefined,
  outer: Environment | undefined,
  value: Json,
): Generator<{ readonly environment: Environment | undefined } | Pause, void> {
  if (pattern.kind === 'variable') {
    yield { environment: { kind: 'variable', name: pattern.name, value, outer: names } };
    return;
  }
  const parts: readonly { readonly key: Node; readonly variable?: string; readonly value?: Pattern }[] =
    pattern.kind === 'array'
      ? pattern.items.map((item, i) => ({ key: { kind: 'literal', value: i }, value: item }))
      : pattern.entries;
  if (pattern.kind === 'array' && value !== null && !isArray(value))
    fail(`Cannot index ${described(value).split(' ')[0]} with number`);
  function* from(
    i: number,
    before: Environment | undefined,
  ): Generator<{ readonly environment: Environment | undefined } | Pause, void> {
    const part = parts[i];
    if (!part) {
      yield { environment: before };
      return;
    }
    for (const key of walk.valuesOf(part.key, before, value)) {
      if (key === PAUSE) {
        yield PAUSE;
        continue;
      }
      const found = index(value, key);
      const named: Environment | undefined = part.variable
        ? { kind: 'variable', name: part.variable, value: found, outer: before }
        : before;
      if (!part.value) yield* from(i + 1, named);
      else
        for (const inner of match(walk, part.value, named, outer, found)) {
          if (inner === PAUSE) yield PAUSE;
          else yield* from(i + 1, inner.environment);
        }
    }
  }
  yield* from(0, names);
}
