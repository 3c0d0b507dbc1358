/**
 * `docker cp`: what a path in a container is, its tar, and putting a tar into it. Paths are walked as the container
 * walks them, so a symbolic link (or `..`) never leaves its root.
 */
import { FailureError } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import { SysError } from '../kernel/errno.ts';
import type { Namespace } from '../kernel/kernel.ts';
import { O, type Awaitable, type Stat, type Sys } from '../kernel/sys.ts';
import { decompress } from '../oci/compression.ts';
import type { PathInfo } from '../oci/runtime.ts';
import { readTar, type TarEntry } from '../oci/tar/read.ts';
import { writeTar, type TarInput } from '../oci/tar/write.ts';
import { goFileMode } from './go-file-mode.ts';
import { makeDirectories } from './launch.ts';
import { fileItem, treeItems } from './pack.ts';

type Files = <T>(work: (namespace: Namespace) => Promise<T>) => Promise<T>;

export async function statPath(files: Sys, path: string): Promise<PathInfo> {
  try {
    const stat = await files.lstat(path);
    const name = baseName(path);
    const linkTarget = stat.type === 'symlink' ? await linkTargetOf(files, path) : '';
    return { name, size: stat.size, mode: goFileMode(stat.type, stat.mode), mtime: stat.mtime, linkTarget };
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT') {
      throw new FailureError('notFound', `Could not find the file ${path} in container`);
    }
    throw asPathError(error, 'lstat', path);
  }
}

/** As Go's os package tells what the kernel refused: the call, the path, the reason. */
function asPathError(error: unknown, call: string, path: string): unknown {
  if (!(error instanceof SysError)) return error;
  const reason = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return new FailureError('system', `${call} ${path}: ${reason}`, { cause: error });
}

/** The link's end as an absolute path in the container; as it is written when it leads nowhere. */
async function linkTargetOf(files: Sys, path: string): Promise<string> {
  const target = await files.readlink(path);
  try {
    await files.realpath(path);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ELOOP')
      throw new FailureError('system', `evalSymlinksInScope: too many links in ${path}`);
  }
  return target.startsWith('/') ? target : `${path.slice(0, path.lastIndexOf('/') + 1)}${target}`;
}

function baseName(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.at(-1) ?? '/';
}

export async function archivePath(
  withFiles: Files,
  path: string,
): Promise<{ readonly info: PathInfo; readonly tar: ByteSource }> {
  const info = await withFiles(({ files }) => statPath(files, path));
  return { info, tar: streamed(withFiles, (files) => writeTar(pathItems(files, path))) };
}

async function* pathItems(files: Sys, path: string): AsyncGenerator<TarInput> {
  const stat = await files.lstat(path);
  const name = baseName(path);
  const linked = new Map<string, string>();
  // "dir/." names what is in the directory, under the directory's own name "./".
  const contents = /(^|\/)\.\/?$/.test(path);
  const prefix = contents ? './' : name === '/' ? '/' : `${name}/`;
  const item = await fileItem(files, path, stat.type === 'directory' ? prefix : name, stat, linked);
  if (item) yield item;
  if (stat.type === 'directory') yield* treeItems(files, path.replace(/\/\.?$/, ''), prefix, linked);
}

/** A stream that keeps its view of the files open for as long as it is read. */
async function* streamed(withFiles: Files, make: (files: Sys) => ByteSource): AsyncGenerator<Uint8Array> {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let give = (_: Sys) => {};
  let refuse = (_: unknown) => {};
  const opened = new Promise<Sys>((resolve, reject) => {
    give = resolve;
    refuse = reject;
  });
  withFiles(async ({ files }) => {
    give(files);
    await finished;
  }).catch(refuse);
  try {
    yield* make(await opened);
  } finally {
    finish();
  }
}

async function existing(look: () => Awaitable<Stat>): Promise<Stat | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

export async function extractInto(
  files: Sys,
  path: string,
  tar: ByteSource,
  options: { readonly noOverwriteDirNonDir: boolean; readonly copyUidGid: boolean },
): Promise<void> {
  const target = await existing(() => files.stat(path));
  if (!target) throw new FailureError('notFound', `Could not find the file ${path} in container`);
  if (target.type !== 'directory') throw new FailureError('invalid', 'extraction point is not a directory');
  const directory = path.replace(/\/+$/, '');
  for await (const entry of readTar(decompress(tar))) {
    const name = inside(entry.header.name);
    if (name === undefined)
      throw new FailureError('system', `${JSON.stringify(entry.header.name)} is outside of "${path}"`);
    if (name === '') continue;
    await extractEntry(files, directory, name, entry, options);
  }
}

/** A name below the target, cleaned; undefined when it leads out of it. */
function inside(name: string): string | undefined {
  const kept: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.join('/');
}

async function remove(files: Sys, path: string): Promise<void> {
  try {
    await files.unlink(path);
  } catch (error) {
    throw asPathError(error, 'unlinkat', path);
  }
}

/** What is no directory takes the place of one with all that is in it (moby, archive.Unpack). */
async function removeTree(files: Sys, path: string): Promise<void> {
  for (const { name } of await files.readdir(path)) {
    const below = `${path}/${name}`;
    const { type } = await files.lstat(below);
    await (type === 'directory' ? removeTree(files, below) : remove(files, below));
  }
  await files.rmdir(path);
}

async function extractEntry(
  files: Sys,
  directory: string,
  name: string,
  { header, body }: TarEntry,
  options: { readonly noOverwriteDirNonDir: boolean; readonly copyUidGid: boolean },
): Promise<void> {
  const path = `${directory}/${name}`;
  await makeDirectories(files, path.slice(0, path.lastIndexOf('/')));
  const before = await existing(() => files.lstat(path));
  const isDirectory = header.type === 'directory';
  if (before) {
    if (options.noOverwriteDirNonDir && before.type === 'directory' && !isDirectory) {
      throw new FailureError(
        'invalid',
        `cannot overwrite directory "${path}" with non-directory "${directory || '/'}"`,
      );
    }
    if (options.noOverwriteDirNonDir && before.type !== 'directory' && isDirectory) {
      throw new FailureError(
        'invalid',
        `cannot overwrite non-directory "${path}" with directory "${directory || '/'}"`,
      );
    }
    if (before.type !== 'directory') await remove(files, path);
    else if (!isDirectory) await removeTree(files, path);
  }
  if (isDirectory) {
    if (before?.type !== 'directory') await files.mkdir(path, header.mode);
  } else if (header.type === 'symlink') {
    await files.symlink(header.link ?? '', path);
  } else if (header.type === 'hardlink') {
    await files.link(`/${(header.link ?? '').replace(/^\/+/, '')}`, path);
    return;
  } else if (header.type === 'file') {
    const fd = await files.open(path, O.WRONLY | O.CREAT | O.TRUNC, header.mode);
    try {
      for await (const chunk of body) await files.write(fd, chunk);
    } finally {
      await files.close(fd);
    }
  } else {
    await files.mknod(path, header.type, header.mode, header.major, header.minor);
  }
  await files.chown(path, header.uid, header.gid, { followLink: false });
  if (header.type !== 'symlink') await files.chmod(path, header.mode);
  await files.utimes(path, header.mtime, header.mtime, { followLink: false });
}
