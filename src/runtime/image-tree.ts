/**
 * Merges layers into the read-only tree that a container's root is made of, by the image-spec's rules (layer.md,
 * "Applying Changesets"): a whiteout hides what lies below, an opaque whiteout everything in its directory that came
 * from lower layers. The result shares every unchanged node with the tree below, so that images share memory as they
 * share layers.
 */
import { OPAQUE_WHITEOUT, WHITEOUT_META_PREFIX, WHITEOUT_PREFIX, type LayerEntry } from '../oci/layer.ts';
import type { FileType } from '../kernel/sys.ts';
import type { FileContent, TreeNode } from '../kernel/vfs/tree.ts';
import type { Blob } from '../store/store.ts';

interface Directory {
  node: TreeNode;
  readonly children: Map<string, TreeNode | Directory>;
  /**
   * Names this layer has put here: an opaque whiteout leaves them, wherever in the tar it stands. Undefined: all there are, as
   * nothing was here before.
   */
  readonly own: Set<string> | undefined;
}

export const EMPTY_ROOT: TreeNode = {
  type: 'directory',
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtime: 0,
  initial: true,
  children: new Map(),
};

/** Opens a layer's uncompressed tar. Asked at every read: a layer may be removed, and the same one come back. */
export type OpenTar = () => Promise<Blob>;

/** The tree of `lower` with one layer applied; bytes are read from the tar when a file is read. */
export function applyLayer(lower: TreeNode, entries: readonly LayerEntry[], tar: OpenTar): TreeNode {
  const root = thaw(lower);
  // What one directory holds mostly stands together, and nothing in it takes the directory itself away.
  let parent = root;
  let path = '';
  for (const entry of entries) {
    if (entry.path === '') {
      root.node = nodeOf(entry, tar);
      continue;
    }
    const cut = entry.path.lastIndexOf('/');
    const above = cut < 0 ? '' : entry.path.slice(0, cut);
    if (above !== path) {
      parent = directoryAt(root, above);
      path = above;
    }
    applyEntry(root, parent, entry.path.slice(cut + 1), entry, tar);
  }
  return freeze(root);
}

function applyEntry(root: Directory, parent: Directory, name: string, entry: LayerEntry, tar: OpenTar): void {
  if (name === OPAQUE_WHITEOUT) {
    for (const child of [...parent.children.keys()]) if (!isOwn(parent, child)) parent.children.delete(child);
    return;
  }
  if (name.startsWith(WHITEOUT_META_PREFIX)) return;
  if (name.startsWith(WHITEOUT_PREFIX)) {
    const hidden = name.slice(WHITEOUT_PREFIX.length);
    if (!isOwn(parent, hidden)) parent.children.delete(hidden);
    return;
  }
  const below = !isOwn(parent, name);
  parent.own?.add(name);
  if (entry.type === 'hardlink') {
    const existing = find(root, entry.link ?? '');
    if (existing) parent.children.set(name, existing);
    return;
  }
  const before = parent.children.get(name);
  if (entry.type === 'directory' && before && typeOf(before) === 'directory') {
    const directory = isThawed(before) ? before : thaw(before);
    const merged = below || directory.node.merged;
    directory.node = { ...nodeOf(entry, tar), children: new Map(), ...(merged && { merged }) };
    parent.children.set(name, directory);
    return;
  }
  parent.children.set(name, nodeOf(entry, tar));
}

function nodeOf(entry: LayerEntry, tar: OpenTar): TreeNode {
  const node = plainNode(entry, tar);
  return entry.xattrs ? { ...node, xattrs: new Map(Object.entries(entry.xattrs)) } : node;
}

function plainNode(entry: LayerEntry, tar: OpenTar): TreeNode {
  const { type, uid, gid, mtime } = entry;
  const mode = entry.mode & 0o7777;
  switch (type) {
    case 'file':
      return { type, mode, uid, gid, mtime, content: new LayerFile(tar, entry.offset, entry.size) };
    case 'directory':
      return { type, mode, uid, gid, mtime, children: new Map() };
    case 'symlink':
      // A link's own mode is not kept by Linux.
      return { type, mode: 0o777, uid, gid, mtime, target: entry.link ?? '' };
    default:
      return {
        type: type as FileType,
        mode,
        uid,
        gid,
        mtime,
        ...(entry.major !== undefined && { major: entry.major, minor: entry.minor ?? 0 }),
      };
  }
}

/** A file's bytes where they lie in the layer's tar. */
class LayerFile implements FileContent {
  constructor(
    private readonly tar: OpenTar,
    private readonly offset: number,
    readonly size: number,
  ) {}

  async read(offset: number, length: number): Promise<Uint8Array> {
    const available = Math.max(0, Math.min(length, this.size - offset));
    return (await this.tar()).read(this.offset + offset, available);
  }
}

/** The directory at a path, made with default attributes where a layer's tar leaves it out. */
function directoryAt(root: Directory, path: string): Directory {
  let at = root;
  for (const name of path === '' ? [] : path.split('/')) {
    const child = at.children.get(name);
    let next: Directory;
    if (child && isThawed(child)) next = child;
    else if (child?.type === 'directory') next = thaw(isOwn(at, name) ? child : { ...child, merged: true });
    else {
      next = thaw(EMPTY_ROOT);
      at.own?.add(name);
    }
    at.children.set(name, next);
    at = next;
  }
  return at;
}

function find(root: Directory, path: string): TreeNode | undefined {
  let at: TreeNode | Directory | undefined = root;
  for (const name of path.split('/')) at = at?.children?.get(name);
  return at && !isThawed(at) ? at : undefined;
}

function isThawed(node: TreeNode | Directory | undefined): node is Directory {
  return node !== undefined && 'own' in node;
}

function typeOf(node: TreeNode | Directory): FileType {
  return isThawed(node) ? 'directory' : node.type;
}

function isOwn({ own, children }: Directory, name: string): boolean {
  return own ? own.has(name) : children.has(name);
}

function thaw(node: TreeNode): Directory {
  return { node, children: new Map(node.children), own: node.children?.size ? new Set() : undefined };
}

/** Its map of children becomes the node's: a directory is frozen once. */
function freeze({ node, children }: Directory): TreeNode {
  for (const [name, child] of children) if (isThawed(child)) children.set(name, freeze(child));
  return { ...node, children: children as ReadonlyMap<string, TreeNode> };
}
