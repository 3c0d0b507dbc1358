/** Lines as grep shows them: names, numbers and colours before and in them. */
import { fromText } from '../lib/byte-string.ts';
import type { Tool } from '../lib/tool.ts';
import type { Search } from './search.ts';

function prefix(t: Tool, name: string, number: number, separator: string, search: Search, at: number): string {
  const paint = (code: string, text: string) => (search.color ? `\x1b[${code}m\x1b[K${text}\x1b[m\x1b[K` : text);
  let out = '';
  if (search.names) out += paint('35', fromText(name)) + (t.has('Z') ? '\0' : paint('36', separator));
  if (t.has('n')) out += paint('32', String(number).padStart(search.numberWidth)) + paint('36', separator);
  if (t.has('b')) out += paint('32', String(at).padStart(search.numberWidth)) + paint('36', separator);
  return out && t.has('T') ? `${out}\t` : out;
}

export function emit(
  t: Tool,
  name: string,
  line: string,
  number: number,
  separator: string,
  search: Search,
  at: number,
): void | Promise<void> {
  const before = search.names || t.has('n') || t.has('b') ? prefix(t, name, number, separator, search, at) : '';
  const shown =
    search.color && separator === ':' && !t.has('v')
      ? line.replace(search.each, (part) => (part ? `\x1b[${search.match}m\x1b[K${part}\x1b[m\x1b[K` : ''))
      : line;
  return t.out.raw(before + (search.utf8 ? fromText(shown) : shown) + search.mark);
}

export async function emitMatches(
  t: Tool,
  name: string,
  line: string,
  number: number,
  search: Search,
  at: number,
): Promise<void> {
  if (t.has('v')) return;
  for (const match of line.matchAll(search.each)) {
    const [part] = match;
    if (!part) continue;
    const shown = search.color ? `\x1b[${search.match}m\x1b[K${part}\x1b[m\x1b[K` : part;
    const offset = search.utf8 ? fromText(line.slice(0, match.index)).length : match.index;
    const text = search.utf8 ? fromText(shown) : shown;
    await t.out.raw(prefix(t, name, number, ':', search, at + offset) + text + search.mark);
  }
}
