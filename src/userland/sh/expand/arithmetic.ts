/**
 * Shell arithmetic: 64-bit integers, C operators. Text compiles to closures. Values are numbers while they are exact
 * and bigints past 2^53; `normal` keeps them apart. A `$name` leaf is allowed so that the text of a script compiles
 * once: when its value is no plain integer the caller expands the text and compiles the result (`NeedsText`).
 */
import type { Dialect } from '../dialect.ts';
import { shortDecimal } from '../short-decimal.ts';

export type Int = number | bigint;

/** `dash`: POSIX arithmetic alone, as dash has it: no `++`, `,`, `**`, bases or elements, and a variable holds a number. */
export type ArithmeticGrammar = 'full' | 'dash';

export function grammarOf(dialect: Dialect): ArithmeticGrammar {
  return dialect === 'dash' ? 'dash' : 'full';
}

export interface ArithmeticScope {
  readonly grammar: ArithmeticGrammar;
  get(name: string, index: string | undefined): string | undefined;
  set(name: string, value: string, index: string | undefined): void;
  readonly depth: number;
}

export type Arithmetic = (scope: ArithmeticScope) => Int;

export type ArithmeticFault =
  'number' | 'syntax' | 'operand' | 'division' | 'base' | 'assignment' | 'exponent' | 'recursion';

export class ArithmeticError {
  constructor(
    readonly fault: ArithmeticFault,
    readonly expression: string,
    /** What bash calls the error token: the rest of the text from where it stood. */
    readonly token: string,
  ) {}
}

/** The value of a `$name` leaf is not an integer: precedence must be decided on the expanded text. */
export class NeedsText {}

const caches: Readonly<Record<ArithmeticGrammar, Map<string, Arithmetic>>> = { full: new Map(), dash: new Map() };

/** Compiles `text`; the empty expression is 0. Throws ArithmeticError. */
export function compileArithmetic(text: string, grammar: ArithmeticGrammar): Arithmetic {
  const cache = caches[grammar];
  let compiled = cache.get(text);
  if (!compiled) {
    compiled = new Parser(text, grammar).whole();
    if (cache.size > 500) cache.clear();
    cache.set(text, compiled);
  }
  return compiled;
}

export function integerOf(value: string | undefined, scope: ArithmeticScope): Int {
  if (value === undefined || value === '') return 0;
  const short = value[0] === '0' ? undefined : shortDecimal(value);
  if (short !== undefined) return short;
  if (DECIMAL.test(value)) return Number(value);
  if (scope.grammar === 'dash') return dashNumber(value);
  if (scope.depth > 64) throw new ArithmeticError('recursion', value, value);
  const { get, set, grammar, depth } = scope;
  return compileArithmetic(value, grammar)({ get, set, grammar, depth: depth + 1 });
}

/** What strtoimax takes whole, white space around it aside. */
function dashNumber(value: string): Int {
  if (value.trim() === '') return 0;
  const [, sign, digits] = /^\s*([-+]?)(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)\s*$/.exec(value) ?? [];
  if (digits === undefined) throw new ArithmeticError('number', value, value);
  const magnitude = dashLiteral(digits);
  return sign === '-' ? negate(magnitude) : magnitude;
}

/** Saturates at the largest integer, as strtoimax does. */
function dashLiteral(digits: string): Int {
  const octal = /^0[0-7]+$/.test(digits);
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  return value > 0x7fffffffffffffffn ? 0x7fffffffffffffffn : normal(value);
}

const DECIMAL = /^(?:0|-?[1-9]\d{0,14})$/;

export function normal(value: bigint): Int {
  const wrapped = BigInt.asIntN(64, value);
  return wrapped >= -9007199254740991n && wrapped <= 9007199254740991n ? Number(wrapped) : wrapped;
}

