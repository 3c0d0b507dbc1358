/** `set -x` of arrays among the arguments of `declare`. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { singleQuoted } from '../quoting.ts';
import type { ArrayElement, Shell } from '../shell.ts';
import { traceText } from './trace.ts';

/** An array as an argument of `declare`, which is made before the command is shown. */
export function traceElements(sh: Shell, name: string, elements: readonly ArrayElement[]): Awaitable<void> {
  const shown = elements.map(({ key, value, append }) => {
    const subscript = key === undefined ? '' : `[${singleQuoted(key)}]${append ? '+=' : '='}`;
    return `${subscript}${singleQuoted(value)}`;
  });
  return traceText(sh, `${name}=(${shown.join(' ')})`);
}
