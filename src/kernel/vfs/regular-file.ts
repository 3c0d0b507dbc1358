/** The open file description of regular files and directories: a position over an inode's read and write. */
import { LIMITS } from '../../base/limits.ts';
import { SysError } from '../errno.ts';
import { type Awaitable, O, type Stat } from '../sys.ts';
import type { Inode, OpenFile } from './filesystem.ts';
import type { OpenedByPath } from './opened-path.ts';

/** Bytes of one read: more comes with the next. */
const READ_BYTES = LIMITS.chunkBytes;

export class RegularFile implements OpenFile, OpenedByPath {
  #position = 0;

  constructor(
    readonly inode: Inode,
    readonly flags: number,
    readonly opened?: () => string,
  ) {}

  read(max: number): Awaitable<Uint8Array> {
    if ((this.flags & 3) === O.WRONLY) throw new SysError('EBADF');
    const bytes = this.inode.read(this.#position, Math.min(max, READ_BYTES));
    if (bytes instanceof Promise) return bytes.then((read) => ((this.#position += read.length), read));
    this.#position += bytes.length;
    return bytes;
  }

  write(bytes: Uint8Array): Awaitable<number> {
    if ((this.flags & 3) === O.RDONLY) throw new SysError('EBADF');
    if (bytes.length === 0) return 0;
    if (this.flags & O.APPEND) {
      const { size } = this.inode.stat() as Stat | { size: undefined };
      if (size === undefined) return this.#appendLater(bytes);
      this.#position = size;
    }
    const written = this.inode.write(this.#position, bytes);
    this.#position += bytes.length;
    return written;
  }

  async #appendLater(bytes: Uint8Array): Promise<number> {
    this.#position = (await this.inode.stat()).size;
    const written = this.inode.write(this.#position, bytes);
    this.#position += bytes.length;
    return written;
  }

  /** Where the next write goes. */
  get offset(): Awaitable<number> {
    if (!(this.flags & O.APPEND)) return this.#position;
    const stat = this.inode.stat();
    return stat instanceof Promise ? stat.then(({ size }) => size) : stat.size;
  }

  seek(offset: number, whence: 'set' | 'current' | 'end'): Awaitable<number> {
    if (whence !== 'end') return this.#move(whence === 'set' ? offset : this.#position + offset);
    const stat = this.inode.stat();
    return stat instanceof Promise
      ? stat.then(({ size }) => this.#move(size + offset))
      : this.#move(stat.size + offset);
  }

  #move(position: number): number {
    if (position < 0 || !Number.isSafeInteger(position)) throw new SysError('EINVAL');
    this.#position = position;
    return position;
  }

  truncate(size: number): Awaitable<void> {
    if ((this.flags & 3) === O.RDONLY || size < 0) throw new SysError('EINVAL');
    return this.inode.setAttributes({ size });
  }

  stat(): Awaitable<Stat> {
    return this.inode.stat();
  }

  close(): void {}
}
