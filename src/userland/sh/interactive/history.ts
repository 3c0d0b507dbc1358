/** The list of lines typed, kept in a file between sessions. */
import { LIMITS } from '../../../base/limits.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Shell } from '../shell.ts';
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

/** HISTFILE, which bash always sets; busybox as Debian builds it keeps no file, nor does dash. */
export function historyFile(sh: Shell): string | undefined {
  return sh.dialect === 'bash' ? sh.vars.get('HISTFILE') || undefined : undefined;
}
