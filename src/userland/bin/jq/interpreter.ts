/**
 * Runs a jq program: a filter is a generator of results. One walk serves values and paths: where paths are asked for (`path(f)`,
 * assignments) a result knows where it lies. Between results a filter may yield PAUSE, so that a long computation lets others run.
 */
import type { Node } from './ast.ts';
import { operate } from './arithmetic.ts';
import { call } from './calls.ts';
import { bindings, type Bound } from './destructuring.ts';
import { label, variable, type Closure, type Environment } from './environment.ts';
import { Break, described, fail, JqError } from './failure.ts';
import { format, toText } from './formats.ts';
import { isArray, isObject, truthy, type Json } from './json.ts';
import { made, PAUSE, type Host, type Located, type Pause, type Results, type Walk } from './results.ts';
import { index, iterate, slice } from './paths.ts';
import { update } from './updates.ts';

/** Steps between two pauses. */
const SLICE = 2000;

export class Interpreter implements Walk {
  #steps = 0;
  constructor(
    readonly host: Host,
    readonly names: Environment | undefined,
  ) {}

  *run(node: Node, environment: Environment | undefined, at: Located): Results {
    if (++this.#steps % SLICE === 0) yield PAUSE;
    switch (node.kind) {
      case 'identity':
        yield at;
        return;
      case 'recurse':
        yield* this.#descend(at);
        return;
      case 'literal':
        yield made(node.value, at);
        return;
      case 'variable': {
        const value = node.name === 'ENV' ? this.host.environment : variable(environment, node.name);
        if (value === undefined) throw new JqError(`$${node.name} is not defined`);
        yield made(value, at);
        return;
      }
      case 'text':
        yield* this.#text(node, environment, at);
        return;
      case 'format': {
        const convert = format(node.name) ?? fail(`${node.name.slice(1)} is not a valid format`);
        yield made(convert(at.value), at);
        return;
      }
      case 'pipe':
        for (const left of this.run(node.left, environment, at)) {
          if (left === PAUSE) yield PAUSE;
          else yield* this.run(node.right, environment, left);
        }
        return;
      case 'comma':
        yield* this.run(node.left, environment, at);
        yield* this.run(node.right, environment, at);
        return;
      case 'index':
      case 'slice':
      case 'iterate':
        yield* this.#pick(node, environment, at);
        return;
      case 'array': {
        const items: Json[] = [];
        if (node.body)
          for (const item of this.valuesOf(node.body, environment, at.value)) {
            if (item === PAUSE) yield PAUSE;
            else items.push(item);
          }
        yield made(items, at);
        return;
      }
      case 'object':
        yield* this.#object(node.entries, 0, new Map(), environment, at);
        return;
      case 'negate':
        for (const value of this.valuesOf(node.body, environment, at.value)) {
          if (value === PAUSE) yield PAUSE;
          else if (typeof value === 'number') yield made(-value, at);
          else fail(`${described(value)} cannot be negated`);
        }
        return;
      case 'binary':
        for (const right of this.valuesOf(node.right, environment, at.value)) {
          if (right === PAUSE) {
            yield PAUSE;
            continue;
          }
          for (const left of this.valuesOf(node.left, environment, at.value))
            yield left === PAUSE ? PAUSE : made(operate(node.operator, left, right), at);
        }
        return;
      default:
        yield* this.#control(node, environment, at);
    }
  }

  *#control(node: Node, environment: Environment | undefined, at: Located): Results {
    switch (node.kind) {
      case 'and':
      case 'or':
        for (const left of this.valuesOf(node.left, environment, at.value)) {
          if (left === PAUSE) yield PAUSE;
          else if (truthy(left) === (node.kind === 'or')) yield made(node.kind === 'or', at);
          else
            for (const right of this.valuesOf(node.right, environment, at.value))
              yield right === PAUSE ? PAUSE : made(truthy(right), at);
        }
        return;
      case 'alternative':
        yield* this.#alternative(node.left, node.right, environment, at);
        return;
      case 'if':
        for (const condition of this.valuesOf(node.condition, environment, at.value)) {
          if (condition === PAUSE) yield PAUSE;
          else if (truthy(condition)) yield* this.run(node.then, environment, at);
          else if (node.else) yield* this.run(node.else, environment, at);
          else yield at;
        }
        return;
      case 'try':
        yield* this.#try(node.body, node.handler, environment, at);
        return;
      case 'reduce':
      case 'foreach':
        yield* this.#fold(node, environment, at);
        return;
      case 'as':
        yield* this.#bind(node, environment, at);
        return;
      case 'define':
        yield* this.run(node.body, { kind: 'function', definition: node.definition, outer: environment }, at);
        return;
      case 'label': {
        const mark = Symbol(node.name);
        try {
          yield* this.run(node.body, { kind: 'label', name: node.name, label: mark, outer: environment }, at);
        } catch (error) {
          if (!(error instanceof Break) || error.label !== mark) throw error;
        }
        return;
      }
      case 'break': {
        const mark = label(environment, node.name);
        if (!mark) throw new JqError(`$*label-${node.name} is not defined`);
        throw new Break(mark);
      }
      case 'update':
        yield* update(this, node, environment, at);
        return;
      case 'call':
        yield* call(this, node.name, node.args, environment, at);
    }
  }

