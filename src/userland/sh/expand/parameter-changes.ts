/** What `${…}` does to a value: cutting, replacing, changing case, `@Q` and its kin. */
import { attributeLetters } from '../declaration-text.ts';
import { shellQuoted, singleQuoted } from '../quoting.ts';
import type { Shell } from '../shell.ts';
import { ansiEscapes } from './escapes.ts';
import { patternRegExp } from './pattern.ts';

export function removed(value: string, pattern: string, operator: '#' | '##' | '%' | '%%'): string {
  if (operator === '#' || operator === '##') {
    const match = patternRegExp(pattern, { anchor: 'start', lazy: operator === '#' }).exec(value);
    return match ? value.slice(match[0].length) : value;
  }
  const whole = patternRegExp(pattern, { anchor: 'both' });
  if (operator === '%%') {
    for (let i = 0; i <= value.length; i++) if (whole.test(value.slice(i))) return value.slice(0, i);
  } else {
    for (let i = value.length; i >= 0; i--) if (whole.test(value.slice(i))) return value.slice(0, i);
  }
  return value;
}

export function replaced(value: string, pattern: string, by: string, operator: string): string {
  if (pattern === '') return operator === '/#' ? by + value : operator === '/%' ? value + by : value;
  const anchor = operator === '/#' ? 'start' : operator === '/%' ? 'end' : 'none';
  const flags = operator === '//' ? 'g' : '';
  return value.replace(patternRegExp(pattern, { anchor, flags }), (match) => (match === '' && value !== '' ? '' : by));
}

export function recased(value: string, pattern: string, operator: '^' | '^^' | ',' | ',,'): string {
  const regExp = patternRegExp(pattern, { anchor: 'both' });
  const change = (char: string) => {
    if (!regExp.test(char)) return char;
    return operator[0] === '^' ? char.toUpperCase() : char.toLowerCase();
  };
  const chars = [...value];
  if (operator.length === 2) return chars.map(change).join('');
  return chars.length ? change(chars[0] as string) + chars.slice(1).join('') : '';
}

export function transformed(sh: Shell, name: string, value: string, kind: string): string {
  switch (kind) {
    case 'Q':
      return /[\x00-\x1f\x7f]/.test(value) ? shellQuoted(value) : singleQuoted(value);
    case 'E':
      return ansiEscapes(value);
    case 'U':
      return value.toUpperCase();
    case 'u':
      return value.slice(0, 1).toUpperCase() + value.slice(1);
    case 'L':
      return value.toLowerCase();
    case 'A':
      return `${name}=${singleQuoted(value)}`;
    case 'a':
      return attributeLetters(sh.vars.find(name));
    default:
      return sh.fatal(`\${${name}@${kind}}: bad substitution`);
  }
}
