/** Text laid out for a terminal. */
import { promptWidth } from './width.ts';

/** Without the marks around what has no width. */
export function plain(prompt: string): string {
  return prompt.replace(/[\x01\x02]/g, '');
}

export function inColumns(items: readonly string[], columns: number): string {
  const width = Math.max(...items.map((item) => promptWidth(item))) + 2;
  const across = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(items.length / across);
  let out = '';
  for (let row = 0; row < rows; row++) {
    for (let i = row; i < items.length; i += rows) {
      const item = items[i] as string;
      out += item + ' '.repeat(width - promptWidth(item));
    }
    out += '\n';
  }
  return out;
}
