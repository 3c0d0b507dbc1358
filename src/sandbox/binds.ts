/** Where bind mounts lead: a path of the machine around the engine, as a file system and a path in it. */
import { SysError } from '../kernel/errno.ts';
import type { Sys } from '../kernel/sys.ts';
import type { Filesystem, Mount } from '../kernel/vfs/filesystem.ts';

export interface BindPort {
  /** FailureError `forbidden` when the path may not be reached. */
  resolve(source: string): Promise<Pick<Mount, 'fs' | 'subpath'>>;
  kind(path: string): Promise<'file' | 'directory' | undefined>;
  makeDirectory(path: string): Promise<void>;
}

/** The learner's machine as the machine around the engine. `files` sees it with root's rights. */
export function machineBinds(files: Sys, root: Filesystem): BindPort {
  return {
    resolve: async (source) => ({ fs: root, subpath: await files.realpath(source) }),
    kind: async (path) => {
      try {
        return (await files.stat(path)).type === 'directory' ? 'directory' : 'file';
      } catch (error) {
        if (error instanceof SysError) return undefined;
        throw error;
      }
    },
    makeDirectory: async (path) => (await import('../runtime/launch.ts')).makeDirectories(files, path),
  };
}
