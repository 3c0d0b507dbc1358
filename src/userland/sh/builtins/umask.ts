/** umask. */
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions } from './builtin.ts';

export const umask: Builtin = async (sh, words) => {
  const options = parseOptions(words.slice(1), sh.dialect === 'bash' ? 'Sp' : 'S');
  if (options.bad) return invalidOption(sh, 'umask', options.bad, 'umask [-p] [-S] [mode]');
  const [word] = options.rest;
  const current = sh.sys.umask(0);
  sh.sys.umask(current);
  if (word === undefined) {
    const text = has(options, 'S') ? symbolicMask(current) : current.toString(8).padStart(4, '0');
    await sh.out(`${has(options, 'p') ? `umask ${has(options, 'S') ? '-S ' : ''}` : ''}${text}\n`);
    return 0;
  }
  if (word === '' && sh.dialect === 'dash') return 0;
  const symbolic = sh.dialect !== 'bash' || word.split(',').every((clause) => BASH_CLAUSE.test(clause));
  const octal = /^[0-7]+$/.test(word);
  const mask = octal ? parseInt(word, 8) & 0o777 : symbolic ? parseSymbolic(word, current) : undefined;
  if (mask === undefined) return refused(sh, word);
  sh.sys.umask(mask);
  if (has(options, 'S') && sh.dialect === 'bash') await sh.out(`${symbolicMask(mask)}\n`);
  return 0;
};

function refused(sh: Shell, word: string) {
  if (sh.dialect === 'ash') return sh.builtinError('umask', `illegal mode: ${word}`, 2);
  if (sh.dialect === 'dash')
    return sh.builtinError('umask', `Illegal ${/^\d/.test(word) ? 'number' : 'mode'}: ${word}`, 2);
  if (/^\d/.test(word)) return sh.builtinError('umask', `${word}: octal number out of range`);
  const clause = word.split(',').find((text) => !BASH_CLAUSE.test(text)) ?? word;
  const [, operator = '', bad = ''] = /^[ugoa]*(?:([-+=])[rwx]*)?(.?)/.exec(clause) ?? [];
  const what = operator === '' ? 'operator' : 'character';
  return sh.builtinError('umask', `\`${bad}': invalid symbolic mode ${what}`);
}

/** bash knows the plain form alone. */
const BASH_CLAUSE = /^[ugoa]*[-+=][rwx]*$/;

function symbolicMask(mask: number): string {
  const bits = (shift: number): string => {
    const allowed = ~(mask >> shift) & 7;
    return `${allowed & 4 ? 'r' : ''}${allowed & 2 ? 'w' : ''}${allowed & 1 ? 'x' : ''}`;
  };
  return `u=${bits(6)},g=${bits(3)},o=${bits(0)}`;
}

const CLASSES = [
  ['u', 6],
  ['g', 3],
  ['o', 0],
] as const;

/** POSIX's symbolic modes, applied to what the mask lets through; undefined when `text` is none. */
function parseSymbolic(text: string, mask: number): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (!match) return undefined;
    const who = match[1] as string;
    for (const [, operator, what] of (match[2] as string).matchAll(/([-+=])([rwxXst]*|[ugo])(?=[-+=]|$)/g)) {
      allowed = changed(allowed, who, operator as string, bitsOf(what as string, allowed));
    }
  }
  return ~allowed & 0o777;
}

/** Read, write and execute as a number; a class stands for what it has, `X` for execute where anyone has it. */
function bitsOf(what: string, allowed: number): number {
  const copied = CLASSES.find(([letter]) => letter === what);
  if (copied) return (allowed >> copied[1]) & 7;
  const executes = what.includes('x') || (what.includes('X') && (allowed & 0o111) !== 0);
  return (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (executes ? 1 : 0);
}

function changed(allowed: number, who: string, operator: string, bits: number): number {
  let result = allowed;
  for (const [letter, shift] of CLASSES) {
    if (who !== '' && !who.includes('a') && !who.includes(letter)) continue;
    if (operator === '=') result = (result & ~(7 << shift)) | (bits << shift);
    else if (operator === '+') result |= bits << shift;
    else result &= ~(bits << shift);
  }
  return result;
}
