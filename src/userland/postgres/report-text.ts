/** Errors and notices as psql prints them: the words, the line with a mark below it, and what explains them. */
import type { ReportFields } from '../../base/postgres/wire.ts';
import { promptWidth as width } from '../sh/interactive/width.ts';

/** Columns of a line that are shown around the place of an error. */
const SHOWN = 60;
const RIGHT_CUT = 10;

export type Verbosity = 'default' | 'verbose' | 'terse' | 'sqlstate';

export function reportText(fields: ReportFields, query: string, verbosity: Verbosity): string {
  const { S: severity = '', C: code = '', M: words = '', P: position, D: detail, H: hint, W: context } = fields;
  if (verbosity === 'sqlstate') return `${severity}:  ${code}\n`;
  const lines = [`${severity}:  ${verbosity === 'verbose' ? `${code}: ` : ''}${words}`];
  if (verbosity === 'terse') return `${lines[0]}${position ? ` at character ${position}` : ''}\n`;
  if (position) lines.push(...placeOf(query, Number(position)));
  if (detail) lines.push(`DETAIL:  ${detail}`);
  if (hint) lines.push(`HINT:  ${hint}`);
  if (context && severity !== 'NOTICE') lines.push(`CONTEXT:  ${context}`);
  if (verbosity === 'verbose' && fields['F']) lines.push(`LOCATION:  ${fields['R']}, ${fields['F']}:${fields['L']}`);
  return `${lines.join('\n')}\n`;
}

/** `LINE 2: …` and a line with `^` below the character, which is counted from 1. */
function placeOf(query: string, position: number): readonly string[] {
  const chars = [...query];
  const before = chars.slice(0, position - 1);
  const number = before.filter((char) => char === '\n').length + 1;
  const start = before.lastIndexOf('\n') + 1;
  const found = chars.indexOf('\n', start);
  const line = chars.slice(start, found < 0 ? chars.length : found).map((char) => (char === '\t' ? ' ' : char));
  const at = position - 1 - start;
  let from = 0;
  let to = line.length;
  if (to > SHOWN) {
    if (at + RIGHT_CUT < SHOWN) to = SHOWN;
    else if (line.length - at < SHOWN - RIGHT_CUT) from = line.length - SHOWN;
    else {
      to = Math.min(line.length, at + RIGHT_CUT);
      from = to - SHOWN;
    }
  }
  const head = `LINE ${number}: ${from > 0 ? '...' : ''}`;
  const shown = line.slice(from, to).join('');
  const mark = ' '.repeat(width(head) + width(line.slice(from, at).join('')));
  return [`${head}${shown}${to < line.length ? '...' : ''}`, `${mark}^`];
}
