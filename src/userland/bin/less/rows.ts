/** Lines as rows of a screen: control characters shown, overstrikes drawn, long lines cut or continued. */
import { charWidth } from '../../sh/interactive/width.ts';

export interface RowOptions {
  /** Escape sequences for colours pass (-R), or all control characters do (-r). */
  readonly raw?: 'colours' | 'all' | undefined;
  /** Cut instead of continued, from this column on. */
  readonly chop?: number | undefined;
  /** What is to be shown in reverse. */
  readonly marked?: RegExp | undefined;
}

interface Cell {
  readonly shown: string;
  readonly width: number;
  /** Attributes that it has of itself. */
  readonly style: string;
}

export function lineRows(line: string, columns: number, options: RowOptions = {}): string[] {
  const cells = cellsOf(line, options);
  if (options.chop !== undefined) return [chopped(cells, columns, options.chop)];
  const rows: string[] = [];
  let [row, width] = ['', 0];
  for (const cell of cells) {
    if (width + cell.width > columns) {
      rows.push(row);
      [row, width] = ['', 0];
    }
    row += painted(cell);
    width += cell.width;
  }
  rows.push(row);
  return rows;
}

const painted = ({ shown, style }: Cell) => (style ? `\x1b[${style}m${shown}\x1b[m` : shown);

function chopped(cells: readonly Cell[], columns: number, shift: number): string {
  let [out, at] = ['', 0];
  for (const cell of cells) {
    const from = at - shift;
    at += cell.width;
    if (from < 0) continue;
    if (from + cell.width > columns - 1) {
      const rest = cells.reduce((sum, { width }) => sum + width, 0);
      return rest - shift > columns ? `${out}>` : out + painted(cell);
    }
    out += painted(cell);
  }
  return out;
}

function cellsOf(line: string, { raw, marked }: RowOptions): Cell[] {
  const cells: (Cell & { at: number })[] = [];
  let width = 0;
  const put = (shown: string, size: number, style: string, at: number) => {
    cells.push({ shown, width: size, style, at });
    width += size;
  };
  const ranges = marked
    ? [...line.matchAll(new RegExp(marked.source, `${marked.flags.replace('g', '')}g`))].filter(([text]) => text !== '')
    : [];
  const inside = (at: number) => ranges.some((match) => at >= match.index && at < match.index + match[0].length);
  for (let at = 0; at < line.length;) {
    const char = String.fromCodePoint(line.codePointAt(at) as number);
    const reverse = inside(at) ? '7' : '';
    const sequence = raw === 'colours' ? /^\x1b\[[\d;:]*[mK]/.exec(line.slice(at))?.[0] : undefined;
    if (sequence) {
      put(sequence, 0, '', at);
      at += sequence.length;
      continue;
    }
    const over = line[at + char.length] === '\b' ? line[at + char.length + 1] : undefined;
    if (over !== undefined && raw !== 'all') {
      const [shown, style] = char === '_' ? [over, '4'] : over === '_' ? [char, '4'] : [over, '1'];
      put(shown, charWidth(shown), reverse || style, at);
      at += char.length + 2;
    } else {
      const code = char.codePointAt(0) as number;
      if (char === '\t') for (let size = 8 - (width % 8); size > 0; size--) put(' ', 1, reverse, at);
      else if (raw === 'all' && code < 32) put(char, 0, '', at);
      else if (code === 27) for (const part of 'ESC') put(part, 1, '7', at);
      else if (code < 32 || code === 127)
        for (const part of `^${String.fromCharCode(code ^ 64)}`) put(part, 1, '7', at);
      else put(char, charWidth(char), reverse, at);
      at += char.length;
    }
  }
  return cells;
}
