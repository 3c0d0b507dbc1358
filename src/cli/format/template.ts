/** Runs Go templates on Go values (text/template, exec.go), with the functions that docker adds. */
import { FUNCTIONS, FunctionError, type TemplateFunction } from './functions.ts';
import { printValue } from './print.ts';
import { lineOf, TemplateError } from './template-lex.ts';
import { parseTemplate, type Command, type Node, type Operand, type Pipe, type Template } from './template-parse.ts';
import {
  GoFloat,
  GoFunction,
  GoList,
  GoMap,
  GoNamed,
  GoNumber,
  GoPointer,
  GoStruct,
  integerOf,
  isTrue,
  NO_VALUE,
  typeName,
  type GoValue,
} from './value.ts';

export interface ExecuteOptions {
  /** A missing key of a map is an error (Option("missingkey=error")). */
  readonly strictKeys?: boolean;
  readonly functions?: Readonly<Record<string, TemplateFunction>>;
  /** The template's own name, in error texts. */
  readonly name?: string;
}

const NAMES: ReadonlySet<string> = new Set([...Object.keys(FUNCTIONS), 'and', 'or']);

export function compileTemplate(source: string): Template {
  return parseTemplate(source, NAMES);
}

/** Throws TemplateError with Go's text; what was printed before is lost, as docker discards it. */
export function executeTemplate(template: Template, data: GoValue, options: ExecuteOptions = {}): string {
  return new Execution(template, options).run(data);
}

class Jump extends Error {
  constructor(readonly kind: 'break' | 'continue') {
    super(kind);
  }
}

class Execution {
  #out: string[] = [];
  #variables: [string, GoValue][] = [];
  #depth = 0;

  constructor(
    readonly template: Template,
    readonly options: ExecuteOptions,
  ) {}

  run(data: GoValue): string {
    this.#variables = [['$', data]];
    this.#walk(this.template.body, data);
    return this.#out.join('');
  }

