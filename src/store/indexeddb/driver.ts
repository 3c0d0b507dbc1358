/**
 * The driver over IndexedDB. Bulk is kept as Blobs, which measured two to four times faster than Uint8Arrays and can be
 * read in part; WebKit without persistent storage refuses them, so that is probed first.
 *
 * A quota error comes when a transaction commits, not when its puts do: only a completed transaction is acknowledged.
 */
import { openDB, unwrap } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { Mutation, RecordValue, StorageDriver, Table } from '../driver.ts';

interface Schema extends DBSchema {
  chunks: { key: string; value: Blob | Uint8Array };
  records: { key: string; value: RecordValue };
}

/** 2: holes by the block, and all state below one root. What the first one kept is dropped: it was never released. */
const VERSION = 2;
const PROBE = 'probe';

export interface IndexedDbOptions {
  /** Called once when another tab wants to upgrade or delete the database, which closes this one. */
  readonly onVersionChange?: () => void;
}

export async function openIndexedDb(name: string, options: IndexedDbOptions = {}): Promise<StorageDriver> {
  const database = await openDB<Schema>(name, VERSION, {
    upgrade(db) {
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      db.createObjectStore('chunks');
      db.createObjectStore('records');
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      options.onVersionChange?.();
    },
  }).catch((error: unknown) => {
    throw failureOf(error);
  });
  return new IndexedDbDriver(database);
}

/** Whether a Blob that was put can be read again. The probe leaves nothing behind. */
async function takesBlobs(database: IDBPDatabase<Schema>): Promise<boolean> {
  try {
    await database.put('chunks', new Blob([new Uint8Array([1, 2, 3])]), PROBE);
    const back = await database.get('chunks', PROBE);
    return back instanceof Blob && new Uint8Array(await back.arrayBuffer())[2] === 3;
  } catch {
    return false;
  } finally {
    await database.delete('chunks', PROBE).catch(() => undefined);
  }
}

class IndexedDbDriver implements StorageDriver {
  /** The first chunk waits for the answer; opening does not. */
  readonly #takesBlobs: Promise<boolean>;

  constructor(private readonly database: IDBPDatabase<Schema>) {
    this.#takesBlobs = takesBlobs(database);
  }

  async get(table: Table, key: string): Promise<RecordValue | undefined> {
    const value = await guarded(() => this.database.get(table, key));
    return value instanceof Blob ? new Uint8Array(await value.arrayBuffer()) : value;
  }

  async readChunk(key: string, offset: number, length: number): Promise<Uint8Array | undefined> {
    return guarded(async () => {
      const value = await this.database.get('chunks', key);
      if (value === undefined) return undefined;
      if (!(value instanceof Blob)) return value.subarray(offset, offset + length);
      return new Uint8Array(await value.slice(offset, offset + length).arrayBuffer());
    });
  }

  async list(table: 'records', from: string, before: string): Promise<readonly (readonly [string, RecordValue])[]> {
    return guarded(async () => {
      const transaction = this.database.transaction(table);
      const range = IDBKeyRange.bound(from, before, false, true);
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(range),
        transaction.store.getAll(range),
        transaction.done,
      ]);
      return keys.map((key, i) => [key, values[i]] as const);
    });
  }

  async keys(table: Table, from: string, before: string): Promise<readonly string[]> {
    return guarded(() => this.database.getAllKeys(table, IDBKeyRange.bound(from, before, false, true)));
  }

  async commit(
    batch: readonly Mutation[],
    { durability = 'relaxed' }: { readonly durability?: 'relaxed' | 'strict' } = {},
  ): Promise<void> {
    if (batch.length === 0) return;
    const bulk = batch.some((mutation) => mutation.table === 'chunks' && 'put' in mutation);
    const asBlobs = bulk && (await this.#takesBlobs);
    await guarded(async () => {
      const transaction = this.database.transaction(['chunks', 'records'], 'readwrite', { durability });
      // The transaction alone is awaited: promises of its requests would take longer than the requests.
      const bare = unwrap(transaction);
      try {
        for (const mutation of batch) {
          const table = bare.objectStore(mutation.table);
          if ('put' in mutation) table.put(stored(mutation, asBlobs), mutation.key);
          else if ('delete' in mutation) table.delete(mutation.delete);
          else table.delete(IDBKeyRange.bound(mutation.deleteFrom, mutation.deleteBefore, false, true));
        }
      } catch (error) {
        // A value that cannot be cloned: nothing of the batch may stay.
        transaction.done.catch(() => undefined);
        transaction.abort();
        throw error;
      }
      // Nothing more is asked of it: without this it would be committed only once all answers had come back.
      transaction.commit();
      await transaction.done;
    });
  }

  async usage(): Promise<{ readonly used: number; readonly available: number | undefined }> {
    const { usage, quota } = (await globalThis.navigator?.storage?.estimate()) ?? {};
    return { used: usage ?? 0, available: quota === undefined ? undefined : Math.max(0, quota - (usage ?? 0)) };
  }

  close(): void {
    this.database.close();
  }
}

function stored({ table, put }: { readonly table: Table; readonly put: RecordValue }, asBlobs: boolean): RecordValue {
  return table === 'chunks' && asBlobs ? new Blob([put as Uint8Array<ArrayBuffer>]) : put;
}

async function guarded<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw failureOf(error);
  }
}

function failureOf(error: unknown): FailureError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return new FailureError('noSpace', 'no space left on device', { cause: error });
  if (name === 'InvalidStateError') {
    return new FailureError('unavailable', 'the store has been closed: another tab uses it now', { cause: error });
  }
  return new FailureError('system', `storage failed: ${messageOf(error)}`, { cause: error });
}
