/** What each shell says of a command that is not there or cannot be started, and the status it answers. */
import { isDirectory } from '../../is-directory.ts';
import { nameExists } from '../../name-exists.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import type { SysError } from '../../../kernel/errno.ts';
import type { Shell } from '../shell.ts';
import { groupOptions, jobControl, waitForeground } from './foreground.ts';
import { placeMap } from './redirections.ts';
import type { Found } from './lookup.ts';

type Say = (text: string) => Awaitable<unknown>;

export async function notRun(sh: Shell, words: readonly string[], found: Found, say: Say): Promise<number> {
  const [name = ''] = words;
  if (sh.interactive && sh.isShopt('autocd') && words.length === 1 && (await isDirectory(sh.sys, name))) {
    await say(`cd -- ${name}\n`);
    return sh.runner.invoke(sh, ['cd', '--', name]);
  }
  if (sh.dialect === 'bash' && name.startsWith('%') && jobControl(sh)) return sh.runner.invoke(sh, ['fg', ...words]);
  if (name === '' && sh.dialect !== 'bash') {
    await say(`${sh.prefix()}: Permission denied\n`);
    return 127;
  }
  if (found.kind === 'missing') {
    const pathlike = name.includes('/');
    const text =
      sh.dialect === 'bash'
        ? pathlike || !sh.vars.get('PATH')
          ? `${name}: No such file or directory`
          : `${name}: command not found`
        : `${name}: not found`;
    await say(`${sh.prefix()}${text}\n`);
    return 127;
  }
  const cause = found.kind === 'directory' && sh.dialect === 'bash' ? 'Is a directory' : 'Permission denied';
  await say(`${sh.prefix()}${found.kind === 'denied' && sh.dialect === 'bash' ? found.path : name}: ${cause}\n`);
  return 126;
}

export async function notStarted(sh: Shell, name: string, path: string, error: SysError, say: Say): Promise<number> {
  if (error.errno === 'EAGAIN') throw error;
  if (error.errno === 'ENOENT') {
    if (sh.hashed.get(name)?.path === path && !(await nameExists(sh.sys, path))) {
      sh.hashed.delete(name);
      await say(
        `${sh.prefix()}${sh.dialect === 'bash' ? `${path}: No such file or directory` : `${name}: not found`}\n`,
      );
      return 127;
    }
    const text = sh.dialect === 'bash' ? `${path}: cannot execute: required file not found` : `${name}: not found`;
    await say(`${sh.prefix()}${text}\n`);
    return 127;
  }
  await say(`${sh.prefix()}${sh.dialect === 'bash' ? path : name}: ${error.message}\n`);
  return 126;
}

/** Runs bash's function for a command that is nowhere. */
export async function callHandler(
  sh: Shell,
  name: string,
  { words, text }: { readonly words: readonly string[]; readonly text: string },
  fds: ReadonlyMap<number, number>,
): Promise<number> {
  const pid = sh.fork(
    async (child) => {
      await placeMap(child, fds);
      return child.runner.invoke(child, [name, ...words]);
    },
    groupOptions(sh, undefined, true),
  );
  const statuses = await waitForeground(sh, [pid], text);
  return statuses[0] as number;
}
