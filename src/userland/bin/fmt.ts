/** fmt: fills paragraphs, choosing breaks by the cost of the lines that they make. */
import { eachInput, cannotOpen, cantOpen } from './lib/each-input.ts';
import { fromText } from './lib/byte-string.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Word {
  readonly text: string;
  readonly width: number;
  /** Blanks after it within a line: two after the end of a sentence that the input had so. */
  readonly space: number;
  readonly ends: boolean;
  readonly pauses: boolean;
  readonly opens: boolean;
}

interface Style {
  readonly width: number;
  readonly goal: number;
  readonly split: boolean;
  readonly crown: boolean;
  readonly tagged: boolean;
  readonly uniform: boolean;
  readonly prefix: string;
}

const fmtTool = tool(
  {
    name: 'fmt',
    usage: '[-cstu] [-w WIDTH] [-g WIDTH] [-p PREFIX] [FILE]...',
    about: 'Fill paragraphs of FILEs',
    options: 'c|crown-margin p|prefix= s|split-only t|tagged-paragraph u|uniform-spacing w|width= g|goal=',
  },
  async (t) => {
    const style = await readStyle(t);
    await eachInput(
      t,
      t.operands,
      async (input) => {
        const lines: string[] = [];
        for (let line = await input.line(); line !== undefined; line = await input.line()) lines.push(line);
        await paragraphs(t, lines, style);
      },
      { gnu: cannotOpen, busybox: cantOpen, reading: () => 'read error' },
    );
  },
);

/** `-10` in the first place is an old spelling of `-w 10`. */
export const fmt: typeof fmtTool = (sys, argv = sys.argv) =>
  fmtTool(
    sys,
    argv.map((word, i) => (i === 1 && /^-\d/.test(word) ? `-w${word.slice(1)}` : word)),
  );

async function readStyle(t: Tool): Promise<Style> {
  const number = async (key: string, most: number) => {
    const word = t.value(key);
    if (word === undefined) return undefined;
    if (!/^\d+$/.test(word)) return t.die(`invalid width: ${t.quote(word)}`);
    if (Number(word) > most) return t.die(`invalid width: ${t.quote(word)}: Numerical result out of range`);
    return Number(word);
  };
  const goal = await number('g', 75);
  const given = await number('w', 2500);
  const width = given ?? (goal === undefined ? 75 : goal + 10);
  return {
    width,
    goal: goal ?? Math.trunc((width * (2 * (100 - 7) + 1)) / 200),
    split: t.has('s'),
    crown: t.has('c'),
    tagged: t.has('t'),
    uniform: t.has('u'),
    prefix: fromText(t.value('p') ?? ''),
  };
}

/** Columns of the blanks at the front, tabs counted. */
function indentOf(line: string): number {
  let column = 0;
  for (const char of line) {
    if (char === '\t') column += 8 - (column % 8);
    else if (char === ' ') column++;
    else break;
  }
  return column;
}

async function paragraphs(t: Tool, lines: readonly string[], style: Style): Promise<void> {
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as string;
    const body = withoutPrefix(line, style.prefix);
    if (body === undefined || body.trim() === '') {
      await t.out.raw(
        body === undefined || style.prefix === '' ? `${body === undefined ? line : ''}\n` : `${line.trimEnd()}\n`,
      );
      at++;
      continue;
    }
    const first = indentOf(body);
    let rest: number | undefined;
    const taken = [body];
    while (!style.split && at + taken.length < lines.length) {
      const next = withoutPrefix(lines[at + taken.length] as string, style.prefix);
      if (next === undefined || next.trim() === '') break;
      const indent = indentOf(next);
      if (rest === undefined && (style.crown || (style.tagged && indent !== first))) rest = indent;
      else if (indent !== (rest ?? first) || (style.tagged && rest === undefined)) break;
      taken.push(next);
    }
    at += taken.length;
    await fill(t, taken, first, rest ?? first, style);
  }
}

function withoutPrefix(line: string, prefix: string): string | undefined {
  if (prefix === '') return line;
  const lead = /^\s*/.exec(line)?.[0] ?? '';
  const wanted = prefix.trimEnd();
  return line.slice(lead.length).startsWith(wanted.trimStart())
    ? line.slice(lead.length + wanted.trimStart().length)
    : undefined;
}

