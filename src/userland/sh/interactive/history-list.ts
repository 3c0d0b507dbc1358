/** The history as commands come to it: what is kept, how the lines of one command are joined, when each was typed. */
import { LIMITS } from '../../../base/limits.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { matchesPattern } from '../expand/pattern.ts';
import type { Shell } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import { historyFile } from './history.ts';
import { readlineSettings } from './readline-settings.ts';

/** Remembers a line by the rules of HISTCONTROL and HISTIGNORE. */
export function remember(sh: Shell, line: string): void {
  if (line.trim() === '') return;
  const control = sh.dialect === 'bash' ? (sh.vars.get('HISTCONTROL') ?? '').split(':') : ['ignoredups'];
  const both = control.includes('ignoreboth');
  if ((both || control.includes('ignorespace')) && /^\s/.test(line)) return;
  if ((both || control.includes('ignoredups')) && sh.history.at(-1) === line) return;
  if (isIgnored(sh, line)) return;
  if (control.includes('erasedups')) {
    for (let i = sh.history.length - 1; i >= 0; i--) if (sh.history[i] === line) forget(sh, i);
  }
  keep(sh, line);
}

/** `&` in a pattern of HISTIGNORE is the line before. */
function isIgnored(sh: Shell, line: string): boolean {
  const patterns = sh.dialect === 'bash' ? (sh.vars.get('HISTIGNORE') ?? '') : '';
  return patterns.split(/(?<!\\):/).some((given) => {
    const pattern = given.replace(/(?<!\\)&/g, () => (sh.history.at(-1) ?? '').replace(/[*?[\]\\]/g, '\\$&'));
    return pattern !== '' && matchesPattern(line, pattern.replaceAll('\\&', '&'));
  });
}

/** Puts a line in as it is. */
export function keep(sh: Shell, line: string): void {
  const { times } = readlineSettings(sh);
  times[sh.history.length] = sh.sys.now();
  sh.history.push(line);
  const most = Math.min(LIMITS.historyLines, wanted(sh.vars.get('HISTSIZE')));
  while (sh.history.length > most) {
    forget(sh, 0);
    readlineSettings(sh).dropped++;
    sh.savedHistory = Math.max(0, sh.savedHistory - 1);
  }
}

/** A size that is none sets no limit. */
function wanted(size: string | undefined): number {
  return size !== undefined && /^\d+$/.test(size) ? Number(size) : Infinity;
}

/** Takes lines out, and when they were typed. */
export function forget(sh: Shell, from: number, count = 1): void {
  sh.history.splice(from, count);
  readlineSettings(sh).times.splice(from, count);
}

/** When a line was typed, in milliseconds; lines of the file count from when the shell began. */
export function timeOf(sh: Shell, index: number): number {
  return readlineSettings(sh).times[index] ?? sh.started;
}

/**
 * A line more of a command: one entry with it, as `cmdhist` has it. Answers the command so far; `unit` is what it was, undefined when it
 * begins.
 */
export function keepLine(sh: Shell, typed: string, unit: string | undefined): string {
  const line = typed.replace(/\n$/, '');
  const joins = sh.dialect !== 'bash' || sh.isShopt('cmdhist');
  if (unit === undefined || unit === '') {
    remember(sh, line);
    return line;
  }
  const whole =
    (sh.isShopt('lithist') ? onNewLine(unit, line) : joined(unit, line)) + (endsDocument(unit, line) ? '\n' : '');
  if (!joins) remember(sh, line);
  else if (sh.history.at(-1) === unit) {
    forget(sh, sh.history.length - 1);
    remember(sh, whole);
  }
  return whole;
}

function onNewLine(unit: string, line: string): string {
  return unit.endsWith('\n') ? unit + line : `${unit}\n${line}`;
}

/** The line that closes a here-document keeps its own end. */
function endsDocument(unit: string, line: string): boolean {
  const [, , quoted, plain] = /<<-?\s*(?:(['"])(.+?)\1|\\?([\w.-]+))(?!.*<<)/s.exec(unit) ?? [];
  const delimiter = quoted ?? plain;
  return delimiter !== undefined && line.replace(/^\t+/, '') === delimiter;
}

function joined(unit: string, line: string): string {
  if (/<<|['"]/.test(unit)) return onNewLine(unit, line);
  const joint = /(?:\b(?:then|do|else|in)|[{(;&|])\s*$/.test(unit) ? ' ' : /\\$/.test(unit) ? '' : '; ';
  return unit.replace(/\\$/, '') + joint + line.trim();
}

/** With the times of the lines, where HISTTIMEFORMAT is set. */
export async function saveHistory(sh: Shell): Promise<void> {
  const path = historyFile(sh);
  if (!path || sh.history.length === 0) return;
  try {
    const fd = await sh.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o600);
    await sh.sys.write(fd, encodeText(fileText(sh, 0)));
    await sh.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** The history from an entry on, as its file has it. */
export function fileText(sh: Shell, from: number): string {
  const timed = sh.vars.get('HISTTIMEFORMAT') !== undefined;
  return sh.history
    .slice(from)
    .map((line, i) => (timed ? `#${Math.floor(timeOf(sh, from + i) / 1000)}\n` : '') + `${line}\n`)
    .join('');
}
