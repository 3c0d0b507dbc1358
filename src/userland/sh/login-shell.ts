/** SHELL, where no login has set it: bash looks its user up. */
import { SysError } from '../../kernel/errno.ts';
import { readText } from './run/read-text.ts';
import type { Shell } from './shell.ts';

export async function defineLoginShell(sh: Shell): Promise<void> {
  let accounts = '';
  try {
    accounts = await readText(sh.sys, '/etc/passwd');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  const uid = String(sh.sys.credentials.uid);
  const fields = accounts.split('\n').map((line) => line.split(':'));
  const value = fields.find((account) => account[2] === uid)?.[6] || '/bin/sh';
  sh.vars.map.set('SHELL', { value });
}
