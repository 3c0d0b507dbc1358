/** SHELLOPTS and BASHOPTS: variables that nobody writes, and whose values are what is switched on. */
import type { Shell } from './shell.ts';
import { SHOPT_ON, type ShoptName } from './shell-options.ts';
import type { Variable } from './variables.ts';

/** Exported where they were before, in the shell above or in the environment. */
export function defineOptions(sh: Shell, map: Map<string, Variable>): void {
  const define = (name: string, options: () => readonly string[]) => {
    const exported = map.get(name)?.exported ?? false;
    map.set(name, {
      readonly: true,
      exported,
      get value() {
        return options().join(':');
      },
    });
  };
  define('SHELLOPTS', () => Object.entries(sh.options).flatMap(([option, on]) => (on ? option : [])));
  define('BASHOPTS', () =>
    [...new Set([...SHOPT_ON, ...sh.shopt.keys()])].filter((option) => sh.isShopt(option as ShoptName)).sort(),
  );
}
