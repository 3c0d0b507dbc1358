/** Assignments: `=`, `|=`, `//=` and those that calculate. */
import { operate } from './arithmetic.ts';
import type { Node } from './ast.ts';
import type { Closure, Environment } from './environment.ts';
import { truthy, type Json } from './json.ts';
import { deletePaths, getPath, setPath } from './paths.ts';
import { made, pathOf, PAUSE, type Located, type Results, type Walk } from './results.ts';

export function* update(
  walk: Walk,
  node: Extract<Node, { kind: 'update' }>,
  environment: Environment | undefined,
  at: Located,
): Results {
  const { operator } = node;
  if (operator === '|=') {
    yield* modify(walk, node.path, { node: node.value, environment }, environment, at);
    return;
  }
  for (const value of walk.valuesOf(node.value, environment, at.value)) {
    if (value === PAUSE) {
      yield PAUSE;
      continue;
    }
    let out = at.value;
    for (const found of walk.run(node.path, environment, { value: at.value, path: [] })) {
      if (found === PAUSE) {
        yield PAUSE;
        continue;
      }
      const path = pathOf(found);
      const before = operator === '=' ? null : getPath(out, path);
      const after =
        operator === '='
          ? value
          : operator === '//='
            ? truthy(before)
              ? before
              : value
            : operate(operator.slice(0, -1), before, value);
      out = setPath(out, path, after);
    }
    yield made(out, at);
  }
}

function* modify(walk: Walk, path: Node, change: Closure, environment: Environment | undefined, at: Located): Results {
  let out = at.value;
  const deleted: Json[] = [];
  for (const found of walk.run(path, environment, { value: at.value, path: [] })) {
    if (found === PAUSE) {
      yield PAUSE;
      continue;
    }
    let changed: Json | undefined;
    for (const value of walk.values(change, getPath(out, pathOf(found)))) {
      if (value === PAUSE) {
        yield PAUSE;
        continue;
      }
      changed = value;
      break;
    }
    if (changed === undefined) deleted.push(pathOf(found));
    else out = setPath(out, pathOf(found), changed);
  }
  yield made(deleted.length ? deletePaths(out, deleted) : out, at);
}
