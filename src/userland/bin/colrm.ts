/** colrm: takes columns out of lines; a tab reaches to the next eighth column, a backspace goes one back. */
import { tool, type Tool } from './lib/tool.ts';

const TAB = 8;

export const colrm = tool(
  {
    name: 'colrm',
    usage: '[startcol [endcol]]',
    about: 'Take columns out of the lines of standard input',
    options: 'h V',
    firstOperandEnds: true,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (t.has('h')) return t.out.text(await t.helpText());
    if (t.has('V')) return t.out.text(t.versionText());
    if (t.argv[1] === '--') return t.die("first argument: '--'");
    const first = await columnOf(t, 0, 'first');
    const last = await columnOf(t, 1, 'second');
    const input = await t.input('-');
    for (let line = await input.line(); line !== undefined; line = await input.line()) {
      await t.out.raw(without(line, first, last) + (input.terminated ? '\n' : ''));
      await t.sys.tick();
    }
  },
);

async function columnOf(t: Tool, at: number, which: string): Promise<number> {
  const word = t.operands[at];
  if (word === undefined) return 0;
  return /^\d+$/.test(word) ? Number(word) : t.die(`${which} argument: '${word}'`);
}

/** 0 for `first`: nothing is taken; 0 for `last`: all from `first` on. */
function without(line: string, first: number, last: number): string {
  let column = 0;
  let out = '';
  for (const char of line) {
    const before = column;
    if (char === '\b') column = Math.max(0, column - 1);
    else if (char === '\t') column = (Math.floor(column / TAB) + 1) * TAB;
    else column++;
    const taken = (at: number) => first > 0 && at >= first && (last === 0 || at <= Math.max(first, last));
    if (char !== '\t') out += taken(column) ? '' : char;
    else if (!taken(before + 1) && !taken(column)) out += char;
    else for (let at = before + 1; at <= column; at++) out += taken(at) ? '' : ' ';
  }
  return out;
}
