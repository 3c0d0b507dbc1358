/** vi's screen: text, cursor and last line as one string for the terminal. */
import { displayWidth } from '../ls-format.ts';
import type { Text } from './text.ts';

const TAB = 8;

export interface ScreenState {
  /** The first row shown last time. */
  readonly top: number;
  readonly rows: number;
  readonly columns: number;
  readonly numbered: boolean;
  readonly inserting: boolean;
  readonly status: string;
  /** The cursor stays in the last line. */
  readonly prompting: boolean;
}

export function drawScreen(text: Text, state: ScreenState): { readonly output: string; readonly top: number } {
  const height = Math.max(1, state.rows - 1);
  const width = state.columns;
  let top = Math.min(state.top, text.row);
  while (heightOf(text, top, width) > height && top < text.row) top++;
  const margin = state.numbered ? 8 : 0;
  const lines: string[] = [];
  let cursor: readonly [row: number, column: number] = [0, 0];
  for (let row = top; row < text.lines.length && lines.length < height; row++) {
    const line = text.lines[row] as string;
    const shown = (margin ? `${String(row + 1).padStart(7)} ` : '') + visible(line);
    if (row === text.row) {
      const before = displayWidth(visible(line.slice(0, text.column)));
      const onTab = !state.inserting && line[text.column] === '\t' ? TAB - 1 - (before % TAB) : 0;
      const at = margin + before + onTab;
      cursor = [lines.length + Math.floor(at / width), at % width];
    }
    for (let at = 0; at === 0 || at < shown.length; at += width) {
      if (lines.length < height) lines.push(shown.slice(at, at + width));
    }
  }
  while (lines.length < height) lines.push('~');
  const place = state.prompting ? '' : `\x1b[${cursor[0] + 1};${cursor[1] + 1}H`;
  const body = lines.map((line) => `${line}\x1b[K`).join('\r\n');
  return { output: `\x1b[?25l\x1b[H${body}\r\n${state.status.slice(0, width - 1)}\x1b[K${place}\x1b[?25h`, top };
}

/** Screen lines from row `top` to the cursor's. */
function heightOf(text: Text, top: number, width: number): number {
  let sum = 0;
  for (let row = top; row <= text.row; row++) {
    sum += Math.max(1, Math.ceil(visible(text.lines[row] ?? '').length / width));
  }
  return sum;
}

function visible(line: string): string {
  let out = '';
  for (const char of line) {
    if (char === '\t') out += ' '.repeat(TAB - (out.length % TAB));
    else out += char < ' ' || char === '\x7f' ? `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}` : char;
  }
  return out;
}
