/** pathchk: whether names are good ones, here or anywhere. */
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../../kernel/errno.ts';
import { fromText } from './lib/byte-string.ts';
import { tool, type Tool } from './lib/tool.ts';

/** _POSIX_PATH_MAX and _POSIX_NAME_MAX. */
const PORTABLE_PATH = 256;
const PORTABLE_NAME = 14;

export const pathchk = tool(
  {
    name: 'pathchk',
    usage: '[OPTION]... NAME...',
    about: 'Diagnose invalid or non-portable file names',
    options: 'p P portability',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing operand');
    const portable = t.has('p') || t.has('portability');
    const strict = t.has('P') || t.has('portability');
    for (const name of t.operands) await check(t, name, portable, strict);
    return t.status;
  },
);

async function check(t: Tool, name: string, portable: boolean, strict: boolean): Promise<void> {
  const dashed = name.split('/').some((part) => part.startsWith('-'));
  if (strict && dashed) return t.warn(`leading '-' in a component of file name ${t.q(name)}`);
  if (name === '' && (portable || strict)) return t.warn('empty file name');
  const odd = /[^A-Za-z0-9._/-]/u.exec(name)?.[0];
  if (portable && odd) return t.warn(`nonportable character ${t.quote(odd)} in file name ${t.q(name)}`);
  if (!portable && !(await reachable(t, name))) return;
  const size = fromText(name).length;
  const mostOfPath = (portable ? PORTABLE_PATH : LIMITS.pathBytes) - 1;
  if (size > mostOfPath) return t.warn(`limit ${mostOfPath} exceeded by length ${size} of file name ${t.q(name)}`);
  const mostOfName = portable ? PORTABLE_NAME : LIMITS.nameBytes;
  for (const part of name.split('/')) {
    const length = fromText(part).length;
    if (length > mostOfName)
      return t.warn(`limit ${mostOfName} exceeded by length ${length} of file name component ${t.q(part)}`);
  }
}

/** What is not there yet may be made; another failure is one of the name. */
async function reachable(t: Tool, name: string): Promise<boolean> {
  try {
    await t.sys.lstat(name);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ENOENT' && name !== '') return true;
    await t.warn(name === '' ? `'': ${error.message}` : `${name}: ${error.message}`);
    return false;
  }
  return true;
}
