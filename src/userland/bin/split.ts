/** split: a file into pieces. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { concat } from '../../base/bytes.ts';
import { fromText, toBytes } from './lib/byte-string.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { CHUNK, type Input } from './lib/input.ts';
import { cannotOpen } from './lib/each-input.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Names of pieces: letters `aa`, `ab`…, or digits. */
class Names {
  #next: number;
  /** The name given last. */
  last = '';
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
    return (this.last = `${this.prefix}${lead}${letters}${this.suffix}`);
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';

/** Writes pieces one after another. */
class Pieces {
  #fd: number | undefined;
  /** The process that reads the piece. */
  #filter: number | undefined;
  constructor(
    readonly t: Tool,
    readonly names: Names,
  ) {}

  async start(): Promise<void> {
    await this.end();
    const name = this.names.next();
    if (name === undefined) return this.t.die('output file suffixes exhausted', 'suffixes exhausted');
    const filter = this.t.value('filter');
    if (filter !== undefined) return this.#startFilter(filter, name);
    if (this.t.has('verbose')) await this.t.out.line(`creating file ${this.t.q(name)}`);
    this.#fd = await this.t.sys.open(name, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  }

  get open(): boolean {
    return this.#fd !== undefined;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#fd === undefined) await this.start();
    try {
      await this.t.sys.write(this.#fd as number, bytes);
    } catch (error) {
      // A filter need not read all of its piece.
      if (!(error instanceof SysError) || error.errno !== 'EPIPE' || this.#filter === undefined) throw error;
    }
  }

  /** A shell's command that reads the piece, with its name in FILE. */
  async #startFilter(command: string, name: string): Promise<void> {
    const { sys, out } = this.t;
    if (this.t.has('verbose')) await out.line(`executing with FILE=${this.t.qf(name)}`);
    await out.flush();
    const [reader, writer] = sys.pipe();
    const shell = sys.env.get('SHELL') || '/bin/sh';
    const env = new Map(sys.env).set('FILE', name);
    this.#filter = await spawnCommand(sys, [shell, '-c', command], { env, fds: new Map([[0, reader], [1, 1], [2, 2]]) }); // prettier-ignore
    await sys.close(reader);
    sys.signal('PIPE', 'ignore');
    this.#fd = writer;
  }

  async end(): Promise<void> {
    if (this.#fd !== undefined) await this.t.sys.close(this.#fd);
    this.#fd = undefined;
    if (this.#filter === undefined) return;
    const status = await waitFor(this.t.sys, this.#filter);
    this.#filter = undefined;
    if (status === 0) return;
    const how =
      status > 128
        ? `terminated by signal ${status - 128}`
        : `with FILE=${this.names.last}, exit ${status} from command`;
    await this.t.die(`${how}: ${this.t.value('filter')}`, undefined, status);
  }
}

const splitTool = tool(
  {
    name: 'split',
    usage: '[OPTION]... [FILE [PREFIX]]',
    about: 'Write pieces of FILE to PREFIXaa, PREFIXab, ...',
    options:
      'a|suffix-length= additional-suffix=- b|bytes= C|line-bytes=- d- numeric-suffixes=?- x- hex-suffixes=?- e|elide-empty-files- l|lines= n|number=- t|separator=- u|unbuffered- verbose- filter=-',
  },
  async (t) => {
    const [path = '-', prefix = 'x', extra] = t.operands;
    if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
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
      return t.die(cannotOpen(path, error.message, t), `can't open '${path}': ${error.message}`);
    }
    const pieces = new Pieces(t, names);
    try {
      if (chunks && chunks.kind !== 'r' && !t.busybox && (await t.sys.fstat(input.fd)).type === 'fifo')
        return await t.die(`${t.qf(path)}: cannot determine file size`);
      if (chunks) await byNumber(t, input, pieces, chunks);
      else if (way === 'b') await byBytes(t, input, pieces, most);
      else if (way === 'C') await byLineBytes(t, input, pieces, most);
      else await byLines(t, input, pieces, most);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
      return t.die(`${t.qf(path)}: ${error.message}`, `${error.message}`);
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
    return t.die(`invalid suffix length: ${t.quote(length)}`, `invalid number '${length}'`);
  const suffix = t.value('additional-suffix') ?? '';
  if (suffix.includes('/')) return t.die(`invalid suffix ${t.quote(suffix)}, contains directory separator`);
  const width = Number(length) || Math.max(2, String(start).length);
  return new Names(prefix, digits, width, suffix, start, length === undefined && start === 0);
}

async function size(t: Tool, key: string, kind: string): Promise<number> {
  const word = t.value(key) ?? '1000';
  const found = parseSize(word);
  const range = found === 0 ? ': Numerical result out of range' : '';
  return found ? found : t.die(`invalid number of ${kind}: ${t.quote(word)}${range}`, `invalid number '${word}'`);
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
  const mark = (await markOf(t)).charCodeAt(0);
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

async function markOf(t: Tool): Promise<string> {
  const word = t.value('t');
  if (word === undefined) return '\n';
  if (word === '\\0') return '\0';
  const bytes = fromText(word);
  if (bytes === '') return t.die('empty record separator');
  if (bytes.length > 1) return t.die(`multi-character separator ${t.quote(word)}`);
  return bytes;
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
    return t.die(`invalid number of chunks: ${t.quote(word.replace(/^[lr]\//, ''))}${range}`);
  }
  const [kind, only] = [match[1], match[2] === undefined ? undefined : Number(match[2])];
  if (only !== undefined && (only < 1 || only > count))
    return t.die(`invalid chunk number: ${t.quote(match[2] as string)}: Numerical result out of range`);
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

/** Equal shares of a byte at least, the last one with what remains; with `lines`, cut after the line that a share ends in. */
function ranges(content: Uint8Array, count: number, lines: boolean): Uint8Array[] {
  const share = Math.max(1, Math.floor(content.length / count));
  const out: Uint8Array[] = [];
  let [from, limit] = [0, 0];
  for (let i = 0; i < count; i++) {
    limit += share;
    let end = i === count - 1 ? content.length : Math.min(limit, content.length);
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
