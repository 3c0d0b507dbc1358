/** history: the lines typed, shown, edited, read and written. */
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { historyFile, historyLines } from '../interactive/history.ts';
import { fileText, forget, keep, timeOf } from '../interactive/history-list.ts';
import { historyHabits, readlineSettings } from '../interactive/readline-settings.ts';
import { expandHistory } from '../interactive/history-expansion.ts';
import { strftime } from '../../bin/lib/strftime.ts';
import type { Shell } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption, parseOptions } from './builtin.ts';

const USAGE = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';

export const history: Builtin = async (sh, words) => {
  if (sh.dialect === 'ash') return show(sh, words[1]);
  const options = parseOptions(words.slice(1), 'acd:npsrw');
  if (options.bad) return invalidOption(sh, 'history', options.bad, USAGE);
  const letters = options.letters.map(([letter]) => letter);
  if (letters.filter((letter) => 'anrw'.includes(letter)).length > 1)
    return sh.builtinError('history', 'cannot use more than one of -anrw');
  if (letters.includes('c')) {
    forget(sh, 0, Infinity);
    sh.savedHistory = 0;
  }
  if (letters.includes('s')) {
    forgetThis(sh);
    if (options.rest.length > 0) keep(sh, options.rest.join(' '));
    return 0;
  }
  if (letters.includes('p')) return expandAll(sh, options.rest);
  const offset = options.letters.find(([letter]) => letter === 'd')?.[1];
  if (letters.includes('d')) return remove(sh, offset ?? '');
  const file = letters.find((letter) => 'anrw'.includes(letter));
  if (file !== undefined) return withFile(sh, file, options.rest[0]);
  return letters.length > 0 ? 0 : show(sh, options.rest[0]);
};

async function show(sh: Shell, word: string | undefined): Promise<number> {
  if (word !== undefined && !/^\d+$/.test(word)) {
    if (sh.dialect === 'bash') return sh.builtinError('history', `${word}: numeric argument required`);
    return sh.builtinError('history', `${word}: not simulated in Drydock`);
  }
  const format = sh.dialect === 'bash' ? sh.vars.get('HISTTIMEFORMAT') : undefined;
  const from = word === undefined ? 0 : Math.max(0, sh.history.length - Number(word));
  const { dropped } = readlineSettings(sh);
  for (let i = from; i < sh.history.length; i++) {
    const time = format ? strftime(format, timeOf(sh, i)) : '';
    const number = sh.dialect === 'ash' ? String(i).padStart(4) : `${String(i + 1 + dropped).padStart(5)} `;
    await sh.out(`${number} ${time}${sh.history[i]}\n`);
  }
  return 0;
}

/** The line that calls it is no part of what `-s` and `-p` work on. */
export function forgetThis(sh: Shell): void {
  if (sh.interactive) forget(sh, sh.history.length - 1);
}

async function expandAll(sh: Shell, words: readonly string[]): Promise<number> {
  forgetThis(sh);
  let status = 0;
  for (const word of words) {
    const expansion = expandHistory(word, sh.history, historyHabits(sh));
    if (expansion.kind === 'missing') status = await sh.builtinError('history', `${word}: history expansion failed`);
    else await sh.out(`${expansion.kind === 'same' ? word : expansion.text}\n`);
  }
  return status;
}

async function remove(sh: Shell, word: string): Promise<number> {
  const range = /^(-?\d+)(?:-(-?\d+))?$/.exec(word);
  const place = (text: string) =>
    Number(text) < 0 ? sh.history.length + Number(text) : Number(text) - 1 - readlineSettings(sh).dropped;
  if (!range) return sh.builtinError('history', `${word}: history position out of range`);
  const from = place(range[1] as string);
  const to = place(range[2] ?? (range[1] as string));
  if (from < 0 || to < from || to >= sh.history.length)
    return sh.builtinError('history', `${word}: history position out of range`);
  forget(sh, from, to - from + 1);
  return 0;
}

async function withFile(sh: Shell, letter: string, given: string | undefined): Promise<number> {
  const path = given ?? historyFile(sh);
  if (!path) return 0;
  try {
    if (letter === 'r' || letter === 'n') {
      const lines = await historyLines(sh, path);
      for (const line of letter === 'n' ? lines.slice(sh.savedHistory) : lines) keep(sh, line);
      sh.savedHistory = letter === 'n' ? lines.length : sh.savedHistory + lines.length;
      return 0;
    }
    const flags = O.WRONLY | O.CREAT | (letter === 'a' ? O.APPEND : O.TRUNC);
    const fd = await sh.sys.open(path, flags, 0o600);
    await sh.sys.write(fd, encodeText(fileText(sh, letter === 'a' ? sh.savedHistory : 0)));
    await sh.sys.close(fd);
    sh.savedHistory = sh.history.length;
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return sh.builtinError('history', `${path}: ${error.message}`);
  }
}
