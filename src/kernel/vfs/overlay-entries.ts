/** The upper layer as a list of entries, for packing into a layer: what was copied up with the directories above it, and whiteouts. */
import type { Overlay } from './overlay.ts';
import type { OverlayNode } from './overlay-node.ts';
import type { FileContent, TreeNode, UpperEntry } from './tree.ts';

export function overlayEntries({ root, lower }: Overlay): UpperEntry[] {
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
