/**
 * What differs between a container's file system and the tree below it, by the rules of moby's comparison of two
 * directories (pkg/archive/changes.go, what Docker's overlay2 driver answers for `docker diff`): type, mode, owner and
 * device number of everything, size and modification time of what is no directory. A directory with changes inside is
 * a change too. Only what was touched is compared.
 * Sorted by path.
 */
import type { Overlay } from './overlay.ts';
import type { OverlayNode } from './overlay-node.ts';
import { CHANGE, type Change, type TreeNode } from './tree.ts';

export function overlayChanges({ root, lower }: Overlay): Change[] {
  const changes: Change[] = [];
  compareDirectories(root, lower, '', changes);
  return changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function compareDirectories(
  directory: OverlayNode,
  below: TreeNode | undefined,
  path: string,
  changes: Change[],
): void {
  for (const name of candidates(directory, below)) {
    const node = directory.lookup(name);
    const before = below?.children?.get(name);
    const at = `${path}/${name}`;
    if (!node) {
      if (before) changes.push({ path: at, kind: CHANGE.deleted });
      continue;
    }
    const inside = changes.length;
    if (node.type === 'directory') {
      compareDirectories(node, before?.type === 'directory' ? before : undefined, at, changes);
    }
    if (!before) changes.push({ path: at, kind: CHANGE.added });
    else if (differs(node, before) || changes.length > inside) changes.push({ path: at, kind: CHANGE.modified });
  }
}

/** Names that may differ. Where the directory still is the tree's, only those that were touched. */
function candidates(directory: OverlayNode, below: TreeNode | undefined): Iterable<string> {
  if (directory.lower && directory.lower === below) return directory.names?.keys() ?? [];
  return new Set([...directory.readdir().map(({ name }) => name), ...(below?.children?.keys() ?? [])]);
}

function differs(node: OverlayNode, before: TreeNode): boolean {
  if (!node.own && node.lower === before) return false;
  const now = node.stat();
  if (now.type !== before.type || now.mode !== before.mode || now.uid !== before.uid || now.gid !== before.gid) {
    return true;
  }
  if (now.major !== (before.major ?? 0) || now.minor !== (before.minor ?? 0)) return true;
  if (now.type === 'directory') return false;
  const size = before.type === 'symlink' ? new TextEncoder().encode(before.target).length : (before.content?.size ?? 0);
  return now.size !== size || now.mtime !== before.mtime;
}
