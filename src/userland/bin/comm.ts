/** comm: two sorted files, line by line. */
import { SysError } from '../../kernel/errno.ts';
import type { Input } from './lib/input.ts';
import { fromText } from './lib/byte-string.ts';
import { tool, type Tool } from './lib/tool.ts';

export const comm = tool(
  {
    name: 'comm',
    usage: '[-123] FILE1 FILE2',
    about: 'Compare FILE1 with FILE2',
    options: '1 2 3 total- check-order- nocheck-order- output-delimiter=- z|zero-terminated-',
  },
  async (t) => {
    const [a, b, extra] = t.operands;
    if (a === undefined) return t.usage('missing operand');
    if (b === undefined) return t.usage(`missing operand after ${t.quote(a)}`);
    if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
    const end = t.has('z') ? '\0' : '\n';
    const mark = t.has('output-delimiter') ? fromText(t.value('output-delimiter') || '\0') : '\t';
    const [x, y] = [await Sorted.open(t, a, 1, end), await Sorted.open(t, b, 2, end)];
    const totals = [0, 0, 0];
    const show = (column: 1 | 2 | 3, line: string) => {
      totals[column - 1] = (totals[column - 1] as number) + 1;
      if (t.has(String(column))) return;
      const before = [1, 2].filter((other) => other < column && !t.has(String(other))).length;
      return t.out.raw(mark.repeat(before) + line + end);
    };
    let [left, right] = [await x.next(), await y.next()];
    while (left !== undefined || right !== undefined) {
      if (left !== undefined && left === right) {
        await show(3, left);
        [left, right] = [await x.next(), await y.next()];
        continue;
      }
      // Disorder matters from the first line on that only one file has.
      x.unpaired = y.unpaired = true;
      if (right === undefined || (left !== undefined && left < right)) {
        await show(1, left as string);
        left = await x.next();
      } else {
        await show(2, right);
        right = await y.next();
      }
      await t.sys.tick();
    }
    if (t.has('total')) await t.out.raw(`${totals.join(mark)}${mark}total${end}`);
    if (x.disorder || y.disorder) await t.die('input is not in sorted order');
  },
);

class Sorted {
  unpaired = false;
  disorder = false;
  #before: string | undefined;
  private constructor(
    readonly t: Tool,
    readonly input: Input,
    readonly path: string,
    readonly number: 1 | 2,
    readonly end: string,
  ) {}

  static async open(t: Tool, path: string, number: 1 | 2, end: string): Promise<Sorted> {
    try {
      return new Sorted(t, await t.input(path), path, number, end);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`${path}: ${error.message}`);
    }
  }

  async next(): Promise<string | undefined> {
    let line: string | undefined;
    try {
      line = await this.input.line(this.end);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
      return this.t.die(`${this.path}: ${error.message}`);
    }
    const { t } = this;
    if (
      line !== undefined &&
      this.#before !== undefined &&
      line < this.#before &&
      !t.busybox &&
      !t.has('nocheck-order')
    ) {
      const words = `file ${this.number} is not in sorted order`;
      if (t.has('check-order')) await t.die(words);
      else if (this.unpaired && !this.disorder) {
        this.disorder = true;
        await t.warn(words);
      }
    }
    this.#before = line;
    return line;
  }
}