  #fail(at: number, context: string, message: string): never {
    const { source } = this.template;
    const column = at - (source.lastIndexOf('\n', at - 1) + 1);
    const { name = '' } = this.options;
    throw new TemplateError(
      `template: ${name}:${lineOf(source, at)}:${column}: executing "${name}" at <${context}>: ${message}`,
      this.#out.join(''),
    );
  }

  #walk(nodes: readonly Node[], dot: GoValue): void {
    for (const node of nodes) {
      if (node.kind === 'text') this.#out.push(node.text);
      else if (node.kind === 'action') {
        const value = this.#pipe(node.pipe, dot);
        if (node.pipe.declares.length === 0) this.#out.push(printValue(value));
      } else if (node.kind === 'range') this.#range(node, dot);
      else if (node.kind === 'break' || node.kind === 'continue') throw new Jump(node.kind);
      else if (node.kind === 'template') {
        const body = this.template.defined.get(node.name);
        if (!body)
          this.#fail(
            node.at,
            `{{template ${JSON.stringify(node.name)}}}`,
            `template ${JSON.stringify(node.name)} not defined`,
          );
        if (++this.#depth > 1000) this.#fail(node.at, node.name, 'exceeded maximum template depth (1000)');
        const value = node.pipe ? this.#pipe(node.pipe, dot) : null;
        const before = this.#variables;
        this.#variables = [['$', value]];
        this.#walk(body, value);
        this.#variables = before;
        this.#depth--;
      } else {
        const mark = this.#variables.length;
        const value = this.#pipe(node.pipe, dot);
        if (isTrue(value)) this.#walk(node.then, node.kind === 'with' ? value : dot);
        else this.#walk(node.otherwise, dot);
        this.#variables.length = mark;
      }
    }
  }

  #range(node: Extract<Node, { kind: 'range' }>, dot: GoValue): void {
    const mark = this.#variables.length;
    const value = this.#pipe({ ...node.pipe, declares: [] }, dot);
    const pairs = rangeOver(value);
    if (!pairs) {
      const first = node.pipe.commands[0]?.operands[0] as Operand;
      this.#fail(
        first.at,
        node.pipe.commands.map((command) => command.source).join(' | '),
        `range can't iterate over ${printValue(value)}`,
      );
    }
    for (const [key, item] of pairs) {
      const [first, second] = node.pipe.declares;
      const named = second === undefined ? [[first, item]] : [[first, key], [second, item]]; // prettier-ignore
      for (const [name, bound] of named as [string | undefined, GoValue][]) {
        if (name !== undefined) this.#bind(name, bound, node.pipe);
      }
      try {
        this.#walk(node.then, item);
      } catch (error) {
        if (!(error instanceof Jump)) throw error;
        if (error.kind === 'break') break;
      } finally {
        this.#variables.length = mark;
      }
    }
    if (pairs.length === 0) this.#walk(node.otherwise, dot);
    this.#variables.length = mark;
  }

  #bind(name: string, value: GoValue, pipe: Pipe): void {
    if (!pipe.assigns) {
      this.#variables.push([name, value]);
      return;
    }
    for (let i = this.#variables.length - 1; i >= 0; i--) {
      const variable = this.#variables[i] as [string, GoValue];
      if (variable[0] === name) {
        variable[1] = value;
        return;
      }
    }
    const last = pipe.commands.at(-1)?.operands[0] as Operand;
    this.#fail(last.at, last.source, `undefined variable: ${name}`);
  }

  #pipe(pipe: Pipe, dot: GoValue): GoValue {
    let value: { final: GoValue } | undefined;
    for (const command of pipe.commands) value = { final: this.#command(command, dot, value) };
    const result = value ? value.final : null;
    for (const name of pipe.declares) this.#bind(name, result, pipe);
    return result;
  }

  #command(command: Command, dot: GoValue, piped: { final: GoValue } | undefined): GoValue {
    const [first, ...rest] = command.operands as [Operand, ...Operand[]];
    const extra: GoValue[] = piped ? [piped.final] : [];
    if (first.kind === 'function') return this.#call(first, rest, command, dot, extra);
    if (rest.length || piped) {
      const target =
        first.kind === 'field' || first.kind === 'variable' || first.kind === 'pipe'
          ? this.#operand(first, dot, true)
          : undefined;
      if (target instanceof GoFunction)
        return this.#callMethod(target, first, [...rest.map((operand) => this.#operand(operand, dot)), ...extra], rest);
      const name = first.kind === 'field' ? first.names.at(-1) : first.source;
      if (first.kind === 'field')
        this.#fail(
          first.at,
          first.source,
          this.options.strictKeys
            ? `${name} is not a method but has arguments`
            : `${name} has arguments but cannot be invoked as function`,
        );
      this.#fail(first.at, first.source, `can't give argument to non-function ${first.source}`);
    }
    if (first.kind === 'nil') this.#fail(first.at, 'nil', 'nil is not a command');
    return this.#operand(first, dot);
  }

  #call(
    fn: Operand & { kind: 'function' },
    rest: readonly Operand[],
    command: Command,
    dot: GoValue,
    extra: GoValue[],
  ): GoValue {
    if (fn.name === 'and' || fn.name === 'or') {
      let value: GoValue = null;
      if (rest.length + extra.length === 0)
        this.#fail(fn.at, fn.name, `wrong number of args for ${fn.name}: want at least 1 got 0`);
      for (const operand of rest) {
        value = this.#operand(operand, dot);
        if (isTrue(value) === (fn.name === 'or')) return value;
      }
      return extra.length ? (extra[0] as GoValue) : value;
    }
    const call = this.options.functions?.[fn.name] ?? (FUNCTIONS[fn.name] as TemplateFunction);
    const args: GoValue[] = [...rest.map((operand) => this.#operand(operand, dot)), ...extra];
    const count = args.length;
    if (count < call.min || count > (call.max ?? Infinity)) {
      const want = call.max === undefined ? `at least ${call.min}` : String(call.min);
      this.#fail(fn.at, fn.name, `wrong number of args for ${fn.name}: want ${want} got ${count}`);
    }
    call.types?.forEach((type, i) => {
      const actual = args[i];
      if (actual === undefined) return;
      const name = typeName(actual);
      if (name === type || type === 'any') return;
      const operand = rest[i];
      const at = operand ?? { at: fn.at, source: command.source };
      this.#fail(
        at.at,
        at.source,
        operand?.kind === 'literal'
          ? unfit(type, operand.source)
          : `wrong type for value; expected ${type}; got ${actual === null ? 'interface {}' : name}`,
      );
    });
    try {
      return call.call(
        args,
        rest.map(({ source }) => source),
      );
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      this.#fail(command.at, command.source, `error calling ${fn.name}: ${error.message}`);
    }
  }

  #callMethod(method: GoFunction, operand: Operand, args: readonly GoValue[], given: readonly Operand[] = []): GoValue {
    if (args.length === method.arity) {
      const wrong = given.find((one, i) => one.kind === 'literal' && typeof args[i] !== 'string');
      if (wrong) this.#fail(wrong.at, wrong.source, unfit('string', wrong.source));
      return method.call(args);
    }
    const count = `want ${method.arity} got ${args.length}`;
    this.#fail(operand.at, operand.source, `wrong number of args for ${method.name}: ${count}`);
  }

  #operand(operand: Operand, dot: GoValue, keepFunction = false): GoValue {
    const resolve = (value: GoValue): GoValue =>
      value instanceof GoFunction && !keepFunction ? this.#callMethod(value, operand, []) : value;
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'literal':
        return operand.isFloat && typeof operand.value === 'number' ? new GoFloat(operand.value) : operand.value;
      case 'field':
        return resolve(this.#fields(dot, operand.names, operand));
      case 'variable': {
        const found = [...this.#variables].reverse().find(([name]) => name === operand.name);
        return resolve(this.#fields(found ? found[1] : null, operand.names, operand));
      }
      case 'pipe':
        return resolve(this.#fields(this.#pipe(operand.pipe, dot), operand.names, operand));
      case 'function':
        return this.#call(operand, [], { operands: [operand], at: operand.at, source: operand.source }, dot, []);
    }
  }

  #fields(start: GoValue, names: readonly string[], operand: Operand): GoValue {
    let value = start;
    for (const name of names) {
      value = this.#field(value, name, operand);
    }
    return value;
  }

  #field(value: GoValue, name: string, operand: Operand): GoValue {
    const fail = (message: string) => this.#fail(operand.at, operand.source, message);
    if (value instanceof GoMap) {
      if (value.entries.has(name)) return value.entries.get(name) as GoValue;
      if (value.isNil && value.type === 'nil') return fail(`nil data; no entry for key ${JSON.stringify(name)}`);
      return this.options.strictKeys ? fail(`map has no entry for key ${JSON.stringify(name)}`) : NO_VALUE;
    }
    if (value instanceof GoStruct) {
      const field = value.field(name);
      const answer = field ? field.get() : value.method?.(name);
      if (answer !== undefined) return answer;
      return fail(`can't evaluate field ${name} in type ${value.isPointer ? '*' : ''}${value.type}`);
    }
    const answer = value instanceof GoNamed ? value.method(name) : undefined;
    if (answer !== undefined) return answer;
    if (typeof value === 'symbol') return NO_VALUE;
    if (value instanceof GoPointer && value.target === null)
      return fail(`nil pointer evaluating ${value.type}.${name}`);
    if (value === null) return fail(`nil pointer evaluating interface {}.${name}`);
    const type = value instanceof GoNumber || this.options.strictKeys ? 'interface {}' : typeName(value);
    return fail(`can't evaluate field ${name} in type ${type}`);
  }
}

/** Of a literal that a parameter does not take. */
const unfit = (type: string, source: string): string =>
  type.startsWith('[]')
    ? `can't handle ${source} for arg of type ${type}`
    : `expected ${type.replace('int', 'integer')}; found ${source}`;

function rangeOver(value: GoValue): readonly [GoValue, GoValue][] | undefined {
  if (value instanceof GoList) return value.items.map((item, i) => [i, item]);
  if (value instanceof GoMap)
    return [...value.entries.keys()].sort().map((key) => [key, value.entries.get(key) as GoValue]);
  const count = integerOf(value);
  if (count !== undefined) return Array.from({ length: Math.max(0, count) }, (_, i) => [i, i]);
  if (value === null || typeof value === 'symbol') return [];
  return undefined;
}
