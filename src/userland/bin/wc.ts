/** wc. */
import { SysError } from '../../kernel/errno.ts';
import { charWidth } from '../sh/interactive/width.ts';
import { toText } from './lib/byte-string.ts';
import { eachInput } from './lib/each-input.ts';
import type { Input } from './lib/input.ts';
import { isUtf8 } from './lib/locale.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Counts {
  lines: number;
  words: number;
  chars: number;
  bytes: number;
  longest: number;
}

const KEYS = [
  ['l', 'lines'],
  ['w', 'words'],
  ['m', 'chars'],
  ['c', 'bytes'],
  ['L', 'longest'],
] as const;

export const wc = tool(
  {
    name: 'wc',
    usage: '[-cmlwL] [FILE]...',
    about: 'Count lines, words, and bytes for FILEs (or stdin)',
    options: 'c|bytes m|chars l|lines w|words L|max-line-length files0-from=-',
  },
  async (t) => {
    const asked = KEYS.filter(([key]) => t.has(key)).map(([, name]) => name);
    const shown = asked.length ? asked : (['lines', 'words', 'bytes'] as const);
    const rows: { counts: Counts; name: string }[] = [];
    const total: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
    const width = t.busybox ? 9 : t.has('files0-from') ? 1 : await gnuWidth(t, shown.length);
    const print = async (counts: Counts, name: string) => {
      const narrow = t.busybox && shown.length === 1 && t.operands.length < 2;
      const numbers = shown.map((key) => String(counts[key]).padStart(narrow ? 0 : width));
      await t.out.line(numbers.join(' ') + (name && ` ${name}`));
    };
    const paths = t.has('files0-from') ? await listed(t) : t.operands;
    if (t.has('files0-from') && paths.length === 0) return;
    await eachInput(
      t,
      paths,
      async (input, path) => {
        const counts: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
        try {
          await count(t, input, counts);
        } catch (error) {
          if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
          await t.warn(`${path}: ${error.message}`, `read error: ${error.message}`);
        }
        rows.push({ counts, name: path });
        for (const key of ['lines', 'words', 'chars', 'bytes'] as const) total[key] += counts[key];
        total.longest = Math.max(total.longest, counts.longest);
        await print(counts, paths.length ? path : '');
      },
      { gnu: (name, reason) => (name === '' ? 'invalid zero-length file name' : `${t.qf(name)}: ${reason}`) },
    );
    if (paths.length > 1) await print(total, 'total');
  },
);

/** Names that a file lists, each ended by a zero byte. */
async function listed(t: Tool): Promise<readonly string[]> {
  const list = t.value('files0-from') as string;
  if (t.operands.length)
    return t.usage(
      `extra operand ${t.quote(t.operands[0] as string)}\nfile operands cannot be combined with --files0-from`,
    );
  try {
    const input = await t.input(list);
    const names = (await input.rest()).split('\0').map(toText);
    await t.done(input);
    return names.filter(Boolean);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`cannot open ${t.q(list)} for reading: ${error.message}`);
  }
}

/** Wide enough for the sum of the sizes; 7 where a size is not known before reading. */
async function gnuWidth(t: Tool, columns: number): Promise<number> {
  if (columns === 1 && t.operands.length < 2) return 1;
  let sum = 0;
  let least = 1;
  for (const path of t.operands.length ? t.operands : ['-']) {
    try {
      const stat = await (path === '-' ? t.sys.fstat(0) : t.sys.stat(path));
      if (stat.type === 'file') sum += stat.size;
      else least = 7;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return Math.max(least, String(sum).length);
}

async function count(t: Tool, input: Input, counts: Counts): Promise<void> {
  const unicode = isUtf8(t.sys);
  const decoder = unicode ? new CharacterDecoder() : undefined;
  const others = t.has('w') || t.has('m') || t.has('L');
  const onlyLines = t.has('l') && !others;
  const onlyBytes = t.has('c') && !t.has('l') && !others;
  let inWord = false;
  let column = 0;
  for (;;) {
    const read = input.chunk();
    const bytes = read instanceof Promise ? await read : read;
    if (bytes.length === 0) break;
    counts.bytes += bytes.length;
    if (onlyLines) counts.lines += newlines(bytes);
    else if (!onlyBytes) {
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i] as number;
        if (decoder && (byte > 127 || decoder.pending)) {
          const char = decoder.next(byte);
          if (char !== undefined) {
            counts.chars++;
            if (!inWord) counts.words++;
            inWord = true;
            column += charWidth(char);
          }
          if (byte > 127) continue;
        }
        counts.chars++;
        const blank = byte === 32 || (byte >= 9 && byte <= 13);
        if (blank) inWord = false;
        else if (!inWord && byte > 32 && byte < 127) {
          inWord = true;
          counts.words++;
        }
        if (byte === 10 || byte === 13 || byte === 12) {
          if (byte === 10) counts.lines++;
          counts.longest = Math.max(counts.longest, column);
          column = 0;
        } else if (byte === 9) column += 8 - (column % 8);
        else if (byte >= 32 && byte < 127) column++;
      }
    }
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
  counts.longest = Math.max(counts.longest, column);
}

/** UTF-8 by the byte; bytes that begin or continue nothing are no characters. */
class CharacterDecoder {
  #code = 0;
  #least = 0;
  /** Bytes still to come. */
  pending = 0;

  /** The character that this byte completes. */
  next(byte: number): string | undefined {
    if ((byte & 0xc0) === 0x80 && this.pending) {
      this.#code = (this.#code << 6) | (byte & 0x3f);
      if (--this.pending || this.#code < this.#least || this.#code > 0x10ffff) return undefined;
      return String.fromCodePoint(this.#code);
    }
    this.pending =
      byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0;
    this.#code = byte & (0x3f >> this.pending);
    this.#least = [0, 0x80, 0x800, 0x10000][this.pending] as number;
    return undefined;
  }
}

function newlines(bytes: Uint8Array): number {
  let lines = 0;
  for (let i = 0; i < bytes.length; i++) lines += bytes[i] === 10 ? 1 : 0;
  return lines;
}
