/** Whether there is something by that name, be it a link that leads nowhere. `Sys.access` asks for what a link leads to. */
import { SysError } from '../kernel/errno.ts';
import type { Sys } from '../kernel/sys.ts';

export async function nameExists(sys: Sys, path: string): Promise<boolean> {
  try {
    await sys.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
