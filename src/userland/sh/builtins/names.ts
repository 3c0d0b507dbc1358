/** Which builtins each shell has. */
import type { Dialect } from '../dialect.ts';
import type { Shell } from '../shell.ts';

const COMMON =
  ': . [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait';
const BASH =
  'builtin declare dirs disown enable help history let logout mapfile popd pushd readarray shopt source suspend typeset bind caller compgen complete compopt fc';
const ASH = 'chdir help history let source';

const NAMES: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  bash: new Set(`${COMMON} ${BASH}`.split(' ')),
  dash: new Set(`${COMMON} chdir`.split(' ')),
  ash: new Set(`${COMMON} ${ASH}`.split(' ')),
};

export function isBuiltinName(dialect: Dialect, name: string): boolean {
  return NAMES[dialect].has(name);
}

export function builtinNames(dialect: Dialect): readonly string[] {
  return [...NAMES[dialect]].sort();
}

/** Unless `enable -n` has switched it off. */
export function isEnabled(sh: Shell, name: string): boolean {
  return isBuiltinName(sh.dialect, name) && !sh.disabledBuiltins.has(name);
}
