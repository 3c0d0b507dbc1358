/** expand and unexpand. */
import { eachInput } from './lib/each-input.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

/** Where tabs stop: at the listed columns, then every `every` columns (0: nowhere), counted from `from`. */
interface Stops {
  readonly listed: readonly number[];
  readonly every: number;
  readonly from: number;
}

/** uintmax_t. */
const MOST = 2n ** 64n - 1n;

async function readStops(t: Tool): Promise<Stops> {
  const words = t.values('t').flatMap((list) => list.split(/[, \t]+/).filter(Boolean));
  if (words.length === 0) return { listed: [], every: 8, from: 0 };
  const last = /^([/+])(\d+)$/.exec(words[words.length - 1] as string);
  const listed: number[] = [];
  for (const word of last ? words.slice(0, -1) : words) {
    if (/^[/+]\d+$/.test(word) && !t.busybox)
      return t.die(`${t.q(word[0] as string)} specifier only allowed with the last value`);
    if (!/^\d+$/.test(word))
      return t.die(
        `tab size contains invalid character(s): ${t.q(word.replace(/^\d+/, ''))}`,
        `invalid number '${word}'`,
      );
    if (!t.busybox && BigInt(word) > MOST) return t.die(`tab stop is too large ${t.q(word)}`);
    const stop = Number(word);
    if (stop === 0) return t.die('tab size cannot be 0', `number 0 is not in 1..2147483647 range`);
    if (listed.length && stop <= (listed[listed.length - 1] as number)) return t.die('tab sizes must be ascending');
    listed.push(stop);
  }
  if (last) return { listed, every: Number(last[2]), from: last[1] === '+' ? (listed[listed.length - 1] ?? 0) : 0 };
  return listed.length === 1 ? { listed: [], every: listed[0] as number, from: 0 } : { listed, every: 0, from: 0 };
}

/** The next stop after `column`; undefined when there is none. */
function nextStop({ listed, every, from }: Stops, column: number): number | undefined {
  const stop = listed.find((place) => place > column);
  if (stop !== undefined) return stop;
  return every ? column + every - ((column - from) % every) : undefined;
}

function expanded(line: string, stops: Stops, initial: boolean): string {
  const parts: string[] = [];
  let [column, from, leading] = [0, 0, true];
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (char === '\t' && leading) {
      const stop = nextStop(stops, column) ?? column + 1;
      parts.push(line.slice(from, i), ' '.repeat(stop - column));
      from = i + 1;
      column = stop;
    } else if (char === '\b') column = Math.max(0, column - 1);
    else column++;
    if (initial && char !== ' ' && char !== '\t') leading = false;
  }
  return parts.length ? parts.join('') + line.slice(from) : line;
}

/** Runs of two or more blanks that reach a stop become tabs; a single blank before one too, where a run began. */
function unexpanded(line: string, stops: Stops, all: boolean): string {
  let [out, column, blanks] = ['', 0, ''];
  let converting = true;
  let runStart = 0;
  for (const char of line) {
    if (converting && (char === ' ' || char === '\t')) {
      const stop = nextStop(stops, column);
      if (stop === undefined) {
        out += blanks + char;
        blanks = '';
        converting = false;
        continue;
      }
      if (blanks === '') runStart = column;
      column = char === '\t' ? stop : column + 1;
      blanks += char;
      if (column === stop && (char === '\t' || blanks.length > 1 || stop - runStart > 1)) {
        out += '\t';
        blanks = '';
        runStart = column;
      }
      continue;
    }
    out += blanks;
    blanks = '';
    if (char === '\b') column = Math.max(0, column - 1);
    else column++;
    out += char;
    if (!all) converting = false;
  }
  return out + blanks;
}

function tabTool(
  name: string,
  usage: string,
  about: string,
  options: string,
  make: (t: Tool, stops: Stops) => (line: string) => string,
) {
  return tool({ name, usage, about, options }, async (t) => {
    const convert = make(t, await readStops(t));
    await eachInput(t, t.operands, async (input) => {
      for (let line = await input.line(); line !== undefined; line = await input.line()) {
        await t.out.raw(convert(line) + (input.terminated ? '\n' : ''));
        await t.sys.tick();
      }
    });
  });
}

const expandTool = tabTool(
  'expand',
  '[-i] [-t N] [FILE]...',
  'Convert tabs to spaces',
  't|tabs= i|initial',
  (t, stops) => (line) => expanded(line, stops, t.has('i')),
);

/** `-4` is an old spelling of `-t 4`. */
export const expand: Applet = (sys, argv = sys.argv) =>
  expandTool(
    sys,
    argv.map((word, i) => (i > 0 && /^-\d+(,\d+)*$/.test(word) ? `-t${word.slice(1)}` : word)),
  );

const unexpandTool = tabTool(
  'unexpand',
  '[-a] [-t N] [FILE]...',
  'Convert blanks to tabs',
  'a|all t|tabs= first-only',
  (t, stops) => (line) => unexpanded(line, stops, (t.has('a') || t.has('t')) && !t.has('first-only')),
);

/** Here too, without converting more than what leads a line. */
export const unexpand: Applet = (sys, argv = sys.argv) =>
  unexpandTool(
    sys,
    argv.flatMap((word, i) =>
      i > 0 && sys.program !== 'busybox' && /^-\d+(,\d+)*$/.test(word)
        ? ['--first-only', `-t${word.slice(1)}`]
        : [word],
    ),
  );
