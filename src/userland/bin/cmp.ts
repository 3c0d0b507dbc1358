/** cmp. */
import { SysError } from '../../kernel/errno.ts';
import type { Input } from './lib/input.ts';
import { parseSize } from './lib/text.ts';
import { tool } from './lib/tool.ts';

export const cmp = tool(
  {
    name: 'cmp',
    usage: '[-ls] [-n NUM] FILE1 [FILE2]',
    about: 'Compare FILE1 with FILE2 (or stdin)',
    options: 'l|verbose s|silent|quiet n|bytes= b|print-bytes!- i|ignore-initial=!-',
    usageStatus: 2,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [a, b = '-'] = t.operands;
    if (a === undefined) return t.usage("missing operand after 'cmp'");
    const open = async (path: string) => {
      try {
        return await t.input(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`${path}: ${error.message}`, undefined, 2);
      }
    };
    const [x, y] = [new Cursor(await open(a)), new Cursor(await open(b))];
    const limit = parseSize(t.value('n') ?? '') ?? Infinity;
    let [at, line, different] = [0, 1, false];
    while (at < limit) {
      const [p, r] = [await x.next(), await y.next()];
      if (p < 0 && r < 0) break;
      if (p < 0 || r < 0) {
        const short = p < 0 ? a : b;
        if (t.has('s')) return 1;
        if (at === 0 && !t.busybox) await t.err(`cmp: EOF on ${short} which is empty\n`);
        else
          await t.err(
            `cmp: EOF on ${short}${t.busybox ? '' : ` after byte ${at}${t.has('l') ? '' : `, ${x.atLineStart ? 'line' : 'in line'} ${x.atLineStart ? line - 1 : line}`}`}\n`,
          );
        return 1;
      }
      at++;
      if (p !== r) {
        different = true;
        if (t.has('s')) return 1;
        if (!t.has('l')) {
          await t.out.text(`${a} ${b} differ: char ${at}, line ${line}\n`);
          return 1;
        }
        await t.out.text(
          `${String(at).padStart(t.busybox ? 1 : 1)} ${p.toString(8).padStart(3)} ${r.toString(8).padStart(3)}\n`,
        );
      }
      if (p === 10) line++;
    }
    return different ? 1 : 0;
  },
);

class Cursor {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  atLineStart = true;
  constructor(readonly input: Input) {}
  async next(): Promise<number> {
    if (this.#at >= this.#bytes.length) {
      const read = this.input.chunk();
      this.#bytes = read instanceof Promise ? await read : read;
      this.#at = 0;
      if (this.#bytes.length === 0) return -1;
    }
    const byte = this.#bytes[this.#at++] as number;
    this.atLineStart = byte === 10;
    return byte;
  }
}
