/** What happens to a user's home when the account changes. */
import { SysError } from '../../../kernel/errno.ts';
import { moveAcross } from '../mv.ts';
import { join } from './path.ts';
import type { Tool } from './tool.ts';

/** Moves it; nothing to move is no error. */
export async function moveHome(t: Tool, from: string, to: string): Promise<void> {
  try {
    await t.sys.stat(from);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return;
  }
  try {
    await t.sys.rename(from, to);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EXDEV') return moveAcross(t, from, to, undefined);
    await t.die(`cannot rename directory ${from} to ${to}: ${error.message}`, undefined, 12);
  }
}

/** Gives all files of the user below `home` to the new ID. */
export async function reownHome(t: Tool, home: string, from: number, to: number): Promise<void> {
  try {
    const stat = await t.sys.lstat(home);
    if (stat.type === 'directory') {
      for (const { name } of await t.sys.readdir(home))
        if (name !== '.' && name !== '..') await reownHome(t, join(home, name), from, to);
    }
    if (stat.uid === from) await t.sys.chown(home, to, -1, { followLink: false });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
