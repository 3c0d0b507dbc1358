/** getopts. */
import { isName } from '../variables.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { namedInErrors } from './named-in-errors.ts';

export const getopts: Builtin = async (sh, words) => {
  const name = words[2];
  const fixed = sh.dialect === 'bash' && name !== undefined && sh.vars.map.get(name)?.readonly;
  if (name === undefined || (isName(name) && !fixed)) return namedInErrors(sh, 'getopts', () => nextOption(sh, words));
  // bash moves on all the same.
  await nextOption(sh, words.with(2, 'OPTNAME'));
  sh.vars.unset('OPTNAME');
  if (sh.dialect !== 'bash') return sh.builtinError('getopts', `${name}: bad variable name`, 2);
  if (fixed) {
    await sh.complain(`${name}: readonly variable`);
    return 2;
  }
  return sh.builtinError('getopts', `\`${name}': not a valid identifier`);
};

async function nextOption(sh: Shell, words: readonly string[]): Promise<number> {
  const [, optstring, name] = words;
  if (optstring === undefined || name === undefined) {
    if (sh.dialect === 'bash') await sh.err('getopts: usage: getopts optstring name [arg ...]\n');
    else if (sh.dialect === 'dash') await sh.builtinError('getopts', 'Usage: getopts optstring var [arg...]');
    else await sh.builtinError('getopts', 'usage: getopts optstring var [arg]');
    return 2;
  }
  const args = words.length > 3 ? words.slice(3) : sh.params;
  const silent = optstring.startsWith(':');
  let { index, at } = placeOf(sh);
  sh.restartsOptions = false;
  if (at > 1 && sh.dialect !== 'bash') index--;
  const arg = args[index - 1];
  const finish = (): number => {
    if (sh.dialect === 'ash') sh.vars.set('OPTARG', '');
    if (sh.dialect === 'bash') {
      index = Math.min(index, args.length + 1);
      sh.vars.unset('OPTARG');
    }
    moveTo(sh, index, 1);
    sh.vars.set(name, '?');
    return 1;
  };
  if (at === 1) {
    if (arg === '--') {
      index++;
      return finish();
    }
    if (arg === undefined || arg[0] !== '-' || arg === '-') return finish();
  }
  const letter = (arg as string)[at] as string;
  at++;
  if (at >= (arg as string).length) {
    index++;
    at = 1;
  }
  const known = letter === ':' ? -1 : optstring.indexOf(letter);
  if (known < 0) {
    moveTo(sh, index, at);
    sh.vars.set(name, '?');
    if (silent) sh.vars.set('OPTARG', letter);
    else {
      sh.vars.unset('OPTARG');
      if (sh.vars.get('OPTERR') !== '0') await complain(sh, `illegal option -- ${letter}`, `Illegal option -${letter}`);
    }
    return 0;
  }
  if (optstring[known + 1] !== ':') {
    moveTo(sh, index, at);
    if (sh.dialect === 'bash') sh.vars.unset('OPTARG');
    else sh.vars.set('OPTARG', '');
    sh.vars.set(name, letter);
    return 0;
  }
  let value: string | undefined;
  if (at > 1) {
    value = (arg as string).slice(at);
    index++;
  } else value = args[index++ - 1];
  moveTo(sh, index, 1);
  if (value !== undefined) {
    sh.vars.set('OPTARG', value);
    sh.vars.set(name, letter);
    return 0;
  }
  moveTo(sh, index - 1, 1);
  sh.vars.set(name, silent ? ':' : '?');
  if (silent) sh.vars.set('OPTARG', letter);
  else {
    sh.vars.unset('OPTARG');
    await complain(sh, `option requires an argument -- ${letter}`, `No arg for -${letter} option`);
  }
  return 0;
}

interface Place {
  readonly index: number;
  readonly at: number;
}

/** In each function of dash and busybox options are looked for anew; OPTIND only tells where the last one was. */
const places = new WeakMap<object, Place>();
/** Stands for those in `getoptsAt`, until OPTIND is set. */
const KEPT = 0;

function placeOf(sh: Shell): Place {
  if (sh.restartsOptions) return { index: 1, at: 1 };
  if (sh.getoptsAt === KEPT) return places.get(sh.frames.at(-1) ?? sh) ?? { index: 1, at: 1 };
  return { index: Math.max(1, Number(sh.vars.get('OPTIND') ?? 1) || 1), at: sh.getoptsAt };
}

/** dash counts a cluster of letters as passed once its first is taken. */
function moveTo(sh: Shell, index: number, at: number): void {
  const next = at > 1 && sh.dialect !== 'bash' ? index + 1 : index;
  sh.vars.set('OPTIND', String(next));
  sh.getoptsAt = at;
  if (sh.dialect === 'bash') return;
  places.set(sh.frames.at(-1) ?? sh, { index: next, at });
  sh.getoptsAt = KEPT;
}

async function complain(sh: Shell, bash: string, dash: string): Promise<void> {
  if (sh.dialect === 'bash') await sh.err(`${sh.name}: ${bash}\n`);
  else await sh.err(`${dash}\n`);
}
