import { ProcessGone, SysError } from './errno.ts';
import type { Process } from './process/process.ts';

/** A write that nobody can read any more is a signal first. */
export function broken(process: Process, error: unknown): never {
  if (error instanceof SysError && error.errno === 'EPIPE') {
    process.raise('PIPE', true);
    if (process.ended) throw new ProcessGone();
  }
  throw error;
}
