/** What a file system has to know of the read-only tree below it, kept once per tree however many lie over it. */
import type { TreeNode } from './tree.ts';

const inodes = new WeakMap<TreeNode, number>();
let nextInode = 1_000_000;

/** The same number for the same node wherever it shows, so that hard links of an image are seen as such. */
export function lowerInode(node: TreeNode): number {
  let ino = inodes.get(node);
  if (ino === undefined) {
    ino = ++nextInode;
    inodes.set(node, ino);
  }
  return ino;
}

const links = new WeakMap<TreeNode, Map<TreeNode, number>>();

/** Names that a file has in the tree under `root`. */
export function lowerLinks(root: TreeNode, node: TreeNode): number {
  let counts = links.get(root);
  if (!counts) {
    counts = new Map();
    const seen = new Set<TreeNode>();
    countLinks(root, seen, counts);
    links.set(root, counts);
  }
  return counts.get(node) ?? 1;
}

function countLinks(directory: TreeNode, seen: Set<TreeNode>, counts: Map<TreeNode, number>): void {
  for (const child of directory.children?.values() ?? []) {
    if (child.type === 'directory') countLinks(child, seen, counts);
    else if (seen.has(child)) counts.set(child, (counts.get(child) ?? 1) + 1);
    else seen.add(child);
  }
}

const paths = new WeakMap<TreeNode, Map<TreeNode, string>>();

/** A path of `node` in the tree under `root`; undefined when it is not there. */
export function lowerPath(root: TreeNode, node: TreeNode): string | undefined {
  let known = paths.get(root);
  if (!known) {
    known = new Map([[root, '/']]);
    notePaths(root, '', known);
    paths.set(root, known);
  }
  return known.get(node);
}

function notePaths(directory: TreeNode, path: string, known: Map<TreeNode, string>): void {
  for (const [name, child] of directory.children ?? []) {
    known.set(child, `${path}/${name}`);
    if (child.type === 'directory') notePaths(child, `${path}/${name}`, known);
  }
}

export function lowerAt(root: TreeNode, path: string): TreeNode | undefined {
  let node: TreeNode | undefined = root;
  for (const name of path.split('/')) if (name) node = node?.children?.get(name);
  return node;
}
