/** What `.` says of a file that it cannot read. */
import type { SysError } from '../../../kernel/errno.ts';
import type { Shell } from '../shell.ts';

export async function sourceFailure(sh: Shell, name: string, file: string, error: SysError): Promise<number> {
  if (sh.dialect === 'bash') {
    if (error.errno === 'EISDIR') return sh.builtinError(name, `${file}: is a directory`);
    await sh.complain(`${file}: ${error.message}`);
    return 1;
  }
  const missing = error.errno === 'ENOENT';
  const searched = missing && !file.includes('/');
  if (sh.dialect === 'dash') {
    await sh.builtinError(
      name,
      searched ? `${file}: not found` : `cannot open ${file}: ${missing ? 'No such file' : error.message}`,
    );
  } else {
    await sh.builtinError(name, searched ? `${file}: not found` : `can't open '${file}': ${error.message}`);
  }
  sh.leaveScript(2);
  return 2;
}
