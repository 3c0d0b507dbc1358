/**
 * The store: content-addressed blobs, layers, active snapshots and metadata records over one StorageDriver. Its
 * vocabulary is containerd's. Order of every write: content first, then metadata, then the reference that makes it
 * reachable; a killed tab leaves either the old or the new state. What no record reaches is garbage.
 */
import { FailureError } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import type { ChainId, DiffId, Digest } from '../oci/digest-types.ts';
import type { LayerEntry } from '../oci/layer.ts';

export interface BlobInfo {
  readonly digest: Digest;
  readonly size: number;
}

export interface Blob extends BlobInfo {
  /** Exactly `length` bytes from `offset`, unless the blob ends before. */
  read(offset: number, length: number): Promise<Uint8Array>;
  source(): ByteSource;
}

/** A blob being written. Not visible until `commit`; gone after `abort` or a restart. */
export interface Ingest {
  readonly size: number;
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Makes the blob visible. With `expected`, fails with `invalid` and keeps nothing when the digest is another. A blob
   * that is already there is kept once.
   */
  commit(expected?: Digest): Promise<BlobInfo>;
  abort(): Promise<void>;
}

export interface ContentStore {
  get(digest: Digest): Promise<Blob | undefined>;
  ingest(): Promise<Ingest>;
  list(): Promise<readonly BlobInfo[]>;
}

/** A committed layer on its parents. */
export interface Layer {
  readonly chainId: ChainId;
  readonly parent: ChainId | undefined;
  readonly diffId: DiffId;
  /** What Docker calls the layer's size: bytes of its files, each once, and of the targets of symbolic links. */
  readonly size: number;
  /** Bytes of the uncompressed tar. */
  readonly tarSize: number;
  /** Digest of the compressed blob it came as, when it was pulled. */
  readonly blob?: Digest;
}

/** A layer's bytes are not those that were promised. */
export class WrongDiffId extends FailureError {
  constructor(
    readonly expected: DiffId,
    readonly actual: DiffId,
  ) {
    super('invalid', `invalid diffID: expected "${expected}", got "${actual}"`);
  }
}

export interface LayerStore {
  get(chainId: ChainId): Promise<Layer | undefined>;
  list(): Promise<readonly Layer[]>;
  /**
   * Reads an uncompressed tar from front to back, keeps it byte for byte with its index, and registers it on `parent`.
   * With `expected`, fails as WrongDiffId when the DiffId is another. Fails with `invalid` on a malformed tar or an entry
   * that real Docker cannot unpack, `noSpace` past the quota, naming the file; nothing is kept then. `maxBytes` bounds
   * the tar.
   */
  apply(
    tar: ByteSource,
    parent: ChainId | undefined,
    options?: { readonly expected?: DiffId; readonly blob?: Digest; readonly maxBytes?: number },
  ): Promise<Layer>;
  /**
   * Makes a layer of a blob that is an uncompressed tar, without reading or keeping its bytes once more: its DiffId is the
   * blob's digest. The blob is none any more then. Undefined, and nothing has happened, when it is none such, or when
   * others than who made it may rely on it. Fails as `apply` does.
   */
  adopt(
    blob: Digest,
    parent: ChainId | undefined,
    options?: { readonly expected?: DiffId },
  ): Promise<Layer | undefined>;
  /** The index, in the tar's order. */
  entries(chainId: ChainId): Promise<readonly LayerEntry[]>;
  /** The uncompressed tar, byte for byte. */
  tar(chainId: ChainId): Promise<Blob>;
  remove(chainId: ChainId): Promise<void>;
}

/**
 * Plain data kept under a name; what `put` and `delete` of one `write` change, changes at once or not at all. Records and
 * writable files survive the end of the process; unlike images, they may lose the last moments when the whole machine
 * loses power, as files in a page cache do.
 */
export interface Records {
  get<T>(key: string): Promise<T | undefined>;
  /** Records whose key starts with `prefix`, by key. */
  list<T>(prefix: string): Promise<readonly (readonly [string, T])[]>;
  write(batch: readonly { readonly key: string; readonly value?: unknown }[]): Promise<void>;
  /**
   * The same, seen at once and written within LIMITS.recordsSoonMs, in order with what `write` writes: for what nobody
   * misses when the process ends before. `fresh`: the store cannot know the key yet, so that a record which is gone again
   * before it was written costs no transaction.
   */
  writeSoon(batch: readonly { readonly key: string; readonly value?: unknown; readonly fresh?: boolean }[]): void;
  /**
   * As `writeSoon`, in no order with other keys and a portion at a time (LIMITS.recordsPortion): for what comes in such numbers
   * that the rest would wait for it.
   */
  trickle(batch: Parameters<Records['write']>[0]): void;
  /** What waits is written. */
  settle(): Promise<void>;
}

/** Bytes of a writable layer or volume: a set of numbered files that are replaced whole, and deleted with their owner. */
export interface FileStore {
  /**
   * Replaces the owner's state in one transaction: `index` is plain data, `files` the contents that changed (by the
   * caller's numbers), `removed` numbers that are gone.
   */
  save(
    owner: string,
    index: unknown,
    files: ReadonlyMap<number, Uint8Array>,
    removed: readonly number[],
  ): Promise<void>;
  load(owner: string): Promise<{ readonly index: unknown } | undefined>;
  read(owner: string, file: number, offset: number, length: number): Promise<Uint8Array>;
  delete(owner: string): Promise<void>;
  owners(): Promise<readonly string[]>;
}

/** Content that stays. */
export interface Kept {
  readonly blobs: ReadonlySet<Digest>;
  readonly layers: ReadonlySet<ChainId>;
}

export interface CheckpointInfo {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

/**
 * Copies of the whole state (records and writable files, with the content that they name) under names of the caller's
 * choice. Taking one copies records only; content is shared, and is no garbage while a checkpoint names it.
 */
export interface CheckpointStore {
  /** As if the power went off now: what is acknowledged is in it. Replaces a checkpoint of the same name. */
  take(name: string): Promise<CheckpointInfo>;
  /** Oldest first. */
  list(): Promise<readonly CheckpointInfo[]>;
  /**
   * Puts the state back as it was, at once or not at all; checkpoints stay. Nobody may be writing records or files:
   * whoever holds some of them in memory must forget them. FailureError `notFound`.
   */
  restore(name: string): Promise<void>;
  drop(name: string): Promise<void>;
  /** Like `restore`, of an empty state. */
  reset(): Promise<void>;
  /** A checkpoint and all content that it names as one file: see checkpoint-file.ts. */
  export(name: string): ByteSource;
  /**
   * Reads such a file and keeps it as a checkpoint; nothing else changes. Every digest is verified first. FailureError
   * `invalid` on a file that is damaged or something else, `noSpace` past the quota; nothing of it stays then.
   */
  import(name: string, source: ByteSource): Promise<CheckpointInfo>;
}

export interface Store {
  readonly content: ContentStore;
  readonly layers: LayerStore;
  readonly records: Records;
  readonly files: FileStore;
  readonly checkpoints: CheckpointStore;
  /**
   * Removes blobs and layers that are neither in `keep` nor named by a checkpoint, and ingests left behind by an earlier process. What is being
   * written now stays.
   */
  collectGarbage(keep: Kept): Promise<void>;
  /**
   * Reads every blob and layer and answers what does not match its digest or misses bytes, and which writable files
   * miss chunks. Empty: all is well.
   */
  verify(): Promise<readonly string[]>;
  usage(): Promise<{ readonly used: number; readonly available: number | undefined }>;
  close(): void;
}
