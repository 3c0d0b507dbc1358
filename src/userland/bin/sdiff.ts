/** sdiff: two files side by side, as diff draws them; what it merges by questions is not simulated. */
import { execCommand } from './lib/find-program.ts';
import { tool } from './lib/tool.ts';

export const sdiff = tool(
  {
    name: 'sdiff',
    usage: '[OPTION]... FILE1 FILE2',
    about: 'Show the differences between two files side by side',
    options:
      'o|output=! i|ignore-case E|ignore-tab-expansion Z|ignore-trailing-space b|ignore-space-change W|ignore-all-space B|ignore-blank-lines ' +
      'I|ignore-matching-lines= strip-trailing-cr a|text w|width= l|left-column s|suppress-common-lines t|expand-tabs tabsize= d|minimal ' +
      'H|speed-large-files diff-program=!',
    usageStatus: 2,
    from: 'GNU diffutils',
  },
  async (t) => {
    const [a, b, more] = t.operands;
    if (a === undefined || b === undefined) return t.usage(`missing operand after '${t.argv.at(-1) ?? ''}'`);
    if (more !== undefined) return t.usage(`extra operand '${more}'`);
    await t.out.flush();
    return execCommand(t.sys, ['diff', '--side-by-side', ...t.given.map(asDiff), '--', a, b]);
  },
);

/** Letters that diff has for something else. */
const DIFFS: Readonly<Record<string, string>> = { w: 'W', W: 'w', l: '-left-column', s: '-suppress-common-lines' };

function asDiff([key, value]: readonly [string, string]): string {
  const name = DIFFS[key] ?? (key.length > 1 ? `-${key}` : key);
  return `-${name}${name.startsWith('-') && value ? '=' : ''}${value}`;
}
