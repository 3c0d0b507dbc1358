/**
 * The data directory in the kernel's files. PGlite works on files in its own memory and tells after each statement what
 * has changed; that is written here before the client gets its answer, log first and control file last, so that whoever
 * kills the server finds what was committed by ordinary recovery.
 */
import type { ChangeSet, FileWrite, StorageBackend, StorageEntry } from '@electric-sql/pglite/memfs-frontend';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';

const READ_BYTES = 1024 * 1024;
/** Files that are read or written at the same time. */
const WIDTH = 24;
/** The server writes its own. */
const NOT_KEPT = new Set(['/postmaster.pid', '/postmaster.opts']);

export class KernelStorage implements StorageBackend {
  constructor(
    private readonly guest: Guest,
    private readonly directory: string,
  ) {}

  async init(): Promise<void> {
    // The directory is there: whoever starts the server has looked.
  }

  async *load(): AsyncGenerator<StorageEntry> {
    const files: string[] = [];
    const directories = [''];
    for (let at = 0; at < directories.length; at++) {
      const directory = directories[at] as string;
      for (const { name, type } of await this.guest.async.readdir(this.directory + directory)) {
        const path = `${directory}/${name}`;
        if (type === 'directory') {
          directories.push(path);
          yield { kind: 'dir', path };
        } else if (type === 'file' && !NOT_KEPT.has(path)) files.push(path);
      }
    }
    for (let at = 0; at < files.length; at += WIDTH) {
      const some = files.slice(at, at + WIDTH);
      const contents = await Promise.all(some.map((path) => this.#read(path)));
      for (const [i, data] of contents.entries()) yield { kind: 'file', path: some[i] as string, data };
    }
  }

  async apply({ ops, files }: ChangeSet): Promise<void> {
    for (const { op, path } of ops) {
      if (op === 'mkdir') await this.#makeDirectory(path);
      else if (!NOT_KEPT.has(path)) await this.#remove(this.directory + path);
    }
    for (const group of [files.wal, files.data, files.control]) {
      const kept = group.filter(({ path }) => !NOT_KEPT.has(path));
      for (let at = 0; at < kept.length; at += WIDTH)
        await Promise.all(kept.slice(at, at + WIDTH).map((file) => this.#write(file)));
    }
  }

  async close(): Promise<void> {
    // Every change was written when it was told.
  }

  async #read(path: string): Promise<Uint8Array> {
    const { async } = this.guest;
    const fd = await async.open(this.directory + path, O.RDONLY);
    const { size } = await async.fstat(fd);
    const whole = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const bytes = await async.read(fd, READ_BYTES);
      if (bytes.length === 0) break;
      whole.set(bytes.subarray(0, size - at), at);
      at += bytes.length;
    }
    await async.close(fd);
    return whole;
  }

  async #write({ path, size, full, truncate, chunks }: FileWrite): Promise<void> {
    const { async } = this.guest;
    const fd = await async.open(this.directory + path, O.WRONLY | O.CREAT | (full ? O.TRUNC : 0), 0o600);
    try {
      let position = 0;
      for (const { at, data } of chunks) {
        if (at !== position) await async.seek(fd, at, 'set');
        await async.write(fd, data);
        position = at + data.length;
      }
      if (truncate || full) await async.truncate(fd, size);
    } finally {
      await async.close(fd);
    }
  }

  async #makeDirectory(path: string): Promise<void> {
    try {
      await this.guest.async.mkdir(this.directory + path, 0o700);
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EEXIST')) throw error;
    }
  }

  /** With what is in it; what is not there is no error. */
  async #remove(path: string): Promise<void> {
    const { async } = this.guest;
    try {
      await async.unlink(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'ENOENT') return;
      if (error.errno !== 'EISDIR' && error.errno !== 'EPERM') throw error;
      for (const { name } of await async.readdir(path)) await this.#remove(`${path}/${name}`);
      await async.rmdir(path);
    }
  }
}
