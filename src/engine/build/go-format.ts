/** Values as Go's fmt prints them, for the texts that end up in an image's history. */

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** `%q` of a string. */
export function goQuote(text: string): string {
  return `"${[...text].map((char) => (char === '"' ? '\\"' : escaped(char))).join('')}"`;
}

/** `%q` of a list of strings. */
export function goQuoteList(list: readonly string[] | null | undefined): string {
  return `[${(list ?? []).map(goQuote).join(' ')}]`;
}

/** `%q` of an integer: the character with that number. */
export function goQuoteRune(number: number): string {
  const char = number > 0x10ffff ? '\ufffd' : String.fromCodePoint(number);
  return `'${char === "'" ? "\\'" : escaped(char)}'`;
}

function escaped(char: string): string {
  const known = ESCAPES[char];
  if (known) return known;
  const code = char.codePointAt(0) as number;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(char)) return char;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** time.Duration's String, of nanoseconds: `1m30s`, `1.5s`, `100ms`, `0s`. */
export function goDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const total = Math.abs(nanoseconds);
  if (total < 1e3) return `${sign}${total}ns`;
  if (total < 1e6) return `${sign}${total / 1e3}µs`;
  if (total < 1e9) return `${sign}${total / 1e6}ms`;
  const hours = Math.floor(total / 3600e9);
  const minutes = Math.floor(total / 60e9) % 60;
  const seconds = (total - Math.floor(total / 60e9) * 60e9) / 1e9;
  if (hours) return `${sign}${hours}h${minutes}m${seconds}s`;
  return minutes ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`;
}
