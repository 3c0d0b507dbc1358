/**
 * Layers as changesets (image-spec layer.md): names in tars to paths in a root, what a whiteout removes, and the checks
 * that nothing climbs out of the root.
 */
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { OPAQUE_WHITEOUT, WHITEOUT_META_PREFIX, WHITEOUT_PREFIX } from './layer.ts';
import type { LayerEntry } from './layer.ts';
import type { TarHeader } from './tar/header.ts';

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

/** The index entry of a tar entry. Fails with `invalid` when it, or the file a hard link means, lies outside. */
export function layerEntryOf(header: TarHeader, offset: number): LayerEntry {
  const path = normalPath(header.name);
  if (path === undefined) throw new FailureError('invalid', `"${header.name}" is outside of "/"`);
  if (path.length > LIMITS.pathBytes) throw new FailureError('invalid', `${path.slice(0, 64)}…: file name too long`);
  let link = header.link;
  if (header.type === 'hardlink') {
    link = normalPath(header.link ?? '');
    if (link === undefined) throw new FailureError('invalid', `invalid hardlink "/${path}" -> "${header.link}"`);
  }
  return {
    path,
    type: header.type,
    mode: header.mode,
    uid: header.uid,
    gid: header.gid,
    mtime: header.mtime,
    size: header.size,
    offset,
    ...(link === undefined ? {} : { link }),
    ...(header.major === undefined ? {} : { major: header.major, minor: header.minor ?? 0 }),
    ...(header.xattrs === undefined ? {} : { xattrs: header.xattrs }),
  };
}

/**
 * Where `path` (normal form) really lies once the symbolic links of its parents are followed with `..` counted against
 * the root as seen from outside. Undefined when it leaves the root or loops. `linkAt` answers a path's target.
 */
export function resolveWithin(path: string, linkAt: (path: string) => string | undefined): string | undefined {
  const waiting = path.split('/').filter(Boolean).reverse();
  const at: string[] = [];
  let followed = 0;
  while (waiting.length) {
    const part = waiting.pop() as string;
    if (part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) return undefined;
      continue;
    }
    const here = [...at, part].join('/');
    const target = waiting.length ? linkAt(here) : undefined;
    if (target === undefined) {
      at.push(part);
      continue;
    }
    if (++followed > LIMITS.symlinks) return undefined;
    if (target.startsWith('/')) return undefined;
    waiting.push(...target.split('/').filter(Boolean).reverse());
  }
  return at.join('/');
}
