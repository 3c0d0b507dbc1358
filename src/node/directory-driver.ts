/**
 * The store's driver over a directory:
 *
 *     records.log   frames of (length, checksum, batch): a batch counts once its frame is whole
 *     chunks/       a file per chunk, named by a number that is never used twice
 *     lock          the pid of the process that has it open
 *
 * A batch writes its chunk files first and then appends one frame; what a kill leaves (a torn frame at the end, chunk
 * files that no frame names) is dropped when the directory is opened again. `strict` syncs both before it returns. The
 * log is written anew, under another name and then renamed, when most of it is outdated. One file, a little long: the
 * format, its replay and its compaction are read together.
 */
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { readFileSync, readSync, renameSync, rmSync, statfsSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { FailureError, messageOf } from '../base/errors.ts';
import type { Mutation, StorageDriver, Table } from '../store/driver.ts';
import { SortedMap } from '../store/memory/sorted-map.ts';

export interface DirectoryDriverOptions {
  /** Bytes of chunks and log after which commits fail with `noSpace`. */
  readonly quotaBytes?: number;
}

/** A chunk as the log names it: the number of its file, and its size. */
interface ChunkFile {
  readonly file: number;
  readonly size: number;
}

/** A mutation in the log; the bytes of chunks are in their files. */
type Logged =
  | readonly ['chunk', string, number, number]
  | readonly ['record', string, Uint8Array]
  | readonly ['delete', Table, string]
  | readonly ['range', Table, string, string];

const FRAME_HEAD = 8;
const COMPACT_BYTES = 8 * 1024 * 1024;

export async function directoryDriver(path: string, options: DirectoryDriverOptions = {}): Promise<StorageDriver> {
  mkdirSync(join(path, 'chunks'), { recursive: true });
  takeLock(join(path, 'lock'));
  try {
    return new DirectoryDriver(path, options.quotaBytes);
  } catch (error) {
    rmSync(join(path, 'lock'), { force: true });
    throw error;
  }
}

class DirectoryDriver implements StorageDriver {
  readonly #chunks = new SortedMap<ChunkFile>();
  readonly #records = new SortedMap<Uint8Array>();
  #log: number;
  #logBytes = 0;
  #recordBytes = 0;
  #chunkBytes = 0;
  #nextFile = 0;
  /** Chunk files whose content may still be in the page cache only. */
  #unsynced = new Set<number>();
  #closed = false;

  constructor(
    private readonly path: string,
    private readonly quotaBytes: number | undefined,
  ) {
    rmSync(join(path, 'records.new'), { force: true });
    this.#log = openSync(join(path, 'records.log'), 'a+');
    this.#replay();
    this.#dropOrphans();
  }

  async get(table: Table, key: string): Promise<unknown> {
    this.#requireOpen();
    if (table === 'chunks') return this.readChunk(key, 0, Number.MAX_SAFE_INTEGER);
    const bytes = this.#records.get(key);
    return bytes && deserialize(bytes);
  }

  async readChunk(key: string, offset: number, length: number): Promise<Uint8Array | undefined> {
    this.#requireOpen();
    const chunk = this.#chunks.get(key);
    if (!chunk) return undefined;
    const bytes = new Uint8Array(Math.max(0, Math.min(length, chunk.size - offset)));
    let file: number;
    try {
      file = openSync(this.#file(chunk.file), 'r');
    } catch {
      return undefined;
    }
    try {
      return bytes.subarray(0, bytes.length && readSync(file, bytes, 0, bytes.length, offset));
    } finally {
      closeSync(file);
    }
  }

  async list(_table: 'records', from: string, before: string): Promise<readonly (readonly [string, unknown])[]> {
    this.#requireOpen();
    const keys = this.#records.keys(from, before);
    return keys.map((key) => [key, deserialize(this.#records.get(key) as Uint8Array)] as const);
  }

  async keys(table: Table, from: string, before: string): Promise<readonly string[]> {
    this.#requireOpen();
    return (table === 'chunks' ? this.#chunks : this.#records).keys(from, before);
  }

  async commit(
    batch: readonly Mutation[],
    { durability = 'relaxed' }: { readonly durability?: 'relaxed' | 'strict' } = {},
  ): Promise<void> {
    this.#requireOpen();
    if (batch.length === 0) return;
    const written: number[] = [];
    try {
      const logged = batch.map((mutation) => this.#prepare(mutation, written));
      if (durability === 'strict') this.#syncChunks();
      this.#append(logged, durability === 'strict');
      for (const mutation of logged) this.#apply(mutation, true);
    } catch (error) {
      for (const file of written) this.#dropFile(file);
      throw failureOf(error);
    }
    if (this.#logBytes > COMPACT_BYTES && this.#logBytes > 2 * this.#recordBytes) this.#compact();
  }

  async usage(): Promise<{ readonly used: number; readonly available: number | undefined }> {
    const used = this.#used;
    if (this.quotaBytes !== undefined) return { used, available: Math.max(0, this.quotaBytes - used) };
    const { bavail, bsize } = statfsSync(this.path);
    return { used, available: bavail * bsize };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#log);
    rmSync(join(this.path, 'lock'), { force: true });
  }

  get #used(): number {
    return this.#chunkBytes + this.#logBytes;
  }

  #requireOpen(): void {
    if (this.#closed) throw new FailureError('unavailable', 'the store has been closed');
  }

  #file(number: number): string {
    return join(this.path, 'chunks', String(number));
  }

  /** Writes what goes into a file of its own; `written` says which, so that a failure can take them back. */
  #prepare(mutation: Mutation, written: number[]): Logged {
    if ('delete' in mutation) return ['delete', mutation.table, mutation.delete];
    if ('deleteFrom' in mutation) return ['range', mutation.table, mutation.deleteFrom, mutation.deleteBefore];
    if (mutation.table === 'records') return ['record', mutation.key, new Uint8Array(serialize(mutation.put))];
    const bytes = mutation.put as Uint8Array;
    if (this.quotaBytes !== undefined && this.#used + bytes.length > this.quotaBytes) throw noSpace();
    const file = this.#nextFile++;
    written.push(file);
    writeFileSync(this.#file(file), bytes);
    this.#unsynced.add(file);
    return ['chunk', mutation.key, file, bytes.length];
  }

  #append(logged: readonly Logged[], sync: boolean): void {
    const body = serialize(logged);
    const frame = Buffer.alloc(FRAME_HEAD + body.length);
    frame.writeUInt32LE(body.length, 0);
    frame.writeUInt32LE(crc32(body), 4);
    frame.set(body, FRAME_HEAD);
    if (this.quotaBytes !== undefined && this.#used + frame.length + newBytes(logged) > this.quotaBytes) {
      if (logged.some(([kind]) => kind === 'chunk' || kind === 'record')) throw noSpace();
    }
    try {
      for (let at = 0; at < frame.length;) at += writeSync(this.#log, frame, at);
      if (sync) fsyncSync(this.#log);
    } catch (error) {
      ftruncateSync(this.#log, this.#logBytes);
      throw error;
    }
    this.#logBytes += frame.length;
  }

  #apply(mutation: Logged, live: boolean): void {
    switch (mutation[0]) {
      case 'chunk': {
        const [, key, file, size] = mutation;
        this.#forget(this.#chunks.set(key, { file, size }), live);
        this.#chunkBytes += size;
        this.#nextFile = Math.max(this.#nextFile, file + 1);
        return;
      }
      case 'record': {
        const [, key, bytes] = mutation;
        this.#recordBytes += bytes.length - (this.#records.set(key, bytes)?.length ?? 0);
        return;
      }
      case 'delete':
        return this.#delete(mutation[1], mutation[2], live);
      case 'range': {
        const [, table, from, before] = mutation;
        const keys = (table === 'chunks' ? this.#chunks : this.#records).keys(from, before);
        for (const key of keys) this.#delete(table, key, live);
      }
    }
  }

  #delete(table: Table, key: string, live: boolean): void {
    if (table === 'chunks') this.#forget(this.#chunks.delete(key), live);
    else this.#recordBytes -= this.#records.delete(key)?.length ?? 0;
  }

  #forget(chunk: ChunkFile | undefined, live: boolean): void {
    if (!chunk) return;
    this.#chunkBytes -= chunk.size;
    if (live) this.#dropFile(chunk.file);
  }

  #dropFile(file: number): void {
    this.#unsynced.delete(file);
    try {
      unlinkSync(this.#file(file));
    } catch {
      // Already gone; if it is not, no frame names it and the next opening drops it.
    }
  }

  #syncChunks(): void {
    if (this.#unsynced.size === 0) return;
    for (const file of this.#unsynced) syncFile(this.#file(file));
    syncFile(join(this.path, 'chunks'));
    this.#unsynced.clear();
  }

  /** Applies every whole frame; what follows the last of them never happened. */
  #replay(): void {
    const log = readFileSync(join(this.path, 'records.log'));
    let at = 0;
    while (at + FRAME_HEAD <= log.length) {
      const size = log.readUInt32LE(at);
      const end = at + FRAME_HEAD + size;
      const body = log.subarray(at + FRAME_HEAD, end);
      // Zeros would pass for an empty frame; there is none.
      if (size === 0 || end > log.length || crc32(body) !== log.readUInt32LE(at + 4)) break;
      for (const mutation of deserialize(body) as Logged[]) this.#apply(mutation, false);
      at = end;
    }
    if (at < log.length) ftruncateSync(this.#log, at);
    this.#logBytes = at;
  }

  #dropOrphans(): void {
    const named = new Set<string>();
    for (const key of this.#chunks.keys('', '\uffff')) named.add(String((this.#chunks.get(key) as ChunkFile).file));
    for (const name of readdirSync(join(this.path, 'chunks'))) {
      if (!named.has(name)) rmSync(join(this.path, 'chunks', name), { force: true });
    }
  }

  #compact(): void {
    const state: Logged[] = [];
    for (const key of this.#records.keys('', '\uffff'))
      state.push(['record', key, this.#records.get(key) as Uint8Array]);
    for (const key of this.#chunks.keys('', '\uffff')) {
      const { file, size } = this.#chunks.get(key) as ChunkFile;
      state.push(['chunk', key, file, size]);
    }
    const old = { log: this.#log, bytes: this.#logBytes };
    const next = join(this.path, 'records.new');
    try {
      this.#log = openSync(next, 'w+');
      this.#logBytes = 0;
      this.#append(state, true);
      renameSync(next, join(this.path, 'records.log'));
      syncFile(this.path);
      closeSync(old.log);
    } catch {
      // Too little room, say: the old log goes on.
      if (this.#log !== old.log) closeSync(this.#log);
      rmSync(next, { force: true });
      [this.#log, this.#logBytes] = [old.log, old.bytes];
    }
  }
}

const noSpace = () => new FailureError('noSpace', 'no space left on device');

const newBytes = (logged: readonly Logged[]) =>
  logged.reduce((sum, mutation) => sum + (mutation[0] === 'chunk' ? mutation[3] : 0), 0);

function failureOf(error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  const { code } = error as { code?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT') return noSpace();
  return new FailureError('system', `storage failed: ${messageOf(error)}`, { cause: error });
}

function syncFile(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Only one process at a time; the lock of one that has died is taken over. */
function takeLock(path: string): void {
  if (existsSync(path)) {
    const pid = Number(readFileSync(path, 'utf8'));
    if (pid !== process.pid && isAlive(pid)) {
      throw new FailureError('unavailable', `the directory is in use by process ${pid}`);
    }
  }
  writeFileSync(path, String(process.pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
