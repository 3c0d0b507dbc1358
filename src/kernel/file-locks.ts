/** flock(2): advisory locks of open file descriptions on a file, given back when the last descriptor closes. */
import { SysError } from './errno.ts';
import { whenReleased, type Description } from './process/file-table.ts';
import type { Process } from './process/process.ts';
import type { Awaitable, FileLock } from './sys.ts';
import type { Inode } from './vfs/filesystem.ts';
import { Wakers } from './wakers.ts';

class Locks {
  readonly #holders = new Map<Description, 'shared' | 'exclusive'>();
  readonly changed = new Wakers();

  /** Whether it was to be had. A lock that is held already becomes the other kind. */
  take(description: Description, kind: 'shared' | 'exclusive'): boolean {
    const others = [...this.#holders].filter(([holder]) => holder !== description);
    if (others.some(([, held]) => kind === 'exclusive' || held === 'exclusive')) return false;
    const known = this.#holders.has(description);
    this.#holders.set(description, kind);
    if (!known) whenReleased(description, () => this.drop(description));
    else if (kind === 'shared') this.changed.wake();
    return true;
  }

  drop(description: Description): void {
    if (this.#holders.delete(description)) this.changed.wake();
  }
}

const locked = new WeakMap<Inode, Locks>();

/** EBADF, EWOULDBLOCK (as EAGAIN) when another holds it and `wait` is not said, EINTR. */
export function flock(process: Process, fd: number, kind: FileLock, wait: boolean): Awaitable<void> {
  const description = process.files.get(fd);
  const { inode } = description.file;
  if (!inode) throw new SysError('EINVAL');
  let locks = locked.get(inode);
  if (!locks) locked.set(inode, (locks = new Locks()));
  if (kind === 'unlock') return locks.drop(description);
  if (locks.take(description, kind)) return;
  if (!wait) throw new SysError('EAGAIN');
  return waitFor(process, locks, description, kind);
}

async function waitFor(
  process: Process,
  locks: Locks,
  description: Description,
  kind: 'shared' | 'exclusive',
): Promise<void> {
  do await process.block<void>((resolve) => locks.changed.add(resolve));
  while (!locks.take(description, kind));
}
