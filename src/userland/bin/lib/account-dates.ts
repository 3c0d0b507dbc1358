/** Days in /etc/shadow: since 1970, of a date or a number. */
import { parseDate } from './parse-date.ts';
import type { Tool } from './tool.ts';

const DAY_MS = 86_400_000;

/** '' for none; undefined for what is no date. Days beyond a month's last are of the next month. */
export function shadowDay(t: Tool, word: string): string | undefined {
  if (word === '' || word === '-1') return '';
  if (/^\d+$/.test(word)) return word;
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word)?.map(Number) ?? [];
  const plain = year !== undefined && month! <= 12 && day! <= 31 ? Date.UTC(year, month! - 1, day) : undefined;
  const ms = plain ?? parseDate(word, t.sys.now());
  return ms === undefined ? undefined : String(Math.floor(ms / DAY_MS));
}
