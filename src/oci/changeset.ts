/**
 * Layers as changesets (image-spec layer.md): names in tars to paths in a root, and what a whiteout removes.
 */
import { OPAQUE_WHITEOUT, WHITEOUT_META_PREFIX, WHITEOUT_PREFIX } from './layer.ts';

const FAST = /^(?!\.\.?(?:\/|$))[^/]+(?:\/(?!\.\.?(?:\/|$))[^/]+)*\/?$/;

/**
 * The lexical normal form of a name in a tar: no leading `/` or `./`, no `..`, no trailing `/`. Undefined when it climbs
 * out of the root.
 */
export function normalPath(name: string): string | undefined {
  if (FAST.test(name)) return name.endsWith('/') ? name.slice(0, -1) : name;
  const kept: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.join('/');
}

/** Like `normalPath` with `..` at the root staying there, which is what extraction in a chroot does. */
export function clampedPath(name: string): string {
  const kept: string[] = [];
  for (const part of name.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept.join('/');
}

/** Go's filepath.Clean: what tar-split and Unpack of moby take for the name of an entry. */
export function goClean(name: string): string {
  if (FAST.test(name)) return name.endsWith('/') ? name.slice(0, -1) : name;
  const rooted = name.startsWith('/');
  const kept: string[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(part);
  }
  return (rooted ? '/' : '') + kept.join('/') || '.';
}

/** `a/b` of `a/b/c`; the root is the empty string. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `c` of `a/b/c`. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export type Whiteout =
  /** `path` of the layers below is gone. */
  | { readonly kind: 'removed'; readonly path: string }
  /** Of directory `path` nothing of the layers below shows. */
  | { readonly kind: 'opaque'; readonly path: string }
  /** aufs's own files: ignored. */
  | { readonly kind: 'metadata' };

/** What an entry's path says besides being a path. Only the name counts, whatever the entry's type. */
export function whiteoutOf(path: string): Whiteout | undefined {
  const name = baseOf(path);
  if (!name.startsWith(WHITEOUT_PREFIX)) return undefined;
  const directory = parentOf(path);
  if (name === OPAQUE_WHITEOUT) return { kind: 'opaque', path: directory };
  if (name.startsWith(WHITEOUT_META_PREFIX)) return { kind: 'metadata' };
  return { kind: 'removed', path: joinPath(directory, name.slice(WHITEOUT_PREFIX.length)) };
}

export const whiteoutPath = (path: string): string => joinPath(parentOf(path), WHITEOUT_PREFIX + baseOf(path));
export const opaquePath = (directory: string): string => joinPath(directory, OPAQUE_WHITEOUT);
export const joinPath = (directory: string, name: string): string => (directory ? `${directory}/${name}` : name);
