/** Runs bc's programs: variables, arrays, functions and what is printed. */
import * as math from './math-library.ts';
import {
  add, BcError, compare, type Decimal, divide, formatNumber, integer, length, modulo, multiply, negate, ONE, parseNumber, raise, squareRoot, whole,
  ZERO,
} from './number.ts'; // prettier-ignore
import type { Argument, Definition, Expression, Parameter, Place, Statement } from './syntax.ts';

/** What a program does outside of itself. */
export interface BcWorld {
  write(text: string): unknown;
  /** A line for read(). */
  read(): Promise<string>;
  tick(): unknown;
}

export class BcQuit extends Error {
  override name = 'BcQuit';
}

/** A failure while running, with where bc would see it. */
export class BcRuntimeError extends Error {
  override name = 'BcRuntimeError';
  constructor(message: string, where: string, address: number) {
    super(`Runtime error (func=${where}, adr=${address}): ${message}`);
  }
}

const MOST_DEPTH = 3000;
const MOST_BASE = 2147483647;
const MOST_SCALE = 100_000;

type Flow = 'next' | 'break' | 'continue' | { readonly value: Decimal };

interface Frame {
  readonly name: string;
  readonly variables: ReadonlyMap<string, { value: Decimal }>;
  readonly arrays: ReadonlyMap<string, Map<number, Decimal>>;
}

export class Machine {
  readonly #variables = new Map<string, { value: Decimal }>();
  readonly #arrays = new Map<string, Map<number, Decimal>>();
  readonly #functions = new Map<string, Definition>();
  readonly #frames: Frame[] = [];
  #scale = 0;
  #inputBase = 10;
  #outputBase = 10;
  #last = ZERO;
  #column = 0;

  /** `lineLength`: of numbers that are printed; 0 for any. */
  constructor(
    private readonly world: BcWorld,
    private readonly library: boolean,
    private readonly lineLength: number,
  ) {
    if (library) this.#scale = 20;
  }

  async run(statements: readonly Statement[]): Promise<void> {
    this.#frames.length = 0;
    for (const statement of statements) {
      const flow = await this.#statement(statement);
      if (flow !== 'next') return;
    }
  }

