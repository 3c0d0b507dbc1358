/** Finds where hunks fit: at their lines, some lines off, or without the outermost lines of context. */
import type { Hunk } from './parse.ts';

export interface Placed {
  /** Index of the first line that is replaced; undefined when it fits nowhere. */
  readonly at: number | undefined;
  /** Lines of context left out at either end. */
  readonly skipStart: number;
  readonly skipEnd: number;
  readonly fuzz: number;
  readonly offset: number;
  /** The line to tell, from 1. */
  readonly line: number;
}

export interface PlaceOptions {
  readonly reverse: boolean;
  readonly fuzz: number;
  /** Blanks are alike in any number. */
  readonly loose: boolean;
}

export function place(lines: readonly string[], hunks: readonly Hunk[], options: PlaceOptions): readonly Placed[] {
  const out: Placed[] = [];
  let [drift, least, growth] = [0, 0, 0];
  for (const hunk of hunks) {
    const placed = placeOne(lines, hunk, drift, least, growth, options);
    out.push(placed);
    if (placed.at === undefined) continue;
    const removed = hunk.lines.filter(([mark]) => mark !== (options.reverse ? '-' : '+')).length;
    const added = hunk.lines.filter(([mark]) => mark !== (options.reverse ? '+' : '-')).length;
    drift = placed.offset;
    least = placed.at + removed - placed.skipStart - placed.skipEnd;
    growth += added - removed;
  }
  return out;
}

function placeOne(
  lines: readonly string[],
  hunk: Hunk,
  drift: number,
  least: number,
  growth: number,
  { reverse, fuzz, loose }: PlaceOptions,
): Placed {
  const added = reverse ? '-' : '+';
  const old = hunk.lines.filter(([mark]) => mark !== added).map(([, text]) => text);
  const start = reverse ? hunk.newStart : hunk.oldStart;
  const expected = Math.max(0, old.length === 0 ? start : start - 1);
  const lead = leading(hunk, added);
  const trail = leading({ ...hunk, lines: [...hunk.lines].reverse() }, added);
  const context = Math.max(lead, trail);
  const same = loose ? (a: string, b: string) => squeezed(a) === squeezed(b) : (a: string, b: string) => a === b;
  for (let level = 0; level <= Math.min(fuzz, context); level++) {
    const skipStart = Math.max(0, Math.min(lead, lead - (context - level)));
    const skipEnd = Math.max(0, Math.min(trail, trail - (context - level)));
    const wanted = old.slice(skipStart, old.length - skipEnd);
    // Fewer lines of context on one side mean that the hunk touches that end of the file.
    const atStart = level === 0 && lead < trail && start <= 1;
    const atEnd = level === 0 && trail < lead;
    const guess = expected + drift + skipStart;
    const last = lines.length - wanted.length;
    const reach = atStart ? 0 : Math.max(guess - least, last - guess, 0);
    for (let away = 0; away <= reach; away++) {
      for (const at of away ? [guess + away, guess - away] : [guess]) {
        if (at < least || at > last) continue;
        if (atEnd && at !== last) continue;
        if (!wanted.every((line, i) => same(line, lines[at + i] as string))) continue;
        const offset = at - expected - skipStart;
        return { at, skipStart, skipEnd, fuzz: level, offset, line: at - skipStart + 1 + growth };
      }
    }
  }
  return { at: undefined, skipStart: 0, skipEnd: 0, fuzz: 0, offset: 0, line: start + drift + growth };
}

function squeezed(line: string): string {
  return line.replace(/[ \t]+/g, ' ').trimEnd();
}

/** Lines of context before the first change. */
function leading({ lines }: Pick<Hunk, 'lines'>, added: string): number {
  const found = lines.findIndex(([mark]) => mark !== ' ');
  return found < 0 ? lines.filter(([mark]) => mark !== added).length : found;
}
