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
/** Which in bash are others, or none. */
const DASH_OWN: Readonly<Record<string, OptionName>> = { E: 'emacs', V: 'vi' };

/** Sets one option by its letter; false when there is none. */
export function setLetter(sh: Shell, letter: string, on: boolean): boolean {
  const bash = sh.dialect === 'bash';
  const name = (bash ? undefined : DASH_OWN[letter]) ?? LETTERS[letter];
  if (!name || !(bash ? letter !== 'I' : DASH_LETTERS.includes(letter))) return false;
  set(sh, name, on);
  return true;
}

export function setNamed(sh: Shell, name: string, on: boolean): boolean {
  if (!listedOptions(sh).includes(name as OptionName)) return false;
  set(sh, name as OptionName, on);
  return true;
}

/** Of the two line editors one excludes the other. */
function set(sh: Shell, name: OptionName, on: boolean): void {
  sh.options[name] = on;
  if (on && name === 'vi') sh.options.emacs = false;
  if (on && name === 'emacs') sh.options.vi = false;
}

const DASH_OPTIONS =
  'errexit noglob ignoreeof monitor noexec xtrace verbose vi emacs noclobber allexport notify nounset privileged nolog'.split(
    ' ',
  ) as readonly OptionName[];

const ASH_OPTIONS: readonly OptionName[] = [
  ...DASH_OPTIONS.filter((name) => !/^(?:vi|emacs|privileged|nolog)$/.test(name)),
  'errtrace',
  'vi',
  'pipefail',
];

export function listedOptions(sh: Shell): readonly OptionName[] {
  if (sh.dialect === 'bash') return Object.keys(OPTION_DEFAULTS) as OptionName[];
  return sh.dialect === 'dash' ? DASH_OPTIONS : ASH_OPTIONS;
}
