/** How GNU programs write names: for a shell, as a C string, or bare. */

export type QuotingStyle = 'literal' | 'shell' | 'shell-always' | 'shell-escape' | 'shell-escape-always' | CStyle;
type CStyle = 'c' | 'c-maybe' | 'escape' | 'locale' | 'clocale';

export const QUOTING_STYLES: readonly QuotingStyle[] = [
  'literal',
  'shell',
  'shell-always',
  'shell-escape',
  'shell-escape-always',
  'c',
  'c-maybe',
  'escape',
  'locale',
  'clocale',
];

const CONTROL = /[\x00-\x1f\x7f]/;
const LETTERS: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
};

export function quoteName(name: string, style: QuotingStyle): string {
  switch (style) {
    case 'literal':
      return name;
    case 'shell':
    case 'shell-escape':
      return special(name) ? forShell(name, style === 'shell-escape') : name;
    case 'shell-always':
    case 'shell-escape-always':
      return forShell(name, style === 'shell-escape-always');
    case 'escape':
      return escaped(name, / /g);
    case 'locale':
      return `'${escaped(name, /'/g)}'`;
    case 'c-maybe':
      return CONTROL.test(name) || name.includes('"') ? `"${escaped(name, /"/g)}"` : name;
    default:
      return `"${escaped(name, /"/g)}"`;
  }
}

/** Whether a shell would not read it as one word of just these letters. */
function special(name: string): boolean {
  return name === '' || name === '{' || name === '}' || /^[~#]|[\s!"$&'()*;<=>?[^`|\\]|[\x00-\x1f\x7f]/.test(name);
}

function forShell(name: string, escapes: boolean): string {
  if (escapes && CONTROL.test(name)) {
    const parts = name.replaceAll("'", "'\\''").replace(/[\x00-\x1f\x7f]+/g, (run) => `'$'${escaped(run)}''`);
    return `'${parts.endsWith("''") && CONTROL.test(name.at(-1) as string) ? parts.slice(0, -2) : `${parts}'`}`;
  }
  if (!name.includes("'")) return `'${name}'`;
  return /["$`\\!]/.test(name) || CONTROL.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}

/** With backslashes before `also` and in place of control characters. */
function escaped(name: string, also?: RegExp): string {
  const bare = name.replaceAll('\\', '\\\\');
  return (also ? bare.replace(also, '\\$&') : bare).replace(
    /[\x00-\x1f\x7f\udc80-\udcff]/gu,
    (char) => LETTERS[char] ?? `\\${(char.charCodeAt(0) & 0xff).toString(8).padStart(3, '0')}`,
  );
}
