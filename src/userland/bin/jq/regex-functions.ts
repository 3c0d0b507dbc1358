/** `test`, `match`, `capture`, `scan`, `split/2`: regular expressions after Oniguruma's syntax, by JavaScript's. */
import { described, fail } from './failure.ts';
import { isArray, type Json, type JsonObject } from './json.ts';

const KNOWN_FLAGS = /^[gimnslpx]*$/;

function compiled(pattern: string, flags: string): RegExp {
  if (!KNOWN_FLAGS.test(flags)) return fail(`${flags} is not a valid modifier string`);
  const source = flags.includes('x')
    ? pattern.replace(/\\[^]|\[[^\]]*\]|\s+|#.*/g, (part) => (/^[\s#]/.test(part) ? '' : part))
    : pattern;
  try {
    return new RegExp(source, `gu${flags.includes('i') ? 'i' : ''}${/[sp]/.test(flags) ? 's' : ''}`);
  } catch {
    return fail(`${pattern} (at offset 0) is not a valid regex: ${'invalid pattern'}`);
  }
}

/** A pattern is `"re"`, or an array of it and its flags. */
function asked(pattern: Json, flags: Json): readonly [string, string] {
  const [re, given] = isArray(pattern) ? [pattern[0] ?? null, pattern[1] ?? null] : [pattern, flags];
  if (typeof re !== 'string') return fail(`${described(re)} cannot be matched, as it is not a string`);
  if (given !== null && typeof given !== 'string') return fail(`${described(given)} is not a string`);
  return [re, given ?? ''];
}

function matches(value: Json, pattern: Json, flags: Json, all: boolean): RegExpMatchArray[] {
  if (typeof value !== 'string') return fail(`${described(value)} cannot be matched, as it is not a string`);
  const [re, given] = asked(pattern, flags);
  const regex = compiled(re, given);
  const found = [...value.matchAll(regex)].filter(([whole]) => !given.includes('n') || whole !== '');
  return all || given.includes('g') ? found : found.slice(0, 1);
}

const letters = (text: string) => [...text].length;

function matchObject(found: RegExpMatchArray): JsonObject {
  const at = found.index ?? 0;
  const input = found.input ?? '';
  const names = namesOf(found);
  let from = at;
  const captures = found.slice(1).map((part, i): Json => {
    // JavaScript tells no place of a group: it is where its text is next found.
    const place = part === undefined ? -1 : Math.max(input.indexOf(part, from), at);
    if (part) from = place;
    return new Map<string, Json>([
      ['offset', place < 0 ? -1 : letters(input.slice(0, place))],
      ['length', part === undefined ? 0 : letters(part)],
      ['string', part ?? null],
      ['name', names[i] ?? null],
    ]);
  });
  return new Map<string, Json>([
    ['offset', letters(input.slice(0, at))],
    ['length', letters(found[0])],
    ['string', found[0]],
    ['captures', captures],
  ]);
}

/** Names of groups by their number: the order of `groups` is that of the pattern. */
function namesOf(found: RegExpMatchArray): readonly string[] {
  return Object.keys(found.groups ?? {});
}

function captured(found: RegExpMatchArray): JsonObject {
  return new Map(Object.entries(found.groups ?? {}).map(([name, part]) => [name, part ?? null] as const));
}

export const REGEX_FUNCTIONS: Readonly<Record<string, (value: Json, ...args: Json[]) => Json>> = {
  'test/1': (value, pattern) => matches(value, pattern, null, false).length > 0,
  'test/2': (value, pattern, flags = null) => matches(value, pattern, flags, false).length > 0,
  /** All matches, for the prelude's `match` and its like. */
  '_matches/2': (value, pattern, flags = null) => matches(value, pattern, flags, false).map(matchObject),
  '_captures/2': (value, pattern, flags = null) => matches(value, pattern, flags, false).map(captured),
  '_scan/2': (value, pattern, flags = null) =>
    matches(value, pattern, flags, true).map((found) =>
      found.length > 1 ? found.slice(1).map((part) => part ?? null) : found[0],
    ),
  /** Text between matches, then each match's captures: what `sub` joins again. */
  '_parts/2': (value, pattern, flags = null) => {
    const found = matches(value, pattern, flags, false);
    let at = 0;
    const input = value as string;
    const parts = found.map((match): Json => {
      const before = input.slice(at, match.index);
      at = (match.index ?? 0) + match[0].length;
      return [before, captured(match)];
    });
    return [parts, input.slice(at)];
  },
  'split/2': (value, pattern, flags = null) => {
    const found = matches(value, pattern, flags, true);
    let at = 0;
    const input = value as string;
    const parts = found.map((match) => {
      const before = input.slice(at, match.index);
      at = (match.index ?? 0) + match[0].length;
      return before;
    });
    return [...parts, input.slice(at)];
  },
};
