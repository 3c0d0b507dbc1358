/** diff3: what two descendants of a file changed in it, told, merged, or as a script for ed. */
import { SysError } from '../../kernel/errno.ts';
import { threeWay, type Block, type Texts } from './lib/three-way.ts';
import { tool, type Tool } from './lib/tool.ts';

export const diff3 = tool(
  {
    name: 'diff3',
    usage: '[OPTION]... MYFILE OLDFILE YOURFILE',
    about: 'Compare three files line by line',
    options:
      'A|show-all e|ed E|show-overlap 3|easy-only x|overlap-only X i m|merge L|label= T|initial-tab a|text strip-trailing-cr diff-program=!',
    usageStatus: 2,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [mine, older, yours, more] = t.operands;
    if (mine === undefined || older === undefined || yours === undefined)
      return t.usage(`missing operand after '${t.argv.at(-1) ?? ''}'`);
    if (more !== undefined) return t.usage(`extra operand '${more}'`);
    const styles = ['A', 'e', 'E', '3', 'x', 'X'].filter((key) => t.has(key));
    if (styles.length > 1 || (t.has('i') && t.has('m'))) return t.usage('incompatible options');
    if (t.values('L').length && !t.has('m') && !/^[AEX]$/.test(styles[0] ?? '')) return t.usage('incompatible options');
    const paths = [mine, older, yours] as const;
    const texts = [await linesOf(t, mine), await linesOf(t, older), await linesOf(t, yours)] as const;
    const style = styles[0] ?? (t.has('m') ? 'A' : undefined);
    const names = paths.map((path, i) => t.values('L')[i] ?? path) as unknown as Names;
    // The differences are told from what the third has, merges from what the second had.
    const blocks = threeWay(texts, style === undefined ? 2 : 1);
    if (style === undefined) return tell(t, texts, blocks);
    const merge = { t, texts, blocks, style, names };
    return t.has('m') ? merged(merge) : edited(merge);
  },
);

type Names = readonly [mine: string, older: string, yours: string];

interface Merge {
  readonly t: Tool;
  readonly texts: Texts;
  readonly blocks: readonly Block[];
  readonly style: string;
  readonly names: Names;
}

/** Lines with their ends. */
async function linesOf(t: Tool, path: string): Promise<readonly string[]> {
  try {
    const input = await t.input(path);
    const text = await input.rest();
    await t.done(input);
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    return t.has('strip-trailing-cr') ? lines.map((line) => line.replace(/\r\n$/, '\n')) : lines;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`, undefined, 2);
  }
}

const slice = (texts: Texts, block: Block, which: 0 | 1 | 2) =>
  texts[which].slice(block.ranges[which][0], block.ranges[which][1]);

async function tell(t: Tool, texts: Texts, blocks: readonly Block[]): Promise<number> {
  for (const block of blocks) {
    const { odd } = block;
    await t.out.text(`====${odd === undefined ? '' : odd + 1}\n`);
    // Of two that are alike the lines are told once.
    const unsaid = odd === undefined ? undefined : odd === 0 ? 1 : 0;
    for (const which of odd === 1 ? ([0, 2, 1] as const) : ([0, 1, 2] as const)) {
      const [from, to] = block.ranges[which];
      const place = to === from ? `${from}a` : to === from + 1 ? `${to}c` : `${from + 1},${to}c`;
      await t.out.text(`${which + 1}:${place}\n`);
      if (which === unsaid) continue;
      for (const line of slice(texts, block, which)) {
        const ended = line.endsWith('\n');
        await t.out.raw(`${t.has('T') ? '\t' : '  '}${line}${ended ? '' : '\n\\ No newline at end of file\n'}`);
      }
    }
  }
  return 0;
}

/** What a style does about a block: nothing, taking yours, or showing the conflict. */
function treatment(style: string, odd: Block['odd']): 'leave' | 'take' | 'bracket' {
  if (odd === 0) return 'leave';
  const overlaps = odd === undefined;
  if (style === 'A') return odd === 2 ? 'take' : 'bracket';
  if (odd === 1) return 'leave';
  if (style === '3') return overlaps ? 'leave' : 'take';
  if (style === 'x' || style === 'X') return overlaps ? 'take' : 'leave';
  return overlaps && style === 'E' ? 'bracket' : 'take';
}

/** What stands before and after the lines of mine: what both did alike is beside what was. */
function marks({ texts, style, names }: Merge, block: Block): readonly [head: string, tail: string] {
  const older = slice(texts, block, 1).join('');
  if (block.odd === 1) return [`<<<<<<< ${names[1]}\n${older}=======\n`, `>>>>>>> ${names[2]}\n`];
  const was = style === 'A' ? `||||||| ${names[1]}\n${older}` : '';
  const yours = slice(texts, block, 2).join('');
  return [`<<<<<<< ${names[0]}\n`, `${was}=======\n${yours}>>>>>>> ${names[2]}\n`];
}

async function merged(merge: Merge): Promise<number> {
  const { t, texts, blocks, style } = merge;
  let at = 0;
  let conflicts = false;
  for (const block of blocks) {
    const [from, to] = block.ranges[0];
    const how = treatment(style, block.odd);
    if (how === 'leave') continue;
    await t.out.raw(texts[0].slice(at, from).join(''));
    if (how === 'bracket') {
      conflicts = true;
      const [head, tail] = marks(merge, block);
      await t.out.raw(head + slice(texts, block, 0).join('') + tail);
    } else await t.out.raw(slice(texts, block, 2).join(''));
    at = to;
  }
  await t.out.raw(texts[0].slice(at).join(''));
  return conflicts ? 1 : 0;
}

/** From the end to the beginning, so that numbers of lines hold. */
async function edited(merge: Merge): Promise<number> {
  const { t, texts, blocks, style } = merge;
  let conflicts = false;
  for (const block of [...blocks].reverse()) {
    const [from, to] = block.ranges[0];
    const how = treatment(style, block.odd);
    if (how === 'leave') continue;
    if (how === 'bracket') {
      conflicts = true;
      const [head, tail] = marks(merge, block);
      await t.out.raw(`${to}a\n${escaped(tail)}.\n${escapes(tail, to)}`);
      await t.out.raw(`${from}a\n${escaped(head)}.\n${escapes(head, from)}`);
      continue;
    }
    const yours = slice(texts, block, 2).join('');
    const place = to === from + 1 ? String(to) : `${from + 1},${to}`;
    if (yours === '') await t.out.raw(`${place}d\n`);
    else await t.out.raw(`${to === from ? `${to}a` : `${place}c`}\n${escaped(yours)}.\n${escapes(yours, from)}`);
  }
  if (t.has('i')) await t.out.raw('w\nq\n');
  return conflicts ? 1 : 0;
}

/** To ed a line that begins with a dot would end the text. */
function escaped(text: string): string {
  return text.replace(/^\./gm, '..');
}

function escapes(text: string, from: number): string {
  const lines = text.split('\n');
  const dotted = lines.flatMap((line, i) => (line.startsWith('.') ? [from + i + 1] : []));
  if (dotted.length === 0) return '';
  const [first = 0] = dotted;
  const last = dotted.at(-1) as number;
  return first === last ? `${first}s/^\\.//\n` : `${first},${last}s/^\\.//\n`;
}
