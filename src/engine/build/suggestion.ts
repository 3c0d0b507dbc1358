/** ` (did you mean X?)` behind an unknown word, when a known one is at most two changes away; otherwise nothing. */
export function suggestion(word: string, known: readonly string[], caseSensitive: boolean): string {
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase());
  let nearest = 3;
  let match = '';
  for (const candidate of known) {
    const far = distance(fold(word), fold(candidate));
    if (far >= nearest) continue;
    nearest = far;
    match = candidate;
  }
  if (!match) return '';
  if (!caseSensitive && word === word.toLowerCase()) match = match.toLowerCase();
  return ` (did you mean ${match}?)`;
}

/** Levenshtein's: insertions, deletions and replacements. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
