/** Differences of three texts, block by block, from the differences of two of them to the third. */
import { changes, type Change } from './line-diff.ts';

export type Texts = readonly [mine: readonly string[], older: readonly string[], yours: readonly string[]];

type Range = readonly [from: number, to: number];

/** Lines that differ: a range in each of the three, ends exclusive; `odd` is the one that differs from two alike ones. */
export interface Block {
  readonly ranges: readonly [Range, Range, Range];
  readonly odd: 0 | 1 | 2 | undefined;
}

/** `common`: the text that the other two are compared with. */
export function threeWay(texts: Texts, common: 1 | 2): Block[] {
  const sides = common === 1 ? ([0, 2] as const) : ([0, 1] as const);
  const found = sides.map((side) => changes(texts[side], texts[common], (line) => line));
  const next = [0, 0];
  const shift = [0, 0];
  const blocks: Block[] = [];
  for (;;) {
    const taken: [Change[], Change[]] = [[], []];
    const starts = found.map((list, i) => list[next[i] as number]?.b[0] ?? Infinity);
    const from = Math.min(...starts);
    if (from === Infinity) return blocks;
    let to = from;
    // What touches the block, or lies next to it, belongs to it.
    for (let grown = true; grown;) {
      grown = false;
      for (const i of [0, 1] as const) {
        const change = found[i]?.[next[i] as number];
        if (!change || change.b[0] > to) continue;
        taken[i].push(change);
        next[i] = (next[i] as number) + 1;
        to = Math.max(to, change.b[1]);
        grown = true;
      }
    }
    const own = ([0, 1] as const).map((i): Range => {
      const before = shift[i] as number;
      for (const { a, b } of taken[i]) shift[i] = (shift[i] as number) + (a[1] - a[0]) - (b[1] - b[0]);
      return [from + before, to + (shift[i] as number)];
    }) as [Range, Range];
    const ranges = common === 1 ? ([own[0], [from, to], own[1]] as const) : ([own[0], own[1], [from, to]] as const);
    blocks.push({ ranges, odd: oddOf(texts, ranges, taken, sides, common) });
  }
}

function oddOf(
  texts: Texts,
  ranges: Block['ranges'],
  taken: readonly [readonly Change[], readonly Change[]],
  sides: readonly [0, 1 | 2],
  common: 1 | 2,
): Block['odd'] {
  if (taken[1].length === 0) return sides[0];
  if (taken[0].length === 0) return sides[1];
  const [one, other] = sides.map((side) => texts[side].slice(...ranges[side]).join(''));
  return one === other ? common : undefined;
}
