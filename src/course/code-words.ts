/**
 * Browsers break a line behind every hyphen, and `docker-ce` or `--rm` in two is read as something else. No property of CSS
 * forbids it but one that keeps whole commands together: so hyphens get an element each, behind which the style puts a word
 * joiner, which nobody copies (ui/lesson/LessonPane.svelte). Boxes of their own would let a line begin with the full stop that follows.
 */

/** Alternately what may break as it likes, and hyphens behind which it may not. */
export function codeWords(code: string): readonly string[] {
  return code.split(/(-)/);
}

/** The same as HTML, for inside of `<code>`. */
export function codeHtml(code: string): string {
  return codeWords(code)
    .map((part, i) => (i % 2 ? `<span>${escaped(part)}</span>` : escaped(part)))
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] as string);
}
