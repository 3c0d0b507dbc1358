/**
 * `printf` as a pure function: format and arguments to text (bytes that are no UTF-8 as in text-bytes.ts), status and
 * complaints. POSIX and bash forms: `%b`, `%q`, `%(…)T`, `*` widths, the format again while arguments are left.
 */
import { strftime } from '../../bin/lib/strftime.ts';
import { escapeAt, joinBytes, unescapeText } from '../expand/escapes.ts';
import { backslashQuoted } from '../quoting.ts';
import { decodeText, encodeText } from '../text-bytes.ts';

export interface PrintfResult {
  readonly text: string;
  readonly status: number;
  /** Without the name in front. */
  readonly errors: readonly string[];
}

export interface PrintfOptions {
  /** dash has neither `\x`, `\e` nor `%q`. */
  readonly extended: boolean;
  /** `%q`: bash's. */
  readonly quotes: boolean;
  /** busybox: a number with anything else in it, or none, is 0 and an error. */
  readonly wholeNumbers: boolean;
  /** For `%(…)T`: milliseconds since the epoch. */
  readonly now?: number;
  /** For `%(…)T`: the time zone, where one is set. */
  readonly zone?: string | undefined;
  /** dash: no `%(…)T`, its own words, status 1 for a number out of range and 2 for a bad directive. */
  readonly dash?: boolean;
  /** How the shell words a number it cannot read; default bash's. */
  readonly invalidNumber?: (word: string) => string;
  /** The program of coreutils, which has words and limits of its own. */
  readonly program?: boolean;
  /** In the C locale: `\u` prints as it stands and a precision counts bytes. */
  readonly bytes?: boolean;
  /** In the C locale bash too prints `\u` as it stands. */
  readonly plainUnicode?: boolean;
  /** How `%q` quotes; default bash's. */
  readonly quoteWord?: (word: string) => string;
}

