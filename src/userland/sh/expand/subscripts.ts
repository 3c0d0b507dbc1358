/** Subscripts that come as text at run time, as in `unset 'a[$i]'`, `${!ref}` or a name reference. */
import type { Awaitable } from '../../../kernel/sys.ts';
import type { Shell } from '../shell.ts';

export interface ElementName {
  readonly name: string;
  readonly key: string;
}

export function elementName(text: string): ElementName | undefined {
  const found = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(text);
  return found ? { name: found[1] as string, key: found[2] as string } : undefined;
}

/** The subscript expanded, its quotes taken away. */
export function expandSubscript(sh: Shell, key: string): Awaitable<string> {
  return /["'`\\$]/.test(key) ? sh.runner.expandSubscript(sh, key) : key;
}

/** The same where nothing may wait: names are expanded, commands are not. */
export function plainSubscript(sh: Shell, key: string): string {
  if (!/["'\\$]/.test(key)) return key;
  return key.replace(
    /\\(.)|"((?:\\.|[^"\\])*)"|'([^']*)'|\$(?:\{(\w+)\}|(\w+))/gs,
    (_all, escaped?: string, double?: string, single?: string, braced?: string, name?: string) => {
      if (double !== undefined) return plainSubscript(sh, double);
      const variable = braced ?? name;
      return escaped ?? single ?? (variable === undefined ? '' : (sh.vars.get(variable) ?? ''));
    },
  );
}
