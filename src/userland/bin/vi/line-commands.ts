/** What vi does to whole lines with other programs: filters, and the output of commands. */
import { decodeText, encodeText } from '../../sh/text-bytes.ts';
import { commandOutput } from '../lib/command-output.ts';
import { commandLine } from './command-line.ts';
import type { Session } from './session.ts';
import { firstNonBlank } from './text.ts';

/** `!`: asks for the command, and puts what it prints in the lines' place. */
export async function filterLines(s: Session, from: number, to: number): Promise<void> {
  const range =
    from === to && from === s.text.row ? '.' : from === s.text.row ? `.,.+${to - from}` : `${from + 1},${to + 1}`;
  const line = await commandLine(s, ':', `${range}!`);
  if (line === undefined) return;
  s.message = `:${line}`;
  await filtered(s, from, to, line.slice(line.indexOf('!') + 1));
}

export async function filtered(s: Session, from: number, to: number, command: string): Promise<void> {
  const { text } = s;
  const { lines, status } = await outputOf(s, command, `${text.lines.slice(from, to + 1).join('\n')}\n`);
  text.splice(from, to - from + 1, ...lines);
  [text.row, text.column] = [Math.min(from, text.last), 0];
  text.column = firstNonBlank(text.line);
  const count = to - from + 1;
  if (status) s.message = `shell returned ${status}`;
  else if (count > 2) s.message = `${count} lines filtered`;
}

/** What a command prints, errors among it, when it is given a text to read. */
export async function outputOf(
  s: Session,
  command: string,
  input = '',
): Promise<{ readonly lines: string[]; readonly status: number }> {
  const { bytes, status } = await commandOutput(s.t.sys, ['sh', '-c', command], encodeText(input));
  const lines = decodeText(bytes).split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return { lines, status };
}

/** `=`: lines take the blanks of the line above, which is what autoindent would give them. */
export function indentAsAbove(s: Session, from: number, to: number): void {
  const { text } = s;
  for (let row = Math.max(1, from); row <= to; row++) {
    const blanks = /^[ \t]*/.exec(text.lines[row - 1] as string)?.[0] ?? '';
    text.setLine(row, blanks + (text.lines[row] as string).trimStart());
  }
  [text.row, text.column] = [from, firstNonBlank(text.lines[from] as string)];
}
