/** Writing words back as shell text, each command of the shell in its own way. */

/** Safe in single quotes, as bash's `alias` and `trap` print it. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same as dash and busybox write it, without backslashes. */
export function plainQuoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** bash's `set`, `-x` and `declare`: bare when nothing needs a quote. */
export function shellQuoted(text: string): string {
  if (text === '') return "''";
  if (UNPRINTABLE.test(text)) return ansiQuoted(text);
  return BARE.test(text) ? text : singleQuoted(text);
}

/** A tilde or hash means something at the beginning alone, a tilde also after `=` and `:`. */
const BARE = /^(?![~#])(?!.*[=:]~)[^ !"$&'()*;<>?[\\\]^`{|}]+$/;

/** Control characters, and bytes that are no UTF-8. */
export const UNPRINTABLE = /[\x00-\x1f\x7f]|(?<![\ud800-\udbff])[\udc80-\udcff]/;

export function ansiQuoted(text: string): string {
  const names: Record<string, string> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '\x07': '\\a',
    '\b': '\\b',
    '\x1b': '\\E',
    '\f': '\\f',
    '\v': '\\v',
    '\\': '\\\\',
    "'": "\\'",
  };
  const body = text.replace(
    /[\x00-\x1f\x7f\\']|(?<![\ud800-\udbff])[\udc80-\udcff]/g,
    (char) => names[char] ?? `\\${(char.charCodeAt(0) & 0xff).toString(8).padStart(3, '0')}`,
  );
  return `$'${body}'`;
}

/** Inside double quotes, for `declare -p`. */
export function doubleQuoted(text: string): string {
  if (UNPRINTABLE.test(text)) return ansiQuoted(text);
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

/** `printf %q`: backslashes, or `$'…'` for control characters. */
export function backslashQuoted(text: string): string {
  if (text === '') return "''";
  if (UNPRINTABLE.test(text)) return ansiQuoted(text);
  return text.replace(/[^A-Za-z0-9_@%+=:./\-\u0080-\uffff]/g, '\\$&').replace(/^~/, '\\~');
}
