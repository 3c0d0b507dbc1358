/** dc: a calculator in reverse Polish notation, over bc's numbers. */
import { SysError } from '../../kernel/errno.ts';
import { add, BcError, compare, divide, type Decimal, formatNumber, integer, length, modulo, multiply, negate, parseNumber, raise, squareRoot, whole, withScale } from './bc/number.ts'; // prettier-ignore
import { toText } from './lib/byte-string.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Numbers, and strings as byte strings. */
type Value = Decimal | string;

/** Lines of numbers are as long, then a backslash ends them. */
const LINE = 69;
const MOST_DEPTH = 2000;

const USAGE = `Usage: dc [OPTION] [file ...]
  -e, --expression=EXPR    evaluate expression
  -f, --file=FILE          evaluate contents of file
  -h, --help               display this help and exit
  -V, --version            output version information and exit

`;

/** Leaves so many levels of macros. */
class Leave extends Error {
  constructor(readonly levels: number) {
    super();
  }
}

export const dc = tool(
  {
    name: 'dc',
    usage: '[OPTION] [file ...]',
    about: 'Calculate in reverse Polish notation',
    options: 'e|expression= f|file= V|version h|help',
    from: 'bc 1.07.1',
    optionError: (text) => `dc: ${text}\n${USAGE}`,
  },
  async (t) => {
    if (t.has('V')) return t.out.line('dc (GNU bc 1.07.1) as simulated by Drydock');
    if (t.has('h')) return t.out.text(USAGE);
    const machine = new Machine(t);
    for (const [key, value] of t.given) if (!(await source(t, machine, key === 'f' ? value : undefined, value))) return;
    for (const path of t.operands) if (!(await source(t, machine, path, ''))) return;
    if (t.given.length === 0 && t.operands.length === 0) await source(t, machine, '-', '');
  },
);

/** Runs a file's text, or a word of the command line; false when it was told to quit. */
async function source(t: Tool, machine: Machine, path: string | undefined, word: string): Promise<boolean> {
  let text = word;
  if (path !== undefined) {
    try {
      const input = await t.input(path);
      text = await input.rest();
      await t.done(input);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.err(`dc: Could not open file ${path}\n`);
      return true;
    }
  }
  try {
    await machine.run(text, 0);
    return true;
  } catch (error) {
    if (!(error instanceof Leave)) throw error;
    return false;
  }
}

class Machine {
  readonly #stack: Value[] = [];
  readonly #registers = new Map<string, Value[]>();
  readonly #arrays = new Map<string, Map<string, Value>>();
  #scale = 0;
  #input = 10;
  #output = 10;

  constructor(private readonly t: Tool) {}

  async run(text: string, depth: number): Promise<void> {
    if (depth > MOST_DEPTH) return this.#complain('recursion too deep (for Drydock)');
    for (let at = 0; at < text.length;) {
      await this.t.sys.tick();
      const number = /^_?(?:[\dA-F]+\.?[\dA-F]*|\.[\dA-F]+)/.exec(text.slice(at, at + 4096))?.[0];
      if (number !== undefined) {
        const value = parseNumber(number.replace('_', ''), this.#input);
        this.#stack.push(number.startsWith('_') ? negate(value) : value);
        at += number.length;
        continue;
      }
      const char = text[at++] as string;
      if (char === '[') {
        const end = closing(text, at);
        this.#stack.push(text.slice(at, end));
        at = end + 1;
      } else if (char === '#') {
        while (at < text.length && text[at] !== '\n') at++;
      } else if ('slSL:;<>=!'.includes(char)) at = await this.#named(char, text, at, depth);
      else if (char === 'q') throw new Leave(2);
      else if (char === 'Q') {
        const levels = this.#number();
        if (levels && compare(levels, whole(1)) > 0) throw new Leave(Number(integer(levels)) - 1);
        if (levels && compare(levels, whole(1)) < 0) await this.#complain('Q command requires a number >= 1');
      } else if (char === 'x' || char === '?') {
        const value = char === '?' ? await this.#asked() : await this.#pop();
        if (typeof value === 'string') await this.#macro(value, depth);
        else if (value) this.#stack.push(value);
      } else await this.#command(char);
    }
  }

  /** What has a register's name behind it. */
  async #named(char: string, text: string, from: number, depth: number): Promise<number> {
    let at = from;
    const inverted = char === '!' && '<>='.includes(text[at] ?? ' ');
    if (char === '!' && !inverted) {
      const end = text.indexOf('\n', at);
      await this.#complain('running commands is not simulated in Drydock');
      return end < 0 ? text.length : end;
    }
    const operator = inverted ? (text[at++] as string) : char;
    const name = text[at++] ?? '';
    if ('<>='.includes(operator)) {
      const [a, b] = await this.#two();
      if (a === undefined || b === undefined) return at;
      const order = compare(b, a);
      if ((operator === '<' ? order < 0 : operator === '>' ? order > 0 : order === 0) !== inverted) {
        const macro = await this.#register(name);
        if (typeof macro === 'string') await this.#macro(macro, depth);
      }
    } else if (operator === 's' || operator === 'S') {
      const value = await this.#pop();
      const kept = this.#registers.get(name) ?? [];
      if (value !== undefined)
        this.#registers.set(name, operator === 'S' ? [...kept, value] : [...kept.slice(0, -1), value]);
    } else if (operator === 'l') {
      this.#stack.push(this.#registers.get(name)?.at(-1) ?? whole(0));
    } else if (operator === 'L') {
      const value = this.#registers.get(name)?.pop();
      if (value === undefined) await this.#complain(`stack register '${name}' (${octal(name)}) is empty`);
      else this.#stack.push(value);
    } else await this.#element(operator, name);
    return at;
  }

