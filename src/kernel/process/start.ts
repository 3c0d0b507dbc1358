/** Walks of a process begin here. */
import type { WalkStart } from '../vfs/walk.ts';
import type { Process } from './process.ts';

export function startOf(process: Process): WalkStart {
  return {
    root: process.root ?? process.namespace.mounts.root,
    cwd: process.cwd,
    who: process,
    pid: process.namespace.pids.pidOf(process),
  };
}
