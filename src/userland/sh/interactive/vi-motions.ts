/** Motions of vi over a line: from a place to another, in characters. */

export interface Motion {
  readonly to: number;
  /** The character there counts too, where an operator takes the motion. */
  readonly inclusive?: boolean;
}

type Chars = readonly string[];
/** Undefined: there is no such place, and the terminal rings. */
type Move = (chars: Chars, from: number, count: number) => Motion | undefined;

/** Blank, letter or sign; to the motions of capital letters all that is not blank is alike. */
function kindOf(char: string | undefined, big: boolean): 0 | 1 | 2 {
  if (char === undefined || /\s/.test(char)) return 0;
  return big || /[\p{L}\p{N}_]/u.test(char) ? 1 : 2;
}

function nextWord(chars: Chars, from: number, big: boolean): number {
  let at = from;
  const kind = kindOf(chars[at], big);
  if (kind !== 0) while (at < chars.length && kindOf(chars[at], big) === kind) at++;
  while (at < chars.length && kindOf(chars[at], big) === 0) at++;
  return at;
}

function wordBefore(chars: Chars, from: number, big: boolean): number {
  let at = from;
  while (at > 0 && kindOf(chars[at - 1], big) === 0) at--;
  const kind = kindOf(chars[at - 1], big);
  while (at > 0 && kindOf(chars[at - 1], big) === kind) at--;
  return at;
}

function wordEnd(chars: Chars, from: number, big: boolean): number {
  let at = from + 1;
  while (at < chars.length && kindOf(chars[at], big) === 0) at++;
  const kind = kindOf(chars[at], big);
  while (at + 1 < chars.length && kindOf(chars[at + 1], big) === kind) at++;
  return Math.min(at, chars.length - 1);
}

function repeated(step: (chars: Chars, at: number) => number, inclusive = false): Move {
  return (chars, from, count) => {
    let to = from;
    for (let i = 0; i < count; i++) to = step(chars, to);
    return to === from ? undefined : { to, inclusive };
  };
}

const BRACKETS = '()[]{}';

function bracketMatch(chars: Chars, from: number): Motion | undefined {
  let start = from;
  while (start < chars.length && !BRACKETS.includes(chars[start] as string)) start++;
  const kind = BRACKETS.indexOf(chars[start] ?? ' ');
  if (kind < 0) return undefined;
  const step = kind % 2 === 0 ? 1 : -1;
  const mate = BRACKETS[kind + step];
  let depth = 0;
  for (let at = start; at >= 0 && at < chars.length; at += step) {
    if (chars[at] === chars[start]) depth++;
    else if (chars[at] === mate) depth--;
    if (depth === 0) return { to: at, inclusive: true };
  }
  return undefined;
}

const firstPrint = (chars: Chars): number => {
  const at = chars.findIndex((char) => kindOf(char, true) !== 0);
  return at < 0 ? 0 : at;
};

export const MOTIONS: Readonly<Record<string, Move>> = {
  h: (_chars, from, count) => (from === 0 ? undefined : { to: Math.max(0, from - count) }),
  l: (chars, from, count) => (from >= chars.length ? undefined : { to: Math.min(chars.length, from + count) }),
  w: repeated((chars, at) => nextWord(chars, at, false)),
  W: repeated((chars, at) => nextWord(chars, at, true)),
  b: repeated((chars, at) => wordBefore(chars, at, false)),
  B: repeated((chars, at) => wordBefore(chars, at, true)),
  e: repeated((chars, at) => wordEnd(chars, at, false), true),
  E: repeated((chars, at) => wordEnd(chars, at, true), true),
  '0': () => ({ to: 0 }),
  '^': (chars) => ({ to: firstPrint(chars) }),
  $: (chars) => ({ to: chars.length }),
  '|': (chars, _from, count) => ({ to: Math.min(count - 1, chars.length) }),
  '%': (chars, from) => bracketMatch(chars, from),
};

/** `f`, `F`, `t` and `T`, which take a character. */
export function characterMotion(
  chars: Chars,
  from: number,
  count: number,
  key: string,
  char: string,
): Motion | undefined {
  const forward = key === 'f' || key === 't';
  const at = characterPlace(chars, from, forward ? count : -count, char);
  if (at === undefined) return undefined;
  const short = key === 't' ? -1 : key === 'T' ? 1 : 0;
  return { to: at + short, inclusive: forward };
}

/** Where a character comes for the `count`th time, backwards when that is negative; the last place where it comes less often. */
export function characterPlace(chars: Chars, from: number, count: number, char: string): number | undefined {
  let found: number | undefined;
  for (let left = Math.abs(count); left > 0; left--) {
    const at = found ?? from;
    const next = count > 0 ? chars.indexOf(char, at + 1) : at === 0 ? -1 : chars.lastIndexOf(char, at - 1);
    if (next < 0) break;
    found = next;
  }
  return found;
}
