/** Where nobody provides workers. */
import { FailureError } from '../base/errors.ts';
import type { ProgramWorkers } from './program-workers.ts';

export const noWorkers: ProgramWorkers = {
  start: () => Promise.reject(new FailureError('unavailable', 'this sandbox has no workers for real languages')),
};
