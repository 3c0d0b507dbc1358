/** Chance that repeats: the same seed gives the same run (mulberry32). */

export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  many<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

/** Words that have broken parsers before, beside those that mean something. */
const WORDS = [
  '', ' ', '0', '1', '-1', '1e9', '99999999999999999999', '0x10', '1.5', 'true', 'false', 'null',
  'busybox', 'web', 'data', 'bridge', 'sha256:', 'sha256:abc', 'a:b', 'a:b:c', 'a/b/c:d@e', '/', '//', '..', '../..', '.',
  ':', '::', '=', 'a=', '=a', 'a=b', 'a=b=c', ',', 'a,b', '"', '"a', '\\', '{{', '{{.}}', '{{.ID', '{{json .}}', '{{range .}}',
  '{{index . 0}}', '{{nosuch}}', '%s', '%00', '[', '[]', '[1', '{}', '{"a":1}', '{"a":{"b":true}}', '{"label":["x"]}', '*', '?',
  '1h', '-5m', '2026-11-28', '2026-11-28T00:00:00Z', '1s500ms', '10k', '1g', '12x', '80:80', '80-90:80-90', '127.0.0.1::80',
  '1.2.3.4', '::1', 'fd00::/64', '10.0.0.0/8', 'ünïcødé', '日本', '\u0000', '\n', 'a\tb', '--', '-', '-x', '--nosuch', 'constructor',
  '__proto__', 'toString', 'hasOwnProperty', 'x'.repeat(300),
] as const; // prettier-ignore

export function word(chance: Chance): string {
  if (chance.chance(0.9)) return chance.pick(WORDS);
  return String.fromCharCode(...chance.many(12, () => 32 + chance.below(220)));
}

/** A JSON value of a few levels. */
export function json(chance: Chance, depth = 3): unknown {
  const kinds = depth > 0 ? 8 : 5;
  switch (chance.below(kinds)) {
    case 0:
      return null;
    case 1:
      return chance.chance(0.5);
    case 2:
      return chance.pick([0, 1, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 40), 1e300]);
    case 3:
    case 4:
      return word(chance);
    case 5:
      return chance.many(3, () => json(chance, depth - 1));
    default:
      return Object.fromEntries(chance.many(4, () => [word(chance), json(chance, depth - 1)] as const));
  }
}

/** What a mistake of our own looks like in a message, whatever it was caught by. */
export const INTERNAL =
  /Cannot (read|set|convert|access|destructure)|is not (a function|iterable|an? (object|constructor))|undefined|\[object |Invalid (time value|array length|string length|date)|call stack|Unexpected token|in JSON at|NaN|Assertion|ERR_|Expected property name|must be of type|nothing was recorded/;
