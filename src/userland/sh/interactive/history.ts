/** The list of lines typed, kept in a file between sessions. */
import { LIMITS } from '../../../base/limits.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import type { Shell } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import { readText } from '../run/read-text.ts';

export async function loadHistory(sh: Shell): Promise<void> {
  const path = historyFile(sh);
  if (!path) return;
  try {
    sh.history.push(...(await historyLines(sh, path)).slice(-LIMITS.historyLines));
    sh.savedHistory = sh.history.length;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Times that HISTTIMEFORMAT left in the file are no lines. */
export async function historyLines(sh: Shell, path: string): Promise<string[]> {
  return (await readText(sh.sys, path)).split('\n').filter((line) => line !== '' && !/^#\d+$/.test(line));
}

/** Remembers a line by the rules of HISTCONTROL. */
export function remember(sh: Shell, text: string): void {
  const line = text.replace(/\n$/, '');
  if (line.trim() === '') return;
  const control = sh.dialect === 'bash' ? (sh.vars.get('HISTCONTROL') ?? '').split(':') : ['ignoredups'];
  const both = control.includes('ignoreboth');
  if ((both || control.includes('ignorespace')) && /^\s/.test(line)) return;
  if ((both || control.includes('ignoredups')) && sh.history.at(-1) === line) return;
  if (control.includes('erasedups')) sh.history.splice(0, Infinity, ...sh.history.filter((old) => old !== line));
  keep(sh, line);
}

/** Puts a line in as it is. */
export function keep(sh: Shell, line: string): void {
  sh.history.push(line);
  if (sh.history.length <= LIMITS.historyLines) return;
  sh.history.shift();
  sh.savedHistory = Math.max(0, sh.savedHistory - 1);
}

export async function saveHistory(sh: Shell): Promise<void> {
  const path = historyFile(sh);
  if (!path || sh.history.length === 0) return;
  try {
    const fd = await sh.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o600);
    await sh.sys.write(fd, encodeText(`${sh.history.join('\n')}\n`));
    await sh.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** HISTFILE, which bash always sets; busybox as Debian builds it keeps no file, nor does dash. */
export function historyFile(sh: Shell): string | undefined {
  return sh.dialect === 'bash' ? sh.vars.get('HISTFILE') || undefined : undefined;
}
