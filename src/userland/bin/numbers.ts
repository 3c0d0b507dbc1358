/** expr, factor, shuf, truncate. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { regex, RegexError } from './lib/regex.ts';
import { parseSize, q } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

class ExprError extends Error {
  override name = 'ExprError';
}

export const expr = tool(
  { name: 'expr', usage: 'EXPRESSION', about: 'Print the value of EXPRESSION', rawArguments: true, usageStatus: 2 },
  async (t) => {
    const words = t.operands[0] === '--' ? t.operands.slice(1) : t.operands;
    if (words.length === 0) return t.busybox ? t.die('', 'too few arguments', 2) : t.usage('missing operand', 2);
    try {
      const result = new Expr(words).value();
      await t.out.line(result);
      return result === '' || /^-?0+$/.test(result) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ExprError || error instanceof RegexError)) throw error;
      return t.die(error.message, error.message.startsWith('syntax error') ? 'syntax error' : error.message, 2);
    }
  },
);

class Expr {
  #at = 0;
  constructor(readonly words: readonly string[]) {}

  value(): string {
    const result = this.#level(0);
    if (this.#at < this.words.length)
      throw new ExprError(`syntax error: unexpected argument ${q(this.words[this.#at] as string)}`);
    return result;
  }

  static readonly LEVELS: readonly (readonly string[])[] = [
    ['|'],
    ['&'],
    ['<', '<=', '=', '==', '!=', '>=', '>'],
    ['+', '-'],
    ['*', '/', '%'],
    [':'],
  ];

  #level(level: number): string {
    const operators = Expr.LEVELS[level];
    if (!operators) return this.#atom();
    let left = this.#level(level + 1);
    for (let word = this.words[this.#at]; word !== undefined && operators.includes(word); word = this.words[this.#at]) {
      this.#at++;
      left = apply(word, left, this.#level(level + 1));
    }
    return left;
  }

  #atom(): string {
    const word = this.words[this.#at++];
    if (word === ')') throw new ExprError("syntax error: unexpected ')'");
    const last = this.words[this.#at - 2];
    if (word === undefined) throw new ExprError(`syntax error: missing argument after ${q(last ?? '')}`);
    const operand = () => this.#level(Expr.LEVELS.length);
    switch (word) {
      case '(': {
        const inner = this.#level(0);
        if (this.words[this.#at++] !== ')')
          throw new ExprError(`syntax error: expecting ')' after ${q(this.words[this.#at - 2] ?? '')}`);
        return inner;
      }
      case '+':
        return this.words[this.#at++] ?? '';
      case 'length':
        return String(fromText(operand()).length);
      case 'match':
        return apply(':', operand(), operand());
      case 'index': {
        const [text, set] = [operand(), operand()];
        return String([...text].findIndex((char) => set.includes(char)) + 1);
      }
      case 'substr': {
        const [text, from, size] = [operand(), Number(operand()), Number(operand())];
        return from > 0 && size > 0 ? text.slice(from - 1, from - 1 + size) : '';
      }
      default:
        return word;
    }
  }
}

function falsy(text: string): boolean {
  return text === '' || /^-?0+$/.test(text);
}

function apply(operator: string, a: string, b: string): string {
  if (operator === '|') return falsy(a) ? (falsy(b) ? '0' : b) : a;
  if (operator === '&') return falsy(a) || falsy(b) ? '0' : a;
  if (operator === ':') {
    const found = regex(`^\\(${fromText(b)}\\)`.replace('^\\(^', '^\\('), { extended: false }).exec(fromText(a));
    const groups = /\\\(/.test(b);
    return found ? (groups ? toText(found[2] ?? '') : String((found[0] as string).length)) : groups ? '' : '0';
  }
  const numeric = /^-?\d+$/.test(a) && /^-?\d+$/.test(b);
  if (/[<=>!]/.test(operator)) {
    const [x, y] = numeric ? [BigInt(a), BigInt(b)] : [a, b];
    const result = { '<': x < y, '<=': x <= y, '=': x === y, '==': x === y, '!=': x !== y, '>=': x >= y, '>': x > y }[
      operator
    ];
    return result ? '1' : '0';
  }
  if (!numeric) throw new ExprError('non-integer argument');
  const [x, y] = [BigInt(a), BigInt(b)];
  if ((operator === '/' || operator === '%') && y === 0n) throw new ExprError('division by zero');
  switch (operator) {
    case '+':
      return String(x + y);
    case '-':
      return String(x - y);
    case '*':
      return String(x * y);
    case '/':
      return String(x / y);
    default:
      return String(x % y);
  }
}

export const factor = tool({ name: 'factor', usage: '[NUMBER]...', about: 'Print prime factors' }, async (t) => {
  const words = t.operands.length ? t.operands : (await (await t.input('-')).rest()).split(/\s+/).filter(Boolean);
  for (const word of words) {
    let rest = Number(word);
    if (!/^\d+$/.test(word) || !Number.isSafeInteger(rest)) {
      await t.warn(`${q(word)} is not a valid positive integer`, `invalid number '${word}'`);
      continue;
    }
    const factors: number[] = [];
    for (let p = 2; p * p <= rest; p += p === 2 ? 1 : 2) {
      for (; rest % p === 0; rest /= p) factors.push(p);
      if ((p & 0xffff) === 1) await t.sys.tick();
    }
    if (rest > 1) factors.push(rest);
    await t.out.line(`${word}:${factors.map((p) => ` ${p}`).join('')}`);
  }
});

export const shuf = tool(
  {
    name: 'shuf',
    usage: '[-n NUM] [-o FILE] [-i L-H | -e ARG... | FILE]',
    about: 'Randomly permute lines',
    options: 'e|echo i|input-range= n|head-count= o|output=! z|zero-terminated r|repeat!-',
  },
  async (t) => {
    let lines: string[];
    const range = t.value('i');
    if (range !== undefined) {
      const match = /^(\d+)-(\d+)$/.exec(range);
      if (!match) return t.die(`invalid input range: ${q(range)}`, `bad range '${range}'`);
      const from = Number(match[1]);
      lines = Array.from({ length: Math.max(0, Number(match[2]) - from + 1) }, (_, i) => String(from + i));
    } else if (t.has('e')) lines = t.operands.map(fromText);
    else {
      const input = await t.input(t.operands[0] ?? '-');
      lines = (await input.rest()).split('\n');
      if (lines[lines.length - 1] === '') lines.pop();
    }
    const pick = (limit: number) => t.sys.random(4).reduce((sum, byte) => sum * 256 + byte, 0) % limit;
    for (let i = lines.length - 1; i > 0; i--) {
      const j = pick(i + 1);
      [lines[i], lines[j]] = [lines[j] as string, lines[i] as string];
    }
    for (const line of lines.slice(0, Number(t.value('n') ?? Infinity)))
      await t.out.raw(line + (t.has('z') ? '\0' : '\n'));
  },
);

export const truncate = tool(
  {
    name: 'truncate',
    usage: '[-c] -s SIZE FILE...',
    about: 'Truncate FILEs to SIZE',
    options: 'c|no-create s|size= r|reference=- o|io-blocks!-',
  },
  async (t) => {
    const word = t.value('s');
    const reference = t.value('r');
    if (word === undefined && reference === undefined)
      return t.usage("you must specify either '--size' or '--reference'");
    if (t.operands.length === 0) return t.usage('missing file operand');
    const sign = /^[-+<>/%]/.exec(word ?? '')?.[0] ?? '';
    const size =
      reference === undefined ? parseSize((word as string).slice(sign.length)) : (await t.sys.stat(reference)).size;
    if (size === undefined) return t.die(`Invalid number: ${q(word as string)}`, `invalid number '${word}'`);
    for (const path of t.operands) await truncateOne(t, path, sign, size);
  },
);

async function truncateOne(t: Tool, path: string, sign: string, size: number): Promise<void> {
  try {
    const fd = await t.sys.open(path, O.WRONLY | (t.has('c') ? 0 : O.CREAT) | O.NONBLOCK, 0o666);
    const old = (await t.sys.fstat(fd)).size;
    const wanted: Record<string, number> = {
      '+': old + size,
      '-': Math.max(0, old - size),
      '<': Math.min(old, size),
      '>': Math.max(old, size),
      '/': Math.floor(old / size) * size,
      '%': Math.ceil(old / size) * size,
    };
    await t.sys.truncate(fd, wanted[sign] ?? size);
    await t.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.has('c') && error.errno === 'ENOENT') return;
    await t.warn(`cannot open ${q(path)} for writing: ${error.message}`, `${path}: ${error.message}`);
  }
}
