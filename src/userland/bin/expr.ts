/** expr: arithmetic and strings on the command line. */
import { fromText, toText } from './lib/byte-string.ts';
import { regex, RegexError } from './lib/regex.ts';
import { isUtf8 } from './lib/locale.ts';
import { quoteName } from './lib/quoting.ts';
import { tool } from './lib/tool.ts';

class ExprError extends Error {
  override name = 'ExprError';
}

export const expr = tool(
  { name: 'expr', usage: 'EXPRESSION', about: 'Print the value of EXPRESSION', rawArguments: true, usageStatus: 2 },
  async (t) => {
    if (t.operands.length === 1 && !t.busybox) {
      if (t.operands[0] === '--help') return void (await t.out.text(await t.helpText()));
      if (t.operands[0] === '--version') return void (await t.out.text(t.versionText()));
    }
    const words = t.operands[0] === '--' ? t.operands.slice(1) : t.operands;
    if (words.length === 0) return t.busybox ? t.die('', 'too few arguments', 2) : t.usage('missing operand', 2);
    try {
      const result = new Expr(words, isUtf8(t.sys)).value();
      await t.out.line(result);
      return result === '' || /^-?0+$/.test(result) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ExprError || error instanceof RegexError)) throw error;
      const short = error.message.startsWith('syntax error') ? 'syntax error' : error.message;
      return t.die(error.message, short.replace('non-integer', 'non-numeric'), 2);
    }
  },
);

class Expr {
  #at = 0;
  /** Above 0 what is read is not counted: the other side of `|` or `&` has decided. */
  #idle = 0;
  constructor(
    readonly words: readonly string[],
    readonly utf8: boolean,
  ) {}

  #quote(word: string): string {
    return quoteName(word, 'locale', !this.utf8);
  }

  value(): string {
    const result = this.#level(0);
    if (this.#at < this.words.length)
      throw new ExprError(`syntax error: unexpected argument ${this.#quote(this.words[this.#at] as string)}`);
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
      const decided = (word === '|' && !falsy(left)) || (word === '&' && falsy(left));
      if (decided) this.#idle++;
      const right = this.#level(level + 1);
      if (decided) this.#idle--;
      if (decided) left = word === '|' ? left : '0';
      else if (!this.#idle) left = apply(word, left, right, this.utf8);
    }
    return left;
  }

  #atom(): string {
    const word = this.words[this.#at++];
    if (word === ')') throw new ExprError("syntax error: unexpected ')'");
    const last = this.words[this.#at - 2];
    if (word === undefined) throw new ExprError(`syntax error: missing argument after ${this.#quote(last ?? '')}`);
    const operand = () => this.#level(Expr.LEVELS.length);
    switch (word) {
      case '(': {
        const inner = this.#level(0);
        if (this.words[this.#at++] !== ')')
          throw new ExprError(`syntax error: expecting ')' after ${this.#quote(this.words[this.#at - 2] ?? '')}`);
        return inner;
      }
      case '+':
        return this.words[this.#at++] ?? '';
      case 'length':
        return String(this.utf8 ? [...operand()].length : fromText(operand()).length);
      case 'match':
        return apply(':', operand(), operand(), this.utf8);
      case 'index': {
        const [text, set] = [operand(), operand()];
        const chars = this.utf8 ? [...text] : [...fromText(text)];
        const wanted = this.utf8 ? set : fromText(set);
        return String(chars.findIndex((char) => wanted.includes(char)) + 1);
      }
      case 'substr': {
        const [text, from, size] = [operand(), Number(operand()), Number(operand())];
        if (!(from > 0 && size > 0)) return '';
        if (this.utf8) return [...text].slice(from - 1, from - 1 + size).join('');
        return toText(fromText(text).slice(from - 1, from - 1 + size));
      }
      default:
        return word;
    }
  }
}

function falsy(text: string): boolean {
  return text === '' || /^-?0+$/.test(text);
}

function apply(operator: string, a: string, b: string, utf8: boolean): string {
  if (operator === '|') return falsy(a) ? (falsy(b) ? '0' : b) : a;
  if (operator === '&') return falsy(a) || falsy(b) ? '0' : a;
  if (operator === ':') {
    const found = regex(`^\\(${fromText(b)}\\)`.replace('^\\(^', '^\\('), { extended: false }).exec(fromText(a));
    const groups = /\\\(/.test(b);
    return found
      ? groups
        ? toText(found[2] ?? '')
        : String((utf8 ? [...toText(found[0] as string)] : (found[0] as string)).length)
      : groups
        ? ''
        : '0';
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
