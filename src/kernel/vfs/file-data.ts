/**
 * The bytes of a writable file: extents that were written lie over the file of the layer below (the base), and what
 * neither covers is a hole. Only what is touched is loaded: writing one byte into a large file of an image copies one
 * extent.
 *
 * Extents are append-only where readers may hold their bytes (`shared`), so that reads need no copy.
 */
import { concat, EMPTY } from '../../base/bytes.ts';
import { LIMITS } from '../../base/limits.ts';
import { knownZero, zeros } from '../../base/zeros.ts';
import { SysError } from '../errno.ts';
import type { Awaitable } from '../sys.ts';
import type { FileContent } from './tree.ts';

/** Bytes of an extent: the unit of copy-up and of what a saver writes. */
export const EXTENT_BYTES = LIMITS.extentBytes;

/** An extent of zeros takes no memory. */
export const ZERO_EXTENT = zeros(EXTENT_BYTES);

export interface Extent {
  /** Room for more behind `length`; undefined while the bytes are only in the store. */
  bytes: Uint8Array | undefined;
  length: number;
  shared: boolean;
  /** Under which the store keeps it; 0 when it never was saved. */
  number: number;
  dirty: boolean;
}

/** What the bytes of one file system are counted and loaded by. */
export interface ExtentOwner {
  /** Fails with ENOSPC past the file system's size. */
  charge(bytes: number): void;
  /** The bytes of a saved extent. */
  load(number: number, length: number): Awaitable<Uint8Array>;
  /** A saved extent is gone. */
  forget(number: number): void;
}

export class FileData {
  size: number;
  readonly extents: (Extent | undefined)[] = [];
  /** Bytes of the base that still show; what lies behind is a hole even when the file grows again. */
  baseSize: number;

  constructor(
    private owner: ExtentOwner,
    readonly base: FileContent | undefined,
  ) {
    this.size = base?.size ?? 0;
    this.baseSize = this.size;
  }

  /** 512-byte units that the file takes. */
  get blocks(): number {
    let blocks = 0;
    const covered = Math.ceil(this.baseSize / EXTENT_BYTES);
    for (let i = 0; i < Math.max(this.extents.length, covered); i++) {
      const extent = this.extents[i];
      const below = Math.max(0, Math.min(EXTENT_BYTES, this.baseSize - i * EXTENT_BYTES));
      blocks += Math.ceil((extent ? extent.length : below) / 4096) * 8;
    }
    return blocks;
  }

  get changed(): boolean {
    return this.extents.length > 0 || this.size !== (this.base?.size ?? 0);
  }

  read(offset: number, length: number): Awaitable<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    if (end <= offset) return EMPTY;
    const first = Math.floor(offset / EXTENT_BYTES);
    if (this.base && this.extents.length === 0 && end <= this.baseSize) return this.base.read(offset, end - offset);
    if (end <= (first + 1) * EXTENT_BYTES) return this.#readWithin(first, offset, end);
    const parts: Awaitable<Uint8Array>[] = [];
    for (let at = offset; at < end;) {
      const index = Math.floor(at / EXTENT_BYTES);
      const stop = Math.min(end, (index + 1) * EXTENT_BYTES);
      parts.push(this.#readWithin(index, at, stop));
      at = stop;
    }
    return joined(parts);
  }

  write(offset: number, bytes: Uint8Array): Awaitable<number> {
    const end = offset + bytes.length;
    if (end > LIMITS.fileBytes) throw new SysError('EFBIG');
    for (let at = offset; at < end;) {
      const index = Math.floor(at / EXTENT_BYTES);
      const stop = Math.min(end, (index + 1) * EXTENT_BYTES);
      const piece = bytes.subarray(at - offset, stop - offset);
      const ready = this.#load(index, at, stop);
      if (ready) {
        const from = at;
        return ready.then(async () => {
          this.#put(index, from, piece);
          await this.write(stop, bytes.subarray(stop - offset));
          return bytes.length;
        });
      }
      this.#put(index, at, piece);
      at = stop;
    }
    return bytes.length;
  }

