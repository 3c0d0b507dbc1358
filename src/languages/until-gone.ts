/** Waiting for the end of a process. */
import { ProcessGone, SysError } from '../kernel/errno.ts';
import type { Sys } from '../kernel/sys.ts';

const REST_MS = 3_600_000;

/** Never settles, but for the end of the process: then its ProcessGone comes out. */
export async function untilGone(sys: Sys): Promise<never> {
  for (;;) {
    try {
      await sys.sleep(REST_MS);
    } catch (error) {
      // A handled signal woke it; ProcessGone goes on.
      if (error instanceof ProcessGone || !(error instanceof SysError)) throw error;
    }
  }
}
