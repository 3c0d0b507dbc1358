/** Options of `set` by letter and by name, as invocation and builtin set them. */
import { OPTION_DEFAULTS, type OptionName } from '../set-options.ts';
import type { Shell } from '../shell.ts';

const LETTERS: Readonly<Record<string, OptionName>> = {
  a: 'allexport',
  b: 'notify',
  e: 'errexit',
  f: 'noglob',
  h: 'hashall',
  k: 'keyword',
  m: 'monitor',
  n: 'noexec',
  p: 'privileged',
  t: 'onecmd',
  u: 'nounset',
  v: 'verbose',
  x: 'xtrace',
  I: 'ignoreeof',
  B: 'braceexpand',
  C: 'noclobber',
  E: 'errtrace',
  H: 'histexpand',
  P: 'physical',
  T: 'functrace',
};

const DASH_LETTERS = 'aCbefImnsuvxEV';

/** Sets one option by its letter; false when there is none. */
export function setLetter(sh: Shell, letter: string, on: boolean): boolean {
  const name = LETTERS[letter];
  if (!name || !(sh.dialect === 'bash' ? letter !== 'I' : DASH_LETTERS.includes(letter))) return false;
  sh.options[name] = on;
  return true;
}

export function setNamed(sh: Shell, name: string, on: boolean): boolean {
  if (!listedOptions(sh).includes(name as OptionName)) return false;
  sh.options[name as OptionName] = on;
  return true;
}

const DASH_OPTIONS: readonly OptionName[] = [
  'errexit',
  'noglob',
  'ignoreeof',
  'monitor',
  'noexec',
  'xtrace',
  'verbose',
  'vi',
  'emacs',
  'noclobber',
  'allexport',
  'notify',
  'nounset',
  'nolog',
];

export function listedOptions(sh: Shell): readonly OptionName[] {
  if (sh.dialect === 'bash') return Object.keys(OPTION_DEFAULTS) as OptionName[];
  return sh.dialect === 'dash' ? DASH_OPTIONS : [...DASH_OPTIONS, 'pipefail'];
}
