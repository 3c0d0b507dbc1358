/**
 * An output without the help that some programs show after a wrong command line: of each such text the line of its usage stays. What a
 * program says of itself is in our own words, and no fact of its interface.
 */
export function withoutHelp(text) {
  const kept = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    kept.push(lines[i]);
    if (!/(?:^| )usage:/i.test(lines[i])) continue;
    if (/:$/.test(lines[i])) kept.push(lines[++i] ?? '');
    const end = endOfHelp(lines, i + 1);
    if (lines.slice(i + 1, end).some((line) => /^\s+-{1,2}[\w<]/.test(line))) i = end - 1;
  }
  return kept.join('\n');
}

/** Where a message, or the status that a script prints, comes next. */
function endOfHelp(lines, from) {
  const end = lines.findIndex((line, i) => i >= from && /^(?:[\w./-]+: \S|\d+$)/.test(line));
  if (end >= 0) return end;
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}