const DIRECTIVE = /^%([-+ 0#']*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:hh|h|ll|l|L|j|z|t)?(?:\(([^)]*)\)(T)|([a-zA-Z%]))/;

export function formatPrintf(format: string, args: readonly string[], options: PrintfOptions): PrintfResult {
  return new Printing(format, args, options).run();
}

class Printing {
  #out = '';
  #next = 0;
  #status = 0;
  #errors: string[] = [];
  #stopped = false;

  constructor(
    private readonly format: string,
    private readonly args: readonly string[],
    private readonly options: PrintfOptions,
  ) {}

  run(): PrintfResult {
    do {
      const before = this.#next;
      this.#pass();
      if (this.#next === before) {
        const extra = this.args[before];
        if (this.options.program && before === 0 && extra !== undefined && !this.#stopped)
          this.#errors.push(`warning: ignoring excess arguments, starting with '${extra}'`);
        break;
      }
    } while (!this.#stopped && this.#next < this.args.length);
    return { text: joinBytes(this.#out), status: this.#status, errors: this.#errors };
  }

  #pass(): void {
    const { format } = this;
    for (let i = 0; i < format.length && !this.#stopped;) {
      const char = format[i] as string;
      if (char === '\\') {
        if ((this.options.program || this.options.wholeNumbers) && format[i + 1] === 'c') {
          this.#stopped = true;
          break;
        }
        const point =
          this.options.bytes || this.options.plainUnicode
            ? /^\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8}))/.exec(format.slice(i))
            : null;
        if (point) {
          this.#out += spelledPoint(parseInt((point[1] ?? point[2]) as string, 16));
          i += point[0].length;
          continue;
        }
        if (
          this.options.program &&
          /^\\(?:x(?![\dA-Fa-f])|u(?![\dA-Fa-f]{4})|U(?![\dA-Fa-f]{8}))/.test(format.slice(i))
        ) {
          this.#fail('missing hexadecimal number in escape');
          this.#stopped = true;
          break;
        }
        const escape = escapeAt(format, i, { octal: 'bare', extended: this.options.extended, quotes: true });
        this.#out += escape?.text ?? '\\';
        i = escape?.end ?? i + 1;
      } else if (char === '%') i = this.#directive(i);
      else {
        this.#out += char;
        i++;
      }
    }
  }

  #directive(at: number): number {
    const rest = this.format.slice(at);
    const match = DIRECTIVE.exec(rest);
    if (match?.[5] && this.options.dash) return this.#badDirective(rest.slice(0, 2));
    // A length with nothing behind it is not a conversion.
    const cutOff = /^[hlLjzt]$/.test(match?.[6] ?? '') && !this.options.dash && !this.options.program;
    if (!match || cutOff) {
      const bad = /^%[-+ 0#'*.\d]*[hlLjzt]*(.?)/.exec(rest);
      if (this.options.dash && bad?.[1]) return this.#badDirective(bad[0]);
      if (this.options.program) return this.#invalidConversion(rest);
      if (this.options.wholeNumbers) return this.#invalidFormat(rest);
      const missing = this.options.dash
        ? 'missing format character'
        : `\`${bad?.[0] ?? '%'}': missing format character`;
      this.#fail(bad?.[1] ? `\`${bad[1]}': invalid format character` : missing);
      if (this.options.dash) this.#status = 2;
      this.#stopped = true;
      return this.format.length;
    }
    if (this.options.program && match[0] !== '%%' && match[0].endsWith('%')) return this.#invalidConversion(rest);
    const [all, flagText, widthText, precisionText, timeFormat, time, conversion] = match;
    let flags = flagText ?? '';
    let width = widthText === '*' ? Number(this.#integer()) : Number(widthText ?? 0);
    if (width < 0) {
      flags += '-';
      width = -width;
    }
    const hasPrecision = /\.(?:\*|\d*)(?:hh|h|ll|l|L|j|z|t)?[a-zA-Z(]/.test(all);
    const given = precisionText === '*' ? Number(this.#integer()) : Number(precisionText ?? 0);
    const precision = hasPrecision && given >= 0 ? given : undefined;
    const spec = { flags, width, precision };
    if (time) this.#out += pad(cut(this.#time(timeFormat ?? ''), precision), spec);
    else if (!this.#convert(conversion as string, spec)) return this.#badDirective(this.options.program ? rest : all);
    return at + all.length;
  }

  #invalidConversion(rest: string): number {
    const directive = /^%[-+ 0#'*.\d]*[hlLjzt]*.?/s.exec(rest)?.[0] ?? '%';
    this.#fail(`${directive}: invalid conversion specification`);
    this.#stopped = true;
    return this.format.length;
  }

  /** busybox shows the format from there, without the size of a number. */
  #invalidFormat(rest: string): number {
    this.#fail(`${rest.replace(/^(%[-+ 0#'*.\d]*)[hlLjzt]+/, '$1')}: invalid format`);
    this.#stopped = true;
    return this.format.length;
  }

  /** Ends the output. */
  #badDirective(directive: string): number {
    if (this.options.program) return this.#invalidConversion(directive);
    if (this.options.dash) {
      this.#fail(`${directive}: invalid directive`);
      this.#status = 2;
    } else this.#fail(`\`${directive.at(-1)}': invalid format character`);
    this.#stopped = true;
    return this.format.length;
  }

  /** False when there is no such conversion. */
  #convert(conversion: string, spec: Spec): boolean {
    switch (conversion) {
      case '%':
        if (!this.options.program && !this.options.dash && spec.width > 0) return false;
        this.#out += '%';
        return true;
      case 's':
        this.#out += pad(this.#cut(this.#argument(), spec.precision), spec);
        return true;
      case 'b': {
        const { text, stopped } = unescapeText(this.#argument(), { octal: 'both', extended: this.options.extended });
        this.#out += pad(this.#cut(text, spec.precision), spec);
        this.#stopped ||= stopped;
        return true;
      }
      case 'c':
        this.#out += pad(firstByte(this.#argument()) || '\0', spec);
        return true;
      case 'q':
        if (!this.options.quotes) return false;
        this.#out += pad((this.options.quoteWord ?? backslashQuoted)(this.#argument()), spec);
        return true;
      case 'd':
      case 'i':
        this.#out += formatInteger(this.#integer(SIGNED), spec);
        return true;
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        this.#out += formatUnsigned(BigInt.asUintN(64, this.#integer(UNSIGNED)), conversion, spec);
        return true;
    }
    if (!/[eEfFgGaA]/.test(conversion)) return false;
    this.#out += formatFloat(this.#float(), conversion, spec);
    return true;
  }

  /** dash counts bytes, the others characters. */
  #cut(text: string, precision: number | undefined): string {
    if (precision === undefined || !(this.options.dash || this.options.bytes)) return cut(text, precision);
    return decodeText(encodeText(text).subarray(0, precision));
  }

  #argument(): string {
    return this.args[this.#next++] ?? '';
  }

  #fail(message: string): void {
    this.#errors.push(message);
    this.#status = 1;
  }

  #integer(range: Range = SIGNED): bigint {
    const word = this.args[this.#next++];
    if (word === undefined || word === '') {
      if (this.options.wholeNumbers) this.#fail(this.#badNumber(''));
      return 0n;
    }
    if (word[0] === "'" || word[0] === '"') return BigInt(this.#characterCode(word));
    const match = /^\s*([+-]?)(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)/.exec(word);
    if (match && match[0].length !== word.length && this.options.program)
      this.#fail(`'${word}': value not completely converted`);
    else if (!match || match[0].length !== word.length) this.#fail(this.#badNumber(word));
    if (!match || (this.options.wholeNumbers && match[0].length !== word.length)) return 0n;
    const digits = match[2] as string;
    const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return this.#within(range, match[1] === '-' ? -value : value, word);
  }

  /** What does not fit is the nearest number that does, as strtoimax and strtoumax have it. */
  #within({ low, high }: Range, value: bigint, word: string): bigint {
    if (value >= low && value <= high) return value;
    if (this.options.wholeNumbers) {
      this.#fail(this.#badNumber(word));
      return 0n;
    }
    if (this.options.program) {
      this.#fail(`'${word}': Numerical result out of range`);
      return value > high ? high : low;
    }
    this.#errors.push(`${this.options.dash ? '' : 'warning: '}${word}: Numerical result out of range`);
    if (this.options.dash) this.#status = 1;
    return value > high || low === UNSIGNED.low ? high : low;
  }

  #characterCode(word: string): number {
    if (this.options.dash) return encodeText(word)[1] ?? 0;
    return [...word][1]?.codePointAt(0) ?? 0;
  }

  #float(): number {
    const word = this.args[this.#next++];
    if (word === undefined || word === '') return 0;
    if (word[0] === "'" || word[0] === '"') return this.#characterCode(word);
    const match =
      /^\s*[+-]?(?:0[xX][0-9A-Fa-f]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)/i.exec(word);
    if (!match || match[0].length !== word.length) this.#fail(this.#badNumber(word));
    if (!match) return 0;
    if (/inf/i.test(match[0])) return match[0].includes('-') ? -Infinity : Infinity;
    return Number(match[0]);
  }

  #badNumber(word: string): string {
    const own = this.options.invalidNumber?.(word);
    if (own !== undefined) return own;
    const kind = /^\s*[+-]?0[xX]/.test(word) ? 'hex ' : /^\s*[+-]?0[0-9]/.test(word) ? 'octal ' : '';
    return `${word}: invalid ${kind}number`;
  }

  #time(format: string): string {
    const word = this.args[this.#next++];
    const seconds =
      word === undefined || word === '' || word.startsWith('-') ? (this.options.now ?? 0) / 1000 : Number(word);
    return strftime(format || '%X', seconds * 1000 + zoneOffset(this.options.zone, seconds * 1000));
  }
}

interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

const SIGNED: Range = { low: -0x8000000000000000n, high: 0x7fffffffffffffffn };
/** A minus sign counts down from 2^64. */
const UNSIGNED: Range = { low: -0xffffffffffffffffn, high: 0xffffffffffffffffn };

/** Milliseconds by which the zone is ahead of UTC then; none for a zone that is not known. */
function zoneOffset(zone: string | undefined, now: number): number {
  if (!zone) return 0;
  try {
    const options = { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    const parts = new Intl.DateTimeFormat('en-US', { ...options, ...clock }).formatToParts(now);
    const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return local - Math.floor(now / 1000) * 1000;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

/** As coreutils spells a character that the locale has not. */
function spelledPoint(code: number): string {
  const digits = code.toString(16).toUpperCase();
  if (code < 0x80) return String.fromCharCode(code);
  return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

function firstByte(text: string): string {
  return decodeText(encodeText(text).subarray(0, 1));
}

interface Spec {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : [...text].slice(0, precision).join('');
}

function pad(text: string, { flags, width }: Spec): string {
  const missing = width - encodeText(text).length;
  if (missing <= 0) return text;
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

function padNumber(sign: string, digits: string, spec: Spec, zeros: boolean): string {
  const missing = spec.width - sign.length - digits.length;
  if (zeros && missing > 0 && spec.flags.includes('0') && !spec.flags.includes('-')) {
    return sign + '0'.repeat(missing) + digits;
  }
  return pad(sign + digits, spec);
}

function formatInteger(value: bigint, spec: Spec): string {
  const sign = value < 0n ? '-' : spec.flags.includes('+') ? '+' : spec.flags.includes(' ') ? ' ' : '';
  const digits = String(value < 0n ? -value : value).padStart(spec.precision ?? 0, '0');
  return padNumber(sign, digits, spec, spec.precision === undefined);
}

function formatUnsigned(value: bigint, conversion: string, spec: Spec): string {
  const base = conversion === 'o' ? 8 : conversion === 'u' ? 10 : 16;
  let digits = value.toString(base).padStart(spec.precision ?? 0, '0');
  if (conversion === 'X') digits = digits.toUpperCase();
  let prefix = '';
  if (spec.flags.includes('#') && value !== 0n) {
    if (base === 8) digits = digits.startsWith('0') ? digits : `0${digits}`;
    if (base === 16) prefix = conversion === 'X' ? '0X' : '0x';
  }
  return padNumber(prefix, digits, spec, spec.precision === undefined);
}

function formatFloat(value: number, conversion: string, spec: Spec): string {
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? '-' : spec.flags.includes('+') ? '+' : spec.flags.includes(' ') ? ' ' : '';
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return pad(sign + (Number.isNaN(size) ? 'nan' : 'inf'), spec);
  const precision = spec.precision ?? 6;
  const lower = conversion.toLowerCase();
  let digits: string;
  if (lower === 'f')
    digits = fixed(size, Math.min(precision, 100)) + (precision === 0 && spec.flags.includes('#') ? '.' : '');
  else if (lower === 'e') digits = exponent(size, precision);
  else if (lower === 'a') digits = hexadecimal(size, spec.precision);
  else digits = general(size, precision || 1, spec.flags.includes('#'));
  if (conversion === conversion.toUpperCase()) digits = digits.toUpperCase();
  return padNumber(sign, digits, spec, true);
}

/** As C rounds: what lies just between two goes to the even one. */
function fixed(size: number, precision: number): string {
  const text = size.toFixed(precision);
  if (precision > 70 || size >= 1e21) return text;
  const exact = size.toFixed(precision + TIE.length);
  if (!exact.endsWith(TIE) || /[02468]$/.test(text)) return text;
  return exact.slice(0, -TIE.length).replace(/\.$/, '');
}
const TIE = '5000000000000000000000000';

/** `%a`: GNU's long double, whose first digit has four bits. */
function hexadecimal(size: number, precision: number | undefined): string {
  if (size === 0) return `0x0${precision ? `.${'0'.repeat(precision)}` : ''}p+0`;
  let power = Math.floor(Math.log2(size)) - 3;
  let scaled = size / 2 ** power;
  const places = Math.min(precision ?? 15, 15);
  let units = BigInt(Math.round(scaled * 2 ** 45)) << 15n;
  const step = 1n << BigInt(60 - 4 * places);
  units = ((units + step / 2n) / step) * step;
  if (units >= 1n << 64n) [power, units] = [power + 1, units >> 1n];
  scaled = Number(units >> 60n);
  const rest = (units & ((1n << 60n) - 1n)).toString(16).padStart(15, '0').slice(0, places);
  const shown = precision === undefined ? rest.replace(/0+$/, '') : rest;
  return `0x${scaled.toString(16)}${shown ? `.${shown}` : ''}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

function exponent(value: number, precision: number): string {
  return scientific(value, Math.min(precision, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** The same rule as in `fixed`. */
function scientific(size: number, precision: number): string {
  const text = size.toExponential(precision);
  if (precision > 70 || /[02468]e/.test(text)) return text;
  const [mantissa = '', power = ''] = size.toExponential(precision + TIE.length).split('e');
  return mantissa.endsWith(TIE) ? `${mantissa.slice(0, -TIE.length).replace(/\.$/, '')}e${power}` : text;
}

function general(value: number, precision: number, keepZeros: boolean): string {
  const power = value === 0 ? 0 : Number(scientific(value, Math.min(precision - 1, 100)).split('e')[1]);
  const text =
    power < -4 || power >= precision
      ? exponent(value, precision - 1)
      : fixed(value, Math.max(0, precision - 1 - power));
  if (keepZeros || !text.includes('.')) return text;
  const [mantissa = '', exponentPart = ''] = text.split(/(?=e)/);
  return mantissa.replace(/\.?0+$/, '') + exponentPart;
}
