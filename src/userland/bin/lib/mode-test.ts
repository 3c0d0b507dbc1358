/** find's -perm: exactly these bits, all of them (`-MODE`), or any (`/MODE`). */
import { parseMode } from './mode-change.ts';

/** Undefined when the text is no mode. */
export function parseModeTest(text: string): ((mode: number) => boolean) | undefined {
  const how = /^[-/]/.exec(text)?.[0];
  const change = parseMode(how ? text.slice(1) : text, 0);
  if (!change) return undefined;
  const bits = change(0, false);
  if (how === '-') return (mode) => (mode & bits) === bits;
  if (how === '/') return (mode) => bits === 0 || (mode & bits) !== 0;
  return (mode) => mode === bits;
}
