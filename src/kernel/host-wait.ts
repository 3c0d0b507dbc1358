import type { Wait } from './vfs/filesystem.ts';

/** For calls on open files from outside of any process: nothing interrupts the wait. */
export const hostWait: Wait = {
  block: (start) => new Promise((resolve, reject) => void start(resolve, reject)),
};