  async #element(operator: string, name: string): Promise<void> {
    const index = await this.#pop();
    if (index === undefined) return;
    if (typeof index === 'string') return this.#complain('array index must be a nonnegative integer');
    const array = this.#arrays.get(name) ?? new Map<string, Value>();
    this.#arrays.set(name, array);
    const key = String(integer(index));
    if (operator === ';') this.#stack.push(array.get(key) ?? whole(0));
    else {
      const value = await this.#pop();
      if (value !== undefined) array.set(key, value);
    }
  }

  async #macro(text: string, depth: number): Promise<void> {
    try {
      await this.run(text, depth + 1);
    } catch (error) {
      if (!(error instanceof Leave) || error.levels <= 1) {
        if (error instanceof Leave) return;
        throw error;
      }
      throw depth === 0 && error.levels === 2 ? new Leave(1) : new Leave(error.levels - 1);
    }
  }

  async #register(name: string): Promise<Value | undefined> {
    const value = this.#registers.get(name)?.at(-1);
    if (value === undefined) await this.#complain(`register '${name}' (${octal(name)}) is empty`);
    return value;
  }

  async #asked(): Promise<string> {
    return (await (await this.t.input('-')).line()) ?? '';
  }

  async #command(char: string): Promise<void> {
    if (/\s/.test(char)) return;
    if ('+-*/%~^|v'.includes(char)) return this.#arithmetic(char);
    const stack = this.#stack;
    switch (char) {
      case 'p':
        return stack.length ? this.#print(stack.at(-1) as Value, '\n') : this.#complain('stack empty');
      case 'n': {
        const value = await this.#pop();
        return value === undefined ? undefined : this.#print(value, '');
      }
      case 'P': {
        const value = await this.#pop();
        if (value === undefined) return;
        return this.t.out.raw(typeof value === 'string' ? value : bytesOf(integer(value)));
      }
      case 'f':
        for (const value of [...stack].reverse()) await this.#print(value, '\n');
        return;
      case 'c':
        stack.length = 0;
        return;
      case 'd':
        return stack.length ? void stack.push(stack.at(-1) as Value) : this.#complain('stack empty');
      case 'r': {
        if (stack.length < 2) return this.#complain('stack empty');
        const [a, b] = [stack.pop() as Value, stack.pop() as Value];
        stack.push(a, b);
        return;
      }
      case 'R':
        return void (await this.#pop());
      case 'z':
        return void stack.push(whole(stack.length));
      case 'K':
      case 'I':
      case 'O':
        return void stack.push(whole(char === 'K' ? this.#scale : char === 'I' ? this.#input : this.#output));
      case 'k':
      case 'i':
      case 'o':
        return this.#setting(char);
      case 'Z':
      case 'X': {
        const value = await this.#pop();
        if (value === undefined) return;
        const size = typeof value === 'string' ? value.length : length(value);
        return void stack.push(whole(char === 'Z' ? size : typeof value === 'string' ? 0 : value.scale));
      }
      case 'a': {
        const value = await this.#pop();
        if (value === undefined) return;
        return void stack.push(typeof value === 'string' ? value.slice(0, 1) : bytesOf(integer(value) & 255n));
      }
      default:
        // GNU's names the program on standard error and says the rest on standard output.
        await this.t.err('dc: ');
        return this.t.out.raw(`${/[!-~]/.test(char) ? `'${char}' (${octal(char)})` : octal(char)} unimplemented\n`);
    }
  }

  async #setting(char: string): Promise<void> {
    const value = await this.#pop();
    if (value === undefined) return;
    const number = typeof value === 'string' ? NaN : Number(integer(value));
    if (char === 'k') {
      if (!(number >= 0)) return this.#complain('scale must be a nonnegative number');
      this.#scale = number;
    } else if (char === 'i') {
      if (!(number >= 2 && number <= 16))
        return this.#complain('input base must be a number between 2 and 16 (inclusive)');
      this.#input = number;
    } else {
      if (!(number >= 2)) return this.#complain('output base must be a number greater than 1');
      this.#output = number;
    }
  }

  async #arithmetic(char: string): Promise<void> {
    const scale = this.#scale;
    if (char === 'v') {
      const value = this.#stack.at(-1);
      if (value === undefined) return this.#complain('stack empty');
      if (typeof value === 'string') return this.#complain('square root of nonnumeric attempted');
      if (value.digits < 0n) return this.#complain('square root of negative number');
      this.#stack.pop();
      return void this.#stack.push(squareRoot(value, scale));
    }
    const third = char === '|' ? this.#stack.at(-1) : undefined;
    if (third !== undefined) this.#stack.pop();
    const [a, b] = await this.#two();
    if (a === undefined || b === undefined) return;
    if (char === '^' && compare(b, withScale(b, 0)) !== 0)
      await this.t.err('Runtime warning: non-zero scale in exponent\n');
    try {
      this.#stack.push(...results(char, a, b, scale, typeof third === 'string' ? undefined : third));
    } catch (error) {
      if (!(error instanceof BcError)) throw error;
      this.#stack.push(a, b);
      await this.#complain(
        /zero/i.test(error.message) ? (char === '%' ? 'remainder by zero' : 'divide by zero') : error.message,
      );
    }
  }

  /** The two topmost numbers, the lower first; they stay when they are none. */
  async #two(): Promise<readonly [Decimal, Decimal] | readonly [undefined, undefined]> {
    const [a, b] = this.#stack.slice(-2);
    if (a === undefined || b === undefined) {
      await this.#complain('stack empty');
      return [undefined, undefined];
    }
    if (typeof a === 'string' || typeof b === 'string') {
      await this.#complain('non-numeric value');
      return [undefined, undefined];
    }
    this.#stack.length -= 2;
    return [a, b];
  }

  #number(): Decimal | undefined {
    const value = this.#stack.pop();
    return typeof value === 'string' ? undefined : value;
  }

  async #pop(): Promise<Value | undefined> {
    const value = this.#stack.pop();
    if (value === undefined) await this.#complain('stack empty');
    return value;
  }

  async #print(value: Value, end: string): Promise<void> {
    if (typeof value === 'string') return this.t.out.raw(value + end);
    const text = formatNumber(value, this.#output);
    const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [text];
    await this.t.out.raw(lines.join('\\\n') + end);
  }

  async #complain(words: string): Promise<void> {
    await this.t.out.flush();
    await this.t.err(`dc: ${toText(words)}\n`);
  }
}