function wordsOf(lines: readonly string[], uniform: boolean): Word[] {
  const words: Word[] = [];
  for (const line of lines) {
    const found = [...line.matchAll(/(\S+)(\s*)/g)];
    for (const [i, match] of found.entries()) {
      const text = match[1] as string;
      const last = i === found.length - 1;
      const ends = /[.?!][)\]"']*$/.test(text) && (last || (match[2] as string).length > 1);
      const blanks = last || uniform ? (ends ? 2 : 1) : columnsOf(match[2] as string);
      words.push({
        text,
        width: text.length,
        space: blanks,
        ends,
        pauses: /[)\]"']*[,;:][)\]"']*$/.test(text),
        opens: /^[(['`"]/.test(text),
      });
    }
  }
  return words;
}

function columnsOf(blanks: string): number {
  return blanks.includes('\t') ? blanks.length + 7 : blanks.length;
}

/** Costs as squares, so that many small misses beat one large. */
const EQUIV = (n: number) => n * n;
const SHORT = (n: number) => EQUIV(n * 10);
const RAGGED = (n: number) => SHORT(n) / 2;
const LINE_COST = EQUIV(70);

/** Every line's best continuation, from the last word back; then the lines. */
async function fill(t: Tool, lines: readonly string[], first: number, rest: number, style: Style): Promise<void> {
  const words = wordsOf(lines, style.uniform);
  // The last word of a paragraph ends a sentence, whatever its letters.
  const final = words.at(-1);
  if (final) words[words.length - 1] = { ...final, ends: true };
  const count = words.length;
  const best = new Array<number>(count + 1).fill(0);
  const next = new Array<number>(count + 1).fill(count);
  const lengths = new Array<number>(count + 1).fill(0);
  const prefix = style.prefix.trimEnd().length;
  for (let start = count - 1; start >= 0; start--) {
    best[start] = Infinity;
    let length = prefix + (start === 0 ? first : rest) + (words[start] as Word).width;
    for (let end = start + 1; end <= count; end++) {
      const cost =
        (best[end] as number) + lineCost(end, length, lengths[end] as number, next[end] as number, style, count);
      if (cost < (best[start] as number)) {
        best[start] = cost;
        next[start] = end;
        lengths[start] = length;
      }
      if (end === count) break;
      length += (words[end - 1] as Word).space + (words[end] as Word).width;
      if (length >= style.width) break;
    }
    best[start] = (best[start] as number) + baseCost(words, start);
    if (start % 500 === 0) await t.sys.tick();
  }
  for (let start = 0; start < count; start = next[start] as number) {
    const line = words.slice(start, next[start]);
    const text = line.map((word, i) => word.text + (i < line.length - 1 ? ' '.repeat(word.space) : '')).join('');
    await t.out.raw(`${style.prefix.trimEnd()}${margin(start === 0 ? first : rest, lines)}${text}\n`);
  }
}

/** Tabs are used where the input had any. */
function margin(columns: number, lines: readonly string[]): string {
  if (!lines.some((line) => line.includes('\t'))) return ' '.repeat(columns);
  return '\t'.repeat(Math.floor(columns / 8)) + ' '.repeat(columns % 8);
}

/** What it costs to begin a line with this word. */
function baseCost(words: readonly Word[], at: number): number {
  let cost = LINE_COST;
  const word = words[at] as Word;
  const before = words[at - 1];
  if (before) {
    if (/[.?!][)\]"']*$/.test(before.text)) cost += before.ends ? -EQUIV(50) : EQUIV(600);
    else if (before.pauses) cost -= EQUIV(40);
    else if (at > 1 && (words[at - 2] as Word).ends) cost += EQUIV(200) / (before.width + 2);
  }
  if (word.opens) cost -= EQUIV(40);
  else if (word.ends) cost += EQUIV(150) / (word.width + 2);
  return cost;
}

function lineCost(
  end: number,
  length: number,
  nextLength: number,
  nextEnd: number,
  style: Style,
  count: number,
): number {
  if (end === count) return 0;
  let cost = SHORT(style.goal - length);
  if (nextEnd !== count) cost += RAGGED(length - nextLength);
  return cost;
}
