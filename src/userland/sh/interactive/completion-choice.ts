/** A completion of the words that fit. */
import type { Completion } from './completion-keys.ts';

/** `finish` adds what follows a word that is the only one; `shown` are the words as they are listed. */
export function choose(
  word: string,
  found: readonly string[],
  finish: (item: string) => string,
  shown = found,
  typed = word,
): Completion {
  const size = [...word].length;
  if (found.length === 0) return { replace: size, text: word, candidates: [] };
  const text = found.length === 1 ? finish(found[0] as string) : commonPrefix(found, typed);
  return { replace: size, text, candidates: shown, words: found, finish };
}

/** The case of the first counts, where case does not. */
function commonPrefix(items: readonly string[], atLeast: string): string {
  let prefix = items[0] as string;
  for (const item of items) {
    while (item.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) prefix = prefix.slice(0, -1);
    if (item.startsWith(atLeast)) while (!item.startsWith(prefix)) prefix = prefix.slice(0, -1);
  }
  return prefix.length >= atLeast.length ? prefix : atLeast;
}
