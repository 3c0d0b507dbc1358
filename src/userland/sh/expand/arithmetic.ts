/**
 * Shell arithmetic: 64-bit integers, C operators. Text compiles to closures. A `$name` leaf is allowed so that the text
 * of a script compiles once: when its value is no plain integer the caller expands the text and compiles the result
 * (`NeedsText`).
 */
import { shortDecimal } from '../short-decimal.ts';
import { binary } from './arithmetic-operators.ts';
import {
  ArithmeticError,
  NeedsText,
  type Arithmetic,
  type ArithmeticFault,
  type ArithmeticGrammar,
  type ArithmeticScope,
} from './arithmetic-scope.ts';
import { dashLiteral, numberOf } from './integer-literal.ts';
import { add, isTrue, negate, normal, type Int } from './integer.ts';

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

const DECIMAL = /^(?:0|-?[1-9]\d{0,14})$/;

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
  /\s*(?:(\d+#[0-9A-Za-z@_]*|0[xX][0-9A-Za-z@_]*|\d[0-9A-Za-z_]*)|([A-Za-z_]\w*)|\$(?:\{([A-Za-z_]\w*|\d+|[#?$!])\}|([A-Za-z_]\w*|[\d#?$!]))|(<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&^|]=|[-+*/%&^|!~?:=,<>()[\]]))/y;

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
          : numberOf(
              token.text,
              () => new ArithmeticError('base', this.text.slice(0, token.pos) + token.text, token.text),
            );
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
