/**
 * The seam to what keeps bytes: IndexedDB, memory, or a directory (Node). Everything above (content store, snapshots,
 * metadata) is written once over this.
 *
 * A driver holds tables of records. `commit` applies a batch whole or not at all, and settles only once it would
 * survive the end of the process; quota shows as FailureError `noSpace` from `commit`, with nothing changed.
 */
export type Key = string;

/** Plain data that structured clone can carry. */
export type RecordValue = unknown;

export type Mutation =
  | { readonly table: Table; readonly put: RecordValue; readonly key: Key }
  | { readonly table: Table; readonly delete: Key }
  | { readonly table: Table; readonly deleteFrom: Key; readonly deleteBefore: Key };

/** `chunks` holds bulk (Uint8Array up to LIMITS.chunkBytes), `records` everything else. */
export type Table = 'chunks' | 'records';

export interface StorageDriver {
  get(table: Table, key: Key): Promise<RecordValue | undefined>;
  /** Part of a chunk, without reading the whole where the driver can. Undefined when there is no such chunk. */
  readChunk(key: Key, offset: number, length: number): Promise<Uint8Array | undefined>;
  /** Records with `from` <= key < `before`, ascending by key (code units). */
  list(table: 'records', from: Key, before: Key): Promise<readonly (readonly [Key, RecordValue])[]>;
  keys(table: Table, from: Key, before: Key): Promise<readonly Key[]>;
  /** `strict` asks for more than a crash of the process: use it for the small record that makes content visible. */
  commit(batch: readonly Mutation[], options?: { readonly durability?: 'relaxed' | 'strict' }): Promise<void>;
  /** Bytes used, as well as the driver knows. */
  usage(): Promise<{ readonly used: number; readonly available: number | undefined }>;
  close(): void;
}