function results(char: string, a: Decimal, b: Decimal, scale: number, modulus: Decimal | undefined): Decimal[] {
  if (char === '+') return [add(a, b)];
  if (char === '-') return [add(a, negate(b))];
  if (char === '*') return [multiply(a, b, scale)];
  if (char === '/') return [divide(a, b, scale)];
  if (char === '%') return [modulo(a, b, scale)];
  if (char === '~') return [divide(a, b, scale), modulo(a, b, scale)];
  if (char === '^') return [raise(a, withScale(b, 0), scale)];
  let [power, base, left] = [whole(1), modulo(a, modulus ?? whole(1), 0), integer(b)];
  for (; left > 0n; left >>= 1n) {
    if (left & 1n) power = modulo(multiply(power, base, 0), modulus ?? whole(1), 0);
    base = modulo(multiply(base, base, 0), modulus ?? whole(1), 0);
  }
  return [power];
}

/** Where the bracket closes; the text's end where none does. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']' && --depth === 0) return at;
  }
  return text.length;
}

function bytesOf(value: bigint): string {
  let [out, left] = ['', value < 0n ? -value : value];
  for (; left > 0n; left >>= 8n) out = String.fromCharCode(Number(left & 255n)) + out;
  return out;
}

function octal(char: string): string {
  return `0${char.charCodeAt(0).toString(8)}`;
}
