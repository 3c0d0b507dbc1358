/** A shell given the name of a script. */
import { SysError } from '../../kernel/errno.ts';
import { findCommand } from './run/lookup.ts';
import { readText } from './run/read-text.ts';
import { runScript } from './run/script.ts';
import type { Shell } from './shell.ts';

export async function runFile(sh: Shell, file: string, args: readonly string[]): Promise<number> {
  let path = file;
  if (!file.includes('/') && sh.dialect === 'bash' && !(await sh.sys.access(file, {}))) {
    const found = await findCommand(sh, file);
    if (found.kind === 'file') path = found.path;
  }
  let text: string;
  try {
    if ((await sh.sys.stat(path)).type === 'directory') throw new SysError('EISDIR');
    text = await readText(sh.sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return fileFailure(sh, file, error);
  }
  if (text.slice(0, 80).split('\n', 1)[0]?.includes('\0')) {
    await sh.err(`${sh.name}: ${file}: cannot execute binary file\n`);
    return 126;
  }
  sh.name = file;
  if (sh.dialect === 'ash') sh.commandName = file;
  sh.params = [...args];
  if (sh.dialect === 'bash') sh.vars.set('_', file);
  return runScript(sh, text);
}

async function fileFailure(sh: Shell, file: string, error: SysError): Promise<number> {
  const missing = error.errno === 'ENOENT';
  if (sh.dialect === 'bash') {
    await sh.err(`${sh.name}: ${file}: ${error.errno === 'EISDIR' ? 'Is a directory' : error.message}\n`);
    return missing ? 127 : 126;
  }
  if (sh.dialect === 'dash') {
    await sh.err(`${sh.name}: 0: cannot open ${file}: ${missing ? 'No such file' : error.message}\n`);
    return 2;
  }
  await sh.err(`${sh.name}: can't open '${file}': ${error.message}\n`);
  return 2;
}
