/** A driver that keeps everything in memory: for tests, for Node without a directory, and as a last resort in a tab. */
import { FailureError } from '../../base/errors.ts';
import type { Key, Mutation, RecordValue, StorageDriver, Table } from '../driver.ts';
import { copyPlain } from '../plain-copy.ts';
import { SortedMap } from './sorted-map.ts';

export interface MemoryDriverOptions {
  /** Bytes after which commits fail with `noSpace`. */
  readonly quotaBytes?: number;
}

interface Held {
  readonly value: RecordValue;
  readonly bytes: number;
}

/** Keeps the chunks it is given without copying them, and reads give views of them: neither side may change them. */
export function memoryDriver({ quotaBytes }: MemoryDriverOptions = {}): StorageDriver {
  const tables: Readonly<Record<Table, SortedMap<Held>>> = { chunks: new SortedMap(), records: new SortedMap() };
  let used = 0;
  let closed = false;

  const requireOpen = () => {
    if (closed) throw new FailureError('unavailable', 'the store has been closed');
  };
  const remove = (table: Table, key: Key) => {
    used -= tables[table].delete(key)?.bytes ?? 0;
  };
  const apply = (mutation: Mutation & { readonly bytes?: number }) => {
    if ('put' in mutation) {
      const held: Held = { value: mutation.put, bytes: mutation.bytes ?? 0 };
      used += held.bytes - (tables[mutation.table].set(mutation.key, held)?.bytes ?? 0);
    } else if ('delete' in mutation) remove(mutation.table, mutation.delete);
    else {
      const keys = tables[mutation.table].keys(mutation.deleteFrom, mutation.deleteBefore);
      for (const key of keys) remove(mutation.table, key);
    }
  };

  return {
    async get(table, key) {
      requireOpen();
      const held = tables[table].get(key);
      return held && (table === 'records' ? copyPlain(held.value) : held.value);
    },
    async readChunk(key, offset, length) {
      requireOpen();
      const held = tables.chunks.get(key);
      return held && (held.value as Uint8Array).subarray(offset, offset + length);
    },
    async list(table, from, before) {
      requireOpen();
      const keys = tables[table].keys(from, before);
      return keys.map((key) => [key, copyPlain((tables[table].get(key) as Held).value)] as const);
    },
    async keys(table, from, before) {
      requireOpen();
      return tables[table].keys(from, before);
    },
    async commit(batch) {
      requireOpen();
      const prepared = batch.map(prepare);
      if (quotaBytes !== undefined && used + growth(prepared, tables) > quotaBytes) {
        throw new FailureError('noSpace', 'no space left on device');
      }
      for (const mutation of prepared) apply(mutation);
    },
    usage: async () => ({ used, available: quotaBytes === undefined ? undefined : Math.max(0, quotaBytes - used) }),
    close: () => {
      closed = true;
    },
  };
}

type Prepared = Mutation & { readonly bytes?: number };

/** Everything that can fail happens here, before anything changes. */
function prepare(mutation: Mutation): Prepared {
  if (!('put' in mutation)) return mutation;
  if (mutation.table === 'chunks') return { ...mutation, bytes: (mutation.put as Uint8Array).length };
  const put = copyPlain(mutation.put);
  return { ...mutation, put, bytes: weigh(put) + mutation.key.length };
}

/** What a batch adds; each key counts once, and ranges that are deleted count for what is in them now. */
function growth(batch: readonly Prepared[], tables: Readonly<Record<Table, SortedMap<Held>>>): number {
  const sizes = new Map<string, number>();
  let before = 0;
  const touch = (table: Table, key: Key, bytes: number) => {
    const name = `${table} ${key}`;
    if (!sizes.has(name)) before += tables[table].get(key)?.bytes ?? 0;
    sizes.set(name, bytes);
  };
  for (const mutation of batch) {
    if ('put' in mutation) touch(mutation.table, mutation.key, mutation.bytes ?? 0);
    else if ('delete' in mutation) touch(mutation.table, mutation.delete, 0);
    else {
      const { table, deleteFrom, deleteBefore } = mutation;
      for (const key of tables[table].keys(deleteFrom, deleteBefore)) touch(table, key, 0);
    }
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, -before);
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
