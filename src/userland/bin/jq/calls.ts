/** Calls of functions: a closure that was given, a definition, or what is built in. */
import type { Node } from './ast.ts';
import { callable, type Closure, type Environment } from './environment.ts';
import { JqError } from './failure.ts';
import { native } from './natives.ts';
import { PAUSE, type Located, type Results, type Walk } from './results.ts';

export function* call(
  walk: Walk,
  name: string,
  args: readonly Node[],
  environment: Environment | undefined,
  at: Located,
): Results {
  const closures = args.map((node): Closure => ({ node, environment }));
  const found = callable(environment, name, args.length);
  if (found?.kind === 'closure') {
    yield* walk.run(found.closure.node, found.closure.environment, at);
    return;
  }
  if (!found) {
    const builtin = native(name, args.length);
    if (!builtin) throw new JqError(`${name}/${args.length} is not defined`);
    yield* builtin(walk, at, closures);
    return;
  }
  yield* enter(walk, found, closures, 0, found, at);
}

/** A parameter `$x` is each value of its argument in turn; any other is the argument itself. */
function* enter(
  walk: Walk,
  found: Extract<Environment, { kind: 'function' }>,
  args: readonly Closure[],
  i: number,
  names: Environment,
  at: Located,
): Results {
  const parameter = found.definition.parameters[i];
  if (parameter === undefined) {
    yield* walk.run(found.definition.body, names, at);
    return;
  }
  const closure = args[i] as Closure;
  if (!parameter.startsWith('$')) {
    yield* enter(walk, found, args, i + 1, { kind: 'closure', name: parameter, closure, outer: names }, at);
    return;
  }
  const name = parameter.slice(1);
  for (const value of walk.values(closure, at.value)) {
    if (value === PAUSE) {
      yield PAUSE;
      continue;
    }
    const fixed: Closure = { node: { kind: 'literal', value }, environment: undefined };
    const both: Environment = {
      kind: 'closure',
      name,
      closure: fixed,
      outer: { kind: 'variable', name, value, outer: names },
    };
    yield* enter(walk, found, args, i + 1, both, at);
  }
}
