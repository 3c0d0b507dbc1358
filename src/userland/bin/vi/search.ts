/** vi's search: from the cursor, round the end of the text. */
import { regex, RegexError } from '../lib/regex.ts';
import type { Motion } from './motions.ts';
import type { Text } from './text.ts';

export function searchText(
  text: Text,
  source: string,
  forward: boolean,
  ignoreCase: boolean,
): { motion: Motion | undefined; message: string } {
  let expression: RegExp;
  try {
    expression = regex(source, { extended: false, flags: 'g', ignoreCase });
  } catch (error) {
    if (error instanceof RegexError) return { motion: undefined, message: error.message };
    throw error;
  }
  const size = text.lines.length;
  for (let i = 0; i <= size; i++) {
    const row = (text.row + (forward ? i : -i) + size * 2) % size;
    const found = [...(text.lines[row] as string).matchAll(expression)].map((match) => match.index);
    const here = i === 0 ? found.filter((at) => (forward ? at > text.column : at < text.column)) : found;
    const column = forward ? here[0] : here[here.length - 1];
    if (column === undefined) continue;
    const wrapped = forward ? row < text.row : row > text.row;
    const message = `search hit ${forward ? 'BOTTOM, continuing at TOP' : 'TOP, continuing at BOTTOM'}`;
    return { motion: { row, column, linewise: false, inclusive: false }, message: wrapped ? message : '' };
  }
  return { motion: undefined, message: `Pattern not found: ${source}` };
}
