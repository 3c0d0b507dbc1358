/** Work that a process does beside its main course: nobody waits for it, and it ends with the process. */
import { ProcessGone, SysError } from '../../../kernel/errno.ts';

export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof ProcessGone || error instanceof SysError)) throw error;
  });
}
