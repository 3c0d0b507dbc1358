/** Reading parameters that are no variables as well: `$#`, `$1`, `$-`. */
import type { Shell } from '../shell.ts';

type Getter = (sh: Shell) => string | undefined;

/** Reads a parameter by the name that stands in the script. */
export function parameterGetter(name: string): Getter {
  switch (name) {
    case '#':
      return (sh) => String(sh.params.length);
    case '?':
      return (sh) => String(sh.status);
    case '-':
      return optionLetters;
    case '$':
      return (sh) => String(sh.pid);
    case '!':
      return (sh) => (sh.lastBackground === undefined ? undefined : String(sh.lastBackground));
    case '0':
      return (sh) => sh.name;
    case '_':
      return (sh) => sh.lastArgument ?? sh.vars.get('_');
    case '@':
    case '*':
      return (sh) => (sh.params.length ? sh.params.join(' ') : undefined);
  }
  if (/^\d+$/.test(name)) {
    const at = Number(name) - 1;
    return (sh) => sh.params[at];
  }
  return (sh) => sh.vars.get(name);
}

/** In bash's order. */
const LETTERS: readonly (readonly [string, keyof Shell['options']])[] = [
  ['a', 'allexport'],
  ['b', 'notify'],
  ['e', 'errexit'],
  ['f', 'noglob'],
  ['h', 'hashall'],
  ['m', 'monitor'],
  ['n', 'noexec'],
  ['u', 'nounset'],
  ['v', 'verbose'],
  ['x', 'xtrace'],
  ['B', 'braceexpand'],
  ['C', 'noclobber'],
  ['E', 'errtrace'],
  ['H', 'histexpand'],
];

/** dash and busybox keep theirs in another order; only busybox tells of `-c`. */
const ORDER = { dash: 'ubaCEVvxsnmiIfe', ash: 'ubaCvxcsnmife' } as const;

/** `$-`. */
function optionLetters(sh: Shell): string {
  const bash = sh.dialect === 'bash';
  let text = '';
  for (const [letter, option] of LETTERS) if (sh.options[option]) text += letter;
  if (sh.interactive) text = bash ? text.replace('h', 'hi') : `${text}i`;
  if (sh.commandString === undefined && sh.readsInput) text += 's';
  if (sh.commandString !== undefined) text += 'c';
  if (sh.dialect === 'bash') return text;
  // The letter of errtrace is another option's there.
  text = text.replace('E', '');
  if (sh.options.ignoreeof) text += 'I';
  if (sh.options.vi || sh.options.emacs) text += sh.options.vi ? 'V' : 'E';
  return [...ORDER[sh.dialect]].filter((letter) => text.includes(letter)).join('');
}
