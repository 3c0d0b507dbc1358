/** `:s` and `:&`: substitution in lines, with a question for each where it is wanted. */
import type { ExResult } from './ex.ts';
import { PatternError } from './pattern.ts';
import { compile } from './search.ts';
import type { Session } from './session.ts';

/** `source` begins with the mark between the parts; undefined repeats the last substitution. */
export async function substitute(
  s: Session,
  from: number,
  to: number,
  source: string | undefined,
  again = '',
): Promise<ExResult> {
  const given = source === undefined ? repeated(s, again) : parts(s, source);
  if (!('pattern' in given)) return given;
  const { pattern, replacement, flags } = given;
  s.lastSubstitute = { source: pattern, replacement, flags };
  s.search = { source: pattern, forward: true, offset: '' };
  let expression: RegExp;
  try {
    expression = compile(s, (flags.includes('i') ? '\\c' : flags.includes('I') ? '\\C' : '') + pattern);
  } catch (error) {
    if (error instanceof PatternError) return { printed: [error.message, 'E476: Invalid command'], failed: true };
    throw error;
  }
  const run = new Run(s, expression, replacement, flags);
  return run.lines(from, to, pattern);
}

interface Parts {
  readonly pattern: string;
  readonly replacement: string;
  readonly flags: string;
}

function parts(s: Session, source: string): Parts | ExResult {
  const mark = source[0] as string;
  const found: string[] = [];
  let part = '';
  for (let i = 1; i < source.length; i++) {
    const char = source[i] as string;
    if (char === '\\' && source[i + 1] === mark && mark !== '&') part += source[++i];
    else if (char === '\\') part += char + (source[++i] ?? '');
    else if (char === mark && found.length < 2) {
      found.push(part);
      part = '';
    } else part += char;
  }
  found.push(part);
  const [typed = '', replacement = '', flags = ''] = found;
  const pattern = typed || s.search?.source;
  if (pattern === undefined) return { message: 'E35: No previous regular expression', failed: true };
  if (!/^[&cegiInp#lr\s]*\d*\s*$/.test(flags)) return { message: `E488: Trailing characters: ${flags}`, failed: true };
  const tilde = (text: string) =>
    text.replace(/\\(.)|~/gs, (all) => (all === '~' ? (s.lastSubstitute?.replacement ?? '') : all));
  return { pattern, replacement: tilde(replacement), flags: flags.replace('&', s.lastSubstitute?.flags ?? '') };
}

function repeated(s: Session, flags: string): Parts | ExResult {
  if (!s.lastSubstitute) return { message: 'E35: No previous regular expression', failed: true };
  return { pattern: s.lastSubstitute.source, replacement: s.lastSubstitute.replacement, flags };
}

class Run {
  #count = 0;
  #lines = 0;
  #asking: boolean;

  constructor(
    readonly s: Session,
    readonly expression: RegExp,
    readonly replacement: string,
    readonly flags: string,
  ) {
    this.#asking = flags.includes('c');
  }

  async lines(from: number, to: number, pattern: string): Promise<ExResult> {
    const { s } = this;
    const { text } = s;
    let last: number | undefined;
    let asked = false;
    for (let row = from, end = to; row <= end && row <= text.last; row++) {
      const before = this.#count;
      const line = text.lines[row] as string;
      const out = await this.#line(row, line);
      asked ||= out.asked;
      if (this.#count > before) {
        this.#lines++;
        if (!this.flags.includes('n')) {
          const put = out.text.split('\r');
          if (out.text !== line) text.splice(row, 1, ...put);
          row += put.length - 1;
          end += put.length - 1;
          last = row;
        }
      }
      if (out.left) break;
    }
    if (this.#count === 0 && !asked)
      return this.flags.includes('e') ? {} : { message: `E486: Pattern not found: ${pattern}`, failed: true };
    if (this.flags.includes('n')) {
      const [n, l] = [this.#count, this.#lines];
      return { message: `${n} match${n === 1 ? '' : 'es'} on ${l} line${l === 1 ? '' : 's'}` };
    }
    if (last !== undefined && !this.#asking) s.moveTo({ row: last, column: 0 });
    if (this.#count > 2)
      return { message: `${this.#count} substitutions on ${this.#lines} line${this.#lines === 1 ? '' : 's'}` };
    return asked ? { message: '' } : {};
  }

  async #line(
    row: number,
    line: string,
  ): Promise<{ readonly text: string; readonly left: boolean; readonly asked: boolean }> {
    const every = this.flags.includes('g');
    let [out, done, left, asked] = ['', 0, false, false];
    for (const match of line.matchAll(this.expression)) {
      let yes = true;
      if (this.#asking) {
        asked = true;
        const answer = await this.#ask(row, match.index);
        if (answer === 'a') this.#asking = false;
        yes = 'yal'.includes(answer);
        left = answer === 'q' || answer === 'l';
      }
      if (yes) {
        out += line.slice(done, match.index) + expand(this.replacement, match);
        done = match.index + match[0].length;
        this.#count++;
      }
      if (left || !every) break;
    }
    return { text: out + line.slice(done), left, asked };
  }

  async #ask(row: number, column: number): Promise<string> {
    const { s } = this;
    s.moveTo({ row, column });
    for (;;) {
      const text = `replace with ${this.replacement} (y/n/a/q/l/^E/^Y)?`;
      s.prompt = { text, column: text.length, ruler: true };
      const key = await s.key();
      s.prompt = undefined;
      if (key === 'escape' || key === '\x03') return 'q';
      if (key.length === 1 && 'ynaql'.includes(key)) return key;
    }
  }
}

/** A replacement's text for a match: `&`, `\1`, `\r`, `\u` and their kin. */
function expand(replacement: string, match: RegExpMatchArray): string {
  let out = '';
  let [once, all] = ['', ''];
  const put = (text: string) => {
    if (text === '') return;
    let changed = all === 'U' ? text.toUpperCase() : all === 'L' ? text.toLowerCase() : text;
    if (once)
      changed =
        (once === 'u' ? (changed[0] as string).toUpperCase() : (changed[0] as string).toLowerCase()) + changed.slice(1);
    once = '';
    out += changed;
  };
  for (let i = 0; i < replacement.length; i++) {
    const char = replacement[i] as string;
    if (char === '&') put(match[0]);
    else if (char !== '\\') put(char);
    else {
      const next = replacement[++i] ?? '\\';
      if (/\d/.test(next)) put(match[Number(next)] ?? '');
      else if (next === 'u' || next === 'l') once = next;
      else if (next === 'U' || next === 'L') all = next;
      else if (next === 'e' || next === 'E') all = '';
      else put(({ r: '\r', n: '\0', t: '\t' } as Record<string, string>)[next] ?? next);
    }
  }
  return out;
}
