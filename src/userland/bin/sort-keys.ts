/** Keys of sort: what part of a line each is, and how it is compared. */

export interface Flags {
  readonly numeric: boolean;
  readonly general: boolean;
  readonly human: boolean;
  readonly month: boolean;
  readonly version: boolean;
  readonly random: boolean;
  readonly fold: boolean;
  readonly dictionary: boolean;
  readonly printable: boolean;
  readonly reverse: boolean;
  readonly blanksFirst: boolean;
  readonly blanksLast: boolean;
}

export interface Key {
  readonly field: number;
  readonly char: number;
  readonly endField: number;
  readonly endChar: number;
  readonly flags: Flags;
}

export function flagsOf(start: string, end = start): Flags {
  const has = (letter: string) => start.includes(letter) || end.includes(letter);
  return {
    numeric: has('n'),
    general: has('g'),
    human: has('h'),
    month: has('M'),
    version: has('V'),
    random: has('R'),
    fold: has('f'),
    dictionary: has('d'),
    printable: has('i'),
    reverse: has('r'),
    blanksFirst: start.includes('b'),
    blanksLast: end.includes('b'),
  };
}

export function parseKey(word: string, global: string): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([bdfghiMnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnRrV]*))?$/.exec(word);
  if (!match || [match[1], match[2] ?? '1', match[4] ?? '1'].some((digits) => Number(digits) === 0)) return undefined;
  const [start, end] = [match[3] as string, match[6] ?? ''];
  const own = start + end;
  return {
    field: Number(match[1]) - 1,
    char: Number(match[2] ?? 1) - 1,
    endField: match[4] === undefined ? Infinity : Number(match[4]) - 1,
    endChar: Number(match[5] ?? 0),
    flags: own ? flagsOf(start, end) : flagsOf(global),
  };
}

/** The part of a line that a key names. */
export function extract(line: string, key: Key, separator: string | undefined): string {
  if (isWhole(key) && !key.flags.blanksFirst) return line;
  return line.slice(...extentOf(line, key, separator));
}

const isWhole = ({ field, char, endField }: Key) => field === 0 && char === 0 && endField === Infinity;

/** A key that is the whole line, byte by byte. */
export function isOrdinary(key: Key): boolean {
  return isWhole(key) && !Object.values({ ...key.flags, reverse: false }).some(Boolean);
}

/** Where the part begins and ends. */
export function extentOf(line: string, key: Key, separator: string | undefined): readonly [start: number, end: number] {
  if (isWhole(key)) return [key.flags.blanksFirst ? (/^[ \t]*/.exec(line)?.[0].length ?? 0) : 0, line.length];
  const bounds = fieldBounds(line, separator);
  const first = bounds[key.field];
  if (!first) return [line.length, line.length];
  const blanks = (at: number, on: boolean) => {
    while (on && (line[at] === ' ' || line[at] === '\t')) at++;
    return at;
  };
  const start = Math.min(blanks(first[0], key.flags.blanksFirst) + key.char, line.length);
  const last = bounds[key.endField];
  let end = line.length;
  if (last) end = key.endChar ? Math.min(blanks(last[0], key.flags.blanksLast) + key.endChar, line.length) : last[1];
  return [start, Math.max(start, end)];
}

function fieldBounds(line: string, separator: string | undefined): [number, number][] {
  const bounds: [number, number][] = [];
  if (separator) {
    let at = 0;
    for (const part of line.split(separator)) {
      bounds.push([at, at + part.length]);
      at += part.length + 1;
    }
    return bounds;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+/g)) bounds.push([match.index, match.index + match[0].length]);
  return bounds;
}
