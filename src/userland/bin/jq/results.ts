/** What filters yield, and what built-in functions ask of whoever runs them. */
import type { Node } from './ast.ts';
import type { Closure, Environment } from './environment.ts';
import { described, fail } from './failure.ts';
import type { Json, JsonArray } from './json.ts';

export const PAUSE = Symbol('pause');
export type Pause = typeof PAUSE;

/** A value and where it lies: undefined when nobody asks, 'nowhere' when it was made and not found. */
export interface Located {
  readonly value: Json;
  readonly path: JsonArray | 'nowhere' | undefined;
}

export type Results = Generator<Located | Pause, void>;

export interface Host {
  /** The next value of `input`; undefined at the end. */
  input(): Json | undefined;
  readonly inputFile: () => string | null;
  readonly environment: Json;
  now(): number;
  say(text: string): void;
}

/** Runs the arguments of a function. */
export interface Evaluator {
  readonly host: Host;
  /** Values alone. */
  values(closure: Closure, value: Json): Generator<Json | Pause, void>;
  apply(closure: Closure, at: Located): Results;
}

/** Runs what a program consists of. */
export interface Walk extends Evaluator {
  run(node: Node, environment: Environment | undefined, at: Located): Results;
  /** Values alone, without asking where they lie. */
  valuesOf(node: Node, environment: Environment | undefined, value: Json): Generator<Json | Pause, void>;
}

/** A value that was made here, not found in the input. */
export function made(value: Json, at: Located): Located {
  return { value, path: at.path === undefined ? undefined : 'nowhere' };
}

export function pathOf({ path, value }: Located): JsonArray {
  if (path === undefined || path === 'nowhere')
    return fail(`Invalid path expression with result ${described(value).replace(/^\w+ \((.*)\)$/s, '$1')}`);
  return path;
}
