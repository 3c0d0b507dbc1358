/**
 * The four fields of a line of a permuted index. The keyword and what follows it stand right of the middle, what comes before it
 * left of it; where one half has room left, it takes what the other had no room for:
 *
 *     tail      before | keyword and after      head
 */
import { beforeBlanks, behindBlanks, nextPiece, type Keyword, type Span, type WordStyle } from './keywords.ts';

export interface Layout {
  /** Characters of half a line. */
  readonly half: number;
  readonly gap: number;
  /** Most characters of the field before a keyword, and of the one that it begins. */
  readonly before: number;
  readonly after: number;
  /** Shown where something was cut off; empty: nothing is. */
  readonly cut: string;
  /** Characters of the longest keyword. */
  readonly longest: number;
}

export interface Field extends Span {
  /** Something is missing at its outer end. */
  readonly cut: boolean;
}

export interface Fields {
  readonly tail: Field;
  readonly before: Field;
  readonly after: Field;
  readonly head: Field;
}

const NOTHING: Field = { from: 0, to: 0, cut: false };
export const widthOf = ({ from, to }: Span): number => to - from;

export function fieldsOf({ text: { content }, word, context }: Keyword, layout: Layout, style: WordStyle): Fields {
  const marks = layout.cut !== '';
  const next = (at: number, limit: number) => nextPiece(content, at, limit, style);

  /** From `end` on as many whole pieces as end before `limit`. */
  const grown = (end: number, limit: number) => {
    let at = end;
    while (at < context.to && at < limit) {
      end = at;
      at = next(at, context.to);
    }
    return at < limit ? at : end;
  };
  /** Pieces are taken away at the front until the rest fits. */
  const shrunk = (from: number, to: number, most: number) => {
    while (from + most < to) from = next(from, to);
    return from;
  };

  const full = grown(word.to, word.from + layout.after + 1);
  const after = { from: word.from, to: beforeBlanks(content, full, word.from), cut: marks && full < context.to };

  // So long a context is not looked at from its beginning.
  const reach = layout.half + layout.longest;
  const left = word.from - context.from > reach ? next(word.from - reach, word.from) : context.from;
  const beforeTo = beforeBlanks(content, word.from, left);
  const beforeFrom = shrunk(left, beforeTo, layout.before);
  // Of nothing but blanks the real one makes a field of less than no width, and shifts what follows.
  const before = {
    from: behindBlanks(content, beforeFrom, content.length),
    to: beforeTo,
    cut: marks && beforeBlanks(content, beforeFrom, 0) > context.from,
  };

  let tail = NOTHING;
  const tailRoom = layout.before - widthOf(before) - layout.gap;
  if (tailRoom > 0) {
    const from = behindBlanks(content, after.to, context.to);
    const end = grown(from, from + tailRoom);
    if (end > from) {
      tail = { from, to: beforeBlanks(content, end, from), cut: marks && end < context.to };
      after.cut = false;
    }
  }

  let head = NOTHING;
  const headRoom = layout.after - widthOf(after) - layout.gap;
  if (headRoom > 0) {
    const to = beforeBlanks(content, before.from, 0);
    const from = shrunk(left, to, headRoom);
    if (to > from) {
      head = { from: behindBlanks(content, from, to), to, cut: marks && from > context.from };
      before.cut = false;
    }
  }
  return { tail, before, after, head };
}
