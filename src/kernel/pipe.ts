/**
 * Pipes: a queue of bytes between descriptors. Large chunks pass by reference, small ones gather in a slab, so that a
 * reader gets them together. A reader that waits is handed its bytes as they come.
 */
import { LIMITS } from '../base/limits.ts';
import { EMPTY } from '../base/bytes.ts';
import { type Errno, SysError } from './errno.ts';
import { type Awaitable, O, type Stat } from './sys.ts';
import type { Inode, OpenFile, Wait } from './vfs/filesystem.ts';
import { Wakers } from './wakers.ts';

/** Writes up to this size are not split (PIPE_BUF), and are gathered. */
const ATOMIC_BYTES = 4096;
const SLAB_BYTES = 16 * 1024;

let nextPipe = 10_000;

/** A number for a pipe, or for what a process takes for one. */
export function nextPipeInode(): number {
  return ++nextPipe;
}

interface Reader {
  readonly max: number;
  readonly give: (bytes: Uint8Array) => void;
  readonly fail: (error: unknown) => void;
}

export class Pipe {
  readonly ino = nextPipeInode();
  readers = 0;
  writers = 0;
  /** FIFOs: those who wait in open for the other side. */
  readonly opened = new Wakers();
  readonly readable = new Wakers();
  readonly writable = new Wakers();
  #chunks: Uint8Array[] = [];
  #head = 0;
  #size = 0;
  #slab: Uint8Array = EMPTY;
  #slabUsed = 0;
  #waiting: Reader[] = [];
  /** Told once to who reads past the last byte, instead of the end. */
  #failure: Errno | undefined;

  constructor(private readonly capacity: number = LIMITS.pipeBytes) {}

  get size(): number {
    return this.#size;
  }

  get room(): number {
    return this.capacity - this.#size;
  }

  read(max: number, wait: Wait, nonblocking: boolean): Awaitable<Uint8Array> {
    if (max === 0) return EMPTY;
    if (this.#size > 0) return this.#take(max);
    if (this.writers === 0) return this.#atEnd();
    if (nonblocking) throw new SysError('EAGAIN');
    return wait.block<Uint8Array>((give, fail) => {
      const reader: Reader = { max, give, fail };
      this.#waiting.push(reader);
      return () => {
        const at = this.#waiting.indexOf(reader);
        if (at >= 0) this.#waiting.splice(at, 1);
      };
    });
  }

  write(bytes: Uint8Array, wait: Wait, nonblocking: boolean): Awaitable<number> {
    let rest = bytes;
    for (;;) {
      if (this.readers === 0) throw new SysError('EPIPE');
      if (rest.length === 0) return bytes.length;
      const { room } = this;
      if (room > 0 && (room >= rest.length || rest.length > ATOMIC_BYTES)) {
        const part = rest.length <= room ? rest : rest.subarray(0, room);
        this.#put(part);
        rest = rest.subarray(part.length);
        if (rest.length === 0) return bytes.length;
      } else if (nonblocking) {
        if (rest.length < bytes.length) return bytes.length - rest.length;
        throw new SysError('EAGAIN');
      } else return this.#writeLater(bytes.length, rest, wait);
    }
  }

  async #writeLater(size: number, bytes: Uint8Array, wait: Wait): Promise<number> {
    let rest = bytes;
    for (;;) {
      if (this.readers === 0) throw new SysError('EPIPE');
      const { room } = this;
      // Look before waiting: a reader that was waiting may have emptied the pipe while it was filled.
      if (room <= 0 || (room < rest.length && rest.length <= ATOMIC_BYTES)) {
        await wait.block<void>((resolve) => this.writable.add(resolve), { restart: true });
        continue;
      }
      const part = rest.length <= room ? rest : rest.subarray(0, room);
      this.#put(part);
      if (part.length === rest.length) return size;
      rest = rest.subarray(part.length);
    }
  }

  closeReader(): void {
    if (--this.readers > 0) return;
    this.#chunks = [];
    this.#head = this.#size = 0;
    this.writable.wake();
  }

