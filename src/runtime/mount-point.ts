/** Where a mount goes: made when it is missing, as runc makes it, and refused in runc's words when something else is there. */
import { FailureError } from '../base/errors.ts';
import { SysError } from '../kernel/errno.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Sys } from '../kernel/sys.ts';
import type { Mount } from '../kernel/vfs/filesystem.ts';
import type { MountSpec } from '../oci/runtime.ts';
import { makeDirectories, makeFile } from './launch.ts';

export interface MountPointRequest {
  readonly target: string;
  /** A file, which can only be mounted on a file. */
  readonly isFile: boolean;
}

/** Makes the mount point in whatever is mounted below it already; `check` may refuse what is there first. */
export async function makeMountPoint(
  kernel: Kernel,
  below: readonly Mount[],
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

/** Fails with `invalid` unless `spec` can be mounted on what is there, or on what can be made there. */
export async function requireFit(
  files: Sys,
  spec: MountSpec,
  { isFile, rootPath }: { readonly isFile: boolean; readonly rootPath: string },
): Promise<void> {
  const { target } = spec;
  const source = sourceOf(spec);
  const refuse = (reason: string): never => {
    const where = `error mounting ${JSON.stringify(source)} to rootfs at ${JSON.stringify(target)}`;
    throw new FailureError('invalid', `error during container init: ${where}: ${reason}`);
  };
  const cannotMake = `create mount destination for ${target} mount: `;
  if (isFile && target === '/proc') {
    const merged = JSON.stringify(`${rootPath}/proc`);
    refuse(`${cannotMake}check proc-safety of /proc mount: ${merged} cannot be mounted because it is not of type proc`);
  }
  const { path, type, isWhole } = await reach(files, target);
  if (type === undefined || (type === 'directory') === (isWhole ? !isFile : true)) return;
  const mkdir = `cannot mkdir in ${rootPath}${path}: not a directory`;
  if (!isWhole) refuse(`${cannotMake}${isFile ? 'make parent dir of file bind-mount: ' : ''}${mkdir}`);
  const via = `mount ${source}:${target} (via /proc/self/fd/6), flags: `;
  if (isFile) refuse(`${via}0x5000: not a directory`);
  if (spec.type !== 'tmpfs') refuse(`${cannotMake}${mkdir}`);
  const { mode } = await files.stat(path);
  const data = [`mode=0${(mode & 0o777).toString(8)}`, ...(spec.type === 'tmpfs' ? spec.options : [])];
  refuse(`${via}0xe, data: ${data.filter((option) => option.includes('=')).join(',')}: not a directory`);
}

function sourceOf(spec: MountSpec): string {
  if (spec.type === 'tmpfs') return 'tmpfs';
  return spec.type === 'bind' ? spec.source : `/var/lib/docker/volumes/${spec.name}/_data`;
}

/** How far `target` goes: the last thing that is there, links followed, and whether that is the target itself. */
async function reach(
  files: Sys,
  target: string,
): Promise<{ readonly path: string; readonly type: string | undefined; readonly isWhole: boolean }> {
  const names = target.split('/').filter((name) => name !== '');
  let last: { path: string; type: string } = { path: '/', type: 'directory' };
  for (const [index, name] of names.entries()) {
    try {
      const path = await files.realpath(`${last.path === '/' ? '' : last.path}/${name}`);
      last = { path, type: (await files.stat(path)).type };
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
      return { path: last.path, type: undefined, isWhole: false };
    }
    if (last.type !== 'directory') return { ...last, isWhole: index === names.length - 1 };
  }
  return { ...last, isWhole: true };
}
