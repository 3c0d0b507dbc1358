/** split and csplit: a file into pieces. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { concat } from '../../base/bytes.ts';
import { fromText, toBytes } from './lib/byte-string.ts';
import { CHUNK, type Input } from './lib/input.ts';
import { cannotOpen } from './lib/each-input.ts';
import { regex, RegexError } from './lib/regex.ts';
import { parseSize, q, qf } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Names of pieces: letters `aa`, `ab`…, or digits. */
class Names {
  #next: number;
  constructor(
    readonly prefix: string,
    readonly digits: string,
    readonly width: number,
    readonly suffix: string,
    start: number,
    /** Without -a, names grow when the short ones run out. */
    readonly growing: boolean,
  ) {
    this.#next = start;
  }

  next(): string | undefined {
    const base = this.digits.length;
    let number = this.#next++;
    let width = this.width;
    let lead = '';
    if (this.growing) {
      // The last letter of the first place is kept for longer names: …yz, zaaa.
      for (let room = (base - 1) * base ** (width - 1); number >= room; room = (base - 1) * base ** (width - 1)) {
        number -= room;
        lead += this.digits[base - 1];
        width++;
      }
    } else if (number >= base ** width) return undefined;
    let letters = '';
    for (let i = 0; i < width; i++) {
      letters = (this.digits[number % base] as string) + letters;
      number = Math.floor(number / base);
    }
    return `${this.prefix}${lead}${letters}${this.suffix}`;
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';

/** Writes pieces one after another. */
class Pieces {
  #fd: number | undefined;
  constructor(
    readonly t: Tool,
    readonly names: Names,
  ) {}

  async start(): Promise<void> {
    await this.end();
    const name = this.names.next();
    if (name === undefined) return this.t.die('output file suffixes exhausted', 'suffixes exhausted');
    if (this.t.has('verbose')) await this.t.out.line(`creating file ${q(name)}`);
    this.#fd = await this.t.sys.open(name, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  }

  get open(): boolean {
    return this.#fd !== undefined;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#fd === undefined) await this.start();
    await this.t.sys.write(this.#fd as number, bytes);
  }

  async end(): Promise<void> {
    if (this.#fd !== undefined) await this.t.sys.close(this.#fd);
    this.#fd = undefined;
  }
}

const splitTool = tool(
  {
    name: 'split',
    usage: '[OPTION]... [FILE [PREFIX]]',
    about: 'Write pieces of FILE to PREFIXaa, PREFIXab, ...',
    options:
      'a|suffix-length= additional-suffix=- b|bytes= C|line-bytes=- d- numeric-suffixes=?- x- hex-suffixes=?- e|elide-empty-files- l|lines= n|number=- t|separator=- u|unbuffered- verbose- filter=!-',
  },
  async (t) => {
    const [path = '-', prefix = 'x', extra] = t.operands;
    if (extra !== undefined) return t.usage(`extra operand ${q(extra)}`);
    if (['b', 'C', 'l', 'n'].filter((key) => t.has(key)).length > 1)
      return t.usage('cannot split in more than one way');
    const way = t.last('n', 'b', 'C') ?? 'l';
    const most = way === 'n' ? 0 : await size(t, way, way === 'l' ? 'lines' : 'bytes');
    const chunks = way === 'n' ? await chunksOf(t) : undefined;
    const names = await namesOf(t, prefix);
    let input: Input;
    try {
      input = await t.input(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(cannotOpen(path, error.message), `can't open '${path}': ${error.message}`);
    }
    const pieces = new Pieces(t, names);
    try {
      if (chunks) await byNumber(t, input, pieces, chunks);
      else if (way === 'b') await byBytes(t, input, pieces, most);
      else if (way === 'C') await byLineBytes(t, input, pieces, most);
      else await byLines(t, input, pieces, most);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
      return t.die(`${qf(path)}: ${error.message}`, `${error.message}`);
    }
    await pieces.end();
  },
);

/** `-100` is an old spelling of `-l 100`. */
export const split: typeof splitTool = (sys, argv = sys.argv) =>
  splitTool(
    sys,
    argv.map((word, i) => (i > 0 && /^-\d+$/.test(word) ? `-l${word.slice(1)}` : word)),
  );

async function namesOf(t: Tool, prefix: string): Promise<Names> {
  const form = t.last('d', 'numeric-suffixes', 'x', 'hex-suffixes');
  const digits = form === undefined ? LETTERS : form === 'd' || form === 'numeric-suffixes' ? DIGITS : HEX;
  const start = Number.parseInt(t.value(form ?? '') || '0', digits === HEX ? 16 : 10);
  const length = t.value('a');
  if (length !== undefined && !/^\d+$/.test(length))
    return t.die(`invalid suffix length: ${q(length)}`, `invalid number '${length}'`);
  const suffix = t.value('additional-suffix') ?? '';
  if (suffix.includes('/')) return t.die(`invalid suffix ${q(suffix)}, contains directory separator`);
  const width = Number(length) || Math.max(2, String(start).length);
  return new Names(prefix, digits, width, suffix, start, length === undefined && start === 0);
}

async function size(t: Tool, key: string, kind: string): Promise<number> {
  const word = t.value(key) ?? '1000';
  const found = parseSize(word);
  const range = found === 0 ? ': Numerical result out of range' : '';
  return found ? found : t.die(`invalid number of ${kind}: ${q(word)}${range}`, `invalid number '${word}'`);
}

async function byBytes(t: Tool, input: Input, pieces: Pieces, most: number): Promise<void> {
  let left = 0;
  for (let bytes = await input.chunk(); bytes.length; bytes = await input.chunk()) {
    for (let at = 0; at < bytes.length;) {
      if (left === 0) {
        await pieces.start();
        left = most;
      }
      const part = bytes.subarray(at, at + left);
      await pieces.write(part);
      at += part.length;
      left -= part.length;
    }
    await t.sys.tick();
  }
}

async function byLines(t: Tool, input: Input, pieces: Pieces, most: number): Promise<void> {
  const mark = markOf(t).charCodeAt(0);
  let left = 0;
  for (let bytes = await input.chunk(); bytes.length; bytes = await input.chunk()) {
    for (let at = 0; at < bytes.length;) {
      if (left === 0) {
        await pieces.start();
        left = most;
      }
      let end = at;
      while (left > 0 && end < bytes.length) {
        const found = bytes.indexOf(mark, end);
        if (found < 0) end = bytes.length;
        else {
          end = found + 1;
          left--;
        }
      }
      await pieces.write(bytes.subarray(at, end));
      at = end;
    }
    await t.sys.tick();
  }
}

function markOf(t: Tool): string {
  const word = t.value('t');
  if (word === undefined) return '\n';
  return word === '\\0' ? '\0' : (fromText(word)[0] ?? '\n');
}

async function byLineBytes(t: Tool, input: Input, pieces: Pieces, most: number): Promise<void> {
  let held = 0;
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    let rest = line + (input.terminated ? '\n' : '');
    if (held > 0 && held + rest.length > most) held = 0;
    while (rest.length) {
      if (held === 0) await pieces.start();
      const part = rest.slice(0, most - held);
      await pieces.write(toBytes(part));
      held += part.length;
      rest = rest.slice(part.length);
      if (held >= most) held = 0;
    }
    await t.sys.tick();
  }
}

interface Chunks {
  /** By lines, or by lines in turn. */
  readonly kind: string | undefined;
  /** The one that is wanted, on standard output. */
  readonly only: number | undefined;
  readonly count: number;
}

/** `N`, `K/N`, `l/N`, `l/K/N`, `r/N`, `r/K/N`. */
async function chunksOf(t: Tool): Promise<Chunks> {
  const word = t.value('n') as string;
  const match = /^(?:([lr])\/)?(?:(\d+)\/)?(\d+)$/.exec(word);
  const count = Number(match?.[3]);
  if (!match || !count) {
    const range = match ? ': Numerical result out of range' : '';
    return t.die(`invalid number of chunks: ${q(word.replace(/^[lr]\//, ''))}${range}`);
  }
  const [kind, only] = [match[1], match[2] === undefined ? undefined : Number(match[2])];
  if (only !== undefined && (only < 1 || only > count)) return t.die(`invalid chunk number: ${q(match[2] as string)}`);
  return { kind, only, count };
}

async function byNumber(t: Tool, input: Input, pieces: Pieces, { kind, only, count }: Chunks): Promise<void> {
  const parts: Uint8Array[] = [];
  let held = 0;
  for (let bytes = await input.chunk(CHUNK); bytes.length; bytes = await input.chunk(CHUNK)) {
    parts.push(bytes);
    input.hold((held += bytes.length));
  }
  const content = parts.length ? concat(parts) : new Uint8Array(0);
  const chunks = kind === 'r' ? roundRobin(content, count) : ranges(content, count, kind === 'l');
  for (const [i, chunk] of chunks.entries()) {
    if (only !== undefined) {
      if (i === only - 1) await t.out.bytes(chunk);
    } else if (chunk.length || !t.has('e')) {
      await pieces.start();
      await pieces.write(chunk);
    }
  }
}

/** Equal shares, the last one with what remains; with `lines`, cut after the line that a share ends in. */
function ranges(content: Uint8Array, count: number, lines: boolean): Uint8Array[] {
  const share = Math.floor(content.length / count);
  const out: Uint8Array[] = [];
  let [from, limit] = [0, 0];
  for (let i = 0; i < count; i++) {
    limit += share;
    let end = i === count - 1 ? content.length : limit;
    if (lines && i < count - 1) {
      if (end <= from) end = from;
      else {
        const found = content.indexOf(10, end - 1);
        end = found < 0 ? content.length : found + 1;
      }
    }
    out.push(content.subarray(from, end));
    from = end;
  }
  return out;
}

function roundRobin(content: Uint8Array, count: number): Uint8Array[] {
  const out: Uint8Array[][] = Array.from({ length: count }, () => []);
  for (let at = 0, i = 0; at < content.length; i++) {
    const found = content.indexOf(10, at);
    const end = found < 0 ? content.length : found + 1;
    (out[i % count] as Uint8Array[]).push(content.subarray(at, end));
    at = end;
  }
  return out.map((parts) => (parts.length ? concat(parts) : new Uint8Array(0)));
}

interface Cut {
  readonly pattern: string;
  /** A line number, or a pattern with lines to add. */
  readonly line?: number;
  readonly expression?: RegExp;
  readonly offset: number;
  /** `%RE%`: what lies before is dropped. */
  readonly skip: boolean;
  readonly times: number;
}

export const csplit = tool(
  {
    name: 'csplit',
    usage: '[OPTION]... FILE PATTERN...',
    about: 'Write pieces of FILE, parted by PATTERNs, to xx00, xx01, ...',
    options: 'b|suffix-format= f|prefix= k|keep-files n|digits= q|quiet|silent s z|elide-empty-files suppress-matched',
  },
  async (t) => {
    const [path, ...patterns] = t.operands;
    if (path === undefined) return t.usage('missing operand');
    if (patterns.length === 0) return t.usage(`missing operand after ${q(path)}`);
    const cuts = await parseCuts(t, patterns);
    const input = await t.input(path).catch((error: unknown) => {
      if (!(error instanceof SysError)) throw error;
      return t.die(cannotOpen(path, error.message));
    });
    const lines = (await input.rest()).match(/[^\n]*\n|[^\n]+$/g) ?? [];
    await cutUp(t, lines, cuts);
  },
);

async function parseCuts(t: Tool, patterns: readonly string[]): Promise<Cut[]> {
  const cuts: Cut[] = [];
  for (const word of patterns) {
    const repeat = /^\{(\d+|\*)\}$/.exec(word);
    const last = cuts[cuts.length - 1];
    if (repeat && last) {
      cuts[cuts.length - 1] = { ...last, times: repeat[1] === '*' ? Infinity : Number(repeat[1]) + 1 };
      continue;
    }
    const match = /^([/%])(.*)\1([-+]?\d+)?$/s.exec(word);
    if (!match && /^[/%]/.test(word)) return t.die(`${word}: closing delimiter '${word[0]}' missing`);
    if (!match && /^\{.*\}$/s.test(word) && !/^\{(\d+|\*)\}$/.test(word))
      return t.die(`'${word.slice(0, -1)}'}: integer required between '{' and '}'`);
    if (match) {
      let expression: RegExp;
      try {
        expression = regex(fromText(match[2] as string), { extended: false });
      } catch (error) {
        if (!(error instanceof RegexError)) throw error;
        return t.die(`${q(word)}: invalid regular expression: ${error.message}`);
      }
      cuts.push({ pattern: word, expression, offset: Number(match[3] ?? 0), skip: match[1] === '%', times: 1 });
    } else if (/^\d+$/.test(word)) {
      if (Number(word) === 0) return t.die(`${word}: line number must be greater than zero`);
      const before = cuts.findLast((cut) => cut.line !== undefined)?.line ?? 0;
      if (Number(word) < before)
        return t.die(`line number ${q(word)} is smaller than preceding line number, ${before}`);
      cuts.push({ pattern: word, line: Number(word), offset: 0, skip: false, times: 1 });
    } else return t.die(`${q(word)}: invalid pattern`);
  }
  return cuts;
}

/** `-b FORMAT`: printf's, with one integer conversion. */
async function suffixOf(t: Tool, digits: number): Promise<(number: number) => string> {
  const format = t.value('b');
  if (format === undefined) return (number) => String(number).padStart(digits, '0');
  const match = /^((?:[^%]|%%)*)%(-?)(0?)(\d*)([diuoxX])((?:[^%]|%%)*)$/s.exec(format);
  if (!match)
    return t.die(
      format.includes('%')
        ? `invalid conversion specifier in suffix: ${format}`
        : 'missing % conversion specification in suffix',
    );
  const [, before = '', left, zero, width = '', kind = 'd', after = ''] = match;
  const plain = (text: string) => text.replaceAll('%%', '%');
  return (number) => {
    const base = kind === 'o' ? 8 : kind.toLowerCase() === 'x' ? 16 : 10;
    const text = kind === 'X' ? number.toString(16).toUpperCase() : number.toString(base);
    const padded = left ? text.padEnd(Number(width)) : text.padStart(Number(width), zero ? '0' : ' ');
    return plain(before) + padded + plain(after);
  };
}

async function cutUp(t: Tool, lines: readonly string[], cuts: readonly Cut[]): Promise<void> {
  const digits = Number(t.value('n') ?? 2);
  const names: string[] = [];
  const suffix = await suffixOf(t, digits);
  const put = async (part: readonly string[]) => {
    const content = part.join('');
    if (!content && t.has('z')) return;
    const name = `${t.value('f') ?? 'xx'}${suffix(names.length)}`;
    names.push(name);
    const fd = await t.sys.open(name, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    await t.sys.write(fd, toBytes(content));
    await t.sys.close(fd);
    if (!t.has('q') && !t.has('s')) await t.out.line(String(content.length));
  };
  const give = async (message: string) => {
    await t.out.flush();
    if (!t.has('k')) for (const name of names) await t.sys.unlink(name);
    return t.die(message);
  };
  let [at, searched] = [0, 0];
  for (const cut of cuts) {
    for (let time = 0; time < cut.times; time++) {
      const repeated = cut.times > 1 && time > 0 ? ` on repetition ${time}` : '';
      let end: number;
      if (cut.line !== undefined) {
        end = cut.line * (time + 1) - 1;
        if (end > lines.length) {
          if (cut.times === Infinity) break;
          await put(lines.slice(at));
          return give(`${q(cut.pattern)}: line number out of range${repeated}`);
        }
      } else {
        const expression = cut.expression as RegExp;
        let found = -1;
        for (let i = searched; i < lines.length && found < 0; i++)
          if (expression.test((lines[i] as string).replace(/\n$/, ''))) found = i;
        if (found < 0) {
          if (cut.times === Infinity) break;
          if (!cut.skip) await put(lines.slice(at));
          return give(`${q(cut.pattern)}: match not found${repeated}`);
        }
        end = found + cut.offset;
        searched = Math.max(found, end) + 1;
      }
      if (!cut.skip) await put(lines.slice(at, end));
      at = t.has('suppress-matched') ? end + 1 : end;
      searched = Math.max(searched, at);
    }
  }
  await put(lines.slice(at));
}
