/** stdbuf: runs a command with other buffering. Programs here write what they have when they end or wait, whatever the mode. */
import { runInPlace } from './lib/find-program.ts';
import { parseSize } from './lib/text.ts';
import { tool } from './lib/tool.ts';

export const stdbuf = tool(
  {
    name: 'stdbuf',
    usage: 'OPTION... COMMAND',
    about: 'Run COMMAND, with modified buffering operations for its standard streams',
    options: 'i|input= o|output= e|error=',
    firstOperandEnds: true,
    usageStatus: 125,
  },
  async (t) => {
    for (const [key, word] of t.given) {
      if (key === 'i' && word === 'L') return t.usage('line buffering stdin is meaningless');
      if (word !== 'L' && parseSize(word) === undefined) return t.die(`invalid mode ${t.quote(word)}`, undefined, 125);
    }
    if (t.operands.length === 0) return t.usage('missing operand');
    if (t.given.length === 0) return t.usage('you must specify a buffering mode option');
    return runInPlace(t, t.operands, `failed to run command ${t.q(t.operands[0] as string)}`);
  },
);
