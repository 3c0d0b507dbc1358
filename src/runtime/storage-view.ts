/**
 * A container's files as `docker cp` sees them: its root with the volumes, bind mounts and Docker's own files on it, but
 * nothing that exists only in its processes' view, such as /proc, /dev or a tmpfs (moby, openContainerFS).
 */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
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

/** Where a volume's part lies once links are followed; one that leads out of the volume is refused (moby, internal/safepath). */
export async function resolvedSubpath(fs: Overlay, name: string, subpath: string): Promise<string> {
  const base = `/var/lib/docker/volumes/${name}/_data`;
  const escapes = () =>
    new FailureError('invalid', `path concatenation escapes the base directory, base: ${base}, subpath: ${subpath}`);
  const waiting = subpath.split('/').reverse();
  const at: string[] = [];
  const trail: Inode[] = [fs.root];
  let followed = 0;
  while (waiting.length) {
    const part = waiting.pop() as string;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) throw escapes();
      trail.pop();
      continue;
    }
    const next = await (trail.at(-1) as Inode).lookup(part);
    if (!next) {
      const path = [base, ...at, part].join('/');
      throw new FailureError(
        'invalid',
        `cannot access path ${base}/${subpath}: lstat ${path}: no such file or directory`,
      );
    }
    if (next.type !== 'symlink') {
      at.push(part);
      trail.push(next);
      continue;
    }
    const target = await next.readlink();
    if (target.startsWith('/') || ++followed > LIMITS.symlinks) throw escapes();
    waiting.push(...target.split('/').reverse());
  }
  return at.join('/');
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