  /** Values alone, without asking where they lie. */
  *valuesOf(node: Node, environment: Environment | undefined, value: Json): Generator<Json | Pause, void> {
    for (const result of this.run(node, environment, { value, path: undefined }))
      yield result === PAUSE ? PAUSE : result.value;
  }

  values(closure: Closure, value: Json): Generator<Json | Pause, void> {
    return this.valuesOf(closure.node, closure.environment, value);
  }

  apply(closure: Closure, at: Located): Results {
    return this.run(closure.node, closure.environment, at);
  }

  /** Without recursion, so that depth costs nothing. */
  *#descend(start: Located): Results {
    const waiting = [start];
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      if (++this.#steps % SLICE === 0) yield PAUSE;
      yield at;
      if (!isArray(at.value) && !isObject(at.value)) continue;
      const inner = iterate(at.value).map(([key, value]) => ({ value, path: extended(at as Located, key) }));
      waiting.push(...inner.reverse());
    }
  }

  *#text(node: Extract<Node, { kind: 'text' }>, environment: Environment | undefined, at: Located): Results {
    const convert =
      node.format === undefined
        ? toText
        : (format(node.format) ?? fail(`${node.format.slice(1)} is not a valid format`));
    function* from(this: Interpreter, i: number, before: string): Results {
      const part = node.parts[i];
      if (part === undefined) yield made(before, at);
      else if (typeof part === 'string') yield* from.call(this, i + 1, before + part);
      else
        for (const value of this.valuesOf(part, environment, at.value)) {
          if (value === PAUSE) yield PAUSE;
          else yield* from.call(this, i + 1, before + convert(value));
        }
    }
    yield* from.call(this, 0, '');
  }

  *#pick(
    node: Extract<Node, { kind: 'index' | 'slice' | 'iterate' }>,
    environment: Environment | undefined,
    at: Located,
  ): Results {
    for (const target of this.run(node.target, environment, at)) {
      if (target === PAUSE) {
        yield PAUSE;
        continue;
      }
      if (target.path === 'nowhere')
        fail(`Invalid path expression with result ${described(target.value).replace(/^\w+ \((.*)\)$/s, '$1')}`);
      if (node.kind === 'iterate') {
        for (const [key, value] of iterate(target.value)) {
          if (++this.#steps % SLICE === 0) yield PAUSE;
          yield { value, path: extended(target, key) };
        }
      } else if (node.kind === 'index') {
        for (const key of this.valuesOf(node.key, environment, at.value))
          yield key === PAUSE ? PAUSE : { value: index(target.value, key), path: extended(target, key) };
      } else yield* this.#slices(node, environment, at, target);
    }
  }

  *#slices(
    node: Extract<Node, { kind: 'slice' }>,
    environment: Environment | undefined,
    at: Located,
    target: Located,
  ): Results {
    const nothing: Node = { kind: 'literal', value: null };
    for (const to of this.valuesOf(node.to ?? nothing, environment, at.value)) {
      if (to === PAUSE) {
        yield PAUSE;
        continue;
      }
      for (const from of this.valuesOf(node.from ?? nothing, environment, at.value)) {
        if (from === PAUSE) yield PAUSE;
        else {
          const key = new Map<string, Json>([
            ['start', from],
            ['end', to],
          ]);
          yield { value: slice(target.value, from, to), path: extended(target, key) };
        }
      }
    }
  }

  *#object(
    entries: readonly (readonly [Node, Node])[],
    i: number,
    before: ReadonlyMap<string, Json>,
    environment: Environment | undefined,
    at: Located,
  ): Results {
    const entry = entries[i];
    if (!entry) {
      yield made(before, at);
      return;
    }
    for (const key of this.valuesOf(entry[0], environment, at.value)) {
      if (key === PAUSE) {
        yield PAUSE;
        continue;
      }
      if (typeof key !== 'string') fail(`Object keys must be strings`);
      for (const value of this.valuesOf(entry[1], environment, at.value)) {
        if (value === PAUSE) yield PAUSE;
        else yield* this.#object(entries, i + 1, new Map(before).set(key as string, value), environment, at);
      }
    }
  }

  *#alternative(left: Node, right: Node, environment: Environment | undefined, at: Located): Results {
    let any = false;
    try {
      for (const value of this.run(left, environment, at)) {
        if (value !== PAUSE && !truthy(value.value)) continue;
        any ||= value !== PAUSE;
        yield value;
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      if (any) return;
    }
    if (!any) yield* this.run(right, environment, at);
  }

  *#try(body: Node, handler: Node | undefined, environment: Environment | undefined, at: Located): Results {
    const results = this.run(body, environment, at);
    for (;;) {
      let next: IteratorResult<Located | Pause, void>;
      // What fails downstream of a result is no failure of the body.
      try {
        next = results.next();
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        if (isBreak(error.value)) return;
        if (handler) yield* this.run(handler, environment, made(error.value, at));
        return;
      }
      if (next.done) return;
      yield next.value;
    }
  }

  *#fold(
    node: Extract<Node, { kind: 'reduce' | 'foreach' }>,
    environment: Environment | undefined,
    at: Located,
  ): Results {
    for (const start of this.run(node.init, environment, at)) {
      if (start === PAUSE) {
        yield PAUSE;
        continue;
      }
      let state: Located | undefined = start;
      for (const item of this.valuesOf(node.source, environment, at.value)) {
        if (item === PAUSE) {
          yield PAUSE;
          continue;
        }
        for (const inner of bindings(this, [node.pattern], environment, item)) {
          if (inner === PAUSE) {
            yield PAUSE;
            continue;
          }
          let last: Located | undefined;
          const from: Located = state ?? made(null, at);
          for (const next of this.run(node.update, inner.environment, from)) {
            if (next === PAUSE) {
              yield PAUSE;
              continue;
            }
            last = next;
            if (node.kind === 'reduce') continue;
            state = next;
            if (node.extract) yield* this.run(node.extract, inner.environment, next);
            else yield next;
          }
          if (node.kind === 'reduce') state = last;
        }
      }
      if (node.kind === 'reduce') yield state ?? made(null, at);
    }
  }

  *#bind(node: Extract<Node, { kind: 'as' }>, environment: Environment | undefined, at: Located): Results {
    for (const value of this.valuesOf(node.source, environment, at.value)) {
      if (value === PAUSE) {
        yield PAUSE;
        continue;
      }
      for (const bound of bindings(this, node.patterns, environment, value)) {
        if (bound === PAUSE) yield PAUSE;
        else yield* this.#tried(node, bound, value, environment, at);
      }
    }
  }

  /** With `?//`, a body that fails is tried again with the next pattern. */
  *#tried(
    node: Extract<Node, { kind: 'as' }>,
    bound: Bound,
    value: Json,
    environment: Environment | undefined,
    at: Located,
  ): Results {
    if (bound.pattern >= node.patterns.length - 1) {
      yield* this.run(node.body, bound.environment, at);
      return;
    }
    try {
      yield* this.run(node.body, bound.environment, at);
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      const rest = { ...node, patterns: node.patterns.slice(bound.pattern + 1) };
      for (const again of bindings(this, rest.patterns, environment, value)) {
        if (again === PAUSE) yield PAUSE;
        else yield* this.#tried(rest, again, value, environment, at);
      }
    }
  }
}

function extended(at: Located, key: Json): Located['path'] {
  return at.path === undefined || at.path === 'nowhere' ? at.path : [...at.path, key];
}

function isBreak(value: Json): boolean {
  return isObject(value) && value.has('__jq');
}
