/**
 * Writable layers and whole roots as tar archives, entry by entry as real Docker orders and names them
 * (docker-format facts 4 and 5): relative names, sorted, directories before what they hold, whole seconds.
 */
import { LIMITS } from '../base/limits.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { O, type FileType, type Stat, type Sys } from '../kernel/sys.ts';
import type { Overlay } from '../kernel/vfs/overlay.ts';
import type { FileContent, UpperEntry } from '../kernel/vfs/tree.ts';
import { OPAQUE_WHITEOUT, WHITEOUT_PREFIX, type LayerEntryType } from '../oci/layer.ts';
import type { TarHeader } from '../oci/tar/header.ts';
import { writeTar, type TarInput } from '../oci/tar/write.ts';

/** A layer's changeset; the root directory itself is left out, as Docker does. */
export function layerTar(entries: readonly UpperEntry[]): ByteSource {
  return writeTar(layerItems(entries));
}

function* layerItems(entries: readonly UpperEntry[]): Generator<TarInput> {
  for (const entry of entries) {
    const name = entry.path.slice(1);
    if (name === '') continue;
    const cut = name.lastIndexOf('/') + 1;
    if (entry.kind === 'whiteout') {
      yield { header: marker(`${name.slice(0, cut)}${WHITEOUT_PREFIX}${name.slice(cut)}`, 0o600) };
      continue;
    }
    const { node } = entry;
    if (node.type === 'socket') continue;
    const header: TarHeader = {
      name,
      type: entry.linkTo === undefined ? node.type : 'hardlink',
      mode: node.mode,
      uid: node.uid,
      gid: node.gid,
      mtime: node.mtime,
      size: node.content?.size ?? 0,
      ...linkOf(entry),
      ...(node.major !== undefined && { major: node.major, minor: node.minor ?? 0 }),
      ...(node.xattrs && { xattrs: Object.fromEntries(node.xattrs) }),
    };
    yield { header, ...(header.type === 'file' && node.content && { body: bytesOf(node.content) }) };
    if (entry.opaque) yield { header: marker(`${name}/${OPAQUE_WHITEOUT}`, 0o755) };
  }
}

function linkOf(entry: UpperEntry & { kind: 'node' }): { link?: string } {
  if (entry.linkTo !== undefined) return { link: entry.linkTo.slice(1) };
  return entry.node.type === 'symlink' ? { link: entry.node.target ?? '' } : {};
}

function marker(name: string, mode: number): TarHeader {
  return { name, type: 'file', mode, uid: 0, gid: 0, mtime: 0, size: 0 };
}

/** Whole extents: they need no putting together. */
const READ_BYTES = LIMITS.extentBytes;

async function* bytesOf(content: FileContent): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < content.size;) {
    const chunk = await content.read(offset, Math.min(READ_BYTES, content.size - offset));
    if (chunk.length === 0) return;
    offset += chunk.length;
    yield chunk;
  }
}

/** Everything a container's root holds, as `docker export` sends it; mount points are empty. */
export async function* rootTar(root: Overlay, kernel: Kernel): AsyncGenerator<Uint8Array> {
  const namespace = kernel.createNamespace({ hostname: 'localhost', mounts: [{ target: '/', fs: root }] });
  try {
    yield* writeTar(treeItems(namespace.files, '', '', new Map()));
  } finally {
    namespace.destroy();
  }
}

/** The entries below a directory, sorted, with names that begin with `prefix`. */
export async function* treeItems(
  files: Sys,
  path: string,
  prefix: string,
  linked: Map<string, string>,
): AsyncGenerator<TarInput> {
  const entries = await files.readdir(path || '/');
  const names = entries.map(({ name }) => name).filter((name) => name !== '.' && name !== '..');
  for (const name of names.sort()) {
    const at = `${path}/${name}`;
    const stat = await files.lstat(at);
    const item = await fileItem(files, at, prefix + name, stat, linked);
    if (item) yield item;
    if (stat.type === 'directory') yield* treeItems(files, at, `${prefix}${name}/`, linked);
  }
}

/** One file as a tar entry; undefined for what tar cannot hold. `linked` finds further names of a file. */
export async function fileItem(
  files: Sys,
  path: string,
  name: string,
  stat: Stat,
  linked: Map<string, string>,
): Promise<TarInput | undefined> {
  if (stat.type === 'socket') return undefined;
  const identity = `${stat.dev}:${stat.ino}`;
  const first = stat.type !== 'directory' && stat.nlink > 1 ? linked.get(identity) : undefined;
  if (stat.nlink > 1 && first === undefined) linked.set(identity, name);
  const type: LayerEntryType = first === undefined ? tarType(stat.type) : 'hardlink';
  const header: TarHeader = {
    name,
    type,
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    mtime: stat.mtime,
    size: type === 'file' ? stat.size : 0,
    ...(first !== undefined && { link: first }),
    ...(type === 'symlink' && { link: await files.readlink(path) }),
    ...((type === 'char' || type === 'block') && { major: stat.major, minor: stat.minor }),
  };
  return type === 'file' ? { header, body: readFile(files, path, stat.size) } : { header };
}

function tarType(type: FileType): LayerEntryType {
  return type as Exclude<FileType, 'socket'>;
}

/** Exactly `size` bytes: a file that is being written to is cut, or filled with zeros, as GNU tar does. */
async function* readFile(files: Sys, path: string, size: number): AsyncGenerator<Uint8Array> {
  const fd = await files.open(path, O.RDONLY);
  try {
    let missing = size;
    while (missing > 0) {
      const chunk = await files.read(fd, Math.min(READ_BYTES, missing));
      if (chunk.length === 0) break;
      missing -= chunk.length;
      yield chunk;
    }
    for (; missing > 0; missing -= LIMITS.pipeBytes) yield new Uint8Array(Math.min(missing, LIMITS.pipeBytes));
  } finally {
    await files.close(fd);
  }
}
