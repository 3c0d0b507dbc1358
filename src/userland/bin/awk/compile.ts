/** awk trees to closures. A closure answers at once unless it has to wait (getline, pipes), as system calls do. */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { AwkProgram, Expr } from './ast.ts';
import { compileRegex, RUN, withSource, type BuiltinCall } from './builtins.ts';
import { arithmetic, arrayParameters, AwkError } from './arithmetic.ts';
import type { Cell, Machine } from './machine.ts';
import { compare } from './format.ts';
import { fromInput, chain, toNumber, truthy, type AwkArray, type Value } from './values.ts';

export type Run = () => Awaitable<Value>;
type Frame = (Value | AwkArray)[];

const DEPTH = 4000;

export class Expressions {
  /** Values of the running function's parameters. */
  frame: Frame = [];
  #depth = 0;
  #parameters: readonly string[] = [];
  /** Set by statements.ts: compiles and runs a function's body. */
  bodies = new Map<string, () => Awaitable<unknown>>();

  constructor(
    readonly m: Machine,
    readonly program: AwkProgram,
  ) {}

  /** Compiles with these names as parameters. */
  within<T>(parameters: readonly string[], compile: () => T): T {
    const saved = this.#parameters;
    this.#parameters = parameters;
    const result = compile();
    this.#parameters = saved;
    return result;
  }

  expression(e: Expr): Run {
    const { m } = this;
    switch (e.kind) {
      case 'number':
      case 'string':
        return () => e.value;
      case 'regex': {
        const pattern = compileRegex(e.source, this.m.t.busybox);
        return () => (pattern.test(m.record.text) ? 1 : 0);
      }
      case 'group':
        return this.expression(e.inner);
      case 'list':
        throw new AwkError('syntax error: a list is no value');
      case 'variable':
        return this.#variable(e.name);
      case 'field': {
        const index = this.expression(e.index);
        return () => chain(index(), (value) => m.record.get(this.#fieldIndex(value)));
      }
      case 'element': {
        const array = this.array(e.name);
        const key = this.key(e.keys);
        return () =>
          chain(key(), (at) => {
            const map = array();
            if (!map.has(at)) map.set(at, undefined);
            return map.get(at);
          });
      }
      case 'in': {
        const array = this.array(e.name);
        const key = this.key(e.keys);
        return () => chain(key(), (at) => (array().has(at) ? 1 : 0));
      }
      case 'unary': {
        const operand = this.expression(e.operand);
        if (e.operator === '!') return () => chain(operand(), (value) => (truthy(value) ? 0 : 1));
        return e.operator === '-'
          ? () => chain(operand(), (value) => -toNumber(value))
          : () => chain(operand(), toNumber);
      }
      case 'and':
      case 'or': {
        const [left, right] = [this.expression(e.left), this.expression(e.right)];
        const stops = e.kind === 'or';
        return () =>
          chain(left(), (a) => (truthy(a) === stops ? Number(stops) : chain(right(), (b) => (truthy(b) ? 1 : 0))));
      }
      case 'conditional': {
        const [test, yes, no] = [this.expression(e.test), this.expression(e.yes), this.expression(e.no)];
        return () => chain(test(), (value) => (truthy(value) ? yes() : no()));
      }
      case 'concat': {
        const [left, right] = [this.expression(e.left), this.expression(e.right)];
        return () =>
          chain(left(), (a) => {
            const text = m.string(a);
            return chain(right(), (b) => text + m.string(b));
          });
      }
      case 'match': {
        const left = this.expression(e.left);
        const pattern = this.pattern(e.right);
        return () =>
          chain(left(), (value) =>
            chain(pattern(), (expression) => Number(expression.test(m.string(value)) !== e.negated)),
          );
      }
      case 'binary':
        return this.#binary(e.operator, this.expression(e.left), this.expression(e.right));
      case 'assign':
        return this.#assign(e.operator, e.target, e.value);
      case 'step': {
        const get = this.expression(e.target);
        const set = this.assigner(e.target);
        return () =>
          chain(get(), (value) => {
            const before = toNumber(value);
            return chain(set(before + e.by), () => (e.prefix ? before + e.by : before));
          });
      }
      case 'call':
        return this.#call(e.name, e.args);
      case 'builtin':
        return this.#builtin(e.name, e.args);
      case 'getline':
        return this.#getline(e.from, e.source && this.expression(e.source), e.target && this.assigner(e.target));
    }
  }

  #fieldIndex(value: Value): number {
    const index = toNumber(value);
    if (index < 0) throw new AwkError(this.m.t.busybox ? 'Access to negative field' : `negative field index $${index}`);
    return index;
  }

  #cell(name: string): Cell {
    if (this.program.functions.has(name)) throw new AwkError(`function \`${name}' used as a variable`);
    return this.m.cell(name);
  }

