/** How many lines two texts have in common at their beginning, and how many more at their end. */
export function commonLines(
  old: readonly string[],
  now: readonly string[],
): { readonly top: number; readonly tail: number } {
  let top = 0;
  while (top < old.length && top < now.length && old[top] === now[top]) top++;
  const most = Math.min(old.length, now.length) - top;
  let tail = 0;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return { top, tail };
}
