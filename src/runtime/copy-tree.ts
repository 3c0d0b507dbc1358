/** Fills an empty volume with what the image has at its mount point, as Docker does when it creates a container with it. */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { SysError } from '../kernel/errno.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { O, type Sys } from '../kernel/sys.ts';
import type { Overlay } from '../kernel/vfs/overlay.ts';
import { overlayEntries } from '../kernel/vfs/overlay-entries.ts';

/** As moby's `CopyImagePathContent`: `rootPath` is what errors call the root. */
export async function fillVolume(
  kernel: Kernel,
  from: { readonly root: Overlay; readonly target: string; readonly rootPath: string },
  volume: Overlay,
): Promise<void> {
  const source = kernel.createNamespace({ hostname: 'localhost', mounts: [{ target: '/', fs: from.root }] });
  const target = kernel.createNamespace({ hostname: 'localhost', mounts: [{ target: '/', fs: volume }] });
  try {
    const path = await contentPath(source.files, from.target, from.rootPath);
    if (path === undefined || !isEmpty(volume)) return;
    if ((await source.files.stat(path)).type !== 'directory') {
      throw new FailureError('invalid', `source ${from.rootPath}${path} is not directory`);
    }
    await copyDirectory(source.files, path, target.files, '', new Map());
  } finally {
    source.destroy();
    target.destroy();
  }
}

/** Where `target` leads once its links are followed; undefined: there is nothing. */
async function contentPath(files: Sys, target: string, rootPath: string): Promise<string | undefined> {
  try {
    const path = await files.realpath(target);
    await files.lstat(path);
    return path;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ENOENT') return undefined;
    throw new FailureError('invalid', `lstat ${rootPath}${target}: ${error.message.toLowerCase()}`, { cause: error });
  }
}

function isEmpty(volume: Overlay): boolean {
  return overlayEntries(volume).every(({ path }) => path === '/');
}

/** `linked`: the first copy of each file with several names. */
async function copyDirectory(
  from: Sys,
  fromPath: string,
  to: Sys,
  toPath: string,
  linked: Map<string, string>,
): Promise<void> {
  let entries: Awaited<ReturnType<Sys['readdir']>>;
  try {
    entries = await from.readdir(fromPath);
    const { mode, uid, gid } = await from.stat(fromPath);
    await to.chown(toPath || '/', uid, gid);
    await to.chmod(toPath || '/', mode);
  } catch (error) {
    if (error instanceof SysError) return;
    throw error;
  }
  for (const { name, type } of entries) {
    if (name === '.' || name === '..') continue;
    const [source, target] = [`${fromPath}/${name}`, `${toPath}/${name}`];
    const { mode, uid, gid, mtime, major, minor, nlink, dev, ino } = await from.lstat(source);
    const first = type !== 'directory' && nlink > 1 ? linked.get(`${dev}:${ino}`) : undefined;
    if (first !== undefined) {
      await to.link(first, target);
      continue;
    }
    if (nlink > 1) linked.set(`${dev}:${ino}`, target);
    if (type === 'directory') {
      await to.mkdir(target, mode);
      await copyDirectory(from, source, to, target, linked);
    } else if (type === 'symlink') {
      await to.symlink(await from.readlink(source), target);
    } else if (type === 'file') {
      await copyFile(from, source, to, target, mode);
    } else if (type !== 'socket') {
      await to.mknod(target, type, mode, major, minor);
    }
    await to.chown(target, uid, gid, { followLink: false });
    // A new owner takes set-user-ID away.
    if (type !== 'symlink') await to.chmod(target, mode);
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
