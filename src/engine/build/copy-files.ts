/** Putting what COPY and ADD take into a snapshot, as moby's archiver does it. */
import { FailureError } from '../../base/errors.ts';
import { sourceOf } from '../../base/streams.ts';
import { clampedPath } from '../../oci/changeset.ts';
import { decompress } from '../../oci/compression.ts';
import type { TarHeader } from '../../oci/tar/header.ts';
import { readTar } from '../../oci/tar/read.ts';
import { writeTar, type TarInput } from '../../oci/tar/write.ts';
import type { EngineContext } from '../context.ts';
import { mergedDirectory } from '../graph-driver.ts';
import { randomId } from '../identifiers.ts';
import type { Owner } from './chown.ts';
import type { CopySource } from './copy-source.ts';
import type { FileEntry } from './file-tree.ts';
import { cleanAbsolute, isDirectory, resolveInSnapshot } from '../snapshot-path.ts';

export interface CopyTarget {
  readonly engine: EngineContext;
  readonly snapshot: string;
  /** Absolute; a slash at its end says that it is a directory. */
  readonly destination: string;
  /** Absent: files keep their owners. */
  readonly owner: Owner | undefined;
  /** ADD: archives are unpacked. */
  readonly unpack: boolean;
}

/** `name` is the source as it was written: a file keeps that name in a directory, also when it was a link. */
export async function copyFiles(
  target: CopyTarget,
  source: CopySource,
  file: { readonly entry: FileEntry; readonly name: string },
): Promise<void> {
  const { engine, snapshot, destination } = target;
  const at = await resolveInSnapshot(engine.runtime, snapshot, destination);
  const { entry } = file;
  if (entry.header.type === 'directory') {
    if (at.info && !isDirectory(at.info)) throw notADirectory(engine, at.path, 'failed to copy directory');
    const parents = await missingParents(target, at.path, { uid: 0, gid: 0 }, 'failed to copy directory');
    const root = at.info ? [] : [directory(target, at.path, target.owner ?? { uid: 0, gid: 0 })];
    return put(target, [...parents, ...root, ...treeItems(target, source.below(entry), entry.path, at.path)]);
  }
  if (target.unpack) {
    const items = await unpacked(entry, at.path);
    if (items) {
      const parents = await missingParents(target, `${at.path}/.`, { uid: 0, gid: 0 }, 'failed to unpack');
      return put(target, [...parents, ...items]);
    }
  }
  const into = destination.endsWith('/') || isDirectory(at.info);
  if (!at.info && !into) await refuseBelowFile(target, at.path);
  const path = into ? cleanAbsolute(`${at.path}/${file.name.replace(/\/+$/, '').replace(/^.*\//, '')}`) : at.path;
  const owner = target.owner ?? { uid: 0, gid: 0 };
  const parents = await missingParents(target, path, owner, 'failed to create new directory');
  await put(target, [...parents, item(target, entry, path)]);
}

function put(target: CopyTarget, items: readonly TarInput[]): Promise<void> {
  return target.engine.runtime.extract({ snapshot: target.snapshot }, '/', writeTar(items), {
    noOverwriteDirNonDir: false,
    copyUidGid: true,
  });
}

/** All below `from`, to lie below `to`. Directories come again at the end: what is put into them changes their times. */
function treeItems(target: CopyTarget, entries: readonly FileEntry[], from: string, to: string): readonly TarInput[] {
  const place = (path: string) => cleanAbsolute(`${to}/${path.slice(from.length)}`);
  const below = entries.filter(({ path }) => path !== from);
  const paths = new Set(below.map(({ path }) => path));
  const items = below.map((entry) => {
    const linked = entry.sameAs !== undefined && paths.has(entry.sameAs) ? place(entry.sameAs) : undefined;
    return item(target, entry, place(entry.path), linked);
  });
  return [...items, ...again(items)];
}

const again = (items: readonly TarInput[]) => items.filter(({ header }) => header.type === 'directory').reverse();

function item(target: CopyTarget, entry: FileEntry, path: string, linked?: string): TarInput {
  const header: TarHeader = { ...entry.header, ...target.owner, name: path.slice(1), uname: '', gname: '' };
  if (linked !== undefined) return { header: { ...header, type: 'hardlink', link: linked.slice(1), size: 0 } };
  return header.type === 'file' ? { header, body: entry.bytes } : { header };
}

function directory({ engine }: CopyTarget, path: string, owner: Owner): TarInput {
  const mtime = engine.clock.now();
  return { header: { name: path.slice(1), type: 'directory', mode: 0o755, ...owner, mtime, size: 0 } };
}

/** The directories above `path` that are not there, to be made. */
async function missingParents(target: CopyTarget, path: string, owner: Owner, doing: string): Promise<TarInput[]> {
  const made: TarInput[] = [];
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
    const parent = path.slice(0, end);
    const { info } = await resolveInSnapshot(target.engine.runtime, target.snapshot, parent);
    if (!info) made.push(directory(target, parent, owner));
    else if (!isDirectory(info)) throw notADirectory(target.engine, parent, doing);
  }
  return made;
}

/** What is to be written is looked at first, and nothing lies below a file. */
async function refuseBelowFile({ engine, snapshot }: CopyTarget, path: string): Promise<void> {
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
    const { info } = await resolveInSnapshot(engine.runtime, snapshot, path.slice(0, end));
    if (!info) return;
    if (isDirectory(info)) continue;
    throw new FailureError('system', `lstat ${mergedDirectory(randomId(engine.random))}${path}: not a directory`);
  }
}

/** The error of the daemon, which sees the snapshot in a directory of its own. */
function notADirectory(engine: EngineContext, path: string, doing: string): FailureError {
  const root = `/var/lib/docker/overlay2/${randomId(engine.random)}/merged`;
  return new FailureError('system', `${doing}: mkdir ${root}${path}: not a directory`);
}

/** The entries of an archive, compressed or not, to lie below `to`; undefined when the file is none. */
async function unpacked(entry: FileEntry, to: string): Promise<readonly TarInput[] | undefined> {
  const items: TarInput[] = [];
  const place = (name: string) => cleanAbsolute(`${to}/${clampedPath(name)}`).slice(1);
  try {
    for await (const { header, body } of readTar(decompress(sourceOf(entry.bytes)))) {
      const parts: Uint8Array[] = [];
      for await (const part of body) parts.push(part.slice());
      const link = header.type === 'hardlink' ? { link: place(header.link ?? '') } : {};
      if (clampedPath(header.name) === '') continue;
      items.push({
        header: { ...header, ...link, name: place(header.name) },
        ...(header.type === 'file' && { body: sourceOf(...parts) }),
      });
    }
  } catch (error) {
    const broken = error instanceof FailureError && error.kind === 'invalid';
    if (broken && items.length === 0) return undefined;
    throw error;
  }
  return items.length ? [...items, ...again(items)] : undefined;
}
