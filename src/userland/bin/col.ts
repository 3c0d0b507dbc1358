/** col: lines as a printer would leave them, without going back. */
import { tool, type Tool } from './lib/tool.ts';

const TAB = 8;

/** Characters by column, in the order in which they were printed there; half a line is one row. */
type Row = string[][];

export const col = tool(
  {
    name: 'col',
    usage: '[options]',
    about: 'Filter reverse line feeds out of standard input',
    options: 'b|no-backspaces f|fine p|pass h|tabs x|spaces l|lines= H|help v|version',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (t.has('H')) return t.out.text(await t.helpText());
    if (t.has('v')) return t.out.text(t.versionText());
    const lines = t.value('l');
    if (lines !== undefined && !/^\d+$/.test(lines)) return t.die(`bad -l argument: '${lines}'`);
    if (t.operands.length) return t.usage('bad usage');
    const input = await t.input('-');
    const text = await input.rest();
    if (text === '') return;
    const rows = printed(text, t.has('p'));
    const ended = text.endsWith('\n');
    for (let at = 0; at < rows.length; at += 2) {
      await t.out.raw(drawn(t, [...(rows[at] ?? [])]));
      if (at + 2 < rows.length || !ended) await t.out.raw('\n');
      await t.sys.tick();
    }
  },
);

function printed(text: string, passes: boolean): readonly Row[] {
  const rows: Row[] = [[]];
  let [row, column] = [0, 0];
  const move = (by: number) => {
    row = Math.max(0, row + by);
    while (rows.length <= row) rows.push([]);
  };
  const put = (char: string) => {
    const cells = rows[row] as Row;
    (cells[column] ??= []).push(char);
    column++;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '\n') {
      column = 0;
      move(2);
    } else if (char === '\b') column = Math.max(0, column - 1);
    else if (char === '\r') column = 0;
    else if (char === '\t') column = (Math.floor(column / TAB) + 1) * TAB;
    else if (char === ' ') column++;
    else if (char === '\x1b') {
      // Other sequences lose their first two characters.
      move({ 7: -2, 8: -1, 9: 1 }[text[++at] ?? ''] ?? 0);
    } else if (char >= ' ' && char !== '\x7f') put(char);
    else if (char === '\v') move(-2);
    else if (passes) put(char);
  }
  return rows;
}

function drawn(t: Tool, row: Row): string {
  let [out, at] = ['', 0];
  for (const [column, chars] of row.entries()) {
    if (!chars) continue;
    while (!t.has('x') && column - at > 1) {
      const stop = (Math.floor(at / TAB) + 1) * TAB;
      if (stop > column) break;
      out += '\t';
      at = stop;
    }
    out += ' '.repeat(column - at) + (t.has('b') ? chars.at(-1) : chars.join('\b'));
    at = column + 1;
  }
  return out;
}
