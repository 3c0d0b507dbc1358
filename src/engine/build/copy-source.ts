/** Where COPY and ADD take files from: the build context, or another image's files. */
import { FailureError } from '../../base/errors.ts';
import { clampedPath } from '../../oci/changeset.ts';
import type { Runtime } from '../../oci/runtime.ts';
import { FileTree, type FileEntry } from './file-tree.ts';
import { matcher } from './glob.ts';
import { resolveInSnapshot } from '../snapshot-path.ts';

export interface CopySource {
  readonly kind: 'context' | 'image';
  /** With links followed. Fails with `invalid` on paths that lead out. */
  find(path: string): Promise<FileEntry | undefined>;
  /** What `find` answered and all below it. */
  below(entry: FileEntry): readonly FileEntry[];
  /** Paths that a pattern matches, in order. */
  glob(pattern: string): Promise<readonly string[]>;
  /** The sum of the file a path leads to; the path itself where there is none. */
  sum(path: string): Promise<string>;
}

export function contextSource(tree: FileTree): CopySource {
  const find = async (path: string) => {
    refuseLeadingOut(path);
    return tree.get(tree.follow(path));
  };
  return {
    kind: 'context',
    find,
    below: (entry) => tree.walk(entry.path),
    glob: async (pattern) => matching(tree, pattern),
    sum: async (path) => (await tree.get(tree.follow(path))?.sum?.()) ?? path,
  };
}

/** Of a build that was given nothing but a Dockerfile's address. */
export function missingContext(): CopySource {
  const fail = (): never => {
    throw new FailureError('invalid', 'missing build context');
  };
  return { kind: 'context', find: async () => fail(), below: fail, glob: async () => fail(), sum: async () => fail() };
}

function refuseLeadingOut(path: string): void {
  if (leadsOut(path)) throw new FailureError('invalid', `forbidden path outside the build context: ${path} ()`);
}

export function leadsOut(path: string): boolean {
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}

function matching(tree: FileTree, pattern: string): readonly string[] {
  const expression = matcher(pattern);
  return tree
    .walk('')
    .map(({ path }) => path)
    .filter((path) => path !== '' && expression?.test(path));
}

/** Files of a snapshot over the image, fetched when they are asked for. */
export function imageSource(runtime: Runtime, snapshot: string): CopySource {
  const tree = new FileTree();
  const loaded = new Set<string>();
  const load = async (path: string) => {
    if ([...loaded].some((root) => root === '/' || path === root || path.startsWith(`${root}/`))) return;
    const { tar } = await runtime.archive({ snapshot }, path);
    const parent = path.slice(0, path.lastIndexOf('/'));
    await tree.addImageFiles(tar, (name) => clampedPath(`${parent}/${name}`));
    loaded.add(path);
  };
  const find = async (path: string) => {
    refuseLeadingOut(path);
    const resolved = await resolveInSnapshot(runtime, snapshot, path);
    if (!resolved.info) return undefined;
    await load(resolved.path);
    return tree.get(resolved.path.slice(1));
  };
  return {
    kind: 'image',
    find,
    below: (entry) => tree.walk(entry.path),
    glob: async (pattern) => {
      const fixed = /^[^*?[\\]*\//.exec(pattern)?.[0] ?? '';
      const { path, info } = await resolveInSnapshot(runtime, snapshot, fixed);
      // The walk does not go through links.
      if (!info || path !== `/${clampedPath(fixed)}`) return [];
      await load(path);
      return matching(tree, pattern);
    },
    sum: async (path) => {
      const entry = await find(path);
      if (!entry) return path;
      return entry.sum ? entry.sum() : path;
    },
  };
}
