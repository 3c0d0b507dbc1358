/** join: lines of two sorted files that share a field. */
import { SysError } from '../../kernel/errno.ts';
import { fromText } from './lib/byte-string.ts';
import type { Input } from './lib/input.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Row {
  readonly line: string;
  readonly fields: readonly string[];
  readonly key: string;
}

export const join = tool(
  {
    name: 'join',
    usage: '[OPTION]... FILE1 FILE2',
    about: 'Join lines of two files on a common field',
    options: 'a= v= e= i|ignore-case j= 1= 2= o= t= z|zero-terminated check-order nocheck-order header',
  },
  async (t) => {
    const [a, b, extra] = t.operands;
    await checkFiles(t);
    if (a === undefined) return t.usage('missing operand');
    if (b === undefined) return t.usage(`missing operand after ${t.quote(a)}`);
    if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
    if (a === '-' && b === '-') return t.die('both files cannot be standard input');
    const style = await readStyle(t);
    const left = new Rows(t, await opened(t, a), a, style, 1);
    const right = new Rows(t, await opened(t, b), b, style, 2);
    await merge(t, left, right, style);
  },
);

interface Style {
  readonly separator: string | undefined;
  readonly mark: string;
  readonly keys: readonly [number, number];
  readonly unpaired: ReadonlySet<string>;
  readonly paired: boolean;
  readonly empty: string;
  /** `0`, or file and field; 'auto' takes the first line's count. */
  readonly format: readonly (readonly [file: number, field: number])[] | 'auto' | undefined;
  readonly ignoreCase: boolean;
}

/** Of -a and -v, before operands are counted. */
async function checkFiles(t: Tool): Promise<void> {
  for (const word of [...t.values('a'), ...t.values('v')])
    if (word !== '1' && word !== '2') await t.die(`invalid field number: ${t.quote(word)}`);
}

async function readStyle(t: Tool): Promise<Style> {
  const both = t.value('j');
  for (const key of ['1', '2']) {
    const one = t.value(key);
    if (one !== undefined && both !== undefined && one !== both)
      await t.die(`incompatible join fields ${one}, ${both}`);
  }
  const field = async (key: string) => {
    const word = t.value(key) ?? t.value('j') ?? '1';
    return /^[1-9]\d*$/.test(word) ? Number(word) - 1 : t.die(`invalid field number: ${t.quote(word)}`);
  };
  const separator = t.value('t');
  if (separator !== undefined && [...separator].length > 1 && separator !== '\\0')
    await t.die(`multi-character tab ${t.quote(separator)}`);
  return {
    separator:
      separator === undefined ? undefined : separator === '' ? '\n' : separator === '\\0' ? '\0' : fromText(separator),
    mark: t.has('z') ? '\0' : '\n',
    keys: [await field('1'), await field('2')],
    unpaired: new Set([...t.values('a'), ...t.values('v')]),
    paired: !t.has('v'),
    empty: fromText(t.value('e') ?? ''),
    format: await format(t),
    ignoreCase: t.has('i'),
  };
}

async function format(t: Tool): Promise<Style['format']> {
  if (!t.has('o')) return undefined;
  const words = t.values('o').flatMap((list) => list.split(/[ ,]+/).filter(Boolean));
  if (words[0] === 'auto') return 'auto';
  const out: (readonly [number, number])[] = [];
  for (const word of words) {
    const match = /^([12])\.([1-9]\d*)$/.exec(word);
    if (word === '0') out.push([0, 0]);
    else if (match) out.push([Number(match[1]), Number(match[2]) - 1]);
    else if (/^[12]\./.test(word)) await t.die(`invalid field number: ${t.quote(word.slice(2))}`);
    else
      await t.die(
        /^[012]/.test(word)
          ? `invalid field specifier: ${t.quote(word)}`
          : `invalid file number in field spec: ${t.quote(word)}`,
      );
  }
  return out;
}

