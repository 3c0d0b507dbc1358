/** The upper layer as a list of entries, for packing into a layer and for other file systems to begin with. */
import { SysError } from '../errno.ts';
import { FileData } from './file-data.ts';
import type { OverlayFilesystem } from './overlay.ts';
import type { OverlayNode } from './overlay-node.ts';
import type { FileContent, TreeNode, UpperEntry } from './tree.ts';

export function overlayEntries(root: OverlayNode, lower: TreeNode): UpperEntry[] {
  const out: UpperEntry[] = [];
  const listing = { out, first: new Map<OverlayNode, string>() };
  const children: UpperEntry[] = [];
  listDirectory({ ...listing, out: children }, root, lower, '');
  if (root.own || children.length > 0) out.push({ kind: 'node', path: '/', node: nodeOf(root) });
  return out.concat(children);
}

interface Listing {
  readonly out: UpperEntry[];
  /** Path under which a file with several names was listed first. */
  readonly first: Map<OverlayNode, string>;
}

function listDirectory(listing: Listing, directory: OverlayNode, below: TreeNode | undefined, path: string): void {
  const merged = directory.lower !== undefined && directory.lower === below;
  const names = merged ? [...(directory.names?.keys() ?? [])] : directory.readdir().map(({ name }) => name);
  for (const name of names.sort()) {
    const node = directory.lookup(name);
    const at = `${path}/${name}`;
    if (node) listNode(listing, node, merged ? below?.children?.get(name) : undefined, at);
    else listing.out.push({ kind: 'whiteout', path: at });
  }
}

function listNode(listing: Listing, node: OverlayNode, below: TreeNode | undefined, path: string): void {
  const moved = node.lower === undefined || node.lower !== below;
  if (node.type === 'directory') {
    const inside: UpperEntry[] = [];
    listDirectory({ ...listing, out: inside }, node, below?.type === 'directory' ? below : undefined, path);
    if (!moved && !node.own && inside.length === 0) return;
    const opaque = moved && below?.type === 'directory';
    listing.out.push({ kind: 'node', path, node: nodeOf(node), ...(opaque && { opaque }) });
    for (const entry of inside) listing.out.push(entry);
    return;
  }
  if (!moved && !node.own) return;
  const linkTo = listing.first.get(node);
  const plain = nodeOf(node);
  if (linkTo !== undefined) {
    listing.out.push({ kind: 'node', path, node: { ...plain, content: undefined }, linkTo });
    return;
  }
  if ((node.own?.nlink ?? 1) > 1) listing.first.set(node, path);
  const contentFromLower = !moved && node.type === 'file' && !node.data?.changed;
  listing.out.push({ kind: 'node', path, node: plain, ...(contentFromLower && { contentFromLower }) });
}

function nodeOf(node: OverlayNode): Omit<TreeNode, 'children'> {
  const { type, mode, uid, gid, mtime, major, minor } = node.stat();
  const xattrs = node.own ? node.own.xattrs : node.lower?.xattrs;
  return {
    type,
    mode,
    uid,
    gid,
    mtime,
    ...(type === 'file' && { content: contentOf(node) }),
    ...(type === 'symlink' && { target: node.readlink() }),
    ...((type === 'char' || type === 'block') && { major, minor }),
    ...(xattrs && { xattrs }),
  };
}

/** The bytes as they are when they are read: a file that goes on growing is read up to its size now. */
function contentOf(node: OverlayNode): FileContent {
  if (!node.data) return node.lower?.content ?? { size: 0, read: () => new Uint8Array(0) };
  const { data } = node;
  const size = data.size;
  return { size, read: (offset, length) => data.read(offset, Math.min(length, Math.max(0, size - offset))) };
}

/** Brings entries into an overlay that nobody uses yet. EINVAL when a directory above an entry is missing. */
export function applyEntries(fs: OverlayFilesystem, entries: readonly UpperEntry[]): void {
  const made = new Map<string, OverlayNode>();
  for (const entry of entries) {
    if (entry.path === '/') {
      if (entry.kind === 'node') setOwn(fs.root, entry.node);
      continue;
    }
    const cut = entry.path.lastIndexOf('/');
    const name = entry.path.slice(cut + 1);
    const directory = nodeAt(fs.root, entry.path.slice(0, cut));
    const before = directory.lookup(name);
    const names = (directory.names ??= new Map());
    if (entry.kind === 'whiteout') {
      if (directory.lower?.children?.has(name)) names.set(name, null);
      else names.delete(name);
      continue;
    }
    const linked = entry.linkTo === undefined ? undefined : (made.get(entry.linkTo) ?? nodeAt(fs.root, entry.linkTo));
    if (linked) {
      linked.copyUp().nlink++;
      names.set(name, linked);
      continue;
    }
    const node = bring(fs, before, entry);
    names.set(name, node);
    made.set(entry.path, node);
  }
}

function bring(
  fs: OverlayFilesystem,
  before: OverlayNode | undefined,
  entry: Extract<UpperEntry, { kind: 'node' }>,
): OverlayNode {
  const { node } = entry;
  const keeps = node.type === 'directory' ? !entry.opaque : entry.contentFromLower;
  const reuse = before?.type === node.type && keeps ? before : undefined;
  const target = reuse ?? fs.make(node.type, node);
  setOwn(target, node);
  if (node.type === 'file' && node.content && !entry.contentFromLower) {
    target.data = new FileData(fs, node.content);
    fs.brought.push(target.data);
  }
  return target;
}

function setOwn(target: OverlayNode, node: Omit<TreeNode, 'children'>): void {
  const { mode, uid, gid, mtime } = node;
  const own = target.copyUp();
  target.own = { ...own, mode, uid, gid, mtime, atime: mtime, ctime: mtime, xattrs: node.xattrs };
}

function nodeAt(root: OverlayNode, path: string): OverlayNode {
  let node: OverlayNode | undefined = root;
  for (const name of path.split('/')) if (name) node = node?.lookup(name);
  if (!node) throw new SysError('EINVAL');
  return node;
}
