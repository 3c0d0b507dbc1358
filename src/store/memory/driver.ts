/** A driver that keeps everything in memory: for tests, for Node without a directory, and as a last resort in a tab. */
import { FailureError } from '../../base/errors.ts';
import type { Key, Mutation, RecordValue, StorageDriver, Table } from '../driver.ts';
import { copyPlain } from '../plain-copy.ts';
import { SortedMap } from './sorted-map.ts';

export interface MemoryDriverOptions {
  /** Bytes after which commits fail with `noSpace`. */
  readonly quotaBytes?: number;
}

/** Keeps the chunks it is given without copying them, and reads give views of them: neither side may change them. */
export function memoryDriver({ quotaBytes }: MemoryDriverOptions = {}): StorageDriver {
  const tables: Tables = { chunks: new SortedMap(), records: new SortedMap() };
  let closed = false;

  const requireOpen = () => {
    if (closed) throw new FailureError('unavailable', 'the store has been closed');
  };
  const apply = (mutation: Mutation) => {
    const table = tables[mutation.table];
    if ('put' in mutation) table.set(mutation.key, mutation.put);
    else if ('delete' in mutation) table.delete(mutation.delete);
    else for (const key of table.keys(mutation.deleteFrom, mutation.deleteBefore)) table.delete(key);
  };

  return {
    async get(table, key) {
      requireOpen();
      const value = tables[table].get(key);
      return table === 'records' ? copyPlain(value) : value;
    },
    async readChunk(key, offset, length) {
      requireOpen();
      const chunk = tables.chunks.get(key) as Uint8Array | undefined;
      return chunk?.subarray(offset, offset + length);
    },
    async list(table, from, before) {
      requireOpen();
      const keys = tables[table].keys(from, before);
      return keys.map((key) => [key, copyPlain(tables[table].get(key) as RecordValue)] as const);
    },
    async keys(table, from, before) {
      requireOpen();
      return tables[table].keys(from, before);
    },
    async commit(batch) {
      requireOpen();
      const prepared = batch.map(prepare);
      if (quotaBytes !== undefined && usedBy(tables) + growth(prepared, tables) > quotaBytes) {
        throw new FailureError('noSpace', 'no space left on device');
      }
      for (const mutation of prepared) apply(mutation);
    },
    async usage() {
      const used = usedBy(tables);
      return { used, available: quotaBytes === undefined ? undefined : Math.max(0, quotaBytes - used) };
    },
    close: () => {
      closed = true;
    },
  };
}

type Tables = Readonly<Record<Table, SortedMap<RecordValue>>>;

/** Everything that can fail happens here, before anything changes. */
function prepare(mutation: Mutation): Mutation {
  return 'put' in mutation && mutation.table === 'records' ? { ...mutation, put: copyPlain(mutation.put) } : mutation;
}

/** Reckoned when somebody asks: nearly nobody does. */
function usedBy(tables: Tables): number {
  let used = 0;
  for (const table of ['chunks', 'records'] as const) {
    for (const [key, value] of tables[table]) used += bytesOf(table, key, value);
  }
  return used;
}

/** What a batch adds; each key counts once, and ranges that are deleted count for what is in them now. */
function growth(batch: readonly Mutation[], tables: Tables): number {
  const sizes = new Map<string, number>();
  let before = 0;
  const touch = (table: Table, key: Key, value?: RecordValue) => {
    const name = `${table} ${key}`;
    if (!sizes.has(name)) before += bytesOf(table, key, tables[table].get(key));
    sizes.set(name, bytesOf(table, key, value));
  };
  for (const mutation of batch) {
    if ('put' in mutation) touch(mutation.table, mutation.key, mutation.put);
    else if ('delete' in mutation) touch(mutation.table, mutation.delete);
    else {
      const { table, deleteFrom, deleteBefore } = mutation;
      for (const key of tables[table].keys(deleteFrom, deleteBefore)) touch(table, key);
    }
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, -before);
}

function bytesOf(table: Table, key: Key, value: RecordValue | undefined): number {
  if (value === undefined) return 0;
  return table === 'chunks' ? (value as Uint8Array).length : weigh(value) + key.length;
}

/** About how many bytes plain data takes. */
function weigh(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let bytes = 16;
  if (value instanceof Map || Array.isArray(value)) for (const item of value as Iterable<unknown>) bytes += weigh(item);
  else for (const [name, member] of Object.entries(value)) bytes += 2 * name.length + weigh(member);
  return bytes;
}
