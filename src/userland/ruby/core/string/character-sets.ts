/** Sets of characters as `tr`, `delete` and `count` take them: `a-z`, `^0-9`. */
import { chars } from './text.ts';

const setOf = (spec: string) =>
  chars(
    spec.replace(/(.)-(.)/g, (_, from: string, to: string) =>
      String.fromCharCode(
        ...Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_unused, i) => from.charCodeAt(0) + i),
      ),
    ),
  );
export const inSet = (c: string, spec: string) =>
  spec.length > 1 && spec.startsWith('^') ? !setOf(spec.slice(1)).includes(c) : setOf(spec).includes(c);

export function translated(value: string, from: string, to: string): string {
  const targets = setOf(to);
  if (from.length > 1 && from.startsWith('^'))
    return chars(value)
      .map((c) => (setOf(from.slice(1)).includes(c) ? c : (targets.at(-1) ?? '')))
      .join('');
  const sources = setOf(from);
  return chars(value)
    .map((c) => (sources.includes(c) ? (targets[Math.min(sources.indexOf(c), targets.length - 1)] ?? '') : c))
    .join('');
}