  resize(size: number): Awaitable<void> {
    if (size > LIMITS.fileBytes) throw new SysError('EFBIG');
    if (size < this.size) {
      const last = Math.floor(size / EXTENT_BYTES);
      const partial = this.extents[last];
      const keep = size - last * EXTENT_BYTES;
      if (partial && !partial.bytes && keep > 0 && keep < partial.length) {
        return (this.#load(last, size, size + 1) as Promise<void>).then(() => this.resize(size));
      }
      for (let i = last; i < this.extents.length; i++) this.#cut(i, size - i * EXTENT_BYTES);
      this.extents.length = Math.min(this.extents.length, Math.ceil(size / EXTENT_BYTES));
      this.baseSize = Math.min(this.baseSize, size);
    }
    this.size = size;
  }

  /** The file has no name any more: gives back what it takes, while descriptors that are open go on using it. */
  detach(): void {
    for (const extent of this.extents) {
      if (!extent) continue;
      this.owner.charge(-extent.length);
      if (extent.number) this.owner.forget(extent.number);
    }
    this.owner = detached(this.owner);
  }

  #cut(index: number, length: number): void {
    const extent = this.extents[index];
    if (!extent || length >= extent.length) return;
    this.owner.charge(Math.max(0, length) - extent.length);
    if (length <= 0) {
      if (extent.number) this.owner.forget(extent.number);
      this.extents[index] = undefined;
      return;
    }
    // A copy: bytes behind the new end may be in a reader's hands, and the next append would write over them.
    extent.bytes = extent.bytes?.slice(0, length);
    extent.length = length;
    extent.shared = false;
    extent.dirty = true;
  }

  #readWithin(index: number, offset: number, end: number): Awaitable<Uint8Array> {
    const extent = this.extents[index];
    const start = index * EXTENT_BYTES;
    if (!extent) {
      const visible = Math.min(end, this.baseSize);
      if (!this.base || visible <= offset) return zeros(end - offset);
      const head = this.base.read(offset, visible - offset);
      return visible === end ? head : joined([head, zeros(end - visible)]);
    }
    if (!extent.bytes) {
      return (this.#load(index, offset, offset + 1) as Promise<void>).then(() => this.#readWithin(index, offset, end));
    }
    const stop = Math.min(end - start, extent.length);
    if (stop <= offset - start) return zeros(end - offset);
    extent.shared = true;
    const head = extent.bytes.subarray(offset - start, stop);
    return stop === end - start ? head : concat([head, zeros(end - start - stop)]);
  }

  /** A promise when the extent's bytes have to be fetched before [offset, end) of it is changed. */
  #load(index: number, offset: number, end: number): Promise<void> | undefined {
    const start = index * EXTENT_BYTES;
    const extent = this.extents[index];
    if (extent) {
      if (extent.bytes) return undefined;
      const loaded = this.owner.load(extent.number, extent.length);
      const take = (bytes: Uint8Array) => {
        extent.bytes ??= bytes;
        extent.shared = true;
      };
      return Promise.resolve(loaded).then(take);
    }
    const covered = Math.min(this.baseSize - start, EXTENT_BYTES);
    if (covered <= 0 || !this.base || (offset <= start && end >= start + covered)) return undefined;
    const loaded = this.base.read(start, covered);
    if (loaded instanceof Promise) return loaded.then((bytes) => this.#adopt(index, bytes));
    this.#adopt(index, loaded);
    return undefined;
  }

  #adopt(index: number, bytes: Uint8Array): void {
    if (this.extents[index]) return;
    this.owner.charge(bytes.length);
    this.extents[index] = { bytes, length: bytes.length, shared: true, number: 0, dirty: true };
  }

  #put(index: number, offset: number, piece: Uint8Array): void {
    const at = offset - index * EXTENT_BYTES;
    const end = at + piece.length;
    let extent = this.extents[index];
    if (!extent) {
      extent = { bytes: EMPTY, length: 0, shared: false, number: 0, dirty: true };
      this.owner.charge(end);
      this.extents[index] = extent;
    } else if (end > extent.length) this.owner.charge(end - extent.length);
    const bytes = extent.bytes as Uint8Array;
    if (knownZero(piece) && (knownZero(bytes) || extent.length === 0)) {
      extent.bytes = ZERO_EXTENT;
      extent.shared = true;
    } else {
      extent.bytes = writable(extent, bytes, at, end);
      extent.bytes.set(piece, at);
    }
    extent.length = Math.max(extent.length, end);
    extent.dirty = true;
    this.size = Math.max(this.size, offset + piece.length);
  }
}

/** The extent's bytes with room up to `end`, copied when a reader may hold what is written over. */
function writable(extent: Extent, bytes: Uint8Array, at: number, end: number): Uint8Array {
  const overwrites = at < extent.length && extent.shared;
  if (!overwrites && end <= bytes.length && !knownZero(bytes)) return bytes;
  const room = end <= bytes.length ? bytes.length : Math.min(EXTENT_BYTES, Math.max(end, bytes.length * 2));
  const copy = new Uint8Array(knownZero(bytes) ? Math.max(end, extent.length) : room);
  copy.set(bytes.subarray(0, extent.length));
  extent.shared = false;
  return copy;
}

function detached(owner: ExtentOwner): ExtentOwner {
  return { charge: () => undefined, forget: () => undefined, load: (number, length) => owner.load(number, length) };
}

function joined(parts: readonly Awaitable<Uint8Array>[]): Awaitable<Uint8Array> {
  return parts.some((part) => part instanceof Promise)
    ? Promise.all(parts).then(concat)
    : concat(parts as readonly Uint8Array[]);
}
