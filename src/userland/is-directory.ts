/** Whether there is a directory by that name, be it by way of a link. */
import { SysError } from '../kernel/errno.ts';
import type { Sys } from '../kernel/sys.ts';

export async function isDirectory(sys: Sys, path: string): Promise<boolean> {
  try {
    return (await sys.stat(path)).type === 'directory';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
