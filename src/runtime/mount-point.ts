/** Where a mount goes: made when it is missing, as runc makes it. */
import type { Kernel, KernelMount } from '../kernel/kernel.ts';
import type { Sys } from '../kernel/sys.ts';
import type { Mount } from '../kernel/vfs/filesystem.ts';
import { makeDirectories, makeFile } from './launch.ts';

export interface MountPointRequest {
  readonly target: string;
  /** A file, which can only be mounted on a file. */
  readonly isFile: boolean;
}

/** Makes the mount point in whatever is mounted below it already; `check` may refuse what is there first. */
export async function makeMountPoint(
  kernel: Kernel,
  below: readonly (Mount | KernelMount)[],
  point: MountPointRequest,
  check?: (files: Sys) => Promise<void>,
): Promise<void> {
  const { target } = point;
  const covering = below.filter((mount) => mount.target === '/' || target.startsWith(`${mount.target}/`));
  const writable = covering.map((mount) => ({ ...mount, readonly: false }));
  const namespace = kernel.createNamespace({ hostname: '', mounts: writable });
  try {
    await makePoint(namespace.files, point, check);
  } finally {
    namespace.destroy();
  }
}

/** The same where nothing is mounted that would cover it. */
export async function makePoint(
  files: Sys,
  { target, isFile }: MountPointRequest,
  check?: (files: Sys) => Promise<void>,
): Promise<void> {
  await check?.(files);
  await (isFile ? makeFile : makeDirectories)(files, target);
}