const BINARY: Readonly<Record<string, number>> = {
  ',': 1,
  '?': 3,
  '||': 4,
  '&&': 5,
  '|': 6,
  '^': 7,
  '&': 8,
  '==': 9,
  '!=': 9,
  '<': 10,
  '>': 10,
  '<=': 10,
  '>=': 10,
  '<<': 11,
  '>>': 11,
  '+': 12,
  '-': 12,
  '*': 13,
  '/': 13,
  '%': 13,
  '**': 14,
};

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|=']);
const TOKEN =
  /\s*(?:(\d+#[0-9A-Za-z@_]*|0[xX][0-9A-Fa-f]*|\d[0-9A-Za-z_]*)|([A-Za-z_]\w*)|\$(?:\{([A-Za-z_]\w*|\d+|[#?$!])\}|([A-Za-z_]\w*|[\d#?$!]))|(<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&^|]=|[-+*/%&^|!~?:=,<>()[\]]))/y;

const DASH_TOKEN =
  /\s*(?:(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)|([A-Za-z_]\w*)|\$(?:\{([A-Za-z_]\w*|\d+|[#?$!])\}|([A-Za-z_]\w*|[\d#?$!]))|(<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&^|]=|[-+*/%&^|!~?:=<>()]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'dollar' | 'operator' | 'end';
  readonly text: string;
  readonly pos: number;
}

type Target = { readonly name: string; readonly index: string | undefined };
interface Operand {
  readonly run: Arithmetic;
  readonly target?: Target;
}

class Parser {
  #pos = 0;
  #token: Token;

  readonly #tokens: RegExp;

  constructor(
    private readonly text: string,
    private readonly grammar: ArithmeticGrammar,
  ) {
    this.#tokens = grammar === 'dash' ? DASH_TOKEN : TOKEN;
    this.#token = this.#scan();
  }

  whole(): Arithmetic {
    if (this.#ended()) return () => 0;
    const { run } = this.#expression(0);
    if (!this.#ended()) throw this.#error('syntax');
    return run;
  }

  #ended(): boolean {
    return this.#token.kind === 'end';
  }

  #scan(): Token {
    const tokens = this.#tokens;
    tokens.lastIndex = this.#pos;
    const match = tokens.exec(this.text);
    if (!match) {
      const rest = this.text.slice(this.#pos);
      const pos = this.#pos + (rest.length - rest.trimStart().length);
      if (pos >= this.text.length) return { kind: 'end', text: '', pos: this.text.length };
      throw new ArithmeticError('syntax', this.text, this.text.slice(pos));
    }
    this.#pos = tokens.lastIndex;
    const [all, number, name, braced, dollar, operator] = match;
    const text = number ?? name ?? braced ?? dollar ?? operator ?? '';
    const kind = number !== undefined ? 'number' : name ? 'name' : operator ? 'operator' : 'dollar';
    return { kind, text, pos: tokens.lastIndex - all.trimStart().length };
  }

  #next(): Token {
    const token = this.#token;
    this.#token = this.#scan();
    return token;
  }

  #error(fault: ArithmeticFault, pos = this.#token.pos): ArithmeticError {
    let token = this.text.slice(pos);
    if (token === '' && this.text !== '') token = /(?:\w+|[^\w\s]+)\s*$/.exec(this.text)?.[0] ?? this.text;
    return new ArithmeticError(fault, this.text, token);
  }

  #accept(operator: string): boolean {
    if (this.#token.kind !== 'operator' || this.#token.text !== operator) return false;
    this.#next();
    return true;
  }

  #expression(minimum: number): Operand {
    let left = this.#unary();
    for (;;) {
      const token = this.#token;
      if (token.kind !== 'operator') return left;
      if (ASSIGNMENTS.has(token.text)) {
        if (minimum > 2) {
          if (!left.target) throw this.#error('assignment');
          return left;
        }
        if (!left.target) throw this.#error('assignment');
        this.#next();
        left = { run: assignment(left.target, token.text, this.#expression(2).run, this.text) };
        continue;
      }
      if (token.text === '++' || token.text === '--') {
        // After what is no variable it is two signs.
        this.#pos = token.pos + 1;
        this.#token = { ...token, text: token.text[0] as string };
        continue;
      }
      const power = BINARY[token.text];
      if (power === undefined || power < minimum) return left;
      this.#next();
      if (token.text === '?') left = this.#ternary(left.run);
      else {
        const right = this.#expression(token.text === '**' ? power : power + 1).run;
        left = { run: binary(token.text, left.run, right, () => this.#divisionBy(token)) };
      }
    }
  }

  #divisionBy(operator: Token): ArithmeticError {
    return new ArithmeticError('division', this.text, this.text.slice(operator.pos + operator.text.length).trimStart());
  }

  #ternary(test: Arithmetic): Operand {
    const consequent = this.#expression(1).run;
    if (!this.#accept(':')) throw this.#error('syntax');
    const alternate = this.#expression(3).run;
    return { run: (scope) => (isTrue(test(scope)) ? consequent(scope) : alternate(scope)) };
  }

  #unary(): Operand {
    const token = this.#next();
    if (token.kind === 'number') {
      const value =
        this.grammar === 'dash'
          ? dashLiteral(token.text)
          : numberOf(token.text, () => new ArithmeticError('base', this.text, this.text.slice(token.pos)));
      return { run: () => value };
    }
    if (token.kind === 'dollar') return { run: dollarLeaf(token.text) };
    if (token.kind === 'name') return this.#variable(token.text);
    if (token.text === '(') {
      const inner = this.#expression(0);
      if (!this.#accept(')')) throw this.#error('syntax');
      return { run: inner.run };
    }
    if (token.text === '++' || token.text === '--') {
      if (this.#token.kind === 'name') {
        const operand = this.#unary();
        if (operand.target) return { run: step(operand.target, token.text, true) };
      }
      return { run: this.#unary().run };
    }
    const run = '+-!~'.includes(token.text) && token.text !== '' ? this.#unary().run : undefined;
    if (!run) throw this.#error('operand', token.kind === 'end' ? this.text.length : token.pos);
    if (token.text === '+') return { run };
    if (token.text === '-') return { run: (scope) => negate(run(scope)) };
    if (token.text === '!') return { run: (scope) => (isTrue(run(scope)) ? 0 : 1) };
    return { run: (scope) => normal(~BigInt(run(scope))) };
  }

  #variable(name: string): Operand {
    let index: string | undefined;
    if (this.#token.text === '[' && this.#token.kind === 'operator') {
      const start = this.#token.pos + 1;
      let depth = 1;
      let end = start;
      while (end < this.text.length && depth > 0) {
        if (this.text[end] === '[') depth++;
        if (this.text[end] === ']') depth--;
        end++;
      }
      if (depth > 0) throw this.#error('syntax');
      index = this.text.slice(start, end - 1);
      this.#pos = end;
      this.#token = this.#scan();
    }
    const target = { name, index };
    if (this.#token.kind === 'operator' && (this.#token.text === '++' || this.#token.text === '--')) {
      return { run: step(target, this.#next().text, false) };
    }
    return { run: (scope) => integerOf(scope.get(name, index), scope), target };
  }
}

function dollarLeaf(name: string): Arithmetic {
  return (scope) => {
    const value = scope.get(name, undefined);
    if (value !== undefined && DECIMAL.test(value) && value[0] !== '-') return Number(value);
    throw new NeedsText();
  };
}

function step(target: Target, operator: string, prefix: boolean): Arithmetic {
  return (scope) => {
    const old = integerOf(scope.get(target.name, target.index), scope);
    const value = add(old, operator === '++' ? 1 : -1);
    scope.set(target.name, String(value), target.index);
    return prefix ? value : old;
  };
}

function assignment(target: Target, operator: string, right: Arithmetic, text: string): Arithmetic {
  const { name, index } = target;
  if (operator === '=') {
    return (scope) => {
      const value = right(scope);
      scope.set(name, String(value), index);
      return value;
    };
  }
  const current: Arithmetic = (scope) => integerOf(scope.get(name, index), scope);
  const run = binary(operator.slice(0, -1), current, right, () => new ArithmeticError('division', text, text));
  return (scope) => {
    const value = run(scope);
    scope.set(name, String(value), index);
    return value;
  };
}

function numberOf(text: string, fault: () => ArithmeticError): Int {
  const based = /^(\d+)#(.*)$/.exec(text);
  if (based) return inBase(based[2] as string, Number(based[1]), fault);
  if (/^0[xX]/.test(text)) return inBase(text.slice(2) || '0', 16, fault);
  if (text.length > 1 && text[0] === '0') return inBase(text.slice(1), 8, fault);
  if (!/^\d+$/.test(text)) throw fault();
  return text.length <= 15 ? Number(text) : normal(BigInt(text));
}

function inBase(digits: string, base: number, fault: () => ArithmeticError): Int {
  if (base < 2 || base > 64 || digits === '') throw fault();
  let value = 0n;
  for (const digit of digits) {
    const at = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_'.indexOf(
      base <= 36 ? digit.toLowerCase() : digit,
    );
    if (at < 0 || at >= base) throw fault();
    value = value * BigInt(base) + BigInt(at);
  }
  return normal(value);
}

export function isTrue(value: Int): boolean {
  return value !== 0;
}

function negate(value: Int): Int {
  return typeof value === 'number' ? (value === 0 ? 0 : -value) : normal(-value);
}

function add(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normal(BigInt(a) + BigInt(b));
}

function binary(operator: string, left: Arithmetic, right: Arithmetic, zero: () => ArithmeticError): Arithmetic {
  switch (operator) {
    case '+':
      return (scope) => add(left(scope), right(scope));
    case '-':
      return (scope) => {
        const a = left(scope);
        return add(a, negate(right(scope)));
      };
    case '*':
      return (scope) => multiply(left(scope), right(scope));
    case '/':
    case '%':
      return (scope) => divide(operator, left(scope), right(scope), zero);
    case '&&':
      return (scope) => (isTrue(left(scope)) && isTrue(right(scope)) ? 1 : 0);
    case '||':
      return (scope) => (isTrue(left(scope)) || isTrue(right(scope)) ? 1 : 0);
    case ',':
      return (scope) => {
        left(scope);
        return right(scope);
      };
    case '**':
      return (scope) => power(left(scope), right(scope), zero);
    default:
      return comparison(operator, left, right) ?? bitwise(operator, left, right);
  }
}

function comparison(operator: string, left: Arithmetic, right: Arithmetic): Arithmetic | undefined {
  switch (operator) {
    case '<':
      return (scope) => (left(scope) < right(scope) ? 1 : 0);
    case '<=':
      return (scope) => (left(scope) <= right(scope) ? 1 : 0);
    case '>':
      return (scope) => (left(scope) > right(scope) ? 1 : 0);
    case '>=':
      return (scope) => (left(scope) >= right(scope) ? 1 : 0);
    case '==':
      return (scope) => (left(scope) === right(scope) ? 1 : 0);
    case '!=':
      return (scope) => (left(scope) !== right(scope) ? 1 : 0);
    default:
      return undefined;
  }
}

function bitwise(operator: string, left: Arithmetic, right: Arithmetic): Arithmetic {
  return (scope) => {
    const a = BigInt(left(scope));
    const b = BigInt(right(scope));
    switch (operator) {
      case '&':
        return normal(a & b);
      case '|':
        return normal(a | b);
      case '^':
        return normal(a ^ b);
      case '<<':
        return normal(a << (b & 63n));
      default:
        return normal(a >> (b & 63n));
    }
  };
}

function multiply(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return normal(BigInt(a) * BigInt(b));
}

function divide(operator: string, a: Int, b: Int, zero: () => ArithmeticError): Int {
  if (b === 0) throw zero();
  if (typeof a === 'number' && typeof b === 'number') {
    const value = operator === '/' ? Math.trunc(a / b) : a % b;
    return value === 0 ? 0 : value;
  }
  return normal(operator === '/' ? BigInt(a) / BigInt(b) : BigInt(a) % BigInt(b));
}

function power(a: Int, b: Int, zero: () => ArithmeticError): Int {
  if (b < 0) {
    const fault = zero();
    throw new ArithmeticError('exponent', fault.expression, fault.token);
  }
  let result = 1n;
  let base = BigInt(a);
  for (let rest = BigInt(b); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asIntN(64, result * base);
    base = BigInt.asIntN(64, base * base);
  }
  return normal(result);
}
