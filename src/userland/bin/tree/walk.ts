/** What lies below a directory, as far as it is asked for. */
import { SysError } from '../../../kernel/errno.ts';
import type { Stat } from '../../../kernel/sys.ts';
import { join } from '../lib/path.ts';
import type { Tool } from '../lib/tool.ts';

export interface Walk {
  readonly depth: number;
  readonly hidden: boolean;
  readonly directoriesOnly: boolean;
  readonly followLinks: boolean;
  readonly oneFileSystem: boolean;
  readonly prune: boolean;
  readonly matchDirectories: boolean;
  /** Files have to match one of the wanted patterns, when there are any; all to match none of the others. */
  readonly wanted: readonly RegExp[];
  readonly unwanted: readonly RegExp[];
  /** Directories with more entries stay closed. */
  readonly limit: number;
  /** A directory's size is the sum of what lies in it. */
  readonly sum: boolean;
  readonly order: ((a: Node, b: Node) => number) | undefined;
}

export interface Node {
  readonly name: string;
  readonly path: string;
  readonly stat: Stat | undefined;
  /** Also of links to one. */
  readonly isDirectory: boolean;
  readonly target: string | undefined;
  readonly targetStat: Stat | undefined;
  /** In square brackets behind the name. */
  readonly error: string | undefined;
  /** Undefined when it was not looked into. */
  readonly children: readonly Node[] | undefined;
  readonly size: number;
}

export interface Totals {
  directories: number;
  files: number;
  bytes: number;
}

export async function readTree(t: Tool, path: string, walk: Walk, totals: Totals): Promise<Node> {
  const stat = await statOf(t, path, true);
  if (stat?.type !== 'directory') {
    if (stat) totals.files++;
    return leaf(path, path, stat, 'error opening dir');
  }
  const { children, error } = await childrenOf(t, path, stat, walk, walk.depth, [stat.ino]);
  const size = stat.size + (walk.sum ? children.reduce((sum, child) => sum + child.size, 0) : 0);
  if (children.length) totals.directories++;
  count(children, totals);
  totals.bytes += size;
  return { ...leaf(path, path, stat, error), isDirectory: true, children, size };
}

function count(nodes: readonly Node[], totals: Totals): void {
  for (const { isDirectory, children } of nodes) {
    if (isDirectory) totals.directories++;
    else totals.files++;
    if (children) count(children, totals);
  }
}

function leaf(name: string, path: string, stat: Stat | undefined, error: string | undefined): Node {
  const none = { isDirectory: false, target: undefined, targetStat: undefined, children: undefined };
  return { name, path, stat, error, size: stat?.size ?? 0, ...none };
}

async function statOf(t: Tool, path: string, follow: boolean): Promise<Stat | undefined> {
  try {
    return await (follow ? t.sys.stat(path) : t.sys.lstat(path));
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

interface Found {
  readonly children: readonly Node[];
  readonly error: string | undefined;
}

/** `above`: inode numbers of the directories on the way here. */
async function childrenOf(
  t: Tool,
  path: string,
  own: Stat,
  walk: Walk,
  depth: number,
  above: readonly number[],
): Promise<Found> {
  let names: string[];
  try {
    names = (await t.sys.readdir(path)).map(({ name }) => name).filter((name) => name !== '.' && name !== '..');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return { children: [], error: 'error opening dir' };
  }
  const shown = names.filter((name) => walk.hidden || !name.startsWith('.'));
  if (shown.length > walk.limit)
    return { children: [], error: `${shown.length} entries exceeds filelimit, not opening dir` };
  const children: Node[] = [];
  for (const name of shown) {
    await t.sys.tick();
    const child = await childOf(t, join(path, name), name, own, walk, depth - 1, above);
    if (child) children.push(child);
  }
  if (walk.order) children.sort(walk.order);
  return { children, error: undefined };
}

async function childOf(
  t: Tool,
  path: string,
  name: string,
  parent: Stat,
  walk: Walk,
  depth: number,
  above: readonly number[],
): Promise<Node | undefined> {
  if (walk.unwanted.some((pattern) => pattern.test(name))) return undefined;
  const stat = await statOf(t, path, false);
  if (!stat) return undefined;
  const isLink = stat.type === 'symlink';
  const target = isLink ? await t.sys.readlink(path) : undefined;
  const targetStat = isLink ? await statOf(t, path, true) : undefined;
  const real = targetStat ?? stat;
  const isDirectory = real.type === 'directory';
  if (walk.directoriesOnly && !isDirectory) return undefined;
  const matches = walk.wanted.length === 0 || walk.wanted.some((pattern) => pattern.test(name));
  if (!isDirectory && !matches) return undefined;
  const node = { ...leaf(name, path, stat, undefined), isDirectory, target, targetStat };
  if (!isDirectory || (isLink && !walk.followLinks) || depth <= 0) return node;
  if (walk.oneFileSystem && real.dev !== parent.dev) return node;
  if (isLink && above.includes(real.ino)) return { ...node, error: 'recursive, not followed' };
  // All of a directory that matches itself is wanted.
  const below = walk.matchDirectories && matches ? { ...walk, wanted: [] } : walk;
  const { children, error } = await childrenOf(t, path, real, below, depth, [...above, real.ino]);
  if (walk.prune && children.length === 0) return undefined;
  const size = walk.sum ? stat.size + children.reduce((sum, child) => sum + child.size, 0) : stat.size;
  return { ...node, error, children, size };
}
