/**
 * Saving a writable layer piece by piece: the index tells names, attributes and where each extent of a file is; bytes
 * go under numbers, only those that changed since the last checkpoint. Bytes of the tree below are never saved, but
 * named by their path there.
 */
import { isZero } from '../../base/bytes.ts';
import { SysError } from '../errno.ts';
import type { FileType } from '../sys.ts';
import { type Extent, FileData, ZERO_EXTENT } from './file-data.ts';
import { lowerAt, lowerInode, lowerPath } from './lower-tree.ts';
import type { OverlayFilesystem } from './overlay.ts';
import { OverlayNode, type OwnAttributes } from './overlay-node.ts';
import type { TreeNode } from './tree.ts';

/** What a saver hands to the store. */
export interface Checkpoint {
  /** Plain data. */
  readonly index: unknown;
  /** Bytes that changed, by number. Not to be changed, only valid until the next change of the file system. */
  readonly files: ReadonlyMap<number, Uint8Array>;
  readonly removed: readonly number[];
  /** Saving failed: the next checkpoint brings the same again. */
  failed(): void;
}

/** [length, number]; number 0 stands for zeros. `null`: no extent. */
type SavedExtent = readonly [length: number, number: number] | null;

interface SavedData {
  readonly size: number;
  readonly baseSize: number;
  readonly extents: readonly SavedExtent[];
}

interface SavedNode {
  /** Attributes when they are the node's own. */
  readonly own?: OwnAttributes;
  readonly type: FileType;
  /** Path of the node of the tree it comes from. */
  readonly lower?: string;
  readonly target?: string;
  readonly device?: { readonly major: number; readonly minor: number };
  readonly data?: SavedData;
  /** Changed names: number of a node in `nodes`, or null for a whiteout. */
  readonly names?: readonly (readonly [string, number | null])[];
}

interface SavedIndex {
  readonly version: 1;
  readonly nextNumber: number;
  /** The first is the root. */
  readonly nodes: readonly SavedNode[];
}

export function takeCheckpoint(fs: OverlayFilesystem, nextNumber: () => number): Checkpoint {
  const saving: Saving = { fs, nextNumber, nodes: [], places: new Map(), files: new Map(), extents: [] };
  saving.nodes.push({ type: 'directory' });
  saving.nodes[0] = saveDirectory(saving, fs.root, { node: fs.lower, path: '/' }) ?? { type: 'directory', lower: '/' };
  const { removed } = fs;
  fs.removed = [];
  const index: SavedIndex = { version: 1, nextNumber: nextNumber(), nodes: saving.nodes };
  return {
    index,
    files: saving.files,
    removed,
    failed: () => {
      for (const extent of saving.extents) extent.dirty = true;
      fs.removed.push(...removed);
    },
  };
}

interface Saving {
  readonly fs: OverlayFilesystem;
  readonly nextNumber: () => number;
  readonly nodes: SavedNode[];
  readonly places: Map<OverlayNode, number>;
  readonly files: Map<number, Uint8Array>;
  readonly extents: Extent[];
}

/** What the tree has at the place of a node that is saved. */
interface Below {
  readonly node: TreeNode;
  readonly path: string;
}

/** The node's number in the index; undefined when it is as the tree has it. */
function place(saving: Saving, node: OverlayNode, below: Below | undefined): number | undefined {
  const known = saving.places.get(node);
  if (known !== undefined) return known;
  const saved =
    node.type === 'directory'
      ? saveDirectory(saving, node, below)
      : node.own && saveNode(saving, node, below, undefined);
  if (!saved && node.lower === below?.node) return undefined;
  saving.places.set(node, saving.nodes.length);
  return saving.nodes.push(saved ?? saveNode(saving, node, below, undefined)) - 1;
}

