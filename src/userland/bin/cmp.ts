/** cmp. */
import { SysError } from '../../kernel/errno.ts';
import type { Input } from './lib/input.ts';
import { parseSize } from './lib/text.ts';
import { Quit, tool, type Tool } from './lib/tool.ts';

export const cmp = tool(
  {
    name: 'cmp',
    usage: '[-ls] [-n NUM] FILE1 [FILE2]',
    about: 'Compare FILE1 with FILE2 (or stdin)',
    options: 'l|verbose s|silent|quiet n|bytes= b|print-bytes- i|ignore-initial=-  c|print-chars-',
    usageStatus: 2,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [a, b = '-'] = t.operands;
    const bytes = t.has('b') || t.has('c');
    if (a === undefined) return t.usage(`missing operand after '${t.argv.at(-1) ?? 'cmp'}'`);
    if (t.operands.length > 4) return t.usage(`extra operand '${t.operands[4]}'`);
    const skips = (t.value('i') ?? [t.operands[2] ?? '0', t.operands[3] ?? '0'].join(':')).split(':');
    const initial = [skips[0], skips[1] ?? skips[0]].map((word) => parseSize(word ?? ''));
    const bad = initial.indexOf(undefined);
    // Of the option all that follows the bad number is told, of an operand just that.
    if (bad >= 0)
      return t.usage(`invalid --ignore-initial value '${t.has('i') ? skips.slice(bad).join(':') : skips[bad]}'`);
    if (t.has('n') && parseSize(t.value('n') ?? '') === undefined)
      return t.usage(`invalid --bytes value '${t.value('n')}'`);
    if (t.has('l') && t.has('s')) return t.usage('options -l and -s are incompatible');
    if (a === '-' && b === '-') return 0;
    const open = async (path: string) => {
      try {
        return await t.input(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (t.has('s') && error.errno === 'ENOENT' && !t.busybox) throw new Quit(2);
        return t.die(`${path}: ${error.message}`, undefined, 2);
      }
    };
    const [x, y] = [new Cursor(t, a, await open(a)), new Cursor(t, b, await open(b))];
    const [one, other] = [await t.sys.fstat(x.input.fd), await t.sys.fstat(y.input.fd)];
    if (one.dev === other.dev && one.ino === other.ino && one.type !== 'char' && initial[0] === initial[1]) return 0;
    for (const [i, cursor] of [x, y].entries()) {
      for (let left = initial[i] ?? 0; left > 0; left--) if ((await cursor.next()) < 0) break;
    }
    const width = t.busybox ? 1 : await offsetWidth(t, [x, y], parseSize(t.value('n') ?? ''));
    const limit = parseSize(t.value('n') ?? '') ?? Infinity;
    let [at, line, lineEnded, different] = [0, 1, false, false];
    while (at < limit) {
      const [p, r] = [await x.next(), await y.next()];
      if (p < 0 && r < 0) break;
      if (p < 0 || r < 0) {
        const short = p < 0 ? a : b;
        if (t.has('s')) return 1;
        if (at === 0 && !t.busybox) await t.err(`cmp: EOF on ${short} which is empty\n`);
        else
          await t.err(
            `cmp: EOF on ${short}${t.busybox ? '' : ` after byte ${at}${t.has('l') ? '' : `, ${lineEnded ? 'line' : 'in line'} ${lineEnded ? line - 1 : line}`}`}\n`,
          );
        return 1;
      }
      at++;
      if (p !== r) {
        different = true;
        if (t.has('s')) return 1;
        if (!t.has('l')) {
          const shown = bytes ? ` is ${printed(p)} ${printed(r)}` : '';
          await t.out.text(`${a} ${b} differ: ${shown ? 'byte' : 'char'} ${at}, line ${line}${shown}\n`);
          return 1;
        }
        if (bytes) await t.out.text(`${String(at).padStart(width)} ${printed(p).padEnd(8)} ${printed(r)}\n`);
        else
          await t.out.text(`${String(at).padStart(width)} ${p.toString(8).padStart(3)} ${r.toString(8).padStart(3)}\n`);
      }
      lineEnded = p === 10;
      if (lineEnded) line++;
    }
    return different ? 1 : 0;
  },
);

/** Digits of the largest offset that there can be. */
async function offsetWidth(t: Tool, sides: readonly Cursor[], limit = Infinity): Promise<number> {
  const stats = await Promise.all(sides.map(({ input }) => t.sys.fstat(input.fd)));
  const sizes = stats.map(({ type, size }) => (type === 'file' ? size : Infinity));
  const most = Math.min(limit, ...sizes);
  return most === Infinity ? UNKNOWN_WIDTH : String(most).length;
}

/** Of an offset of 64 bits. */
const UNKNOWN_WIDTH = 19;

/** A byte in octal and as a character, as `cat -t` would show it. */
function printed(byte: number): string {
  const low = byte & 127;
  const shown = low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low);
  return `${byte.toString(8).padStart(3)} ${byte > 127 ? 'M-' : ''}${shown}`;
}

class Cursor {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  atLineStart = true;
  constructor(
    private readonly t: Tool,
    private readonly path: string,
    readonly input: Input,
  ) {}
  async #chunk(): Promise<Uint8Array> {
    try {
      return await this.input.chunk();
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return this.t.die(`${this.path}: ${error.message}`, undefined, 2);
    }
  }
  async next(): Promise<number> {
    if (this.#at >= this.#bytes.length) {
      this.#bytes = await this.#chunk();
      this.#at = 0;
      if (this.#bytes.length === 0) return -1;
    }
    const byte = this.#bytes[this.#at++] as number;
    this.atLineStart = byte === 10;
    return byte;
  }
}
