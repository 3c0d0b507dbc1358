/** Paths in a snapshot, with links followed as a process whose root it is would follow them. */
import { FailureError, messageOf } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import type { PathInfo, Runtime } from '../oci/runtime.ts';

export interface SnapshotPath {
  /** Absolute and without links, as far as it exists. */
  readonly path: string;
  /** Absent when there is nothing. */
  readonly info: PathInfo | undefined;
  /** The first path on the way that has something else than a directory above it. */
  readonly belowFile: string | undefined;
}

// Bits of Go's os.FileMode.
const DIRECTORY = 2 ** 31;
const SYMLINK = 2 ** 27;

export const isDirectory = (info: PathInfo | undefined): boolean => info !== undefined && info.mode >= DIRECTORY;
const isSymlink = ({ mode }: PathInfo) => mode < DIRECTORY && Math.floor(mode / SYMLINK) % 2 === 1;

/** The same as `path.Clean` for absolute paths. */
export function cleanAbsolute(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}

export async function resolveInSnapshot(runtime: Runtime, snapshot: string, path: string): Promise<SnapshotPath> {
  const waiting = path.split('/').reverse();
  let at = '';
  let info = await lookUp(runtime, snapshot, '/');
  let followed = 0;
  let belowFile: string | undefined;
  while (waiting.length) {
    const part = waiting.pop() as string;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
      info = await lookUp(runtime, snapshot, at || '/');
      continue;
    }
    const next = `${at}/${part}`;
    if (info && !isDirectory(info)) belowFile ??= next;
    const found = await lookUp(runtime, snapshot, next);
    if (!found || !isSymlink(found)) {
      at = next;
      info = found;
      continue;
    }
    if (++followed > LIMITS.symlinks) throw new FailureError('invalid', `${path}: too many levels of symbolic links`);
    // The runtime answers a link's target as an absolute path.
    at = '';
    waiting.push(...found.linkTarget.split('/').reverse());
  }
  return { path: at || '/', info, belowFile };
}

async function lookUp(runtime: Runtime, snapshot: string, path: string): Promise<PathInfo | undefined> {
  try {
    return await runtime.statPath({ snapshot }, path);
  } catch (error) {
    if (error instanceof FailureError && error.kind === 'notFound') return undefined;
    // Below something that is no directory there is nothing.
    if (/ENOTDIR|not a directory/i.test(messageOf(error))) return undefined;
    throw error;
  }
}
