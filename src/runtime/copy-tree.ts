/** Fills an empty volume with what the image has at its mount point, as Docker does at a volume's first use. */
import { LIMITS } from '../base/limits.ts';
import { SysError } from '../kernel/errno.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { O, type Sys } from '../kernel/sys.ts';
import type { Overlay } from '../kernel/vfs/overlay.ts';
import { overlayEntries } from '../kernel/vfs/overlay-entries.ts';

export function isEmpty(volume: Overlay): boolean {
  return overlayEntries(volume).every(({ path }) => path === '/');
}

export async function copyTree(kernel: Kernel, source: Sys, path: string, volume: Overlay): Promise<void> {
  const namespace = kernel.createNamespace({ hostname: 'localhost', mounts: [{ target: '/', fs: volume }] });
  try {
    await copyDirectory(source, path, namespace.files, '');
  } finally {
    namespace.destroy();
  }
}

async function copyDirectory(from: Sys, fromPath: string, to: Sys, toPath: string): Promise<void> {
  let entries: Awaited<ReturnType<Sys['readdir']>>;
  try {
    entries = await from.readdir(fromPath);
    const { mode, uid, gid } = await from.stat(fromPath);
    await to.chmod(toPath || '/', mode);
    await to.chown(toPath || '/', uid, gid);
  } catch (error) {
    if (error instanceof SysError) return;
    throw error;
  }
  for (const { name, type } of entries) {
    if (name === '.' || name === '..') continue;
    const [source, target] = [`${fromPath}/${name}`, `${toPath}/${name}`];
    const { mode, uid, gid, mtime, major, minor } = await from.lstat(source);
    if (type === 'directory') {
      await to.mkdir(target, mode);
      await copyDirectory(from, source, to, target);
    } else if (type === 'symlink') {
      await to.symlink(await from.readlink(source), target);
    } else if (type === 'file') {
      await copyFile(from, source, to, target, mode);
      await to.chmod(target, mode);
    } else if (type !== 'socket') {
      await to.mknod(target, type, mode, major, minor);
    }
    await to.chown(target, uid, gid, { followLink: false });
    await to.utimes(target, mtime, mtime, { followLink: false });
  }
}

async function copyFile(from: Sys, source: string, to: Sys, target: string, mode: number): Promise<void> {
  const input = await from.open(source, O.RDONLY);
  const output = await to.open(target, O.WRONLY | O.CREAT | O.EXCL, mode);
  try {
    for (;;) {
      const chunk = await from.read(input, LIMITS.pipeBytes);
      if (chunk.length === 0) return;
      await to.write(output, chunk);
    }
  } finally {
    await from.close(input);
    await to.close(output);
  }
}