  /** Those who wait for bytes are told that none will come. */
  dismissReaders(): void {
    for (const reader of this.#waiting.splice(0)) reader.give(EMPTY);
  }

  /** `failure`: what readers meet behind the last byte, once; a socket's connection was reset. */
  closeWriter(failure?: Errno): void {
    this.#failure ??= failure;
    if (--this.writers > 0) return;
    for (const reader of this.#waiting.splice(0)) {
      try {
        reader.give(this.#atEnd());
      } catch (error) {
        reader.fail(error);
      }
    }
    this.readable.wake();
  }

  #atEnd(): Uint8Array {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw new SysError(failure);
    return EMPTY;
  }

  #put(part: Uint8Array): void {
    this.#size += part.length;
    if (part.length >= ATOMIC_BYTES / 2) this.#chunks.push(part);
    else this.#gather(part);
    while (this.#waiting.length > 0 && this.#size > 0) {
      const reader = this.#waiting.shift() as Reader;
      reader.give(this.#take(reader.max));
    }
    if (this.#size > 0) this.readable.wake();
  }

  /** Behind the last small chunk when nothing came between them: the slab is only ever appended to. */
  #gather(part: Uint8Array): void {
    if (this.#slabUsed + part.length > this.#slab.length) {
      this.#slab = new Uint8Array(part.length < 256 && this.#size === part.length ? ATOMIC_BYTES : SLAB_BYTES);
      this.#slabUsed = 0;
    }
    const start = this.#slabUsed;
    this.#slab.set(part, start);
    this.#slabUsed += part.length;
    const last = this.#chunks.at(-1);
    if (last && last.buffer === this.#slab.buffer && last.byteOffset + last.length === start && this.#hasTail()) {
      this.#chunks[this.#chunks.length - 1] = this.#slab.subarray(last.byteOffset, this.#slabUsed);
    } else this.#chunks.push(this.#slab.subarray(start, this.#slabUsed));
  }

  #hasTail(): boolean {
    return this.#chunks.length > this.#head;
  }

  #take(max: number): Uint8Array {
    const first = this.#chunks[this.#head] as Uint8Array;
    let taken = first;
    if (first.length > max) {
      taken = first.subarray(0, max);
      this.#chunks[this.#head] = first.subarray(max);
    } else if (++this.#head === this.#chunks.length) {
      this.#chunks = [];
      this.#head = 0;
    } else if (this.#head > 64) {
      this.#chunks.splice(0, this.#head);
      this.#head = 0;
    }
    this.#size -= taken.length;
    if (this.#size === 0 && this.#slabUsed > 0 && this.#slab.length - this.#slabUsed < 512) {
      this.#slab = EMPTY;
      this.#slabUsed = 0;
    }
    this.writable.wake();
    return taken;
  }
}

/** One end of a pipe or FIFO; `inode` is the FIFO's. */
export class PipeFile implements OpenFile {
  constructor(
    readonly pipe: Pipe,
    readonly flags: number,
    readonly inode: Inode | undefined,
    private readonly now: number,
  ) {
    if (this.#reads) pipe.readers++;
    if (this.#writes) pipe.writers++;
  }

  get #reads(): boolean {
    return (this.flags & 3) !== O.WRONLY;
  }

  get #writes(): boolean {
    return (this.flags & 3) !== O.RDONLY;
  }

  reopen(flags: number): PipeFile {
    return new PipeFile(this.pipe, flags, this.inode, this.now);
  }

  read(max: number, wait: Wait): Awaitable<Uint8Array> {
    if (!this.#reads) throw new SysError('EBADF');
    return this.pipe.read(max, wait, (this.flags & O.NONBLOCK) !== 0);
  }

  write(bytes: Uint8Array, wait: Wait): Awaitable<number> {
    if (!this.#writes) throw new SysError('EBADF');
    return this.pipe.write(bytes, wait, (this.flags & O.NONBLOCK) !== 0);
  }

  stat(): Awaitable<Stat> {
    return this.inode ? this.inode.stat() : pipeStat(this.pipe.ino, this.now);
  }

  ready(events: 'read' | 'write'): boolean {
    if (events === 'read') return this.pipe.size > 0 || this.pipe.writers === 0;
    return this.pipe.room >= ATOMIC_BYTES || this.pipe.readers === 0;
  }

  onReady(wake: () => void): () => void {
    const undo = [this.pipe.readable.add(wake), this.pipe.writable.add(wake)];
    return () => undo.forEach((take) => take());
  }

  close(): void {
    if (this.#reads) this.pipe.closeReader();
    if (this.#writes) this.pipe.closeWriter();
  }
}

function pipeStat(ino: number, time: number): Stat {
  const plain = { dev: 14, nlink: 1, uid: 0, gid: 0, major: 0, minor: 0, size: 0, blocks: 0 };
  return { ...plain, ino, type: 'fifo', mode: 0o600, atime: time, mtime: time, ctime: time };
}

const fifos = new WeakMap<Inode, Pipe>();

/** Opens a FIFO by name: waits for the other side, as open(2) does. */
export async function openFifo(inode: Inode, flags: number, wait: Wait, now: number): Promise<OpenFile> {
  let pipe = fifos.get(inode);
  if (!pipe) fifos.set(inode, (pipe = new Pipe()));
  const side = flags & 3;
  if (side === O.WRONLY && flags & O.NONBLOCK && pipe.readers === 0) throw new SysError('ENXIO');
  const file = new PipeFile(pipe, flags, inode, now);
  pipe.opened.wake();
  const alone = () => (side === O.RDONLY ? pipe.writers === 0 : side === O.WRONLY && pipe.readers === 0);
  if (!(flags & O.NONBLOCK) && alone()) {
    try {
      await wait.block<void>((resolve) => pipe.opened.add(resolve));
    } catch (error) {
      file.close();
      throw error;
    }
  }
  return file;
}
