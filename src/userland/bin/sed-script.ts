/** sed's language: text to commands, with jumps resolved. All texts are byte strings. */
import { regex, RegexError } from './lib/regex.ts';
import type { Address, Command, Substitution } from './sed-command.ts';
import { compileReplacement, CONTROLS } from './sed-substitute.ts';

export class ScriptError extends Error {
  override name = 'ScriptError';
  constructor(
    message: string,
    readonly at: number,
    readonly busybox = message,
  ) {
    super(message);
  }
}

export function parseScript(source: string, extended: boolean, sandbox = false): readonly Command[] {
  return new Parser(source, extended, sandbox).script();
}

/** The sed that `v` is compared with. */
const VERSION = [4, 9] as const;

const SIMPLE = 'dDgGhHnNpPx=zF';

class Parser {
  #at = 0;
  #commands: Command[] = [];
  #blocks: number[] = [];
  #labels = new Map<string, number>();

  constructor(
    readonly source: string,
    readonly extended: boolean,
    readonly sandbox: boolean,
  ) {}

  script(): readonly Command[] {
    for (;;) {
      this.#skip(/[\s;]*/y);
      if (this.#at >= this.source.length) break;
      this.#command();
    }
    if (this.#blocks.length) throw new ScriptError("unmatched `{'", 0, 'unterminated {');
    for (const command of this.#commands) {
      if (!'btT'.includes(command.name)) continue;
      const target = command.text ? this.#labels.get(command.text) : this.#commands.length;
      if (target === undefined)
        throw new ScriptError(
          `can't find label for jump to \`${command.text}'`,
          0,
          `can't find label for jump to '${command.text}'`,
        );
      command.target = target;
    }
    return this.#commands;
  }

  #fail(message: string, busybox = message): never {
    throw new ScriptError(message, Math.min(this.#at, this.source.length), busybox);
  }

  #refuseInSandbox(): void {
    if (this.sandbox) this.#fail('e/r/w commands disabled in sandbox mode');
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.source) ?? [];
    this.#at += found.length;
    return found;
  }

  #command(): void {
    const from = this.#address();
    let to: Address | undefined;
    if (from) {
      this.#skip(/[ \t]*/y);
      if (this.source[this.#at] === ',') {
        this.#at++;
        this.#skip(/[ \t]*/y);
        to = this.#address(true);
        if (!to) {
          this.#at++;
          this.#fail("unexpected `,'", 'no address after comma');
        }
      }
    }
    if (from?.kind === 'line' && from.line === 0 && to?.kind !== 'regex') {
      this.#at++;
      this.#fail('invalid usage of line address 0');
    }
    this.#skip(/[ \t]*/y);
    const negated = this.#skip(/(?:!(?!!)[ \t]*)?/y) !== '';
    if (this.source[this.#at] === '!') {
      this.#at += negated ? 1 : 2;
      this.#fail("multiple `!'s");
    }
    const name = this.source[this.#at++];
    if (name === undefined) this.#fail('missing command', 'missing command');
    if (to && 'qQ'.includes(name)) this.#fail('command only uses one address', `command only uses one address`);
    const base = { name, from, to, negated, text: '', target: 0 };
    if (name === '#') {
      if (from) this.#fail("comments don't accept any addresses");
      this.#skip(/[^\n]*/y);
    } else if (name === '{') {
      this.#blocks.push(this.#commands.length);
      this.#commands.push(base);
    } else if (name === '}') {
      const open = this.#blocks.pop();
      if (open === undefined) this.#fail("unexpected `}'", 'unexpected }');
      (this.#commands[open] as Command).target = this.#commands.length - 1;
      this.#end();
    } else if (name === ':') {
      const label = this.#skip(/[^\n;]*/y).trim();
      if (!label) this.#fail('":" lacks a label', 'unexpected :');
      this.#labels.set(label, this.#commands.length - 1);
    } else this.#commands.push({ ...base, ...this.#details(name) });
  }

  #details(name: string): Partial<Command> {
    if (SIMPLE.includes(name)) {
      this.#end();
      return {};
    }
    if ('qQlL'.includes(name)) {
      const digits = this.#skip(/[ \t]*\d*/y).trim();
      this.#end();
      return digits ? { number: Number(digits) } : {};
    }
    if ('aic'.includes(name)) return this.#block();
    if ('btT'.includes(name)) {
      const text = this.#skip(/[^\n;}]*/y).trim();
      return { text };
    }
    if ('rRwW'.includes(name)) {
      if (name !== 'R') this.#refuseInSandbox();
      const text = this.#skip(/[^\n]*/y).trim();
      if (!text) this.#fail('missing filename in r/R/w/W commands', 'empty filename');
      return { text };
    }
    if (name === 's') return { substitution: this.#substitution() };
    if (name === 'y') return { map: this.#transliteration() };
    if (name === 'v') {
      const [, major = 0, minor = 0] = /^(\d+)(?:\.(\d+))?/.exec(this.#skip(/[^\n;]*/y).trim()) ?? [];
      if (Number(major) > VERSION[0] || (Number(major) === VERSION[0] && Number(minor) > VERSION[1]))
        this.#fail('expected newer version of sed', 'expected newer version of sed');
      return {};
    }
    if (name === 'e') {
      this.#refuseInSandbox();
      return { text: this.#skip(/[^\n]*/y).trim() };
    }
    return this.#fail(`unknown command: \`${name}'`, `unsupported command ${name}`);
  }

  #end(): void {
    this.#skip(/[ \t]*/y);
    const next = this.source[this.#at];
    if (next === undefined || next === ';' || next === '\n' || next === '}' || next === '#') return;
    this.#at++;
    this.#fail('extra characters after command', `unsupported command ${next}`);
  }

  /** The text of a, i, c: on the same line (GNU) or after a backslash and newline. */
  #block(): Partial<Command> {
    this.#skip(/[ \t]*/y);
    if (this.source[this.#at] === '\\') {
      this.#at++;
      if (this.#at >= this.source.length) return { text: '', bare: true };
      this.#skip(/[ \t]*(?=\n)/y);
      if (this.source[this.#at] === '\n') this.#at++;
    }
    if (this.#at >= this.source.length) this.#fail("expected \\ after `a', `c' or `i'", 'expected \\ after a/c/i');
    let out = '';
    for (; this.#at < this.source.length && this.source[this.#at] !== '\n'; this.#at++) {
      let char = this.source[this.#at] as string;
      if (char === '\\' && this.#at + 1 < this.source.length) {
        char = this.source[++this.#at] as string;
        char = CONTROLS[char] ?? char;
      }
      out += char;
    }
    return { text: out };
  }

  #address(second = false): Address | undefined {
    const char = this.source[this.#at];
    if (char === undefined) return undefined;
    if (/\d/.test(char)) {
      const line = Number(this.#skip(/\d+/y));
      const step = this.#skip(/~\d*/y);
      return step ? { kind: 'step', first: line, step: Number(step.slice(1)) } : { kind: 'line', line };
    }
    if (char === '$') {
      this.#at++;
      return { kind: 'last' };
    }
    if (second && (char === '+' || char === '~')) {
      this.#at++;
      const count = Number(this.#skip(/\d*/y));
      return char === '+' ? { kind: 'plus', count } : { kind: 'multiple', count };
    }
    if (char !== '/' && char !== '\\') return undefined;
    this.#at++;
    const delimiter = char === '/' ? '/' : (this.source[this.#at++] as string);
    const pattern = this.#delimited(delimiter, true, 'unterminated address regex');
    const flags = this.#skip(/[IM]*/y);
    return { kind: 'regex', regex: this.#regex(pattern, flags.includes('I'), flags.includes('M')) };
  }

  /** Reads up to the delimiter; one that is escaped, or in brackets, is part of the text, and means what it means there. */
  #delimited(delimiter: string, isRegex: boolean, error: string): string {
    let out = '';
    let bracket = false;
    /** Where the bracket expression's items begin in `out`. */
    let items = 0;
    for (; ; this.#at++) {
      const char = this.source[this.#at];
      if (char === undefined) this.#fail(error, `unmatched '${delimiter}'`);
      if (char === '\\') {
        const next = this.source[++this.#at];
        if (next === undefined) this.#fail(error, `unmatched '${delimiter}'`);
        const numeric = this.#numericEscape();
        if (numeric !== undefined) {
          const special = isRegex ? (this.extended ? /[.*[\]^$+?(){}|\\]/ : /[.*[\]^$\\]/) : /[&\\\n]/;
          out += !bracket && special.test(numeric) ? `\\${numeric}` : numeric;
        } else if (next === delimiter && !bracket) out += next === '&' && !isRegex ? '\\&' : next;
        else if (next === 'n' && isRegex) out += bracket ? '\n' : '\\n';
        else if (isRegex && CONTROLS[next] !== undefined) out += CONTROLS[next];
        else out += `\\${next}`;
        continue;
      }
      if (char === delimiter && !bracket) {
        this.#at++;
        return out;
      }
      if (isRegex) {
        if (bracket) {
          const close = /^\[[:.=].*?[:.=]\]/s.exec(this.source.slice(this.#at, this.#at + 20));
          if (char === '[' && close) {
            out += close[0];
            this.#at += close[0].length - 1;
            continue;
          }
          if (char === ']' && out.length > items) bracket = false;
          else if (char === '^' && out.length === items && out.endsWith('[')) items++;
        } else if (char === '[') {
          bracket = true;
          items = out.length + 1;
        }
      }
      out += char;
    }
  }

  /** The character that `\d065`, `\o101`, `\x41` or `\cA` stands for; `#at` is on the letter, and then on the last of it. */
  #numericEscape(): string | undefined {
    const match = /^(?:d(\d{3})|o([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|c([^\\\n]))/.exec(
      this.source.slice(this.#at, this.#at + 5),
    );
    if (!match) return undefined;
    this.#at += match[0].length - 1;
    const [, decimal, octal, hex, control] = match;
    if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) ^ 0x40);
    const code = decimal ? Number(decimal) : octal ? parseInt(octal, 8) : parseInt(hex as string, 16);
    return String.fromCharCode(code & 255);
  }

  #regex(pattern: string, ignoreCase: boolean, multiline: boolean): RegExp | undefined {
    if (pattern === '') return undefined;
    try {
      return regex(pattern, { extended: this.extended, strict: true, ignoreCase, multiline, flags: 'g' });
    } catch (error) {
      if (error instanceof RegexError) return this.#fail(error.message, `bad regex '${pattern}': ${error.message}`);
      throw error;
    }
  }

  #substitution(): Substitution {
    const delimiter = this.source[this.#at++];
    if (delimiter === undefined || delimiter === '\n' || delimiter === '\\')
      this.#fail("unterminated `s' command", 'bad format in substitution expression');
    const pattern = this.#delimited(delimiter, true, "unterminated `s' command");
    const replacement = this.#delimited(delimiter, false, "unterminated `s' command");
    let [global, print, nth, ignoreCase, multiline] = [false, false, 1, false, false];
    let file: string | undefined;
    let run = false;
    for (;;) {
      const flag = this.source[this.#at];
      if ((flag === 'g' && global) || (flag === 'p' && print)) {
        this.#at++;
        this.#fail(`multiple \`${flag}' options to \`s' command`, 'bad option in substitution expression');
      }
      if (flag === 'g') global = true;
      else if (flag === 'p') print = true;
      else if (flag === 'i' || flag === 'I') ignoreCase = true;
      else if (flag === 'm' || flag === 'M') multiline = true;
      else if (flag !== undefined && /\d/.test(flag)) {
        nth = Number(this.#skip(/\d+/y));
        if (nth === 0)
          this.#fail("number option to `s' command may not be zero", 'bad option in substitution expression');
        continue;
      } else if (flag === 'w') {
        this.#refuseInSandbox();
        this.#at++;
        file = this.#skip(/[^\n]*/y).trim();
        break;
      } else if (flag === 'e') {
        this.#refuseInSandbox();
        run = true;
      } else break;
      this.#at++;
    }
    this.#skip(/[ \t]*/y);
    const next = this.source[this.#at];
    if (next !== undefined && !/[;\n}#]/.test(next)) {
      this.#at++;
      this.#fail("unknown option to `s'", 'bad option in substitution expression');
    }
    const expression = this.#regex(pattern, ignoreCase, multiline);
    const groups = expression ? (new RegExp(`${expression.source}|`, expression.flags).exec('')?.length ?? 1) : 10;
    for (const [, digit] of replacement.matchAll(/\\([1-9])/g)) {
      if (Number(digit) >= groups)
        this.#fail(
          `invalid reference \\${digit} on \`s' command's RHS`,
          `invalid reference \\${digit} on 's' command's RHS`,
        );
    }
    return { regex: expression, replace: compileReplacement(replacement), nth, global, print, file, run };
  }

  #transliteration(): ReadonlyMap<string, string> {
    const delimiter = this.source[this.#at++] as string;
    const plain = (text: string) => text.replace(/\\([\\nt])/g, (_, c: string) => ({ n: '\n', t: '\t' })[c] ?? '\\');
    const from = plain(this.#delimited(delimiter, false, "unterminated `y' command"));
    const to = plain(this.#delimited(delimiter, false, "unterminated `y' command"));
    if (from.length !== to.length)
      this.#fail("strings for `y' command are different lengths", 'strings for y command are different lengths');
    this.#end();
    return new Map([...from].map((char, i) => [char, to[i] as string]));
  }
}
