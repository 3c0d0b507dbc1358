/** What `${…}` does to a value: cutting, replacing, changing case. */
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
