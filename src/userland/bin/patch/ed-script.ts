/** Scripts for ed, as `diff -e` writes them: a, c, d, i and the `s` that gives a lone dot back its look. */

/** Why a script cannot be followed. */
export class EdError extends Error {
  override name = 'EdError';
}

/** The text after the script's commands, which are given from the last line to the first. */
export function edited(text: string, script: string): string {
  const lines = text.split('\n');
  // Without a newline at the end, the last line is one all the same.
  if (lines.at(-1) === '') lines.pop();
  const words = script.split('\n');
  let current = lines.length;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '' || word === 'w' || word === 'q') continue;
    if (word === 's/.//') {
      lines[current - 1] = (lines[current - 1] ?? '').slice(1);
      continue;
    }
    const [, first, last, command = ''] = /^(\d+)?(?:,(\d+|\$))?([acdi])$/.exec(word) ?? [];
    if (command === '') throw new EdError(word);
    const from = first === undefined ? current : Number(first);
    const to = last === undefined ? from : last === '$' ? lines.length : Number(last);
    if (to > lines.length || from > to) throw new EdError(word);
    const fresh: string[] = [];
    if (command !== 'd') {
      while (++at < words.length && words[at] !== '.') fresh.push(words[at] as string);
    }
    if (command === 'a') lines.splice(to, 0, ...fresh);
    else if (command === 'i') lines.splice(from - 1, 0, ...fresh);
    else lines.splice(from - 1, to - from + 1, ...fresh);
    current = command === 'a' ? to + fresh.length : from - 1 + fresh.length;
  }
  return lines.map((line) => `${line}\n`).join('');
}
