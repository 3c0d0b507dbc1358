/** SHELLOPTS and BASHOPTS: variables that nobody writes, and whose values are what is switched on. */
import type { Shell } from './shell.ts';
import { SHOPT_ON, type ShoptName } from './shell-options.ts';
import type { Variable } from './variables.ts';

/** Exported where they were before, in the shell above or in the environment. */
export function defineOptions(sh: Shell, map: Map<string, Variable>): void {
  map.set('SHELLOPTS', new Options(map.get('SHELLOPTS')?.exported, () => setOptions(sh)));
  map.set('BASHOPTS', new Options(map.get('BASHOPTS')?.exported, () => shoptOptions(sh)));
}

/** The value is worked out when it is read, and not when the variable is copied for a subshell, which defines its own. */
class Options implements Variable {
  readonly = true;

  constructor(
    public exported = false,
    private readonly switchedOn: () => readonly string[],
  ) {}

  get value(): string {
    return this.switchedOn().join(':');
  }
}

function setOptions(sh: Shell): readonly string[] {
  return Object.entries(sh.options).flatMap(([option, on]) => (on ? option : []));
}

function shoptOptions(sh: Shell): readonly string[] {
  const options = [...new Set([...SHOPT_ON, ...sh.shopt.keys()])];
  return options.filter((option) => sh.isShopt(option as ShoptName)).sort();
}
