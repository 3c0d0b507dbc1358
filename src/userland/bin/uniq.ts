/** uniq. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { cantOpen } from './lib/each-input.ts';
import type { Input } from './lib/input.ts';
import { Out } from './lib/out.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

const uniqTool = tool(
  {
    name: 'uniq',
    usage: '[-cduiz] [-f,s,w N] [FILE [OUTFILE]]',
    about: 'Discard duplicate lines',
    options:
      'c|count d|repeated u|unique i|ignore-case z|zero-terminated f|skip-fields= s|skip-chars= w|check-chars= D- all-repeated=?- group=?-',
  },
  async (t) => {
    const [from = '-', to, extra] = t.operands;
    if (extra !== undefined) return t.usage(`extra operand ${t.quote(extra)}`);
    const number = async (key: string, what: string, fallback: number) => {
      const word = t.value(key);
      if (word === undefined) return fallback;
      return parseSize(word) ?? t.die(`${word}: invalid number of ${what}`, `invalid number '${word}'`);
    };
    const fields = await number('f', 'fields to skip', 0);
    const chars = await number('s', 'bytes to skip', 0);
    const width = await number('w', 'bytes to compare', Infinity);
    const lines = await grouping(t);
    const keyOf = (line: string) => {
      let key = line;
      for (let i = 0; i < fields && key; i++) key = key.replace(/^[ \t]*[^ \t]*/, '');
      key = key.slice(chars, chars + width);
      return t.has('i') ? key.toLowerCase() : key;
    };
    let input: Input;
    try {
      input = await t.input(from);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`${from}: ${error.message}`, cantOpen(from, error.message));
    }
    const out = to && to !== '-' ? await outputFile(t, to) : t.out;
    try {
      await (lines ? groups(t, input, out, keyOf, lines) : runs(t, input, out, keyOf));
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EISDIR') throw error;
      return t.die(`error reading ${t.q(from)}`, error.message);
    }
    await out.flush();
  },
);

async function outputFile(t: Tool, path: string): Promise<Out> {
  try {
    return new Out(t.sys, await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`, cantOpen(path, error.message));
  }
}

/** `-2` and `+3` are old spellings of `-f 2` and `-s 3`. */
export const uniq: typeof uniqTool = (sys, argv = sys.argv) =>
  uniqTool(
    sys,
    argv.map((word, i) => {
      if (i === 0 || !/^[-+]\d+$/.test(word)) return word;
      return `-${word.startsWith('+') ? 's' : 'f'}${word.slice(1)}`;
    }),
  );

/** All lines of groups are shown: of repeated ones (`-D`), or of all (`--group`), with empty lines around them. */
interface Grouping {
  readonly repeatedOnly: boolean;
  readonly delimit: string;
}

async function grouping(t: Tool): Promise<Grouping | undefined> {
  const [all, group] = [t.value('all-repeated') ?? t.value('D'), t.value('group')];
  if (group !== undefined && (t.has('c') || t.has('d') || t.has('u') || all !== undefined))
    return t.usage('--group is mutually exclusive with -c/-d/-D/-u');
  if (all !== undefined && t.has('c')) return t.usage('printing all duplicated lines and repeat counts is meaningless');
  if (all === undefined && group === undefined) return undefined;
  const known = all === undefined ? ['prepend', 'append', 'separate', 'both'] : ['none', 'prepend', 'separate'];
  const word = (all ?? group) || (all === undefined ? 'separate' : 'none');
  const delimit = known.find((name) => name.startsWith(word));
  if (delimit === undefined) {
    const option = all === undefined ? '--group' : '--all-repeated';
    const valid = known.map((name) => `  - ${t.q(name)}\n`).join('');
    await t.err(
      `${t.called}: invalid argument ${t.quote(word)} for ${t.quote(option)}\nValid arguments are:\n${valid}Try '${t.called} --help' for more information.\n`,
    );
    return t.sys.exit(1);
  }
  return { repeatedOnly: all !== undefined, delimit };
}

async function runs(t: Tool, input: Input, out: Out, keyOf: (line: string) => string): Promise<void> {
  const mark = t.has('z') ? '\0' : '\n';
  let held: string | undefined;
  let heldKey = '';
  let count = 0;
  const emit = () => {
    if (held === undefined || (t.has('d') && count < 2) || (t.has('u') && count > 1)) return;
    return out.raw((t.has('c') ? `${String(count).padStart(7)} ` : '') + held + mark);
  };
  for (;;) {
    const next = input.line(mark);
    const line = next instanceof Promise ? await next : next;
    if (line !== undefined && held !== undefined && keyOf(line) === heldKey) {
      count++;
      continue;
    }
    const wrote = emit();
    if (wrote instanceof Promise) await wrote;
    if (line === undefined) return;
    [held, heldKey, count] = [line, keyOf(line), 1];
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
}

async function groups(
  t: Tool,
  input: Input,
  out: Out,
  keyOf: (line: string) => string,
  { repeatedOnly, delimit }: Grouping,
): Promise<void> {
  const mark = t.has('z') ? '\0' : '\n';
  let [first, shown, key] = [undefined as string | undefined, 0, ''];
  let count = 0;
  const start = async () => {
    const between = delimit === 'separate' || delimit === 'append';
    if (delimit === 'prepend' || delimit === 'both' || (between && shown > 0)) await out.raw(mark);
    shown++;
  };
  for (let line = await input.line(mark); line !== undefined; line = await input.line(mark)) {
    const same = count > 0 && keyOf(line) === key;
    if (!same) {
      [first, key, count] = [line, keyOf(line), 0];
      if (!repeatedOnly) await start();
    }
    count++;
    if (repeatedOnly && count === 2) {
      await start();
      await out.raw((first as string) + mark);
    }
    if (!repeatedOnly || count > 1) await out.raw(line + mark);
    await t.sys.tick();
  }
  if (shown > 0 && (delimit === 'append' || delimit === 'both')) await out.raw(mark);
}
