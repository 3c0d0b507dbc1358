/** Differences of two lists of lines, after Myers (An O(ND) Difference Algorithm, 1986), and their drawings. */
export interface Side {
  readonly lines: readonly string[];
  /** The last line has no newline. */
  readonly noNewline: boolean;
  readonly header: string;
}

/** Lines `a` of the old were replaced by lines `b` of the new; ends are exclusive. */
export interface Change {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
}

/** Past this many edits the rest counts as replaced: keeps memory bounded. */
const MAX_EDITS = 5000;

export function changes(a: readonly string[], b: readonly string[], key: (line: string) => string): Change[] {
  const x = a.map(key);
  const y = b.map(key);
  let start = 0;
  while (start < x.length && start < y.length && x[start] === y[start]) start++;
  let [endX, endY] = [x.length, y.length];
  while (endX > start && endY > start && x[endX - 1] === y[endY - 1]) {
    endX--;
    endY--;
  }
  const kept = matches(x.slice(start, endX), y.slice(start, endY));
  const out: Change[] = [];
  let [i, j] = [start, start];
  for (const [p, r] of [...kept.map(([p, r]) => [p + start, r + start] as const), [endX, endY] as const]) {
    if (p > i || r > j) out.push({ a: [i, p], b: [j, r] });
    [i, j] = [p + 1, r + 1];
  }
  return out;
}

/** Pairs of indexes that stay, ascending. */
function matches(x: readonly string[], y: readonly string[]): [number, number][] {
  const [n, m] = [x.length, y.length];
  if (n === 0 || m === 0) return [];
  const most = Math.min(n + m, MAX_EDITS);
  const trace: Int32Array[] = [];
  const offset = most + 1;
  const v = new Int32Array(2 * most + 3);
  for (let d = 0; d <= most; d++) {
    trace.push(v.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (v[offset + k - 1] as number) < (v[offset + k + 1] as number));
      let i = down ? (v[offset + k + 1] as number) : (v[offset + k - 1] as number) + 1;
      let j = i - k;
      while (i < n && j < m && x[i] === y[j]) {
        i++;
        j++;
      }
      v[offset + k] = i;
      if (i >= n && j >= m) return backtrack(trace, n, m, d);
    }
  }
  return [];
}

function backtrack(trace: readonly Int32Array[], n: number, m: number, edits: number): [number, number][] {
  const out: [number, number][] = [];
  let [i, j] = [n, m];
  for (let d = edits; d >= 0; d--) {
    const v = trace[d] as Int32Array;
    const at = (k: number) => v[k + d + 1] as number;
    const k = i - j;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const before = down ? k + 1 : k - 1;
    const fromI = d === 0 ? 0 : at(before);
    const fromJ = d === 0 ? 0 : fromI - before;
    const startI = d === 0 ? 0 : down ? fromI : fromI + 1;
    while (i > startI && j > (d === 0 ? 0 : down ? fromJ + 1 : fromJ)) out.push([--i, --j]);
    [i, j] = [fromI, fromJ];
  }
  return out.reverse();
}

export const NO_NEWLINE = '\\ No newline at end of file\n';

function put(side: Side, index: number, mark: string): string {
  const last = side.noNewline && index === side.lines.length - 1;
  return `${mark}${side.lines[index]}\n${last ? NO_NEWLINE : ''}`;
}

export function normalDiff(list: readonly Change[], left: Side, right: Side): string {
  const range = ([from, to]: readonly [number, number]) =>
    to - from === 1 ? `${to}` : to === from ? `${from}` : `${from + 1},${to}`;
  let out = '';
  for (const { a, b } of list) {
    const kind = a[0] === a[1] ? 'a' : b[0] === b[1] ? 'd' : 'c';
    out += `${range(a)}${kind}${range(b)}\n`;
    for (let i = a[0]; i < a[1]; i++) out += put(left, i, '< ');
    if (kind === 'c') out += '---\n';
    for (let i = b[0]; i < b[1]; i++) out += put(right, i, '> ');
  }
  return out;
}

/** `heading`: what follows the place of a hunk that begins at a line. */
export function unifiedDiff(
  list: readonly Change[],
  left: Side,
  right: Side,
  context: number,
  heading: (line: number) => string = () => '',
): string {
  let out = `--- ${left.header}\n+++ ${right.header}\n`;
  for (let at = 0; at < list.length;) {
    let end = at;
    while (end + 1 < list.length && (list[end + 1] as Change).a[0] - (list[end] as Change).a[1] <= context * 2) end++;
    const [first, last] = [list[at] as Change, list[end] as Change];
    const [fromA, fromB] = [Math.max(0, first.a[0] - context), Math.max(0, first.b[0] - context)];
    const toA = Math.min(left.lines.length, last.a[1] + context);
    const toB = Math.min(right.lines.length, last.b[1] + context);
    const range = (from: number, to: number) =>
      to - from === 1 ? `${to}` : `${to === from ? from : from + 1},${to - from}`;
    out += `@@ -${range(fromA, toA)} +${range(fromB, toB)} @@${heading(fromA)}\n`;
    let i = fromA;
    for (const { a, b } of list.slice(at, end + 1)) {
      for (; i < a[0]; i++) out += put(left, i, ' ');
      for (; i < a[1]; i++) out += put(left, i, '-');
      for (let j = b[0]; j < b[1]; j++) out += put(right, j, '+');
    }
    for (; i < toA; i++) out += put(left, i, ' ');
    at = end + 1;
  }
  return out;
}
