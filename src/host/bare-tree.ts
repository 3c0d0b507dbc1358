/**
 * The files of a machine without docker: those of its distribution's image, without what makes an image of them, and with what a
 * machine has besides: a user, an init system, a network, the programs that a server installation brings.
 */
import { text, utf8 } from '../base/bytes.ts';
import { programHeader } from '../base/program-file.ts';
import type { TreeNode } from '../kernel/vfs/tree.ts';
import { centosChanges } from './centos.ts';
import type { MachineKind } from './machine-kind.ts';
import { contentOf, padded } from './rootfs.ts';
import { ubuntuChanges } from './ubuntu-trusty.ts';

/** What is done to the image's tree; paths without the leading slash. */
export interface TreeChanges {
  readonly removed: readonly string[];
  /** Texts by path; a function changes what the image has. */
  readonly texts: Readonly<Record<string, string | ((before: string) => string)>>;
  readonly modes: Readonly<Record<string, number>>;
  readonly directories: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  /** Owned by the learner. */
  readonly owned: readonly string[];
  /** Executables by path, with the program that they run; those that the image has, wherever, stay as they are and alone. */
  readonly programs: Readonly<Record<string, string>>;
}

/** A second su, found first, would lack what makes the right one root. */
const PROGRAM_DIRECTORIES = ['bin', 'sbin', 'usr/bin', 'usr/sbin'];

export async function bareTree(base: TreeNode, kind: MachineKind, programs: readonly string[]): Promise<TreeNode> {
  const changes = kind === 'centos-7-bare' ? centosChanges(programs) : ubuntuChanges(programs);
  const root = thaw(base);
  for (const path of changes.removed) remove(root, path);
  for (const path of changes.directories)
    put(root, path, made(changes, path, { type: 'directory', mode: 0o755, children: new Map() }));
  for (const [path, target] of Object.entries(changes.links))
    put(root, path, made(changes, path, { type: 'symlink', mode: 0o777, target }));
  for (const [path, change] of Object.entries(changes.texts)) {
    const before = find(root, path);
    const content = typeof change === 'string' ? change : change(await textOf(before));
    put(
      root,
      path,
      made(changes, path, { type: 'file', mode: before?.mode ?? 0o644, content: contentOf(utf8(content)) }),
    );
  }
  for (const [path, program] of Object.entries(changes.programs)) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!PROGRAM_DIRECTORIES.some((directory) => find(root, `${directory}/${name}`)))
      put(root, path, made(changes, path, { type: 'file', mode: 0o755, content: padded(programHeader(program)) }));
  }
  return root;
}

type Made = Pick<TreeNode, 'type' | 'mode'> & Partial<TreeNode>;
const MTIME = Date.UTC(2014, 3, 22);
const LEARNER_ID = 1000;

function made({ modes, owned }: TreeChanges, path: string, node: Made): TreeNode {
  const id = owned.includes(path) ? LEARNER_ID : 0;
  return { uid: id, gid: id, mtime: MTIME, ...node, mode: modes[path] ?? node.mode };
}

/** Directories that are copies already. */
const thawed = new WeakSet<TreeNode>();

/** Directories as they are changed: a copy with children of its own, made when something in it is first changed. */
function thaw(node: TreeNode): TreeNode {
  if (thawed.has(node)) return node;
  const copy = { ...node, children: new Map(node.children) };
  thawed.add(copy);
  return copy;
}

function walk(
  root: TreeNode,
  path: string,
  purpose: 'look' | 'remove' | 'put',
): { parent: Map<string, TreeNode>; name: string } | undefined {
  const names = path.split('/');
  const name = names.pop() as string;
  let at = root;
  for (const part of names) {
    const children = (at.children ?? new Map()) as Map<string, TreeNode>;
    let next = children.get(part);
    // `/bin` and its like are links below /usr in later releases.
    if (next?.type === 'symlink')
      return walk(
        root,
        [(next.target as string).replace(/^\//, ''), ...names.slice(names.indexOf(part) + 1), name].join('/'),
        purpose,
      );
    if (!next && purpose !== 'put') return undefined;
    next ??= { type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: MTIME };
    if (purpose !== 'look') children.set(part, (next = thaw(next)));
    at = next;
  }
  return { parent: (at.children ?? new Map()) as Map<string, TreeNode>, name };
}

function find(root: TreeNode, path: string): TreeNode | undefined {
  const place = walk(root, path, 'look');
  return place?.parent.get(place.name);
}

function put(root: TreeNode, path: string, node: TreeNode): void {
  const place = walk(root, path, 'put');
  if (!place) return;
  const before = place.parent.get(place.name);
  const children = before?.type === 'directory' && node.type === 'directory' ? before.children : node.children;
  place.parent.set(place.name, children ? { ...node, children } : node);
}

function remove(root: TreeNode, path: string): void {
  const place = walk(root, path, 'remove');
  place?.parent.delete(place.name);
}

async function textOf(node: TreeNode | undefined): Promise<string> {
  return node?.content ? text(await node.content.read(0, node.content.size)) : '';
}
