/** How GNU programs write names: for a shell, as a C string, or bare. */
import { C_ESCAPES } from '../../escape-characters.ts';
import { fromText } from './byte-string.ts';

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

/** What is escaped: control characters, and bytes that are no character. */
const CONTROL = /[\x00-\x1f\x7f\udc80-\udcff]/u;

/** `bytes`: in the C locale each byte that is not ASCII is written as an escape, and its quotes are plain. */
export function quoteName(name: string, style: QuotingStyle, bytes = false): string {
  if (!bytes && (style === 'locale' || style === 'clocale')) return `‘${escaped(name, /’/g)}’`;
  return bytes && style !== 'literal' && !/^[\x00-\x7f]*$/.test(name)
    ? quoted(bytesOfName(name), style)
    : quoted(name, style);
}

/** Each byte beyond ASCII as the lone surrogate that stands for a byte which is no UTF-8. */
function bytesOfName(name: string): string {
  return fromText(name).replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)));
}

function quoted(name: string, style: QuotingStyle): string {
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
  return (
    name === '' ||
    name === '{' ||
    name === '}' ||
    /^[~#]|[\s!"$&'()*;<=>?[^`|\\]|[\x00-\x1f\x7f\udc80-\udcff]/u.test(name)
  );
}

function forShell(name: string, escapes: boolean): string {
  if (escapes && CONTROL.test(name)) {
    const parts = name
      .replaceAll("'", "'\\''")
      .replace(/[\x00-\x1f\x7f\udc80-\udcff]+/gu, (run) => `'$'${escaped(run)}''`);
    return `'${parts.endsWith("''") && CONTROL.test(name.at(-1) as string) ? parts.slice(0, -1) : `${parts}'`}`;
  }
  if (!name.includes("'")) return `'${name}'`;
  return /["$`\\!]/.test(name) || CONTROL.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}

/** With backslashes before `also` and in place of control characters. */
function escaped(name: string, also?: RegExp): string {
  const bare = name.replaceAll('\\', '\\\\');
  return (also ? bare.replace(also, '\\$&') : bare).replace(
    /[\x00-\x1f\x7f\udc80-\udcff]/gu,
    (char) => C_ESCAPES[char] ?? `\\${(char.charCodeAt(0) & 0xff).toString(8).padStart(3, '0')}`,
  );
}