  async #statement(statement: Statement): Promise<Flow> {
    switch (statement.kind) {
      case 'expression': {
        const value = await this.#value(statement.value);
        if (!statement.shown) return 'next';
        this.#last = value;
        await this.#print(formatNumber(value, this.#outputBase));
        await this.#write('\n');
        return 'next';
      }
      case 'string':
        await this.#write(statement.text);
        return 'next';
      case 'print':
        for (const item of statement.items) {
          if (typeof item === 'string') await this.#write(unescaped(item));
          else await this.#print(formatNumber((this.#last = await this.#value(item)), this.#outputBase));
        }
        return 'next';
      case 'block':
        for (const inner of statement.body) {
          const flow = await this.#statement(inner);
          if (flow !== 'next') return flow;
        }
        return 'next';
      case 'if': {
        const chosen = (await this.#truth(statement.test)) ? statement.then : statement.otherwise;
        return chosen ? this.#statement(chosen) : 'next';
      }
      case 'loop':
        return this.#loop(statement);
      case 'break':
      case 'continue':
        return statement.kind;
      case 'return':
        return { value: statement.value ? await this.#value(statement.value) : ZERO };
      case 'halt':
      case 'quit':
        throw new BcQuit();
      case 'define':
        this.#functions.set(statement.definition.name, statement.definition);
        return 'next';
      case 'nothing':
        return 'next';
    }
  }

  async #loop({ first, test, next, body }: Extract<Statement, { kind: 'loop' }>): Promise<Flow> {
    if (first) await this.#value(first);
    for (; test === undefined || (await this.#truth(test)); next && (await this.#value(next))) {
      await this.world.tick();
      const flow = await this.#statement(body);
      if (flow === 'break') break;
      if (typeof flow === 'object') return flow;
    }
    return 'next';
  }

  async #truth(expression: Expression): Promise<boolean> {
    return (await this.#value(expression)).digits !== 0n;
  }

  async #value(expression: Expression): Promise<Decimal> {
    switch (expression.kind) {
      case 'number':
        return parseNumber(expression.text, this.#inputBase);
      case 'place':
        return this.#load(expression.place);
      case 'group':
        return this.#value(expression.value);
      case 'negate':
        return negate(await this.#value(expression.value));
      case 'not':
        return (await this.#truth(expression.value)) ? ZERO : ONE;
      case 'step': {
        const before = await this.#load(expression.place);
        const after = add(before, whole(expression.by));
        await this.#store(expression.place, after);
        return expression.before ? after : before;
      }
      case 'assign': {
        const value = await this.#value(expression.value);
        const operator = expression.operator.slice(0, -1);
        const result = operator
          ? this.#binary(operator, await this.#load(expression.place), value, expression.address)
          : value;
        await this.#store(expression.place, result);
        return result;
      }
      case 'binary': {
        const left = await this.#value(expression.left);
        if (expression.operator === '&&' && left.digits === 0n) return ZERO;
        if (expression.operator === '||' && left.digits !== 0n) return ONE;
        return this.#binary(expression.operator, left, await this.#value(expression.right), expression.address);
      }
      case 'call':
        return this.#call(expression.name, expression.given, expression.address);
    }
  }

  #binary(operator: string, a: Decimal, b: Decimal, address: number): Decimal {
    const truth = (value: boolean) => (value ? ONE : ZERO);
    try {
      switch (operator) {
        case '+':
          return add(a, b);
        case '-':
          return add(a, negate(b));
        case '*':
          return multiply(a, b, this.#scale);
        case '/':
          return divide(a, b, this.#scale);
        case '%':
          return modulo(a, b, this.#scale);
        case '^':
          return raise(a, b, this.#scale);
        case '&&':
        case '||':
          return truth(b.digits !== 0n);
        case '==':
          return truth(compare(a, b) === 0);
        case '!=':
          return truth(compare(a, b) !== 0);
        case '<':
          return truth(compare(a, b) < 0);
        case '<=':
          return truth(compare(a, b) <= 0);
        case '>':
          return truth(compare(a, b) > 0);
        default:
          return truth(compare(a, b) >= 0);
      }
    } catch (error) {
      if (error instanceof BcError) return this.#fail(error.message, address);
      throw error;
    }
  }

  #fail(message: string, address: number): never {
    throw new BcRuntimeError(message, this.#frames.at(-1)?.name ?? '(main)', address);
  }

  #variable(name: string): { value: Decimal } {
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const local = this.#frames[i]?.variables.get(name);
      if (local) return local;
    }
    let found = this.#variables.get(name);
    if (!found) this.#variables.set(name, (found = { value: ZERO }));
    return found;
  }

  #array(name: string): Map<number, Decimal> {
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const local = this.#frames[i]?.arrays.get(name);
      if (local) return local;
    }
    let found = this.#arrays.get(name);
    if (!found) this.#arrays.set(name, (found = new Map()));
    return found;
  }

  async #index(expression: Expression): Promise<number> {
    const index = Number(integer(await this.#value(expression)));
    return index >= 0 && index < 2 ** 24 ? index : this.#fail('Array index out of bounds', 0);
  }

  async #load(place: Place): Promise<Decimal> {
    if (place.kind === 'element') return this.#array(place.name).get(await this.#index(place.index)) ?? ZERO;
    switch (place.name) {
      case 'scale':
        return whole(this.#scale);
      case 'ibase':
        return whole(this.#inputBase);
      case 'obase':
        return whole(this.#outputBase);
      case 'last':
        return this.#last;
      default:
        return this.#variable(place.name).value;
    }
  }

  async #store(place: Place, value: Decimal): Promise<void> {
    if (place.kind === 'element') {
      this.#array(place.name).set(await this.#index(place.index), value);
      return;
    }
    const number = Number(integer(value));
    switch (place.name) {
      case 'scale':
        this.#scale = Math.min(MOST_SCALE, Math.max(0, number));
        return;
      case 'ibase':
        this.#inputBase = Math.min(16, Math.max(2, number));
        return;
      case 'obase':
        this.#outputBase = Math.min(MOST_BASE, Math.max(2, number));
        return;
      case 'last':
        this.#last = value;
        return;
      default:
        this.#variable(place.name).value = value;
    }
  }

  async #call(name: string, given: readonly Argument[], address: number): Promise<Decimal> {
    const defined = this.#functions.get(name);
    if (defined) return this.#apply(defined, given, address);
    const values: Decimal[] = [];
    for (const argument of given) values.push(argument.kind === 'array' ? ZERO : await this.#value(argument));
    try {
      const result = await this.#builtin(name, values);
      if (result) return result;
    } catch (error) {
      if (error instanceof BcError) return this.#fail(error.message, address);
      throw error;
    }
    return this.#fail(`Function ${name} not defined.`, address);
  }

  async #builtin(name: string, values: readonly Decimal[]): Promise<Decimal | undefined> {
    const [x = ZERO, y = ZERO] = values;
    if (name === 'length') return whole(length(x));
    if (name === 'scale') return whole(x.scale);
    if (name === 'sqrt') return squareRoot(x, this.#scale);
    if (name === 'read') return parseNumber((await this.world.read()).trim() || '0', this.#inputBase);
    if (!this.library) return undefined;
    switch (name) {
      case 's':
        return math.sine(x, this.#scale);
      case 'c':
        return math.cosine(x, this.#scale);
      case 'a':
        return math.arctangent(x, this.#scale);
      case 'l':
        return math.logarithm(x, this.#scale);
      case 'e':
        return math.exponential(x, this.#scale);
      case 'j':
        return math.bessel(x, y, this.#scale);
      default:
        return undefined;
    }
  }

  async #apply(definition: Definition, given: readonly Argument[], address: number): Promise<Decimal> {
    const { parameters, locals, name, body } = definition;
    if (given.length !== parameters.length) return this.#fail(`Parameter number mismatch`, address);
    if (this.#frames.length >= MOST_DEPTH) return this.#fail('Function nesting is too deep (for Drydock)', address);
    const variables = new Map<string, { value: Decimal }>();
    const arrays = new Map<string, Map<number, Decimal>>();
    for (const [i, parameter] of parameters.entries()) {
      const argument = given[i] as Argument;
      if (argument.kind === 'array') arrays.set(parameter.name, new Map(this.#array(argument.name)));
      else variables.set(parameter.name, { value: await this.#value(argument) });
    }
    for (const { name: local, isArray } of locals satisfies readonly Parameter[]) {
      if (isArray) arrays.set(local, new Map());
      else variables.set(local, { value: ZERO });
    }
    this.#frames.push({ name, variables, arrays });
    try {
      await this.world.tick();
      for (const statement of body) {
        const flow = await this.#statement(statement);
        if (typeof flow === 'object') return flow.value;
      }
      return ZERO;
    } finally {
      this.#frames.pop();
    }
  }

  /** A number, broken into lines. */
  async #print(text: string): Promise<void> {
    if (this.lineLength === 0) return this.#write(text);
    let out = '';
    for (const char of text) {
      if (this.#column + 1 === this.lineLength - 1) {
        out += '\\\n';
        this.#column = 0;
      }
      out += char;
      this.#column++;
    }
    await this.world.write(out);
  }

  async #write(text: string): Promise<void> {
    const end = text.lastIndexOf('\n');
    this.#column = end < 0 ? this.#column + text.length : text.length - end - 1;
    await this.world.write(text);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  q: '"',
  r: '\r',
  t: '\t',
  '\\': '\\',
};

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (whole, letter: string) => ESCAPES[letter] ?? whole);
}
