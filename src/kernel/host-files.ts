/** Ends of descriptors that are outside of any process: sinks, sources and nothing. */
import { EMPTY } from '../base/bytes.ts';
import { ByteReader, type ByteSource } from '../base/streams.ts';
import { SysError } from './errno.ts';
import { nextPipeInode } from './pipe.ts';
import { type Awaitable, O, type Stat } from './sys.ts';
import type { OpenFile, Wait } from './vfs/filesystem.ts';

/** Asked of a source at once. */
const SOURCE_BYTES = 64 * 1024;

export class SinkFile implements OpenFile {
  readonly inode = undefined;
  readonly flags = O.WRONLY;
  #ino: number | undefined;

  constructor(
    private readonly take: (bytes: Uint8Array) => Awaitable<void>,
    private readonly closed: (() => void) | undefined,
  ) {}

  read(): never {
    throw new SysError('EBADF');
  }

  write(bytes: Uint8Array, wait: Wait): Awaitable<number> {
    const taken = this.take(bytes);
    if (!(taken instanceof Promise)) return bytes.length;
    return wait.block<number>(
      (resolve, reject) => {
        taken.then(() => resolve(bytes.length), reject);
        return () => undefined;
      },
      { restart: true },
    );
  }

  stat(): Stat {
    return fifoStat((this.#ino ??= nextPipeInode()));
  }

  close(): void {
    this.closed?.();
  }
}

export class SourceFile implements OpenFile {
  readonly inode = undefined;
  readonly flags = O.RDONLY;
  readonly #reader: ByteReader;
  /** A read that was interrupted goes on here: its bytes are the next reader's. */
  #pending: Promise<Uint8Array> | undefined;
  /** The pending read has its answer. */
  #settled = false;
  #rest: Uint8Array = EMPTY;
  #ino: number | undefined;

  constructor(source: ByteSource) {
    this.#reader = new ByteReader(source);
  }

  read(max: number, wait: Wait): Awaitable<Uint8Array> {
    if (this.#rest.length > 0) return this.#take(max);
    const pending = this.#fetch();
    return wait.block<Uint8Array>((resolve, reject) => {
      let cancelled = false;
      const settle = (act: () => void) => !cancelled && act();
      pending.then(
        (bytes) => settle(() => resolve(this.#arrived(pending, bytes, max))),
        (error: unknown) => settle(() => reject(error)),
      );
      return () => {
        cancelled = true;
      };
    });
  }

  write(): never {
    throw new SysError('EBADF');
  }

  stat(): Stat {
    return fifoStat((this.#ino ??= nextPipeInode()));
  }

  ready(events: 'read' | 'write'): boolean {
    return events === 'write' || this.#rest.length > 0 || this.#settled;
  }

  onReady(wake: () => void): () => void {
    let cancelled = false;
    const pending = this.#fetch();
    const settled = () => !cancelled && wake();
    pending.then(settled, settled);
    return () => {
      cancelled = true;
    };
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  #fetch(): Promise<Uint8Array> {
    if (this.#pending) return this.#pending;
    const settled = () => {
      this.#settled = true;
    };
    this.#pending = this.#reader.read(SOURCE_BYTES);
    this.#pending.then(settled, settled);
    return this.#pending;
  }

  #arrived(pending: Promise<Uint8Array>, bytes: Uint8Array, max: number): Uint8Array {
    if (this.#pending === pending) {
      this.#pending = undefined;
      this.#settled = false;
      this.#rest = bytes;
    }
    return this.#take(max);
  }

  #take(max: number): Uint8Array {
    const taken = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }
}

/** Always at its end; swallows what is written. */
export class NullFile implements OpenFile {
  readonly opened = () => '/dev/null';
  readonly inode = undefined;
  readonly flags = O.RDWR;

  read(): Uint8Array {
    return EMPTY;
  }

  write(bytes: Uint8Array): number {
    return bytes.length;
  }

  stat(): Stat {
    return { ...fifoStat(1), type: 'char', mode: 0o666, major: 1, minor: 3 };
  }

  close(): void {}
}

function fifoStat(ino: number): Stat {
  const plain = { dev: 14, ino, nlink: 1, uid: 0, gid: 0, major: 0, minor: 0, size: 0, blocks: 0 };
  return { ...plain, type: 'fifo', mode: 0o600, atime: 0, mtime: 0, ctime: 0 };
}