function saveDirectory(saving: Saving, node: OverlayNode, below: Below | undefined): SavedNode | undefined {
  const names: (readonly [string, number | null])[] = [];
  const path = lowerPathOf(saving, node, below);
  for (const [name, child] of node.names ?? []) {
    const inside = node.lower?.children?.get(name);
    const at = inside && { node: inside, path: path === '/' ? `/${name}` : `${path}/${name}` };
    const number = child && place(saving, child, at);
    if (number !== undefined) names.push([name, number]);
  }
  if (!node.own && node.lower === below?.node && names.length === 0) return undefined;
  return saveNode(saving, node, below, names);
}

/** Where in the tree the node comes from; found without a search unless it was moved. */
function lowerPathOf(saving: Saving, node: OverlayNode, below: Below | undefined): string | undefined {
  if (!node.lower) return undefined;
  return node.lower === below?.node ? below.path : lowerPath(saving.fs.lower, node.lower);
}

function saveNode(saving: Saving, node: OverlayNode, below: Below | undefined, names: SavedNode['names']): SavedNode {
  const lower = lowerPathOf(saving, node, below);
  return {
    type: node.type,
    ...(node.own && { own: { ...node.own } }),
    ...(lower !== undefined && { lower }),
    ...(node.target !== undefined && { target: node.target }),
    ...(node.device && { device: node.device }),
    ...(node.data && { data: saveData(saving, node.data) }),
    ...(names && names.length > 0 && { names }),
  };
}

function saveData(saving: Saving, data: FileData): SavedData {
  const extents = Array.from(data.extents, (extent) => (extent ? saveExtent(saving, extent) : null));
  return { size: data.size, baseSize: data.baseSize, extents };
}

function saveExtent(saving: Saving, extent: Extent): SavedExtent {
  if (!extent.dirty) return [extent.length, extent.number];
  extent.dirty = false;
  saving.extents.push(extent);
  const bytes = extent.bytes as Uint8Array;
  if (isZero(bytes.subarray(0, extent.length))) {
    // Zeros that were written one way or another: no memory, no storage.
    extent.bytes = ZERO_EXTENT;
    extent.shared = true;
    if (extent.number) saving.fs.forget(extent.number);
    extent.number = 0;
    return [extent.length, 0];
  }
  extent.number ||= saving.nextNumber();
  saving.files.set(extent.number, bytes.subarray(0, extent.length));
  return [extent.length, extent.number];
}

/** Fills an empty overlay from an index; answers the next free number. */
export function restoreCheckpoint(fs: OverlayFilesystem, index: unknown): number {
  const saved = index as SavedIndex;
  if (saved?.version !== 1) throw new SysError('EINVAL');
  const nodes = saved.nodes.map((node, i) => (i === 0 ? fs.root : restoreNode(fs, node)));
  saved.nodes.forEach(({ own, names }, i) => {
    const node = nodes[i] as OverlayNode;
    // Inode numbers are of one run: directories have those of the tree's nodes, whose numbers are new each time.
    if (own) node.own = { ...own, ino: node.lower?.type === 'directory' ? lowerInode(node.lower) : fs.inode() };
    if (names) node.names = new Map(names.map(([name, number]) => [name, number === null ? null : nodes[number]!]));
  });
  return saved.nextNumber;
}

function restoreNode(fs: OverlayFilesystem, saved: SavedNode): OverlayNode {
  const node = new OverlayNode(fs, saved.type, saved.lower === undefined ? undefined : lowerAt(fs.lower, saved.lower));
  node.target = saved.target;
  node.device = saved.device;
  if (saved.data) {
    const data = new FileData(fs, node.lower?.content);
    data.size = saved.data.size;
    data.baseSize = saved.data.baseSize;
    data.extents.push(...saved.data.extents.map((extent) => restoreExtent(fs, extent)));
    node.data = data;
  }
  return node;
}

function restoreExtent(fs: OverlayFilesystem, saved: SavedExtent): Extent | undefined {
  if (!saved) return undefined;
  const [length, number] = saved;
  fs.charge(length);
  const bytes = number === 0 ? ZERO_EXTENT : undefined;
  return { bytes, length, shared: true, number, dirty: false };
}
