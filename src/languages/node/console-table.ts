/** console.table's boxes. */
import { inspect } from './inspect.ts';

/** Undefined when there is nothing to make a table of. */
export function table(data: unknown, columns: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const rows = data instanceof Map ? [...data] : Object.entries(data);
  const names: string[] = [];
  let hasValues = false;
  for (const [, row] of rows) {
    if (typeof row !== 'object' || row === null) hasValues = true;
    else for (const key of Object.keys(row as object)) if (!names.includes(key)) names.push(key);
  }
  const shown = Array.isArray(columns) ? columns.map(String) : names;
  const head = ['(index)', ...shown, ...(hasValues ? ['Values'] : [])];
  const cell = (value: unknown): string => inspect(value, { depth: 0 });
  const body = rows.map(([index, row]) => {
    const object = typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : undefined;
    const cells = shown.map((name) => (object && name in object ? cell(object[name]) : ''));
    return [String(index), ...cells, ...(hasValues ? [object ? '' : cell(row)] : [])];
  });
  const widths = head.map((name, i) => Math.max(name.length, ...body.map((row) => (row[i] as string).length)) + 2);
  const centre = (text: string, width: number): string => {
    const left = Math.floor((width - text.length) / 2);
    return ' '.repeat(left) + text + ' '.repeat(width - text.length - left);
  };
  const line = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const row = (cells: readonly string[]) => `│${cells.map((text, i) => centre(text, widths[i] as number)).join('│')}│`;
  return [line('┌', '┬', '┐'), row(head), line('├', '┼', '┤'), ...body.map(row), line('└', '┴', '┘')].join('\n');
}
