/** What names mean at a place of a program: a chain, innermost first. */
import type { Definition, Node } from './ast.ts';
import type { Json } from './json.ts';

export type Environment =
  | { readonly kind: 'variable'; readonly name: string; readonly value: Json; readonly outer: Environment | undefined }
  | { readonly kind: 'label'; readonly name: string; readonly label: symbol; readonly outer: Environment | undefined }
  | { readonly kind: 'function'; readonly definition: Definition; readonly outer: Environment | undefined }
  | {
      readonly kind: 'closure';
      readonly name: string;
      readonly closure: Closure;
      readonly outer: Environment | undefined;
    };

/** A filter given as an argument, with the names of where it was written. */
export interface Closure {
  readonly node: Node;
  readonly environment: Environment | undefined;
}

export function variable(environment: Environment | undefined, name: string): Json | undefined {
  for (let at = environment; at; at = at.outer) if (at.kind === 'variable' && at.name === name) return at.value;
  return undefined;
}

export function label(environment: Environment | undefined, name: string): symbol | undefined {
  for (let at = environment; at; at = at.outer) if (at.kind === 'label' && at.name === name) return at.label;
  return undefined;
}

/** A function of that name and number of arguments, or a closure (which takes none). */
export function callable(
  environment: Environment | undefined,
  name: string,
  arity: number,
): Extract<Environment, { kind: 'function' | 'closure' }> | undefined {
  for (let at = environment; at; at = at.outer) {
    if (at.kind === 'closure' && arity === 0 && at.name === name) return at;
    if (at.kind === 'function' && at.definition.name === name && at.definition.parameters.length === arity) return at;
  }
  return undefined;
}
