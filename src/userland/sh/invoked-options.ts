/** Options that a shell is called with, and those that a bash hands down to it. */
import { setLetter, setNamed } from './builtins/option-names.ts';
import type { Invocation } from './invocation.ts';
import type { Shell } from './shell.ts';

/** Answers the letter that the shell does not know, if there is one. */
export function setInvoked(sh: Shell, { letters, named }: Invocation): string | undefined {
  for (const [letter, on] of letters) if (!setLetter(sh, letter, on)) return letter;
  for (const [name, on] of named) setNamed(sh, name, on);
  if (sh.dialect === 'bash') for (const name of sh.sys.env.get('SHELLOPTS')?.split(':') ?? []) setNamed(sh, name, true);
  return undefined;
}

export function unknownLetter(sh: Shell, letter: string): string {
  if (sh.dialect === 'bash') return `-${letter}: invalid option`;
  return sh.dialect === 'dash' ? `0: Illegal option -${letter}` : `illegal option -${letter}`;
}
