/** Go's fmt.Sprintf: flags, widths, precisions, numbered operands, and what it says of operands that do not fit. */
import { utf8 } from '../../base/bytes.ts';
import { quote } from '../flags/numbers.ts';
import { goSyntax } from './go-syntax.ts';
import { byBytes } from './json.ts';
import { floatText, runeOf, unicodeText, withPoint } from './number-text.ts';
import { printValue, timeString, durationText } from './print.ts';
import {
  GoDuration,
  GoFloat,
  GoFunction,
  GoList,
  GoMap,
  GoPointer,
  GoStruct,
  GoTime,
  integerOf,
  stringOf,
  typeName,
  type GoValue,
} from './value.ts';

interface Flags {
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** %+v: with the names of fields. */
  named: boolean;
  width: number | undefined;
  precision: number | undefined;
}

/** fmt takes no wider fields. */
const MAX_WIDTH = 1e6;

export function sprintf(format: string, operands: readonly GoValue[]): string {
  return new Formatting(format, operands).run();
}

class Formatting {
  #at = 0;
  #next = 0;
  #reordered = false;
  #goodIndex = true;
  #afterIndex = false;
  #out = '';

  constructor(
    readonly format: string,
    readonly operands: readonly GoValue[],
  ) {}

  run(): string {
    while (this.#at < this.format.length) {
      const percent = this.format.indexOf('%', this.#at);
      const end = percent < 0 ? this.format.length : percent;
      this.#out += this.format.slice(this.#at, end);
      this.#at = end + 1;
      if (percent >= 0 && !this.#verb()) break;
    }
    if (this.#reordered || this.#next >= this.operands.length) return this.#out;
    const extra = this.operands.slice(this.#next).map((value) => {
      const type = wholeType(value);
      return type === '<nil>' ? type : `${type}=${operand('v', value, PLAIN)}`;
    });
    return `${this.#out}%!(EXTRA ${extra.join(', ')})`;
  }

  /** False where the format ends before the verb. */
  #verb(): boolean {
    const { format } = this;
    this.#goodIndex = true;
    this.#afterIndex = false;
    const flags: Flags = { ...PLAIN };
    const letters = { '-': 'minus', '+': 'plus', '#': 'sharp', ' ': 'space', '0': 'zero' } as const;
    for (; format[this.#at]! in letters; this.#at++) flags[letters[format[this.#at] as keyof typeof letters]] = true;
    this.#index();
    flags.width = this.#width(flags);
    if (format[this.#at] === '.') {
      this.#at++;
      if (this.#afterIndex) this.#goodIndex = false;
      this.#index();
      flags.precision = this.#precision();
    }
    if (!this.#afterIndex) this.#index();
    const verb = this.#at < format.length ? String.fromCodePoint(format.codePointAt(this.#at) as number) : '';
    if (verb === '') {
      this.#out += '%!(NOVERB)';
      return false;
    }
    this.#at += verb.length;
    if (verb === '%') this.#out += '%';
    else if (!this.#goodIndex) this.#out += `%!${verb}(BADINDEX)`;
    else if (this.#next >= this.operands.length) this.#out += `%!${verb}(MISSING)`;
    else {
      const names = verb === 'v' && flags.plus ? { plus: false, named: true } : {};
      this.#out += operand(verb, this.operands[this.#next++] as GoValue, { ...flags, ...names });
    }
    return true;
  }

  /** `[2]`: which operand is next. */
  #index(): void {
    this.#afterIndex = false;
    if (this.format[this.#at] !== '[') return;
    this.#reordered = true;
    const close = this.format.indexOf(']', this.#at);
    const number = close < 0 ? '' : this.format.slice(this.#at + 1, close);
    this.#at = close < 0 ? this.#at + 1 : close + 1;
    const index = /^\d+$/.test(number) ? Number(number) : 0;
    if (index >= 1 && index <= this.operands.length) {
      this.#next = index - 1;
      this.#afterIndex = true;
    } else this.#goodIndex = false;
  }

  #number(): number | undefined {
    const [digits = ''] = /^\d*/.exec(this.format.slice(this.#at)) as RegExpExecArray;
    if (Number(digits) > MAX_WIDTH) {
      this.#at = this.format.length;
      return undefined;
    }
    this.#at += digits.length;
    return digits === '' ? undefined : Number(digits);
  }

  /** The operand of a `*`. */
  #star(): number | undefined {
    this.#at++;
    const value = this.operands[this.#next];
    if (this.#next < this.operands.length) this.#next++;
    this.#afterIndex = false;
    const number = value === undefined ? undefined : integerOf(value);
    return number !== undefined && Math.abs(number) <= MAX_WIDTH ? number : undefined;
  }

  #width(flags: Flags): number | undefined {
    if (this.format[this.#at] !== '*') {
      const width = this.#number();
      if (this.#afterIndex && width !== undefined) this.#goodIndex = false;
      return width;
    }
    const width = this.#star();
    if (width === undefined) this.#out += '%!(BADWIDTH)';
    if (width === undefined || width >= 0) return width;
    flags.minus = true;
    return -width;
  }

  #precision(): number | undefined {
    if (this.format[this.#at] !== '*') return this.#number() ?? 0;
    const precision = this.#star();
    if (precision !== undefined && precision >= 0) return precision;
    this.#out += '%!(BADPREC)';
    return undefined;
  }
}

const PLAIN: Readonly<Flags> = {
  minus: false,
  plus: false,
  sharp: false,
  space: false,
  zero: false,
  named: false,
  width: undefined,
  precision: undefined,
};

/** Types with a name of their own. */
const NAMED_TYPES: Readonly<Record<string, string>> = {
  'map[string]struct{}': 'map[string]struct {}',
  'struct{}': 'struct {}',
  'container.HealthConfig': 'v1.HealthcheckConfig',
};

function wholeType(value: GoValue): string {
  const name = value instanceof GoList || value instanceof GoMap ? value.named : typeName(value);
  return `${value instanceof GoStruct && value.isPointer ? '*' : ''}${NAMED_TYPES[name] ?? name}`;
}

const isNil = (value: GoValue) => value === null || typeof value === 'symbol';

function operand(verb: string, value: GoValue, flags: Flags, depth = 0): string {
  if (isNil(value) && depth > 0) return '<nil>';
  if (verb === 'T' || (isNil(value) && verb === 'v')) return padded(cut(wholeType(value), flags), flags);
  if (isNil(value)) return `%!${verb}(<nil>)`;
  if (verb === 'v' && flags.sharp && !isScalar(value)) return goSyntax(value, { typeOf: wholeType, plain: printValue });
  return byKind(verb, value, flags, depth) ?? `%!${verb}(${wholeType(value)}=${operand('v', value, flags)})`;
}

const isScalar = (value: GoValue) => integerOf(value) !== undefined || value instanceof GoFloat;

/** Undefined: the verb is none for such a value. */
function byKind(verb: string, value: GoValue, flags: Flags, depth: number): string | undefined {
  if (typeof value === 'boolean') return 'tv'.includes(verb) ? padded(String(value), flags) : undefined;
  if (value instanceof GoTime) return stringText(verb, timeString(value.text), flags);
  if (value instanceof GoDuration && 'vsxXq'.includes(verb)) return stringText(verb, durationText(value.ns), flags);
  const integer = integerOf(value);
  if (integer !== undefined) return integerText(verb, integer, flags);
  if (value instanceof GoFloat) return floatOperand(verb, value.value, flags);
  const string = stringOf(value);
  if (string !== undefined) return stringText(verb, string, flags);
  if (value instanceof GoPointer) return pointerText(verb, value, flags);
  if (value instanceof GoFunction) return verb === 'v' || verb === 'p' ? padded(printValue(value), flags) : undefined;
  // A pointer to a struct shows what it points to at the top alone.
  if (value instanceof GoStruct && value.isPointer && depth > 0) return padded(printValue(value, false), flags);
  return partsText(verb, value as GoList | GoMap | GoStruct, flags, depth + 1);
}

function partsText(verb: string, value: GoList | GoMap | GoStruct, flags: Flags, depth: number): string {
  const each = (part: GoValue) => operand(verb, part, flags, depth);
  if (value instanceof GoList) return `[${value.items.map(each).join(' ')}]`;
  if (value instanceof GoMap) {
    const keys = [...value.entries.keys()].sort(byBytes);
    return `map[${keys.map((key) => `${each(key)}:${each(value.entries.get(key) as GoValue)}`).join(' ')}]`;
  }
  const fields = value.fields.map(({ name, get }) => `${flags.named ? `${name}:` : ''}${each(get())}`);
  return `${value.isPointer && depth === 1 ? '&' : ''}{${fields.join(' ')}}`;
}

function pointerText(verb: string, value: GoPointer, flags: Flags): string | undefined {
  const isNull = value.target === null;
  if (verb === 'v') return padded(printValue(value, false), flags);
  if (verb === 'p') return padded(isNull ? '0x0' : printValue(value, false), flags);
  if (!'bodxX'.includes(verb)) return undefined;
  return integerText(verb, isNull ? 0 : Number(printValue(value, false)), flags);
}

const BASES: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

function integerText(verb: string, value: number, flags: Flags): string | undefined {
  if (verb === 'c') return padded(runeOf(value), flags);
  if (verb === 'q') return padded(runeQuoted(value, flags.plus), flags);
  if (verb === 'U') {
    return padded(unicodeText(value, flags.precision, flags.sharp), { ...flags, zero: false });
  }
  const base = BASES[verb];
  if (base === undefined) return undefined;
  const sign = value < 0 ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  let digits = Math.abs(value).toString(base);
  if (flags.precision === 0 && value === 0) return ' '.repeat(flags.width ?? 0);
  const filled = flags.zero && !flags.minus && flags.width !== undefined ? flags.width - sign.length : 0;
  digits = digits.padStart(flags.precision ?? filled, '0');
  if (flags.sharp && base === 2) digits = `0b${digits}`;
  else if (flags.sharp && base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  else if (flags.sharp && base === 16) digits = `0x${digits}`;
  if (verb === 'O') digits = `0o${digits}`;
  const text = sign + digits;
  return padded(verb === 'X' ? text.toUpperCase() : text, { ...flags, zero: false });
}

function floatOperand(verb: string, value: number, flags: Flags): string | undefined {
  if (!'vbgGxXfFeE'.includes(verb)) return undefined;
  const format = verb === 'v' ? 'g' : verb === 'F' ? 'f' : verb;
  const precision = flags.precision ?? ('fFeE'.includes(verb) ? 6 : undefined);
  let text = floatText(value, format, precision);
  if (flags.sharp && !'vb'.includes(verb)) text = withPoint(text, verb, flags.precision);
  if (!/^[-+]/.test(text)) text = (flags.plus ? '+' : flags.space ? ' ' : '') + text;
  const missing = (flags.width ?? 0) - text.length;
  if (!flags.zero || flags.minus || missing <= 0 || !Number.isFinite(value)) {
    return padded(text, { ...flags, zero: flags.zero && Number.isFinite(value) });
  }
  const sign = /^[-+ ]?/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

function stringText(verb: string, text: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
      return padded(flags.sharp ? quote(text) : cut(text, flags), flags);
    case 's':
      return padded(cut(text, flags), flags);
    case 'q': {
      const part = cut(text, flags);
      const raw = flags.sharp && !/[`\x00-\x08\x0a-\x1f\x7f\ufeff]/.test(part);
      return padded(raw ? `\`${part}\`` : flags.plus ? ascii(quote(part)) : quote(part), flags);
    }
    case 'x':
    case 'X': {
      const bytes = utf8(text).subarray(0, flags.precision);
      const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
      const prefix = flags.sharp ? '0x' : '';
      const hex = pairs.length === 0 ? '' : prefix + pairs.join(flags.space ? ` ${prefix}` : '');
      return padded(verb === 'X' ? hex.toUpperCase() : hex, flags);
    }
    default:
      return undefined;
  }
}

const cut = (text: string, { precision }: Flags) =>
  precision === undefined ? text : [...text].slice(0, precision).join('');

function runeQuoted(value: number, plain: boolean): string {
  const inner = quote(runeOf(value)).slice(1, -1).replace('\\"', '"');
  return `'${inner === "'" ? "\\'" : plain ? ascii(inner) : inner}'`;
}

function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (char) => {
    const hex = (char.codePointAt(0) as number).toString(16);
    return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
}

/** Zeros stand on the left alone. */
function padded(text: string, { width = 0, minus, zero }: Flags): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (minus) return text + ' '.repeat(missing);
  return (zero ? '0' : ' ').repeat(missing) + text;
}
