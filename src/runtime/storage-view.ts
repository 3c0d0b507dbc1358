/**
 * A container's files as `docker cp` sees them: its root with the volumes, bind mounts and Docker's own files on it, but
 * nothing that exists only in its processes' view, such as /proc, /dev or a tmpfs (moby, openContainerFS).
 */
import type { Kernel, Namespace } from '../kernel/kernel.ts';
import type { Inode, Mount } from '../kernel/vfs/filesystem.ts';
import type { Overlay } from '../kernel/vfs/overlay.ts';
import type { MountSpec } from '../oci/runtime.ts';
import { makeMountPoint } from './mount-point.ts';

/** What a mount of a volume or of the machine's files shows; undefined for a tmpfs. */
export async function storageMount(
  { target, readonly, ...spec }: MountSpec,
  context: {
    volume(name: string): Promise<Overlay>;
    bind(source: string): Promise<Pick<Mount, 'fs' | 'subpath'>>;
  },
): Promise<Mount | undefined> {
  if (spec.type === 'tmpfs') return undefined;
  if (spec.type === 'bind') return { target, readonly, ...(await context.bind(spec.source)), source: spec.source };
  return { target, readonly, fs: await context.volume(spec.name), source: '/dev/vda1', ...inVolume(spec.subpath) };
}

export function inVolume(subpath: string | undefined): Pick<Mount, 'subpath'> {
  return subpath ? { subpath: `/${subpath}` } : {};
}

/** `mounts` in the order of their targets' lengths. The caller destroys the namespace. */
export async function openStorageView(kernel: Kernel, root: Overlay, mounts: readonly Mount[]): Promise<Namespace> {
  const all: Mount[] = [{ target: '/', fs: root }];
  for (const mount of mounts) {
    await makeMountPoint(kernel, all, { target: mount.target, isFile: await isFileMount(mount) });
    all.push(mount);
  }
  return kernel.createNamespace({ hostname: 'localhost', mounts: all });
}

export async function isFileMount(mount: Pick<Mount, 'fs' | 'subpath'>): Promise<boolean> {
  const inode = await mountedInode(mount);
  return inode !== undefined && inode.type !== 'directory';
}

export async function exists(mount: Pick<Mount, 'fs' | 'subpath'>): Promise<boolean> {
  return (await mountedInode(mount)) !== undefined;
}

async function mountedInode({ fs, subpath }: Pick<Mount, 'fs' | 'subpath'>): Promise<Inode | undefined> {
  let inode: Inode = fs.root;
  for (const name of (subpath ?? '/').split('/').filter((part) => part !== '')) {
    const next = await inode.lookup(name);
    if (!next) return undefined;
    inode = next;
  }
  return inode;
}
