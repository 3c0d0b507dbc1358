/** Text laid out for a terminal. */
import { promptWidth } from './width.ts';

/** Without the marks around what has no width. */
export function plain(prompt: string): string {
  return prompt.replace(/[\x01\x02]/g, '');
}

/** `byRows`: the next item is beside the last one, not below it. */
export function inColumns(items: readonly string[], columns: number, byRows = false): string {
  const width = Math.max(...items.map((item) => promptWidth(item))) + 2;
  const across = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(items.length / across);
  let out = '';
  for (let row = 0; row < rows; row++) {
    for (let place = 0; place < across; place++) {
      const item = items[byRows ? row * across + place : place * rows + row];
      if (item === undefined) continue;
      out += item + ' '.repeat(width - promptWidth(item));
    }
    out += '\n';
  }
  return out;
}
