/** nano's screen: title, text, what is said, and help. */
import { charWidth } from '../../sh/interactive/width.ts';
import type { Buffer } from './buffer.ts';

const BRAND = 'GNU nano 7.2';

export interface Frame {
  readonly buffer: Buffer;
  readonly rows: number;
  readonly columns: number;
  /** Which of how many files. */
  readonly file: number;
  readonly files: number;
  /** There were several. */
  readonly counted: boolean;
  readonly view: boolean;
  readonly indent: boolean;
  readonly numbered: boolean;
  /** No title, and no line of its own for what is said. */
  readonly bare: boolean;
  /** What is asked, with where its cursor stands; else what is said. */
  readonly prompt: { readonly text: string; readonly column: number } | undefined;
  readonly help: readonly [string, string];
}

export const textHeight = (rows: number, bare: boolean): number => Math.max(1, bare ? rows - 2 : rows - 4);

/** Brings the cursor into the window: by a line at a time, or to its middle. */
export function follow(buffer: Buffer, height: number, center: boolean): void {
  const { row } = buffer;
  if (row >= buffer.top && row < buffer.top + height) return;
  if (center) buffer.top = Math.max(0, row - Math.floor(height / 2));
  else buffer.top = row < buffer.top ? row : row - height + 1;
}

export function drawFrame(frame: Frame): string {
  const { buffer, rows, columns, prompt } = frame;
  const height = textHeight(rows, frame.bare);
  const margin = frame.numbered ? String(buffer.lines.length).length + 1 : 0;
  const room = columns - margin;
  const cursor = buffer.columnAt(buffer.column);
  const lines: string[] = [];
  for (let i = 0; i < height; i++) {
    const row = buffer.top + i;
    const line = buffer.lines[row];
    if (line === undefined) lines.push('');
    else {
      const number = margin ? `${String(row + 1).padStart(margin - 1)} ` : '';
      lines.push(number + pageOf(buffer.shape(line), room, row === buffer.row ? pageStart(cursor, room) : 0));
    }
  }
  const said = prompt?.text ?? (buffer.message && `[ ${buffer.message} ]`);
  const gap = prompt ? 0 : Math.max(0, Math.floor((columns - said.length) / 2));
  const status = ' '.repeat(gap) + said.slice(0, columns);
  if (frame.bare && said) lines[height - 1] = status;
  const all = frame.bare
    ? [...lines, ...frame.help]
    : [`\x1b[7m${title(frame)}\x1b[27m`, ...lines, status, ...frame.help];
  const body = all.map((line, i) => `\x1b[${i + 1};1H${line}\x1b[K`).join('');
  const at = prompt
    ? [frame.bare ? height : height + 2, Math.min(columns, prompt.column + 1)]
    : [buffer.row - buffer.top + (frame.bare ? 1 : 2), margin + cursor - pageStart(cursor, room) + 1];
  return `\x1b[?25l${body}\x1b[${at[0]};${at[1]}H\x1b[?25h`;
}

/** A line that is longer than the window is shown by pages. */
function pageStart(column: number, room: number): number {
  if (column === 0 || column + 2 < room) return 0;
  return room > 8 ? column - 6 - ((column - 6) % (room - 8)) : column - (room - 2);
}

function pageOf(shape: string, room: number, start: number): string {
  let [out, at] = ['', 0];
  for (const char of shape) {
    const size = charWidth(char);
    if (at >= start && at + size <= start + room) out += char;
    at += size;
  }
  if (start > 0) out = `<${out.slice(1)}`;
  return at > start + room ? `${out.slice(0, room - 1)}>` : out;
}

function title({ buffer, columns, file, files, counted, view, indent }: Frame): string {
  const name = buffer.path ?? 'New Buffer';
  const left = counted ? `[${file}/${files}]` : BRAND;
  const before = left.length + 3;
  const state = view ? 8 : 10;
  const fits = before + name.length + state <= columns;
  const start = fits ? before + Math.floor((columns - before - name.length - state) / 2) : before;
  const mark = buffer.modified ? ' *' : '';
  const head = `${`  ${left}`.padEnd(start)}${name}${mark}`;
  const flags = view ? 'View' : `${indent ? 'I' : ' '}${buffer.mark ? 'M' : ' '}   `;
  const at = columns - (view ? 6 : 7);
  return `${head.slice(0, at).padEnd(at)}${flags}`.padEnd(columns).slice(0, columns);
}
