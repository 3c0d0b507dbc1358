/** The condition of `if`. */

/** `($a = b)` in its words. */
export function conditionWords(args: readonly string[]): readonly string[] {
  const words = args
    .join(' ')
    .replace(/^\(\s*/, '')
    .replace(/\s*\)$/, '')
    .split(/\s+/);
  const [left = '', operator, ...rest] = words;
  return operator === undefined ? [left] : [left, operator, rest.join(' ')];
}
