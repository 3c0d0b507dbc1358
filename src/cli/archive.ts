/** Files of the machine as tar archives, and back: for cp and build. */
import type { ByteSource } from '../base/streams.ts';
import type { TarHeader } from '../oci/tar/header.ts';
import type { TarInput } from '../oci/tar/write.ts';
import { readTar } from '../oci/tar/read.ts';
import { CliFailure } from './failure.ts';
import type { FileInfo, Machine } from './machine.ts';
import { directoryOf, fileErrorText, resolvePath } from './paths.ts';

export interface PackOptions {
  /** By path relative to the root; a directory that is left out is still looked into when `descend` says so. */
  readonly include?: (path: string, info: FileInfo) => boolean;
  /** Name of the entry for a path relative to the root ('' is the root itself). */
  readonly nameOf: (path: string) => string;
  /** Owner and group become 0, as in build contexts. */
  readonly anonymous?: boolean;
}

/** The tree at `root` in the order of names; `root` itself comes first unless its name is ''. */
export async function* packTree(machine: Machine, root: string, options: PackOptions): AsyncGenerator<TarInput> {
  const links = new Map<number, string>();
  yield* packEntry(machine, root, '', options, links);
}

async function* packEntry(
  machine: Machine,
  root: string,
  path: string,
  options: PackOptions,
  links: Map<number, string>,
): AsyncGenerator<TarInput> {
  const full = path === '' ? root : `${root === '/' ? '' : root}/${path}`;
  const info = await machine.files.lstat(full);
  const included = path === '' || !options.include || options.include(path, info);
  const name = options.nameOf(path);
  if (included && name !== '' && info.type !== 'other')
    yield await inputOf(machine, full, name, info, options.anonymous ?? false);
  if (info.type !== 'directory') return;
  for (const child of [...(await machine.files.readdir(full))].sort()) {
    yield* packEntry(machine, root, path === '' ? child : `${path}/${child}`, options, links);
  }
}

async function inputOf(
  machine: Machine,
  full: string,
  name: string,
  info: FileInfo,
  anonymous: boolean,
): Promise<TarInput> {
  const type: TarHeader['type'] = info.type === 'other' ? 'file' : info.type;
  const header: TarHeader = {
    name,
    type,
    mode: info.mode & 0o7777,
    uid: anonymous ? 0 : info.uid,
    gid: anonymous ? 0 : info.gid,
    mtime: Math.floor(info.mtimeMs / 1000) * 1000,
    size: type === 'file' ? info.size : 0,
    ...(type === 'symlink' && { link: await machine.files.readlink(full) }),
  };
  return type === 'file' ? { header, body: machine.files.read(full) } : { header };
}

/** Writes an archive's entries below a directory; `rename` gives each its new name. Answers bytes of content. */
export async function unpackInto(
  machine: Machine,
  directory: string,
  archive: ByteSource,
  rename: (name: string) => string,
): Promise<number> {
  const { files } = machine;
  const times: [string, number][] = [];
  let bytes = 0;
  for await (const { header, body } of readTar(archive)) {
    // A name that begins with a slash is meant from here, too.
    const path = resolvePath(directory, `./${rename(header.name)}`);
    if (path !== directory && !path.startsWith(directory === '/' ? '/' : `${directory}/`))
      throw new CliFailure(`${JSON.stringify(header.name)} is outside of ${JSON.stringify(directory)}`);
    const before = await files.lstat(path).catch(() => undefined);
    await makeParents(machine, directoryOf(path));
    if (header.type === 'directory') {
      if (before && before.type !== 'directory')
        throw new CliFailure(
          `cannot overwrite non-directory ${JSON.stringify(path)} with directory ${JSON.stringify(header.name)}`,
        );
      if (!before) await files.mkdir(path, header.mode);
    } else {
      if (before?.type === 'directory')
        throw new CliFailure(
          `cannot overwrite directory ${JSON.stringify(path)} with non-directory ${JSON.stringify(header.name)}`,
        );
      if (before) await files.unlink(path);
      if (header.type === 'symlink') await files.symlink(header.link ?? '', path);
      else if (header.type === 'hardlink') await files.link(resolvePath(directory, rename(header.link ?? '')), path);
      else if (header.type === 'file') {
        try {
          await files.write(
            path,
            counted(body, (size) => (bytes += size)),
            header.mode,
          );
        } catch (error) {
          throw new CliFailure(fileErrorText('open', path, error));
        }
      } else continue;
    }
    if (header.type === 'file' || header.type === 'directory') {
      await files.chmod(path, header.mode).catch(() => undefined);
      times.push([path, header.mtime]);
    }
  }
  for (const [path, time] of times.reverse()) await files.utimes(path, time).catch(() => undefined);
  return bytes;
}

async function makeParents(machine: Machine, directory: string): Promise<void> {
  if (
    await machine.files.stat(directory).then(
      () => true,
      () => false,
    )
  )
    return;
  await makeParents(machine, directoryOf(directory));
  await machine.files.mkdir(directory, 0o755);
}

export async function* counted(source: ByteSource, count: (size: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    count(chunk.length);
    yield chunk;
  }
}