async function opened(t: Tool, path: string): Promise<Input> {
  try {
    return await t.input(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`);
  }
}

class Rows {
  #number = 0;
  #previous: Row | undefined;
  #complained = false;
  constructor(
    readonly t: Tool,
    readonly input: Input,
    readonly path: string,
    readonly style: Style,
    readonly file: 1 | 2,
  ) {}

  async next(checking: () => boolean): Promise<Row | undefined> {
    const line = await this.input.line(this.style.mark);
    if (line === undefined) return undefined;
    this.#number++;
    const { separator, keys } = this.style;
    const fields =
      separator === undefined
        ? line.split(/[ \t\n]+/).filter((part, i) => part !== '' || i > 0)
        : line.split(separator);
    if (separator === undefined && fields[fields.length - 1] === '') fields.pop();
    const row = { line, fields, key: fields[keys[this.file - 1] as number] ?? '' };
    if (this.#previous && !this.#complained && order(this.#previous.key, row.key, this.style) > 0) {
      const words = `${this.path}:${this.#number}: is not sorted: ${line}`;
      this.#complained = true;
      if (this.t.has('check-order')) await this.t.die(words);
      if (!this.t.has('nocheck-order') && checking()) await this.t.warn(words);
    }
    this.#previous = row;
    return row;
  }

  get disordered(): boolean {
    return this.#complained && !this.t.has('nocheck-order');
  }
}

function order(a: string, b: string, { ignoreCase }: Style): number {
  const [x, y] = ignoreCase ? [a.toLowerCase(), b.toLowerCase()] : [a, b];
  return x < y ? -1 : x === y ? 0 : 1;
}

async function merge(t: Tool, left: Rows, right: Rows, style: Style): Promise<void> {
  // A line out of order matters only where some line has found no partner.
  let unmatched = false;
  const checking = () => unmatched;
  let [a, b] = [await left.next(checking), await right.next(checking)];
  const auto = [a?.fields.length ?? 0, b?.fields.length ?? 0] as const;
  const glue = style.separator ?? ' ';
  const show = (x: Row | undefined, y: Row | undefined) => t.out.raw(output(x, y, style, auto).join(glue) + style.mark);
  if (t.has('header') && (a || b)) {
    await show(a, b);
    [a, b] = [await left.next(checking), await right.next(checking)];
  }
  while (a || b) {
    const side = !a ? 1 : !b ? -1 : order(a.key, b.key, style);
    if (side !== 0) {
      unmatched = true;
      if (side < 0) {
        if (style.unpaired.has('1')) await show(a, undefined);
        a = await left.next(checking);
      } else {
        if (style.unpaired.has('2')) await show(undefined, b);
        b = await right.next(checking);
      }
      continue;
    }
    const { key } = a as Row;
    const group: [Row[], Row[]] = [[], []];
    for (; a && order(a.key, key, style) === 0; a = await left.next(checking)) group[0].push(a);
    for (; b && order(b.key, key, style) === 0; b = await right.next(checking)) group[1].push(b);
    if (style.paired) for (const x of group[0]) for (const y of group[1]) await show(x, y);
    await t.sys.tick();
  }
  if (t.status === 1 && (left.disordered || right.disordered)) await t.err('join: input is not in sorted order\n');
}

function output(x: Row | undefined, y: Row | undefined, style: Style, auto: readonly [number, number]): string[] {
  const or = (field: string | undefined) => field || style.empty;
  const { format: wanted, keys } = style;
  const key = x?.key ?? y?.key ?? '';
  if (wanted && wanted !== 'auto')
    return wanted.map(([file, field]) => or(file === 0 ? key : (file === 1 ? x : y)?.fields[field]));
  const others = (row: Row | undefined, file: 1 | 2) => {
    if (wanted !== 'auto') return (row?.fields ?? []).filter((_, i) => i !== keys[file - 1]);
    const count = auto[file - 1] as number;
    return Array.from({ length: count }, (_, i) => row?.fields[i]).filter((_, i) => i !== keys[file - 1]);
  };
  return [or(key), ...others(x, 1).map(or), ...others(y, 2).map(or)];
}
