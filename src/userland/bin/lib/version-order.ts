/** The order of version numbers, as GNU's `sort -V` and `ls -v` have it (gnulib's filevercmp). */

/** A suffix of letters after dots counts only where the rest is equal. */
const SUFFIX = /(?:\.[A-Za-z~][A-Za-z0-9~]*)*$/;

/** What is equal here still differs by its bytes. */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  for (const dots of ['.', '..']) {
    if (a === dots || b === dots) return a === dots ? -1 : 1;
  }
  const hidden = (name: string) => name.startsWith('.');
  if (hidden(a) !== hidden(b)) return hidden(a) ? -1 : 1;
  const [x, y] = hidden(a) ? [a.slice(1), b.slice(1)] : [a, b];
  const [p, r] = [x.replace(SUFFIX, ''), y.replace(SUFFIX, '')];
  return (p === r ? 0 : compareRuns(p, r)) || compareRuns(x, y);
}

/** A tilde comes before the end, the end before letters, letters before all else. */
function rank(char: string | undefined): number {
  if (char === '~') return -2;
  if (char === undefined) return -1;
  if (/\d/.test(char)) return 0;
  return /[A-Za-z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256;
}

/** Runs of other characters and runs of digits in turn. */
function compareRuns(a: string, b: string): number {
  let [i, j] = [0, 0];
  const digit = (text: string, at: number) => /^\d$/.test(text[at] ?? '');
  while (i < a.length || j < b.length) {
    while ((i < a.length && !digit(a, i)) || (j < b.length && !digit(b, j))) {
      const difference = rank(a[i]) - rank(b[j]);
      if (difference) return difference;
      i++;
      j++;
    }
    const [p, r] = [/^\d*/.exec(a.slice(i))?.[0] ?? '', /^\d*/.exec(b.slice(j))?.[0] ?? ''];
    const [x, y] = [p.replace(/^0+/, ''), r.replace(/^0+/, '')];
    if (x.length !== y.length) return x.length - y.length;
    if (x !== y) return x < y ? -1 : 1;
    i += p.length;
    j += r.length;
  }
  return 0;
}
