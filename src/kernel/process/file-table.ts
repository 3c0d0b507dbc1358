/** Descriptors of a process: small numbers for open file descriptions, which duplicates share. */
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../errno.ts';
import type { Awaitable } from '../sys.ts';
import type { OpenFile } from '../vfs/filesystem.ts';

export class Description {
  refs = 0;
  constructor(readonly file: OpenFile) {}
}

const described = new WeakMap<OpenFile, Description>();

/** The description of a file that came from outside, the same whenever it comes again. */
export function describe(file: OpenFile): Description {
  let description = described.get(file);
  if (!description) described.set(file, (description = new Description(file)));
  return description;
}

export class FileTable {
  /** Descriptors at once: RLIMIT_NOFILE. */
  limit: number = LIMITS.openFiles;
  readonly slots: (Description | undefined)[] = [];
  #cloexec: Set<number> | undefined;

  get(fd: number): Description {
    const description = this.slots[fd];
    if (!description) throw new SysError('EBADF');
    return description;
  }

  add(description: Description, atLeast = 0): number {
    let fd = atLeast;
    while (this.slots[fd]) fd++;
    if (fd >= this.limit) throw new SysError(atLeast >= this.limit ? 'EINVAL' : 'EMFILE');
    this.put(fd, description);
    return fd;
  }

  put(fd: number, description: Description): void {
    while (this.slots.length < fd) this.slots.push(undefined);
    description.refs++;
    this.slots[fd] = description;
    this.#cloexec?.delete(fd);
  }

  close(fd: number): Awaitable<void> {
    const description = this.get(fd);
    this.slots[fd] = undefined;
    this.#cloexec?.delete(fd);
    return release(description);
  }

  closeAll(): void {
    for (let fd = 0; fd < this.slots.length; fd++) this.#drop(fd);
  }

  closeOnExec(): void {
    for (const fd of this.#cloexec ?? []) this.#drop(fd);
    this.#cloexec = undefined;
  }

  setCloexec(fd: number, on: boolean): void {
    this.get(fd);
    if (on) (this.#cloexec ??= new Set()).add(fd);
    else this.#cloexec?.delete(fd);
  }

  /** What a forked child gets: everything, as it is. */
  copyTo(child: FileTable): void {
    for (let fd = 0; fd < this.slots.length; fd++) {
      const description = this.slots[fd];
      child.slots.push(description);
      if (description) description.refs++;
    }
    if (this.#cloexec?.size) child.#cloexec = new Set(this.#cloexec);
  }

  open(): number[] {
    const fds: number[] = [];
    this.slots.forEach((description, fd) => description && fds.push(fd));
    return fds;
  }

  #drop(fd: number): void {
    const description = this.slots[fd];
    if (!description) return;
    this.slots[fd] = undefined;
    const closed = release(description);
    if (closed instanceof Promise) closed.catch(() => undefined);
  }
}

const onRelease = new WeakMap<Description, () => void>();

/** What to do when its last descriptor is closed. */
export function whenReleased(description: Description, act: () => void): void {
  onRelease.set(description, act);
}

function release(description: Description): Awaitable<void> {
  if (--description.refs > 0) return;
  onRelease.get(description)?.();
  return description.file.close();
}