  #variable(name: string): Run {
    const at = this.#parameters.indexOf(name);
    if (at >= 0) return () => this.frame[at] as Value;
    if (name === 'NF') return () => this.m.record.count;
    const cell = this.#cell(name);
    return () => cell.value as Value;
  }

  /** The array of that name, made when it is none yet. */
  array(name: string): () => AwkArray {
    const at = this.#parameters.indexOf(name);
    if (at >= 0) {
      return () => {
        const value = this.frame[at];
        if (value instanceof Map) return value;
        if (value !== undefined) throw new AwkError(`attempt to use scalar \`${name}' as an array`);
        return (this.frame[at] = new Map()) as AwkArray;
      };
    }
    const cell = this.#cell(name);
    return () => {
      if (cell.value instanceof Map) return cell.value;
      if (cell.value !== undefined) throw new AwkError(`attempt to use scalar \`${name}' as an array`);
      return (cell.value = new Map()) as AwkArray;
    };
  }

  key(keys: readonly Expr[]): () => Awaitable<string> {
    const runs = keys.map((key) => this.expression(key));
    const text = (value: Value) =>
      typeof value === 'number' && Number.isInteger(value) ? String(value === 0 ? 0 : value) : this.m.string(value);
    const [only] = runs;
    if (runs.length === 1 && only) return () => chain(only(), text);
    return () => chain(this.all(runs), (values) => values.map(text).join(this.m.text(this.m.subsep)));
  }

  all(runs: readonly Run[]): Awaitable<Value[]> {
    const values: Value[] = [];
    const from = (i: number): Awaitable<Value[]> => {
      for (let at = i; at < runs.length; at++) {
        const value = (runs[at] as Run)();
        if (value instanceof Promise) return value.then((got) => (values.push(got), from(at + 1)));
        values.push(value);
      }
      return values;
    };
    return from(0);
  }

  /** An expression where a pattern is meant: literal or text. */
  pattern(e: Expr): () => Awaitable<RegExp> {
    const inner = e.kind === 'group' ? e.inner : e;
    if (inner.kind === 'regex') {
      const compiled = compileRegex(inner.source, this.m.t.busybox);
      return () => compiled;
    }
    const run = this.expression(e);
    return () => chain(run(), (value) => compileRegex(this.m.string(value), this.m.t.busybox));
  }

  #binary(operator: string, left: Run, right: Run): Run {
    const number =
      (apply: (a: number, b: number) => number): Run =>
      () =>
        chain(left(), (a) => chain(right(), (b) => apply(toNumber(a), toNumber(b))));
    const test =
      (holds: (order: number) => boolean): Run =>
      () =>
        chain(left(), (a) =>
          chain(right(), (b) => (holds(compare(a, b, this.m.text(this.m.convfmt), this.m.whole)) ? 1 : 0)),
        );
    switch (operator) {
      case '<':
        return test((order) => order < 0);
      case '<=':
        return test((order) => order <= 0);
      case '==':
        return test((order) => order === 0);
      case '!=':
        return test((order) => order !== 0);
      case '>':
        return test((order) => order > 0);
      case '>=':
        return test((order) => order >= 0);
      default:
        return number((a, b) => arithmetic(operator, a, b, this.m.t.busybox));
    }
  }

  #assign(operator: string, target: Expr, value: Expr): Run {
    const set = this.assigner(target);
    const run = this.expression(value);
    if (operator === '=') return () => chain(run(), (result) => chain(set(result), () => result));
    const get = this.expression(target);
    return () =>
      chain(run(), (b) =>
        chain(get(), (a) => {
          const result = arithmetic(operator[0] as string, toNumber(a), toNumber(b), this.m.t.busybox);
          return chain(set(result), () => result);
        }),
      );
  }

  assigner(target: Expr): (value: Value) => Awaitable<void> {
    const { m } = this;
    switch (target.kind) {
      case 'group':
        return this.assigner(target.inner);
      case 'variable': {
        const at = this.#parameters.indexOf(target.name);
        if (at >= 0) return (value) => void (this.frame[at] = value);
        if (target.name === 'NF')
          return (value) => {
            if (toNumber(value) < 0 && !m.t.busybox) throw new AwkError('negative value assigned to NF');
            m.record.count = toNumber(value);
          };
        const cell = this.#cell(target.name);
        return (value) => {
          if (cell.value instanceof Map)
            throw new AwkError(`attempt to use array \`${target.name}' in a scalar context`);
          cell.value = value;
        };
      }
      case 'field': {
        const index = this.expression(target.index);
        return (value) => chain(index(), (at) => m.record.set(this.#fieldIndex(at), value));
      }
      case 'element': {
        const array = this.array(target.name);
        const key = this.key(target.keys);
        return (value) => chain(key(), (at) => void array().set(at, value));
      }
      default:
        throw new AwkError('syntax error: assignment to what is no variable');
    }
  }

  #call(name: string, args: readonly Expr[]): Run {
    const definition = this.program.functions.get(name);
    if (!definition) throw new AwkError(`function \`${name}' not defined`);
    if (args.length > definition.parameters.length)
      throw new AwkError(`function \`${name}' called with more arguments than declared`);
    const runs = args.map((arg, i) => this.#argument(arg, arrayParameters(this.program, definition).has(i)));
    return () =>
      chain(this.all(runs as Run[]), (values) => {
        if (++this.#depth > DEPTH) throw new AwkError('function calls nested too deeply');
        const saved = this.frame;
        this.frame = [...values];
        this.m.returned = undefined;
        const leave = () => {
          this.frame = saved;
          this.#depth--;
          const result = this.m.returned;
          this.m.returned = undefined;
          return result;
        };
        const done = (this.bodies.get(name) as () => Awaitable<unknown>)();
        return done instanceof Promise ? done.then(leave) : leave();
      });
  }

  /** A bare name may be an array, passed as it is. */
  #argument(arg: Expr, wantsArray: boolean): () => Awaitable<Value | AwkArray> {
    if (arg.kind !== 'variable') return this.expression(arg);
    if (wantsArray) return this.array(arg.name) as () => AwkArray;
    return this.#variable(arg.name);
  }

  #builtin(name: string, args: readonly Expr[]): Run {
    const run = RUN[name];
    if (!run) throw new AwkError(`function \`${name}' not defined`);
    const arrayAt = name === 'split' ? 1 : name === 'match' ? 2 : name === 'length' ? 0 : -1;
    const patternAt = { sub: 0, gsub: 0, gensub: 0, match: 1 }[name] ?? -1;
    const maybeArray = (i: number) =>
      i === arrayAt &&
      args[i]?.kind === 'variable' &&
      (name !== 'length' || this.#holdsArray(args[i] as Expr & { name: string }));
    const literal = (i: number) => args[i]?.kind === 'regex';
    const patterns = args.map((arg, i) => (i === patternAt || literal(i) ? this.pattern(arg) : undefined));
    const runs = args.map((arg, i): Run => {
      if (i === patternAt || literal(i) || (i === arrayAt && name !== 'length')) return () => undefined;
      if (name === 'length' && arg.kind === 'variable') {
        const value = this.#variable(arg.name);
        return () => value();
      }
      return this.expression(arg);
    });
    const assigners = args.map((arg, i) =>
      (name === 'sub' || name === 'gsub') && i === 2 && arg.kind !== 'string' && arg.kind !== 'number' && isTarget(arg)
        ? this.assigner(arg)
        : undefined,
    );
    const arrays = args.map((arg, i) =>
      i === arrayAt && arg.kind === 'variable' && name !== 'length' ? this.array(arg.name) : undefined,
    );
    const { m } = this;
    return () =>
      chain(this.all(runs), (values) =>
        chain(this.#patterns(patterns), (expressions) => {
          const call: BuiltinCall = {
            values,
            pattern: (i) => expressions[i] as RegExp,
            isRegexLiteral: literal,
            isArray: (i) =>
              arrays[i] !== undefined ||
              (maybeArray(i) && values[i] instanceof Map) ||
              (values[i] as unknown) instanceof Map,
            array: (i) => arrays[i]?.() ?? (values[i] as unknown as AwkArray),
            assign: (i, value) => (args.length <= i ? void (m.record.text = m.string(value)) : assigners[i]?.(value)),
          };
          return run(
            m,
            withSource(call, (i) => (args[i] as { source?: string }).source ?? ''),
          );
        }),
      );
  }

  #holdsArray(arg: { readonly name: string }): boolean {
    return this.#parameters.includes(arg.name) || this.m.globals.get(arg.name)?.value instanceof Map || true;
  }

  #patterns(runs: readonly ((() => Awaitable<RegExp>) | undefined)[]): Awaitable<(RegExp | undefined)[]> {
    const found = runs.map((run) => run?.());
    return found.some((item) => item instanceof Promise) ? Promise.all(found) : (found as (RegExp | undefined)[]);
  }

  #getline(
    from: 'main' | 'file' | 'command',
    source: Run | undefined,
    set: ((value: Value) => Awaitable<void>) | undefined,
  ): Run {
    const { m } = this;
    const store = (line: string): Awaitable<Value> => {
      if (set) return chain(set(fromInput(line)), () => 1);
      m.record.text = line;
      return 1;
    };
    if (from === 'main') return () => chain(m.readMain(), (line) => (line === undefined ? 0 : store(line)));
    return async () => {
      const input = await m.streams.input(from, m.string(await (source as Run)()));
      if (!input) return -1;
      const line = await m.readFrom(input);
      if (line === undefined) return 0;
      if (from === 'command') m.nr.value = toNumber(m.nr.value as Value) + 1;
      return store(line);
    };
  }
}

function isTarget({ kind }: Expr): boolean {
  return kind === 'variable' || kind === 'field' || kind === 'element' || kind === 'group';
}
