/**
 * Words that differ from learner to learner, so that transcripts differ: `$learner` and what a lesson declares. They
 * depend on the learner's seed alone, and so stay the same from day to day.
 */
import type { Lesson } from './lesson.ts';

export type Values = Readonly<Record<string, string>>;

/** In every lesson, with a number behind. `learner` is also a name at Docker Hub: small letters and digits only. */
export const BUILT_IN_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  learner: [
    'alder', 'aster', 'birch', 'bramble', 'cedar', 'clover', 'cosmos', 'cypress', 'dahlia', 'fern', 'hazel', 'heron',
    'iris', 'jasmine', 'juniper', 'kestrel', 'larch', 'laurel', 'linden', 'lotus', 'maple', 'myrtle', 'olive', 'orchid',
    'otter', 'petrel', 'plover', 'poplar', 'robin', 'rowan', 'sable', 'sorrel', 'swift', 'tamarind', 'teal', 'willow',
  ],
}; // prettier-ignore

export function valuesFor(lesson: Pick<Lesson, 'id' | 'variables'>, seed: string): Values {
  const own = lesson.variables.map(({ name, words }) => [name, pick(words, `${seed}/${lesson.id}/${name}`)] as const);
  const shared = Object.entries(BUILT_IN_VARIABLES).map(
    ([name, words]) =>
      [name, `${pick(words, `${seed}/${name}`)}${(hash(`${seed}/${name}/number`) % 90) + 10}`] as const,
  );
  return Object.fromEntries([...shared, ...own]);
}

/** `$name` and `${name}` of the known names; whatever else begins with `$` is the shell's. */
export function fill(text: string, values: Values): string {
  return text.replace(/\$(?:\{([a-z][a-z0-9_]*)\}|([a-z][a-z0-9_]*))/g, (whole, braced?: string, bare?: string) => {
    const name = (braced ?? bare) as string;
    return Object.hasOwn(values, name) ? (values[name] as string) : whole;
  });
}

function pick(words: readonly string[], key: string): string {
  return words[hash(key) % words.length] as string;
}

/** FNV-1a, 32 bits, with a last stir so that near keys fall far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) as number), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 15)) >>> 0;
}
