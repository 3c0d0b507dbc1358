/** fold: long lines broken at a width. */
import { eachInput } from './lib/each-input.ts';
import { tool } from './lib/tool.ts';

const foldTool = tool(
  {
    name: 'fold',
    usage: '[-bs] [-w WIDTH] [FILE]...',
    about: 'Wrap input lines',
    options: 'b|bytes s|spaces w|width=',
  },
  async (t) => {
    const word = t.value('w') ?? '80';
    const width = Number(word);
    if (!/^\d+$/.test(word)) return t.die(`invalid number of columns: ${t.quote(word)}`, `invalid number '${word}'`);
    if (width === 0)
      return t.die(
        `invalid number of columns: ${t.quote(word)}: Numerical result out of range`,
        `number 0 is not in 1..10000 range`,
      );
    await eachInput(t, t.operands, async (input) => {
      for (let line = await input.line(); line !== undefined; line = await input.line()) {
        await t.out.raw(folded(line, width, t.has('s'), t.has('b')) + (input.terminated ? '\n' : ''));
        await t.sys.tick();
      }
    });
  },
);

/** `-20` is an old spelling of `-w 20`. */
export const fold: typeof foldTool = (sys, argv = sys.argv) =>
  foldTool(
    sys,
    argv.map((word, i) => (i > 0 && /^-\d+$/.test(word) ? `-w${word.slice(1)}` : word)),
  );

/** The column after `char`; without `bytes`, tabs, backspaces and carriage returns move as on a terminal. */
function after(column: number, char: string, bytes: boolean): number {
  if (bytes) return column + 1;
  if (char === '\t') return column + 8 - (column % 8);
  if (char === '\b') return Math.max(0, column - 1);
  return char === '\r' ? 0 : column + 1;
}

function folded(line: string, width: number, atSpaces: boolean, bytes: boolean): string {
  const parts: string[] = [];
  let [start, column] = [0, 0];
  for (let i = 0; i < line.length;) {
    const next = after(column, line[i] as string, bytes);
    if (next <= width || i === start) {
      column = next;
      i++;
      continue;
    }
    let end = i;
    if (atSpaces) {
      const blank = Math.max(line.lastIndexOf(' ', i - 1), line.lastIndexOf('\t', i - 1));
      if (blank >= start) end = blank + 1;
    }
    parts.push(line.slice(start, end));
    start = end;
    column = 0;
    for (let at = start; at < i; at++) column = after(column, line[at] as string, bytes);
  }
  parts.push(line.slice(start));
  return parts.join('\n');
}
